"""People at their screens: an old office PC and a cheap phone, and every page they see."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from awards.models import AwardRound
from meetings.models import Meeting
from members.models import Membership, Person, Team, Village
from programs.models import Camera, FireSafeZone, Program, TrustedPerson
from reports.models import ReviewReport
from tests.browser.conftest import DESKTOP, PHONE
from tests.documents.readers import docx_text, pdf_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def report(kind):
    return ReviewReport.objects.get(kind__code=kind)


PAGES = {
    "canbo": ["/", "/reports/", "/reports/new/", "/members/teams/", "/style-guide/",
              "/accounts/password/", "/members/people/", "/members/people/{person}/",
              "/members/people/{person}/edit/", "/members/changes/", "/reports/{ten}/", "/reports/{one}/",
              "/members/communes/{commune}/", "/members/villages/{village}/", "/members/villages/new/",
              "/members/villages/{village}/offices/new/", "/members/communes/change/",
              "/members/communes/change/?way=merge-communes", "/members/communes/change/?way=split-village",
              "/members/teams/new/", "/members/teams/{team}/", "/members/teams/{team}/restaff/",
              "/members/teams/{team}/dissolve/", "/members/people/new/", "/members/people/doubles/",
              "/members/people/{person}/merge/{other}/", "/imports/", "/members/requests/",
              "/members/requests/new/?person={person}", "/people/{person}/erase/", "/search/?q=dang",
              "/accounts/me/", "/accounts/second-factor/", "/accounts/users/", "/accounts/users/new/",
              "/accounts/users/{head}/", "/accounts/log/", "/accounts/notices/", "/programs/results/", "/programs/highlights/", "/programs/highlights/new/",
              "/meetings/", "/meetings/{meeting}/", "/meetings/{meeting}/attendance/", "/meetings/{meeting}/invite/", "/meetings/{meeting}/guests/new/",
              "/meetings/new/", "/meetings/tasks/", "/meetings/{meeting}/folder/", "/meetings/{meeting}/news/", "/meetings/{meeting}/edit/", "/meetings/{meeting}/agenda/", "/meetings/{meeting}/seats/",
              "/meetings/{meeting}/minutes/", "/meetings/{meeting}/tasks/new/", "/meetings/{meeting}/photos/",
              "/meetings/{meeting}/papers/invitation/", "/meetings/{meeting}/papers/minutes/",
              "/awards/", "/awards/new/", "/awards/{round}/", "/awards/{round}/candidates/",
              "/awards/{round}/council/", "/awards/{round}/votes/", "/awards/{round}/decide/",
              "/awards/{round}/nominations/new/", "/awards/{round}/papers/decision/", "/awards/layouts/{commune}/",
              "/overview/?on=25/09/2024&year=2024", "/programs/", "/programs/{program}/",
              "/programs/{program}/years/", "/programs/{program}/villages/{village}/2014/",
              "/programs/trusted-persons/", "/programs/trusted-persons/{trusted}/",
              "/programs/zones/?on=25/09/2024", "/programs/zones/{zone}/?on=25/09/2024",
              "/programs/cameras/?on=25/09/2024", "/programs/cameras/{camera}/", "/programs/add/program/",
              "/programs/add/site/{program}/", "/programs/add/rating/{program}/", "/programs/add/trusted/",
              "/programs/add/inspection/{zone}/", "/programs/add/household/{zone}/", "/programs/add/camera/",
              "/programs/add/check/{camera}/",
              "/reports/{one}/sections/strengths/", "/members/teams/{team}/?on=01/01/2016"],
    "banchidao": ["/", "/reports/{one}/", "/admin/", "/admin/members/person/",
                  "/admin/members/person/{person}/change/", "/admin/members/team/{team}/change/",
                  "/admin/members/membership/?standing=all", "/admin/accounts/user/",
                  "/admin/programs/indicator/add/", "/admin/programs/programkind/add/",
                  "/admin/programs/program/{program}/change/", "/admin/accounts/apiclient/add/"],
    "quansat": ["/", "/reports/{ten}/", "/overview/", "/programs/cameras/"],
    "truongthon1": ["/", "/members/changes/", "/members/teams/{team}/add/", "/accounts/me/",
                    "/members/memberships/{membership}/end/", "/members/memberships/{membership}/correct/", "/members/teams/", "/members/teams/{team}/",
                    "/programs/zones/{zone}/", "/programs/results/", "/meetings/invitations/", "/awards/mine/"],
}  # fmt: skip


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_fits_the_screen_and_is_open_to_all(visit, screen):
    for username, paths in PAGES.items():
        visitor = visit(username, screen)
        names = {
            "ten": report("ten_year").pk, "one": report("one_year").pk,
            "team": Team.objects.get(name="Tổ tự quản Thôn 1").pk,
            "person": Person.objects.get(full_name="Lý Quang Đạt").pk,
            "other": Person.objects.exclude(full_name="Lý Quang Đạt").first().pk,
            "commune": Village.objects.get(name="Thôn 1").commune_id,
            "village": Village.objects.get(name="Thôn 1").pk,
            "membership": Membership.objects.filter(team__name="Tổ tự quản Thôn 1").last().pk,
            "meeting": Meeting.objects.order_by("-starts_at").first().pk,
            "round": AwardRound.objects.first().pk,
            "program": Program.objects.get(kind__code="self_managed").pk,
            "zone": FireSafeZone.objects.get().pk, "camera": Camera.objects.first().pk,
            "trusted": TrustedPerson.objects.first().pk,
            "head": User.objects.get(username="truongthon1").pk,
        }  # fmt: skip
        for path in paths:
            answer = visitor.page.goto(path.format(**names))
            assert answer.status == 200, path
            assert visitor.fits(), (path, screen)
            expect(visitor.page.locator("h1").first).to_be_visible()
            assert visitor.violations() == [], (path, screen)


def test_a_stranger_is_asked_to_sign_in(visit):
    visitor = visit(None)
    visitor.page.goto("/reports/")
    expect(visitor.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    expect(visitor.page.get_by_text("Bản dùng thử")).to_have_count(0)
    assert visitor.violations() == []


def test_the_one_year_report_goes_its_whole_way(visit):
    officer, committee = visit("canbo"), visit("banchidao")
    page = officer.page
    page.goto("/reports/")
    page.get_by_role("link", name=re.compile("^Sơ kết 01 năm")).click()
    page.get_by_role("link", name="Ưu điểm", exact=True).click()
    text = page.get_by_label("Nội dung")
    text.fill("Đã lắp đặt ")
    text.press("End")
    page.get_by_role("button", name=re.compile("^Số mắt camera")).click()
    expect(text).to_have_value("Đã lắp đặt [[Số mắt camera]]")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu: Ưu điểm.")).to_be_visible()
    expect(page.get_by_text("Đã lắp đặt 21")).to_be_visible()

    # The register of inspections and the sheets differ: the officer writes why.
    page.goto(f"/reports/{report('one_year').pk}/checks/")
    for box in page.locator("#contradictions input[type=checkbox]").all():
        box.check()
    page.get_by_label("Lý do").fill("Sổ kiểm tra ghi theo lượt, phiếu ghi theo buổi.")
    page.locator("#reason-form button").click()
    expect(page.locator("#contradictions input[type=checkbox]")).to_have_count(0)
    page.goto(f"/reports/{report('one_year').pk}/")

    committee.page.goto(page.url)
    committee.page.get_by_role("button", name="Ký duyệt").click()
    expect(committee.page.get_by_text("Đã ký duyệt báo cáo.")).to_be_visible()

    page.reload()
    page.get_by_label("Ngày ban hành báo cáo").fill("30/09/2024")
    page.get_by_role("button", name="Ban hành với số tiếp theo").click()
    expect(page.get_by_text("Đã ban hành, số 02/BC-BCĐ.")).to_be_visible()
    for name, reader in (("Word", docx_text), ("PDF", pdf_text)):
        with page.expect_download() as waited:
            page.get_by_role("link", name=re.compile(f"^{name}")).click()
        download = waited.value
        assert "02bc-bcd-2024" in download.suggested_filename
        assert "02/BC-BCĐ" in reader(download.path().read_bytes())


def test_a_figure_opens_its_facts_beside_the_report(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto(f"/reports/{report('ten_year').pk}/")
    page.get_by_role("link", name="23", exact=True).first.click()
    facts = page.locator("#facts")
    expect(facts.get_by_text("mỗi người đếm một lần")).to_be_visible()
    expect(facts.get_by_text("Thôn 3")).to_be_visible()
    assert page.url.endswith(f"/reports/{report('ten_year').pk}/")


def test_files_are_written_while_one_watches(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto(f"/reports/{report('one_year').pk}/")
    expect(page.get_by_text("Chưa tạo tệp nào.")).to_be_visible()
    page.get_by_role("button", name="Tạo tệp Word, PDF, Excel").click()
    expect(page.get_by_role("link", name=re.compile("^Excel"))).to_be_visible(timeout=30_000)


def test_the_wizard_says_what_is_missing_and_keeps_what_was_typed(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto("/reports/new/")
    page.get_by_role("link", name="Tổng kết 10 năm").click()
    page.get_by_label("Tổ nhân dân tự quản").check()
    page.locator("#id_first_day").fill("31/02/2014")
    page.locator("#id_last_day").fill("25/09/2024")
    page.get_by_role("button", name="Xem còn thiếu gì").click()
    expect(page.get_by_role("alert")).to_contain_text("Ngày này không có trong lịch")
    expect(page.locator("#id_last_day")).to_have_value("25/09/2024")
    page.locator("#id_first_day").fill("15/09/2014")
    page.get_by_role("button", name="Xem còn thiếu gì").click()
    expect(page.get_by_text("Số buổi tuyên truyền: bỏ trống trong phiếu")).to_be_visible()
    page.get_by_role("button", name="Tạo bản thảo").click()
    expect(page.get_by_text("Đã tạo bản thảo.")).to_be_visible()


def test_a_village_head_finds_the_own_team_on_a_phone(visit):
    head = visit("truongthon2", PHONE)
    page = head.page
    expect(page.get_by_role("heading", name="Thôn 2", exact=True)).to_be_visible()
    expect(page.get_by_text("Thôn 1")).to_have_count(0)
    page.get_by_role("link", name="Xem danh sách").click()
    expect(page.get_by_text("Lý Quang Đạt", exact=True).first).to_be_visible()
    for control in page.locator("main button, main input:not([type=hidden]), nav a").all():
        if control.is_visible():
            assert control.bounding_box()["height"] >= 44
    page.goto("/members/teams/")
    expect(page.get_by_text("Tổ tự quản Thôn 2")).to_be_visible()
    expect(page.get_by_text("Tổ tự quản Thôn 3")).to_have_count(0)


def test_the_keyboard_is_enough_to_sign_in_and_reach_the_content(visit):
    visitor = visit(None)
    page = visitor.page
    page.goto("/accounts/sign-in/")
    page.keyboard.type("canbo")
    page.keyboard.press("Tab")
    page.keyboard.type("demo-bang-ca")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_text("Chuyển đến nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    # The browser tells of the jump a moment after the key.
    page.wait_for_url("**/#content")
    assert page.url.endswith("#content")


def test_the_report_prints_as_paper_without_the_furniture(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto(f"/reports/{report('ten_year').pk}/")
    page.emulate_media(media="print")
    for furniture in (".topbar", ".rail", ".report-bar", "#facts"):
        expect(page.locator(furniture)).to_be_hidden()
    printed = pdf_text(page.pdf(prefer_css_page_size=True))
    assert "23 thành viên" in " ".join(printed.split())
    assert "Đăng xuất" not in printed


def test_a_village_head_asks_on_a_phone_and_the_office_accepts_many_at_once(visit):
    head, officer = visit("truongthon1", PHONE), visit("canbo")
    page = head.page
    page.get_by_role("link", name="Đề nghị bổ sung người").first.click()
    page.get_by_label("Họ và tên").fill("bàn thị hoa")
    page.get_by_label("Nữ", exact=True).check()
    page.locator("#id_started_on").fill("01/10/2024")
    page.get_by_role("button", name="Gửi Công an xã").click()
    expect(page.get_by_role("alert")).to_contain_text("Lý do")
    expect(page.get_by_label("Họ và tên")).to_have_value("bàn thị hoa")
    page.get_by_label("Lý do").fill("Bổ sung thành viên mới")
    page.get_by_role("button", name="Gửi Công an xã").click()
    expect(page.get_by_text("Đã gửi Công an xã.")).to_be_visible()
    page.goto("/members/changes/")
    expect(page.get_by_text("Bàn Thị Hoa", exact=True)).to_be_visible()
    assert head.fits()

    office = officer.page
    office.goto("/")
    office.get_by_role("link", name=re.compile("chờ duyệt")).click()
    office.get_by_label(re.compile("Bàn Thị Hoa")).check()
    office.get_by_role("button", name="Duyệt các đề nghị đã chọn", exact=True).click()
    expect(office.get_by_text("Đã duyệt 1 đề nghị.")).to_be_visible()
    office.goto("/members/people/")
    office.get_by_label("Tìm kiếm").press_sequentially("ban thi hoa", delay=20)
    expect(office.locator("#people")).to_contain_text("1 người")
    expect(office.get_by_role("link", name="Bàn Thị Hoa")).to_be_visible()
    assert "q=ban" in office.url


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_map_shows_the_points_of_the_list_without_any_tiles(visit, screen):
    visitor = visit("canbo", screen)
    page = visitor.page
    page.goto("/programs/cameras/?on=25/09/2024")
    pins = page.locator(".map-pin")
    expect(pins).to_have_count(Camera.objects.count())
    expect(page.locator(".map-village").first).to_be_visible()
    page.goto("/programs/cameras/?on=25/09/2024&condition=good")
    expect(page.locator(".map-pin")).to_have_count(3)
    page.locator(".map-pin").first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup a[href*='/programs/cameras/']").click()
    expect(page.locator("h1")).to_be_visible()
    assert "/programs/cameras/" in page.url


def test_a_programme_gets_a_new_state_and_a_zone_an_inspection(visit):
    page = visit("canbo", DESKTOP).page
    program = Program.objects.get(kind__code="grassroots")
    page.goto(f"/programs/{program.pk}/")
    page.get_by_role("link", name="Đổi trạng thái").click()
    page.get_by_label("Trạng thái").select_option("idle")
    page.get_by_label("Từ ngày").fill("01/09/2024")
    page.get_by_label("Hoặc số, ký hiệu").fill("88/QĐ-UBND")
    page.get_by_label("Ngày của quyết định").fill("30/08/2024")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".notice-success")).to_be_visible()
    expect(page.locator(".tile .word").first).to_have_text("Cầm chừng")
    zone = FireSafeZone.objects.get()
    page.goto(f"/programs/add/inspection/{zone.pk}/")
    page.get_by_label("Ngày").first.fill("20/09/2024")
    page.locator("select").first.select_option("yes")
    page.locator("select").nth(1).select_option("no")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("tab", name="Kiểm tra").click()
    expect(page.locator(".marks li")).to_have_count(2)
