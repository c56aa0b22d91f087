"""Half-open periods and the reporting calendar of the police.

A period holds its first day and not its last: [start, end). So the end of one
is the start of the next, and a day belongs to one month only.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from common.dates import short_date

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` up to, not including, `end`. Raises ValueError if empty."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"empty period {self.start} .. {self.end}")

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))

    @classmethod
    def inclusive(cls, first: dt.date, last: dt.date) -> "Period":
        """Return the period from its first to its last day, as people type it."""
        return cls(first, last + ONE_DAY)

    @property
    def last_day(self) -> dt.date:
        return self.end - ONE_DAY

    @property
    def years(self) -> range:
        """The calendar years the period touches, the first and last perhaps in part."""
        return range(self.start.year, self.last_day.year + 1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: "Period") -> bool:
        return self.start < other.end and other.start < self.end

    def clip(self, other: "Period") -> "Period | None":
        """Return the days both have, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def before(self) -> "Period":
        """Return the period of the same calendar length that ends where this one starts.

        A year is compared with the year before, also over a leap day.
        """
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        if self.start.day == self.end.day and months:
            return Period(add_months(self.start, -months), self.start)
        return Period(self.start - dt.timedelta(days=self.days), self.start)

    def __str__(self) -> str:
        return f"{short_date(self.start)} - {short_date(self.last_day)}"


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later (or its month's last day where there is none)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - ONE_DAY).day
    return dt.date(year, month + 1, min(day.day, last))


def reporting_month(year: int, month: int, start_day: int = 1) -> Period:
    """Return the days of a reporting month.

    With `start_day` 1 it is the calendar month. With 15, the police calendar,
    "tháng 9" runs from 15 August to 14 September. Raises ValueError otherwise.
    """
    if start_day == 1:
        first = dt.date(year, month, 1)
        return Period(first, add_months(first, 1))
    if start_day == 15:
        end = dt.date(year, month, 15)
        return Period(add_months(end, -1), end)
    raise ValueError("a reporting month starts on day 1 or on day 15 of the month before")


def reporting_month_of(day: dt.date, start_day: int = 1) -> tuple[int, int]:
    """Return (year, month) of the reporting month that holds `day`."""
    if start_day == 15 and day.day >= 15:
        day = add_months(day.replace(day=1), 1)
    return day.year, day.month


def reporting_months(period: Period, start_day: int = 1) -> Iterator[tuple[int, int]]:
    """Yield (year, month) of every reporting month that touches the period, in order."""
    year, month = reporting_month_of(period.start, start_day)
    last = reporting_month_of(period.last_day, start_day)
    while (year, month) <= last:
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
