import datetime as dt
from typing import Any

from django.db import migrations


def move(apps: Any, schema_editor: Any) -> None:
    """A year of a commune whose months begin on day 15 is 15/12 - 14/12, no longer 1/1 - 31/12.

    The earliest first: two sheets of one time are refused by the database.
    """
    sheets = apps.get_model("programs", "ResultSheet").objects.filter(
        program__commune__reporting_day=15, month__isnull=True
    )
    for year in sheets.order_by("year").values_list("year", flat=True).distinct():
        sheets.filter(year=year).update(
            period_start=dt.date(year - 1, 12, 15), period_end=dt.date(year, 12, 15)
        )


def back(apps: Any, schema_editor: Any) -> None:
    sheets = apps.get_model("programs", "ResultSheet").objects.filter(
        program__commune__reporting_day=15, month__isnull=True
    )
    for year in sheets.order_by("-year").values_list("year", flat=True).distinct():
        sheets.filter(year=year).update(
            period_start=dt.date(year, 1, 1), period_end=dt.date(year + 1, 1, 1)
        )


class Migration(migrations.Migration):
    """The January after a year sheet can be entered where months begin on day 15."""

    dependencies = [("programs", "0007_totals_of_the_commune")]
    operations = [migrations.RunPython(move, back)]
