"""The default catalogue: kinds of programme, indicators, rating schemes.

`domain.md` section 1.2 as data. The committee may change all of it in the
admin site; a new kind of programme is a row here, no code.
"""

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
