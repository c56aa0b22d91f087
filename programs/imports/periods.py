"""Periods as heads, titles and cells name them: "9/2024", "T9", "Năm 2017 (ước)", "Quý I/2022".

A sheet of results is a month or a year. A quarter, half a year or a span of years is read as
what it is, so that it can be named and asked about; it is never taken for a year.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from common.text import fold, nfc


class Span(StrEnum):
    """How long a period is, as far as its words tell."""

    MONTH = "month"
    YEAR = "year"
    SEVERAL = "several"  # a quarter, some months, some years: no sheet can hold it
    TARGET = "target"  # what was planned, which is no result
    UNCLEAR = "unclear"  # it speaks of a time, but not clearly


@dataclass(frozen=True)
class Reading:
    """What a text says of a period. `year` or `month` is None where it is not said.

    `months` are the first and last month of a part of a year ("Quý I" -> (1, 3)).
    `remark` is what it adds: "từ tháng 9", "đến 25/9".
    """

    span: Span
    year: int | None = None
    month: int | None = None
    months: tuple[int, int] | None = None
    estimate: bool = False
    whole: bool = False
    remark: str = ""

    def within(self, year: int | None) -> "Reading":
        """Return the reading with the year that stands around it, where it names none itself."""
        return self if self.year is not None or year is None else replace(self, year=year)


_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_SIGN = r"\s*[/.\-]\s*"
_LEAD = re.compile(
    r"^(?:(?:ket qua|so lieu|so luong|thuc hien|kq|th|so|trong|cua|ky|ky bao cao|bao cao|tong so|gia tri)\s+)+"
    r"(?=nam|thang|quy|t[0-9]|[0-9])"
)
_ESTIMATE = re.compile(r"\b(?:uoc (?:thuc hien|tinh|dat|th)|uoc|uth|du kien|tam tinh)\b")
_TARGET = re.compile(r"\b(?:ke hoach|kh|chi tieu (?:giao|nam)|muc tieu|duoc giao)\b|^chi tieu\b")
_COMPARED = re.compile(r"\b(?:so voi|so sanh|tang|giam|cung ky|ty le|ti le|binh quan)\b|%|\+/-")
_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "mot muoi": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "mot": 1, "hai": 2, "ba": 3,
          "tu": 4, "bon": 4}  # fmt: skip
_COUNTS = {"ba": 3, "sau": 6, "chin": 9}
_OF_YEAR = rf"(?:[,/.\-]?\s*(?:cua )?(?:nam )?{_YEAR})?"

_YEARS = [
    re.compile(rf"(?:ca |tong |cong |tong cong )?(?:nam:?\s*)?{_YEAR}"),
    re.compile(rf"n\.?\s?{_YEAR}"),
]
_WHOLE = re.compile(rf"(?:(?:ca|tong|cong|tong cong|toan) nam|(?:ca )?12 thang){_OF_YEAR}")
#: a span of days: "từ 01/01/2020 đến 31/12/2020", "1/9-30/9/2024"
_DAYS = re.compile(
    rf"(?:tu )?(?:ngay )?(?P<d1>[0-9]{{1,2}})/(?P<m1>[0-9]{{1,2}})(?:/(?P<y1>(?:19|20)[0-9]{{2}}))?\s*(?:-|den|toi)\s*(?:het )?(?:ngay )?"
    rf"(?P<d2>[0-9]{{1,2}})/(?P<m2>[0-9]{{1,2}})/{_YEAR}"
)
_MONTHS = [
    re.compile(
        rf"(?:thang|thg|th|t)[.:]?\s*{_MONTH}(?:{_SIGN}|\s*,?\s+(?:nam )?|\s*nam\s*){_YEAR}"
    ),
    re.compile(rf"{_MONTH}{_SIGN}{_YEAR}"),
    re.compile(rf"{_YEAR}{_SIGN}{_MONTH}"),
    re.compile(rf"(?:thang|thg|th|t)[.:]?\s*{_MONTH}"),
    re.compile(rf"(?:thang|thg|th|t)[.:]?\s*{_MONTH}{_SIGN}(?P<short>[0-9]{{2}})"),
    re.compile(rf"{_MONTH}{_SIGN}(?P<short>1[3-9]|[2-9][0-9])"),
]
_MONTH_WORD = re.compile(rf"thang (?P<word>[a-z]+(?: (?:mot|hai))?)(?:{_OF_YEAR})")
_ENGLISH_MONTH = re.compile(
    rf"(?P<word>[a-z]{{3}})[a-z]*[\s.\-/]+(?:{_YEAR}|(?P<short>[0-9]{{2}}))"
)
_QUARTER = re.compile(rf"(?:quy|q)[.\s]*(?P<quarter>iv|i{{1,3}}|[1-4]|mot|hai|ba|tu|bon){_OF_YEAR}")
_SOME_MONTHS = re.compile(
    rf"(?P<count>[0-9]{{1,2}}|ba|sau|chin) ?(?:thang|t)\b(?P<half> dau| cuoi)?(?: nam)?{_OF_YEAR}"
)
_HALF = re.compile(rf"(?:nua|ban nien)\s*(?:(?P<half>dau|cuoi)(?: nam)?)?{_OF_YEAR}")
_MONTH_SPAN = re.compile(
    rf"(?:tu )?(?:thang|t)?\s*(?P<first>0?[1-9]|1[0-2])\s*(?:-|den|toi|=>|->)\s*(?:het )?(?:thang|t)?\s*"
    rf"(?P<last>0?[1-9]|1[0-2]){_OF_YEAR}"
)
_YEAR_SPAN = re.compile(
    r"(?:giai doan|nhiem ky|tu|trong)?\s*(?:nam )?(?:19|20)[0-9]{2}\s*(?:-|den|toi|,|va|/)\s*(?:nam )?"
    r"(?:(?:19|20)?[0-9]{2})"
)
_PART = re.compile(rf"(?:nam )?{_YEAR}[,;]?\s*(?P<part>(?:tinh |chi )?(?:tu|den|toi)\b.+)")
_SPEAKS = re.compile(r"\b(?:19|20)[0-9]{2}\b|\b(?:thang|quy|nam)\b|\bq[1-4]\b")


def read_period(value: object) -> Reading | None:
    """Return what a head or a cell says of a period; None where it speaks of none.

    A number from 1900 to 2099 is a year, a date the first of whose month it is that month.
    """
    if isinstance(value, dt.datetime | dt.date):
        if value.day == 1 and 1900 <= value.year <= 2099:
            return Reading(Span.MONTH, value.year, value.month)
        return Reading(Span.UNCLEAR)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        value = f"{value:.10g}"
    text = nfc(str(value))
    main, remarks = _apart(fold(text).translate(_DASHES))
    if not main and not remarks:
        return None
    if _COMPARED.search(main):
        return Reading(Span.UNCLEAR) if _SPEAKS.search(main) else None
    estimate = bool(_ESTIMATE.search(main)) or any(_ESTIMATE.search(part) for part in remarks)
    main = _ESTIMATE.sub(" ", main)
    target = bool(_TARGET.search(main)) or any(_TARGET.search(part) for part in remarks)
    main = " ".join(_TARGET.sub(" ", main).split()) if target else " ".join(main.split())
    found = _read(_LEAD.sub("", main).strip(" :,;.*"))
    if found is None:
        if _SPEAKS.search(main) and len(main) <= 40:
            return Reading(Span.TARGET if target else Span.UNCLEAR)
        return None
    if target:
        return replace(found, span=Span.TARGET)
    said = _written_remarks(text)
    if said and found.span == Span.YEAR and not estimate:
        found = replace(found, remark=found.remark or said)
    if estimate:
        found = replace(found, estimate=True)
    return found


_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "\u2010": "-", "\u2011": "-", "_": "-"})


def _apart(folded: str) -> tuple[str, list[str]]:
    """Split "nam 2017 (uoc)" into "nam 2017" and ["uoc"]."""
    remarks = re.findall(r"\(([^()]*)\)", folded)
    main = re.sub(r"\([^()]*\)", " ", folded).strip()
    if not main and len(remarks) == 1:
        return remarks[0].strip(), []
    return " ".join(main.split()), [part.strip() for part in remarks if part.strip()]


def _written_remarks(text: str) -> str:
    parts = re.findall(r"\(([^()]*)\)", text)
    return "; ".join(part.strip() for part in parts if part.strip())


def _of_days(match: re.Match[str]) -> Reading | None:
    """A whole calendar year or month told by its first and last day; None for any other span."""
    year = int(match["year"])
    first, last = (int(match["d1"]), int(match["m1"])), (int(match["d2"]), int(match["m2"]))
    if match["y1"] and int(match["y1"]) != year:
        return None
    if first == (1, 1) and last == (31, 12):
        return Reading(Span.YEAR, year, whole=True)
    month = first[1]
    whole = 1 <= month <= 12 and last == (calendar.monthrange(year, month)[1], month)
    return Reading(Span.MONTH, year, month) if whole and first[0] == 1 else None


def _read(text: str) -> Reading | None:
    if (match := _DAYS.fullmatch(text)) and (days := _of_days(match)):
        return days
    if match := _WHOLE.fullmatch(text):
        return Reading(Span.YEAR, _number(match, "year"), whole=True)
    for pattern in _YEARS:
        if match := pattern.fullmatch(text):
            whole = bool(re.match(r"(?:ca|tong|cong)\b", text))
            return Reading(Span.YEAR, _number(match, "year"), whole=whole)
    for pattern in _MONTHS:
        if match := pattern.fullmatch(text):
            return Reading(Span.MONTH, _year_of(match), _number(match, "month"))
    if (match := _MONTH_WORD.fullmatch(text)) and (number := _WORDS.get(match["word"])):
        return Reading(Span.MONTH, _number(match, "year"), number)
    if (match := _ENGLISH_MONTH.fullmatch(text)) and match["word"] in _ENGLISH:
        return Reading(Span.MONTH, _year_of(match), _ENGLISH.index(match["word"]) + 1)
    if match := _QUARTER.fullmatch(text):
        quarter = _ROMAN[match["quarter"]]
        return Reading(Span.SEVERAL, _number(match, "year"), months=(quarter * 3 - 2, quarter * 3))
    if match := _SOME_MONTHS.fullmatch(text):
        count = _COUNTS.get(match["count"]) or int(match["count"])
        last = (match["half"] or "").strip() == "cuoi"
        if 1 <= count <= 12:
            months = (13 - count, 12) if last else (1, count)
            return Reading(Span.SEVERAL, _number(match, "year"), months=months)
    if match := _HALF.fullmatch(text):
        months = (7, 12) if match["half"] == "cuoi" else (1, 6)
        return Reading(Span.SEVERAL, _number(match, "year"), months=months)
    if _YEAR_SPAN.fullmatch(text):
        return Reading(Span.SEVERAL)
    if match := _MONTH_SPAN.fullmatch(text):
        months = (int(match["first"]), int(match["last"]))
        return Reading(Span.SEVERAL, _number(match, "year"), months=months)
    if match := _PART.fullmatch(text):
        return Reading(Span.YEAR, _number(match, "year"), remark=text)
    return None


def _number(match: re.Match[str], name: str) -> int | None:
    found = match.groupdict().get(name)
    return int(found) if found else None


def _year_of(match: re.Match[str]) -> int | None:
    year = _number(match, "year")
    short = _number(match, "short")
    return year if year is not None or short is None else 2000 + short


_FULL_DATE = re.compile(
    r"\b(?:ngay\s*)?[0-9.…]{1,3}\s*(?:[/.\-]|\s*thang\s*)\s*[0-9.…]{1,3}\s*(?:[/.\-]|\s*nam\s*)\s*(?:19|20)[0-9]{2}\b"
)
_TOLD = [
    re.compile(rf"\b(?:thang|thg|t)\s?{_MONTH}\s*(?:{_SIGN}|(?:nam)?\s*){_YEAR}\b"),
    re.compile(rf"\b(?:quy|q)\s?(?:iv|i{{1,3}}|[1-4])\s*[/,\-]?\s*(?:nam )?{_YEAR}\b"),
    re.compile(rf"\b(?:[0-9]{{1,2}}|ba|sau|chin) thang (?:(?:dau|cuoi) )?(?:nam )?{_YEAR}\b"),
    re.compile(rf"(?<![0-9]-)\bnam\s?{_YEAR}\b(?!\s*(?:-|den))"),
    re.compile(rf"(?<![0-9/.\-]){_YEAR}(?![0-9/.\-])(?!\s*-)"),
]
_SPAN_TOLD = re.compile(r"\b(?:19|20)[0-9]{2}\s*(?:-|den|toi)\s*(?:nam )?(?:19|20)[0-9]{2}\b")


def period_told(text: str) -> Reading | None:
    """Return the one period that a title or a sheet's name speaks of ("KẾT QUẢ NĂM 2024").

    Days in it (the day of a report) are no periods. None for none and for several.
    """
    folded = _FULL_DATE.sub(" ", fold(text).translate(_DASHES))
    if _SPAN_TOLD.search(folded):
        return None
    for pattern in _TOLD:
        found = {match.group(): match for match in pattern.finditer(folded)}
        readings = {_read(words.strip()) or read_period(words) for words in found}
        readings.discard(None)
        if len(readings) == 1:
            return readings.pop()
        if readings:
            return None
    return None


def is_target(text: str) -> bool:
    """Whether a head speaks of what was planned or compares: no results stand under it."""
    folded = fold(text)
    return bool(_TARGET.search(folded) or _COMPARED.search(folded))
