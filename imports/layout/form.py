"""The form of a kind of list, and what is found of it in a sheet: tables and their lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from imports.grid import Cell, Place, Sheet, text_of

#: an answer that leaves a column out
LEAVE_OUT = "-"


@dataclass(frozen=True)
class Field:
    """What a column can hold.

    `labels` are folded heads that mean it exactly ("ho va ten"; "nam sinh/nam" under a group
    head), `words` regular expressions over a whole folded head that mean it too; an exact
    label goes first. `label` is for people. The cells of a `down` field stand for the rows
    below where they are merged, and may be ditto marks. A `joined` field may be spread over
    several columns under one merged head, which are read as one text.
    """

    name: str
    label: object
    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    down: bool = False
    joined: bool = False


@dataclass(frozen=True)
class Content:
    """What a field is known by where its head is not: most of its cells, as `fits` says.

    A head in which `hint` is found is taken at once, another one is asked about; one in which
    `never` is found means something else. Columns read as a field of `instead_of` may be it.
    """

    fits: Callable[[Cell], bool]
    hint: str = r"(?!)"
    never: str = r"(?!)"
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """The form of one kind of list.

    `required`: fields a head must hold; "a|b" for one of several. `key`: the field that names
    what a row is about, or several ("a|b") of which one is filled. `opens` says whether a lone text opens a section (a village).
    `vouches` says of the cells of a row without a number whether they are a row of the list. `contents` tells fields by their cells.
    """

    fields: Sequence[Field]
    required: tuple[str, ...]
    key: str
    number: str = "number"
    opens: Callable[[str], bool] = lambda text: False
    vouches: Callable[[Mapping[str, Cell]], bool] = lambda cells: len(cells) > 1
    #: fields that are also known by their cells, the surest first
    contents: Mapping[str, Content] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, merged and ditto cells filled.

    `sections` are the section rows above it in their order, as (row, text as written).
    `others` are filled cells of a field that stands in several columns, beside the first.
    """

    sheet: Sheet
    row: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, tuple[int, ...]]
    sections: tuple[tuple[int, str], ...] = ()
    others: Mapping[str, tuple[tuple[int, Cell], ...]] = field(default_factory=dict)
    #: fields whose cell is not the row's own: merged from above, or a ditto mark
    repeated: frozenset[str] = frozenset()

    def value(self, name: str) -> Cell:
        """Return the cell of a field as it is; "" where it is empty or there is no column."""
        return self.cells.get(name, "")

    def text(self, name: str) -> str:
        """Return the cell of a field as clean text."""
        return text_of(self.value(name))

    def has(self, name: str) -> bool:
        """Whether the table has a column for a field."""
        return name in self.columns

    def place(self, name: str = "") -> Place:
        """Return where a field of this row stands; the row itself without a name or column."""
        columns = self.columns.get(name)
        return Place(self.sheet.name, self.row, columns[0] if columns else -1)


@dataclass(frozen=True)
class Table:
    """One table of a sheet. Rows and columns counted from 0.

    `heads` gives for every column all head texts above it, from the top (a group head stands
    over each of its columns); `columns` the columns of each field, `unknown` those without.
    `titles` are the texts above the head, `loose` rows among the lines that are none of the
    list and open no section, `foot` those below the last line; each (row, text).
    """

    sheet: Sheet
    head_rows: tuple[int, ...]
    heads: Mapping[int, tuple[str, ...]]
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]
    titles: tuple[tuple[int, str], ...] = ()
    lines: tuple[Line, ...] = ()
    loose: tuple[tuple[int, str], ...] = ()
    foot: tuple[tuple[int, str], ...] = ()
    #: filled columns without any head, right of the first and left of the last column
    headless: tuple[int, ...] = ()

    def place(self, row: int = -1, column: int = -1) -> Place:
        return Place(self.sheet.name, row, column)


@dataclass(frozen=True)
class Head:
    """The head of a table as it was found; see `Table` for its parts."""

    rows: tuple[int, ...]
    heads: dict[int, tuple[str, ...]]
    columns: dict[str, tuple[int, ...]]
    unknown: dict[int, str]
