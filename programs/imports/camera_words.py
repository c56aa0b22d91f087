"""What people write of a camera point: its condition, its funding, when it was put up, where it stands."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.figures import rounded
from common.numbers import is_unknown
from common.text import fold, nfc
from imports.grid import Cell, text_of
from programs.models import Camera, CameraCheck

Condition = CameraCheck.Condition
Funding = Camera.Funding

_END = r"(?: (?:het|toan bo|hoan toan|roi|luon|nhung|ca (?:hai|\d) mat))?"
_CONDITIONS = [
    (re.compile(
        r"(?:(?:van |dang |con )?(?:hoat dong|su dung|chay|dung)(?: (?:rat )?(?:tot|binh thuong|on dinh|on|duoc|24/24|24/7))?"
        r"(?:,? (?:tot|on dinh|binh thuong|hinh (?:anh )?(?:ro(?: net)?|net)))?"
        r"|(?:rat |con |van |van con )?(?:tot|on dinh|on|binh thuong|ro(?: net)?|net)|hinh (?:anh )?(?:ro(?: net)?|net|tot)"
        r"|tot,? (?:hoat dong|on dinh|ro net).*|ok|online)"
    ), Condition.GOOD),
    (re.compile(r"(?:hinh (?:anh )?)?(?:bi |hoi |rat )?(?:mo(?: nhoe)?|nhoe|khong ro(?: net| hinh| nguoi)|kem net|mo,? nhoe)"), Condition.BLURRED),
    (re.compile(
        rf"(?:da |dang |bi |da bi )?(?:hong|hu|hu hong|hong hoc){_END}"
        rf"|(?:khong|ko|k|ngung|ngung han|dung|da ngung|ngat|tam ngung) (?:con )?(?:hoat dong|su dung|len hinh|chay|ket noi)(?: duoc)?{_END}"
        r"|(?:bi )?(?:mat|khong co|khong|roi) (?:tin hieu|ket noi|song|hinh)|offline|chay|het su dung duoc|khong xem duoc"
    ), Condition.BROKEN),
]  # fmt: skip
_NO_LOOK = re.compile(
    r"(?:chua|khong) (?:duoc )?(?:kiem tra|danh gia|xac minh|ro)\b.*|chua ro|khong ro"
)

_BUDGET = re.compile(
    r"ngan sach|\bns(?:nn|tw|dp|x|h|t)?\b|nha nuoc|\bubnd\b|uy ban nhan dan|von (?:xa|huyen|tinh|thanh pho|trung uong|dau tu cong)"
    r"|kinh phi (?:xa|huyen|tinh|thanh pho|cong an)|\bchuong trinh (?:muc tieu|nong thon moi)|\bntm\b"
)
_COMMUNITY = re.compile(
    r"(?:xa hoi|xh)(?: |-)?hoa|\bxhh\b|nhan dan(?! xa)|\bdan (?:dong gop|gop|tu)|dong gop|tai tro|doanh nghiep|ung ho|quyen gop|ho dan|tu nguyen"
    r"|ca nhan|manh thuong quan|nha hao tam|\bdn\b|\bcong ty\b|ho gia dinh|cong dong|tu tuc|nguoi dan|ban be|hien tang|\bdan\b(?! (?:quan|phong|pho))|gop|\bhuy dong\b"
)
#: what stands between two sources, and how much each gave
_SOURCES = re.compile(r"\s*[,;+&/]\s*|\s+(?:va|cung|ket hop)\s+|\s[-–]\s")
_AMOUNTS = re.compile(r":?\s*[0-9][0-9.,]*\s*(?:%|trieu|tr|dong|d|nghin|ty|vnd)?(?:\s*dong)?\b")
_BOTH = re.compile(r"ca (?:hai|2)(?: nguon)?|hai nguon|hon hop|ket hop|nha nuoc va nhan dan.*")


def read_condition(text: str) -> Condition | None | str:
    """Return what a look found; None where it says nothing; "" where the words are not known."""
    folded = fold(text).strip(" .;!")
    if not folded or is_unknown(text) or _NO_LOOK.fullmatch(folded):
        return None
    for pattern, condition in _CONDITIONS:
        if pattern.fullmatch(folded):
            return condition
    return ""


def read_funding(text: str) -> Funding | None | str:
    """Return who paid; None where nothing is said; "" where the words are not known."""
    folded = fold(text).strip(" .;")
    if not folded or is_unknown(text):
        return None
    if _BOTH.fullmatch(folded):
        return Funding.MIXED
    found: set[Funding] = set()
    for part in _SOURCES.split(_AMOUNTS.sub(" ", folded)):
        if not re.search(r"[a-z]{2}", part):
            continue
        without = _BUDGET.sub(" ", part)
        budget, community = without != part, bool(_COMMUNITY.search(without))
        if re.search(r"\bkhong\b", part) or not (budget or community):
            return ""  # a source that is not known must not vanish beside one that is
        found |= {Funding.BUDGET} if budget else set()
        found |= {Funding.COMMUNITY} if community else set()
    if len(found) > 1:
        return Funding.MIXED
    return found.pop() if found else ""


# --- where it stands ---------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """Latitude or longitude: its bounds in Viet Nam, and the letters of its ends."""

    low: int
    high: int
    letters: str


LATITUDE, LONGITUDE = Axis(8, 24, "nb"), Axis(102, 118, "ed")
_DEGREES = re.compile(
    r"(?P<d>[0-9]{1,3})\s*[°ºo˚d]\s*(?:(?P<m>[0-9]{1,2}(?:[.,][0-9]+)?)\s*['’′‘]?\s*)?"
    r"(?:(?P<s>[0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:\"|”|″|''|’’|“)?\s*)?"
)
_PLAIN = re.compile(r"(?P<d>[0-9]{1,3}(?:[.,][0-9]+)?)\s*°?")


def read_coordinate(cell: Cell, axis: Axis) -> Decimal | None:
    """Return degrees with six places; None where nothing is said.

    Takes 21.0123, "21,0123", "21.0123N" and "21°01'23\\"N". Raises ValidationError for what
    lies outside Viet Nam or cannot be read.
    """
    text = nfc(text_of(cell))
    if not text or is_unknown(text):
        return None
    folded = fold(text).replace("vi do", "").replace("kinh do", "").strip(" :;,.")
    letter = re.search(r"\s*\b([nbed])$|(?<=[0-9'\"°”″])\s*([nbed])$", folded)
    if letter:
        if (letter.group(1) or letter.group(2)) not in axis.letters:
            raise _no_coordinate(text, axis)
        folded = folded[: letter.start()]
    elif lead := re.match(r"([nbed])\s*(?=[0-9])", folded):
        if lead.group(1) not in axis.letters:
            raise _no_coordinate(text, axis)
        folded = folded[lead.end() :]
    folded = folded.strip()
    value: Decimal | None = None
    if found := _PLAIN.fullmatch(folded):
        value = Decimal(found["d"].replace(",", "."))
    elif (found := _DEGREES.fullmatch(folded)) and found["m"]:
        minutes = Decimal(found["m"].replace(",", "."))
        seconds = Decimal((found["s"] or "0").replace(",", "."))
        if minutes < 60 and seconds < 60:
            value = Decimal(found["d"]) + minutes / 60 + seconds / 3600
    if value is None or not axis.low <= value <= axis.high:
        raise _no_coordinate(text, axis)
    return rounded(value, 6)


_PAIRS = (
    re.compile(r"([0-9]{1,2}\.[0-9]+)\s*[,;/\- ]\s*([0-9]{3}\.[0-9]+)"),
    re.compile(r"([0-9]{1,2},[0-9]+)\s*[;/\- ]\s*([0-9]{3},[0-9]+)"),
    re.compile(r"(.+?[NnBb])\s*[,;]?\s*(.+?[EeĐđ])"),
)


def read_pair(text: str) -> tuple[Decimal, Decimal] | None:
    """Return (latitude, longitude) of "21.0123, 107.0234"; None for what is no pair.

    Raises ValidationError where one of the two lies outside Viet Nam.
    """
    said = nfc(text).strip(" ()[]")
    if link := re.search(r"https?://.*?[=@/]([0-9]{1,2}\.[0-9]+,[0-9]{3}\.[0-9]+)", said):
        said = link.group(1)
    for pattern in _PAIRS:
        if found := pattern.fullmatch(said):
            parts = found.groups()
            break
        if pattern is not _PAIRS[-1] and (found := pattern.fullmatch(_turned(said))):
            parts = found.groups()  # longitude first: the two cannot be taken for each other
            break
    else:
        return None
    latitude, longitude = read_coordinate(parts[0], LATITUDE), read_coordinate(parts[1], LONGITUDE)
    return (latitude, longitude) if latitude is not None and longitude is not None else None


def _turned(text: str) -> str:
    """Return "21.0123, 107.0234" of "107.0234, 21.0123"."""
    found = re.fullmatch(r"([0-9.,]*[0-9])(\s*[,;/\- ]\s*)([0-9][0-9.,]*)", text)
    return f"{found[3]}{found[2]}{found[1]}" if found else text


def _no_coordinate(text: str, axis: Axis) -> ValidationError:
    message = (
        _("“%(text)s” is no latitude in Viet Nam (8 to 24 degrees). Correct it, e.g. 21.0123.")
        if axis is LATITUDE
        else _(
            "“%(text)s” is no longitude in Viet Nam (102 to 118 degrees). Correct it, e.g. 107.0234."
        )
    )
    return ValidationError(message, params={"text": text[:40]})
