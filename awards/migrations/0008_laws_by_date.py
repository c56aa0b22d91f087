import datetime as dt
from decimal import Decimal

from django.db import migrations
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest, Least

#: order, citation, in force from, until
LAWS = [
    (10, "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", "2016-01-01", "2025-03-01"),
    (11, "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương "
         "ngày 22 tháng 11 năm 2019", "2020-07-01", "2025-03-01"),
    (12, "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025", "2025-03-01", "2025-06-16"),
    (13, "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "2025-06-16", None),
    (20, "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003", "2004-07-01", "2024-01-01"),
    (21, "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14 tháng 6 năm 2005",
     "2005-08-01", "2024-01-01"),
    (22, "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 16 tháng 11 năm 2013",
     "2014-06-01", "2024-01-01"),
    (23, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", "2024-01-01", None),
    (30, "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều "
         "của Luật Thi đua, khen thưởng", "2017-10-01", "2024-01-01"),
    (31, "Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều "
         "của Luật Thi đua, khen thưởng", "2024-01-01", "2025-07-01"),
    (32, "Nghị định số 129/2025/NĐ-CP ngày 11 tháng 6 năm 2025 của Chính phủ quy định về phân định thẩm quyền của "
         "chính quyền địa phương 02 cấp trong lĩnh vực quản lý nhà nước của Bộ Nội vụ", "2025-07-01", None),
    (33, "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong "
         "lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen "
         "thưởng", "2025-07-01", None),
]  # fmt: skip

OLD, LAW, NEW = (
    "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
    "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022, Điều 80 khoản 3",
    "Nghị định số 129/2025/NĐ-CP",
)
#: code, name: titles that end at the chairman of the commune, since when and by which rule
TITLES = [
    ("lao-dong-tien-tien", "Danh hiệu “Lao động tiên tiến”"),
    ("gia-dinh-van-hoa", "Danh hiệu “Gia đình văn hóa”"),
    ("tap-the-ldtt", "Danh hiệu “Tập thể lao động tiên tiến”"),
    ("cstd-co-so", "Danh hiệu “Chiến sĩ thi đua cơ sở”"),
    ("thon-to-dan-pho-van-hoa", "Danh hiệu “Thôn, tổ dân phố văn hóa”"),
]
CONFERRED_BY = "Chủ tịch UBND cấp xã"
#: form, days on which the chairman of a commune confers it, rule
AUTHORITIES = [
    ("giay-khen-xa", "2004-07-01", "2024-01-01", OLD),
    ("giay-khen-xa", "2024-01-01", "2025-07-01", LAW),
    ("giay-khen-xa", "2025-07-01", None, NEW),
    ("lao-dong-tien-tien", "2004-07-01", "2024-01-01", OLD),
    ("lao-dong-tien-tien", "2024-01-01", "2025-07-01", LAW),
    ("lao-dong-tien-tien", "2025-07-01", None, NEW),
    ("gia-dinh-van-hoa", "2004-07-01", "2024-01-01", OLD),
    ("gia-dinh-van-hoa", "2024-01-01", "2025-07-01", LAW),
    ("gia-dinh-van-hoa", "2025-07-01", None, NEW),
    ("tap-the-ldtt", "2025-07-01", None, NEW),
    ("cstd-co-so", "2025-07-01", None, NEW),
    ("thon-to-dan-pho-van-hoa", "2025-07-01", None, NEW),
]
D91, D98, D152 = (
    "Nghị định số 91/2017/NĐ-CP", "Nghị định số 98/2023/NĐ-CP", "Nghị định số 152/2025/NĐ-CP",
)  # fmt: skip
#: form, for, coefficient, in force from, until, rule
NEW_COEFFICIENTS = [
    ("lao-dong-tien-tien", "individual", "0.3", "2024-01-01", "2025-07-01", D98),
    ("lao-dong-tien-tien", "individual", "0.3", "2025-07-01", None, D152),
    ("tap-the-ldtt", "collective", "0.8", "2025-07-01", None, D152),
    ("cstd-co-so", "individual", "1.0", "2025-07-01", None, D152),
    ("thon-to-dan-pho-van-hoa", "collective", "1.5", "2025-07-01", None, D152),
]
#: what the first catalogue said -> the days of each decree
SPANS = {
    "NĐ 91/2017, NĐ 98/2023": [
        ("2017-10-01", "2024-01-01", D91), ("2024-01-01", "2025-07-01", D98),
        ("2025-07-01", None, D152),
    ],
    "NĐ 152/2025": [("2025-07-01", None, D152)],
}  # fmt: skip
SALARIES = {
    "NĐ 66/2013/NĐ-CP": "Nghị định số 66/2013/NĐ-CP", "NĐ 47/2016/NĐ-CP": "Nghị định số 47/2016/NĐ-CP",
    "NĐ 47/2017/NĐ-CP": "Nghị định số 47/2017/NĐ-CP", "NĐ 72/2018/NĐ-CP": "Nghị định số 72/2018/NĐ-CP",
    "NĐ 38/2019/NĐ-CP": "Nghị định số 38/2019/NĐ-CP", "NĐ 24/2023/NĐ-CP": "Nghị định số 24/2023/NĐ-CP",
    "NĐ 73/2024/NĐ-CP": "Nghị định số 73/2024/NĐ-CP",
    "Mức đã công bố; cần đối chiếu nghị định": "Nghị định số 161/2026/NĐ-CP",
}  # fmt: skip
ROUNDING = "NĐ 98/2023/NĐ-CP: làm tròn lên hàng chục nghìn đồng"
#: forms of a level above: name and level that fit a city as well
NAMES = {
    "giay-khen-ca-tinh": (
        "Giấy khen của Giám đốc Công an tỉnh", "Giấy khen của Giám đốc Công an tỉnh, thành phố",
        "Giám đốc Công an tỉnh", "Giám đốc Công an tỉnh, thành phố",
    ),
    "bang-khen-tinh": (
        "Bằng khen của Chủ tịch UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh, thành phố",
        "Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh, thành phố",
    ),
}  # fmt: skip


def day(text):
    return dt.date.fromisoformat(text) if text else None


def split(rows, coefficients):
    """Put one row a decree in place of each row of the first catalogue that nobody touched."""
    for row in rows:
        spans = [span for span in SPANS[row.source] if _within(span, row)]
        if not spans or day(spans[0][0]) != row.started_on or day(spans[-1][1]) != row.ended_on:
            continue  # dates that somebody changed stay
        row.ended_on, row.source = day(spans[0][1]), spans[0][2]
        row.save()
        for start, end, source in spans[1:]:
            coefficients.create(
                form_id=row.form_id, nominee_kind=row.nominee_kind, coefficient=row.coefficient,
                started_on=day(start), ended_on=day(end), source=source,
            )  # fmt: skip


def _within(span, row):
    start, end, _source = span
    return day(start) >= row.started_on and (
        row.ended_on is None or (end and day(end) <= row.ended_on)
    )


def _overlapping(rows, start, end):
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=start))
    return rows.filter(started_on__lt=end) if end else rows


def fill(apps, schema_editor):
    Form = apps.get_model("awards", "AwardForm")
    Coefficient = apps.get_model("awards", "AwardCoefficient")
    Law = apps.get_model("awards", "Law")
    Authority = apps.get_model("awards", "AwardAuthority")
    for order, citation, start, end in LAWS:
        Law.objects.create(order=order, citation=citation, started_on=day(start), ended_on=day(end))
    for code, name in TITLES:
        Form.objects.get_or_create(code=code, defaults={"name": name, "level": CONFERRED_BY})
    for code, (name, fits, level, fits_level) in NAMES.items():
        Form.objects.filter(code=code, name=name).update(name=fits)
        Form.objects.filter(code=code, level=level).update(level=fits_level)
    forms = {form.code: form for form in Form.objects.all()}
    for code, start, end, source in AUTHORITIES:
        if code in forms:
            Authority.objects.create(
                form=forms[code], started_on=day(start), ended_on=day(end), source=source
            )

    split(list(Coefficient.objects.filter(source__in=SPANS)), Coefficient.objects)
    for code, kind, coefficient, start, end, source in NEW_COEFFICIENTS:
        of_kind = Coefficient.objects.filter(form=forms[code], nominee_kind=kind)
        # What the committee entered for these days stays.
        if not _overlapping(of_kind, day(start), day(end)).exists():
            Coefficient.objects.create(
                form=forms[code], nominee_kind=kind, coefficient=Decimal(coefficient),
                started_on=day(start), ended_on=day(end), source=source,
            )  # fmt: skip
    Salary = apps.get_model("awards", "BaseSalary")
    for old, new in SALARIES.items():
        Salary.objects.filter(source=old).update(source=new)
    _rounding(apps.get_model("awards", "RoundingRule").objects)
    Layout = apps.get_model("awards", "CertificateLayout")
    for name in ("shift_x", "shift_y"):
        Layout.objects.update(
            **{name: Least(Greatest(F(name), Value(Decimal(-50))), Value(Decimal(50)))}
        )
    apps.get_model("awards", "CertificateText").objects.filter(width__gt=297 - F("x")).update(
        x=Least(F("x"), Value(Decimal(280))),
    )
    for text in apps.get_model("awards", "CertificateText").objects.filter(width__gt=297 - F("x")):
        text.width = 297 - text.x
        text.save(update_fields=["width"])


def _rounding(rules):
    rule = rules.filter(source=ROUNDING, started_on="2017-10-01", ended_on=None).first()
    if rule is None:
        return
    rule.ended_on, rule.source = day("2024-01-01"), D91
    rule.save()
    for start, end, source in SPANS["NĐ 91/2017, NĐ 98/2023"][1:]:
        rules.create(
            direction=rule.direction, step=rule.step, started_on=day(start), ended_on=day(end),
            source=source,
        )  # fmt: skip


def empty(apps, schema_editor):
    """Laws and authorities go with their tables; forms, coefficients and sources stay as they are."""
    apps.get_model("awards", "AwardAuthority").objects.all().delete()
    apps.get_model("awards", "Law").objects.all().delete()


class Migration(migrations.Migration):
    """Laws, authority, coefficients and rounding by date; the titles that Decree 129/2025 gave."""

    dependencies = [("awards", "0007_laws_authority_layouts")]
    operations = [migrations.RunPython(fill, empty)]
