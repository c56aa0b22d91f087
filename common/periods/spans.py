"""What a period is called: "tháng 8 năm 2024", "06 tháng đầu năm 2026", "18 tháng", "10 năm"."""

from dataclasses import dataclass
from enum import Enum

from common.dates import month_words, short_date
from common.figures import count, roman, whole_number
from common.periods.calendar import Calendar, Month
from common.periods.period import Period, later

#: From this length on a review closes ("tổng kết"), below it takes stock ("sơ kết").
CLOSING_YEARS = 5


class Kind(Enum):
    """The kinds of period that papers have a word for."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    NINE_MONTHS = "nine months"
    YEAR = "year"
    RATING_YEAR = "rating year"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True)
class Span:
    """A period with its kind, and its words.

    `length` counts months, or years for the kinds of years, or days for DAYS. `first` is the
    first month, where the period starts with one and ends with one; else None. `exact` is
    False where the years are round: 15/9/2014 - 25/9/2024 is "10 năm".
    """

    period: Period
    kind: Kind
    length: int
    first: Month | None = None
    exact: bool = True

    @classmethod
    def of(cls, period: Period, calendar: Calendar) -> "Span":
        """Recognise a period.

        Where months run from day 15, 1/1 - 31/12 is the same year as 15/12 - 14/12, since the
        same months count in both; a month, quarter or half-year likewise.
        """
        first = _first_month(period, calendar)
        months = period.whole_months
        if period == Period.rating_year(period.end.year):
            return cls(period, Kind.RATING_YEAR, 1)
        if first and months:
            return cls(period, _kind(first[1], months), _length(months), first)
        if months:
            return cls(period, _kind(None, months), _length(months))
        if years := _round_years(period):
            return cls(period, Kind.YEARS if years > 1 else Kind.YEAR, years, exact=False)
        return cls(period, Kind.DAYS, period.days)

    @property
    def year(self) -> int | None:
        """The year it is named for: of a month, quarter, half-year, nine months, or year."""
        if self.kind == Kind.RATING_YEAR:
            return self.period.end.year
        if self.first is None or self.kind in (Kind.MONTHS, Kind.YEARS):
            return None
        return self.first[0] if self.kind != Kind.YEAR or self.first[1] == 1 else None

    @property
    def title(self) -> str:
        """How papers name it behind "sơ kết": "quý III năm 2024", "18 tháng", "01 năm", "10 năm"."""
        number = self.first[1] if self.first else 1
        match self.kind:
            case Kind.MONTH:
                return month_words(self.year, number)
            case Kind.QUARTER:
                return f"quý {roman((number + 2) // 3)} năm {self.year}"
            case Kind.HALF_YEAR:
                return f"06 tháng {'đầu' if number == 1 else 'cuối'} năm {self.year}"
            case Kind.NINE_MONTHS:
                return f"09 tháng đầu năm {self.year}"
            case Kind.YEAR | Kind.RATING_YEAR | Kind.YEARS:
                return f"{count(self.length)} năm"
            case Kind.MONTHS:
                years, months = divmod(self.length, 12)
                if years < 2:
                    return f"{count(self.length)} tháng"
                return f"{count(years)} năm {count(months)} tháng"
        return f"thời gian từ ngày {short_date(self.period.start)} đến ngày {short_date(self.period.last_day)}"

    @property
    def text(self) -> str:
        """How running text names it, where the days are not said: "năm 2024", "05 năm (2020 - 2024)"."""
        if self.kind == Kind.RATING_YEAR:
            return f"năm đánh giá, xếp loại {self.year}"
        if self.kind == Kind.YEAR and self.year is not None:
            return f"năm {self.year}"
        if self.first is None or self.kind not in (Kind.YEAR, Kind.YEARS, Kind.MONTHS):
            return self.title
        return f"{self.title} ({self._from_to(self.first)})"

    def _from_to(self, first: Month) -> str:
        months = self.length if self.kind == Kind.MONTHS else self.length * 12
        year, month = divmod(first[0] * 12 + first[1] - 1 + months - 1, 12)
        if self.kind == Kind.YEARS and first[1] == 1:
            return f"{first[0]} - {year}"
        since = month_words(first[0] if year > first[0] else None, first[1])
        return f"từ {since} đến {month_words(year, month + 1)}"

    @property
    def review(self) -> str:
        """ "tổng kết" for five years and more, "sơ kết" below."""
        if self.kind == Kind.YEARS:
            return "tổng kết" if self.length >= CLOSING_YEARS else "sơ kết"
        return "tổng kết" if self.period.days > CLOSING_YEARS * 365 else "sơ kết"


def _first_month(period: Period, calendar: Calendar) -> Month | None:
    """Return the month that starts where the period does: of the commune's calendar, or on the wall."""
    for each in (calendar, Calendar()):
        first = each.month_of(period.start)
        if each.month(*first).start == period.start:
            return first
    return None


def _kind(month: int | None, months: int) -> Kind:
    """Return the kind of a span of whole months that starts with `month` (None: amid a month)."""
    if months % 12 == 0:
        return Kind.YEAR if months == 12 else Kind.YEARS
    if months == 1 and month:
        return Kind.MONTH
    if months == 3 and month in (1, 4, 7, 10):
        return Kind.QUARTER
    if months == 6 and month in (1, 7):
        return Kind.HALF_YEAR
    if months == 9 and month == 1:
        return Kind.NINE_MONTHS
    return Kind.MONTHS


def _length(months: int) -> int:
    return months // 12 if months % 12 == 0 else months


def _round_years(period: Period) -> int | None:
    """Return the years a period comes to within a hundredth of itself: ten years and 11 days are ten."""
    years = max(1, whole_number(period.days / 365.2425))
    over = abs((later(period.start, 12 * years) - period.end).days)
    return years if over * 100 <= period.days else None
