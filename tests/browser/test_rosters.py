"""Rosters at the screen: units, teams, people, imports, accounts, and what survives a bad line."""

import datetime as dt
import re
import time

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect
from qsessions.models import Session

from accounts.models import User
from commune_security.demo import PASSWORD
from imports.reading import read_file
from members.models import Commune, Membership, Person, Team
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def code_of(user: str) -> str:
    device = TOTPDevice.objects.get(user__username=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return f"{totp.token():06d}"


def test_the_second_factor_is_set_up_once_and_asked_for_ever_after(visit, settings):
    settings.SECOND_FACTOR = True
    visitor = visit(None)
    page = visitor.page
    visitor.sign_in("canbo")
    expect(page.get_by_role("heading", name="Xác thực hai lớp")).to_be_visible()
    expect(page.locator(".qr svg")).to_be_visible()
    page.get_by_role("textbox", name="Mã").fill(code_of("canbo"))
    page.get_by_role("button", name="Bật").click()
    expect(page.locator(".codes li")).to_have_count(10)
    recovery = page.locator(".codes li").first.inner_text()
    assert visitor.violations() == []
    page.get_by_role("link", name="Tôi đã lưu mã").click()
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    visitor.sign_in("canbo")
    expect(page.get_by_role("heading", name="Mã trên điện thoại")).to_be_visible()
    page.goto("/members/people/")
    expect(page.get_by_role("heading", name="Mã trên điện thoại")).to_be_visible()
    page.get_by_label("Mã").fill("000000")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("alert")).to_contain_text("Mã không đúng")
    # A wrong code makes the next one wait for a second, for machines that guess.
    page.wait_for_timeout(1500)
    page.get_by_label("Mã").fill(recovery)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", name="Nhân sự")).to_be_visible()


def test_four_communes_become_one_in_the_browser(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto(f"/members/communes/{Commune.objects.get(name='Bằng Cả').pk}/")
    page.get_by_role("link", name="Sáp nhập, chia tách, đổi tên").click()
    page.get_by_role("link", name="Sáp nhập xã").click()
    page.get_by_label("Số nghị quyết, quyết định").fill("1679/NQ-UBTVQH15")
    page.get_by_label("Có hiệu lực từ").fill("01/07/2025")
    page.get_by_label("xã Bằng Cả").check()
    page.get_by_label("Tên xã mới").fill("Quảng La")
    page.get_by_label("Loại đơn vị mới").select_option("xa")
    page.get_by_label("Mã xã mới").fill("07054")
    page.get_by_role("button", name="Xem trước kết quả").click()
    expect(page.get_by_text("Các thôn sau được chuyển")).to_be_visible()
    assert officer.violations() == []
    page.get_by_label("Thôn 1, xã Bằng Cả").fill("Thôn 1 Bằng Cả")
    page.get_by_role("button", name="Thực hiện thay đổi").click()
    expect(page.get_by_role("heading", name="Xã Quảng La")).to_be_visible()
    expect(page.get_by_role("link", name="Thôn 1 Bằng Cả", exact=True).first).to_be_visible()
    page.goto(f"/members/communes/{Commune.objects.get(name='Bằng Cả').pk}/?on=01/01/2024")
    expect(page.get_by_role("heading", name="Xã Bằng Cả")).to_be_visible()
    expect(page.get_by_role("link", name="Thôn 1", exact=True)).to_be_visible()
    expect(page.get_by_text("nay là Thôn 1 Bằng Cả")).to_be_visible()


def test_a_team_is_restaffed_under_one_decision(visit):
    officer = visit("canbo")
    page = officer.page
    team = Team.objects.get(name="Tổ tự quản Thôn 2")
    page.goto(f"/members/teams/{team.pk}/")
    page.get_by_role("link", name="Kiện toàn").click()
    member = team.memberships.filter(role="member", ended_on=None).first()
    page.locator("#id_on").fill("01/10/2026")
    page.get_by_label("Hoặc số, ký hiệu quyết định").fill("77/QĐ-UBND")
    page.get_by_label("Ngày của quyết định đó").fill("28/09/2026")
    page.get_by_label(member.person.full_name).select_option("leave")
    page.get_by_role("button", name="Kiện toàn tổ").click()
    expect(page.get_by_text("Đã kiện toàn")).to_be_visible()
    member.refresh_from_db()
    assert (member.ended_on, member.dismissal.code) == (dt.date(2026, 10, 1), "77/QĐ-UBND")
    expect(page.get_by_text("Đã từng tham gia")).to_be_visible()


def test_a_list_is_taken_away_as_it_is_shown(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto("/members/people/?q=dang")
    page.get_by_text("Tải về").click()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Excel (XLSX)").click()
    rows = read_file(waited.value.path())[0].rows
    names = [str(row[1]) for row in rows[4:]]
    assert names
    assert all("Đặng" in name for name in names)


def test_two_records_become_one_after_a_look(visit):
    officer = visit("canbo")
    first = Person.objects.first()
    twin = Person.objects.create(
        full_name=first.full_name, birth_date=first.birth_date, village=first.village,
        birth_precision=first.birth_precision, phone="0911222333",
    )  # fmt: skip
    page = officer.page
    page.goto("/members/people/")
    page.get_by_role("link", name="Hồ sơ trùng").click()
    page.get_by_role("link", name="Xem và gộp").first.click()
    assert officer.violations() == []
    page.get_by_role("button", name="Gộp thành một hồ sơ").click()
    expect(page.get_by_text("Đã gộp hai hồ sơ thành một.")).to_be_visible()
    assert Person.objects.filter(pk__in=[first.pk, twin.pk]).count() == 1


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_is_typed_survives_an_expired_session(visit, screen):
    head = visit("truongthon1", screen)
    page = head.page
    team = Team.objects.get(name="Tổ tự quản Thôn 1")
    page.goto(f"/members/teams/{team.pk}/add/")
    page.get_by_label("Họ và tên").fill("bàn thị hoa")
    page.get_by_label("Nữ", exact=True).check()
    page.locator("#id_started_on").fill("01/10/2024")
    page.get_by_label("Lý do").fill("Bổ sung thành viên mới")
    Session.objects.filter(user__username="truongthon1").delete()
    page.get_by_role("button", name="Gửi Công an xã").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.get_by_label("Tên đăng nhập").fill("truongthon1")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("còn lưu trên máy này và đã được điền lại")).to_be_visible()
    expect(page.get_by_label("Họ và tên")).to_have_value("bàn thị hoa")
    expect(page.get_by_label("Nữ", exact=True)).to_be_checked()
    page.get_by_role("button", name="Gửi Công an xã").click()
    expect(page.get_by_text("Đã gửi Công an xã.")).to_be_visible()
    page.goto(f"/members/teams/{team.pk}/add/")
    expect(page.get_by_label("Họ và tên")).to_have_value("")


def test_what_is_typed_survives_a_lost_connection(visit):
    head = visit("truongthon1", PHONE)
    page = head.page
    team = Team.objects.get(name="Tổ tự quản Thôn 1")
    page.goto(f"/members/teams/{team.pk}/add/")
    page.get_by_label("Họ và tên").fill("bàn thị hoa")
    head.context.set_offline(True)
    page.get_by_role("button", name="Gửi Công an xã").click()
    expect(page.get_by_text("Không có kết nối mạng")).to_be_visible()
    head.context.set_offline(False)
    page.goto("/")
    page.goto(f"/members/teams/{team.pk}/add/")
    expect(page.get_by_label("Họ và tên")).to_have_value("bàn thị hoa")
    page.get_by_role("button", name="Bỏ nội dung này").click()
    expect(page.get_by_label("Họ và tên")).to_have_value("")
    page.get_by_label("Họ và tên").fill("bàn thị huệ")
    page.goto("/accounts/me/")
    page.locator("main .sign-out button").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:')).length")
    assert kept == 0, "signing out leaves nothing on the device"


def test_the_keyboard_is_enough_to_find_somebody_and_add_another(visit):
    officer = visit("canbo")
    page = officer.page
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("ly quang dat")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Lý Quang Đạt")).to_be_visible()
    page.goto("/members/people/new/")
    page.locator("#id_full_name").focus()
    page.keyboard.type("Bàn Thị Phím")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("1980")
    while page.evaluate("document.activeElement.id") != "id_village":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu: Bàn Thị Phím.")).to_be_visible()


def test_an_officer_opens_an_account_and_the_head_chooses_a_password(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto("/accounts/users/new/")
    page.get_by_label("Tên đăng nhập").fill("truongthon4")
    page.get_by_label("Họ và tên").fill("Bàn Văn Bốn")
    page.locator("#id_village").select_option(label="Thôn 1")
    page.get_by_role("button", name="Mở tài khoản").click()
    password = page.locator(".key").inner_text()
    head = visit(None, PHONE)
    head.sign_in("truongthon4", password)
    expect(head.page.get_by_role("heading", name="Đổi mật khẩu")).to_be_visible()
    head.page.wait_for_load_state()
    assert head.violations() == []
    head.page.locator("#id_old_password").fill(password)
    for name in ("#id_new_password1", "#id_new_password2"):
        head.page.locator(name).fill("cho-phien-37-ban")
    head.page.get_by_role("button", name="Lưu mật khẩu mới").click()
    expect(head.page.get_by_role("heading", name="Thôn 1", exact=True)).to_be_visible()
    assert User.objects.get(username="truongthon4").check_password("cho-phien-37-ban")


def test_the_bell_tells_the_officer_and_then_the_head(visit):
    head, officer = visit("truongthon1", PHONE), visit("canbo")
    membership = Membership.objects.filter(
        team__name="Tổ tự quản Thôn 1", role="member", ended_on=None
    ).first()
    page = head.page
    page.goto(f"/members/memberships/{membership.pk}/end/")
    page.locator("#id_ended_on").fill("01/11/2026")
    page.locator("#id_reason").fill("Tuổi cao")
    page.get_by_role("button", name="Gửi Công an xã").click()
    office = officer.page
    office.goto("/")
    expect(office.locator(".bell b")).to_have_text("1")
    office.locator(".bell").click()
    office.get_by_role("link", name=re.compile("đề nghị")).first.click()
    office.get_by_label(re.compile(membership.person.full_name)).check()
    office.get_by_label("Ý kiến gửi trưởng thôn").fill("Cảm ơn ông đã tham gia")
    office.get_by_role("button", name="Duyệt các đề nghị đã chọn", exact=True).click()
    page.goto("/")
    expect(page.locator(".bell b")).to_have_text("1")
    page.locator(".bell").click()
    expect(page.get_by_text("Cảm ơn ông đã tham gia")).to_be_visible()


def test_a_sheet_saves_itself_and_says_the_truth_without_a_connection(visit):
    head = visit("truongthon1", PHONE)
    page = head.page
    page.get_by_role("link", name="Nhập kết quả").first.click()
    state = page.locator("#sheet-state")
    page.locator("summary", has_text="Thông tin").click()
    tips = page.get_by_label(re.compile("^Nguồn tin cung cấp"))
    tips.fill("3")
    tips.blur()
    expect(state).to_contain_text("chưa gửi")
    expect(state).to_contain_text("Đã lưu lúc")
    assert head.violations() == []
    assert head.fits()
    head.context.set_offline(True)
    tips.fill("4")
    tips.blur()
    expect(state).to_contain_text("Đã lưu trên máy lúc")
    head.faults.clear()  # the browser itself tells of the lost connection
    head.context.set_offline(False)
    expect(state).to_contain_text("Đã lưu lúc", timeout=10_000)
    page.reload()
    page.locator("summary", has_text="Thông tin").click()
    expect(page.get_by_label(re.compile("^Nguồn tin cung cấp"))).to_have_value("4")
    page.get_by_role("button", name="Gửi Công an xã").click()
    expect(page.get_by_text("Đã gửi Công an xã.")).to_be_visible()
