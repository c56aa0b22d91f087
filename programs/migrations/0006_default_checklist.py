from django.db import migrations

from common.constraints import NoOverlap

#: code, criterion, rule it rests on: what an inspection of a fire-safe zone looks at
FIRE_CRITERIA = [
    ("noi-quy", "Niêm yết nội quy, số điện thoại 114 tại ngõ, nơi công cộng", "Quyết định 2137 (Hải Phòng)"),
    ("duong-giao-thong", "Đường, ngõ thông thoáng, không có cọc, hàng hóa cản trở xe chữa cháy",
     "Quyết định 2137 (Hải Phòng)"),
    ("cong-ngo", "Cổng vào khu dân cư rộng từ 3,5 m, cao từ 5 m", "Quyết định 2137 (Hải Phòng)"),
    ("phuong-an", "Có phương án chữa cháy, cứu nạn được Chủ tịch UBND xã phê duyệt và được thực tập",
     "Nghị định 105/2025/NĐ-CP"),
    ("ho-so", "Trưởng thôn lưu giữ hồ sơ quản lý về phòng cháy, chữa cháy", "Quyết định 2137 (Hải Phòng)"),
    ("luc-luong", "Đội dân phòng, tổ liên gia được thành lập, tập huấn và trang bị phương tiện",
     "Luật 55/2024/QH15"),
    ("diem-chua-chay", "Ngõ sâu từ 50 m có điểm chữa cháy công cộng đủ phương tiện", ""),
    ("dien-bep", "Hộ gia đình bảo đảm an toàn điện, bếp, nơi thờ cúng", "Luật 55/2024/QH15, Điều 20"),
    ("thoat-nan", "Hộ gia đình giữ lối thoát nạn thông thoáng, có lối thoát thứ hai",
     "Luật 55/2024/QH15, Điều 20"),
    ("binh-chua-chay", "Hộ gia đình có ít nhất một bình chữa cháy còn hạn", ""),
]  # fmt: skip

#: (part, whole): a part that cannot be more than its whole
PARTS = [
    ("useful_tips", "tips"),
    ("crimes_solved", "crimes"),
    ("disputes_settled", "disputes_received"),
]


def fill(apps, schema_editor):
    Criterion = apps.get_model("programs", "FireCriterion")
    Indicator = apps.get_model("programs", "Indicator")
    for order, (code, text, source) in enumerate(FIRE_CRITERIA, 1):
        Criterion.objects.create(code=code, text=text, source=source, order=order * 10)
    for part, whole in PARTS:
        Indicator.objects.filter(code=part).update(
            within=Indicator.objects.filter(code=whole).first()
        )


def empty(apps, schema_editor):
    apps.get_model("programs", "FireCriterion").objects.all().delete()


class Migration(migrations.Migration):
    """The checklist of fire inspections, which counts are parts of which, and no two states at once."""

    dependencies = [("programs", "0005_activities_checklists_owners")]
    operations = [
        migrations.RunPython(fill, empty),
        NoOverlap(
            name="programs_programstatus_no_overlap",
            table="programs_programstatus",
            columns=("program_id",),
        ),
        NoOverlap(
            name="programs_trustedperson_no_overlap",
            table="programs_trustedperson",
            columns=("person_id",),
        ),
    ]
