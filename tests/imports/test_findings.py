"""The faults that were found in a first build of the imports, one test each, by the numbers of that trial.

Two writers at once (16) and uploads that lie about (29) are held by `test_run_states` and
`test_discretion`, every export back in (27) by `test_round_trips` and `test_libreoffice`.
"""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import transaction

from imports.grid import Sheet
from imports.kinds import importer_of
from imports.plan import Context, What
from imports.questions import Answers, open_questions
from imports.writing import BulkWriter
from members.models import Membership, Person, Team
from programs.imports import plan_results
from programs.imports.results import write_results
from programs.models import Camera, CameraCheck, Indicator, ResultSheet, ResultValue
from tests import factories as f
from tests.clients import of
from tests.imports.corpus_cases import build_base, cases, fault_of

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Thôn", "Chức vụ"]
A = [
    [1.0, "Lý Văn Tài", "1975", "022075000011", "", "Thôn 1", "Tổ trưởng"],
    [2.0, "Bàn Thị Mơ", "1980", "", "", "Thôn 1", "Tổ viên"],
]
TODAY = dt.date(2026, 1, 1)
#: fault -> lists of the corpus that show it
IN_CORPUS = {
    "I1: no role is no member": ["sequence-04.xlsx", "role-head-01.xlsx", "head-two-rows-01.xlsx", "round-trip-01.xlsx"],
    "I2: an older list after the newer": ["sequence-17.xlsx", "sequence-18.xlsx", "sequence-19.xlsx"],
    "I3: absent only from teams of the list": ["sequence-14.xlsx", "sequence-15.xlsx", "sequence-16.xlsx"],
    "I5: section rows": ["section-02.xlsx", "section-04.xlsx", "section-06.xlsx"],
    "I6: rows of the foot": ["foot-02.xlsx", "foot-03.xlsx", "foot-04.xlsx"],
    "I7: names in two columns": ["name-two-columns-01.xlsx", "name-two-columns-02.xlsx", "name-two-columns-03.xlsx"],
    "I8: people alike": ["alike-02.xlsx", "alike-03.xlsx", "sequence-09.xlsx"],
    "I9: moves and corrections": ["sequence-07.xlsx", "sequence-08.xlsx", "sequence-10.xlsx"],
    "I10: numbers": ["number-form-02.xlsx", "number-form-28.xlsx", "number-form-29.xlsx", "camera-cost-09.xlsx", "camera-cost-10.xlsx", "camera-cost-11.xlsx"],
    "I11: every period column": ["period-head-01.xlsx", "period-head-04.xlsx", "period-head-07.xlsx", "period-head-08.xlsx"],
    "I13: fonts cell by cell": ["old-font-mixed-01.xlsx", "old-font-mixed-02.xlsx", "old-font-mixed-03.xlsx"],
    "I14: leavers and hidden parts": ["left-01.xlsx", "left-02.xlsx", "hidden-01.xlsx", "hidden-02.xlsx"],
    "I17: twice in one sheet": ["twice-01.xlsx", "twice-03.xlsx", "twice-05.xlsx"],
    "I18: a merged commune": ["merged-commune-01.xlsx", "merged-commune-02.xlsx", "merged-commune-03.xlsx"],
    "I19: usual rosters": ["village-merged-01.xlsx", "ditto-01.xlsx", "numbering-row-01.xlsx", "prefilled-01.xlsx", "two-teams-01.xlsx"],
    "I20: usual results and cameras": ["result-rows-01.xlsx", "turned-table-01.xlsx", "turned-table-02.xlsx", "camera-date-05.xlsx", "camera-rows-02.xlsx"],
    "I24: numbers of persons": ["id-form-08.xlsx", "id-form-09.xlsx", "id-form-13.xlsx", "id-form-14.xlsx", "phone-form-02.xlsx"],
    "I25: one dirty cell": ["stray-cell-01.xlsx", "stray-cell-02.xlsx", "stray-cell-03.xlsx"],
    "I26: swapped days, odd ages": ["date-half-converted-01.xlsx", "age-01.xlsx", "age-02.xlsx", "list-date-04.xlsx", "make-up-01.xlsx"],
    "I28: names as written": ["name-case-02.xlsx", "honorific-01.xlsx", "head-twice-01.xlsx"],
}  # fmt: skip


@pytest.mark.files
@pytest.mark.parametrize("fault", IN_CORPUS)
def test_a_fault_that_lists_of_the_corpus_show(fault):
    build_base()
    known = {case["file"]: case for case in cases()}
    wrong = {}
    for file in IN_CORPUS[fault]:
        point = transaction.savepoint()
        if said := fault_of(known[file]):
            wrong[file] = said
        transaction.savepoint_rollback(point)
    assert wrong == {}


@pytest.fixture
def commune():
    found = f.CommuneFactory(code="90001")
    for number in (1, 2, 3):
        f.VillageFactory(commune=found, name=f"Thôn {number}")
    return found


def roster(commune, rows, *, head=HEAD, as_of=dt.date(2024, 9, 1), answers=None, **options):
    importer = importer_of("roster")
    told = {"team_kind": "self_managed", "as_of": as_of, **options}
    plan = importer.read(
        [Sheet("DS", [head, *rows])], Context(commune.pk, told, TODAY), Answers(answers or {})
    )
    if plan.is_writable:
        importer.write(plan, BulkWriter(None, "r.xlsx"))
    return plan


def results(program, rows, *, write=False):
    plan = plan_results(
        [Sheet("Thôn A", rows)], program=program, source="yearly_report", today=TODAY
    )
    if write:
        write_results(plan, BulkWriter(None, "x.xlsx"))
    return plan


def test_i1_a_list_without_roles_changes_none(commune):
    roster(commune, A)
    plan = roster(commune, [row[:6] for row in A], head=HEAD[:6], as_of=dt.date(2025, 9, 1))
    assert plan.is_writable
    assert {m.person.full_name: m.role for m in Membership.objects.all()} == {
        "Lý Văn Tài": "leader", "Bàn Thị Mơ": "member",
    }  # fmt: skip


def test_i2_the_present_stands_after_an_older_list(commune):
    roster(commune, A)
    before = list(Membership.objects.filter(ended_on=None).values_list("person", "role"))
    roster(commune, [[*row[:6], "Tổ viên"] for row in A], as_of=dt.date(2016, 9, 1))
    assert list(Membership.objects.filter(ended_on=None).values_list("person", "role")) == before
    assert Team.objects.count() == 1


def test_i3_a_list_of_one_team_ends_nobody_of_another(commune):
    second = [[3.0, "Vũ Văn Bảy", "1970", "", "", "Thôn 2", "Tổ trưởng"]]
    roster(commune, [*A, *second])
    plan = roster(commune, A[:1], as_of=dt.date(2025, 9, 1), absent_on=dt.date(2025, 8, 1))
    ended = [item.label for item in plan.items if item.what == What.ENDED]
    assert ended == ["Bàn Thị Mơ"]
    assert Membership.objects.get(person__full_name="Vũ Văn Bảy").ended_on is None


@pytest.mark.parametrize("state", ["draft", "sent", "returned"])
def test_i4_figures_for_a_sheet_that_is_not_accepted_make_it_count_and_say_so(cast, state):
    program = f.ProgramFactory(commune=cast.commune)
    sheet = ResultSheet.of_month(program, cast.village_a, 2024, 3)
    sheet.state = state
    sheet.save()
    name = Indicator.objects.get(code="tips").name
    plan = results(program, [["Nội dung", "3/2024"], [name, 5.0]], write=True)
    assert [note.place for note in plan.warnings] == ["Thôn A!B1"]
    assert list(ResultSheet.objects.accepted()) == [sheet]


def test_i8_two_of_one_folded_name_are_two(commune):
    rows = [[float(n), name, "1970", f"02207000003{n}", "", "Thôn 1", "Tổ viên"]
            for n, name in ((1, "Trần Văn Hùng"), (2, "Trần Văn Hưng"))]  # fmt: skip
    roster(commune, rows)
    assert Person.objects.count() == 2


def test_i9_a_corrected_birth_of_one_id_is_a_change_by_name(commune):
    roster(commune, A)
    plan = roster(commune, [[1.0, "Lý Văn Tài", "1976", *A[0][3:]]], as_of=dt.date(2025, 9, 1))
    (item,) = [item for item in plan.items if item.what == What.CHANGED]
    assert (item.label, [(c.before, c.after) for c in item.changes]) == ("Lý Văn Tài", [("1975", "1976")])  # fmt: skip
    assert Person.objects.count() == 2


def test_i12_a_short_camera_list_erases_nothing(commune):
    importer = importer_of("cameras")
    rows = [["TT", "Điểm lắp đặt", "Thôn", "Số mắt", "Ngày lắp", "Nguồn kinh phí", "Kinh phí (đồng)", "Tình trạng"],
            [1.0, "Chợ", "Thôn 1", 2.0, "12/3/2023", "NSNN", 15_000_000.0, "Tốt"]]  # fmt: skip
    short = [rows[0][:5], [*rows[1][:3], 3.0, rows[1][4]]]
    broken = [rows[0], [*rows[1][:3], 3.0, *rows[1][4:7], "Hỏng"]]
    for table in (rows, short, broken):
        context = Context(commune.pk, {"as_of": dt.date(2025, 9, 1), "program": None}, TODAY)
        plan = importer.read([Sheet("Camera", table)], context, Answers({}))
        importer.write(plan, BulkWriter(None, "c.xlsx"))
    camera = Camera.objects.get()
    assert (camera.units, camera.cost, camera.funding) == (3, Decimal(15_000_000), "budget")
    assert CameraCheck.objects.get().condition == "broken"


def test_i15_a_small_file_that_unfolds_stops_at_its_limits():
    case = next(case for case in cases() if case["file"] == "bomb-01.ods")
    build_base()
    assert fault_of(case) == ""


def test_i17_one_year_twice_over_known_figures_is_told_by_its_cell(cast):
    program = f.ProgramFactory(commune=cast.commune)
    name = Indicator.objects.get(code="tips").name
    results(program, [["Nội dung", "2024"], [name, 1.0]], write=True)
    plan = results(program, [["Nội dung", "2024", "2024"], [name, 5.0, 6.0]])
    assert [note.place for note in plan.errors] == ["Thôn A!C1"]
    assert ResultValue.objects.get().value == 1


def test_i21_one_error_is_said_once_with_all_its_rows(commune):
    rows = [[float(n), f"Lý Văn {name}", "1975", "", "", "Thôn Đồng Giảng", "Tổ viên"]
            for n, name in enumerate(("An", "Bảy", "Chín", "Dần"), 1)]  # fmt: skip
    (question,) = open_questions(roster(commune, rows).questions)
    assert [place.row + 1 for place in question.where] == [2, 3, 4, 5]


def test_i22_a_chosen_column_is_kept_beside_an_error_elsewhere(commune):
    rows = [[1.0, "Lý Văn Tài", "31/4/1975", "Thôn 1", "Tổ trưởng", "x"]]
    head = ["STT", "Họ và tên", "Ngày sinh", "Thôn", "Chức vụ", "Cột lạ"]
    plan = roster(commune, rows, head=head, answers={"column:cot la": "remark"})
    assert len(plan.errors) == 1
    assert not open_questions(plan.questions)
    assert next(q for q in plan.questions if q.key == "column:cot la").proposed == "remark"


def test_i23_a_change_of_role_is_shown_by_person(commune):
    roster(commune, A)
    changed = [[*A[0][:6], "Tổ viên"], [*A[1][:6], "Tổ trưởng"]]
    plan = roster(commune, changed, as_of=dt.date(2025, 9, 1))
    told = {item.label: item.what for item in plan.items}
    assert told == {"Lý Văn Tài": What.ROLE, "Bàn Thị Mơ": What.ROLE}
    assert all(item.group == "Thôn 1" and item.changes for item in plan.items)


def test_i30_days_of_an_export_are_days_that_a_spreadsheet_sorts(cast):
    spell = f.MembershipFactory(team=f.TeamFactory(village=cast.village_a), started_on=dt.date(2020, 1, 2))  # fmt: skip
    answer = of(cast.officer).get(f"/members/export/roster.xlsx?team={spell.team_id}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    days = [
        cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, dt.date)
    ]
    assert dt.datetime(2020, 1, 2) in days
