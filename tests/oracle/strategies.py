"""Hypothesis makes small registers that hurt: drawn as plain data, written in bulk.

Villages of one name, mergers, renamings, villages that come and go, sites that start late, gaps, months from
day 15, year sheets beside months, totals of the commune, estimates, sheets not accepted, two programmes with one
indicator, people who left and came back or moved team; and every kind of period.
"""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st

from common.text import unit_sort_key
from members.models import (
    Commune,
    FormerUnit,
    Membership,
    Person,
    Team,
    UnitChange,
    Village,
    VillageOffice,
)
from programs.models import (
    Indicator,
    Program,
    ProgramKind,
    ProgramSite,
    ResultSheet,
    ResultValue,
)
from tests.factories import LetterheadFactory

D = dt.date
YEARS = range(2020, 2025)
BEGUN, ENDED = D(2018, 1, 1), D(2024, 12, 31)
MERGED_ON = D(2024, 3, 1)
#: indicators of a sheet: three that add up twice over, a standing, one counted once
CODES = {
    "self_managed": (
        "tips",
        "useful_tips",
        "disputes_received",
        "disputes_settled",
        "pledges",
        "counted_once",
        "money_community",
    ),
    "grassroots": ("tips", "crimes", "crimes_solved", "money_budget"),
}
MONEY = ("money_community", "money_budget")
KINDS = tuple(CODES)

Span = tuple[D, D | None]


# -- what is drawn -------------------------------------------------------------------------------


@dataclass(frozen=True)
class VillagePlan:
    number: int
    formed_on: D | None = None
    dissolved_on: D | None = None
    renamed_on: D | None = None


@dataclass(frozen=True)
class YearPlan:
    """The sheets of a programme in a village (None: the commune as a whole) for a year.

    `months` is a bit for each month, 0 for a sheet of the whole year. `seed` gives the values.
    """

    kind: str
    village: int | None
    year: int
    months: int
    seed: int
    waiting: bool = False
    estimate: bool = False


@dataclass(frozen=True)
class CommunePlan:
    villages: tuple[VillagePlan, ...]
    #: (kind, village, span) of every site
    sites: tuple[tuple[str, int, Span], ...]
    years: tuple[YearPlan, ...]
    #: for each person the spells, each with the number of its team
    people: tuple[tuple[tuple[int, Span], ...], ...]
    #: villages that go up in another, that one (of theirs, or formed then), the day
    merger: tuple[tuple[int, ...], int, D] | None = None


@dataclass(frozen=True)
class Plan:
    """A register with what is asked of it."""

    reporting_day: int
    communes: tuple[CommunePlan, ...]
    first: D
    last: D
    #: how many days before the last day figures are closed
    closed: int = 0
    #: whether the report is told in the units of the cut-off day
    today: bool = False

    @property
    def cut_off(self) -> D:
        return max(self.first, self.last - dt.timedelta(days=self.closed))


def days(first: D = BEGUN, last: D = ENDED) -> st.SearchStrategy[D]:
    """Days of all kinds, bounds of months and years above all."""
    edges = [D(year, month, day) for year in YEARS for month in (1, 7, 12) for day in (1, 15)]
    return st.one_of(
        st.sampled_from([day for day in edges if first <= day <= last]), st.dates(first, last)
    )


@st.composite
def villages(draw: st.DrawFn, number: int) -> VillagePlan:
    fate = draw(st.sampled_from(["", "", "", "formed", "dissolved", "renamed"]))
    day = draw(days(D(2019, 2, 1))) if fate else None
    return VillagePlan(
        number,
        formed_on=day if fate == "formed" else None,
        dissolved_on=day if fate == "dissolved" else None,
        renamed_on=day if fate == "renamed" else None,
    )


@st.composite
def sites(draw: st.DrawFn, kind: str, village: int) -> list[tuple[str, int, Span]]:
    how = draw(st.sampled_from(["always", "always", "always", "late", "closed", "never", "twice"]))
    if how == "never":
        return []
    if how == "always":
        return [(kind, village, (D(2015, 1, 1), None))]
    day = draw(days(D(2019, 2, 1), D(2023, 12, 31)))
    if how == "late":
        return [(kind, village, (day, None))]
    if how == "closed":
        return [(kind, village, (D(2015, 1, 1), day))]
    again = day + dt.timedelta(days=draw(st.integers(0, 300)))
    return [(kind, village, (D(2015, 1, 1), day)), (kind, village, (again, None))]


ALL = 0b111111111111


@st.composite
def year_plans(draw: st.DrawFn, kind: str, count: int) -> list[YearPlan]:
    """For each year the commune's total, or of each village months, a year sheet or nothing."""
    found = []
    for year in YEARS:
        whole = draw(st.integers(0, 9)) == 9
        for village in [None] if whole else range(count):
            how = draw(st.sampled_from(["year", "months", "full", "none", "year"]))
            if how == "none":
                continue
            months = {"year": 0, "full": ALL}.get(how)
            if whole:
                months = 0
            elif months is None:
                months = draw(st.integers(1, ALL))
            found.append(
                YearPlan(
                    kind,
                    village,
                    year,
                    months,
                    seed=draw(st.integers(0, 2**16)),
                    waiting=draw(st.integers(0, 11)) == 11,
                    estimate=draw(st.integers(0, 11)) == 11,
                )
            )
    return found


@st.composite
def people(draw: st.DrawFn, teams: int) -> tuple[tuple[int, Span], ...]:
    """Somebody's spells: one after another, some of them touching, in one team or several."""
    marks = sorted(
        draw(st.lists(days(D(2018, 1, 1), D(2024, 11, 30)), min_size=1, max_size=5, unique=True))
    )
    spells: list[tuple[int, Span]] = []
    at = 0
    while at < len(marks):
        team = draw(st.integers(0, teams - 1))
        end = marks[at + 1] if at + 1 < len(marks) else None
        if end is None and draw(st.booleans()):
            end = marks[at] + dt.timedelta(days=45)
        spells.append((team, (marks[at], end)))
        # The next spell begins where this one ended, or after a gap.
        at += draw(st.sampled_from([1, 2]))
    if teams > 1 and draw(st.integers(0, 4)) == 4:
        # In a second team at the same time, longer or shorter than in the first.
        team, (start, end) = draw(st.sampled_from(spells))
        other = (team + 1) % teams
        start += dt.timedelta(days=draw(st.sampled_from([-30, 0, 30])))
        if end is not None:
            end += dt.timedelta(days=draw(st.sampled_from([-30, 0, 30])))
        own = [span for at, span in spells if at == other]
        if (end is None or start < end) and not any(overlap((start, end), span) for span in own):
            spells.append((other, (start, end)))
    return tuple(spells)


def overlap(one: Span, two: Span) -> bool:
    return (two[1] is None or one[0] < two[1]) and (one[1] is None or two[0] < one[1])


@st.composite
def communes(draw: st.DrawFn, most: int = 2) -> CommunePlan:
    count = draw(st.integers(1, most))
    return CommunePlan(
        villages=tuple(draw(villages(n + 1)) for n in range(count)),
        sites=tuple(site for kind in KINDS for v in range(count) for site in draw(sites(kind, v))),
        years=tuple(row for kind in KINDS for row in draw(year_plans(kind, count))),
        people=tuple(draw(st.lists(people(count), max_size=4))),
    )


@st.composite
def merging(draw: st.DrawFn) -> CommunePlan:
    """Two villages become one: the first goes up in the second, or both in a third, formed then."""
    day = draw(days(D(2020, 2, 1), D(2024, 6, 30)))
    absorbed = draw(st.booleans())
    count = draw(st.integers(2, 3)) if absorbed else 3
    olds, new = ((0,), 1) if absorbed else ((0, 1), 2)
    return CommunePlan(
        villages=tuple(
            VillagePlan(
                n + 1,
                formed_on=day if n == new and not absorbed else None,
                dissolved_on=day if n in olds else None,
            )
            for n in range(count)
        ),
        sites=tuple(site for kind in KINDS for v in range(count) for site in draw(sites(kind, v))),
        years=tuple(row for kind in KINDS for row in draw(year_plans(kind, count))),
        people=tuple(draw(st.lists(people(count), max_size=3))),
        merger=(olds, new, day),
    )


@st.composite
def merging_plans(draw: st.DrawFn) -> Plan:
    """A commune whose villages merge, alone or beside another that it was made of."""
    first, last = draw(periods())
    others = draw(st.lists(communes(1), max_size=1))
    return Plan(
        reporting_day=draw(st.sampled_from([1, 1, 15])),
        communes=(draw(merging()), *others),
        first=first,
        last=min(last, D(2024, 12, 31)),
        closed=draw(st.sampled_from([0, 0, 0, 10, 45])),
        today=draw(st.booleans()),
    )


@st.composite
def periods(draw: st.DrawFn) -> tuple[D, D]:
    """First and last day of every kind of period that reports are made on."""
    kind = draw(
        st.sampled_from(
            ["month", "quarter", "half", "nine", "year", "closing year", "rating year", "years"]
            + ["ten", "any", "eighteen", "month 15"]
        )
    )
    year = draw(st.integers(2020, 2024))
    if kind == "year":
        return D(year, 1, 1), D(year, 12, 31)
    if kind == "closing year":
        return D(year - 1, 12, 15), D(year, 12, 14)
    if kind == "rating year":
        return D(year - 1, 11, 15), D(year, 11, 14)
    if kind == "years":
        first = draw(st.integers(2019, 2022))
        return D(first, 1, 1), D(draw(st.integers(first + 1, 2024)), 12, 31)
    if kind == "ten":
        return D(2014, 9, 15), D(2024, 9, 25)
    if kind == "eighteen":
        return D(year - 1, 7, 1), D(year, 12, 31)
    if kind == "any":
        first = draw(days(D(2019, 1, 1), D(2023, 12, 31)))
        return first, first + dt.timedelta(days=draw(st.integers(20, 1500)))
    if kind == "month 15":
        month = draw(st.integers(2, 12))
        return D(year, month - 1, 15), D(year, month, 14)
    length = {"month": 1, "quarter": 3, "half": 6, "nine": 9}[kind]
    start = draw(st.integers(0, 12 // length - 1)) * length + 1
    after = start + length
    end = D(year + (after > 12), (after - 1) % 12 + 1, 1)
    return D(year, start, 1), end - dt.timedelta(days=1)


@st.composite
def plans(draw: st.DrawFn, most: int = 2) -> Plan:
    first, last = draw(periods())
    return Plan(
        reporting_day=draw(st.sampled_from([1, 1, 15])),
        communes=tuple(draw(st.lists(communes(most), min_size=1, max_size=2))),
        first=first,
        last=min(last, D(2024, 12, 31)),
        closed=draw(st.sampled_from([0, 0, 0, 10, 45])),
    )


# -- what is written -----------------------------------------------------------------------------


@dataclass
class Written:
    """The register of a plan in the database: the commune of today and its programmes."""

    plan: Plan
    commune: Commune
    programs: list[Program] = field(default_factory=list)
    villages: list[Village] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    def groups(self) -> dict[int, tuple[int, ...]]:
        """Programmes of one kind, told as one, by the first of them."""
        found: dict[str, list[int]] = {}
        for program in self.programs:
            found.setdefault(program.kind.code, []).append(program.pk)
        return {ids[0]: tuple(ids) for ids in found.values()}


def write(plan: Plan) -> Written:
    """Write a plan in some twenty statements."""
    merged = len(plan.communes) > 1
    rows = [
        Commune(
            code=f"8{n:04d}",
            name=f"Cũ {n}",
            province="Quảng Ninh",
            reporting_day=plan.reporting_day,
            sort_key=f"cu {n}",
            dissolved_on=MERGED_ON if merged else None,
        )
        for n in range(len(plan.communes))
    ]
    if merged:
        rows.append(
            Commune(
                code="89999",
                name="Mới",
                province="Quảng Ninh",
                reporting_day=plan.reporting_day,
                sort_key="moi",
                formed_on=MERGED_ON,
            )
        )
    units = Commune.objects.bulk_create(rows)
    made = Written(plan, units[-1])
    change = None
    if merged:
        change = UnitChange.objects.create(
            kind="merge", decision_number="1/NQ", effective_on=MERGED_ON, staff_follow=True
        )
        change.communes_from.set(units[:-1])
        change.communes_to.set(units[-1:])
    indicators = _indicators()
    kinds = ProgramKind.objects.in_bulk(KINDS, field_name="code")
    for unit, drawn in zip(units, plan.communes, strict=False):
        _write_commune(made, unit, drawn, change, kinds, indicators)
    made.programs.sort(key=lambda program: (kinds[program.kind.code].order, program.pk))
    LetterheadFactory(commune=made.commune)
    return made


def _indicators() -> dict[str, Indicator]:
    once, _made = Indicator.objects.get_or_create(
        code="counted_once",
        defaults={
            "name": "Người tham gia",
            "unit": "người",
            "rule": "distinct",
            "group": "outreach",
            "order": 900,
        },
    )
    codes = {code for codes in CODES.values() for code in codes} - {once.code}
    return {**Indicator.objects.in_bulk(codes, field_name="code"), once.code: once}


def _write_commune(
    made: Written,
    unit: Commune,
    drawn: CommunePlan,
    change: UnitChange | None,
    kinds: dict[str, ProgramKind],
    indicators: dict[str, Indicator],
) -> None:
    villages = Village.objects.bulk_create(
        Village(
            commune=made.commune,
            name=f"Thôn {plan.number}",
            sort_key=unit_sort_key(f"Thôn {plan.number}"),
            formed_on=plan.formed_on,
            dissolved_on=plan.dissolved_on,
        )
        for plan in drawn.villages
    )
    _write_names(villages, drawn.villages, unit, change)
    if drawn.merger:
        olds, new, day = drawn.merger
        merger = UnitChange.objects.create(kind="merge", decision_number="3/NQ", effective_on=day)
        formed = drawn.villages[new].formed_on is not None
        merger.villages_from.set([villages[n] for n in olds] + ([] if formed else [villages[new]]))
        merger.villages_to.add(villages[new])
    programs = Program.objects.bulk_create(
        Program(commune=unit, kind=kinds[kind], name=kinds[kind].name, founded_on=D(2015, 1, 1))
        for kind in KINDS
    )
    by_kind = dict(zip(KINDS, programs, strict=True))
    ProgramSite.objects.bulk_create(
        ProgramSite(program=by_kind[kind], village=villages[v], started_on=start, ended_on=end)
        for kind, v, (start, end) in drawn.sites
    )
    _write_sheets(
        made.plan.reporting_day, drawn.years, by_kind, villages, indicators,
        within_lives=drawn.merger is not None,
    )  # fmt: skip
    made.people += _write_people(drawn.people, villages)
    made.villages += villages
    made.programs += programs


def _write_names(
    villages: Sequence[Village],
    plans_: Sequence[VillagePlan],
    unit: Commune,
    change: UnitChange | None,
) -> None:
    former = []
    for village, plan in zip(villages, plans_, strict=True):
        alive_at_merger = not (plan.dissolved_on and plan.dissolved_on <= MERGED_ON) and not (
            plan.formed_on and plan.formed_on >= MERGED_ON
        )
        if change and alive_at_merger:
            former.append((change, village, village.name, MERGED_ON, unit))
        if plan.renamed_on and plan.renamed_on != MERGED_ON:
            later = change and plan.renamed_on > MERGED_ON and alive_at_merger
            within = village.commune if later else unit
            renaming = UnitChange.objects.create(
                kind="rename", decision_number="2/NQ", effective_on=plan.renamed_on
            )
            former.append((renaming, village, f"Bản Cũ {plan.number}", plan.renamed_on, within))
    FormerUnit.objects.bulk_create(
        FormerUnit(change=c, village=v, name=name, kind="thon", within=within, ended_on=day)
        for c, v, name, day, within in former
    )
    if change:
        # What came or went before the merger, or came after it, passed over with nobody to tell it.
        for village, plan in zip(villages, plans_, strict=True):
            if plan.dissolved_on and plan.dissolved_on <= MERGED_ON:
                Village.objects.filter(pk=village.pk).update(commune=unit)


def _span(year: int, month: int | None, day: int) -> tuple[D, D]:
    if day == 15:
        if month is None:
            return D(year - 1, 12, 15), D(year, 12, 15)
        start = D(year - 1, 12, 15) if month == 1 else D(year, month - 1, 15)
        return start, D(year, month, 15)
    if month is None:
        return D(year, 1, 1), D(year + 1, 1, 1)
    return D(year, month, 1), D(year + month // 12, month % 12 + 1, 1)


def _write_sheets(
    day: int,
    rows: Sequence[YearPlan],
    by_kind: dict[str, Program],
    villages: Sequence[Village],
    indicators: dict[str, Indicator],
    *,
    within_lives: bool,
) -> None:
    """Write sheets; `within_lives` only those of the time in which a village stood."""
    sheets, values = [], []
    for row in rows:
        chance = random.Random(row.seed)
        months = [m for m in range(1, 13) if row.months >> (m - 1) & 1] or [None]
        for month in months:
            start, end = _span(row.year, month, day)
            if within_lives and row.village is not None:
                village = villages[row.village]
                last = end - dt.timedelta(days=1)
                if village.formed_on and last < village.formed_on:
                    continue
                gone = village.dissolved_on
                if gone and (start >= gone if month is None else last >= gone):
                    continue
            sheets.append(
                ResultSheet(
                    program=by_kind[row.kind],
                    village=None if row.village is None else villages[row.village],
                    year=row.year,
                    month=month,
                    period_start=start,
                    period_end=end,
                    state="sent" if row.waiting else "accepted",
                    source="estimate"
                    if row.estimate
                    else "yearly_report"
                    if month is None
                    else "register",
                )
            )
            for code in CODES[row.kind]:
                if chance.random() < 0.8:
                    value = chance.choice((0, 1, 2, 3, 5, 8, Decimal("2.25")))
                    if code in MONEY:
                        value *= 1_000_000
                    values.append((len(sheets) - 1, code, value))
    made = ResultSheet.objects.bulk_create(sheets)
    ResultValue.objects.bulk_create(
        ResultValue(sheet=made[at], indicator=indicators[code], value=value)
        for at, code, value in values
    )


def _write_people(
    drawn: Sequence[tuple[tuple[int, Span], ...]], villages: Sequence[Village]
) -> list[Person]:
    teams = Team.objects.bulk_create(
        Team(village=village, name=f"Tổ tự quản {village.name}", founded_on=D(2015, 1, 1))
        for village in villages
    )
    rows = [
        Person(full_name=f"Người Số {n}", village=villages[0], sort_key=str(n), search=str(n))
        for n in range(len(drawn))
    ]
    persons = Person.objects.bulk_create(rows)
    Membership.objects.bulk_create(
        Membership(team=teams[team], person=person, started_on=start, ended_on=end)
        for person, spells in zip(persons, drawn, strict=True)
        for team, (start, end) in spells
    )
    VillageOffice.objects.bulk_create(
        VillageOffice(person=person, village=villages[0], office="head", started_on=D(2015, 1, 1))
        for person in persons[:1]
    )
    return persons
