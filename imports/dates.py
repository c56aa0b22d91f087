"""Dates as people write them in lists, read without guessing: what is doubtful is an error with its reason."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.dates import PartialDate, Precision, parse_partial_date
from common.text import fold
from imports.grid import Cell, Sheet, text_of

_NOT_KNOWN = re.compile(
    r"[-–—.…?_\s/]*|khong (?:ro|co|nho|biet)|chua (?:ro|co|biet|cap nhat)|k(?:hong)? ?ro|ko ro|n/?a|x"
)
_WORDS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s*(?:thang|-|/)\s*(\d{1,2})\s*(?:nam|-|/)\s*(\d{4})")
_MONTH_WORDS = re.compile(r"(?:thang|t)\s*(\d{1,2})\s*(?:nam|/|-|\.)?\s*(\d{4})")
_LEAD = re.compile(
    r"^(?:sinh (?:nam|ngay)|sinh|s\.?n\.?|n\.?s\.?|n\.|nam|ngay|tu (?:nam|ngay|thang)|tu|khoang nam)\s*:?\s*(?=\d|thang|ngay)"
)
#: parts left blank: "00/00/1975", "…/…/1975", "__/3/1975", "//1975"
_NO_DAY_NOR_MONTH = re.compile(r"(?:0{1,2}|[-_.…x?\s]*)\s*/\s*(?:0{1,2}|[-_.…x?\s]*)\s*/\s*(\d{4})")
_NO_DAY = re.compile(r"(?:0{1,2}|[-_.…x?\s]*)\s*/\s*(\d{1,2})\s*/\s*(\d{4})")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    rf"(\d{{1,2}})[\s/.\-]+({'|'.join(_MONTH_NAMES)})[a-z]*[\s/.,\-]+(\d{{2}}|\d{{4}})"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_AGED = re.compile(r"\s*\(?\s*\d{1,3}\s*tuoi\s*\)?$")
_TAIL = re.compile(r"\s*(?:den nay|toi nay|-\s*nay|den hien nay|->\s*nay)$")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00)?(?:\.0+)?$")


def is_not_known(cell: Cell) -> bool:
    """Whether a cell says that something is not known: blank, "-", "không rõ"."""
    return isinstance(cell, str) and _NOT_KNOWN.fullmatch(fold(text_of(cell))) is not None


def read_date(cell: Cell, *, latest: dt.date, earliest_year: int = 1900) -> PartialDate | None:
    """Return the date of a cell, None where it is not known.

    Takes what `parse_partial_date` takes, and "ngày 12 tháng 3 năm 1975", "tháng 3 năm 1975",
    "Sinh 1975", "1975.0", "00/00/1975", "12-Mar-75", "từ 2019 đến nay". Raises ValidationError for what cannot be told
    for sure: "khoảng 1975", "75", "12031975", "2014-2020", a month of 13.
    """
    if not isinstance(cell, str):
        if isinstance(cell, bool) or (isinstance(cell, float) and not cell.is_integer()):
            raise _no_date(text_of(cell))
        if isinstance(cell, float) and not 1800 <= cell <= 2200:
            raise _no_date(text_of(cell))
        return parse_partial_date(cell, latest=latest, earliest_year=earliest_year)
    typed = text_of(unicodedata.normalize("NFKC", cell)).strip().lstrip("'’`")
    if is_not_known(typed):
        return None
    folded = _MIDNIGHT.sub("", fold(typed).replace("–", "-").replace("—", "-"))
    text = _TAIL.sub("", _LEAD.sub("", folded.strip(" ,;").rstrip(".")))
    text = _AGED.sub("", text) if re.match(r".*\d{4}", text) else text
    if re.fullmatch(r"\d{4}\.0", text):
        text = text[:4]
    if found := _NO_DAY_NOR_MONTH.fullmatch(text):
        text = found.group(1)
    elif found := _NO_DAY.fullmatch(text):
        text = f"{found.group(1)}/{found.group(2)}"
    elif (found := _WORDS.fullmatch(text)) or (found := _MONTH_WORDS.fullmatch(text)):
        text = "/".join(found.groups())
    elif found := _ENGLISH.fullmatch(text):
        text = f"{found.group(1)}/{_MONTH_NAMES.index(found.group(2)) + 1}/{found.group(3)}"
    elif found := _YEAR_FIRST.fullmatch(text):
        text = "/".join(found.groups()[::-1])
    if re.fullmatch(r"\d{5,}", text):
        raise _no_date(typed)
    try:
        return parse_partial_date(text, latest=latest, earliest_year=earliest_year)
    except ValidationError as error:
        if error.params and "text" in error.params and error.params["text"] == text:
            raise _no_date(typed) from error
        raise


def _no_date(text: str) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is no date. Type it as day/month/year, or only the year."),
        params={"text": text[:60]},
    )


def swapped_days(cells: Iterable[tuple[int, Cell]]) -> list[int]:
    """Return the keys of true dates whose day and month a program may have swapped.

    A spreadsheet set to American dates makes dates of "4/5/1971" (as 5 April) and leaves
    "25/12/1980" as text. So where all true dates have a day up to 12 and all texts one
    above, nobody can tell what the true ones were.
    """
    dates: list[int] = []
    texts = 0
    for key, cell in cells:
        if isinstance(cell, dt.date):
            if cell.day > 12:
                return []
            dates.append(key)
        elif isinstance(cell, str) and (
            found := re.fullmatch(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}\s*", cell)
        ):
            if int(found.group(1)) <= 12 or int(found.group(2)) > 12:
                return []
            texts += 1
    return dates if len(dates) > 1 and texts > 1 else []


_DAY = re.compile(r"ngay\s*(\d{1,2})\s*(?:thang|[/.\-])\s*(\d{1,2})\s*(?:nam|[/.\-])\s*(\d{4})")
_AS_OF = re.compile(
    r"(?:tinh )?den(?: het)?(?: ngay| thoi diem)?\s*:?\s*(?:ngay\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
)
_REFERS = re.compile(
    r"\b(?:quyet dinh|qd|kem theo|theo|so\s*:?\s*\d|nghi quyet|cong van|ke hoach|huong dan|ban hanh|can cu)\b"
)


def day_of_list(sheets: Iterable[Sheet]) -> list[dt.date]:
    """Return the days that a list gives as its own: at its foot, or "tính đến ngày …" in its title.

    The day of a decision that it names is none. More than one where the sheets differ.
    """
    found: list[dt.date] = []
    for sheet in sheets:
        ends = [
            *range(min(len(sheet.rows), 12)),
            *range(max(0, len(sheet.rows) - 25), len(sheet.rows)),
        ]
        own: list[dt.date] = []
        for row in dict.fromkeys(ends):
            for cell in sheet.rows[row]:
                if not isinstance(cell, str) or not any(char.isdigit() for char in cell):
                    continue
                text = fold(text_of(cell))
                hit = _AS_OF.search(text)
                if hit is None and not _REFERS.search(text):
                    hit = _DAY.search(text)
                if hit is None:
                    continue
                day, month, year = map(int, hit.groups())
                try:
                    own.append(dt.date(year, month, day))
                except ValueError:
                    continue
        if own:
            found.append(own[-1])
    return list(dict.fromkeys(found))


def year_precise(year: int) -> PartialDate:
    """Return a year as a date of which only the year is known."""
    return PartialDate(dt.date(year, 1, 1), Precision.YEAR)
