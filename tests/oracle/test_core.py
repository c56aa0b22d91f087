"""The core of results against the oracle, on registers that hypothesis makes."""

import datetime as dt

import pytest
from hypothesis import given, settings

from common.periods import Period
from programs.results import Counting, results_of
from tests.oracle.books import read_books
from tests.oracle.conftest import forgotten
from tests.oracle.results import Question
from tests.oracle.strategies import Plan, plans, write
from tests.oracle.units import villages_of

pytestmark = pytest.mark.django_db
WHOLES = (
    ("useful_tips", "tips"),
    ("disputes_settled", "disputes_received"),
    ("crimes_solved", "crimes"),
)


@settings(settings.get_profile("oracle"))
@given(plan=plans())
def test_the_core_tells_what_the_oracle_tells(plan: Plan):
    with forgotten():
        written = write(plan)
        books = read_books()
        end = plan.last + dt.timedelta(days=1)
        period = Period(plan.first, end)
        counting = Counting.of(period, plan.reporting_day, plan.last)
        villages = tuple(
            row.id for row in villages_of(books, written.commune.pk, plan.first, end, plan.last)
        )
        found = results_of(
            written.groups(), counting, villages=villages, comparison=period.same_a_year_before()
        )
        for group, programs in written.groups().items():
            question = Question(
                books, programs, villages, plan.first, end, plan.last, plan.reporting_day
            )
            assert {tally.indicator.code for tally in found.of(group)} == set(question.codes())
            for tally in found.of(group):
                check(tally, question)
                compared = found.compared.get((group, tally.indicator.code))
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
    assert list(tally.left_out) == question.left_out_years(code), code
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
