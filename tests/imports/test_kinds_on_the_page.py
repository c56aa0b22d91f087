"""Every kind of list on the page, as offices keep it: read, asked about, written whole, taken back."""

import datetime as dt
import io

import openpyxl
import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.kinds import all_kinds
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
COUNTED = (Person, Team, Membership, VillageOffice, Camera, CameraCheck, ResultSheet, ResultValue)


@pytest.fixture
def villages(cast):
    return [f.VillageFactory(commune=cast.commune, name=f"Thôn {n}") for n in (1, 2, 3)]


def counts():
    return [model.objects.count() for model in COUNTED]


def uploaded(client, cast, content, *, name="danh-sach.xlsx", kind="roster"):
    data = {"kind": kind, "commune": cast.commune.pk, "file": SimpleUploadedFile(name, content)}
    answer = client.post("/imports/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportRun.objects.latest("pk")


def looked_at(client, cast, content, *, kind="roster", options=OPTIONS):
    run = uploaded(client, cast, content, kind=kind)
    client.post(f"/imports/{run.pk}/", options)
    run.refresh_from_db()
    return run


def written(client, run):
    assert run.preview["writable"], (run.message, run.preview)
    client.post(f"/imports/{run.pk}/write/", {"digest": run.digest})
    run.refresh_from_db()
    return run


def person_row(name="Đặng Văn Ân", birth="3/3/1986", village="Thôn 1", role="Tổ viên"):
    return [1, name, birth, "Nam", "", "0912345678", village, role]


def whats(run, thing=None):
    return {item[0] for item in run.preview["items"] if thing in (None, item[1])}


def test_all_kinds_are_entered(cast):
    assert {"roster", "results", "cameras"} <= set(all_kinds())
    page = of(cast.officer).get("/imports/").content.decode()
    for importer in all_kinds().values():
        assert str(importer.title) in page


def test_the_offices_roster_goes_its_whole_way_and_back(cast, villages):
    client = of(cast.officer)
    before = counts()
    content = (DEMO / "roster-office.xlsx").read_bytes()
    run = looked_at(client, cast, content, options={**OPTIONS, "as_of": ""})
    assert run.state == "planned", run.message
    assert counts() == before, "a look writes nothing"
    assert "Lê Thị Kim Hương" in client.get(f"/imports/{run.pk}/?q=kim+huong").content.decode()
    written(client, run)
    assert (run.state, bool(run.file)) == ("done", False)
    assert Membership.objects.serving_on(dt.date(2024, 9, 25)).count() == 23
    again = looked_at(client, cast, content, options={**OPTIONS, "as_of": ""})
    assert whats(again) == {"same"}
    client.post(f"/imports/{run.pk}/undo/")
    run.refresh_from_db()
    assert run.state == "undone"
    assert counts() == before
    told = LogEntry.objects.filter(additional_data__what="import.undo")
    assert {entry.actor for entry in told} == {cast.officer}


def test_what_changes_is_shown_by_person_before_it_happens(cast, villages):
    person = f.PersonFactory(village=villages[0], full_name="Đặng Văn Ân", phone="0999999999",
                             birth_date=dt.date(1986, 3, 3))  # fmt: skip
    team = f.TeamFactory(village=villages[0])
    f.MembershipFactory(team=team, person=person)
    client = of(cast.officer)
    run = looked_at(client, cast, book(Tổ=[HEAD, person_row(role="Tổ trưởng")]))
    page = client.get(f"/imports/{run.pk}/").content.decode()
    assert "0999999999" in page
    assert "Tổ trưởng".lower() in page.lower()
    written(client, run)
    person.refresh_from_db()
    assert person.phone == "0912345678"
    assert team.memberships.count() == 2
    client.post(f"/imports/{run.pk}/undo/")
    person.refresh_from_db()
    assert person.phone == "0999999999"
    spell = team.memberships.get()
    assert (spell.role, spell.ended_on) == ("member", None)


@pytest.mark.parametrize("what", ["edited", "used", "deleted"])
def test_nothing_is_taken_back_once_anything_of_it_moved(cast, villages, what):
    client = of(cast.officer)
    rows = [HEAD, person_row(role="Tổ trưởng"), person_row(name="Bàn Văn Hai", birth="1970")]
    run = written(client, looked_at(client, cast, book(Tổ=rows)))
    person = Person.objects.get(full_name="Đặng Văn Ân")
    if what == "edited":
        person.phone = "0911111111"
        person.save()
    elif what == "used":
        f.NominationFactory(person=person, round__commune=cast.commune)
    else:
        Membership.objects.filter(person=person).delete()
    before = counts()
    page = client.post(f"/imports/{run.pk}/undo/", follow=True).content.decode()
    assert "Không thể hủy" in page
    assert counts() == before
    run.refresh_from_db()
    assert run.state == "done"


def test_head_and_columns_can_be_put_right_on_the_page(cast, villages):
    rows = [["Sổ theo dõi"], ["A", "Người", "Ở đâu", "Sinh", "Việc"],
            [1, "Đặng Văn Ân", "Thôn 1", "1986", "Tổ trưởng"]]  # fmt: skip
    client = of(cast.officer)
    run = looked_at(client, cast, book(Sổ=rows))
    asked = {question["key"]: question for question in run.preview["questions"]}
    assert "head:Sổ" in asked
    url = f"/imports/{run.pk}/"
    assert "Sổ" in client.get(url).content.decode()
    for _step in range(6):
        if run.preview["writable"]:
            break
        assert {item[0] for item in run.preview["items"]} <= {"asked"}, (
            "nothing is written of what is not understood"
        )
        typed = dict(OPTIONS)
        for question in run.preview["questions"]:
            fields = {"nguoi": "full_name", "o dau": "village", "sinh": "birth", "viec": "role"}
            labels = {label: value for value, label in question["options"]}
            answer = {
                "head:Sổ": "2", "needs:full_name": labels.get("Người", ""),
                **{f"column:{head}": field for head, field in fields.items()},
            }.get(question["key"], question["proposed"])  # fmt: skip
            typed[f"q:{question['key']}"] = answer
        client.post(url, typed)
        run.refresh_from_db()
    written(client, run)
    assert Person.objects.get(full_name="Đặng Văn Ân").village == villages[0]


def test_errors_are_told_by_cell_and_nothing_is_imported(cast, villages):
    client = of(cast.officer)
    bad = person_row(name="Bàn Văn Hai", birth="31/02/1970")
    run = looked_at(client, cast, book(Tổ=[HEAD, person_row(role="Tổ trưởng"), bad]))
    assert "C3" in str(run.preview["notes"]) + str(run.preview["questions"])
    before = counts()
    client.post(f"/imports/{run.pk}/write/", {"digest": run.digest})
    assert counts() == before


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
        assert client.get(f"/imports/{run.pk}/").status_code == 200
        written(client, run)
        assert counts() != before
        again = looked_at(client, cast, (DEMO / name).read_bytes(), kind=kind, options=options)
        assert whats(again) == {"same"}, kind
        client.post(f"/imports/{run.pk}/undo/")
        assert counts() == before, kind


def test_without_a_programme_the_page_shows_the_way_to_one(cast):
    client = of(cast.officer)
    run = uploaded(client, cast, (DEMO / "results-2014-2024.xlsx").read_bytes(), kind="results")
    assert run.state == "uploaded"
    page = client.get(f"/imports/{run.pk}/").content.decode()
    assert 'href="/programs/add/program/"' in page
    program = f.ProgramFactory(commune=cast.commune)
    client.post(f"/imports/{run.pk}/", {"program": program.pk, "source": "yearly_report"})
    run.refresh_from_db()
    assert run.state == "planned", "and the upload waits for it"


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
    for column, value in enumerate([1, "Đặng Văn Ân", 1986, "", "Thôn 1", "Tổ trưởng"], 1):
        sheet.cell(4, column, value)
    out = io.BytesIO()
    workbook.save(out)
    run = looked_at(of(cast.officer), cast, out.getvalue())
    assert "Đặng Văn Ân" in {item[2] for item in run.preview["items"]}
    legacy = looked_at(of(cast.officer), cast, (DEMO / "roster-legacy.xls").read_bytes())
    assert any("Nguyễn Quang Ân" in item[2] for item in legacy.preview["items"])


cells = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20),
    st.dates(dt.date(1900, 1, 2), dt.date(2100, 1, 1)), st.sampled_from(["=1/0", "#REF!", "\u200b", "Ð"]),
)  # fmt: skip
KINDS = {
    "roster": (HEAD, "Tổ"),
    "cameras": (["Điểm lắp đặt", "Thôn", "Số mắt", "Ngày lắp", "Kinh phí", "Vĩ độ", "Kinh độ", "Tình trạng"], "Camera"),
    "results": (["Nội dung", "Đơn vị tính", "2019", "2020", "9/2021", "13/2022", "2199", ""], "Thôn__1"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_no_content_of_a_list_breaks_the_page(cast, villages, kind):
    program = f.ProgramFactory(commune=cast.commune)
    client = of(cast.officer)
    head, name = KINDS[kind]
    options = {
        "roster": OPTIONS, "cameras": {"as_of": "25/09/2024"},
        "results": {"program": program.pk, "source": "yearly_report"},
    }[kind]  # fmt: skip

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.lists(cells, min_size=8, max_size=8), max_size=5))
    def attempt(rows):
        run = looked_at(client, cast, book(**{name: [head, *rows]}), kind=kind, options=options)
        assert run.state in ("planned", "uploaded"), run.message
        assert client.get(f"/imports/{run.pk}/").status_code == 200
        client.post(f"/imports/{run.pk}/write/", {"digest": run.digest})
        run.refresh_from_db()
        assert run.state in ("planned", "uploaded", "done"), run.message
        if run.state == "done" and run.written:
            client.post(f"/imports/{run.pk}/undo/")
            run.refresh_from_db()
            assert run.state == "undone"

    attempt()


def test_an_option_is_kept_without_what_no_database_keeps(cast, villages):
    client = of(cast.officer)
    run = uploaded(client, cast, book(Tổ=[HEAD, person_row()]))
    answer = client.post(f"/imports/{run.pk}/", OPTIONS | {"as_of": "25/09/2024\x00"})
    assert answer.status_code in (200, 302)
    run.refresh_from_db()
    assert run.options["as_of"] == "25/09/2024"


def test_no_typing_breaks_the_page(cast, villages):
    client = of(cast.officer)
    run = uploaded(client, cast, book(Tổ=[HEAD, person_row(village="Ở đâu")]))
    names = [
        "q:head:Tổ",
        "q:village:o dau",
        "q:x",
        "team_kind",
        "as_of",
        "since",
        "absent_on",
        "digest",
    ]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(names), st.text(max_size=12)))
    def attempt(typed):
        assert client.post(f"/imports/{run.pk}/", typed).status_code in (200, 302)
        assert client.post(f"/imports/{run.pk}/write/", typed).status_code == 302
        assert client.get(f"/imports/{run.pk}/", typed).status_code == 200
        assert (
            client.get(
                f"/imports/{run.pk}/", {"what": typed.get("q:x", ""), "page": "x"}
            ).status_code
            == 200
        )

    attempt()
