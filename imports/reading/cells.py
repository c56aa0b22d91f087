"""What the readers of all formats share: a sheet under construction, bounds, number formats."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from imports.grid import Cell, Range


class Refused(Exception):
    """The file cannot be read. `why` is a word of `imports.reading.advice`; knows no Django."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class Bounds:
    """How much a file may hold; counted over all its sheets, only what holds something."""

    rows: int
    cells: int
    text: int = 60 * 2**20
    unpacked: int = 300 * 2**20

    def row(self) -> None:
        self.rows -= 1
        if self.rows < 0:
            raise Refused("too_large")

    def cell(self, value: Cell) -> None:
        self.cells -= 1
        if isinstance(value, str):
            self.text -= len(value)
        if self.cells < 0 or self.text < 0:
            raise Refused("too_large")


#: shared by all empty rows: a million of them weigh no more than their pointers
_EMPTY: list[Cell] = []


@dataclass
class Draft:
    """A sheet while it is read: only cells that hold something are kept."""

    name: str
    bounds: Bounds
    hidden: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, value: Cell) -> bool:
        """Keep a cell; False for one that holds nothing but space."""
        if isinstance(value, str) and not value.strip():
            return False
        while len(self.rows) <= row:
            self.rows.append(_EMPTY)
        if self.rows[row] is _EMPTY:
            self.rows[row] = []
            self.bounds.row()
        cells = self.rows[row]
        self.bounds.cell(value)
        if column > len(cells) + 2000:
            self.bounds.cells -= column - len(cells)
            self.bounds.cell("")
        while len(cells) <= column:
            cells.append("")
        cells[column] = value
        return True

    @property
    def is_empty(self) -> bool:
        return not any(cells is not _EMPTY for cells in self.rows)


def parse_xml(source: Any, handler: Any, bounds: Bounds) -> None:
    """Feed a stream of XML to `handler.start(name, attributes)`, `.end(name)` and `.text(data)`.

    Names come without namespace. Entities are refused: no office writes them, and nine
    levels of them are a bomb. Raises Refused for damage and for more than may be unpacked.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text

    def no_entities(*_parts: Any) -> None:
        raise Refused("damaged")

    parser.EntityDeclHandler = no_entities
    try:
        while chunk := source.read(2**18):
            bounds.unpacked -= len(chunk)
            if bounds.unpacked < 0:
                raise Refused("too_large")
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused("damaged") from error


def local(name: str) -> str:
    """Return an element's name without its prefix."""
    return name.rpartition(":")[2]


# --- number formats -----------------------------------------------------------

_BUILTIN = {
    14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
}  # fmt: skip
_BUILTIN.update(dict.fromkeys([*range(27, 37), *range(50, 59)], "d/m/yyyy"))
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ZEROS = re.compile(r"0{6,}")
EPOCH, EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001


def shape_of(number: int, code: str | None) -> str:
    """Return how a number is shown: "day", "month", "year", "time", "0000000000" or "".

    `number` is the built-in format's id, `code` the format's text where there is one.
    """
    text = _BUILTIN.get(number, "") if code is None else code
    first = _QUOTED.sub("", text.split(";")[0]).lower()
    if _ZEROS.fullmatch(first):
        return first
    letters = {char for char in first if char in "dmyhs"}
    if not letters or first.strip() == "general" or "e+" in first or "#" in first:
        return ""
    if "y" in letters:
        return "day" if "d" in letters else "month" if "m" in letters else "year"
    if "d" in letters:
        return "day"
    return "time" if letters & {"h", "s"} else ""


def shown(value: float, shape: str, epoch: dt.datetime = EPOCH) -> Cell:
    """Return a number as the cell shows it: a date, a month or year as text, or the number.

    A number in a format of zeros is a text of that length: so offices keep phones and IDs.
    """
    if not shape:
        return value
    if shape[0] == "0":
        return str(int(value)).zfill(len(shape)) if value.is_integer() and value >= 0 else value
    if shape == "time" or not 1 <= value < 2958466:
        return value
    moment = epoch + dt.timedelta(days=value)
    if shape == "month":
        return f"{moment.month:02d}/{moment.year}"
    if shape == "year":
        return str(moment.year)
    whole = moment.time() == dt.time()
    return moment.date() if whole else moment.replace(microsecond=0)


def column_number(letters: str) -> int:
    """Return the number of a column by Excel's name, from 0 (A -> 0, AB -> 27)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def place_of(reference: str) -> tuple[int, int] | None:
    """Return (row, column) from 0 of "C5"; None for no reference."""
    found = _REFERENCE.fullmatch(reference)
    return (int(found.group(2)) - 1, column_number(found.group(1))) if found else None


def range_of(reference: str) -> Range | None:
    """Return the range "A3:C5" from 0; None for none."""
    ends: Sequence[tuple[int, int] | None] = [place_of(part) for part in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return (*ends[0], *ends[1])
