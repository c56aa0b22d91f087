"""The order of the area by year, before and since the programmes under review: crimes, fires, disputes.

Any programme of the commune may have reported it, not only those under review.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from common.periods import Period
from programs.models import Indicator, Program, ResultValue
from programs.models.results import ResultValueQuerySet
from programs.queries.results import YEARS_BEFORE
from programs.results import Amount, Counting, Tally, added, results_of, same_programmes
from reports.figures.base import Frame

MONTHS = 12
#: what is told beside the group `SITUATION`
ALSO = ("disputes_received",)


@dataclass(frozen=True)
class Mean:
    """The mean of complete years."""

    value: Decimal
    years: tuple[int, ...]


@dataclass(frozen=True)
class OrderRow:
    """What happened in the area by year, and a mean before and since; None is not known."""

    indicator: Indicator
    amounts: tuple[Amount, ...]
    before: Mean | None
    since: Mean | None


@dataclass(frozen=True)
class Order:
    """`since` is the day on which the oldest programme under review began."""

    since: dt.date
    years: tuple[int, ...]
    rows: tuple[OrderRow, ...]


def order(frame: Frame, indicators: Iterable[Indicator]) -> Order | None:
    """Return the order of the area by year, None where less than two years are known.

    `indicators` is the catalogue. Three statements.
    """
    if not frame.programs:
        return None
    since = min(program.founded_on for program in frame.programs)
    start = dt.date(min(since, frame.period.start).year - YEARS_BEFORE, 1, 1)
    counting = Counting.of(
        Period(start, frame.period.end), frame.commune.reporting_day, frame.cut_off
    )
    programs = list(Program.objects.filter(commune__in=frame.communes))
    groups = same_programmes(programs)
    wanted = [
        row
        for row in indicators
        if row.rule == Indicator.Rule.SUM
        and (row.group == Indicator.Group.SITUATION or row.code in ALSO)
    ]
    known = results_of(
        {group[0].pk: tuple(program.pk for program in group) for group in groups},
        counting,
        villages=frame.history.lives,
        values=_values(frame),
        indicators=wanted,
        communes={program.pk: program.commune_id for program in programs},
        history=frame.history,
        shares=False,
    )
    # A dispute that a team and a trusted person tell of one village is one, as a crime is.
    tallies = [
        overall.tally
        for row in wanted
        if (overall := known.overall(row.code, of_area=True)) is not None
    ]
    years = tuple(
        year
        for year in counting.years
        if any(tally.by_year(year).value is not None for tally in tallies)
    )
    if len(years) < 2:
        return None
    return Order(since, years, tuple(_row(tally, years, since, frame) for tally in tallies))


def _values(frame: Frame) -> ResultValueQuerySet:
    """Return the values of all villages there were; what counts in the period, of those of the report."""
    values = ResultValue.objects.all()
    gone = [
        village
        for village in frame.history.lives
        if not frame.history.stands_in(village, frame.period)
    ]
    if not gone:
        return values
    counting = Counting.of(frame.period, frame.commune.reporting_day, frame.cut_off)
    return values.exclude(counting.q(), sheet__village__in=gone)


def _row(tally: Tally, years: tuple[int, ...], since: dt.date, frame: Frame) -> OrderRow:
    whole = [
        year
        for year in years
        if year in tally.counting.whole_years and _is_complete(tally, year, frame)
    ]
    first = since.year if (since.month, since.day) == (1, 1) else since.year + 1
    return OrderRow(
        indicator=tally.indicator,
        amounts=tuple(tally.by_year(year) for year in years),
        before=_mean(tally, [year for year in whole if year < since.year]),
        since=_mean(tally, [year for year in whole if year >= first]),
    )


def _mean(tally: Tally, years: list[int]) -> Mean | None:
    total = added(tally.by_year(year).value for year in years)
    return Mean(total / len(years), tuple(years)) if total is not None else None


def _is_complete(tally: Tally, year: int, frame: Frame) -> bool:
    """Whether all is known of a year; before the programme every village there was is wanted."""
    amount = tally.by_year(year)
    if amount.value is None or not amount.complete:
        return False
    if any(when == year for _village, when in tally.due) or tally.whole(year) is not None:
        return True
    last = dt.date(year, 12, 31)
    there = [village for village in frame.history.lives if frame.history.stands_on(village, last)]
    return all(tally.cell(village, year).known == MONTHS for village in there)
