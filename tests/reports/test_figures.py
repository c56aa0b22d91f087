"""Figures are right by their own rules, and cost the same whatever the size."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from common.periods import Period
from members.models import Membership, UnitChange
from programs.models import Indicator
from reports.figures import Grid, collect
from reports.figures.base import Place
from reports.models import ReviewReport
from reports.queries import compose_draft
from tests import factories as f
from tests.reports.scenes import CUT_OFF, PERIOD, scene, values

pytestmark = pytest.mark.django_db
YEAR = Period(dt.date(2023, 9, 26), dt.date(2024, 9, 26))


def measure(figures, code, program):
    return figures.results.get(code, program.pk)


@pytest.mark.parametrize("villages", [1, 12])
def test_a_report_takes_at_most_forty_statements_whatever_its_size(villages):
    made = scene(villages)
    with CaptureQueriesContext(connection) as captured:
        collect(made.frame())
    assert len(captured) <= 40
    with CaptureQueriesContext(connection) as again:
        collect(made.frame(Period(dt.date(2020, 1, 1), dt.date(2024, 9, 26))))
    assert len(again) == len(captured)
    with CaptureQueriesContext(connection) as short:
        collect(made.frame(YEAR))
    assert len(short) <= 40


def test_one_and_twelve_villages_take_the_same_statements():
    counts = []
    for villages in (1, 12):
        frame = scene(villages).frame()
        with CaptureQueriesContext(connection) as captured:
            collect(frame)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("kind", ["ten_year", "one_year"])
@pytest.mark.parametrize("merged", ["", "as then", "in today's units"])
def test_a_whole_draft_takes_at_most_forty_statements(kind, merged):
    made = scene(3)
    f.LetterheadFactory(commune=made.commune)
    period = PERIOD if kind == "ten_year" else YEAR
    if merged:
        merge(*made.villages[:2], dt.date(2024, 1, 1))
    report = f.ReviewReportFactory(
        commune=made.commune, kind=f.report_kind(kind), period_start=period.start, period_end=period.end,
        in_todays_units=merged == "in today's units",
    )  # fmt: skip
    report.programs.set(made.programs.values())
    report = ReviewReport.objects.select_related("commune", "kind", "plan").get(pk=report.pk)
    with CaptureQueriesContext(connection) as captured:
        compose_draft(report)
    assert len(captured) <= 40


def merge(old, new, day):
    """Let a village go up in another."""
    change = UnitChange.objects.create(kind="merge", decision_number="1/NQ", effective_on=day)
    change.villages_from.set([old, new])
    change.villages_to.add(new)
    old.dissolved_on = day
    old.save()


def test_sums_add_years_and_last_takes_the_latest():
    made = scene(2)
    figures = collect(made.frame())
    tips, pledges = (measure(figures, code, made.program) for code in ("tips", "pledges"))
    assert tips.total == 2 * 11 * 3
    assert [amount.value for amount in tips.by_village] == [33, 33]
    assert [amount.value for amount in tips.by_year] == [6] * 11
    assert pledges.total == 2 * 2124
    whole = tips.tally.total
    assert (whole.known, whole.expected, whole.complete) == (242, 242, True)
    assert tips.tally.edges == (2014, 2024)


def test_not_known_is_not_zero():
    made = scene(1, years=[])
    village = made.villages[0]
    values(made.program, village, 2015, {"tips": None, "patrols": 0})
    values(made.program, village, 2016, {"tips": 4})
    figures = collect(made.frame())
    tips = measure(figures, "tips", made.program)
    patrols = measure(figures, "patrols", made.program)
    by_year = {year: amount.value for year, amount in zip(tips.years, tips.by_year, strict=True)}
    assert (by_year[2015], by_year[2016], by_year[2020]) == (None, 4, None)
    assert patrols.total == 0
    assert (tips.tally.total.known, tips.tally.total.expected) == (12, 121)
    assert measure(figures, "disputes_failed", made.program) is None


def test_distinct_people_are_not_added_over_time():
    made = scene(1, years=[])
    Indicator.objects.filter(code="trained").update(rule="distinct")
    for year, value in ((2015, 8), (2016, 12), (2017, 9)):
        values(made.program, made.villages[0], year, {"trained": value})
    assert measure(collect(made.frame()), "trained", made.program).total == 12


def test_months_make_a_year_and_the_last_month_is_the_value_at_the_end():
    made = scene(1, years=[])
    for month in (1, 2, 11):
        values(made.program, made.villages[0], 2023, {"tips": month, "pledges": 100 + month}, month)
    figures = collect(made.frame())
    assert measure(figures, "tips", made.program).total == 14
    assert measure(figures, "pledges", made.program).total == 111


def test_a_year_is_compared_with_the_year_before_it():
    made = scene(1, years=[])
    village = made.villages[0]
    values(made.program, village, 2023, {"tips": 4}, 6)
    values(made.program, village, 2024, {"tips": 6}, 6)
    values(made.program, village, 2022, {"tips": 50}, 6)
    values(made.program, village, 2024, {"tips": 99}, 12)
    tips = measure(collect(made.frame(YEAR)), "tips", made.program)
    compared = tips.compared
    assert (tips.total, compared.before, compared.difference, compared.percent) == (6, 4, 2, 50)
    assert compared.is_all


def test_a_month_belongs_to_the_period_that_holds_its_middle():
    made = scene(1, years=[])
    for month, value in ((9, 1), (10, 10)):
        values(made.program, made.villages[0], 2023, {"tips": value}, month)
    for month, value in ((9, 100), (10, 1000)):
        values(made.program, made.villages[0], 2024, {"tips": value}, month)
    assert measure(collect(made.frame(YEAR)), "tips", made.program).total == 110


def test_only_accepted_sheets_of_the_programmes_and_villages_count():
    made, other = scene(1, years=[]), scene(1, years=[])
    values(made.program, made.villages[0], 2020, {"tips": 5}, state="sent")
    values(other.program, other.villages[0], 2020, {"tips": 7})
    assert measure(collect(made.frame()), "tips", made.program) is None
    assert measure(collect(other.frame()), "tips", other.program).total == 7


def test_the_force_is_told_for_the_cut_off_day_and_each_years_end():
    made = scene(2)
    force = collect(made.frame()).forces[0]
    assert (force.team_count, force.member_count, force.ever_served) == (2, 6, 8)
    assert (force.joined, force.left, force.leaving_reasons) == (2, 2, (("age", 2),))
    by_year = dict(zip(force.strength.years, force.strength.by_year, strict=True))
    assert (by_year[2014], by_year[2015], by_year[2019], by_year[2020]) == (6, 8, 8, 6)
    assert (force.leaders, force.deputies, force.women) == (2, 2, 0)
    assert force.leaders_known == 0, "no post is entered in any village"
    assert len(force.roster) == 6


def test_one_person_in_two_roles_over_time_is_one_member():
    made = scene(1, years=[])
    leader = Membership.objects.get(role="leader")
    leader.ended_on = dt.date(2018, 1, 1)
    leader.save()
    f.MembershipFactory(
        team=leader.team, person=leader.person, role="member", started_on=dt.date(2018, 1, 1)
    )
    force = collect(made.frame()).forces[0]
    assert (force.member_count, force.ever_served) == (3, 4)
    assert force.without_leader == ("Tổ tự quản Thôn 1",)
    assert (
        next(m for m in force.roster if m.name == leader.person.full_name).since
        == leader.started_on
    )


def test_forces_of_two_kinds_are_two_forces():
    made = scene(1, years=[])
    team = f.TeamFactory(village=made.villages[0], kind="inter_family")
    f.MembershipFactory(team=team)
    forces = collect(made.frame()).forces
    assert [(force.kind, force.member_count) for force in forces] == [
        ("self_managed", 3), ("inter_family", 1),
    ]  # fmt: skip


def test_what_came_after_the_cut_off_day_is_not_counted():
    made = scene(1)
    early = collect(made.frame(PERIOD, dt.date(2015, 6, 1)))
    assert early.forces[0].member_count == 4
    assert early.cameras.points == ()


def test_installed_is_not_working_and_an_old_look_is_no_look():
    made = scene(1)
    village = made.villages[0]
    for condition, day, units in (("broken", 1, 3), ("blurred", 2, 4), ("good", 3, 5)):
        camera = f.CameraFactory(village=village, units=units, cost=1_000_000, funding="community")
        f.CameraCheckFactory(camera=camera, condition="good", checked_on=dt.date(2024, 1, day))
        f.CameraCheckFactory(
            camera=camera, condition=condition, checked_on=dt.date(2024, 9, day), working_units=4
        )
    f.CameraFactory(village=village, units=6)
    f.CameraCheckFactory(
        camera=f.CameraFactory(village=village, units=7), checked_on=dt.date(2024, 1, 1)
    )
    network = collect(made.frame()).cameras
    assert (network.units, network.good, network.blurred, network.broken, network.unverified) == (
        27, 6, 4, 4, 13,
    ), "of a good point one unit may be down"  # fmt: skip
    assert (network.cost, network.cost_community) == (3_000_000, 3_000_000)


def test_a_zone_counts_what_is_still_good_and_what_is_not_known():
    made = scene(1)
    zone = made.programs["fire_safe"].zones.get()
    expired = f.ZoneHouseholdFactory(zone=zone, second_exit="no", has_bell=True)
    f.FireEquipmentFactory(household=expired, quantity=2, expires_on=dt.date(2024, 1, 1))
    f.ZoneHouseholdFactory(zone=zone)
    f.ZoneHouseholdFactory(zone=zone, ended_on=dt.date(2024, 1, 1))
    told = collect(made.frame()).zones[0]
    assert (told.count, told.extinguishers.total, told.expired.total) == (3, 3, 2)
    assert (told.protected.yes, told.protected.known) == (1, 3)
    assert (told.exits.yes, told.exits.known, told.exits.unknown) == (1, 2, 1)
    assert (told.bells.yes, told.bells.known, told.bells.unknown) == (1, 1, 2)


def test_meetings_papers_awards_and_trusted_persons_are_in_the_figures():
    figures = collect(scene(2).frame())
    assert [title for _day, title in figures.leadership.meetings] == ["Hội nghị tổng kết"]
    assert len(figures.leadership.papers) == 5, "the award decision is told with the awards"
    assert (figures.awards.count("individual"), figures.awards.count("collective")) == (1, 0)
    assert figures.trusted.count == 2
    assert len(figures.programmes) == 5
    assert figures.situation.households.total == 240


def test_a_report_without_anything_is_empty_not_broken():
    made = scene(1)
    other = f.CommuneFactory()
    frame = made.frame()
    empty = type(frame)(other, frozenset({other.pk}), (), PERIOD, CUT_OFF, ())
    figures = collect(empty)
    assert (figures.forces, figures.results.measures, figures.cameras) == ((), (), None)
    assert figures.situation.households.total is None


numbers = st.one_of(st.none(), st.decimals(0, 10**9, places=0))


@given(st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=1, max_size=5),
       st.sampled_from(["sum", "last", "distinct"]))  # fmt: skip
def test_totals_never_invent_and_never_lose(cells, rule):
    grid = Grid(
        tuple(Place(n, str(n)) for n in range(len(cells))), (2020, 2021, 2022),
        tuple(map(tuple, cells)), rule,
    )  # fmt: skip
    known = [value for row in cells for value in row if value is not None]
    assert grid.known == len(known)
    assert (grid.total is None) == (not known)
    if known:
        assert max(known) <= sum(known)
        assert grid.total <= sum(known)
        if rule == "sum":
            assert grid.total == sum(known) == sum(v for v in grid.by_year if v is not None)
