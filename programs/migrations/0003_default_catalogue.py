from django.db import migrations

#: code, name, kind of its teams, order
KINDS = [
    ("self_managed", "Tổ nhân dân tự quản về an ninh, trật tự", "self_managed", 1),
    ("grassroots", "An ninh cơ sở", "", 2),
    ("trusted_persons", "Người có uy tín tham gia đảm bảo an ninh, trật tự", "", 3),
    ("fire_safe", "Khu dân cư an toàn về phòng cháy, chữa cháy", "inter_family", 4),
    ("cameras", "Camera an ninh", "", 5),
]

_ALL = [kind[0] for kind in KINDS]
_SM, _GR, _TP, _FS, _CA = ([code] for code in _ALL)

#: group, code, name, unit, rule, kinds, other labels
INDICATORS = [
    ("force", "households_joined", "Số hộ tham gia", "hộ", "last", _SM + _FS, []),
    ("meetings", "meetings_held", "Số buổi sinh hoạt", "buổi", "sum", _SM + _GR,
     ["Số buổi sinh hoạt tổ"]),
    ("meetings", "trainings", "Số lớp tập huấn", "lớp", "sum", _ALL, []),
    ("meetings", "trained", "Lượt người được tập huấn", "lượt người", "sum", _ALL, []),
    ("outreach", "outreach_sessions", "Số buổi tuyên truyền", "buổi", "sum", _ALL, []),
    ("outreach", "outreach_attendance", "Lượt người nghe tuyên truyền", "lượt người", "sum", _ALL,
     ["Lượt người dự tuyên truyền"]),
    ("outreach", "broadcasts", "Tin phát thanh", "lượt", "sum", _ALL, []),
    ("outreach", "leaflets", "Tờ rơi phát ra", "tờ", "sum", _ALL, []),
    ("outreach", "pledges", "Hộ ký cam kết", "hộ", "last", _SM + _GR + _FS, []),
    ("outreach", "zalo_groups", "Nhóm Zalo", "nhóm", "last", _SM + _GR, []),
    ("outreach", "zalo_members", "Thành viên nhóm Zalo", "người", "last", _SM + _GR, []),
    ("information", "tips", "Nguồn tin cung cấp cho Công an", "tin", "sum", _SM + _GR + _TP,
     ["Nguồn tin cung cấp"]),
    ("information", "useful_tips", "Nguồn tin có giá trị", "tin", "sum", _SM + _GR + _TP, []),
    ("information", "cases_helped", "Vụ việc được giúp giải quyết", "vụ", "sum",
     _SM + _GR + _TP, []),
    ("information", "subjects_handled", "Đối tượng được giúp bắt giữ, xử lý", "đối tượng", "sum",
     _SM + _GR, []),
    ("reconciliation", "disputes_received", "Mâu thuẫn tiếp nhận hòa giải", "vụ", "sum",
     _SM + _TP, ["Vụ việc tiếp nhận hòa giải"]),
    ("reconciliation", "disputes_settled", "Hòa giải thành", "vụ", "sum", _SM + _TP, []),
    ("reconciliation", "disputes_failed", "Hòa giải không thành", "vụ", "sum", _SM + _TP, []),
    ("reconciliation", "disputes_passed_on", "Chuyển cấp trên", "vụ", "sum", _SM + _TP, []),
    ("reconciliation", "disputes_open", "Đang giải quyết", "vụ", "last", _SM + _TP, []),
    ("patrol", "patrols", "Lượt tuần tra", "lượt", "sum", _SM + _GR, []),
    ("patrol", "patrol_attendance", "Lượt người tham gia tuần tra", "lượt người", "sum",
     _SM + _GR, []),
    ("patrol", "patrol_cases", "Vụ phát hiện khi tuần tra", "vụ", "sum", _SM + _GR, []),
    ("patrol", "groups_dispersed", "Nhóm tụ tập được giải tán", "nhóm", "sum", _SM + _GR, []),
    ("patrol", "property_recovered", "Tài sản thu hồi", "đồng", "sum", _SM + _GR, []),
    ("situation", "crimes", "Vụ phạm pháp hình sự xảy ra", "vụ", "sum", _GR, []),
    ("situation", "crimes_solved", "Vụ phạm pháp hình sự được làm rõ", "vụ", "sum", _GR, []),
    ("situation", "social_evils", "Vụ tệ nạn xã hội", "vụ", "sum", _GR, []),
    ("situation", "violations", "Vụ vi phạm hành chính", "vụ", "sum", _GR, []),
    ("situation", "traffic_accidents", "Vụ tai nạn giao thông", "vụ", "sum", _GR, []),
    ("situation", "fires", "Vụ cháy", "vụ", "sum", _GR + _FS, []),
    ("situation", "fire_damage", "Thiệt hại do cháy", "triệu đồng", "sum", _GR + _FS, []),
    ("reintegration", "people_supported", "Người lầm lỗi được giúp đỡ", "người", "last",
     _SM + _TP, []),
    ("reintegration", "persuasions", "Lượt cảm hóa, giáo dục", "lượt", "sum", _SM + _TP, []),
    ("fire", "fire_trained", "Người được huấn luyện PCCC", "người", "sum", _FS, []),
    ("fire", "fire_checks", "Lượt kiểm tra an toàn PCCC", "lượt", "sum", _FS, []),
    ("camera", "extractions", "Lượt trích xuất camera", "lượt", "sum", _CA, []),
    ("camera", "camera_cases", "Vụ việc làm rõ từ camera", "vụ", "sum", _CA, []),
    ("money", "money_budget", "Kinh phí ngân sách", "đồng", "sum", _ALL, []),
    ("money", "money_community", "Kinh phí xã hội hóa", "đồng", "sum", _ALL, []),
    ("money", "money_in_kind", "Hiện vật quy đổi", "đồng", "sum", _ALL, []),
    ("money", "work_days", "Ngày công đóng góp", "công", "sum", _ALL, []),
]  # fmt: skip

#: code, name, levels from best to worst, rule it rests on
RATING_SCHEMES = [
    ("mo-hinh", "Xếp loại mô hình", ["Tốt", "Khá", "Trung bình", "Yếu"],
     "Hướng dẫn 22/HD-BCA-V05 ngày 18/11/2022"),
    ("phong-trao", "Xếp loại phong trào toàn dân bảo vệ an ninh Tổ quốc",
     ["Xuất sắc", "Khá", "Trung bình", "Yếu"], "Quyết định 510/QĐ-BCA-V05 ngày 20/01/2022"),
    ("an-toan-antt", "Tiêu chuẩn “An toàn về an ninh, trật tự”", ["Đạt", "Không đạt"],
     "Thông tư 124/2021/TT-BCA"),
    ("to-bao-ve", "Xếp loại Tổ bảo vệ an ninh, trật tự",
     ["Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ",
      "Không hoàn thành nhiệm vụ"], "Hướng dẫn 01/HD-BCA-V05 năm 2026"),
]  # fmt: skip


def fill(apps, schema_editor):
    Kind = apps.get_model("programs", "ProgramKind")
    Indicator = apps.get_model("programs", "Indicator")
    Scheme = apps.get_model("programs", "RatingScheme")
    kinds = {
        code: Kind.objects.create(code=code, name=name, team_kind=team_kind, order=order)
        for code, name, team_kind, order in KINDS
    }
    for order, (group, code, name, unit, rule, of_kinds, aliases) in enumerate(INDICATORS, 1):
        indicator = Indicator.objects.create(
            group=group,
            code=code,
            name=name,
            unit=unit,
            rule=rule,
            order=order * 10,
            aliases=aliases,
        )
        indicator.kinds.set(kinds[kind] for kind in of_kinds)
    for code, name, levels, source in RATING_SCHEMES:
        Scheme.objects.create(code=code, name=name, levels=levels, source=source)


def empty(apps, schema_editor):
    for name in ("Indicator", "ProgramKind", "RatingScheme"):
        apps.get_model("programs", name).objects.all().delete()


class Migration(migrations.Migration):
    """The catalogue every installation starts with: kinds, indicators, rating schemes."""

    dependencies = [("programs", "0002_sheets_do_not_overlap")]
    operations = [migrations.RunPython(fill, empty)]
