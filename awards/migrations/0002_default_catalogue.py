import datetime as dt
from decimal import Decimal

from django.db import migrations

#: code, name, conferred by
FORMS = [
    ("giay-khen-xa", "Giấy khen của Chủ tịch UBND cấp xã", "Chủ tịch UBND cấp xã"),
    ("giay-khen-ca-tinh", "Giấy khen của Giám đốc Công an tỉnh", "Giám đốc Công an tỉnh"),
    ("bang-khen-tinh", "Bằng khen của Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh"),
    ("bang-khen-bo", "Bằng khen của Bộ trưởng Bộ Công an", "Bộ trưởng Bộ Công an"),
]

#: form, for, coefficient, in force from, until, rule
COEFFICIENTS = [
    ("giay-khen-xa", "individual", "0.15", "2017-10-01", "2025-07-01", "NĐ 91/2017, NĐ 98/2023"),
    ("giay-khen-xa", "collective", "0.30", "2017-10-01", "2025-07-01", "NĐ 91/2017, NĐ 98/2023"),
    ("giay-khen-xa", "household", "0.225", "2017-10-01", "2025-07-01", "NĐ 91/2017, NĐ 98/2023"),
    ("giay-khen-xa", "individual", "0.30", "2025-07-01", None, "NĐ 152/2025"),
    ("giay-khen-xa", "collective", "0.60", "2025-07-01", None, "NĐ 152/2025"),
    ("giay-khen-xa", "household", "0.45", "2025-07-01", None, "NĐ 152/2025"),
    ("bang-khen-tinh", "individual", "1.5", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
    ("bang-khen-tinh", "collective", "3.0", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
    ("bang-khen-bo", "individual", "1.5", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
    ("bang-khen-bo", "collective", "3.0", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
]

#: in force from, đồng a month
BASE_SALARIES = [
    ("2013-07-01", 1_150_000),
    ("2016-05-01", 1_210_000),
    ("2017-07-01", 1_300_000),
    ("2018-07-01", 1_390_000),
    ("2019-07-01", 1_490_000),
    ("2023-07-01", 1_800_000),
    ("2024-07-01", 2_340_000),
    ("2026-07-01", 2_530_000),
]


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
    """Forms, coefficients and base salaries by date (Decrees 98/2023 and 152/2025)."""

    dependencies = [("awards", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
