"""The oracle against cases worked by hand: the examples of the rules, in numbers."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.oracle import spans
from tests.oracle.books import (
    Activity,
    Books,
    Camera,
    Check,
    Equipment,
    Household,
    Indicator,
    Office,
    Sheet,
    Site,
    Spell,
    Team,
    Trusted,
    Village,
)
from tests.oracle.force import Force, joined_spells
from tests.oracle.registers import Look, rounded
from tests.oracle.results import Question

D = dt.date
RULES = {
    "tips": "sum",
    "useful": "sum",
    "received": "sum",
    "settled": "sum",
    "pledges": "last",
    "people": "distinct",
}


def books(*villages: str) -> Books:
    """A commune 1 with villages 1, 2, ... and a programme 1 that runs in all of them."""
    made = Books()
    made.villages = [Village(n, name, "thon", 1, None, None) for n, name in enumerate(villages, 1)]
    made.sites = [Site(1, n, D(2000, 1, 1), None) for n in range(1, len(villages) + 1)]
    made.indicators = {code: Indicator(code, rule, None) for code, rule in RULES.items()}
    return made


def enter(
    made: Books, village: int | None, when: tuple[int, int | None], program: int = 1, **told: int
) -> None:
    year, month = when
    row = Sheet(
        len(made.sheets) + 1,
        program,
        village,
        year,
        month,
        D(year, month or 1, 1),
        told.pop("state", "accepted"),
        told.pop("source", "register"),
    )
    made.sheets.append(row)
    made.values |= {(row.id, code): Decimal(value) for code, value in told.items()}


def ask(made: Books, first: D, last: D, day: int = 1, programs: tuple[int, ...] = (1,)) -> Question:
    villages = tuple(row.id for row in made.villages)
    return Question(made, programs, villages, first, last + dt.timedelta(1), last, day)


YEAR_2024 = (D(2024, 1, 1), D(2024, 12, 31))
TEN_YEARS = (D(2014, 9, 15), D(2024, 9, 25))


def test_a_ratio_is_over_sheets_in_which_both_are_known():
    made = books("A", "B")
    enter(made, 1, (2024, 5), received=10, settled=7)
    enter(made, 2, (2024, 5), settled=4)
    question = ask(made, *YEAR_2024)
    assert question.ratio("settled", "received") == (7, 10)
    assert question.share("settled", "received") == 70
    assert question.total("settled") == 11


def test_a_part_above_its_whole_has_no_percentage_and_is_pointed_out():
    made = books("A", "B", "C")
    enter(made, 3, (2017, None), tips=0, useful=5)
    question = ask(made, *TEN_YEARS)
    assert question.share("useful", "tips") is None
    assert question.contradictions("useful", "tips") == {(3, 2017, None)}


def test_a_month_is_compared_with_the_same_month_a_year_earlier():
    made = books("A")
    for when, value in (((2023, 8), 3), ((2024, 7), 6), ((2024, 8), 15)):
        enter(made, 1, when, tips=value)
    assert ask(made, D(2024, 8, 1), D(2024, 8, 31)).comparison("tips") == (15, 3)


def test_years_are_compared_over_the_village_months_known_in_both():
    made = books("A", "B")
    for month in range(1, 13):
        for village in (1, 2):
            enter(made, village, (2024, month), tips=2)
        if month <= 3:
            enter(made, 1, (2023, month), tips=2)
    assert ask(made, *YEAR_2024).total("tips") == 48
    assert ask(made, *YEAR_2024).comparison("tips") == (6, 6)


def test_twelve_months_and_a_year_sheet_are_both_a_whole_year():
    made = books("A", "B")
    for month in range(1, 13):
        enter(made, 1, (2024, month), tips=1)
        if month < 12:
            enter(made, 2, (2024, month), tips=1)
    enter(made, 1, (2023, None), tips=10)
    enter(made, 2, (2023, None), tips=10)
    assert ask(made, *YEAR_2024).comparison("tips") == (12, 10)


def test_a_span_of_more_than_a_year_has_no_comparison():
    made = books("A")
    for year in (2021, 2022, 2023, 2024):
        enter(made, 1, (year, None), tips=1)
    assert ask(made, D(2023, 1, 1), D(2024, 12, 31)).comparison("tips") is None


def test_the_average_is_over_complete_whole_years():
    made = books("A")
    for year in range(2014, 2025):
        enter(made, 1, (year, None), tips=30 if year in (2014, 2024) else 14)
    question = ask(made, *TEN_YEARS)
    assert question.complete_years("tips") == list(range(2015, 2024))
    assert question.average("tips") == 14
    assert question.total("tips") == 30 + 9 * 14 + 30
    assert question.marked_years("tips") == [2014, 2024]


def test_best_years_are_all_that_tie_and_incomplete_ones_do_not_compete():
    made = books("A")
    for year in (2015, 2016, 2017, 2018):
        enter(made, 1, (year, None), tips=27 if year % 2 == 0 else 5)
    for month in range(1, 7):
        enter(made, 1, (2019, month), tips=100)
    question = ask(made, D(2015, 1, 1), D(2019, 12, 31))
    assert question.best_years("tips") == ([2016, 2018], 27)


def test_a_standing_has_a_day_and_is_never_averaged():
    made = books("Thôn 1", "Thôn 2")
    enter(made, 2, (2016, None), pledges=100)
    enter(made, 1, (2024, None), pledges=50)
    question = ask(made, *TEN_YEARS)
    assert (question.village("pledges", 1), question.village("pledges", 2)) == (50, 100)
    assert question.days_of_stock("pledges") == {1: D(2024, 1, 1), 2: D(2016, 1, 1)}
    assert question.total("pledges") == 50
    assert question.moments("pledges") == [(1, 2024, 50), (2, 2016, 100)]
    assert question.average("pledges") is None
    assert question.best_years("pledges") is None


@pytest.mark.parametrize(
    ("first", "last", "total", "marked", "left_out"),
    [
        (D(2019, 7, 1), D(2024, 6, 30), 72, [2019, 2024], []),
        (D(2023, 8, 1), D(2024, 7, 31), None, [], [2023, 2024]),
        (D(2024, 1, 1), D(2024, 6, 30), None, [], [2024]),
        (D(2024, 1, 1), D(2024, 12, 31), 12, [], []),
    ],
)
def test_a_year_total_at_the_edge_is_marked_or_left_out_and_said(
    first, last, total, marked, left_out
):
    made = books("A")
    for year in range(2018, 2025):
        enter(made, 1, (year, None), tips=12)
    question = ask(made, first, last)
    assert question.total("tips") == total
    assert question.marked_years("tips") == marked
    assert question.left_out_years("tips") == left_out


def test_completeness_is_counted_in_village_months():
    made = books("A")
    for year in range(2015, 2025):
        for month in range(1, 13):
            if year != 2020 or month == 1:
                enter(made, 1, (year, month), tips=1)
    question = ask(made, D(2015, 1, 1), D(2024, 12, 31))
    assert question.coverage("tips") == (109, 120)
    assert 2020 not in question.complete_years("tips")


def test_a_year_sheet_is_twelve_and_one_without_a_value_none():
    made = books("A", "B")
    enter(made, 1, (2024, None), tips=3)
    enter(made, 2, (2024, None))
    assert ask(made, *YEAR_2024).coverage("tips") == (12, 24)


def test_nine_of_nine_months_over_two_calendar_years_are_complete():
    made = books("A")
    for year, month in [(2023, 10), (2023, 11), (2023, 12), *((2024, m) for m in range(1, 7))]:
        enter(made, 1, (year, month), tips=1)
    assert ask(made, D(2023, 10, 1), D(2024, 6, 30)).coverage("tips") == (9, 9)


def test_a_village_is_due_only_while_it_had_a_site_and_lived():
    made = books("A", "B")
    made.sites[1] = Site(1, 2, D(2024, 7, 1), None)
    made.villages[0] = made.villages[0]._replace(dissolved_on=D(2024, 4, 1))
    assert ask(made, *YEAR_2024).coverage("tips") == (0, 3 + 6)


def test_what_is_known_though_it_was_not_due_is_no_gap():
    made = books("A", "B")
    made.sites = made.sites[:1]
    enter(made, 2, (2024, 3), tips=4)
    question = ask(made, *YEAR_2024)
    assert (question.total("tips"), question.coverage("tips")) == (4, (1, 13))
    assert question.village_coverage("tips", 2) == (1, 1)


def test_some_months_of_a_village_that_owed_nothing_are_no_year():
    made = books("A")
    made.sites = []
    for month in (1, 2, 3):
        enter(made, 1, (2022, month), tips=4)
    for year in (2023, 2024):
        enter(made, 1, (year, None), tips=12)
    question = ask(made, D(2022, 1, 1), D(2024, 12, 31))
    assert question.complete_years("tips") == [2023, 2024]
    assert question.average("tips") == 12


def test_totals_of_two_former_communes_are_each_their_own():
    made = books("A", "B")
    made.sites = [Site(1, 1, D(2000, 1, 1), None), Site(2, 2, D(2000, 1, 1), None)]
    enter(made, None, (2024, None), tips=10, pledges=100)
    enter(made, None, (2024, None), program=2, tips=5, pledges=40)
    enter(made, None, (2023, None), tips=8)
    question = ask(made, *YEAR_2024, programs=(1, 2))
    assert (question.total("tips"), question.total("pledges")) == (15, 140)
    assert question.comparison("tips") == (10, 8)
    made.sheets = made.sheets[:1]
    assert ask(made, *YEAR_2024, programs=(1, 2)).coverage("tips") == (12, 24)


def test_sheets_that_are_not_accepted_do_not_count():
    made = books("A")
    enter(made, 1, (2024, 1), tips=5, state="sent")
    question = ask(made, *YEAR_2024)
    assert (question.total("tips"), question.codes()) == (None, [])


def test_a_total_of_the_commune_counts_and_villages_stay_unknown():
    made = books("A", "B")
    enter(made, None, (2023, None), tips=17)
    enter(made, 1, (2024, None), tips=2)
    question = ask(made, D(2023, 1, 1), D(2024, 12, 31))
    assert question.total("tips") == 19
    assert question.cell("tips", 1, 2023) is None
    assert question.year("tips", 2023) == 17
    assert question.coverage("tips") == (24 + 12, 48)


def test_months_from_day_15_make_the_year_of_their_name():
    made = books("A")
    for year in (2023, 2024, 2025):
        for month in range(1, 13):
            start = D(year - 1, 12, 15) if month == 1 else D(year, month - 1, 15)
            enter(made, 1, (year, month), tips=1)
            made.sheets[-1] = made.sheets[-1]._replace(start=start)
    for first, last in (YEAR_2024, (D(2023, 12, 15), D(2024, 12, 14))):
        question = ask(made, first, last, day=15)
        assert question.total("tips") == 12
        assert question.coverage("tips") == (12, 12)
        assert question.comparison("tips") == (12, 12)
    assert spans.whole_years(D(2024, 1, 1), D(2024, 12, 15), 15) == [2024]
    assert spans.whole_years(D(2024, 1, 1), D(2024, 12, 15), 1) == []


def test_distinct_takes_the_largest_known_of_each_village():
    made = books("A", "B")
    enter(made, 1, (2024, 1), people=4)
    enter(made, 1, (2024, 2), people=6)
    enter(made, 2, (2024, 1), people=1)
    assert ask(made, *YEAR_2024).total("people") == 7


def test_a_written_zero_is_known():
    made = books("A")
    enter(made, 1, (2024, None), tips=0)
    question = ask(made, *YEAR_2024)
    assert (question.total("tips"), question.coverage("tips")) == (0, (12, 12))


# -- force ---------------------------------------------------------------------------------------


def force(*spells: tuple[int, int, D, D | None], teams: int = 1) -> Force:
    made = Books()
    made.teams = [Team(n, n, "self_managed", D(2010, 1, 1), None) for n in range(1, teams + 1)]
    made.spells = [Spell(team, person, "member", start, end) for team, person, start, end in spells]
    return Force(made, "self_managed", tuple(range(1, teams + 1)), *TEN_YEARS)


def test_who_comes_back_is_counted_as_coming():
    found = force(
        (1, 1, D(2014, 1, 1), None),
        (1, 2, D(2014, 1, 1), D(2014, 6, 1)),
        (1, 2, D(2018, 1, 1), None),
    )
    assert (found.at_start, found.joined, found.left, found.now) == (1, 1, 0, 2)
    assert (found.came_back, found.ever) == (1, 2)


def test_who_goes_to_another_team_neither_leaves_nor_joins():
    found = force((1, 1, D(2012, 1, 1), D(2018, 1, 1)), (2, 1, D(2018, 1, 1), None), teams=2)
    assert (found.at_start, found.joined, found.left, found.now) == (1, 0, 0, 1)
    assert found.serving(D(2019, 1, 1), 1) == set()


def test_leaving_and_coming_back_inside_the_span_are_both_told():
    found = force((1, 1, D(2012, 1, 1), D(2016, 1, 1)), (1, 1, D(2018, 1, 1), D(2020, 1, 1)))
    assert (found.at_start, found.joined, found.left, found.now) == (1, 1, 2, 0)


def test_service_counts_days_in_two_spells_once():
    assert joined_spells([(D(2015, 1, 1), D(2016, 1, 1)), (D(2015, 6, 1), None)]) == [
        (D(2015, 1, 1), None)
    ]
    found = force((1, 1, D(2015, 1, 1), D(2016, 1, 1)), (1, 1, D(2015, 6, 1), D(2017, 1, 1)))
    assert found.days_of_service(1, D(2015, 1, 1), D(2018, 1, 1)) == 365 + 366


def test_of_whom_no_office_is_entered_nothing_is_known():
    found = force(
        (1, 1, D(2014, 1, 1), None),
        (2, 2, D(2014, 1, 1), None),
        (3, 3, D(2014, 1, 1), None),
        teams=3,
    )
    found.books.spells = [spell._replace(role="leader") for spell in found.books.spells]
    found.books.offices = [
        Office(1, 1, "head", D(2014, 1, 1), None),
        Office(9, 2, "head", D(2014, 1, 1), None),
    ]
    assert found.holding("leader", "head") == (1, 2)


# -- registers -----------------------------------------------------------------------------------


def look(made: Books) -> Look:
    return Look(made, (1, 2), D(2024, 1, 1), D(2024, 12, 31))


def home(n: int, **fields: object) -> Household:
    given = {"team": None, "has_bell": None, "second_exit": "unknown", "trained": None} | fields
    return Household(n, 1, started_on=D(2020, 1, 1), ended_on=None, **given)


def test_exits_are_told_of_the_households_that_were_checked():
    made = Books()
    made.households = [home(n, second_exit="yes") for n in range(11)]
    made.households += [home(11, second_exit="no"), home(12, second_exit="no"), home(13)]
    assert look(made).exits(1) == (11, 13)
    assert rounded(Decimal(1100) / 13) == Decimal("84.6")


def test_only_extinguishers_count_and_one_without_a_day_is_not_good():
    made = Books()
    made.households = [home(1, trained=0), home(2), home(3), home(4)]
    made.equipment = [
        Equipment(1, "powder", 2, D(2026, 1, 1)),
        Equipment(2, "powder", 1, None),
        Equipment(3, "other", 7, None),
        Equipment(4, "co2", 1, D(2024, 1, 1)),
    ]
    found = look(made)
    assert (found.extinguishers(1), found.expired(1), found.undated(1)) == (4, 1, 1)
    assert found.good_extinguisher(1) == (1, 3)
    assert found.trained(1) == 0
    assert found.bells(1) == (0, 0)


def test_units_that_nobody_looked_at_are_neither_good_nor_broken():
    made = Books()
    made.cameras = [Camera(n, 1, 2, D(2023, 1, 1), None, "", None) for n in (1, 2, 3)]
    made.checks = [Check(1, D(2024, 12, 1), "good", 2), Check(2, D(2024, 9, 1), "good", 2)]
    assert look(made).units_by() == {"good": 2, "blurred": 0, "broken": 0, "unverified": 4}


def test_trusted_persons_are_people_and_their_work_is_that_of_the_span():
    made = Books()
    made.trusted = [
        Trusted(1, 5, 1, "elder", D(2020, 1, 1), D(2022, 1, 1)),
        Trusted(2, 5, 1, "elder", D(2022, 1, 1), None),
        Trusted(3, 6, 2, "elder", D(2020, 1, 1), D(2024, 6, 1)),
        Trusted(4, 7, 9, "elder", D(2020, 1, 1), None),
    ]
    made.activities = [
        Activity(2, "outreach", D(2024, 2, 1), 3, None, None),
        Activity(3, "outreach", D(2023, 2, 1), 5, None, None),
        Activity(2, "visit", D(2024, 2, 1), 1, None, 500_000),
        Activity(2, "visit", D(2024, 3, 1), 1, None, None),
    ]
    found = look(made)
    assert (found.trusted(), found.trusted(2), found.times("outreach")) == (1, 0, 3)
    assert found.gifts_worth() == 500_000


@pytest.mark.parametrize(
    ("value", "places", "told"),
    [("6.25", 1, "6.3"), ("2.25", 2, "2.25"), ("28.5", 0, "29"), ("2.25", 1, "2.3")],
)
def test_half_is_rounded_up(value, places, told):
    assert rounded(Decimal(value), places) == Decimal(told)
