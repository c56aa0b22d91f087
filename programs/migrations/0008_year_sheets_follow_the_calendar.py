import datetime as dt
from typing import Any

from django.db import migrations

#: what a sheet is of, where it begins, and the days it is to have
Move = tuple[dt.date, dt.date, dt.date, int, int | None]


def days(start_day: int, year: int, month: int | None) -> tuple[dt.date, dt.date]:
    """Return the first day of a reporting month (None: of the year), and the day after its last."""
    if month is None:
        return days(start_day, year, 1)[0], days(start_day, year, 12)[1]
    first = dt.date(year, month, 1)
    if start_day == 15:
        return (first - dt.timedelta(days=1)).replace(day=15), first.replace(day=15)
    return first, (first + dt.timedelta(days=31)).replace(day=1)


def move(apps: Any, schema_editor: Any) -> None:
    """A year of a commune whose months begin on day 15 is 15/12 - 14/12, no longer 1/1 - 31/12.

    Until now the day of a commune was changed without its sheets, so its months may still have
    the days of before: months and years move together, each to the days its name has now. Two
    sheets of one time are refused by the database, so they move one after the other, the
    foremost of where they go first.
    """
    commune_model = apps.get_model("members", "Commune")
    sheet_model = apps.get_model("programs", "ResultSheet")
    for commune, start_day in commune_model.objects.values_list("pk", "reporting_day"):
        sheets = sheet_model.objects.filter(program__commune=commune)
        moving: list[Move] = []
        for year, month, start in (
            sheets.order_by().values_list("year", "month", "period_start").distinct()
        ):
            first, end = days(start_day, year, month)
            if first != start:
                moving.append((start, first, end, year, month))
        earlier = [row for row in moving if row[1] < row[0]]
        later = [row for row in moving if row[1] > row[0]]
        for start, first, end, year, month in [*sorted(earlier), *sorted(later, reverse=True)]:
            sheets.filter(year=year, month=month, period_start=start).update(
                period_start=first, period_end=end
            )


class Migration(migrations.Migration):
    """The January after a year sheet can be entered where months begin on day 15."""

    dependencies = [("programs", "0007_totals_of_the_commune")]
    # Going back the sheets keep their days: those of before would lie on one another.
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
