"""Where the tables of a sheet stand, as a clerk sees them: heads, sections, rows, foot.

Contract (the reading grows behind it):

    tables = find_tables(sheet, fields, required=("full_name",), asked=asked)
    for table in tables:
        for line in table.lines:
            line.text("full_name"); line.value("birth"); line.place("birth"); line.sections
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from imports.grid import Cell, Place, Sheet, text_of
from imports.questions import Asked


@dataclass(frozen=True)
class Field:
    """What a column can hold. `labels` are folded heads that mean it ("ho va ten"), exactly;
    `words` are folded patterns (regular expressions, whole head) that mean it.

    `label` is for people; `down` fields are filled down over merged and ditto cells;
    `joined` fields may stand in several columns side by side, read as one text.
    """

    name: str
    label: object
    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    down: bool = False
    joined: bool = False


@dataclass(frozen=True)
class Table:
    """One table of a sheet. Rows and columns counted from 0.

    `heads` gives for every column all head texts above it, from the top (a group head stands
    over each of its columns); `columns` the columns of each field, `unknown` those without.
    """

    sheet: Sheet
    head_rows: tuple[int, ...]
    heads: Mapping[int, tuple[str, ...]]
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str] = field(default_factory=dict)
    #: texts that stand above the head: titles, dates
    titles: tuple[tuple[int, str], ...] = ()
    lines: tuple["Line", ...] = ()
    #: rows below the last line that are no lines: totals, notes, signatures
    foot: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One row of a table, merged and ditto cells filled. `sections` are the section rows above
    it, the outermost first, as written ("THÔN 2 (02 người)")."""

    sheet: Sheet
    row: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, tuple[int, ...]]
    sections: tuple[str, ...] = ()

    def value(self, name: str) -> Cell:
        """Return the cell of a field as it is; "" where it is empty or there is no column."""
        return self.cells.get(name, "")

    def text(self, name: str) -> str:
        """Return the cell of a field as clean text."""
        return text_of(self.value(name))

    def place(self, name: str = "") -> Place:
        """Return where a field of this row stands; the row itself without a name or column."""
        columns = self.columns.get(name)
        return Place(self.sheet.name, self.row, columns[0] if columns else -1)


def find_tables(
    sheet: Sheet, fields: Sequence[Field], required: Sequence[str], asked: Asked
) -> list[Table]:
    """Return the tables of a sheet whose heads hold the required fields; [] for none."""
    raise NotImplementedError
