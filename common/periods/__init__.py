"""Periods as data: half-open spans of days, calendars of reporting months, comparisons, words.

The one place that decides which reporting months and years count in a period, what a period is
called in a paper, and with which other span it is compared. Pure: no Django, no SQL.
"""

from common.periods.calendar import Calendar, Month, Years
from common.periods.period import ONE_DAY, Basis, Comparison, Period, add_months
from common.periods.rules import PeriodRule, Rule
from common.periods.spans import Kind, Span

__all__ = [
    "ONE_DAY",
    "Basis",
    "Calendar",
    "Comparison",
    "Kind",
    "Month",
    "Period",
    "PeriodRule",
    "Rule",
    "Span",
    "Years",
    "add_months",
]
