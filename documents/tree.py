"""An official document as a tree of plain values: one source for page, Word, PDF and Excel.

Letters, minutes, decisions and reports are all such trees. Every writer of this
package takes a `Document`; a test finds every figure of it in every output. The
tree is frozen data: equal trees are equal, and it travels as JSON (`freeze`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from common.figures import number, rounded


@dataclass(frozen=True)
class Figure:
    """A figure as printed, with its value for Excel and the key of its facts.

    `value` None is "not known" and prints "–"; it is never 0. `key` "" has no
    facts behind it.
    """

    text: str
    value: Decimal | None = None
    key: str = ""


Run = str | Figure
Cell = str | Figure


@dataclass(frozen=True)
class Heading:
    """A heading. Level 1 is "I. ĐẶC ĐIỂM TÌNH HÌNH", level 2 "1. ...", level 3 "a) ..."."""

    level: int
    text: str
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text. Style "body", "basis" (italic, căn cứ), "item" (a dash), "lead" (opens a list
    and stays on its page), "note",
    "address" (bold, in the middle: whom a letter is for), or "closing", which stays with
    the signature."""

    runs: tuple[Run, ...]
    style: str = "body"

    @property
    def text(self) -> str:
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)


@dataclass(frozen=True)
class Column:
    """A column: its head, what it holds ("text" or "figure"), its width as a share."""

    title: str
    holds: str = "figure"
    width: float = 1.0


@dataclass(frozen=True)
class Table:
    """A table with caption and head. `totals` is how many last rows are totals.

    `groups` names the columns of the first head row: (title, how many columns);
    () for a head of one row. `strong` lists further rows in bold; `bands` lists rows whose
    first text stands bold over the whole width. `tall` leaves room to sign in every row.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: int = 0
    note: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    strong: tuple[int, ...] = ()
    bands: tuple[int, ...] = ()
    tall: bool = False


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart over categories. Kind "columns", "stacked" or "lines"; None is a gap.

    Every writer sets the table of its numbers under it.
    """

    caption: str
    kind: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture in the middle of the page: `content` is a JPEG or PNG file in base64.

    `width` is in millimetres; `caption` stands under it, `alt` is read to who cannot see it.
    """

    content: str
    alt: str
    width: float
    caption: str = ""


@dataclass(frozen=True)
class PageBreak:
    """The next block starts on a new page."""


Block = Heading | Paragraph | Table | Chart | Picture | PageBreak


@dataclass(frozen=True)
class Head:
    """The head of Decree 30/2020, annex I: who writes, number, place and date, what it is.

    Without an organ it is no paper of an office, and only kind and subject are printed.
    """

    parent: str
    organ: str
    number: str
    place_and_date: str
    kind: str
    subject: str
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """Who signs for whom ("TM. BAN CHỈ ĐẠO" / "TRƯỞNG BAN") and who receives the paper.

    `beside` signs on the left, as the secretary beside the chair under minutes.
    """

    authority: str
    posts: tuple[str, ...]
    name: str
    rank: str = ""
    recipients: tuple[str, ...] = ()
    beside: "Signature | None" = None


@dataclass(frozen=True)
class Appendix:
    """An appendix with its own page numbers; `number` is Roman, "" where it is the only one."""

    number: str
    title: str
    reference: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Fact:
    """What stands behind a figure: the rule it is counted by, where it comes from, the rows."""

    key: str
    title: str
    rule: str
    source: str
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole paper. `title` and `author` go into the files' properties."""

    title: str
    author: str
    head: Head
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    appendices: tuple[Appendix, ...] = ()
    facts: tuple[Fact, ...] = ()

    def all_blocks(self) -> Iterator[Block]:
        """Yield the blocks of the body and of every appendix, in order."""
        yield from self.blocks
        for appendix in self.appendices:
            yield from appendix.blocks

    def figures(self) -> Iterator[Figure]:
        """Yield every figure of running text and tables, in order."""
        for block in self.all_blocks():
            if isinstance(block, Paragraph):
                yield from (run for run in block.runs if isinstance(run, Figure))
            elif isinstance(block, Table):
                for row in block.rows:
                    yield from (cell for cell in row if isinstance(cell, Figure))

    def fact(self, key: str) -> Fact | None:
        """Return what stands behind the figure of this key."""
        return next((fact for fact in self.facts if fact.key == key), None)


def kind_of(picture: Picture) -> str:
    """Return "png" or "jpeg", by the first letters of the file."""
    return "png" if picture.content.startswith("iVBOR") else "jpeg"


#: a table of so many rows at most stands on one page, so does a group of them
MOST_KEPT = 14


def kept_rows(table: Table) -> dict[int, int]:
    """Return where rows stay on one page with what they are of: {first row: how many}.

    A group begins with a strong row and goes on with rows whose second cell is empty: an indicator
    with its villages, which mean nothing without its name.
    """
    found: dict[int, int] = {}
    last = len(table.rows) - table.totals
    starts = [index for index in table.strong if index < last]
    for start, end in zip(starts, [*starts[1:], last][: len(starts)], strict=True):
        rows = table.rows[start + 1 : end]
        alone = not table.bands and len(table.columns) > 2
        if alone and 0 < len(rows) < MOST_KEPT and not any(cell_text(row[1]) for row in rows):
            found[start] = len(rows) + 1
    return found


def letter_size(table: Table) -> float:
    """Return the points of a table's letters: many columns have small ones."""
    return 10 if len(table.columns) > 11 else 11.5


def is_short(table: Table) -> bool:
    """Whether a table stands on one page, with its caption."""
    return len(table.rows) <= MOST_KEPT and not table.tall


def cell_text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def band_text(row: tuple[Cell, ...]) -> str:
    """Return what a band says: its first text that is not empty."""
    return next((text for text in map(cell_text, row) if text), "")


def dashed(names: tuple[str, ...]) -> list[str]:
    """Return a list as papers set it: "- A;", "- B;", "- C."."""
    last = len(names) - 1
    return [f"- {name}{'.' if index == last else ';'}" for index, name in enumerate(names)]


def chart_table(chart: Chart) -> Table:
    """Return the numbers of a chart as the table that stands under it.

    Few categories stand in columns; many stand in rows, where they do not fit.
    """

    def figure(value: Decimal | None) -> Figure:
        return Figure(number(value), None if value is None else rounded(value))

    corner = f"({chart.unit})" if chart.unit else ""
    if len(chart.categories) <= 12:
        columns = (Column(corner, "text", 2.2), *(Column(name) for name in chart.categories))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (series.name, *(figure(value) for value in series.values)) for series in chart.series
        )
    else:
        columns = (Column(corner, "text", 2.0), *(Column(series.name) for series in chart.series))
        rows = tuple(
            (name, *(figure(series.values[index]) for series in chart.series))
            for index, name in enumerate(chart.categories)
        )
    return Table("", columns, rows)
