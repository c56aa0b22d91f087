"""Names to draw from. All people are invented."""

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Bàn",
    "Triệu",
    "Đặng",
    "Lý",
    "Chíu",
    "Vi",
    "Bùi",
)
MIDDLE = {
    "M": ("Văn", "Hữu", "Đức", "Tiến", "Quang", "Kim"),
    "F": ("Thị", "Thu", "Ngọc", "Kim", "Thanh"),
}
GIVEN = {
    "M": ("An", "Bình", "Cường", "Dũng", "Hải", "Hùng", "Khánh", "Long", "Minh", "Nam", "Phúc",
          "Quân", "Sơn", "Thắng", "Ưng", "Vinh"),
    "F": ("Ánh", "Chi", "Dung", "Hà", "Hoa", "Hương", "Lan", "Mai", "Nga", "Oanh", "Phượng",
          "Thảo", "Uyên", "Vân", "Xuân", "Yến"),
}  # fmt: skip
POINTS = ("Ngã ba đầu thôn", "Cổng nhà văn hóa", "Cổng trường học", "Chợ", "Trạm y tế", "Cầu tràn")
#: indicator -> the most a month of a village tells; a coin with such odds tells whether anything
MONTHLY = {
    "meetings_held": (2, 0.8), "outreach_sessions": (3, 0.6), "outreach_attendance": (90, 0.6),
    "tips": (4, 0.5), "useful_tips": (2, 0.3), "disputes_received": (3, 0.35),
    "disputes_settled": (3, 0.3), "patrols": (12, 0.9), "patrol_attendance": (60, 0.9),
    "zalo_members": (180, 1.0),
}  # fmt: skip
YEARLY = {
    "grassroots": ("crimes", "crimes_solved", "violations", "traffic_accidents", "fires"),
    "trusted_persons": ("tips", "disputes_received", "disputes_settled", "outreach_sessions"),
    "fire_safe": ("trainings", "fire_checks", "fire_trained", "fires"),
    "cameras": ("extractions", "camera_cases"),
}
PROGRAMMES = {
    "self_managed": "Tổ nhân dân tự quản về an ninh, trật tự",
    "grassroots": "An ninh cơ sở",
    "trusted_persons": "Người có uy tín tham gia đảm bảo an ninh, trật tự",
    "fire_safe": "Khu dân cư an toàn về phòng cháy, chữa cháy",
    "cameras": "Camera an ninh",
}
