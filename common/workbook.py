"""Workbooks as offices keep them: title lines, two-row heads, old fonts, numbers as floats.

Reads .xlsx, .xls and .ods through calamine and hands out plain rows in Unicode.
Rows and columns are named as Excel names them (row 9, column C), so that a
message points at the cell the user sees.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine
from django.utils.translation import gettext as _

from common.text import decode, detect_encoding, fold, nfc

Cell = object


#: more than a commune's lists ever hold; a larger file is a mistake or an attack
MOST_ROWS, MOST_CELLS, MOST_UNPACKED = 20_000, 3_000_000, 300 * 2**20
_CELL = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')


class UnreadableWorkbook(Exception):
    """The file is no workbook that can be read; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name and its rows, from the first row and column on."""

    name: str
    rows: list[list[Cell]]

    def text(self, row: int, column: int | None) -> str:
        """Return a cell as clean text; "" outside the sheet or for no column."""
        value = self.value(row, column)
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return nfc(str(value))

    def value(self, row: int, column: int | None) -> Cell:
        if column is None or row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]


@dataclass(frozen=True)
class Head:
    """Where the table's head ends and which field stands in which column."""

    last_row: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str] = field(default_factory=dict)


def read_workbook(content: bytes | Path) -> list[Sheet]:
    """Return the sheets that hold anything.

    Raises UnreadableWorkbook for a file that is broken, empty, protected by a
    password or no workbook at all.
    """
    data = content.read_bytes() if isinstance(content, Path) else content
    if not data:
        raise UnreadableWorkbook(_("The file is empty. Choose the workbook again."))
    if data[:4] == b"PK\x03\x04" and not zipfile.is_zipfile(io.BytesIO(data)):
        raise UnreadableWorkbook(
            _("The file is cut short or damaged. Open it in Excel, save it again and retry.")
        )
    _refuse_giants(data)
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        raw = [
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names
        ]
    except python_calamine.PasswordError:
        raise UnreadableWorkbook(
            _("The file is protected by a password. Remove the password in Excel and retry.")
        ) from None
    except Exception as error:  # the reader names many; none of them helps an officer
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data[:65536]:
            raise UnreadableWorkbook(
                _("The file is protected by a password. Remove the password in Excel and retry.")
            ) from error
        raise UnreadableWorkbook(
            _("This is no workbook that can be read. Save it as .xlsx in Excel and retry.")
        ) from error
    if any(len(rows) > MOST_ROWS for _name, rows in raw):
        raise UnreadableWorkbook(_too_large())
    strings = [cell for _name, rows in raw for row in rows for cell in row if isinstance(cell, str)]
    encoding = detect_encoding(strings)
    sheets = [
        Sheet(
            nfc(decode(name, encoding) if encoding != "unicode" and not name.isascii() else name),
            [[decode(c, encoding) if isinstance(c, str) else c for c in row] for row in rows],
        )
        for name, rows in raw
        if any(cell != "" for row in rows for cell in row)
    ]
    if not sheets:
        raise UnreadableWorkbook(_("The workbook has no filled cell. Choose another file."))
    return sheets


def _too_large() -> str:
    return _(
        "The workbook has more than %(rows)d rows. Split it and import the parts one by one."
    ) % {"rows": MOST_ROWS}


def _refuse_giants(data: bytes) -> None:
    """Refuse an .xlsx that would fill the memory before it is read.

    The reader makes a dense grid: one cell in the last corner of a sheet is
    17 thousand million cells. So the corners are looked at in the packed file.
    """
    if data[:4] != b"PK\x03\x04":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableWorkbook(_too_large())
            for item in packed.infolist():
                if not item.filename.startswith("xl/worksheets/"):
                    continue
                last_row = last_column = 1
                for letters, digits in set(_CELL.findall(packed.read(item))):
                    last_row = max(last_row, int(digits))
                    last_column = max(last_column, _column_number(letters))
                if last_row > MOST_ROWS * 5 or last_row * last_column > MOST_CELLS:
                    raise UnreadableWorkbook(_too_large())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return  # the reader below says what is wrong with it


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def corrected(sheet: Sheet, row: int, columns: Mapping[str, int]) -> Head:
    """Return a head that somebody put right by hand: its row, and a column for each field."""
    taken = set(columns.values())
    unknown = {
        column: sheet.text(row, column)
        for column in range(len(sheet.rows[row]) if row < len(sheet.rows) else 0)
        if column not in taken and sheet.text(row, column)
    }
    return Head(row, dict(columns), unknown)


def find_head(
    sheet: Sheet, aliases: Mapping[str, Iterable[str]], required: Iterable[str]
) -> Head | None:
    """Find the table's head: the first row that holds all required fields.

    `aliases` maps a field to folded labels. A second head row below (merged
    cells such as "Năm sinh" over "Nam | Nữ") is joined to the first: its
    columns may be named "nam sinh/nam". None if there is no such row.
    """
    by_label = {label: name for name, labels in aliases.items() for label in labels}
    for index in range(min(len(sheet.rows), 60)):
        labels = [fold(sheet.text(index, column)) for column in range(len(sheet.rows[index]))]
        if not set(required) <= {by_label[label] for label in labels if label in by_label}:
            continue
        below = (
            [fold(sheet.text(index + 1, column)) for column in range(len(labels))]
            if index + 1 < len(sheet.rows)
            else []
        )
        over = ""
        joined: dict[int, str] = {}
        for column, label in enumerate(labels):
            over = label or over
            if column < len(below) and below[column] and f"{over}/{below[column]}" in by_label:
                joined[column] = f"{over}/{below[column]}"
        columns: dict[str, int] = {}
        unknown: dict[int, str] = {}
        for column, label in enumerate(labels):
            name = by_label.get(joined.get(column, label))
            if name:
                columns.setdefault(name, column)
            elif label:
                unknown[column] = sheet.text(index, column)
        return Head(index + 1 if joined else index, columns, unknown)
    return None


def column_letter(column: int | None) -> str:
    """Return Excel's name of a column counted from 0 (0 -> A, 27 -> AB); "" for None."""
    if column is None:
        return ""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
