import datetime as dt

from django.db import migrations

#: direction, step (đồng), in force from, rule
ROUNDING = [("up", 10_000, "2017-10-01", "NĐ 98/2023/NĐ-CP: làm tròn lên hàng chục nghìn đồng")]

#: in force from -> the decree; of the last the amount is announced, its decree was not seen
SALARY_SOURCES = {
    "2013-07-01": "NĐ 66/2013/NĐ-CP",
    "2016-05-01": "NĐ 47/2016/NĐ-CP",
    "2017-07-01": "NĐ 47/2017/NĐ-CP",
    "2018-07-01": "NĐ 72/2018/NĐ-CP",
    "2019-07-01": "NĐ 38/2019/NĐ-CP",
    "2023-07-01": "NĐ 24/2023/NĐ-CP",
    "2024-07-01": "NĐ 73/2024/NĐ-CP",
    "2026-07-01": "Mức đã công bố; cần đối chiếu nghị định",
}


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
