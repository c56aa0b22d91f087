"""Targets against results, ratings and awards year by year, as reports tell them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.periods import Period
from programs.models import Indicator, ProgramRating, RatingScheme
from reports.figures import collect, make_frame
from tests import factories as f
from tests.reports.cases import cells, commune, lines, prog, report, tables
from tests.reports.scenes import scene, values

pytestmark = pytest.mark.django_db
D = dt.date
THREE = (D(2022, 1, 1), D(2024, 12, 31), "thematic")


@pytest.fixture
def village():
    return f.VillageFactory(commune=commune(name="Chỉ tiêu"), name="Thôn 1")


@pytest.fixture
def program(village):
    found = prog(village.commune, "grassroots", D(2015, 1, 1), (village,))
    for year, tips in ((2022, 12), (2023, 8)):
        values(found, village, year, {"tips": tips})
    values(found, village, 2024, {"tips": 30}, month=1)
    return found


def test_results_of_complete_years_are_told_in_percent_of_the_target(program):
    for year, value in ((2021, 5), (2022, 10), (2023, 16), (2024, 20)):
        f.TargetFactory(program=program, year=year, value=value)
    document = report(program.commune, [program], THREE)
    (table,) = tables(document, "Chỉ tiêu và kết quả")
    assert [row[2:] for row in cells(table)] == [
        ["2022", "10", "12", "120"], ["2023", "16", "8", "50"], ["2024", "20", "30 (1/12)", "–"],
    ]  # fmt: skip
    (said,) = lines(document, "So với chỉ tiêu")
    assert said == (
        "So với chỉ tiêu đề ra, đạt và vượt 01/02 chỉ tiêu năm; 01 chỉ tiêu chưa đủ số liệu để so "
        "sánh (có biểu kèm theo)."
    )


def test_a_year_that_the_period_cuts_has_no_target_told(program):
    f.TargetFactory(program=program, year=2024, value=20)
    cut = (D(2022, 1, 1), D(2024, 6, 30), "thematic")
    assert not tables(report(program.commune, [program], cut), "Chỉ tiêu và kết quả")
    assert not lines(report(program.commune, [program], cut), "chỉ tiêu đề ra")


def test_a_target_without_any_result_stays_unknown_and_zero_has_no_percent(program):
    f.TargetFactory(program=program, year=2022, value=0)
    f.TargetFactory(
        program=program, year=2022, value=7, indicator=Indicator.objects.get(code="patrols")
    )
    (table,) = tables(report(program.commune, [program], THREE), "Chỉ tiêu và kết quả")
    assert {tuple(row[3:]) for row in cells(table)} == {("0", "12", "–"), ("7", "–", "–")}


def test_of_what_happens_in_the_area_nothing_is_said_to_be_reached(program, village):
    values(program, village, 2021, {"crimes": 3})
    crimes = Indicator.objects.get(code="crimes")
    f.TargetFactory(program=program, year=2021, value=1, indicator=crimes)
    document = report(program.commune, [program], (D(2021, 1, 1), D(2023, 12, 31), "thematic"))
    assert not lines(document, "chỉ tiêu đề ra")
    (table,) = tables(document, "Chỉ tiêu và kết quả")
    assert cells(table)[0][3:] == ["1", "3", "300"]


def test_no_target_no_word(program):
    document = report(program.commune, [program], THREE)
    assert not tables(document, "Chỉ tiêu và kết quả")
    assert not lines(document, "chỉ tiêu đề ra")


def test_former_communes_told_as_one_need_a_target_each(merged_register):
    """The targets of both are added; one alone is not held against the result of both."""
    register = merged_register
    programs = register.programs["self_managed"]
    frame = make_frame(
        register.commune, programs, Period(D(2016, 1, 1), D(2025, 1, 1)), D(2024, 12, 31)
    )
    tips = Indicator.objects.get(code="tips")
    f.TargetFactory(program=programs[0], year=2020, value=10, indicator=tips)
    group = frame.groups[0]
    assert group.merged
    assert not collect(frame).targets
    for program in programs[1:]:
        f.TargetFactory(program=program, year=2020, value=15, indicator=tips)
    (aim,) = collect(frame).targets
    assert aim.target == 10 + 15 * (len(programs) - 1)


def test_a_report_with_targets_stays_within_its_statements():
    made = scene(2)
    for year in range(2015, 2024):
        f.TargetFactory(program=made.program, year=year)
    with CaptureQueriesContext(connection) as captured:
        figures = collect(made.frame())
    assert len(figures.targets) == 9
    assert len(captured) <= 40


def test_ratings_stand_by_year_and_scheme_never_mixed(program):
    one, two = RatingScheme.objects.order_by("pk")[:2]
    for year, scheme, level in ((2022, one, "Tốt"), (2023, two, "Khá"), (2024, one, "Khá")):
        ProgramRating.objects.create(program=program, year=year, scheme=scheme, level=level)
    found = tables(report(program.commune, [program], THREE), "Xếp loại mô hình theo năm")
    assert {table.caption: cells(table) for table in found} == {
        one.name: [["2022", "Tốt"], ["2024", "Khá"]], two.name: [["2023", "Khá"]],
    }  # fmt: skip


def test_awards_are_counted_by_year_and_form(program, village):
    for year, people in ((2022, 2), (2024, 1)):
        round_ = f.AwardRoundFactory(
            commune=program.commune, period_start=D(year, 1, 1), period_end=D(year, 12, 31)
        )
        round_.programs.add(program)
        decision = f.DecisionFactory(round=round_, paper__issued_on=D(year, 12, 20))
        for _each in range(people):
            f.NominationFactory(
                round=round_, state="approved", decision=decision,
                person__village=village, village=village,
            )  # fmt: skip
    table = tables(report(program.commune, [program], THREE), "Khen thưởng")[-1]
    rows = cells(table)
    assert [(row[0], *row[2:]) for row in rows] == [
        ("2022", "0", "2", "0", "2"), ("2024", "0", "1", "0", "1"), ("Cộng", "0", "3", "0", "3"),
    ]  # fmt: skip
