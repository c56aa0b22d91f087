"""Results from files as offices lay them out: read right, asked about, or refused by cell."""

import datetime as dt
import io
from decimal import Decimal
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from imports.plan import What
from imports.questions import Answers
from imports.reading import read_file
from imports.writing import BulkWriter, take_back
from programs.exports import result_book, result_form
from programs.imports import plan_results, write_results
from programs.models import Indicator, ResultSheet, ResultValue
from tests.books import book
from tests.factories import CommuneFactory, ProgramFactory, VillageFactory
from tests.paths import DEMO

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 27)
HEAD = ["TT", "Nội dung", "Đơn vị tính"]
TIPS, MEETINGS, MONEY = "Nguồn tin cung cấp cho Công an", "Số buổi sinh hoạt", "Kinh phí xã hội hóa"


@pytest.fixture
def commune():
    found = CommuneFactory(code="07057", name="Bằng Cả")
    for number in (1, 2, 3):
        VillageFactory(commune=found, name=f"Thôn {number}")
    return found


@pytest.fixture
def program(commune):
    return ProgramFactory(commune=commune, founded_on=dt.date(2014, 1, 1))


def plan_of(content, program, answers=None, source="yearly_report"):
    with translation.override("vi"):
        return plan_results(
            read_file(content), program=program, source=source, today=TODAY,
            answers=Answers(answers or {}),
        )  # fmt: skip


def write(plan, user=None):
    writer = BulkWriter(user, "x.xlsx", record=True)
    write_results(plan, writer)
    return writer


def kept():
    return {
        (str(v.sheet.place), v.indicator.code, v.sheet.year, v.sheet.month): v.value
        for v in ResultValue.objects.select_related("sheet__village", "sheet__program", "indicator")
    }


def merged(rows, *ranges, sheet="Thôn 1"):
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for row in rows:
        workbook.active.append(row)
    for merge in ranges:
        workbook.active.merge_cells(merge)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_eleven_years_of_three_villages_come_in_with_their_gaps(program):
    plan = plan_of(DEMO / "results-2014-2024.xlsx", program)
    write(plan)
    assert ResultSheet.objects.count() == 33
    assert ResultValue.objects.count() == 338
    tips = ResultValue.objects.filter(indicator__code="tips")
    assert sum(row.value for row in tips) == 135
    assert not tips.filter(sheet__village__name="Thôn 2", sheet__year=2015).exists()
    assert tips.get(sheet__village__name="Thôn 2", sheet__year=2014).value == 0
    noted = set(ResultSheet.objects.exclude(note="").values_list("year", "note"))
    assert noted == {(2014, "năm 2014 tính từ tháng 9"), (2024, "năm 2024 đến 25/9")}
    assert any("lớn hơn" in note.message for note in plan.notes)
    assert {item.what for item in plan.items} == {What.NEW}


def test_the_same_workbook_twice_changes_nothing(program):
    write(plan_of(DEMO / "results-2014-2024.xlsx", program))
    plan = plan_of(DEMO / "results-2014-2024.xlsx", program)
    assert not (plan.new_sheets or plan.changed_sheets or plan.new_values or plan.changed_values)
    assert {item.what for item in plan.items} == {What.SAME}


def test_months_come_in_by_the_communes_calendar(commune, program):
    commune.reporting_day = 15
    commune.save()
    content = book(
        Thôn__1=[[*HEAD, "9/2024", "Tháng 10/2024"], [1, "Số buổi sinh hoạt tổ", "buổi", 2, ""]]
    )
    write(plan_of(content, program))
    sheet = ResultSheet.objects.get()
    assert (sheet.period_start, sheet.period_end) == (dt.date(2024, 8, 15), dt.date(2024, 9, 15))
    assert sheet.source == ResultSheet.Source.REGISTER
    assert ResultValue.objects.get().value == 2


def test_a_changed_figure_is_said_by_cell_and_can_be_taken_back(program):
    def content(value):
        return book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", value]])

    write(plan_of(content(5), program))
    plan = plan_of(content("1.234"), program)
    (item,) = plan.items
    assert [(c.before, c.after) for c in item.changes] == [("5", "1.234")]
    assert [str(place) for note in plan.warnings for place in note.where] == ["Thôn 1!D2"]
    writer = write(plan)
    assert ResultValue.objects.get().value == 1234
    take_back(writer.written, user=None, source="x.xlsx")
    assert ResultValue.objects.get().value == 5


YEARS = {("Thôn 1", "tips", 2019, None): 1, ("Thôn 1", "tips", 2020, None): 2}
MONTHS = {("Thôn 1", "tips", 2024, 1): 1, ("Thôn 1", "tips", 2024, 2): 2}
VILLAGES = {("Thôn 1", "tips", 2020, None): 1, ("Thôn 2", "tips", 2020, None): 2}
BOTH = {("Thôn 1", "tips", 2020, None): 1, ("Thôn 1", "meetings_held", 2020, None): 12}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (book(Thôn__1=[["Nội dung", "ĐVT", 2019, "Năm 2020"], [TIPS, "tin", 1, 2]]), YEARS),
        (book(Sheet1=[["KẾT QUẢ CỦA THÔN 1"], ["Chỉ tiêu", "2019", "2020"], [TIPS, 1, 2]]), YEARS),
        (book(Thôn__1=[["Năm", TIPS], [2019, 1], [2020, 2]]), YEARS),
        (book(Thôn__1=[["Nội dung", "Năm", ""], ["", 2019, 2020], [TIPS, 1, 2]]), YEARS),
        (book(Năm__2020=[["Nội dung", "Thôn 1", "Thôn 2", "Cộng"], [TIPS, 1, 2, 3]]), VILLAGES),
        (book(Năm__2020=[["TT", "Thôn", TIPS], [1, "Thôn 1", 1], [2, "Thôn 2", 2], ["", "Tổng cộng", 3]]), VILLAGES),
        (book(A=[["NĂM 2020"], ["Thôn", "Nội dung", "Số liệu"], ["Thôn 1", TIPS, 1], ["Thôn 2", TIPS, 2]]), VILLAGES),
        (book(A=[["Thôn", "Năm", "Chỉ tiêu", "ĐVT", "Giá trị"], ["Thôn 1", 2020, TIPS, "tin", 1], ["", "", MEETINGS, "buổi", 12]]), BOTH),
        (book(A=[["Thôn", "Năm", "Chỉ tiêu", "Giá trị"], ["Thôn 1", 2020, TIPS, 1], ["nt", '"', MEETINGS, 12]]), BOTH),
        (book(A=[["Nội dung", "2020"], ["THÔN 1 (20 hộ)", ""], [TIPS, 1], ["II. Thôn 2:", ""], [TIPS, 2]]), VILLAGES),
        (book(A=[["Nội dung", "2020"], [TIPS, ""], ["Thôn 1", 1], ["Thôn 2", 2], ["Toàn xã", 3]]), VILLAGES),
        (book(Thôn__1=[["KẾT QUẢ NĂM 2024"], ["Nội dung", "Tháng 1", "Tháng 2", "Tháng 3"], [TIPS, 1, 2, ""]]), MONTHS),
        (book(Thôn__1=[["Năm 2024"], ["Nội dung", "Tháng", ""], ["", 1, 2], [TIPS, 1, 2]]), MONTHS),
        (book(Thôn__1=[["Nội dung", "T1/2024", "02.2024"], ["A", 1, 2], [TIPS, 1, 2]]), MONTHS),
        (book(Thôn__1=[["Năm 2024"], ["Tháng", TIPS], [1, 1], [2, 2], [3, ""]]), MONTHS),
        (book(Thôn__1=[["Năm", "Tháng", TIPS], [2024, 1, 1], ["", 2, 2]]), MONTHS),
        (book(Thôn__1=[["", dt.date(2024, 1, 1), dt.date(2024, 2, 1)], [TIPS, 1, 2]]), MONTHS),
        (book(Thôn__1=[["STT", "Nội dung", "2020"], ["I", "Công tác nắm tình hình", ""], [1, f"1. {TIPS} (tin)", 1],
                       ["II", "Công tác khác", ""], [2, "Số buổi sinh hoạt:", 12], ["", "Tổng cộng", 13],
                       ["", "Ghi chú: số liệu đến 15/9", ""], ["", "Người lập biểu", "TRƯỞNG CÔNG AN XÃ"], ["", "Hoàng Văn Khoa", ""]]), BOTH),
        (book(Thôn__1=[["Nội dung", "2020"], [TIPS, 1], ["Nội dung", "2020"], [MEETINGS, 12]]), BOTH),
        (book(**{"Thôn 1 - 2020": [["Nội dung", "Kết quả"], [TIPS, 1], [MEETINGS, "12 buổi"]]}), BOTH),
    ],
)  # fmt: skip
def test_a_table_in_any_layout_gives_the_same_figures(content, expected, program):
    plan = plan_of(content, program)
    assert not plan.questions
    write(plan)
    assert kept() == expected


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "({}) "])
def test_a_long_table_may_number_its_labels_beyond_a_hundred(number, program):
    months = [(year, month) for year in range(2015, 2020) for month in range(1, 13)]
    lines = [(year, month, label) for year, month in months for label in (TIPS, MEETINGS)]
    rows = [["TT", "Thôn", "Kỳ", "Nội dung", "Đơn vị tính", "Số liệu"]]
    for at, (year, month, label) in enumerate(lines, start=1):
        # as an office that fills in what it has: most figures are blank
        figure = at if at in (7, 113, 120) else None
        rows.append([at, "Thôn 1", f"{month}/{year}", number.format(at) + label, None, figure])
    plan = plan_of(merged(rows, sheet="Số liệu"), program)
    assert not plan.questions
    assert not plan.errors
    write(plan)
    assert kept() == {
        ("Thôn 1", "tips", 2015, 4): 7,
        ("Thôn 1", "tips", 2019, 9): 113,
        ("Thôn 1", "meetings_held", 2019, 12): 120,
    }


def test_merged_heads_stand_over_each_of_their_columns(program):
    rows = [
        ["Nội dung", "ĐVT", "Năm 2023", None, "Năm 2024", None],
        [None, None, "Tháng 1", "Tháng 2", "Tháng 1", "Tháng 2"],
        [TIPS, "tin", 1, 2, 3, 4],
    ]
    write(plan_of(merged(rows, "A1:A2", "B1:B2", "C1:D1", "E1:F1"), program))
    assert {(key[2], key[3]): value for key, value in kept().items()} == {
        (2023, 1): 1, (2023, 2): 2, (2024, 1): 3, (2024, 2): 4,
    }  # fmt: skip


def test_a_group_of_villages_over_years_and_a_village_merged_down(program):
    across = [
        ["TT", "Nội dung", "Thôn 1", None, "Thôn 2", None],
        [None, None, 2019, 2020, 2019, 2020],
        [1, TIPS, 1, 2, 3, 4],
    ]
    expected = {
        ("Thôn 1", "tips", 2019, None): 1, ("Thôn 1", "tips", 2020, None): 2,
        ("Thôn 2", "tips", 2019, None): 3, ("Thôn 2", "tips", 2020, None): 4,
    }  # fmt: skip
    plan = plan_of(merged(across, "A1:A2", "B1:B2", "C1:D1", "E1:F1", sheet="Số liệu"), program)
    write(plan)
    assert kept() == expected
    down = [
        ["Thôn", "Năm", TIPS], ["Thôn 1", 2019, 1], [None, 2020, 2], ["Thôn 2", 2019, 3], [None, 2020, 4],
    ]  # fmt: skip
    again = plan_of(merged(down, "A2:A3", "A4:A5", sheet="Số liệu"), program)
    assert {item.what for item in again.items} == {What.SAME}


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (book(Thôn__1=[["a", "b"]]), {"Thôn 1"}),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", "nhiều"]]), {"Thôn 1!D2"}),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", -3]]), {"Thôn 1!D2"}),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", 1.234]]), {"Thôn 1!D2"}),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", "1,234"]]), {"Thôn 1!D2"}),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", 1e20]]), {"Thôn 1!D2"}),
        (book(Thôn__1=[["Nội dung", "2020", "Năm 2020"], [TIPS, 5, 6]]), {"Thôn 1!C1"}),
        (book(Thôn__1=[["Nội dung", "2020"], [TIPS, 5], ["Nguồn tin cung cấp", 6]]), {"Thôn 1!A3"}),
        (book(Thôn__1=[["Nội dung", "2020", "3/2020"], [TIPS, 5, 6]]), {"Thôn 1!B1", "Thôn 1!C1"}),
        (book(Thôn__1=[["Nội dung", "2031"], [TIPS, 5]]), {"Thôn 1!B1"}),
        (book(Thôn__1=[["Nội dung", "12/2026"], [TIPS, 5]]), {"Thôn 1!B1"}),
        (book(Thôn__1=[["Nội dung", "1975"], [TIPS, 5]]), {"Thôn 1!B1"}),
        (book(Thôn__1=[["KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024"], ["Nội dung", "2024"], [TIPS, 5]]), {"Thôn 1!B2"}),
        (book(A=[["Nội dung", "2020"], [TIPS, 5]], Thôn__1=[["Nội dung", "2020"], ["", 7]]), {"Thôn 1!2"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_its_cell(content, places, program):
    plan = plan_of(content, program, {"village:a": str(program.commune.villages.first().pk)})
    assert {str(place) for note in plan.errors for place in note.where} == places
    assert not plan.is_writable


@pytest.mark.parametrize(
    ("content", "key", "answer", "expected"),
    [
        (book(Thôn__1=[["Nội dung", "6 tháng đầu năm 2020"], [TIPS, 5]]), "column:6 thang dau nam 2020", "year:2020", {("Thôn 1", "tips", 2020, None): 5}),
        (book(Thôn__1=[["Nội dung", "Quý I/2022", "2021"], [TIPS, 5, 7]]), "column:quy i/2022", "skip", {("Thôn 1", "tips", 2021, None): 7}),
        (book(Thôn__1=[["Nội dung", "2014-2015", "2021"], [TIPS, 5, 7]]), "column:2014-2015", "skip", {("Thôn 1", "tips", 2021, None): 7}),
        (book(Thôn__1=[["Nội dung", "2021"], ["Số tin báo", 7]]), "indicator:so tin bao", "tips", {("Thôn 1", "tips", 2021, None): 7}),
        (book(Thôn__1=[["Nội dung", "2021"], ["Số lần bay", 7], [TIPS, 8]]), "indicator:so lan bay", "skip", {("Thôn 1", "tips", 2021, None): 8}),
        (book(Thôn__1=[["Nội dung", "ĐVT", "2021"], [TIPS, "nguồn", 7]]), "unit:tips:nguon", "same", {("Thôn 1", "tips", 2021, None): 7}),
        (book(Thôn__1=[["Nội dung", "Tháng 1"], [TIPS, 7]]), "period:Thôn 1", "2024", {("Thôn 1", "tips", 2024, 1): 7}),
        (book(Thôn__1=[["Nội dung", "Số liệu"], [TIPS, 7]]), "period:Thôn 1", "9/2024", {("Thôn 1", "tips", 2024, 9): 7}),
    ],
)  # fmt: skip
def test_a_doubt_is_one_question_and_its_answer_goes_on(content, key, answer, expected, program):
    plan = plan_of(content, program)
    assert [question.key for question in plan.questions] == [key]
    assert plan.questions[0].where
    assert not plan.is_writable
    write(plan_of(content, program, {key: answer}))
    assert kept() == expected


@pytest.mark.parametrize(
    ("heads", "typed", "right"),
    [
        (["Nội dung", "Số liệu"], "tháng chín", "9/2024"),
        (["Nội dung", "Số liệu"], "Quý I/2024", "2024"),
        (["Nội dung", "Tháng 1"], "năm nay", "2024"),
        (["Nội dung", "Tháng 1"], "9/2024", "2024"),
    ],
)
def test_a_typed_period_that_cannot_be_read_is_asked_again_and_drops_nothing(
    heads, typed, right, program
):
    content = book(Thôn__1=[heads, [TIPS, 7]])
    plan = plan_of(content, program, {"period:Thôn 1": typed})
    (question,) = plan.questions
    assert question.key == "period:Thôn 1"
    assert typed in question.text
    assert not plan.is_writable
    right_plan = plan_of(content, program, {"period:Thôn 1": right})
    assert right_plan.is_writable
    assert [value.value for value in right_plan.new_values] == [7]


def test_of_which_village_a_sheet_is_can_be_chosen_also_the_commune(commune, program):
    content = book(Tổng__hợp=[["Nội dung", "2021"], [TIPS, 7]])
    plan = plan_of(content, program)
    (question,) = plan.questions
    assert "Tổng hợp" in question.text
    village = commune.villages.get(name="Thôn 2")
    chosen = plan_of(content, program, {question.key: str(village.pk)})
    assert [sheet.village for sheet in chosen.new_sheets] == [village]
    write(plan_of(content, program, {question.key: "commune"}))
    assert ResultSheet.objects.get().village is None


def test_only_the_total_of_the_commune_for_years(commune, program):
    content = book(Xã__Bằng__Cả=[["Nội dung", "2020", "2021"], [TIPS, 40, 50]])
    write(plan_of(content, program))
    assert kept() == {
        ("xã Bằng Cả", "tips", 2020, None): 40,
        ("xã Bằng Cả", "tips", 2021, None): 50,
    }
    later = plan_of(book(Thôn__1=[["Nội dung", "2020"], [TIPS, 5]]), program)
    assert ["2020" in note.message for note in later.errors] == [True]
    months = plan_of(book(Toàn__xã=[["Nội dung", "3/2022"], [TIPS, 5]]), program)
    assert [str(place) for note in months.errors for place in note.where] == ["Toàn xã!B1"]


def test_a_sheet_of_the_commune_beside_its_villages_is_left_out_and_named(program):
    content = book(
        Thôn__1=[["Nội dung", "2020"], [TIPS, 5]], Toàn__xã=[["Nội dung", "2020"], [TIPS, 5]]
    )
    plan = plan_of(content, program)
    assert [note.place for note in plan.warnings] == ["Toàn xã!B1"]
    write(plan)
    assert kept() == {("Thôn 1", "tips", 2020, None): 5}


def test_columns_that_are_no_results_are_named_and_left_out(program):
    content = book(
        Thôn__1=[
            ["Nội dung", "Kế hoạch 2024", "2023", "2024 (ước)", "So với 2023", "Tổng", "Ghi chú"],
            [TIPS, 9, 4, 5, "125%", 9, "tốt"],
        ]
    )
    plan = plan_of(content, program)
    write(plan)
    assert kept() == {("Thôn 1", "tips", 2023, None): 4, ("Thôn 1", "tips", 2024, None): 5}
    assert ResultSheet.objects.get(year=2024).source == ResultSheet.Source.ESTIMATE
    assert ResultSheet.objects.get(year=2023).source == ResultSheet.Source.YEARLY_REPORT
    assert {"Thôn 1!B1", "Thôn 1!E1", "Thôn 1!F1", "Thôn 1!G2"} <= {
        note.place for note in plan.notes
    }


def test_a_year_that_adds_up_its_months_is_left_out(program):
    months = [f"Tháng {month}" for month in range(1, 13)]
    head = ["Nội dung", *months[:3], "Quý I", *months[3:], "Cả năm"]
    row = [TIPS, 1, 1, 1, 3, *([1] * 9), 12]
    plan = plan_of(book(Thôn__1=[["NĂM 2024"], head, row]), program)
    write(plan)
    assert [key[3] for key in kept()] == list(range(1, 13))
    assert {"Thôn 1!E2", "Thôn 1!O2"} <= {note.place for note in plan.warnings}
    wrong = plan_of(book(Thôn__1=[["NĂM 2023"], head, [*row[:-1], 13]]), program)
    assert wrong.errors


@pytest.mark.parametrize(
    ("unit", "value", "kept_value"),
    [("triệu đồng", 5, 5_000_000), ("nghìn đồng", "1.500", None), ("VNĐ", "5.000.000", 5_000_000), ("", "15 triệu", 15_000_000)],
)  # fmt: skip
def test_money_is_kept_in_dong(unit, value, kept_value, program):
    plan = plan_of(book(Thôn__1=[["Nội dung", "ĐVT", "2020"], [MONEY, unit, value]]), program)
    if kept_value is None:  # "1.500" thousand is fifteen hundred thousand, or one and a half
        assert [note.place for note in plan.errors] == ["Thôn 1!C2"]
        return
    write(plan)
    assert ResultValue.objects.get().value == kept_value


def test_a_unit_of_money_in_the_title_or_the_label_holds(program):
    rows = [["Đơn vị tính: triệu đồng"], ["Nội dung", "2020"], [MONEY, 5], [TIPS, 3]]
    write(plan_of(book(Thôn__1=rows), program))
    assert kept()[("Thôn 1", "money_community", 2020, None)] == 5_000_000
    assert kept()[("Thôn 1", "tips", 2020, None)] == 3
    label = [["Nội dung", "2021"], [f"{MONEY} (nghìn đồng)", 700]]
    write(plan_of(book(Thôn__1=label), program))
    assert kept()[("Thôn 1", "money_community", 2021, None)] == 700_000


def test_the_sign_of_thousands_goes_by_the_habit_of_the_file(program):
    content = book(Thôn__1=[["Nội dung", "2020"], [TIPS, "1,234"], [MONEY, "15,000,000"]])
    write(plan_of(content, program))
    assert kept()[("Thôn 1", "tips", 2020, None)] == 1234


@pytest.mark.parametrize("state", ["draft", "sent", "returned"])
def test_a_sheet_that_is_no_total_yet_is_accepted_and_this_is_said(state, commune, program):
    sheet = ResultSheet.of_month(program, commune.villages.first(), 2024, 3)
    sheet.state = state
    sheet.save()
    plan = plan_of(book(Thôn__1=[["Nội dung", "3/2024"], [TIPS, 5]]), program)
    (item,) = plan.items
    assert item.what == What.CHANGED
    assert len(item.changes) == 2
    assert any("3/2024" in note.message for note in plan.warnings)
    writer = write(plan)
    assert ResultSheet.objects.accepted().get().values.get().value == 5
    take_back(writer.written, user=None, source="x.xlsx")
    assert ResultSheet.objects.get().state == state


def test_not_known_over_a_kept_figure_keeps_it_and_says_so(program):
    write(plan_of(book(Thôn__1=[["Nội dung", "2020"], [TIPS, 5]]), program))
    plan = plan_of(book(Thôn__1=[["Nội dung", "2020"], [TIPS, "-"]]), program)
    assert [note.place for note in plan.warnings] == ["Thôn 1!B2"]
    write(plan)
    assert ResultValue.objects.get().value == 5


def test_hidden_parts_are_never_read_unasked(program):
    workbook = openpyxl.Workbook()
    workbook.active.title = "Thôn 1"
    for row in (["Nội dung", 2020, 2021], [TIPS, 4, 5], [MEETINGS, 6, 7]):
        workbook.active.append(row)
    workbook.active.column_dimensions["B"].hidden = True
    workbook.active.row_dimensions[3].hidden = True
    old = workbook.create_sheet("Thôn 2")
    old.append(["Nội dung", 2020])
    old.append([TIPS, 9])
    old.sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    plan = plan_of(out.getvalue(), program)
    needed = {question.key: "skip" for question in plan.questions if question.needed}
    assert set(needed) == {"hidden:Thôn 1!B", "hidden:Thôn 1!rows"}
    assert any("Thôn 2" in note.place for note in plan.warnings)
    write(plan_of(out.getvalue(), program, needed))
    assert kept() == {("Thôn 1", "tips", 2021, None): 5}
    everything = dict.fromkeys([*needed, "hidden:sheet:thon 2"], "read")
    write(plan_of(out.getvalue(), program, everything))
    assert len(kept()) == 5


def test_the_form_to_fill_in_comes_in_again(commune, program):
    content = result_form(program, commune.villages.all(), 2025)
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert not plan_of(content, program).items
    workbook["Thôn 2"]["E5"] = 7
    out = io.BytesIO()
    workbook.save(out)
    write(plan_of(out.getvalue(), program))
    ((place, _code, year, month), value) = next(iter(kept().items()))
    assert (place, year, month, value) == ("Thôn 2", 2025, 3, 7)


def test_all_figures_to_take_away_come_in_again_unchanged(commune, program):
    write(plan_of(DEMO / "results-2014-2024.xlsx", program))
    month = book(Thôn__1=[["Nội dung", "3/2025"], [TIPS, 5]])
    total = book(Toàn__xã=[["Nội dung", "2026"], ["Ngày công đóng góp", 12.5]])
    write(plan_of(month, program))
    write(plan_of(total, program))
    content = result_book(program, program.sheets.all())
    plan = plan_of(content, program)
    assert plan.is_writable
    assert {item.what for item in plan.items} == {What.SAME}
    assert len(plan.items) == 34  # an empty sheet has no figure to take away


def test_the_command_tells_each_sheet_and_takes_answers(program, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(Thôn__1=[["Nội dung", "Quý I/2022", "2021"], [TIPS, 5, 7]]))
    with pytest.raises(CommandError):
        call_command("import_results", str(path), "--commune", "07057", stdout=StringIO())
    answers = tmp_path / "answers.json"
    answers.write_text('{"column:quy i/2022": "skip"}')
    out = StringIO()
    call = ["import_results", str(path), "--commune", "07057", "--answers", str(answers)]
    call_command(*call, "--dry-run", stdout=out)
    assert "Thôn 1!C2 Thôn 1 2021" in out.getvalue()
    assert not ResultValue.objects.exists()
    call_command(*call, stdout=out)
    assert ResultValue.objects.get().value == Decimal(7)


def test_the_results_command_wants_one_programme_of_the_kind(program):
    path = str(DEMO / "results-2014-2024.xlsx")
    out = StringIO()
    call_command("import_results", path, "--commune", "07057", stdout=out)
    assert "338" in out.getvalue()
    with pytest.raises(CommandError, match="đúng một mô hình"):
        call_command("import_results", path, "--commune", "07057", "--kind", "cameras")


def test_planning_takes_five_statements(program, django_assert_num_queries):
    sheets = read_file(DEMO / "results-2014-2024.xlsx")
    with django_assert_num_queries(5):
        plan_results(sheets, program=program, source="yearly_report", today=TODAY)


def test_indicators_of_the_catalogue_are_found_by_their_own_names(program):
    names = [indicator.name for indicator in Indicator.objects.filter(kinds=program.kind)]
    content = book(Thôn__1=[["Nội dung", "2020"], *([name, 1] for name in names)])
    plan = plan_of(content, program)
    assert not plan.questions
    assert len(plan.new_values) == len(names)
