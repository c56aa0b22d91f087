"""The kinds of report that every installation starts with, and which one each report is of."""

from django.db import migrations

OPENING = (
    "{đơn vị} báo cáo {tên} (từ ngày {từ ngày} đến ngày {đến ngày}; số liệu chốt đến ngày "
    "{ngày chốt}) như sau:"
)
CLOSING = "Trên đây là Báo cáo {tên gọn} của {đơn vị}./."
UPWARD = "{cấp trên}"
COPIES = "Như trên\nĐảng ủy, UBND {địa bàn}\nLưu: VT"

REVIEW_PARTS = [
    "bases", "situation", "leadership", "results", "force", "work", "programs", "about",
    "side_by_side", "impact", "before_and_since", "money", "assessment", "strengths!",
    "shortcomings", "causes!", "lessons!", "directions!", "proposals", "awards",
    "table_programs", "table_roster", "table_years", "table_villages", "table_former",
    "table_targets", "table_ratings", "table_fire", "table_cameras", "table_money", "table_awards",
    "table_papers", "table_order",
]  # fmt: skip
YEAR_PARTS = [
    "situation", "leadership", "results", "force", "work", "programs", "side_by_side", "impact",
    "money", "assessment", "strengths!", "shortcomings!", "causes", "lessons",
    "directions!:Phương hướng, nhiệm vụ {kỳ sau}", "proposals", "awards", "table_programs",
    "table_villages", "table_former", "table_targets", "table_ratings", "table_fire",
    "table_cameras", "table_money", "table_awards",
]  # fmt: skip
HALF_PARTS = [
    "situation", "leadership", "results", "force", "work", "programs", "side_by_side", "impact",
    "money", "assessment", "strengths!", "shortcomings!", "causes",
    "directions!:Phương hướng, nhiệm vụ {kỳ sau}", "proposals", "awards", "table_programs",
    "table_villages", "table_former", "table_fire", "table_cameras", "table_money",
    "table_awards",
]  # fmt: skip
QUARTER_PARTS = [
    "leadership", "results", "force", "work", "programs", "impact", "money", "assessment",
    "strengths", "shortcomings", "directions!:Phương hướng, nhiệm vụ {kỳ sau}", "proposals",
    "awards", "table_villages", "table_former",
]  # fmt: skip
MONTH_PARTS = [
    "leadership", "results", "force", "work", "programs", "impact", "money", "assessment",
    "shortcomings", "directions!:Nhiệm vụ trọng tâm {kỳ sau}", "proposals", "awards",
    "table_villages", "table_former",
]  # fmt: skip
WEEK_PARTS = [
    "leadership", "results:Kết quả công tác trong tuần", "force", "programs",
    "directions!:Nhiệm vụ trọng tâm {kỳ sau}", "proposals",
]  # fmt: skip

KINDS = [
    {
        "code": "week", "name": "Báo cáo tuần (giao ban)", "periods": "week", "basis": "none",
        "issuer": "police", "addressees": UPWARD, "recipients": COPIES,
        "title": "Kết quả thực hiện {các mô hình} {kỳ}",
        "opening": "{đơn vị} báo cáo {tên} như sau:", "parts": WEEK_PARTS,
    },
    {
        "code": "month", "name": "Báo cáo tháng", "periods": "month", "basis": "period_before",
        "issuer": "police", "addressees": UPWARD, "recipients": COPIES,
        "title": "Kết quả thực hiện {các mô hình} {kỳ}", "parts": MONTH_PARTS,
    },
    {
        "code": "quarter", "name": "Báo cáo quý", "periods": "quarter", "basis": "year_before",
        "issuer": "police", "addressees": UPWARD, "recipients": COPIES,
        "title": "Kết quả thực hiện {các mô hình} {kỳ}", "parts": QUARTER_PARTS,
    },
    {
        "code": "half_year", "name": "Sơ kết 06 tháng", "periods": "half_year",
        "basis": "year_before", "title": "Sơ kết {kỳ} thực hiện {các mô hình}",
        "parts": HALF_PARTS,
    },
    {
        "code": "nine_months", "name": "Báo cáo 09 tháng", "periods": "nine_months",
        "basis": "year_before", "title": "Kết quả thực hiện {các mô hình} {kỳ}",
        "parts": HALF_PARTS,
    },
    {
        "code": "year", "name": "Báo cáo năm", "periods": "year", "basis": "year_before",
        "title": "Kết quả thực hiện {các mô hình} {kỳ}", "parts": YEAR_PARTS,
    },
    {
        "code": "one_year", "name": "Sơ kết 01 năm", "periods": "years", "years": 1,
        "basis": "year_before", "title": "Sơ kết {kỳ} thực hiện {mô hình}",
        "parts": REVIEW_PARTS, "keeps_empty": True,
    },
    {
        "code": "three_year", "name": "Sơ kết 03 năm", "periods": "years", "years": 3,
        "basis": "first_and_last", "title": "Sơ kết {kỳ} thực hiện {mô hình}",
        "parts": REVIEW_PARTS, "keeps_empty": True,
    },
    {
        "code": "five_year", "name": "Sơ kết 05 năm", "periods": "years", "years": 5,
        "basis": "first_and_last", "title": "Sơ kết {kỳ} thực hiện {mô hình}",
        "parts": REVIEW_PARTS, "keeps_empty": True,
    },
    {
        "code": "ten_year", "name": "Tổng kết 10 năm", "periods": "years", "years": 10,
        "basis": "first_and_last", "title": "Tổng kết {kỳ} thực hiện {mô hình}",
        "parts": REVIEW_PARTS, "keeps_empty": True,
    },
    {
        "code": "thematic", "name": "Báo cáo chuyên đề", "periods": "span",
        "basis": "year_before", "title": "{sơ kết} {kỳ} thực hiện {mô hình}",
        "parts": REVIEW_PARTS,
    },
]  # fmt: skip
#: what reports were called before kinds were rows
FORMER = {"ten_year": "ten_year", "one_year": "one_year", "other": "thematic"}


def fill(apps, schema_editor):
    Kind = apps.get_model("reports", "ReportKind")
    Part = apps.get_model("reports", "ReportKindPart")
    for order, values in enumerate(KINDS, 1):
        fields = {"opening": OPENING, "closing": CLOSING, **values}
        parts = fields.pop("parts")
        kind = Kind.objects.create(order=order * 10, **fields)
        for place, text in enumerate(parts, 1):
            part, _colon, heading = text.partition(":")
            Part.objects.create(
                kind=kind, part=part.rstrip("!"), order=place * 10, heading=heading,
                required=part.endswith("!"),
            )  # fmt: skip


def empty(apps, schema_editor):
    apps.get_model("reports", "ReportKind").objects.all().delete()


def link(apps, schema_editor):
    Kind = apps.get_model("reports", "ReportKind")
    Report = apps.get_model("reports", "ReviewReport")
    for former, code in FORMER.items():
        Report.objects.filter(former_kind=former).update(kind=Kind.objects.get(code=code))


def unlink(apps, schema_editor):
    Report = apps.get_model("reports", "ReviewReport")
    for former, code in FORMER.items():
        Report.objects.filter(kind__code=code).update(former_kind=former)
    Report.objects.filter(former_kind=None).update(former_kind="other")
    Report.objects.update(kind=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_kinds_of_report")]

    operations = [migrations.RunPython(fill, empty), migrations.RunPython(link, unlink)]
