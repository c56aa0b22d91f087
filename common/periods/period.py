"""Half-open periods, and the two spans that a period is compared with."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from enum import Enum

from common.dates import short_date

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` up to, not including, `end`. Raises ValueError if empty.

    So the end of one is the start of the next, and a day belongs to one of them only.
    """

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"empty period {self.start} .. {self.end}")

    @classmethod
    def year(cls, year: int) -> "Period":
        """Return the calendar year. The year of a commune's reports is `Calendar.year`."""
        return cls(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))

    @classmethod
    def rating_year(cls, year: int) -> "Period":
        """Return 15/11 of the year before to 14/11, the year of the yearly rating (HD 01/HD-BCA-V05)."""
        return cls(dt.date(year - 1, 11, 15), dt.date(year, 11, 15))

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

    @property
    def whole_months(self) -> int | None:
        """How many months it is long, from any day of the month, or None where days are over.

        From 26/9/2023 to 25/9/2024 are 12; 29/2 to 28/2 of the next year are 12 too.
        """
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        for count in (months, months - 1):
            if count > 0 and later(self.start, count) == self.end:
                return count
        return None

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: "Period") -> bool:
        return self.start < other.end and other.start < self.end

    def clip(self, other: "Period") -> "Period | None":
        """Return the days both have, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def same_a_year_before(self) -> "Comparison":
        """Return the comparison with the same span one year earlier: August with last August."""
        start, end = later(self.start, -12), later(self.end, -12)
        # 29 February alone has no day of its own a year before: the 28th stands for it.
        return Comparison(self, Period(min(start, end - ONE_DAY), end), Basis.YEAR_BEFORE)

    def before(self) -> "Comparison":
        """Return the comparison with the span just before, as long: August with July.

        Whole months are counted in months, other spans in days.
        """
        months = self.whole_months
        start = (
            self.start - dt.timedelta(days=self.days)
            if months is None
            else later(self.start, -months)
        )
        return Comparison(self, Period(start, self.start), Basis.JUST_BEFORE)

    def __str__(self) -> str:
        return f"{short_date(self.start)} - {short_date(self.last_day)}"


class Basis(Enum):
    """What a period is compared with. The value says it in running text."""

    YEAR_BEFORE = "cùng kỳ năm trước"
    JUST_BEFORE = "kỳ trước"


@dataclass(frozen=True)
class Comparison:
    """A period, the span it is compared with, and what that span is called.

    Made by `Period.same_a_year_before` and `Period.before` only, so the words
    and the days cannot come apart: who prints a change prints `words`.
    """

    period: Period
    base: Period
    basis: Basis

    @property
    def words(self) -> str:
        """ "so với cùng kỳ năm trước" or "so với kỳ trước", behind "tăng 03 vụ"."""
        return f"so với {self.basis.value}"

    @property
    def equal_words(self) -> str:
        """ "bằng cùng kỳ năm trước" or "bằng kỳ trước", where nothing changed."""
        return f"bằng {self.basis.value}"


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later (or its month's last day where there is none)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    _weekday, last = monthrange(year, month + 1)
    return dt.date(year, month + 1, min(day.day, last))


def later(day: dt.date, months: int) -> dt.date:
    """Return the bound of a half-open period `months` later.

    Where the month has no such day it is the first of the next, so that the end of
    28 February and the end of 29 February stay the end of February.
    """
    moved = add_months(day, months)
    return moved if moved.day == day.day else moved + ONE_DAY
