"""Figures as then, or in the villages of the cut-off day: two that merged are told as one."""

import datetime as dt

import pytest

from common.periods import Period
from members.models import UnitChange, Village
from programs.models import ResultSheet
from reports.figures import collect, make_frame
from reports.queries import document_of
from reports.services import draft_report
from tests import factories as f
from tests.reports.scenes import values

pytestmark = pytest.mark.django_db
MERGED = dt.date(2025, 7, 1)
YEARS = Period(dt.date(2023, 1, 1), dt.date(2026, 1, 1))


@pytest.fixture
def made():
    """Thôn 2 and Thôn 3 became Thôn 23 on 1 July 2025; Thôn 1 stayed. One tip a month each."""
    commune = f.CommuneFactory(name="Bằng Cả")
    f.LetterheadFactory(commune=commune)
    program = f.ProgramFactory(commune=commune, founded_on=dt.date(2014, 1, 1))
    one, two, three = (
        f.VillageFactory(commune=commune, name=f"Thôn {n}", dissolved_on=end)
        for n, end in ((1, None), (2, MERGED), (3, MERGED))
    )
    new = f.VillageFactory(commune=commune, name="Thôn 23", formed_on=MERGED)
    change = UnitChange.objects.create(kind="merge", decision_number="1/NQ", effective_on=MERGED)
    change.villages_from.set([two, three])
    change.villages_to.add(new)
    for village in (one, two, three):
        f.ProgramSiteFactory(program=program, village=village, ended_on=village.dissolved_on)
    f.ProgramSiteFactory(program=program, village=new, started_on=MERGED)
    for village in (two, three):
        for year in (2023, 2024):
            values(program, village, year, {"tips": 12})
        for month in range(1, 7):
            values(program, village, 2025, {"tips": 1}, month)
    for year in (2023, 2024, 2025):
        values(program, one, year, {"tips": 12})
    for month in range(7, 13):
        values(program, new, 2025, {"tips": 1}, month)
    for village in (two, three):
        team = f.TeamFactory(village=village, dissolved_on=MERGED)
        f.MembershipFactory(team=team, ended_on=MERGED, leaving="transfer")
    return commune, program


def tips(made, *, today):
    commune, program = made
    frame = make_frame(commune, [program], YEARS, YEARS.last_day, in_todays_units=today)
    figures = collect(frame)
    measure = figures.results.get("tips", program.pk)
    rows = {
        place.name: [amount.value for amount in measure.row(place)] for place in measure.villages
    }
    return figures, measure, rows


def test_as_then_each_year_has_the_villages_of_its_time(made):
    _figures, measure, rows = tips(made, today=False)
    assert rows == {
        "Thôn 1": [12, 12, 12], "Thôn 2": [12, 12, 6], "Thôn 3": [12, 12, 6],
        "Thôn 23": [None, None, 6],
    }  # fmt: skip
    assert (measure.total, measure.is_gapless) == (102, True)


def test_in_todays_units_the_merged_villages_are_one(made):
    figures, measure, rows = tips(made, today=True)
    assert rows == {"Thôn 1": [12, 12, 12], "Thôn 23": [24, 24, 18]}
    assert (measure.total, measure.is_gapless) == (102, True), "the sum is the same"
    assert measure.tally.average.value == 34
    force = figures.forces[0]
    strength = dict(
        zip([v.name for v in force.strength.villages], force.strength.cells, strict=True)
    )
    assert strength["Thôn 23"][:2] == (2, 2)


def test_a_month_that_one_of_the_merged_lacks_is_not_known(made):
    ResultSheet.objects.get(village__name="Thôn 3", year=2025, month=4).delete()
    _figures, measure, rows = tips(made, today=True)
    assert rows["Thôn 23"] == [24, 24, 17]
    village = Village.objects.get(name="Thôn 23")
    amount = measure.tally.cell(village.pk, 2025)
    assert (amount.known, amount.expected) == (11, 12)


def test_a_split_village_stays_what_it_was(made):
    commune, _program = made
    old = f.VillageFactory(commune=commune, name="Thôn 9", dissolved_on=MERGED)
    change = UnitChange.objects.create(kind="split", decision_number="2/NQ", effective_on=MERGED)
    change.villages_from.add(old)
    for name in ("Thôn 9A", "Thôn 9B"):
        change.villages_to.add(f.VillageFactory(commune=commune, name=name, formed_on=MERGED))
    frame = make_frame(commune, [made[1]], YEARS, YEARS.last_day, in_todays_units=True)
    assert "Thôn 9" in [place.name for place in frame.villages]


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_year_is_compared_with_the_year_before_in_todays_units(made, year):
    commune, program = made
    period = Period.year(year)
    frame = make_frame(commune, [program], period, period.last_day, in_todays_units=True)
    compared = collect(frame).results.get("tips", program.pk).compared
    if year == 2024:
        assert frame.rolled == {}, "before the merger the villages are those of then"
        assert (compared.now, compared.before, compared.is_all) == (36, 36, True)
    else:
        assert (compared.now, compared.before, compared.is_all) == (30, 36, True)


def test_the_report_asks_which_and_keeps_it(made):
    commune, program = made
    report = draft_report(
        commune=commune, kind=f.report_kind("thematic"), programs=[program], period_start=YEARS.start,
        period_end=YEARS.end, cut_off=YEARS.last_day, in_todays_units=True, user=None,
    )  # fmt: skip
    tables = [
        block for part in document_of(report).appendices for block in part.blocks
        if part.title == "Kết quả theo thôn"
    ]  # fmt: skip
    assert [column.title for column in tables[0].columns] == [
        "Nội dung", "Đơn vị tính", "Thôn 1", "Thôn 23", "Toàn xã",
    ]  # fmt: skip
