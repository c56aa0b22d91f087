"""Result sheets under another calendar: "tháng 9" stays "tháng 9", its days are others."""

from django.db import transaction

from members.models import Commune
from programs.models import ResultSheet


@transaction.atomic
def move_sheets(commune: Commune) -> None:
    """Give every sheet of a commune's programmes the days that its month or year has now.

    A statement a month and year with sheets. The database compares days where it refuses two
    sheets of one time, so they move one after the other, the foremost of where they go first.
    """
    calendar = commune.calendar
    sheets = ResultSheet.objects.filter(program__commune=commune)
    moving = []
    for year, month, start in (
        sheets.order_by().values_list("year", "month", "period_start").distinct()
    ):
        period = calendar.days(year, month)
        if period.start != start:
            moving.append((start, period, year, month))
    earlier = [row for row in moving if row[1].start < row[0]]
    later = [row for row in moving if row[1].start > row[0]]
    for start, period, year, month in [*sorted(earlier), *sorted(later, reverse=True)]:
        sheets.filter(year=year, month=month, period_start=start).update(
            period_start=period.start, period_end=period.end
        )
