"""The books of a commune, filled in bulk. Every number follows from village, year and month.

So a test can say what a cell holds, and a register is the same on every run. Rows are written by
`bulk_create`: thirty villages with ten years of months take a few seconds.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils import timezone

from accounts.models import Role, User
from common.text import unit_sort_key
from members.models import (
    Commune,
    Letterhead,
    Membership,
    Paper,
    Person,
    Team,
    Village,
    VillageOffice,
    VillageYear,
)
from programs.models import (
    Indicator,
    Program,
    ProgramKind,
    ProgramSite,
    ResultSheet,
    ResultValue,
)
from tests.factories import LetterheadFactory, UserFactory, ensure_catalogue

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bàn", "Triệu", "Đặng", "Lý", "Chíu")
MIDDLES = ("Văn", "Thị", "Đức", "Thị", "Minh")
GIVEN = (
    "An",
    "Bình",
    "Chiến",
    "Dung",
    "Đông",
    "Giang",
    "Hà",
    "Khánh",
    "Lan",
    "Nam",
    "Oanh",
    "Phúc",
)

#: what each kind of programme counts in a register
CODES: Mapping[str, tuple[str, ...]] = {
    "self_managed": (
        "meetings_held",
        "trainings",
        "outreach_sessions",
        "outreach_attendance",
        "pledges",
        "tips",
        "useful_tips",
        "disputes_received",
        "disputes_settled",
        "patrols",
        "money_community",
        "work_days",
    ),
    "grassroots": (
        "meetings_held",
        "tips",
        "useful_tips",
        "crimes",
        "crimes_solved",
        "fires",
        "money_budget",
    ),
    "trusted_persons": ("outreach_sessions", "disputes_received", "disputes_settled"),
    "fire_safe": ("households_joined", "fire_trained", "fire_checks", "fires", "money_community"),
    "cameras": ("extractions", "camera_cases", "money_community"),
}
#: what is a part of what, so that a part never exceeds its whole unless a register wants it to
WHOLE = {
    "useful_tips": "tips",
    "disputes_settled": "disputes_received",
    "crimes_solved": "crimes",
    "camera_cases": "extractions",
}
STOCKS = frozenset({"pledges", "households_joined"})
MONEY = frozenset({"money_community", "money_budget"})

When = tuple[int, int | None]
#: what a village reports of an indicator for a month or (month None) a year; None is not known
Amount = Callable[[str, int, int, int | None], Decimal | None]


def amount(code: str, village: int, year: int, month: int | None) -> Decimal | None:
    """Return what the village of this number (from 0) reports: small counts, stocks that grow, money."""
    if code in STOCKS:
        return Decimal(60 + 10 * village + 4 * (year - 2014))
    if code in WHOLE:
        whole = amount(WHOLE[code], village, year, month)
        return None if whole is None else whole - whole % 3
    seed = 3 * village + (month or 0) * (month or 5) + 4 * year + 2 * len(code)
    if code in MONEY:
        return Decimal(250_000) * (seed % 4)
    base = seed % 7
    return Decimal(base if month else 12 * base + seed % 5)


def months(first: When, last: When) -> list[When]:
    """Return the months from one to another, both included: months((2024, 1), (2024, 3))."""
    begin, end = first[0] * 12 + (first[1] or 1) - 1, last[0] * 12 + (last[1] or 12) - 1
    return [(index // 12, index % 12 + 1) for index in range(begin, end + 1)]


def years(first: int, last: int) -> list[When]:
    """Return whole years, both included."""
    return [(year, None) for year in range(first, last + 1)]


def days_of(when: When, reporting_day: int) -> tuple[dt.date, dt.date]:
    """Return the half-open days of a sheet: a calendar year, a month from day 1 or from day 15 before."""
    year, month = when
    if month is None:
        return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    if reporting_day == 15:
        start = dt.date(year - 1, 12, 15) if month == 1 else dt.date(year, month - 1, 15)
        return start, dt.date(year, month, 15)
    return dt.date(year, month, 1), dt.date(year + (month == 12), month % 12 + 1, 1)


def make_commune(name: str, code: str, **fields: object) -> Commune:
    """Make a commune with a letterhead: no report is written without one."""
    ensure_catalogue()
    commune = Commune.objects.create(name=name, code=code, province="Quảng Ninh", **fields)
    letterhead(commune)
    return commune


def letterhead(commune: Commune) -> Letterhead:
    made: Letterhead = LetterheadFactory(
        commune=commune, parent=f"UBND {commune.full_name.upper()}", place=commune.name
    )
    return made


def make_officer(commune: Commune, name: str) -> User:
    user: User = UserFactory(username=f"{name}-{commune.code}", full_name="Trần Văn Cán Bộ")
    Role.objects.create(
        user=user, kind=Role.Kind.OFFICER, commune=commune, started_on=dt.date(2014, 1, 1)
    )
    return user


def make_villages(commune: Commune, names: Sequence[tuple[str, str]]) -> list[Village]:
    """Make villages from (name, kind)."""
    return Village.objects.bulk_create(
        Village(commune=commune, name=name, kind=kind, sort_key=unit_sort_key(name))
        for name, kind in names
    )


def make_programs(
    commune: Commune, founded_on: dt.date, *, decided: bool = True, label: str = ""
) -> dict[str, Program]:
    """Make one programme of each kind: the first on that day, the others nine years later."""
    made = {}
    for index, kind in enumerate(ProgramKind.objects.filter(code__in=CODES).order_by("order")):
        day = (
            founded_on
            if kind.code == "self_managed"
            else founded_on.replace(year=founded_on.year + 3)
        )
        decision = None
        if decided:
            decision = Paper.objects.create(
                commune=commune,
                kind="QĐ",
                code_number=120 + index,
                code_notation="QĐ-UBND",
                issued_on=day,
                organ_name=f"UBND {commune.full_name}",
                subject=f"Thành lập mô hình “{kind.name}”",
            )
        made[kind.code] = Program.objects.create(
            commune=commune,
            kind=kind,
            name=kind.name + label,
            founded_on=day,
            decision=decision,
            lead_agency="Công an" if decided else "",
        )
    return made


def fill_sites(
    programs: Iterable[Program], villages: Sequence[Village], teams: Mapping[int, Team]
) -> None:
    """Let every programme run in every village, the first kind with the village's team."""
    ProgramSite.objects.bulk_create(
        ProgramSite(
            program=program,
            village=village,
            started_on=program.founded_on,
            team=teams.get(village.pk) if program.kind.code == "self_managed" else None,
        )
        for program in programs
        for village in villages
    )


def fill_years(villages: Sequence[Village], span: Iterable[int]) -> None:
    """Fill households and people of the villages by year."""
    VillageYear.objects.bulk_create(
        VillageYear(
            village=village,
            year=year,
            households=100 + 10 * index + year - 2014,
            population=4 * (100 + 10 * index + year - 2014),
        )
        for index, village in enumerate(villages)
        for year in span
    )


def make_people(villages: Sequence[Village], each: int, start: int = 0) -> list[list[Person]]:
    """Make so many people in each village, returned by village."""
    rows = []
    for v, village in enumerate(villages):
        for n in range(each):
            at = start + v * each + n
            middle = MIDDLES[at % 5]
            person = Person(
                full_name=f"{FAMILIES[at % 10]} {middle} {GIVEN[at % 12]}",
                village=village,
                sex="female" if middle == "Thị" else "male",
                birth_date=dt.date(1955 + at % 40, 1 + at % 12, 1 + at % 28),
            )
            person.fill_keys()
            rows.append(person)
    made = Person.objects.bulk_create(rows)
    return [made[v * each : (v + 1) * each] for v in range(len(villages))]


def fill_force(
    villages: Sequence[Village], founded_on: dt.date, *, offices: bool = True, leaders: bool = True
) -> dict[int, Team]:
    """Fill a self-managed team of every village; returns village id -> team.

    Of seven people a village: leader, deputy and two members from the first day; one left after four
    years; one left after two years and came back after four; one joined after five. So six were there
    at the start, one joined, one came back, two left, and six are there now.
    """
    teams = Team.objects.bulk_create(
        Team(village=village, name=f"Tổ tự quản {village.name}", founded_on=founded_on)
        for village in villages
    )
    rows, posts = [], []

    def later(years_: int) -> dt.date:
        return founded_on.replace(year=founded_on.year + years_)

    for team, people in zip(teams, make_people(villages, 7), strict=True):
        first, second, third, fourth, gone, back, late = people
        spells = [
            (first, "leader" if leaders else "member", founded_on, None, ""),
            (second, "deputy" if leaders else "member", founded_on, None, ""),
            (third, "member", founded_on, None, ""),
            (fourth, "member", founded_on, None, ""),
            (gone, "member", founded_on, later(4), "age"),
            (back, "member", founded_on, later(2), "moved"),
            (back, "member", later(4), None, ""),
            (late, "member", later(5), None, ""),
        ]
        rows += [
            Membership(
                team=team, person=person, role=role, started_on=start, ended_on=end, leaving=why
            )
            for person, role, start, end, why in spells
        ]
        posts += [
            VillageOffice(person=person, village=team.village, office=office, started_on=founded_on)
            for person, office in ((first, "head"), (second, "deputy_head"))
        ]
    Membership.objects.bulk_create(rows)
    if offices:
        VillageOffice.objects.bulk_create(posts)
    return {team.village_id: team for team in teams}


def fill_results(
    program: Program,
    villages: Sequence[Village],
    when: Iterable[When],
    *,
    codes: Iterable[str] | None = None,
    value: Amount = amount,
    source: str = "register",
    state: str = "accepted",
) -> None:
    """Fill sheets of a programme; where `value` gives None the cell stays unknown."""
    wanted = list(codes if codes is not None else CODES[program.kind.code])
    indicators = Indicator.objects.in_bulk(wanted, field_name="code")
    day = program.commune.reporting_day
    spans = [(year, month, *days_of((year, month), day)) for year, month in when]
    sheets = ResultSheet.objects.bulk_create(
        [
            ResultSheet(
                program=program,
                village=village,
                year=year,
                month=month,
                period_start=start,
                period_end=end,
                state=state,
                sent_at=timezone.now(),
                source=source if month or source != "register" else "yearly_report",
            )
            for village in villages
            for year, month, start, end in spans
        ],
        batch_size=500,
    )
    place = {village.pk: index for index, village in enumerate(villages)}
    ResultValue.objects.bulk_create(
        [
            ResultValue(sheet=sheet, indicator=indicators[code], value=told)
            for sheet in sheets
            for code in wanted
            if (told := value(code, place[sheet.village_id], sheet.year, sheet.month)) is not None
        ],
        batch_size=1000,
    )


def fill_commune_total(program: Program, when: When, told: Mapping[str, int]) -> ResultSheet:
    """Fill a sheet of the whole commune: a total of which no village is known."""
    start, end = days_of(when, program.commune.reporting_day)
    sheet = ResultSheet.objects.create(
        program=program,
        village=None,
        year=when[0],
        month=when[1],
        period_start=start,
        period_end=end,
        state="accepted",
        source="yearly_report",
    )
    indicators = Indicator.objects.in_bulk(list(told), field_name="code")
    ResultValue.objects.bulk_create(
        ResultValue(sheet=sheet, indicator=indicators[code], value=value)
        for code, value in told.items()
    )
    return sheet
