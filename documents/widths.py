"""Widths of columns: as wide as asked for, but never narrower than the longest word in them."""

from dataclasses import replace

from documents import fonts
from documents.tree import Column, Table, cell_text

#: points at both sides of a cell, with a little for rounding
INSET = 8.0
#: so many of the longest words of a column are measured: letters are not of one width
MEASURED = 4


def fitted(table: Table, room: float, size: float) -> Table:
    """Return a table of `room` points whose columns hold their longest words in letters of `size`.

    What they take comes from the columns that have more than they need. Where all words together
    do not fit, the widths stay in the measure of what they need.
    """
    share = sum(column.width for column in table.columns)
    asked = [room * column.width / share for column in table.columns]
    needed = [_needed(table, at, size) for at in range(len(table.columns))]
    if all(need <= wide for need, wide in zip(needed, asked, strict=True)):
        return table
    if sum(needed) >= room:
        return _with(table, needed)
    lack = sum(max(need - wide, 0) for need, wide in zip(needed, asked, strict=True))
    spare = sum(max(wide - need, 0) for need, wide in zip(needed, asked, strict=True))
    return _with(
        table,
        [
            need if need >= wide else wide - (wide - need) * lack / spare
            for need, wide in zip(needed, asked, strict=True)
        ],
    )


def _with(table: Table, widths: list[float]) -> Table:
    columns: list[Column] = [
        replace(column, width=wide) for column, wide in zip(table.columns, widths, strict=True)
    ]
    return replace(table, columns=tuple(columns))


def _needed(table: Table, at: int, size: float) -> float:
    """Return the points that the longest word of a column takes."""
    words = set(_words(table.columns[at].title))
    for index, row in enumerate(table.rows):
        if index not in table.bands:
            words.update(_words(cell_text(row[at])))
    longest = sorted(words, key=len, reverse=True)[:MEASURED]
    # Heads and totals are bold.
    return max((fonts.text_width(word, size, bold=True) for word in longest), default=0.0) + INSET


def _words(text: str) -> list[str]:
    """What stands on one line: no-break spaces hold words together."""
    return text.split(" ")
