"""Which sheets count in a period. The one rule; whoever adds results up asks it here.

A month counts in the period that holds its middle (`Calendar.months_of`). A year sheet counts
where all its twelve months do. One that reaches outside the period is counted whole, and marked,
in a period of more than two years, where the first and last year of a record book cannot be cut
at a day; in a shorter period it is left out, and said. Only accepted sheets count.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from common.periods import Calendar, Month, Period, Years

if TYPE_CHECKING:
    from collections.abc import Mapping

#: above so many months the year sheets at the edges of a period are counted whole
LONG = 24
#: the twelve months of a year as bits 1 to 12
ALL_MONTHS = 0b1_1111_1111_1110


@dataclass(frozen=True)
class Counting:
    """The reporting months that count, in order, and how year sheets do.

    `period` ends with the cut-off day where that comes before its end.
    """

    period: Period
    calendar: Calendar
    months: tuple[Month, ...]
    years_of: Years

    @classmethod
    def of(cls, period: Period, start_day: int, cut_off: dt.date | None = None) -> "Counting":
        """Return what counts in a period of a commune whose months start on this day."""
        calendar = Calendar(start_day)
        if cut_off is not None and cut_off < period.last_day:
            period = Period.inclusive(period.start, cut_off)
        return cls(period, calendar, calendar.months_of(period), calendar.years_of(period))

    @property
    def is_long(self) -> bool:
        return len(self.months) > LONG

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which a month counts: the columns of a table by year."""
        return self.years_of.touched

    @property
    def whole_years(self) -> tuple[int, ...]:
        return self.years_of.whole

    @property
    def cut_years(self) -> tuple[int, ...]:
        """The years of which some months count and others do not."""
        return self.years_of.cut

    @property
    def year_sheets(self) -> tuple[int, ...]:
        """The years whose year sheets count."""
        return self.years if self.is_long else self.whole_years

    @property
    def left_out(self) -> tuple[int, ...]:
        """The years whose year sheets reach outside the period and do not count."""
        return () if self.is_long else self.cut_years

    @cached_property
    def masks(self) -> "Mapping[int, int]":
        """Year -> the months of it that count, as bits."""
        found: dict[int, int] = defaultdict(int)
        for year, month in self.months:
            found[year] |= 1 << month
        return found

    def month(self, year: int, month: int) -> Period:
        """Return the days of a reporting month."""
        return self.calendar.month(year, month)

    def q(self, prefix: str = "sheet__") -> Q:
        """Return the condition for sheets that count, whatever their state."""
        return self._months(prefix) | _of(
            prefix, month__isnull=True, year__in=list(self.year_sheets)
        )

    def left_out_q(self, prefix: str = "sheet__") -> Q:
        """Return the condition for year sheets that would count in a longer period."""
        return _of(prefix, month__isnull=True, year__in=list(self.left_out))

    def _months(self, prefix: str) -> Q:
        if not self.months:
            return Q(pk__in=[])
        (year, first), (last_year, last) = self.months[0], self.months[-1]
        if year == last_year:
            return _of(prefix, year=year, month__gte=first, month__lte=last)
        known = _of(prefix, month__isnull=False, year__gte=year, year__lte=last_year)
        if first > 1:
            known &= ~_of(prefix, year=year, month__lt=first)
        if last < 12:
            known &= ~_of(prefix, year=last_year, month__gt=last)
        return known


def _of(prefix: str, **lookups: Any) -> Q:
    return Q(**{f"{prefix}{name}": value for name, value in lookups.items()})
