"""The core of results in small: which months count, who is due, sums by any grouping, lives of villages."""

import datetime as dt
from decimal import Decimal

import pytest

from common.periods import Period
from programs.models import Indicator, ResultValue
from programs.results import Counting, History, Results, due_months, groups_of, results_of, totals
from tests import factories as f
from tests.reports.scenes import values

D = dt.date


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "total"), [(D(2023, 1, 1), 24), (D(2023, 2, 1), 23)])
def test_a_period_of_two_years_counts_from_its_first_month(first, total):
    site = f.ProgramSiteFactory()
    for year in (2023, 2024):
        for month in range(1, 13):
            values(site.program, site.village, year, {"tips": 1}, month=month)
    counting = Counting.of(Period(first, D(2025, 1, 1)), 1)
    found = results_of(groups_of([site.program_id]), counting, villages=[site.village_id])
    assert found.tallies[site.program_id, "tips"].total.value == total


@pytest.mark.django_db
def test_only_the_villages_that_are_asked_for_are_due():
    site = f.ProgramSiteFactory()
    f.ProgramSiteFactory(program=site.program)
    due = due_months([site.program_id], Counting.of(Period.year(2024), 1), [site.village_id])
    assert due == {(site.program_id, site.village_id, 2024): 0b1_1111_1111_1110}


@pytest.mark.django_db
def test_totals_by_a_grouping_follow_the_rule_of_each_indicator():
    once = Indicator.objects.create(
        code="once", name="Người", unit="người", rule="distinct", group="outreach"
    )
    site = f.ProgramSiteFactory()
    other = f.ProgramSiteFactory(program=site.program)
    for place, month, number in ((site, 1, 5), (site, 2, 3), (other, 1, 10)):
        told = {"tips": number, "pledges": number, "once": number}
        values(site.program, place.village, 2024, told, month=month)
    values(site.program, site.village, 2023, {"tips": 7})
    keys = Indicator.objects.in_bulk(["tips", "pledges"], field_name="code")
    tips, pledges = keys["tips"].pk, keys["pledges"].pk
    accepted = ResultValue.objects.accepted()
    assert totals(accepted, "sheet__year") == {
        (tips, 2024): 18, (tips, 2023): 7, (pledges, 2024): 13, (once.pk, 2024): 15,
    }  # fmt: skip
    assert totals(accepted, "sheet__village_id", rules=["last"]) == {
        (pledges, site.village_id): 3, (pledges, other.village_id): 10,
    }  # fmt: skip
    assert totals(accepted.filter(sheet__year=2000), "sheet__year") == {}
    assert all(isinstance(value, Decimal) for value in totals(accepted, "sheet__year").values())


def test_a_village_stands_from_its_first_day_to_the_day_before_it_ended():
    history = History(
        {1: (D(2024, 3, 31), D(2024, 6, 30)), 2: (None, None)}, {1: (2, D(2024, 6, 30))}
    )
    days = (D(2024, 3, 30), D(2024, 3, 31), D(2024, 6, 29), D(2024, 6, 30))
    assert [history.stands_on(1, day) for day in days] == [False, True, True, False]
    assert history.stands_on(2, D(1900, 1, 1))
    assert history.stands_on(3, D(1900, 1, 1)), "of whom nothing is known, that one always stood"
    spans = [(D(2024, 1, 1), D(2024, 3, 31)), (D(2024, 1, 1), D(2024, 4, 1)),
             (D(2024, 6, 29), D(2025, 1, 1)), (D(2024, 6, 30), D(2025, 1, 1))]  # fmt: skip
    assert [history.stands_in(1, Period(*span)) for span in spans] == [False, True, True, False]
    assert (history.after(1), history.after(2)) == (2, 2)
    assert (history.parts_of(2), history.parts_of(1)) == ((2, 1), (1,))


def test_months_reported_are_those_of_any_programme_or_of_the_chosen():
    january, march = 1 << 1, 1 << 3
    counting = Counting.of(Period.year(2024), 1)
    known = Results(
        counting=counting, tallies={}, parts={}, compared={}, left_out={},
        reported={(1, 5, 2024): january, (2, 5, 2024): january | march, (1, 6, 2024): march,
                  (1, 5, 2023): january},
        due={(1, 5, 2024): 0b1_1111_1111_1110, (2, 5, 2024): march},
    )  # fmt: skip
    assert known.months_reported(5) == (2, 12)
    assert known.months_reported(5, [1]) == (1, 12)
    assert known.months_reported(5, [2]) == (2, 2)
    assert known.months_reported(6, [2]) == (0, 0)
