"""At the door of a conference, on two screens at once."""

import datetime as dt
import zipfile

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from awards.models import AwardRound
from awards.services.deciding import issue_paper
from meetings.codes import code_of
from meetings.models import Delegate, Meeting
from tests.browser.conftest import DESKTOP, PHONE
from tests.documents.readers import pdf_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def coming() -> Meeting:
    """A conference like the demo's before its day: no minutes tell yet who came."""
    held = Meeting.objects.get(title__startswith="Hội nghị tổng kết 10 năm")
    meeting = Meeting.objects.create(
        commune=held.commune, title="Hội nghị sắp tới", starts_at=held.starts_at, place=held.place
    )
    for row in (*held.agenda.order_by("order"), *held.delegates.all()):
        row.pk, row.meeting, row._state.adding = None, meeting, True
        if isinstance(row, Delegate):
            row.attendance, row.proxy, row.marked_at = "invited", "", None
        row.save()
    return meeting


def test_two_screens_mark_at_once_and_both_show_the_same_count(visit):
    meeting = coming()
    one, two = visit("canbo", PHONE), visit("banchidao", DESKTOP)
    path = f"/meetings/{meeting.pk}/attendance/"
    for visitor in (one, two):
        assert visitor.page.goto(path).status == 200
        assert visitor.fits()
        assert visitor.violations() == []
    one.page.get_by_label("Tìm theo tên").fill("ngo thanh binh")
    expect(one.page.locator("#door li")).to_have_count(1)
    one.page.get_by_role("button", name="Ngô Thanh Bình có mặt").click()
    expect(one.page.locator(".came strong")).to_have_text("1")
    expect(two.page.locator(".came strong")).to_have_text("1", timeout=10_000)
    # The other screen still offers the same delegate; a second tap counts nobody twice.
    two.page.get_by_role("button", name="Ngô Thanh Bình có mặt").click()
    two.page.get_by_role("button", name="Bùi Thị Lan Anh có mặt").click()
    expect(two.page.locator(".came strong")).to_have_text("2")
    expect(one.page.locator(".came strong")).to_have_text("2", timeout=10_000)
    one.page.get_by_role("button", name="Bỏ điểm danh của Ngô Thanh Bình").click()
    expect(one.page.locator(".came strong")).to_have_text("1")
    assert Delegate.objects.filter(meeting=meeting, attendance="present").count() == 1


def test_the_code_of_an_invitation_works_once_on_two_browsers(visit):
    meeting = coming()
    delegate = meeting.delegates.get(full_name="Ngô Thanh Bình")
    path = f"/meetings/code/{code_of(delegate)}/"
    guest, one, two = visit(None, PHONE), visit("canbo", PHONE), visit("banchidao", DESKTOP)
    # A guest's own phone reads the code at home: which meeting, no name, nothing to press.
    assert guest.page.goto(path).status == 200
    expect(guest.page.get_by_text("Xin xuất trình giấy mời này")).to_be_visible()
    expect(guest.page.get_by_text("Ngô Thanh Bình")).to_have_count(0)
    expect(guest.page.get_by_role("button")).to_have_count(0)
    # Two devices at the door read the same invitation at once.
    for visitor in (one, two):
        assert visitor.page.goto(path).status == 200
        expect(visitor.page.get_by_role("heading", name="Ngô Thanh Bình")).to_be_visible()
    for visitor in (guest, one, two):
        assert visitor.fits()
        assert visitor.violations() == []
    one.page.get_by_role("button", name="Có mặt").click()
    expect(one.page.locator(".big-word")).to_contain_text("có mặt")
    expect(two.page.locator(".came strong")).to_have_text("1", timeout=10_000)
    two.page.get_by_role("button", name="Có mặt").click()
    expect(two.page.get_by_text("Giấy mời này đã điểm danh lúc")).to_be_visible()
    two.faults.clear()  # the browser itself reports the refusal (409) in its console
    expect(one.page.locator(".came strong")).to_have_text("1", timeout=10_000)
    # A scanner that types what it reads into the search box opens the delegate.
    two.page.goto(f"/meetings/{meeting.pk}/attendance/")
    other = meeting.delegates.get(full_name="Bùi Thị Lan Anh")
    two.page.get_by_label("Tìm theo tên").fill(f"http://antt.vn/meetings/code/{code_of(other)}/")
    expect(two.page.get_by_role("heading", name="Bùi Thị Lan Anh")).to_be_visible()
    assert meeting.delegates.filter(attendance="present").count() == 1


def test_an_agenda_is_ordered_by_keys_and_by_dragging_while_its_times_run_on(visit):
    meeting = coming()
    page = visit("canbo", DESKTOP).page
    page.goto(f"/meetings/{meeting.pk}/agenda/")

    def shown():
        return page.locator("[data-item]").evaluate_all(
            "items => items.slice(0, 3).map(i => [i.querySelector('[data-at]').textContent, "
            "i.querySelector('[name$=\"-item\"]').value])"
        )

    first, second, third = (item for _at, item in shown())
    assert [at for at, _item in shown()] == ["14:00", "14:10", "14:15"]
    page.get_by_label("Nội dung", exact=True).nth(1).press("Alt+ArrowUp")
    assert shown() == [["14:00", second], ["14:05", first], ["14:15", third]]
    page.get_by_role("button", name=f"Xuống sau: {second}").click()
    assert [item for _at, item in shown()] == [first, second, third]
    handle = page.locator(".handle").nth(2).bounding_box()
    target = page.locator("[data-item]").nth(0).bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 8, steps=12)
    page.mouse.up()
    assert shown() == [["14:00", third], ["14:10", first], ["14:20", second]]
    page.get_by_role("button", name="Lưu chương trình").click()
    expect(page.get_by_text("Đã lưu chương trình.")).to_be_visible()
    items = meeting.agenda.order_by("order").values_list("item", flat=True)[:3]
    assert list(items) == [third, first, second]


def test_all_invitations_are_written_while_the_page_shows_how_far(visit):
    meeting = Meeting.objects.get(title__startswith="Hội nghị tổng kết 10 năm")
    page = visit("canbo", PHONE).page
    page.goto(f"/meetings/{meeting.pk}/#papers")
    page.get_by_role("button", name="ZIP, mỗi người một tệp").click()
    with page.expect_download() as waited:
        page.locator("#run a").click(timeout=60_000)
    with zipfile.ZipFile(waited.value.path()) as folder:
        assert len(folder.namelist()) == meeting.delegates.count()


def test_a_round_of_awards_goes_from_candidates_to_the_decision(visit):
    officer = visit("canbo", DESKTOP)
    page = officer.page
    page.goto("/awards/new/")
    page.get_by_label("Tên gọi").fill("Khen thưởng quý III năm 2024")
    page.get_by_label("An ninh cơ sở").check()
    page.get_by_label("Từ ngày").fill("26/09/2023")
    page.get_by_label("Đến ngày").fill("30/09/2024")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Danh sách xem xét").click()
    page.get_by_label("Lý Quang Đạt").check()
    assert officer.violations() == []
    page.get_by_role("button", name="Đề nghị những mục đã chọn").click()
    expect(page.get_by_text("Đã thêm 1 đề nghị.")).to_be_visible()
    page.get_by_role("tab", name="Hội đồng").click()
    page.get_by_role("link", name="Thành viên hội đồng").click()
    page.get_by_role("button", name="Lưu, sang số phiếu").click()
    page.get_by_label("Ngày", exact=False).first.fill("05/10/2024")
    page.get_by_label("Bắt đầu lúc").fill("8h")
    page.get_by_label("Địa điểm họp").fill("Phòng họp UBND xã")
    page.get_by_label("Số phiếu đồng ý: Lý Quang Đạt").fill("9")
    page.get_by_role("button", name="Lưu số phiếu").click()
    # The decision names the council's minutes and the submission: they have their numbers first.
    canbo = get_user_model().objects.get(username="canbo")
    round_ = AwardRound.objects.get(title="Khen thưởng quý III năm 2024")
    for what in ("council", "submission"):
        issue_paper(round_=round_, what=what, dated=dt.date(2024, 10, 7), user=canbo)
    page.get_by_role("link", name="Ra quyết định").click()
    expect(page.get_by_label("Lý Quang Đạt")).to_be_checked()
    page.get_by_label("Ngày quyết định").fill("08/10/2024")
    assert officer.violations() == []
    page.get_by_role("button", name="Quyết định và lấy số tiếp theo").click()
    expect(page.get_by_text("Đã ban hành, số 113/QĐ-UBND.")).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Giấy khen: PDF").click()
    assert "Lý Quang Đạt" in " ".join(pdf_text(waited.value.path().read_bytes()).split())
