"""Lists at the screen: 300 people asked about, looked through, written and taken back; also on a phone."""

import re
import time

import pytest
from playwright.sync_api import expect

from imports.models import ImportRun, Profile
from members.models import Membership, Person
from tests.books import book
from tests.browser.conftest import DESKTOP, PHONE
from tests.paths import DEMO

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
MIDDLE = ["Văn", "Thị", "Quang", "Minh", "Thanh"]
GIVEN = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Hà",
    "Hải",
    "Hoa",
    "Hùng",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
    "Uyên",
    "Vinh",
    "Yến",
]


def three_hundred():
    """A roster of 300 people in three villages; 43 of them in a village that nobody knows by that name."""
    rows = [
        ["DANH SÁCH THÀNH VIÊN TỔ BẢO VỆ AN NINH, TRẬT TỰ"],
        ["TT", "Họ và tên", "Ngày sinh", "Thôn", "Chức vụ", "Số điện thoại"],
    ]
    for n in range(300):
        name = f"{FAMILY[n % 12]} {MIDDLE[n % 5]} {GIVEN[n % 20]} {GIVEN[(n // 12 + n) % 20]}"
        village = "Xóm Đồng" if n % 7 == 3 else f"Thôn {n % 3 + 1}"
        role = {0: "Tổ trưởng", 1: "Tổ trưởng", 2: "Tổ trưởng", 4: "Ca viên"}.get(n, "Tổ viên")
        rows.append(
            [
                n + 1,
                name,
                f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{1955 + n % 45}",
                village,
                role,
                f"0912{n:06d}",
            ]
        )
    return book(DS=rows)


def uploaded(page, content, name="ds.xlsx"):
    page.goto("/imports/")
    page.locator("input[name=kind][value=roster]").check()
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url("**/imports/*/")


def answer_all(page):
    """Answer what is asked: a village by the first of the list, a role as a member."""
    for select in page.locator(".import-asked select").all():
        if "role" in select.get_attribute("name"):
            select.select_option("member")
        else:
            select.select_option(index=1)
    page.locator(".import-asked button, .options ~ button").first.click()
    page.wait_for_load_state()


@SCREENS
def test_three_hundred_people_are_asked_about_looked_through_and_written(visit, screen):
    officer = visit("canbo", screen)
    page = officer.page
    before = Membership.objects.count(), Person.objects.count()
    uploaded(page, three_hundred())
    assert officer.fits()
    page.locator("#id_team_kind").select_option("statutory")
    page.locator("#id_as_of").fill("25/09/2024")
    began = time.perf_counter()
    run = ImportRun.objects.get()
    for _step in range(4):
        answer_all(page)
        run.refresh_from_db()
        if run.preview["writable"]:
            break
    assert time.perf_counter() - began < 60
    assert run.options["as_of"] == "25/09/2024"
    began = time.perf_counter()
    page.goto(f"/imports/{run.pk}/")
    assert time.perf_counter() - began < 5
    assert officer.fits()
    assert officer.violations() == []
    expect(page.locator("#items tbody tr")).to_have_count(50)
    page.locator("#id_items_q").fill("nguyen van an")
    expect(page.locator("#items tbody tr").first).to_contain_text("Nguyễn Văn An")
    expect(page.locator("#items tbody tr")).not_to_have_count(50)
    page.locator("#id_items_q").fill("")
    expect(page.locator("#items tbody tr")).to_have_count(50)
    page.locator("#items .pager a").last.click()
    expect(page.locator("#items .pager")).to_contain_text("51-100")
    page.get_by_role("button", name=re.compile("as shown|đúng như")).first.click()
    expect(page.locator(".notice-success").first).to_be_visible()
    run.refresh_from_db()
    assert run.state == "done"
    assert Membership.objects.count() - before[0] == 300
    assert Profile.objects.get().answers
    assert officer.violations() == []
    page.get_by_role("button", name="Hủy lần nhập này").click()
    expect(page.get_by_text("Đã hủy lần nhập:")).to_be_visible()
    assert (Membership.objects.count(), Person.objects.count()) == before


def test_cells_are_pasted_and_a_form_is_taken_away(visit):
    officer = visit("canbo")
    page = officer.page
    page.goto("/imports/")
    assert officer.violations() == []
    with page.expect_download() as waited:
        page.locator(".blanks a").first.click()
    assert waited.value.suggested_filename.endswith(".xlsx")
    page.locator("input[name=kind][value=roster]").check()
    page.locator("#id_pasted").fill(
        "Họ và tên\tNgày sinh\tThôn\tChức vụ\nBàn Thị Dán\t1980\tThôn 1\tTổ viên\n"
    )
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url("**/imports/*/")
    page.locator("#id_as_of").fill("25/09/2024")
    page.locator(".options ~ button").click()
    expect(page.get_by_role("cell", name="Bàn Thị Dán")).to_be_visible()
    page.get_by_role("button", name="Bỏ tệp này").click()
    expect(page.locator(".notice-success")).to_be_visible()
    assert not ImportRun.objects.exists()


def test_a_file_of_another_sort_says_what_to_do(visit):
    page = visit("canbo").page
    page.goto("/imports/")
    page.locator("input[name=kind][value=roster]").check()
    page.locator("input[type=file]").set_input_files(
        {"name": "ds.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Tải lên và đọc").click()
    expect(page.get_by_role("alert")).to_contain_text("PDF")
    page.locator("input[type=file]").set_input_files(DEMO / "roster-office.xlsx")
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url("**/imports/*/")
