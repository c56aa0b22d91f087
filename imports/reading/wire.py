"""How sheets travel from the child process to its parent: JSON, so that nothing in it can act."""

import datetime as dt
import json
from typing import Any

from imports.grid import Cell, Sheet
from imports.reading.cells import Draft
from imports.reading.oldfonts import decode_sheet


def refusal(why: str) -> bytes:
    """Return the answer that says why a file was not read."""
    return json.dumps({"refused": why}).encode()


def pack(drafts: list[Draft]) -> bytes:
    """Return sheets as bytes, their texts put into Unicode on the way."""
    return json.dumps({"sheets": [_packed(draft) for draft in drafts]}).encode()


def unpack(answer: bytes) -> list[Sheet] | str:
    """Return the sheets of an answer, or the word for why there are none. Raises ValueError."""
    told = json.loads(answer)
    if "refused" in told:
        return str(told["refused"])
    return [_sheet(found) for found in told["sheets"]]


def _packed(draft: Draft) -> dict[str, Any]:
    doubtful = decode_sheet(draft)
    rows: list[list[Any]] = []
    for cells in draft.rows:
        if any(isinstance(cell, dt.date) for cell in cells):
            rows.append(
                [{"d": cell.isoformat()} if isinstance(cell, dt.date) else cell for cell in cells]
            )
        else:
            rows.append(cells)
    return {
        "name": draft.name,
        "rows": _squeezed(rows),
        "hidden": draft.hidden,
        "hidden_rows": sorted(draft.hidden_rows),
        "hidden_columns": sorted(draft.hidden_columns),
        "merged": draft.merged,
        "doubtful": sorted(doubtful),
        "struck": sorted(draft.struck),
    }


def _squeezed(rows: list[list[Any]]) -> list[Any]:
    """Return rows with runs of empty ones as their number."""
    found: list[Any] = []
    for cells in rows:
        if cells:
            found.append(cells)
        elif found and isinstance(found[-1], int):
            found[-1] += 1
        else:
            found.append(1)
    return found


def _sheet(told: dict[str, Any]) -> Sheet:
    rows: list[list[Cell]] = []
    empty: list[Cell] = []
    for cells in told["rows"]:
        if isinstance(cells, int):
            rows.extend([empty] * cells)
            continue
        for index, cell in enumerate(cells):
            if type(cell) is dict:
                cells[index] = _date(cell["d"])
            elif type(cell) is int:
                cells[index] = float(cell)
        rows.append(cells)
    return Sheet(
        name=" ".join(told["name"].split()),
        rows=rows,
        hidden=told["hidden"],
        hidden_rows=frozenset(told["hidden_rows"]),
        hidden_columns=frozenset(told["hidden_columns"]),
        merged=tuple((a, b, c, d) for a, b, c, d in told["merged"]),
        doubtful=frozenset((row, column) for row, column in told["doubtful"]),
        struck=frozenset((row, column) for row, column in told["struck"]),
    )


def _date(text: str) -> dt.date:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
