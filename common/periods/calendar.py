"""The reporting calendar of a commune: its months, its years, and which of them count in a period.

Months run from day 1, or from day 15 of the month before ("tháng 9" is 15 August to
14 September; Decree 09/2019/NĐ-CP closes figures on the 14th).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from common.periods.period import Period, add_months

#: (year, month) as a reporting month is named
Month = tuple[int, int]


@dataclass(frozen=True)
class Years:
    """The reporting years of a period: those wholly inside, and those cut at its edge."""

    whole: tuple[int, ...]
    cut: tuple[int, ...]

    @property
    def touched(self) -> tuple[int, ...]:
        """All years of which a month counts, in order."""
        return tuple(sorted((*self.whole, *self.cut)))


@dataclass(frozen=True)
class Calendar:
    """Reporting months that start on day 1, or on day 15 of the month before.

    Raises ValueError for any other `start_day`.
    """

    start_day: int = 1

    def __post_init__(self) -> None:
        if self.start_day not in (1, 15):
            raise ValueError("a reporting month starts on day 1 or on day 15 of the month before")

    def month(self, year: int, month: int) -> Period:
        """Return the days of a reporting month."""
        first = dt.date(year, month, 1)
        if self.start_day == 1:
            return Period(first, add_months(first, 1))
        return Period(add_months(first, -1).replace(day=15), first.replace(day=15))

    def month_of(self, day: dt.date) -> Month:
        """Return (year, month) of the reporting month that holds `day`."""
        if self.start_day == 15 and day.day >= 15:
            day = add_months(day.replace(day=1), 1)
        return day.year, day.month

    def months(self, year: int, first: int, last: int) -> Period:
        """Return the days of some months of a year: 7 to 9 are its third quarter."""
        return Period(self.month(year, first).start, self.month(year, last).end)

    def year(self, year: int) -> Period:
        """Return the days of a reporting year: its twelve months, 15/12 to 14/12 from day 15."""
        return self.months(year, 1, 12)

    def days(self, year: int, month: int | None) -> Period:
        """Return the days of a reporting month, or of the year where `month` is None."""
        return self.year(year) if month is None else self.month(year, month)

    def touched(self, period: Period) -> Iterator[Month]:
        """Yield every reporting month of which the period has a day, in order."""
        return _from_to(self.month_of(period.start), self.month_of(period.last_day))

    def middle(self, year: int, month: int) -> dt.date:
        """Return the day that decides to which period a month belongs.

        From day 1 it is the 15th. From day 15 it is the first of the calendar month whose name
        the reporting month bears, so "năm 2024" counts the twelve months named 2024 whether it
        is typed 1/1 - 31/12 or 15/12 - 14/12; a quarter and a half-year likewise.
        """
        return dt.date(year, month, 15 if self.start_day == 1 else 1)

    def months_of(self, period: Period) -> tuple[Month, ...]:
        """Return the reporting months that count in a period, in order: those whose middle it holds.

        The only rule of what counts. Every month counts in exactly one of consecutive periods.
        A month is never counted in part; a short period may have none.
        """
        return tuple(found for found in self.touched(period) if self.middle(*found) in period)

    def years_of(self, period: Period) -> Years:
        """Return the years of which months count: whole ones, and those cut at an edge.

        A year is whole when its twelve months count and the period leaves out no day of it
        (of the calendar year or of the reporting year: 1/1 - 31/12 and 15/12 - 14/12 are both
        whole). A year sheet of a cut year reaches outside the period.
        """
        years = sorted({year for year, _month in self.months_of(period)})
        whole = tuple(year for year in years if self._holds_year(period, year))
        return Years(whole, tuple(year for year in years if year not in whole))

    def _holds_year(self, period: Period, year: int) -> bool:
        return period.start <= dt.date(year, 1, 1) and self.year(year).end <= period.end

    def year_of(self, period: Period) -> int | None:
        """Return the year whose twelve months are all that counts in the period, or None.

        2024 for 1/1 - 31/12/2024 and, where months run from day 15, for 15/12/2023 - 14/12/2024.
        """
        years = self.years_of(period)
        return years.whole[0] if len(years.whole) == 1 and not years.cut else None


def _from_to(month: Month, last: Month) -> Iterator[Month]:
    while month <= last:
        yield month
        year, number = month
        month = (year + 1, 1) if number == 12 else (year, number + 1)
