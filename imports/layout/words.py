"""Words of lists, whatever they list: heads to compare, ditto marks, running numbers, what stands at the foot."""

import re
from functools import lru_cache

from common.text import fold
from imports.grid import Cell, text_of

_TRAILING = re.compile(r"[\s.:;,*]+$")
_NOTE_SIGN = re.compile(r"\s*[\[(]\s*(?:\d{1,2}|[a-z]|\*+)\s*[\])]$")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*")


@lru_cache(maxsize=8192)
def label_of(text: str) -> str:
    """Return a head folded, without footnote signs and end marks: what labels are compared with."""
    found = fold(text).replace("–", "-").replace("“", "").replace("”", "")
    return _TRAILING.sub("", _NOTE_SIGN.sub("", _TRAILING.sub("", found)))


def bare_label(label: str) -> str:
    """Return a folded head without what stands in brackets."""
    return _TRAILING.sub("", _BRACKETS.sub(" ", label)).strip()


_DITTO = frozenset(
    {"nt", "n/t", "n.t", "n.t.", "-nt-", "- nt -", "(nt)", '"nt"', "nhu tren", "-nhu tren-", "nhu tren (nt)",
     '"', "''", "“", "”", "″", "〃", '""', ",,", "„", "´´", "//", "-//-", "-\"-", "“”", "-”-", "- ” -", "〃〃", "\"\"\"", "ntn", "nt."}
)  # fmt: skip


def is_ditto(text: str) -> bool:
    """Whether a cell says "as above"."""
    return bool(text) and len(text) <= 14 and (text in _DITTO or fold(text).rstrip(".") in _DITTO)


_FOOT = re.compile(
    r"(?:\W*)(?:tổng(?: cộng| số| hợp)?\b(?! [a-zà-ỹ]+ [a-zà-ỹ]+$)|tổng:|cộng\b|người (?:lập|viết|tổng hợp|ghi|ký)\b|"
    r"nơi nhận|ghi chú\b|lưu\s*:|như trên;|(?:tm|kt|tl|tuq|q)\s*\.|(?:phó )?chủ tịch\b|"
    r"(?:phó )?trưởng (?:công an|ban)\b|xác nhận\b|thủ trưởng|\(?ký\b|lập biểu|"
    r"danh sách (?:này|có|gồm|trên)|ấn định danh sách|ngày\s*[\d….]+\s*tháng|[^,]{2,40},\s*ngày\s*[\d….]+\s*tháng|"
    r"cán bộ (?:lập|tổng hợp|phụ trách)|duyệt\b|phê duyệt|ủy ban nhân dân|công an xã\b|đại diện\b|"
    r"thôn trưởng ký|số lượng\s*:|trong đó\s*:)",
    re.IGNORECASE,
)
_FOOT_BARE = re.compile(
    r"(?:tong cong|tong so|cong:|nguoi lap|noi nhan|ghi chu\s*:|nguoi tong hop)"
)


def is_foot(text: str) -> bool:
    """Whether a text is of the kind that stands below a list: a total, a note, a signature."""
    return _FOOT.match(text) is not None or (
        text.isascii() and _FOOT_BARE.match(text.lower()) is not None
    )


#: a pattern: the number of a row before what it says, up to the longest lists ("7.", "(7)", "113)").
#: "113.5" and "100.000" are figures.
ROW_NUMBER = r"\(?(?:[0-9]{1,2}\s*[.)]|[0-9]{3,5}\s*[.)](?!\s*[0-9]))"
_NUMBER = re.compile(r"\(?0*(\d{1,5})\s*[.)/]?")
NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-zĐđ])\s*\)?(?:\s*=.*)?|\[\d{1,2}\]|-?\d{1,2}-")
ROMAN = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ])\s*[.)\-/]?", re.IGNORECASE)


def list_number(cell: Cell) -> int | None:
    """Return the running number of a row ("3", 3.0, "03.", "(3)"), None for anything else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return int(cell) if float(cell).is_integer() and 0 <= cell < 100_000 else None
    found = _NUMBER.fullmatch(text_of(cell)) if isinstance(cell, str) else None
    return int(found.group(1)) if found else None
