import datetime as dt
from decimal import Decimal

from django.db import migrations

from awards.catalogue import BASE_SALARIES, COEFFICIENTS, FORMS


def fill(apps, schema_editor):
    Form = apps.get_model("awards", "AwardForm")
    Coefficient = apps.get_model("awards", "AwardCoefficient")
    Salary = apps.get_model("awards", "BaseSalary")
    forms = {
        code: Form.objects.create(code=code, name=name, level=level) for code, name, level in FORMS
    }
    for form, nominee_kind, coefficient, start, end, source in COEFFICIENTS:
        Coefficient.objects.create(
            form=forms[form],
            nominee_kind=nominee_kind,
            coefficient=Decimal(coefficient),
            started_on=dt.date.fromisoformat(start),
            ended_on=dt.date.fromisoformat(end) if end else None,
            source=source,
        )
    for start, amount in BASE_SALARIES:
        Salary.objects.create(in_force_from=dt.date.fromisoformat(start), amount=amount)


def empty(apps, schema_editor):
    for name in ("AwardCoefficient", "AwardForm", "BaseSalary"):
        apps.get_model("awards", name).objects.all().delete()


class Migration(migrations.Migration):
    """Forms, coefficients and base salaries by date."""

    dependencies = [("awards", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
