"""Vietnamese text: one spelling at the door, one rule for search, one for order.

Search and order are stored as plain columns (`search`, `sort_key`), so that
SQLite and PostgreSQL give the same answer without a Vietnamese collation.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: The Vietnamese alphabet with the four foreign letters, in the order of CLDR "vi".
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
#: Combining tone marks in dictionary order: ngang (none), huyền, hỏi, ngã, sắc, nặng.
TONES = "\u0300\u0309\u0303\u0301\u0323"

_LETTER_MARKS = "\u0306\u0302\u031b"  # breve, circumflex, horn: part of the letter
_SPACE_RANK = "01"
_DIGIT_RANKS = {str(digit): f"{digit + 2:02d}" for digit in range(10)}
_LETTER_RANKS = {letter: f"{index + 12:02d}" for index, letter in enumerate(ALPHABET)}


#: plain words with single spaces: what most cells and fields hold
_TIDY = re.compile(
    "[!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2013\u2014\u2018-\u201f\u2022\u2026]+"
    "(?: [!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2013\u2014\u2018-\u201f\u2022\u2026]+)*"
)


def without_nul(typed: str | None) -> str:
    """Return what was typed as every database keeps it: PostgreSQL takes no NUL. "" for nothing."""
    return (typed or "").replace("\x00", "")


def nfc(text: str) -> str:
    """Return `text` in composed form with single spaces and no invisible characters.

    Phones and Macs send decomposed letters, Word sends soft hyphens and
    non-breaking spaces; two spellings of one name must not become two people.
    """
    return _nfc_kept(text) if len(text) <= _SHORT else _nfc(text)


def _nfc(text: str) -> str:
    if _TIDY.fullmatch(text):
        return text  # every letter of these ranges is composed already
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if char.isspace() else char
        for char in composed
        if char.isspace() or unicodedata.category(char) not in {"Cf", "Cc"}
    )
    return " ".join(kept.split())


#: a list's cells are asked for more than once, and most of its words come again; a long text
#: would only fill the memory. `typed`: text that is marked safe is not the same text unmarked.
_SHORT = 120
_nfc_kept = lru_cache(maxsize=4096, typed=True)(_nfc)


def _bare(char: str) -> str:
    plain = char.translate(str.maketrans("đĐðÐ", "dDdD"))
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


#: each letter of the Latin ranges without accents and case, and combining marks as nothing
_BARE: dict[int, str | None] = {
    code: _bare(chr(code)).lower() for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
}
_BARE.update({code: None for code in range(0x300, 0x370) if unicodedata.combining(chr(code))})


def fold(text: str) -> str:
    """Return `text` without accents and case: what search compares.

    "Đặng Hữu Ưng" -> "dang huu ung". The letter đ does not decompose, and the
    Icelandic ð stands in for it in old files, so both are replaced first.
    """
    return _fold_kept(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    bare = text if text.isascii() else text.translate(_BARE)
    if not bare.isascii():
        bare = _bare(bare)
    return " ".join(bare.lower().split())


_fold_kept = lru_cache(maxsize=4096, typed=True)(_fold)


def spelling(text: str) -> str:
    """Return `text` by letters and tones without case: "Hoà" and "HÒA" are one, "Hòa" and "Hóa" two.

    Where the tone stands in its syllable is a habit of typing, which tone it is is not.
    """
    words = []
    for word in unicodedata.normalize("NFD", text.casefold()).split():
        tones = "".join(char for char in word if char in TONES)
        bare = "".join(char for char in word if char not in TONES)
        words.append(unicodedata.normalize("NFC", bare) + tones)
    return " ".join(words)


@lru_cache(maxsize=4096)
def _rank(char: str) -> tuple[str, str]:
    """Return (rank of the letter, tone) of a small letter; "" for what has no place in the order."""
    if char == " " or not char.isalnum():
        return _SPACE_RANK, "0"
    if char in _DIGIT_RANKS:
        return _DIGIT_RANKS[char], "0"
    parts = unicodedata.normalize("NFD", char)
    base = parts[0]
    marks = [mark for mark in parts[1:] if mark in _LETTER_MARKS]
    letter = unicodedata.normalize("NFC", base + "".join(marks))
    rank = _LETTER_RANKS.get(letter) or _LETTER_RANKS.get(base)
    if rank is None:
        return "", ""
    tone = next((mark for mark in parts[1:] if mark in TONES), "")
    return rank, str(TONES.index(tone) + 1) if tone else "0"


def collation_key(text: str) -> str:
    """Return a string of digits that sorts as CLDR Vietnamese does ("vi-x-icu").

    First come the letters (two digits each), then "00", then the tones (one
    digit each), so that a tone only decides between equal letters. Being only
    digits, the key sorts alike under every database collation.
    """
    ranks = [_rank(char) for char in nfc(text).lower()]
    letters = [letter for letter, _tone in ranks]
    tones = [tone for _letter, tone in ranks]
    return "".join(letters) + "00" + "".join(tones)


def given_name_first(full_name: str) -> str:
    """Return the name as lists of people are ordered: given name, then the rest.

    The given name is the last word ("Đặng Văn Mạnh" -> "Mạnh Đặng Văn").
    """
    words = nfc(full_name).split()
    return " ".join(words[-1:] + words[:-1])


def name_sort_key(full_name: str) -> str:
    """Return the stored order key of a person's name (given name first)."""
    return collation_key(given_name_first(full_name))


def unit_sort_key(name: str) -> str:
    """Return an order key in which "Thôn 2" stands before "Thôn 10"."""
    padded = re.sub(r"\d+", lambda found: found.group().zfill(4), nfc(name))
    return collation_key(padded)


def title_name(name: str) -> str:
    """Return a person's name in title case, accents kept ("HOÀNG THỊ ĐÀO" -> "Hoàng Thị Đào")."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in nfc(name).split())


def sentence_case(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest untouched."""
    return text[:1].upper() + text[1:]


def names(words: Iterable[str]) -> str:
    """Return "A, B và C"."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} và {found[-1]}"


def quoted(name: str) -> str:
    return f"“{name}”"


def lower_first(text: str) -> str:
    """Return the text as it goes on in a sentence: "Số buổi" -> "số buổi", "PCCC" stays."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]


#: titles before a name, small inside a sentence whatever follows them
_BEFORE_A_NAME = ("ông", "bà", "anh", "chị", "cụ", "đồng chí", "hộ")
#: organs and other names whose second word is small, and that keep their capital
_PROPER = (
    "ban tổ chức", "bộ đội", "chính phủ", "công an", "cựu chiến binh", "đảng", "hội đồng", "mặt trận",
    "nhà nước", "quốc ca", "quốc hội", "thường trực", "tổ bảo vệ", "tổ nhân dân tự quản", "tổ quốc",
    "tổ tự quản", "ủy ban", "văn phòng",
)  # fmt: skip


_PLACES = ("khu phố", "tổ dân phố", "đặc khu", "thành phố", "thị trấn")


def mid_sentence(text: str) -> str:
    """Return a text that somebody typed as it goes on in a sentence; names keep their capital.

    "Sửa chữa camera" -> "sửa chữa camera", "Ông Lý Văn Nam" -> "ông Lý Văn Nam"; "Triệu Thị Ánh",
    "Thôn 2", "Công an xã" and "PCCC" stay. A first word is a name's where the second has a capital
    or is a number.
    """
    words = text.split()
    low = text.lower()
    if any(low == title or low.startswith(f"{title} ") for title in _BEFORE_A_NAME):
        return text[:1].lower() + text[1:]
    if any(low == name or low.startswith(f"{name} ") for name in _PROPER):
        return text
    # "Khu phố 2", "Tổ dân phố 4", "Đặc khu Vân Đồn" are names of two or three small words.
    after = next((n for n in (3, 2) if " ".join(words[:n]).lower() in _PLACES), 1)
    if len(words) > after and (words[after][:1].isupper() or words[after][:1].isdigit()):
        return text
    return lower_first(text)


#: what offices write short, and how a decision or a certificate has it
_IN_FULL = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "MTTQ": "Mặt trận Tổ quốc", "BCĐ": "Ban Chỉ đạo",
    "ANTT": "an ninh, trật tự", "PCCC": "phòng cháy, chữa cháy", "TDP": "tổ dân phố",
    "CCB": "Cựu chiến binh", "TĐKT": "Thi đua - Khen thưởng", "LHPN": "Liên hiệp Phụ nữ",
    "ĐTN": "Đoàn Thanh niên", "TNCS": "Thanh niên Cộng sản", "CAX": "Công an xã", "CAP": "Công an phường",
}  # fmt: skip
_SHORT_FORM = re.compile(r"\b(" + "|".join(_IN_FULL) + r")\b")
_BRANCH = re.compile(r"((?:chi hội|hội) (?:trưởng|phó)) (CCB|LHPN)\b", re.IGNORECASE)


def in_full(text: str) -> str:
    """Return a text without the abbreviations of offices: "Chi hội trưởng CCB" is "... Hội Cựu chiến binh".

    A text in capitals stays in capitals: "UBND XÃ THỬ" is "ỦY BAN NHÂN DÂN XÃ THỬ".
    """
    loud = text == text.upper()
    spelled = _BRANCH.sub(r"\1 Hội \2", text)

    def full(found: re.Match[str]) -> str:
        return _IN_FULL[found.group()].upper() if loud else _IN_FULL[found.group()]

    return _SHORT_FORM.sub(full, spelled)


# --- files from before Unicode ------------------------------------------------

_TCVN3_FROM = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË"  # a ă â
    "ÌÐÎÏÑªÒÕÓÔÖ"  # e ê
    "×ÝØÜÞ"  # i
    "ßãáâä«åèæçé¬êíëìî"  # o ô ơ
    "ïóñòô\u00adõøö÷ù"  # u ư
    "úýûüþ®"  # y đ
    "¡¢§£¤¥¦"  # capitals
)
_TCVN3_TO = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

#: Latin-1 characters that no Vietnamese Unicode text contains.
_TCVN3_ONLY = set("µ¸¶·¹¨»¾¼½©ª«¬\u00ad®§¡¢£¤¥¦ÆËÎÏÑÖ×ØÜÞßäåæçëîïñöøûüþ")
_UNICODE_ONLY = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")

_VNI_MARKS = {
    "a": dict(zip("ùøûõïâêáàåãäéèúüë", "áàảãạâăấầẩẫậắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
}
_VNI_SINGLE = dict(zip("ñöôíìæóòî", "đươíìỉĩịỵ", strict=True))


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for base, marks in _VNI_MARKS.items():
        for mark, letter in marks.items():
            table[base + mark] = letter
            table[base.upper() + mark.upper()] = letter.upper()
            table[base.upper() + mark] = letter.upper()
    for char, letter in _VNI_SINGLE.items():
        table[char] = letter
        table[char.upper()] = letter.upper()
    return table


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VNI_PAIR = re.compile("[aeouyöôAEOUYÖÔ][ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄÉÈÚÜË]|ñ|Ñ")


def decode_tcvn3(text: str) -> str:
    """Return text of a .VnTime font (TCVN3, ABC) in Unicode.

    Capital letters with tones do not exist in TCVN3 (they were another font),
    so names come out with a small letter and want `title_name`.
    """
    return text.translate(_TCVN3)


def decode_vni(text: str) -> str:
    """Return text of a VNI font in Unicode (base letter followed by its mark)."""
    return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)


def detect_encoding(texts: list[str]) -> str:
    """Say how the strings of one file are written: "unicode", "tcvn3" or "vni".

    Decided on the whole file, for a single cell is often ambiguous ("tæ phã").
    """
    sample = "".join(texts)
    if _UNICODE_ONLY.search(unicodedata.normalize("NFC", sample)):
        return "unicode"
    letters = sum(char.isalpha() and not char.isascii() for char in sample) or 1
    vni = sum(len(pair) for pair in _VNI_PAIR.findall(sample))
    tcvn3 = sum(char in _TCVN3_ONLY for char in sample)
    if vni > tcvn3 and vni * 2 >= letters:
        return "vni"
    return "tcvn3" if tcvn3 else "unicode"


def decode(text: str, encoding: str) -> str:
    """Return `text` in Unicode, `encoding` being what `detect_encoding` said."""
    if encoding == "tcvn3":
        return decode_tcvn3(text)
    if encoding == "vni":
        return decode_vni(text)
    return text
