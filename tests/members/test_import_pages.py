"""Upload in the browser: read as the office keeps it, looked at, imported whole, taken back."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.models import ImportRun
from members.models import Membership, Person, Team, VillageOffice
from programs.models import Camera, CameraCheck, ResultSheet, ResultValue
from tests import factories as f
from tests.books import book
from tests.clients import of
from tests.paths import DEMO

pytestmark = pytest.mark.django_db
HEAD = ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Thôn", "Chức vụ"]
OPTIONS = {"team_kind": "self_managed", "as_of": "25/09/2024", "since": "", "absent_on": ""}


@pytest.fixture
def villages(cast):
    return [f.VillageFactory(commune=cast.commune, name=f"Thôn {n}") for n in (1, 2, 3)]


def upload(client, cast, content, *, name="danh-sach.xlsx", kind="roster"):
    data = {"kind": kind, "commune": cast.commune.pk, "file": SimpleUploadedFile(name, content)}
    return client.post("/members/imports/", data)


def looked_at(client, cast, content, *, kind="roster", options=OPTIONS, **typed):
    """Upload and look: the run with its preview."""
    answer = upload(client, cast, content, kind=kind)
    assert answer.status_code == 302, answer.context["form"].errors
    run = ImportRun.objects.latest("pk")
    client.post(f"/members/imports/{run.pk}/", {"sheet": run.options["sheets"], **options, **typed})
    run.refresh_from_db()
    return run


def row(name="Đặng Văn Ân", birth="3/3/1986", village="Thôn 1", role="Tổ viên"):
    return [1, name, birth, "Nam", "", "0912345678", village, role]


def counts():
    models = (
        Person,
        Team,
        Membership,
        VillageOffice,
        Camera,
        CameraCheck,
        ResultSheet,
        ResultValue,
    )
    return [model.objects.count() for model in models]


def test_the_offices_roster_goes_its_whole_way_and_back(cast, villages):
    client = of(cast.officer)
    before = counts()
    run = looked_at(client, cast, (DEMO / "roster-office.xlsx").read_bytes(),
                    options={**OPTIONS, "as_of": ""})  # fmt: skip
    assert run.state == "planned", run.message
    assert counts() == before, "a look writes nothing"
    page = client.get(f"/members/imports/{run.pk}/").content.decode()
    assert "Lê Thị Kim Hương" in page
    assert run.preview["row_counts"]["new"] + run.preview["row_counts"].get("doubtful", 0) == 23
    client.post(f"/members/imports/{run.pk}/write/")
    run.refresh_from_db()
    assert (run.state, bool(run.file)) == ("done", False), "the workbook is not kept"
    assert Membership.objects.serving_on(dt.date(2024, 9, 25)).count() == 23
    again = looked_at(client, cast, (DEMO / "roster-office.xlsx").read_bytes(),
                      options={**OPTIONS, "as_of": ""})  # fmt: skip
    assert set(again.preview["row_counts"]) <= {"same", "doubtful"}
    client.post(f"/members/imports/{run.pk}/undo/")
    run.refresh_from_db()
    assert run.state == "undone"
    assert counts() == before
    told = LogEntry.objects.filter(additional_data__what="import.undo")
    assert {entry.actor for entry in told} == {cast.officer}


def test_changed_rows_come_back_as_they_were(cast, villages):
    person = f.PersonFactory(village=villages[0], full_name="Đặng Văn Ân", phone="0999999999",
                             birth_date=dt.date(1986, 3, 3))  # fmt: skip
    team = f.TeamFactory(village=villages[0])
    f.MembershipFactory(team=team, person=person)
    client = of(cast.officer)
    run = looked_at(client, cast, book(Tổ=[HEAD, row(role="Tổ trưởng")]))
    assert run.preview["rows"] == [["doubtful", "Tổ", 2, "Đặng Văn Ân"]]
    client.post(f"/members/imports/{run.pk}/write/")
    person.refresh_from_db()
    assert person.phone == "0912345678"
    assert team.memberships.count() == 2
    client.post(f"/members/imports/{run.pk}/undo/")
    person.refresh_from_db()
    assert person.phone == "0999999999"
    spell = team.memberships.get()
    assert (spell.role, spell.ended_on) == ("member", None)


@pytest.mark.parametrize("what", ["edited", "used", "deleted"])
def test_nothing_is_taken_back_once_anything_of_it_moved(cast, villages, what):
    client = of(cast.officer)
    run = looked_at(client, cast, book(Tổ=[HEAD, row(), row(name="Bàn Văn Hai")]))
    client.post(f"/members/imports/{run.pk}/write/")
    person = Person.objects.get(full_name="Đặng Văn Ân")
    if what == "edited":
        person.phone = "0911111111"
        person.save()
    elif what == "used":
        f.NominationFactory(person=person, round__commune=cast.commune)
    else:
        Membership.objects.filter(person=person).delete()
    before = counts()
    page = client.post(f"/members/imports/{run.pk}/undo/", follow=True).content.decode()
    assert "Không thể hủy" in page
    assert counts() == before
    run.refresh_from_db()
    assert run.state == "done"


def test_columns_can_be_put_right_by_hand(cast, villages):
    content = book(Sổ=[["Sổ theo dõi"], ["A", "Người", "Ở đâu", "Sinh"],
                       [1, "Đặng Văn Ân", "Thôn 1", "1986"]])  # fmt: skip
    client = of(cast.officer)
    run = looked_at(client, cast, content)
    assert "Không tìm thấy" in str(run.preview["notes"])
    page = client.get(f"/members/imports/{run.pk}/").content.decode()
    assert "Không nhận ra dòng tiêu đề" in page
    url = f"/members/imports/{run.pk}/"
    by_hand = {"sheet": "Sổ", "head-0": "2", **OPTIONS}
    missing = client.post(url, by_hand | {"column-0-2": "village"})
    assert "cho biết cột nào chứa" in missing.content.decode()
    double = client.post(url, by_hand | {"column-0-1": "full_name", "column-0-2": "full_name"})
    assert "Hai cột" in double.content.decode() or "hai cột" in double.content.decode()
    wrong = client.post(url, by_hand | {"head-0": "999"})
    assert "số thứ tự của dòng" in wrong.content.decode()
    none = client.post(url, by_hand | {"sheet": ""})
    assert "Chọn ít nhất một trang" in none.content.decode()
    client.post(url, by_hand | {
        "column-0-1": "full_name", "column-0-2": "village", "column-0-3": "birth",
    })  # fmt: skip
    run.refresh_from_db()
    assert run.preview["rows"] == [["doubtful", "Sổ", 3, "Đặng Văn Ân"]], "its team is made new"
    client.post(f"/members/imports/{run.pk}/write/")
    assert Person.objects.get(full_name="Đặng Văn Ân").village == villages[0]


def test_errors_are_told_by_cell_and_nothing_is_imported(cast, villages):
    client = of(cast.officer)
    bad = row(name="Bàn Văn Hai", birth="31/02/1970")
    run = looked_at(client, cast, book(Tổ=[HEAD, row(), bad]))
    assert run.preview["errors"] == 1
    assert run.preview["notes"][0][:2] == ["error", "Tổ!C3"]
    before = counts()
    page = client.post(f"/members/imports/{run.pk}/write/", follow=True).content.decode()
    assert "xử lý các lỗi" in page
    assert counts() == before


def test_a_list_without_a_day_asks_for_it(cast, villages):
    run = looked_at(of(cast.officer), cast, book(Tổ=[HEAD, row()]),
                    options={**OPTIONS, "as_of": ""})  # fmt: skip
    assert run.state == "uploaded"
    assert "không ghi ngày" in run.message


def test_camera_and_result_workbooks_go_the_same_way(cast, villages):
    program = f.ProgramFactory(commune=cast.commune)
    client = of(cast.officer)
    before = counts()
    for kind, name, options in (
        ("cameras", "cameras.xlsx", {"as_of": "25/09/2024"}),
        ("results", "results-2014-2024.xlsx", {"program": program.pk, "source": "yearly_report"}),
    ):
        run = looked_at(client, cast, (DEMO / name).read_bytes(), kind=kind, options=options)
        assert run.state == "planned", (kind, run.message)
        assert client.get(f"/members/imports/{run.pk}/").status_code == 200
        client.post(f"/members/imports/{run.pk}/write/")
        run.refresh_from_db()
        assert run.state == "done", (kind, run.message)
        assert counts() != before
        client.post(f"/members/imports/{run.pk}/undo/")
        assert counts() == before, kind


def protected() -> bytes:
    return b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le").rjust(600, b"\0")


def one_cell_in_the_last_corner() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active["XFD1048576"] = "x"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def many_rows() -> bytes:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Tổ")
    sheet.append(HEAD)
    for _ in range(100_000):
        sheet.append(row())
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def packed_nonsense() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<broken")
    return out.getvalue()


REFUSED = {
    "empty": (lambda: b"", "Tệp trống"),
    "half": (lambda: (DEMO / "roster-office.xlsx").read_bytes()[:5000], "cắt cụt"),
    "renamed": (lambda: b"%PDF-1.7 not a workbook", "Không đọc được"),
    "protected": (protected, "mật khẩu"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "Không đọc được"),
    "huge corner": (one_cell_in_the_last_corner, "nhiều hơn"),
    "100,000 rows": (many_rows, "nhiều hơn"),
    "packed nonsense": (packed_nonsense, "Không đọc được"),
    "no cell": (lambda: book(Tổ=[]), "không có ô nào"),
    "text": (lambda: "Họ và tên;Thôn\nĐặng;1".encode("cp1258", "replace"), "Không đọc được"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_says_what_to_do_and_is_not_kept(cast, villages, name):
    make, words = REFUSED[name]
    page = upload(of(cast.officer), cast, make())
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not ImportRun.objects.exists()


def test_formulas_merged_heads_and_old_fonts_are_read_as_they_are(cast, villages):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Tổ"
    sheet.merge_cells("A1:H1")
    sheet["A1"] = "DANH SÁCH TỔ TỰ QUẢN"
    for column, head in enumerate(["TT", "Họ và tên", "Năm sinh", "", "Thôn", "Chức vụ"], 1):
        sheet.cell(2, column, head)
    sheet.merge_cells("C2:D2")
    sheet["C3"], sheet["D3"] = "Nam", "Nữ"
    for column, value in enumerate([1, "Đặng Văn Ân", "=1900+86", "", "Thôn 1", "Tổ viên"], 1):
        sheet.cell(4, column, value)
    out = io.BytesIO()
    workbook.save(out)
    run = looked_at(of(cast.officer), cast, out.getvalue())
    assert [item[3] for item in run.preview["rows"]] == ["Đặng Văn Ân"]
    legacy = looked_at(of(cast.officer), cast, (DEMO / "roster-legacy.xls").read_bytes())
    assert any("Nguyễn Quang Ân" in item[3] for item in legacy.preview["rows"])


cells = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20),
    st.dates(dt.date(1900, 1, 2), dt.date(2100, 1, 1)), st.sampled_from(["=1/0", "#REF!", "\u200b", "Ð"]),
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(cells, min_size=8, max_size=8), max_size=5))
def test_no_content_of_a_roster_breaks_the_page(cast, villages, rows):
    client = of(cast.officer)
    run = looked_at(client, cast, book(Tổ=[HEAD, *rows]))
    assert run.state in ("planned", "uploaded")
    assert client.get(f"/members/imports/{run.pk}/").status_code == 200
    client.post(f"/members/imports/{run.pk}/write/")
    run.refresh_from_db()
    if run.state == "done" and run.written:
        client.post(f"/members/imports/{run.pk}/undo/")
        run.refresh_from_db()
        assert run.state == "undone"
    Person.objects.filter(memberships=None, offices=None).delete()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(
    st.sampled_from(["head-0", "column-0-0", "column-0-1", "sheet", "team_kind", "as_of", "since",
                     "absent_on"]), st.text(max_size=12)))  # fmt: skip
def test_no_typing_breaks_the_upload_page(cast, villages, typed):
    client = of(cast.officer)
    if not ImportRun.objects.exists():
        upload(client, cast, book(Tổ=[HEAD, row()]))
    run = ImportRun.objects.latest("pk")
    answer = client.post(f"/members/imports/{run.pk}/", typed)
    assert answer.status_code in (200, 302)
    assert client.get(f"/members/imports/{run.pk}/").status_code == 200


def test_others_may_not(cast, villages):
    client = of(cast.officer)
    run = looked_at(client, cast, book(Tổ=[HEAD, row()]))
    urls = [f"/members/imports/{run.pk}/{what}/" for what in ("write", "undo", "drop")]
    for who in ("committee", "observer", "head_a"):
        other = of(getattr(cast, who))
        assert other.get("/members/imports/").status_code == 403, who
        for url in [f"/members/imports/{run.pk}/", *urls]:
            assert other.post(url).status_code == 404, (who, url)
    for url in urls:
        assert of(cast.stranger).post(url).status_code == 404
        assert client.get(url).status_code == 405
    assert client.get("/members/imports/999999/").status_code == 404


def test_an_upload_can_be_dropped_and_old_ones_forget(cast, villages):
    client = of(cast.officer)
    run = looked_at(client, cast, book(Tổ=[HEAD, row()]))
    stored = run.file.name
    client.post(f"/members/imports/{run.pk}/drop/")
    assert not ImportRun.objects.exists()
    assert not run.file.storage.exists(stored)
    old = looked_at(client, cast, book(Tổ=[HEAD, row()]))
    client.post(f"/members/imports/{old.pk}/write/")
    ImportRun.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=40))
    upload(client, cast, book(Tổ=[HEAD, row()]))
    old.refresh_from_db()
    assert old.written == [], "personal data is not kept twice for ever"
    page = client.post(f"/members/imports/{old.pk}/undo/", follow=True).content.decode()
    assert "quá lâu" in page


@pytest.mark.parametrize("runs", [1, 6])
def test_the_list_takes_a_fixed_number_of_statements(
    cast, villages, runs, django_assert_max_num_queries
):
    for number in range(runs):
        ImportRun.objects.create(
            commune=cast.commune, kind="roster", file_name=f"{number}.xlsx", started_by=cast.officer
        )
    client = of(cast.officer)
    with django_assert_max_num_queries(9):
        assert client.get("/members/imports/").status_code == 200


@pytest.mark.parametrize("kind", ["cameras", "results"])
def test_no_content_of_another_workbook_breaks_the_page(cast, villages, kind):
    program = f.ProgramFactory(commune=cast.commune)
    client = of(cast.officer)
    head, name, options = {
        "cameras": (["Điểm lắp đặt", "Thôn", "Số mắt", "Ngày lắp", "Kinh phí", "Vĩ độ", "Kinh độ",
                     "Tình trạng"], "Camera", {"as_of": "25/09/2024"}),
        "results": (["Nội dung", "Đơn vị tính", "2019", "2020", "9/2021", "13/2022", "2199", ""],
                    "Thôn__1", {"program": program.pk, "source": "yearly_report"}),
    }[kind]  # fmt: skip

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.lists(cells, min_size=8, max_size=8), max_size=5))
    def attempt(rows):
        content = book(**{name: [head, *rows]})
        run = looked_at(client, cast, content, kind=kind, options=options)
        assert run.state in ("planned", "uploaded"), run.message
        assert client.get(f"/members/imports/{run.pk}/").status_code == 200

    attempt()
