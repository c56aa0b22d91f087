"""A programme's results by year, for its page."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from common.access import AnyUser
from common.periods import Period
from members.models import Village
from programs.models import Indicator, Program, ResultValue
from programs.results import Amount, Counting, groups_of, results_of


@dataclass(frozen=True)
class YearRow:
    """An indicator through the years, each with what it rests on."""

    indicator: Indicator
    cells: tuple[Amount, ...]


@dataclass(frozen=True)
class YearTotals:
    """`estimated` are the years of which part is an estimate, `is_partly` says that months lack."""

    years: tuple[int, ...]
    rows: tuple[YearRow, ...]
    estimated: frozenset[int]

    @property
    def is_partly(self) -> bool:
        return any(cell.known < cell.expected for row in self.rows for cell in row.cells)


def year_totals(program: Program, user: AnyUser, day: dt.date, *, years: int = 11) -> YearTotals:
    """Return a programme's results by year up to a day, rows with a known figure. Five statements."""
    last_year = day.year
    calendar = program.commune.calendar
    first = min(max(program.founded_on.year, last_year - years + 1), last_year)
    period = Period(calendar.year(first).start, calendar.year(last_year).end)
    known = results_of(
        groups_of([program.pk]),
        Counting.of(period, calendar.start_day, day),
        villages=Village.objects.visible_to(user)
        .filter(Q(sites__program=program) | Q(sheets__program=program))
        .values_list("pk", flat=True)
        .distinct(),
        values=ResultValue.objects.visible_to(user),
        indicators=list(Indicator.objects.filter(kinds=program.kind_id)),
        shares=False,
    )
    tallies = known.of(program.pk)
    span = tuple(range(first, last_year + 1))
    return YearTotals(
        years=span,
        rows=tuple(
            YearRow(tally.indicator, tuple(tally.by_year(year) for year in span))
            for tally in tallies
        ),
        estimated=frozenset(year for tally in tallies for year in tally.estimated_years),
    )
