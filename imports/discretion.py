"""Columns that the portal never holds: religion. They go as soon as a file is read.

Nothing of such a column is kept, shown or logged, its samples neither; only that it was there.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from common.text import fold
from imports.grid import Cell, Place, Sheet, text_of

#: heads that mean it, folded, whole
_SURE = re.compile(
    r"(?:(?:dan toc|thanh phan|chuc sac|chuc viec)\s*(?:[,/&;-]|va)?\s*)?"
    r"(?:(?:theo|thuoc|co)\s+)?(?:ton giao|tin nguong)\b.{0,30}|(?:co\s+)?theo dao\b.{0,20}|dao \(.*\)"
)
#: a given name too, so only beside the head of a list
_DAO = "dao"
#: what any of them holds, however it is composed: a quick look before the slow one
_MAYBE = re.compile(r"gi.{1,4}o|ng.{1,6}ng|[dđ].{1,3}o", re.IGNORECASE)
_LIST_HEAD = re.compile(r"ho\b.*ten\b.*|ho (?:va |,|&).*|stt|tt|so tt|ten\b.*")
LONGEST_HEAD = 50


def without_religion(sheets: Iterable[Sheet]) -> tuple[list[Sheet], list[Place]]:
    """Return the sheets with columns of religion emptied, and where their heads stood."""
    kept, found = [], []
    for sheet in sheets:
        heads = list(_heads(sheet))
        kept.append(_emptied(sheet, heads) if heads else sheet)
        found += [Place(sheet.name, row, column) for row, column in heads]
    return kept, found


def _heads(sheet: Sheet) -> Iterable[tuple[int, int]]:
    """Yield cells that head a column of religion: a short text in a row of other short texts."""
    for row, cells in enumerate(sheet.rows):
        folded: list[str] | None = None
        for column, cell in enumerate(cells):
            if not isinstance(cell, str) or len(cell) > LONGEST_HEAD or not _MAYBE.search(cell):
                continue
            word = fold(cell)
            sure = _SURE.fullmatch(word)
            if not sure and word != _DAO:
                continue
            if folded is None:
                folded = [fold(text_of(other)) for other in cells]
            beside = sum(bool(text) and not text[:1].isdigit() for text in folded)
            if (sure and beside >= 3) or any(_LIST_HEAD.fullmatch(text) for text in folded):
                yield row, column


def _emptied(sheet: Sheet, heads: list[tuple[int, int]]) -> Sheet:
    gone: dict[int, int] = {}
    for row, column in heads:
        last = column
        for top, left, bottom, right in sheet.merged:
            if top <= row <= bottom and left <= column <= right:
                last = max(last, right)
        for one in range(column, last + 1):
            gone[one] = min(row, gone.get(one, row))
    rows: list[list[Cell]] = [
        [
            "" if number >= gone.get(column, number + 1) else cell
            for column, cell in enumerate(cells)
        ]
        for number, cells in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)
