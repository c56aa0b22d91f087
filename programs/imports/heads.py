"""Heads of tables of results: which column, row or section is a label, a village, a period, a figure.

A table of results is laid out in any way: years or months across or down, villages across or
one a sheet, one long table with a column for each. So nothing is looked for at a fixed place.
Each head text is asked what it can be, and a figure's village, indicator and period come from
its column, its row, its section, the sheet and the title, the nearest first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from common.numbers import money_unit
from common.text import fold
from imports.grid import Cell, Place, Sheet, text_of
from members.models import Village
from programs.imports.head_words import Meaning, Role, Words
from programs.imports.periods import Reading, Span, read_period
from programs.models import Indicator

#: rows that may stand above a table, and rows that its head may have
MOST_ABOVE, MOST_HEAD_ROWS = 40, 4


@dataclass(frozen=True)
class Column:
    """A column under its head: either a role, or figures of what the head names."""

    index: int
    text: str
    place: Place
    role: Role | None = None
    period: Reading | None = None
    village: Village | None = None
    indicator: Indicator | None = None
    unit: str = ""
    total: bool = False
    commune: bool = False
    target: bool = False

    @property
    def holds_figures(self) -> bool:
        return self.role in (None, Role.VALUE)


@dataclass(frozen=True)
class Table:
    """A table: its columns, the texts above it, and the rows below the head until `end`."""

    sheet: Sheet
    first_row: int
    start: int
    end: int
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = field(default=())

    def column(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role == role), None)


def tables_of(sheet: Sheet, words: Words) -> Iterator[Table]:
    """Yield the tables of a sheet from the top. A head that stands again starts a table again."""
    grid = _Grid(sheet)
    heads: list[tuple[int, int]] = []
    row = 0
    while row < len(sheet.rows):
        if (heads or row < MOST_ABOVE) and _is_head(grid, row, words, first=not heads):
            first = _group_row_above(grid, row, words, heads[-1][1] if heads else 0)
            last = _last_head_row(grid, row, words)
            heads.append((first, last + 1))
            row = last + 1
        else:
            row += 1
    for index, (first, start) in enumerate(heads):
        end = heads[index + 1][0] if index + 1 < len(heads) else len(sheet.rows)
        above = heads[index - 1][1] if index else 0
        titles = tuple(
            text
            for at in range(above if index == 0 else max(above, first - 4), first)
            for text in dict.fromkeys(sheet.texts(at))
            if text and (index == 0 or sum(map(bool, sheet.texts(at))) == 1)
        )
        columns = tuple(
            _by_content(sheet, column, start, end, words)
            for column in _columns(grid, first, start, words)
        )
        start += _is_numbering(sheet, start)
        yield from _beside(Table(sheet, first, start, end, columns, titles), above)


def _beside(table: Table, above: int) -> Iterator[Table]:
    """Yield the tables that stand side by side under one head row, each with its own labels."""
    labels = [c.index for c in table.columns if c.role == Role.LABEL]
    roles = {c.index: c.role for c in table.columns}
    if len(labels) < 2:
        yield table
        return
    starts = [i - 1 if roles.get(i - 1) == Role.NUMBER else i for i in labels]
    starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(table.columns)], strict=True):
        own = tuple(
            text
            for row in range(above, table.first_row)
            for text in dict.fromkeys(table.sheet.texts(row)[start:end])
            if text
        )
        yield replace(table, columns=table.columns[start:end], titles=own or table.titles)


def _by_content(sheet: Sheet, column: Column, start: int, end: int, words: Words) -> Column:
    """ "Đơn vị" heads units as often as villages: what stands under it tells."""
    if column.role != Role.VILLAGE:
        return column
    texts = {text for row in range(start, end) if (text := sheet.text(row, column.index))}
    units = {fold(indicator.unit) for indicator in words.indicators.all}
    of_units = bool(texts) and all(fold(text) in units or money_unit(text) for text in texts)
    if of_units and not any(words.village(text) for text in texts):
        return replace(column, role=Role.UNIT)
    return column


class _Grid:
    """A sheet whose merged cells all show what the first of them holds."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in sheet.merged:
            if (bottom - top + 1) * (right - left + 1) > 20_000:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self._origin[(row, column)] = (top, left)

    def value(self, row: int, column: int) -> Cell:
        return self.sheet.value(*self._origin.get((row, column), (row, column)))

    def is_covered(self, row: int, column: int) -> bool:
        """Whether the cell belongs to a merged one that begins above it."""
        return self._origin.get((row, column), (row, column))[0] < row


def _meanings(grid: _Grid, row: int, words: Words) -> dict[int, Meaning]:
    return {
        column: words.of(cell) for column, cell in enumerate(grid.sheet.rows[row]) if text_of(cell)
    }


def _is_head(grid: _Grid, row: int, words: Words, *, first: bool) -> bool:
    found = _meanings(grid, row, words)
    if len(found) < 2 or any(text.text.endswith(":") for text in list(found.values())[:1]):
        return False
    roles = {meaning.role for meaning in found.values()} - {None, Role.NUMBER, Role.REMARK}
    tells = [meaning for meaning in found.values() if meaning.tells]
    kinds = {"period" if m.period else "indicator" if m.indicator else "village" for m in tells}
    if Role.LABEL in roles:
        return True
    leftmost = next(
        m for column, m in sorted(found.items()) if m.role != Role.NUMBER or len(found) == 1
    )
    if not first and leftmost.role is None:
        return False
    if any(_is_figure(grid.sheet.value(row, column), m) for column, m in found.items()):
        return False
    if (Role.VILLAGE in roles or Role.PERIOD in roles) and leftmost.role is not None:
        others = kinds - {"village" if Role.VILLAGE in roles else "period"}
        return len(roles) > 1 or bool(others) or len(tells) > 1
    if not first:
        return False
    below = [meaning for column, meaning in found.items() if column > min(found) or meaning.tells]
    return len(tells) > 1 and len(kinds) == 1 and all(m.tells or m.total or m.role for m in below)


def _is_figure(cell: Cell, meaning: Meaning) -> bool:
    """Whether a cell holds a number that is no year: no such stands in a head."""
    return isinstance(cell, int | float) and meaning.period is None


def _group_row_above(grid: _Grid, row: int, words: Words, top: int) -> int:
    """A row of groups may stand above the row of the label: "Năm 2023 | Năm 2024" over months."""
    if row - 1 < top:
        return row
    above = _meanings(grid, row - 1, words)
    if len([meaning for meaning in above.values() if meaning.tells]) > 1:
        return row - 1
    spans = [
        (left, right)
        for first, left, last, right in grid.sheet.merged
        if first <= row - 1 <= last and right > left
    ]
    grouped = any(
        left > 0
        and left in above
        and above[left].tells
        and right - left + 1 < len(grid.sheet.rows[row])
        for left, right in spans
    )
    return row - 1 if grouped else row


def _last_head_row(grid: _Grid, row: int, words: Words) -> int:
    """Return the last row of a head that begins in `row`: more rows may divide its groups."""
    last = row
    above = _meanings(grid, row, words)
    fixed = {
        column
        for column, meaning in above.items()
        if meaning.role in (Role.NUMBER, Role.LABEL, Role.UNIT, Role.VILLAGE, Role.REMARK)
    }
    while last - row < MOST_HEAD_ROWS - 1 and last + 1 < len(grid.sheet.rows):
        below = _meanings(grid, last + 1, words)
        free = {column: m for column, m in below.items() if column not in fixed}
        if not free or len(free) < len(below) or _goes_on_down(above, below):
            break
        merged = any(grid.is_covered(last + 1, column) for column in fixed)
        divides = [
            m for column, m in free.items()
            if m.tells or m.role or m.total or m.target or _is_month_below(grid, last, column, m)
        ]  # fmt: skip
        if not divides or (len(divides) < len(free) and not merged):
            break
        (first, *others) = free
        if not others and not merged and not text_of(grid.value(last, first)):
            break
        last += 1
    return last


def _goes_on_down(above: dict[int, Meaning], below: dict[int, Meaning]) -> bool:
    """Whether periods stand down a column, so that the row below the head is data or a section.

    "3/2014 | 1900" below "Tháng | Hòa giải thành" are 1,900 cases and no year; "NĂM 2023"
    opens a section.
    """
    if any(meaning.role in (Role.LABEL, Role.VILLAGE) for meaning in above.values()):
        return False
    periods = [column for column, meaning in above.items() if meaning.role == Role.PERIOD]
    return any(column in below and below[column].period is not None for column in periods)


def _is_month_below(grid: _Grid, row: int, column: int, meaning: Meaning) -> bool:
    """Whether a bare number from 1 to 12 stands under "Tháng", or I to IV under "Quý"."""
    if not re.fullmatch(r"0?[1-9]|1[0-2]|I{1,3}|IV", meaning.text):
        return False
    for left in range(column, -1, -1):
        over = fold(text_of(grid.value(row, left)))
        if over:
            return bool(re.match(r"(?:cac )?(?:thang|quy)\b", over))
    return False


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    texts = [text for text in sheet.texts(row) if text]
    if len(texts) < 2:
        return False
    marks = [text.strip("()[]. ") for text in texts]
    numbers = [int(mark) for mark in marks if re.fullmatch(r"[0-9]{1,2}", mark)]
    letters = [mark for mark in marks if re.fullmatch(r"[A-Ha-h]", mark)]
    rising = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return (
        rising
        and numbers[0] in (1, 2)
        and len(numbers) + len(letters) == len(marks)
        and (bool(letters) or len(numbers) >= 2 and (numbers[0] == 1))
    )


def _columns(grid: _Grid, first: int, start: int, words: Words) -> Iterator[Column]:
    """Yield the columns with what all head rows above them say together."""
    sheet = grid.sheet
    rows = list(range(first, start))
    width = max((len(sheet.rows[row]) for row in range(first, len(sheet.rows))), default=0)
    for index in range(width):
        cells = list(_stack(grid, rows, index))
        meanings = [words.of(cell) for _row, cell in cells]
        place = Place(sheet.name, cells[-1][0] if cells else rows[-1], index)
        yield _column(index, meanings, place)


def _stack(grid: _Grid, rows: list[int], index: int) -> Iterator[tuple[int, Cell]]:
    """Yield the head texts above a column, a group's text over each of its columns."""
    before = ""
    for position, row in enumerate(rows):
        cell = grid.value(row, index)
        if not text_of(cell) and position + 1 < len(rows):
            cell = _from_the_left(grid, row, rows[position + 1], index)
        text = text_of(cell)
        if text and text != before:
            yield row, cell
            before = text


def _from_the_left(grid: _Grid, row: int, below: int, index: int) -> Cell:
    """A group that is not merged stands over the first of its columns only."""
    if not text_of(grid.value(below, index)) or grid.is_covered(below, index):
        return ""
    for left in range(index - 1, -1, -1):
        if grid.is_covered(below, left) or not text_of(grid.value(below, left)):
            return ""
        if text_of(grid.value(row, left)):
            return grid.value(row, left)
    return ""


def _column(index: int, meanings: list[Meaning], place: Place) -> Column:
    text = " ".join(meaning.text for meaning in meanings)
    period = combine([m.period for m in meanings])
    heads = [m for m in meanings[:-1] if m.role == Role.PERIOD]
    if heads and not meanings[-1].tells:
        whole = read_period(f"{heads[-1].text} {meanings[-1].text}")
        period = combine([whole, *(m.period for m in meanings[:-1])]) if whole else period
    village = next((m.village for m in meanings if m.village), None)
    indicator = next((m.indicator for m in meanings if m.indicator), None)
    commune = any(m.commune for m in meanings)
    total = any(m.total for m in meanings)
    target = any(m.target for m in meanings)
    unit = next((m.unit for m in meanings if m.unit), "")
    role = None
    if period is None and village is None and indicator is None and not commune:
        role = next((m.role for m in reversed(meanings) if m.role), None)
    return Column(
        index, text, place, role, period, village, indicator, unit, total, commune, target
    )


def combine(readings: list[Reading | None]) -> Reading | None:
    """Join what several texts say of one period: "Năm 2024" and "Tháng 9"; None for nothing.

    The first is the nearest to the figure, or all stand on one level; two that contradict
    each other are unclear.
    """
    joined: Reading | None = None
    for reading in readings:
        if reading is None:
            continue
        if joined is None:
            joined = reading
            continue
        wide, narrow = sorted((joined, reading), key=lambda r: r.span != Span.YEAR)
        if wide.year and narrow.year and wide.year != narrow.year:
            return Reading(Span.UNCLEAR)
        if wide.span == Span.YEAR:
            joined = replace(
                narrow, year=narrow.year or wide.year, estimate=wide.estimate or narrow.estimate,
                remark=narrow.remark or wide.remark,
            )  # fmt: skip
        elif wide != narrow:
            return Reading(Span.UNCLEAR)
    return joined
