import datetime as dt

from django.db import migrations

from awards.catalogue import ROUNDING, SALARY_SOURCES


def fill(apps, schema_editor):
    """The rounding rule, and the decrees of base salaries that name none."""
    Rule = apps.get_model("awards", "RoundingRule")
    for direction, step, start, source in ROUNDING:
        Rule.objects.create(
            direction=direction, step=step, started_on=dt.date.fromisoformat(start), source=source
        )
    Salary = apps.get_model("awards", "BaseSalary")
    for start, source in SALARY_SOURCES.items():
        Salary.objects.filter(in_force_from=start, source="").update(source=source)


def empty(apps, schema_editor):
    apps.get_model("awards", "RoundingRule").objects.all().delete()


class Migration(migrations.Migration):
    """The default rounding rule and the sources of base salaries."""

    dependencies = [("awards", "0004_council_certificates_rounding")]
    operations = [migrations.RunPython(fill, empty)]
