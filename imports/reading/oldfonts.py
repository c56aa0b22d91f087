"""Text of fonts from before Unicode (TCVN3 ".VnTime", VNI), decided cell by cell.

A file may mix both with Unicode: one list is pasted under another. A cell tells by its font's
name, by letters that only one way of writing has, or by which reading gives Vietnamese
syllables; a cell that could be two ways goes with the rest of its row, its column, its sheet.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from common.text import decode_tcvn3, decode_vni
from imports.reading.cells import Draft

UNICODE, TCVN3, VNI, OPEN, PLAIN = "unicode", "tcvn3", "vni", "open", "plain"
_UNICODE_ONLY = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
_VIETNAMESE |= {letter.upper() for letter in _VIETNAMESE}
#: letters of TCVN3 that are signs in Unicode too: alone they prove nothing ("§ 5", "©", "m²")
_SIGNS = set("§©®«»°±²³¼½¾¶·¸¹¡¢£¤¥¦¨¬­µªº÷×")
_WORD = re.compile(r"[^\W\d_]+|[^\s\w]*[^\W\d_][^\s]*")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x|"
_RIMES = (
    "a[ciymnoptu]?|ac[h]|an[gh]|ă(?:c|m|n|ng|p|t)|â(?:c|m|n|ng|p|t|u|y)|e(?:c|m|n|ng|o|p|t)?|"
    "ê(?:ch|m|n|nh|p|t|u)?|i(?:a|ch|m|n|nh|p|t|u|ê[cmnptu]|êng)?|o(?:c|i|m|n|ng|p|t|ong|oc)?|"
    "oa(?:c|ch|i|m|n|ng|nh|o|p|t|y)?|oă(?:c|m|n|ng|t)|oe(?:n|o|t)?|ô(?:c|i|m|n|ng|p|t)?|"
    "ơ(?:i|m|n|p|t)?|u(?:a|c|i|m|n|ng|p|t)?|uâ(?:n|ng|t|y)|uê(?:ch|n|nh)?|uô(?:c|i|m|n|ng|t)|"
    "uơ|uy(?:a|ch|n|nh|p|t|u|ê[nt])?|uyê[nt]|ư(?:a|c|i|m|n|ng|t|u)?|ươ(?:c|i|m|n|ng|p|t|u)|"
    "y|yê(?:m|n|ng|t|u)|eo|ao|ai"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})(?:{_RIMES})")


def is_syllable(word: str) -> bool:
    """Whether a word (letters only) is built like a Vietnamese syllable with one tone at most."""
    bare: list[str] = []
    tones = 0
    for char in unicodedata.normalize("NFD", word.lower().replace("đ", "\x00")):
        if char in _TONES:
            tones += 1
        else:
            bare.append(char)
    text = unicodedata.normalize("NFC", "".join(bare)).replace("\x00", "đ")
    return tones <= 1 and _SYLLABLE.fullmatch(text) is not None


def decode_run(text: str, font: str) -> str:
    """Return a run of text in Unicode where its font's name is one of the old ones."""
    kind = kind_of_font(font)
    if not kind or not text or text.isascii() or _UNICODE_ONLY.search(text):
        return text
    return decode_as(text, kind, font)


def kind_of_font(font: str) -> str:
    """Return "tcvn3" for .VnTime and its like, "vni" for VNI-Times …, "" for any other."""
    name = font.lower()
    if name.startswith((".vn", "vntime", "vnarial")):
        return TCVN3
    return VNI if name.startswith(("vni-", "vni ")) else ""


def decode_as(text: str, kind: str, font: str = "") -> str:
    """Return text of one way of writing in Unicode; capital fonts (.VnTimeH) give capitals."""
    if kind == VNI:
        return decode_vni(text)
    if kind == TCVN3:
        found = decode_tcvn3(text)
        return found.upper() if font.lower().startswith(".vn") and font.endswith("H") else found
    return text


def decode_sheet(draft: Draft) -> frozenset[tuple[int, int]]:
    """Put all texts of a sheet into Unicode, in place; return the cells that stay doubtful."""
    seen: dict[tuple[int, int], str] = {}
    known: dict[str, str] = {}
    for row, cells in enumerate(draft.rows):
        for column, cell in enumerate(cells):
            if not isinstance(cell, str) or cell.isascii():
                continue
            font = kind_of_font(draft.fonts.get((row, column), ""))
            if font and not _UNICODE_ONLY.search(cell):
                seen[row, column] = font
                continue
            if cell not in known:
                known[cell] = kind_of_text(cell)
            seen[row, column] = known[cell]
    kinds = Counter(seen.values())
    if not kinds[TCVN3] and not kinds[VNI]:
        return frozenset()
    rows: dict[int, Counter[str]] = {}
    columns: dict[int, Counter[str]] = {}
    for (row, column), kind in seen.items():
        if kind in (UNICODE, TCVN3, VNI):
            rows.setdefault(row, Counter())[kind] += 1
            columns.setdefault(column, Counter())[kind] += 1
    doubtful = set()
    for (row, column), kind in seen.items():
        cell = draft.rows[row][column]
        assert isinstance(cell, str)
        if kind == OPEN:
            kind, sure = _by_company(
                cell, [rows.get(row, Counter()), columns.get(column, Counter()), kinds]
            )
            if not sure:
                doubtful.add((row, column))
        if kind in (TCVN3, VNI):
            found = decode_as(cell, kind, draft.fonts.get((row, column), ""))
            draft.rows[row][column] = found
            if not _is_clean(found):
                doubtful.add((row, column))
    return frozenset(doubtful)


def kind_of_text(text: str) -> str:
    """Return how one text is written: "unicode", "tcvn3", "vni", or "open" where it may be either."""
    text = unicodedata.normalize("NFC", text)
    if _UNICODE_ONLY.search(text):
        return UNICODE
    letters = [char for char in text if not char.isascii()]
    if not letters:
        return PLAIN
    foreign = [char for char in letters if char not in _VIETNAMESE and _is_letterlike(char)]
    certain = any(char not in _SIGNS for char in foreign)
    as_it_is = not foreign and _share(text) == 1.0
    readings = {TCVN3: _share(decode_tcvn3(text)), VNI: _share(decode_vni(text))}
    best = max(readings, key=lambda kind: readings[kind])
    if not foreign:
        if as_it_is:
            if 1.0 not in readings.values():
                return UNICODE
            scores = {
                UNICODE: _usual(text),
                TCVN3: _usual(decode_tcvn3(text)),
                VNI: _usual(decode_vni(text)),
            }
            first, second = sorted(scores, key=lambda kind: scores[kind], reverse=True)[:2]
            return first if scores[first] > scores[second] else OPEN
        return best if readings[best] == 1.0 and readings[best] > _share(text) else UNICODE
    if certain:
        return best
    return best if readings[best] > _share(text) and readings[best] == 1.0 else UNICODE


#: syllables that every list of people is full of: they tell "Thôn" from "Thụn"
_USUAL = frozenset(
    [
        "thôn",
        "bản",
        "xóm",
        "tổ",
        "trưởng",
        "phó",
        "viên",
        "tự",
        "quản",
        "đội",
        "khu",
        "phố",
        "dân",
        "họ",
        "tên",
        "năm",
        "sinh",
        "ngày",
        "số",
        "chức",
        "vụ",
        "địa",
        "chỉ",
        "ghi",
        "chú",
        "điện",
        "thoại",
        "nam",
        "nữ",
        "danh",
        "sách",
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đào",
        "đoàn",
        "vương",
        "trịnh",
        "đinh",
        "lâm",
        "phùng",
        "mai",
        "tô",
        "hà",
        "lục",
        "nông",
        "triệu",
        "bàn",
        "chìu",
        "tằng",
        "văn",
        "thị",
        "hữu",
        "đức",
        "quang",
        "minh",
        "công",
        "đình",
        "xuân",
        "ngọc",
        "thanh",
        "thành",
        "hùng",
        "hưng",
        "dũng",
        "cường",
        "thắng",
        "tuấn",
        "hương",
        "hường",
        "hồng",
        "lan",
        "hoa",
        "mai",
        "hải",
        "sơn",
        "bình",
        "khánh",
        "long",
        "nhung",
        "thảo",
        "hạnh",
        "phúc",
        "tài",
        "lộc",
        "thọ",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "một",
        "hai",
        "ba",
        "bốn",
    ]
)


def _usual(text: str) -> int:
    """Return how many words of a text, with letters beyond ASCII, are usual in lists of people."""
    return sum(word.lower() in _USUAL for word in _words(text) if not word.isascii())


def _is_letterlike(char: str) -> bool:
    return "\u00a1" <= char <= "\u00ff" or char == "\u00ad"


def _share(text: str) -> float:
    """Return the share of the words with letters beyond ASCII that are Vietnamese syllables."""
    words = [word for word in _words(text) if not word.isascii()]
    if not words:
        return 0.0
    return sum(is_syllable(word) for word in words) / len(words)


def _words(text: str) -> Iterable[str]:
    for piece in re.split(r"[\s\d.,;:()/\"“”\-–_*'’!?+&]+", text):
        if piece:
            yield piece


def _is_clean(text: str) -> bool:
    return not any(char in "÷þ§¬¾Þßæø¤¦" or "\u00a1" <= char <= "\u00bf" for char in text)


def _by_company(text: str, companies: list[Counter[str]]) -> tuple[str, bool]:
    """Return how an open text is written by its row, else its column, else its sheet; and if sure."""
    for company in companies:
        fitting = {kind: n for kind, n in company.items() if kind in (UNICODE, TCVN3, VNI) and n}
        if not fitting:
            continue
        if len(fitting) == 1:
            return next(iter(fitting)), True
        (first, most), (_second, next_most) = Counter(fitting).most_common(2)
        return first, most >= 5 * next_most
    return UNICODE, True
