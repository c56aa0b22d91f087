"""Reads for the monthly sheet and for who has not reported."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from common.access import EVERY_ROLE, AnyUser, reach
from common.figures import number
from common.forms import EARLIEST
from common.periods import Calendar, Period
from common.unit_words import UnitWords
from members.models import Village
from programs.models import Indicator, Program, ProgramSite, ResultSheet, ResultValue
from programs.results import Counting, due_months

#: (wholes, parts): received and carried over = settled, failed, passed on and open (domain notes 1.2)
IDENTITY = (
    ("disputes_received",),
    ("disputes_settled", "disputes_failed", "disputes_passed_on", "disputes_open"),
)
#: days after a month's end by which its sheet is due
DUE_AFTER = 5
#: years before a programme that its reports set beside those since
YEARS_BEFORE = 3
#: a value is asked about when it is this many times the largest of the year before
UNUSUAL = 3


@dataclass(frozen=True)
class Line:
    """A field of the sheet with what helps to fill it in: the month before, a year ago."""

    indicator: Indicator
    value: Decimal | None
    before: Decimal | None
    year_ago: Decimal | None
    largest: Decimal | None


def lines_of(sheet: ResultSheet) -> list[Line]:
    """Return the indicators of a sheet with what is known of them. Three statements."""
    program = sheet.program
    indicators = list(Indicator.objects.filter(kinds=program.kind_id))
    own = {row.indicator_id: row.value for row in sheet.values.all()} if sheet.pk else {}
    calendar = program.commune.calendar
    month = sheet.month or 1
    before = calendar.month(*_month_back(sheet.year, month, 1)).start
    ago = calendar.month(sheet.year - 1, month).start
    past = ResultValue.objects.filter(
        sheet__program=program, sheet__village=sheet.village_id, sheet__month__isnull=False,
        sheet__period_start__gte=ago, sheet__period_start__lt=sheet.period_start,
    ).values_list("indicator_id", "sheet__period_start", "value")  # fmt: skip
    known: dict[int, dict[dt.date, Decimal]] = {}
    for indicator, start, value in past:
        known.setdefault(indicator, {})[start] = value
    return [
        Line(
            item, own.get(item.pk), known.get(item.pk, {}).get(before),
            known.get(item.pk, {}).get(ago), max(known.get(item.pk, {}).values(), default=None),
        )
        for item in indicators
    ]  # fmt: skip


def year_lines_of(sheet: ResultSheet) -> list[Line]:
    """Return the indicators of a year's sheet with the totals of the year before. Three statements."""
    own = {row.indicator_id: row.value for row in sheet.values.all()} if sheet.pk else {}
    before = dict(
        ResultValue.objects.filter(
            sheet__program=sheet.program_id, sheet__village=sheet.village_id,
            sheet__month__isnull=True, sheet__year=sheet.year - 1,
        ).values_list("indicator_id", "value")
    )  # fmt: skip
    return [
        Line(item, own.get(item.pk), before.get(item.pk), None, before.get(item.pk))
        for item in Indicator.objects.filter(kinds=sheet.program.kind_id)
    ]


def _month_back(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 - count
    return index // 12, index % 12 + 1


def doubts_of(lines: Iterable[Line], typed: Mapping[int, Decimal | None]) -> list[str]:
    """Return what of a sheet wants a second look: asked about, never blocked. No statement."""
    listed = list(lines)
    values = {line.indicator.code: typed.get(line.indicator.pk) for line in listed}
    names = {line.indicator.code: line.indicator.name for line in listed}
    carried = next((line.before for line in listed if line.indicator.code == "disputes_open"), None)
    found = []
    wholes, parts = IDENTITY
    known = [values.get(code) for code in (*wholes, *parts)]
    if all(value is not None for value in known):
        come = sum((values[code] or Decimal(0) for code in wholes), carried or Decimal(0))
        gone = sum((values[code] or Decimal(0) for code in parts), Decimal(0))
        if come != gone:
            found.append(
                _("Disputes: %(come)s received and carried over, but %(gone)s settled, failed, "
                  "passed on or open.") % {"come": number(come), "gone": number(gone)}
            )  # fmt: skip
    by_key = {line.indicator.pk: line.indicator.code for line in listed}
    for line in listed:
        part, whole = line.indicator.code, by_key.get(line.indicator.within_id or 0, "")
        if part in parts:
            continue  # cases carried over make a part larger than what came in; asked about above
        one, two = values.get(whole), values.get(part)
        if one is not None and two is not None and two > one:
            found.append(
                _("“%(part)s” (%(two)s) is more than “%(whole)s” (%(one)s).")
                % {
                    "part": names[part],
                    "whole": names[whole],
                    "two": number(two),
                    "one": number(one),
                }
            )
    for line in listed:
        value = typed.get(line.indicator.pk)
        if value is None or line.largest is None:
            continue
        if value >= 5 and value > UNUSUAL * max(line.largest, Decimal(1)):
            found.append(
                _("“%(name)s”: %(value)s, at most %(largest)s in the year before.")
                % {
                    "name": line.indicator.name,
                    "value": number(value),
                    "largest": number(line.largest),
                }
            )
    return found


@dataclass(frozen=True)
class Cell:
    """One month of one village: its state ("" without a sheet) and whether it is late."""

    year: int
    month: int
    state: str
    late: bool
    whole_year: bool = False
    whole_commune: bool = False


def due_on(year: int, month: int, calendar: Calendar) -> dt.date:
    """Return the last day on which a month's sheet is in time."""
    return calendar.month(year, month).last_day + dt.timedelta(days=DUE_AFTER)


def villages_reporting(program: Program, user: Any, day: dt.date) -> list[Village]:
    """Return the villages with a site of the programme that the user may see. One statement."""
    sites = ProgramSite.objects.filter(program=program).on(day).values("village")
    return list(
        Village.objects.visible_to(user).filter(pk__in=sites).select_related("commune")
        .order_by("sort_key", "pk")
    )  # fmt: skip


def completeness(
    program: Program, villages: Iterable[Village], year: int, day: dt.date
) -> list[tuple[Village, list[Cell]]]:
    """Return who has reported which month of a year. Two statements.

    A year kept as one total, of a village or of the whole commune, counts in all its months. A
    month is late only where the village was due for it, as the core of results says.
    """
    listed = list(villages)
    calendar = program.commune.calendar
    counting = Counting.of(calendar.year(year), calendar.start_day)
    due = due_months([program.pk], counting, [village.pk for village in listed])
    states: dict[tuple[int | None, int | None], str] = {
        (village, month): state
        for village, month, state in ResultSheet.objects.of_places(
            [village.pk for village in listed], [program.pk]
        )
        .filter(year=year)
        .values_list("village_id", "month", "state")
    }
    # A total of the whole commune tells of every village, without telling what of each.
    total = states.get((None, None), "")
    matrix = []
    for village in listed:
        cells = []
        for month in range(1, 13):
            whole = (village.pk, None) in states
            state = states.get((village.pk, month)) or states.get((village.pk, None), total)
            waits = state in ("", ResultSheet.State.DRAFT, ResultSheet.State.RETURNED)
            late = waits and due_on(year, month, calendar) < day
            asked = bool(due.get((program.pk, village.pk, year), 0) & 1 << month)
            cells.append(Cell(year, month, state, late and asked, whole, bool(total)))
        matrix.append((village, cells))
    return matrix


def month_due(program: Program, day: dt.date) -> tuple[int, int]:
    """Return the latest reporting month that is over on a day: the one to be sent now."""
    return _month_back(*program.commune.calendar.month_of(day), 1)


@dataclass(frozen=True)
class YearCell:
    """A year of a village: months accepted of those over, or one total with its source; "" for none."""

    year: int
    months: int
    expected: int
    source: str
    whole_commune: bool = False

    @property
    def state(self) -> str:
        if self.source == ResultSheet.Source.ESTIMATE:
            return "draft"
        if self.source or (self.expected and self.months >= self.expected):
            return "accepted"
        return "sent" if self.months else "late" if self.expected else "none"


@dataclass(frozen=True)
class YearMatrix:
    """What each village has of each year, and which years are known for the whole commune only.

    `whole` has a cell a year: its source is that of the commune's total, "" for none.
    """

    years: list[int]
    rows: list[tuple[Village, list[YearCell]]]
    whole: list[YearCell]


def years_reported(program: Program, villages: Sequence[Village], day: dt.date) -> YearMatrix:
    """Return the years of a programme and what each village has of each: where ten years have holes.

    Three statements. Expected are the months that are over and for which the village was due; none
    of a year of which the total of the whole commune is known. A programme that tells of the
    order of the area shows some years before it too: reports set them beside those since.
    """
    of_area = program.kind.indicators.filter(group=Indicator.Group.SITUATION).exists()
    first = program.founded_on.year - (YEARS_BEFORE if of_area else 0)
    years = list(range(max(EARLIEST, first), day.year + 1))
    months: dict[tuple[int, int], int] = {}
    totals: dict[tuple[int | None, int], str] = {}
    for village, year, month, source in (
        ResultSheet.objects.accepted()
        .of_places([village.pk for village in villages], [program.pk])
        .values_list("village_id", "year", "month", "source")
    ):
        if month is None:
            totals[(village, year)] = source
        else:
            months[(village, year)] = months.get((village, year), 0) + 1
    calendar = program.commune.calendar
    span = Period(calendar.year(years[0]).start, calendar.year(years[-1]).end)
    counting = Counting.of(span, calendar.start_day)
    due = due_months([program.pk], counting, [village.pk for village in villages])

    def expected(village: Village, year: int) -> int:
        bits = due.get((program.pk, village.pk, year), 0) if (None, year) not in totals else 0
        return sum(
            bool(bits & 1 << month) and calendar.month(year, month).last_day < day
            for month in range(1, 13)
        )

    def cell(village: Village, year: int) -> YearCell:
        return YearCell(
            year,
            months.get((village.pk, year), 0),
            expected(village, year),
            totals.get((village.pk, year), ""),
            (None, year) in totals,
        )

    return YearMatrix(
        years=years,
        rows=[(village, [cell(village, year) for year in years]) for village in villages],
        whole=[YearCell(year, 0, 0, totals.get((None, year), "")) for year in years],
    )


def sees_whole(program: Program, user: AnyUser) -> bool:
    """Whether the user reads what is of the whole commune: no village head does. One statement."""
    covered = reach(user, EVERY_ROLE)
    return Program.objects.filter(covered.q("commune", None), pk=program.pk).exists()


def words_of(program: Program, villages: Iterable[Village]) -> UnitWords:
    """Return how pages name the programme's commune and its villages. No statement."""
    commune = program.commune
    return UnitWords.of(commune.kind, commune.name, (village.kind for village in villages))
