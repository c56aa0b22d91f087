"""Which periods a kind of report covers: weeks, months, quarters, ..., so many years, or any span."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from common.dates import short_date
from common.periods.calendar import Calendar
from common.periods.period import ONE_DAY, Period, later
from common.periods.spans import Kind, Span

#: a week's report may take in a holiday before or after it
LONGEST_WEEK = 10
#: so many hundredths may years be longer or shorter and still be called so many years
ROUND = 5


class Rule(Enum):
    """The rules by which periods follow each other."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    YEARS = "years"
    SPAN = "span"


#: the kind of span that a rule asks for
KINDS = {
    Rule.MONTH: Kind.MONTH,
    Rule.QUARTER: Kind.QUARTER,
    Rule.HALF_YEAR: Kind.HALF_YEAR,
    Rule.NINE_MONTHS: Kind.NINE_MONTHS,
}
#: how many months further the next period starts
STEPS = {
    Rule.MONTH: 1,
    Rule.QUARTER: 3,
    Rule.HALF_YEAR: 6,
    Rule.NINE_MONTHS: 12,
    Rule.YEAR: 12,
}


@dataclass(frozen=True)
class PeriodRule:
    """A rule in the calendar of a commune. `years` counts for `Rule.YEARS` only."""

    rule: Rule
    calendar: Calendar
    years: int = 1

    def latest(self, day: dt.date) -> Period:
        """Return the last period that is over with `day`, its last day perhaps.

        Of a week from Monday to Sunday; of so many years whole reporting years; of any span
        the month.
        """
        found = self._holding(day)
        while found.last_day > day:
            found = self.before(found)
        return found

    def following(self, period: Period) -> Period:
        """Return the period that comes next: after 9 months those of the next year."""
        if self.rule == Rule.WEEK:
            # Weeks go on from Monday to Sunday after one that a holiday made longer.
            return self._week(period.end)
        if months := STEPS.get(self.rule):
            return Period(later(period.start, months), later(period.end, months))
        if self.rule == Rule.YEARS:
            return Period(period.end, later(period.end, 12 * self.years))
        months = period.whole_months or 0
        end = later(period.end, months) if months else period.end + dt.timedelta(period.days)
        return Period(period.end, end)

    def before(self, period: Period) -> Period:
        """Return the period before this one; of so many years the one that ends a year earlier."""
        if self.rule == Rule.WEEK:
            return Period(period.start - 7 * ONE_DAY, period.end - 7 * ONE_DAY)
        months = 12 if self.rule == Rule.YEARS else STEPS.get(self.rule, 1)
        return Period(later(period.start, -months), later(period.end, -months))

    def fits(self, period: Period) -> bool:
        """Whether a report by this rule may cover the period."""
        if self.rule == Rule.WEEK:
            return period.days <= LONGEST_WEEK
        if self.rule == Rule.SPAN:
            return True
        span = Span.of(period, self.calendar)
        if self.rule == Rule.YEARS:
            days = self.years * 365.2425
            return abs(period.days - days) * 100 <= days * ROUND
        if self.rule == Rule.YEAR:
            return span.kind in (Kind.YEAR, Kind.RATING_YEAR) and span.year is not None
        return span.kind == KINDS[self.rule]

    def words(self, period: Period) -> str:
        """Return what papers call the period: "tháng 8 năm 2026", "năm 2026", "10 năm"."""
        if self.rule == Rule.WEEK:
            return f"tuần từ ngày {short_date(period.start)} đến ngày {short_date(period.last_day)}"
        span = Span.of(period, self.calendar)
        return span.text if self.rule == Rule.YEAR and span.year is not None else span.title

    def next_words(self, period: Period) -> str:
        """Return what papers call the time that comes next: "tháng 9 năm 2026", "thời gian tới"."""
        if self.rule == Rule.WEEK:
            return "tuần tới"
        if self.rule in (Rule.YEARS, Rule.SPAN) or not self.fits(period):
            return "thời gian tới"
        if self.rule == Rule.NINE_MONTHS:
            return f"03 tháng cuối năm {Span.of(period, self.calendar).year}"
        return self.words(self.following(period))

    def _week(self, day: dt.date) -> Period:
        """Return the days from `day` to its Sunday."""
        return Period(day, day + dt.timedelta(7 - day.weekday()))

    def _holding(self, day: dt.date) -> Period:
        """Return the period by the calendar that holds `day`, or the 9 months of its year."""
        year, month = self.calendar.month_of(day)
        months = self.calendar.months
        match self.rule:
            case Rule.WEEK:
                start = day - dt.timedelta(day.weekday())
                return Period(start, start + 7 * ONE_DAY)
            case Rule.QUARTER:
                first = (month - 1) // 3 * 3 + 1
                return months(year, first, first + 2)
            case Rule.HALF_YEAR:
                return months(year, 1, 6) if month <= 6 else months(year, 7, 12)
            case Rule.NINE_MONTHS:
                return months(year, 1, 9)
            case Rule.YEAR:
                return self.calendar.year(year)
            case Rule.YEARS:
                return Period(
                    self.calendar.year(year - self.years + 1).start, self.calendar.year(year).end
                )
        return self.calendar.month(year, month)
