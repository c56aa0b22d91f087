"""What every workbook that the portal writes has in common: options, font, names of sheets."""

import io
from collections.abc import Iterable

import xlsxwriter

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_REFUSED = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
LONGEST_NAME = 31


def new_book(out: io.BytesIO) -> xlsxwriter.Workbook:
    """Open a workbook in which nothing that somebody typed becomes a formula, a link or a number."""
    return xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


def sheet_name(name: str, taken: Iterable[str] = ()) -> str:
    """Return a name that Excel takes for a sheet: 31 letters, none of []:*?/\\, not `taken` yet."""
    clean = name.translate(_REFUSED)[:LONGEST_NAME].strip("' ") or "-"
    used = {other.lower() for other in taken}
    unique, count = clean, 2
    while unique.lower() in used:
        unique = f"{clean[: LONGEST_NAME - 5]} ({count})"
        count += 1
    return unique
