"""Figures over mergers of villages: comparisons, standings, the order before; and joined programmes."""

import datetime as dt

import pytest

from common.periods import Period
from members.models import UnitChange
from programs.models import Indicator, ProgramKind
from reports.figures import collect, make_frame
from reports.figures.order import order
from tests import factories as f
from tests.reports.scenes import values

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def made():
    """Thôn A went up in Thôn B on 1 January 2024."""
    commune = f.CommuneFactory()
    program = f.ProgramFactory(commune=commune, founded_on=D(2016, 1, 1))
    old = f.VillageFactory(commune=commune, name="Thôn A", dissolved_on=D(2024, 1, 1))
    new = f.VillageFactory(commune=commune, name="Thôn B")
    change = UnitChange.objects.create(
        kind="merge", decision_number="1/NQ", effective_on=D(2024, 1, 1)
    )
    change.villages_from.set([old, new])
    change.villages_to.add(new)
    f.ProgramSiteFactory(program=program, village=old, ended_on=D(2024, 1, 1))
    f.ProgramSiteFactory(program=program, village=new)
    return commune, program, old, new


def figures(commune, programs, first, last, **how):
    period = Period.inclusive(first, last)
    return collect(make_frame(commune, programs, period, period.last_day, **how))


@pytest.mark.parametrize("monthly", [False, True])
@pytest.mark.parametrize("today", [False, True])
def test_a_village_is_compared_with_those_that_went_up_in_it(made, monthly, today):
    commune, program, old, new = made
    for village, year, count in ((old, 2023, 24), (new, 2023, 36), (new, 2024, 60)):
        for month in range(1, 13) if monthly else [None]:
            values(program, village, year, {"tips": count // 12 if monthly else count}, month)
    told = figures(commune, [program], D(2024, 1, 1), D(2024, 12, 31), in_todays_units=today)
    compared = told.results.get("tips", program.pk).compared
    assert (compared.now, compared.before, compared.is_all) == (60, 60, True)


def test_what_one_of_the_merged_lacks_is_not_compared(made):
    commune, program, old, new = made
    for month in range(1, 13):
        values(program, new, 2023, {"tips": 3}, month)
        values(program, new, 2024, {"tips": 5}, month)
        if month <= 3:
            values(program, old, 2023, {"tips": 2}, month)
    told = figures(commune, [program], D(2024, 1, 1), D(2024, 12, 31))
    compared = told.results.get("tips", program.pk).compared
    assert (compared.now, compared.before, compared.is_all) == (15, 15, False)


@pytest.mark.parametrize("today", [False, True])
def test_a_standing_of_the_village_after_takes_the_place_of_the_one_before(made, today):
    commune, program, old, new = made
    old.dissolved_on = D(2024, 7, 1)
    old.save()
    UnitChange.objects.update(effective_on=D(2024, 7, 1))
    program.sites.filter(village=old).update(ended_on=D(2024, 7, 1))
    values(program, old, 2024, {"pledges": 40}, 3)
    values(program, new, 2024, {"pledges": 60}, 3)
    told = figures(commune, [program], D(2024, 1, 1), D(2024, 12, 31), in_todays_units=today)
    assert told.results.get("pledges", program.pk).total == 100, "nothing newer is known"
    values(program, new, 2024, {"pledges": 100}, 12)
    told = figures(commune, [program], D(2024, 1, 1), D(2024, 12, 31), in_todays_units=today)
    assert told.results.get("pledges", program.pk).total == 100


@pytest.mark.parametrize("today", [False, True])
def test_a_standing_that_was_told_anew_leaves_no_gap(made, today):
    commune, program, old, new = made
    old.dissolved_on = D(2024, 7, 1)
    old.save()
    UnitChange.objects.update(effective_on=D(2024, 7, 1))
    program.sites.filter(village=old).update(ended_on=D(2024, 7, 1))
    for month in range(1, 13):
        values(program, new, 2024, {"pledges": 60 if month < 7 else 100}, month)
        if month < 7:
            values(program, old, 2024, {"pledges": 40}, month)
    told = figures(commune, [program], D(2024, 1, 1), D(2024, 12, 31), in_todays_units=today)
    measure = told.results.get("pledges", program.pk)
    assert (measure.total, measure.is_gapless) == (100, True)


def test_the_years_before_count_villages_that_are_gone(made):
    commune, program, old, new = made
    old.dissolved_on = D(2018, 7, 1)
    old.save()
    area = f.ProgramFactory(
        commune=commune, kind=ProgramKind.objects.get(code="grassroots"), founded_on=D(2010, 1, 1)
    )
    f.ProgramSiteFactory(program=area, village=old, ended_on=D(2018, 7, 1))
    f.ProgramSiteFactory(program=area, village=new)
    for year in (2013, 2014, 2015):
        values(area, old, year, {"crimes": 10})
        values(area, new, year, {"crimes": 2})
    for year in (2019, 2020):
        values(area, new, year, {"crimes": 9})
    period = Period(D(2024, 1, 1), D(2025, 1, 1))
    frame = make_frame(commune, [program], period, period.last_day)
    row = order(frame, Indicator.objects.all()).rows[0]
    assert (row.before.value, row.before.years) == (12, (2013, 2014, 2015))
    assert row.since.value == 9


def test_a_share_says_where_the_whole_is_known_further_than_the_part():
    commune = f.CommuneFactory()
    program = f.ProgramFactory(commune=commune, founded_on=D(2016, 1, 1))
    for useful in (None, 5):
        village = f.VillageFactory(commune=commune)
        f.ProgramSiteFactory(program=program, village=village)
        values(program, village, 2024, {"tips": 10, "useful_tips": useful})
    told = figures(commune, [program], D(2024, 1, 1), D(2024, 12, 31))
    ratio = told.results.get("useful_tips", program.pk).tally.ratio
    assert (ratio.part, ratio.whole, ratio.is_all) == (5, 10, False)


def test_a_fact_of_two_programmes_has_one_share():
    commune = f.CommuneFactory()
    kind = ProgramKind.objects.get(code="grassroots")
    village = f.VillageFactory(commune=commune)
    programs = [
        f.ProgramFactory(commune=commune, kind=kind, name=name, founded_on=D(2016, 1, 1))
        for name in ("Một", "Hai")
    ]
    for program in programs:
        f.ProgramSiteFactory(program=program, village=village)
        values(program, village, 2024, {"crimes": 4, "crimes_solved": 2})
    told = figures(commune, programs, D(2024, 1, 1), D(2024, 12, 31))
    solved = told.results.as_one("crimes_solved", told.frame)
    assert (solved.total, solved.tally.ratio.whole, solved.tally.ratio.is_all) == (2, 4, True)


def test_what_two_programmes_did_is_complete_where_both_are():
    commune = f.CommuneFactory()
    village = f.VillageFactory(commune=commune)
    programs = []
    for code, months in (("self_managed", 12), ("grassroots", 1)):
        kind = ProgramKind.objects.get(code=code)
        program = f.ProgramFactory(commune=commune, kind=kind, founded_on=D(2016, 1, 1))
        f.ProgramSiteFactory(program=program, village=village)
        for month in range(1, months + 1):
            values(program, village, 2024, {"tips": 1}, month)
        programs.append(program)
    told = figures(commune, programs, D(2024, 1, 1), D(2024, 12, 31))
    total = told.results.known.overall("tips").tally.total
    assert (total.value, total.known, total.expected) == (13, 1, 12)


def test_the_years_end_with_the_cut_off_day():
    commune = f.CommuneFactory()
    program = f.ProgramFactory(commune=commune, founded_on=D(2016, 1, 1))
    frame = make_frame(commune, [program], Period(D(2020, 1, 1), D(2025, 1, 1)), D(2022, 6, 30))
    assert frame.years == (2020, 2021, 2022)
