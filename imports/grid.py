"""What a file holds once it is read: sheets of cells, in Unicode, with what is hidden and merged.

Knows no Django, so that the child process that reads a file starts fast.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.text import nfc

#: what stands in a cell; "" is an empty one. A number is a float, as spreadsheets keep it.
Cell = str | float | int | bool | dt.date | dt.datetime
#: (first row, first column, last row, last column), counted from 0, both ends inside
Range = tuple[int, int, int, int]

#: what a spreadsheet shows where a formula has lost its cells
ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!"}
)


#: so many rows are named one by one
FEW_ROWS = 12


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name and its rows, from the first row and column on.

    Rows may be of different length; `rows[4][2]` is Excel's C5. `doubtful` are cells whose
    old font could not be told for sure, `struck` cells whose text is struck through. A table
    of a Word file, a text file and pasted cells are a sheet each.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    doubtful: frozenset[tuple[int, int]] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()

    def value(self, row: int, column: int | None) -> Cell:
        """Return a cell as it is; "" outside the sheet or for no column."""
        if column is None or not 0 <= row < len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def text(self, row: int, column: int | None) -> str:
        """Return a cell as clean text on one line; "" outside the sheet or for no column."""
        return text_of(self.value(row, column))

    def texts(self, row: int) -> list[str]:
        """Return all cells of a row as clean text."""
        return [text_of(cell) for cell in self.rows[row]] if 0 <= row < len(self.rows) else []

    @property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)


def text_of(cell: Cell) -> str:
    """Return what a cell shows, as clean text: 22080001234.0 -> "22080001234"."""
    if isinstance(cell, str):
        return nfc(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def is_error(cell: Cell) -> bool:
    """Whether a cell shows that its formula has lost what it pointed to."""
    return isinstance(cell, str) and cell in ERRORS


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A sheet, a row or a cell of it. Counted from 0; -1 for "the whole sheet" or "the whole row"."""

    sheet: str
    row: int = -1
    column: int = -1

    def __str__(self) -> str:
        """As Excel names it: "Thôn 1!C9"."""
        if self.row < 0:
            return self.sheet
        return f"{self.sheet}!{column_letter(self.column)}{self.row + 1}"


def column_letter(column: int | None) -> str:
    """Return Excel's name of a column counted from 0 (0 -> A, 27 -> AB); "" for none."""
    if column is None or column < 0:
        return ""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def rows_in_words(places: Iterable[Place]) -> str:
    """Return the rows of places by Excel's numbers: each of a few, spans of many ("4–90, 112")."""
    numbers = sorted({place.row + 1 for place in places if place.row >= 0})
    if len(numbers) <= FEW_ROWS:
        return ", ".join(map(str, numbers))
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in spans)
