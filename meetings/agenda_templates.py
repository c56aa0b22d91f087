"""Agendas as offices hold them, to begin from: part, minutes, item, presenter.

Words of units stand in braces and are filled by the kinds of the commune (`agenda_lines`).
"""

from common.text import sentence_case
from common.unit_words import UnitWords
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
    (Part.DIRECTION, 15, "Phát biểu chỉ đạo, kết luận hội nghị", "Lãnh đạo {commune_kind}"),
    (Part.CLOSING, 5, "Bế mạc", "Người dẫn chương trình"),
)
_FINAL: tuple[Line, ...] = (
    *_OPENING,
    (Part.REPORT, 25, "Báo cáo tổng kết", "{police}"),
    (Part.PAPERS, 30, "Tham luận của {villages}", "Đại diện {villages}"),
    (Part.SUPERIORS, 15, "Phát biểu của lãnh đạo cấp trên", "Đại biểu cấp trên"),
    (Part.AWARDS, 15, "Công bố quyết định khen thưởng và trao thưởng", "Lãnh đạo {committee}"),
    *_CLOSING,
)
_INTERIM: tuple[Line, ...] = (
    *_OPENING,
    (Part.REPORT, 20, "Báo cáo sơ kết", "{police}"),
    (Part.DISCUSSION, 30, "Thảo luận", "Các đại biểu"),
    (Part.AWARDS, 10, "Công bố quyết định khen thưởng và trao thưởng", "Lãnh đạo {committee}"),
    *_CLOSING,
)
_BOTH: tuple[Line, ...] = (
    *_OPENING,
    (Part.REPORT, 25, "Báo cáo tổng kết", "{police}"),
    (Part.REPORT, 20, "Báo cáo sơ kết", "{police}"),
    *_FINAL[5:],
)
_MONTHLY: tuple[Line, ...] = (
    (Part.INTRODUCTION, 5, "Tuyên bố lý do", "Người chủ trì"),
    (Part.REPORT, 15, "Báo cáo kết quả trong tháng", "{police}"),
    (Part.DISCUSSION, 30, "{Villages} phản ánh tình hình, thảo luận", "{Head}"),
    (Part.DIRECTION, 10, "Kết luận, giao nhiệm vụ tháng tới", "Người chủ trì"),
)
#: kind of meeting -> its agenda
TEMPLATES: dict[str, tuple[Line, ...]] = {
    Meeting.Kind.FINAL_REVIEW: _FINAL,
    Meeting.Kind.INTERIM_REVIEW: _INTERIM,
    Meeting.Kind.BOTH: _BOTH,
    Meeting.Kind.MONTHLY: _MONTHLY,
}


def agenda_lines(kind: str, words: UnitWords) -> list[Line]:
    """Return the usual agenda of a kind of meeting in the words of a commune."""
    known = {
        "commune_kind": words.commune_kind, "police": words.police, "committee": words.committee,
        "villages": words.villages, "Villages": sentence_case(words.villages),
        "Head": sentence_case(words.head),
    }  # fmt: skip
    return [
        (part, minutes, item.format(**known), presenter.format(**known))
        for part, minutes, item, presenter in TEMPLATES[kind]
    ]
