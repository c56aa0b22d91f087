"""Agendas as offices hold them (domain notes 6), to begin from: part, minutes, item, presenter."""

from meetings.models import AgendaItem, Meeting

Part = AgendaItem.Part
Line = tuple[str, int, str, str]

_OPENING: tuple[Line, ...] = (
    (Part.SETTLE, 10, "Ổn định tổ chức, văn nghệ chào mừng", "Ban tổ chức"),
    (Part.FLAG, 5, "Chào cờ", "Ban tổ chức"),
    (Part.INTRODUCTION, 10, "Tuyên bố lý do, giới thiệu đại biểu", "Người dẫn chương trình"),
    (Part.OPENING, 10, "Phát biểu khai mạc", "Trưởng Ban Chỉ đạo"),
)
_CLOSING: tuple[Line, ...] = (
    (Part.DIRECTION, 15, "Phát biểu chỉ đạo, kết luận hội nghị", "Lãnh đạo xã"),
    (Part.CLOSING, 5, "Bế mạc", "Người dẫn chương trình"),
)
_FINAL: tuple[Line, ...] = (
    *_OPENING,
    (Part.REPORT, 25, "Báo cáo tổng kết", "Công an xã"),
    (Part.PAPERS, 30, "Tham luận của các thôn", "Đại diện các thôn"),
    (Part.SUPERIORS, 15, "Phát biểu của lãnh đạo cấp trên", "Đại biểu cấp trên"),
    (Part.AWARDS, 15, "Công bố quyết định khen thưởng và trao thưởng", "Lãnh đạo UBND xã"),
    *_CLOSING,
)
_INTERIM: tuple[Line, ...] = (
    *_OPENING,
    (Part.REPORT, 20, "Báo cáo sơ kết", "Công an xã"),
    (Part.DISCUSSION, 30, "Thảo luận", "Các đại biểu"),
    (Part.AWARDS, 10, "Công bố quyết định khen thưởng và trao thưởng", "Lãnh đạo UBND xã"),
    *_CLOSING,
)
_BOTH: tuple[Line, ...] = (
    *_OPENING,
    (Part.REPORT, 25, "Báo cáo tổng kết", "Công an xã"),
    (Part.REPORT, 20, "Báo cáo sơ kết", "Công an xã"),
    *_FINAL[5:],
)
_MONTHLY: tuple[Line, ...] = (
    (Part.INTRODUCTION, 5, "Tuyên bố lý do", "Người chủ trì"),
    (Part.REPORT, 15, "Báo cáo kết quả trong tháng", "Công an xã"),
    (Part.DISCUSSION, 30, "Các thôn phản ánh tình hình, thảo luận", "Trưởng các thôn"),
    (Part.DIRECTION, 10, "Kết luận, giao nhiệm vụ tháng tới", "Người chủ trì"),
)
#: kind of meeting -> its agenda
TEMPLATES: dict[str, tuple[Line, ...]] = {
    Meeting.Kind.FINAL_REVIEW: _FINAL,
    Meeting.Kind.INTERIM_REVIEW: _INTERIM,
    Meeting.Kind.BOTH: _BOTH,
    Meeting.Kind.MONTHLY: _MONTHLY,
}
