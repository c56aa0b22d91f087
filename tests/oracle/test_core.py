"""The core of results against the oracle, on registers that hypothesis makes."""

import datetime as dt

import pytest
from hypothesis import given, note, settings

from common.periods import Period
from members.models import Village
from programs.models import Indicator, Program
from programs.results import Counting, results_of
from reports.figures import make_frame
from reports.figures.results import results
from tests import factories as f
from tests.oracle.books import read_books
from tests.oracle.conftest import forgotten
from tests.oracle.results import Question
from tests.oracle.strategies import Plan, merging_plans, plans, write
from tests.oracle.units import asked_of, villages_of
from tests.reports.scenes import scene, values

pytestmark = pytest.mark.django_db
WHOLES = (
    ("useful_tips", "tips"),
    ("disputes_settled", "disputes_received"),
    ("crimes_solved", "crimes"),
)


@settings(settings.get_profile("oracle"))
@given(plan=plans())
def test_the_core_tells_what_the_oracle_tells(plan: Plan):
    note(f"{plan!r}")
    with forgotten():
        written = write(plan)
        books = read_books()
        end = plan.last + dt.timedelta(days=1)
        period = Period(plan.first, end)
        counting = Counting.of(period, plan.reporting_day, plan.cut_off)
        villages = tuple(
            row.id for row in villages_of(books, written.commune.pk, plan.first, end, plan.cut_off)
        )
        found = results_of(
            written.groups(),
            counting,
            villages=villages,
            comparison=counting.period.same_a_year_before(),
        )
        for group, programs in written.groups().items():
            question = Question(
                books, programs, villages, plan.first, end, plan.cut_off, plan.reporting_day
            )
            assert {tally.indicator.code for tally in found.of(group)} == set(question.codes())
            left_out = {year for code in books.indicators for year in question.left_out_years(code)}
            assert set(found.left_out.get(group, ())) == left_out
            for tally in found.of(group):
                check(tally, question)
                compared = found.compared.get((group, tally.indicator.code))
                told = (compared.now, compared.before) if compared else None
                assert told == question.comparison(tally.indicator.code), tally.indicator.code


@settings(settings.get_profile("oracle"))
@given(plan=merging_plans())
def test_villages_that_merge_are_told_as_the_oracle_tells_them(plan: Plan):
    """As then, and in the units of the cut-off day."""
    note(f"{plan!r}")
    with forgotten():
        written = write(plan)
        books = read_books()
        end = plan.last + dt.timedelta(days=1)
        programs = [Program.objects.select_related("kind").get(pk=p.pk) for p in written.programs]
        frame = make_frame(
            written.commune, programs, Period(plan.first, end), plan.cut_off,
            in_todays_units=plan.today,
        )  # fmt: skip
        known = results(frame, list(Indicator.objects.all())).known
        asked = asked_of(books, written.commune.pk, plan)
        assert {place.id for place in frame.villages} == set(asked["villages"])
        for group, ids in written.groups().items():
            question = Question(
                books, ids, start=plan.first, end=end, cut_off=plan.cut_off,
                reporting_day=plan.reporting_day, **asked,
            )  # fmt: skip
            assert {tally.indicator.code for tally in known.of(group)} == set(question.codes())
            for tally in known.of(group):
                check(tally, question)
                compared = known.compared.get((group, tally.indicator.code))
                told = (compared.now, compared.before) if compared else None
                assert told == question.comparison(tally.indicator.code), tally.indicator.code


def check(tally, question: Question) -> None:
    code = tally.indicator.code
    assert list(tally.years) == question.years
    assert tally.total.value == question.total(code), code
    assert (tally.total.known, tally.total.expected) == question.coverage(code), code
    for village in question.villages:
        amount = tally.by_village(village)
        assert amount.value == question.village(code, village), (code, village)
        assert (amount.known, amount.expected) == question.village_coverage(code, village), (
            code,
            village,
        )
        for year in question.years:
            assert tally.cell(village, year).value == question.cell(code, village, year), (
                code,
                village,
                year,
            )
    for year in question.years:
        amount = tally.by_year(year)
        assert amount.value == question.year(code, year), (code, year)
        assert (amount.known, amount.expected) == question.coverage(code, year), (code, year)
    assert list(tally.complete_years) == question.complete_years(code), code
    assert (tally.average.value if tally.average else None) == question.average(code), code
    best = (list(tally.best.years), tally.best.value) if tally.best else None
    assert best == question.best_years(code), code
    assert list(tally.edges) == question.marked_years(code), code
    assert tally.estimated == question.estimated(code), code
    if tally.standing:
        moments = [*tally.standing.latest, *tally.standing.older]
        told = sorted((m.village or 0, m.year, m.value) for m in moments)
        assert told == sorted((v or 0, y, value) for v, y, value in question.moments(code)), code
    for part, whole in WHOLES:
        if part == code:
            ratio = question.ratio(part, whole)
            assert ((tally.ratio.part, tally.ratio.whole) if tally.ratio else None) == ratio, code
            assert (tally.ratio.percent if tally.ratio else None) == question.share(part, whole), (
                code
            )
            excesses = {(row.village, row.year, row.month) for row in tally.excesses}
            assert excesses == question.contradictions(part, whole), code


def test_a_part_is_held_against_its_own_whole_only():
    """Not against any other number of the sheet."""
    made = scene(1, years=[])
    values(made.program, made.villages[0], 2024, {"tips": 9, "useful_tips": 5, "patrols": 1})
    assert one_year(made.program).tallies[made.program.pk, "useful_tips"].excesses == ()


def test_totals_of_two_former_communes_are_of_two_places():
    programs = [f.ProgramFactory(), f.ProgramFactory()]
    for program, tips, pledges in zip(programs, (10, 5), (100, 40), strict=True):
        values(program, None, 2024, {"tips": tips, "pledges": pledges})
    values(programs[0], None, 2023, {"tips": 8})
    group = programs[0].pk
    found = one_year(*programs)
    assert found.tallies[group, "tips"].total.value == 15
    assert found.tallies[group, "pledges"].total.value == 140
    compared = found.compared[group, "tips"]
    assert (compared.now, compared.before) == (10, 8)


def test_a_total_of_one_former_commune_leaves_the_gaps_of_the_other():
    programs = [f.ProgramFactory(), f.ProgramFactory()]
    villages = [f.ProgramSiteFactory(program=program).village for program in programs]
    values(programs[0], None, 2024, {"tips": 10})
    tally = one_year(*programs, villages=villages).tallies[programs[0].pk, "tips"]
    assert (tally.total.known, tally.total.expected, tally.complete_years) == (12, 24, ())


def one_year(*programs, villages=()):
    period = Period.year(2024)
    group = tuple(program.pk for program in programs)
    return results_of(
        {group[0]: group},
        Counting.of(period, 1),
        villages=[v.pk for v in villages] or list(Village.objects.values_list("pk", flat=True)),
        comparison=period.same_a_year_before(),
    )


def test_a_village_that_told_one_programme_and_then_the_other_has_the_sum_of_both():
    programs = [f.ProgramFactory(), f.ProgramFactory()]
    village = f.ProgramSiteFactory(program=programs[0]).village
    for month in range(1, 13):
        program = programs[month > 5]
        values(program, village, 2024, {"tips": month, "pledges": month}, month=month)
    group = programs[0].pk
    found = one_year(*programs, villages=[village])
    assert found.tallies[group, "tips"].total.value == 78
    assert found.tallies[group, "pledges"].total.value == 12
    assert found.parts[group, "tips"].total.value == 15
    assert found.tallies[group, "tips"].total.complete
