"""Columns whose heads are not known, told by what stands in them."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from imports.grid import Cell, Place, Sheet
from imports.layout.form import LEAVE_OUT, Content, Form, Head
from imports.layout.words import label_of, list_number
from imports.questions import Ask, Asked, Option, Question

#: so many rows are looked at; of their cells so many in a hundred must fit
MOST_ROWS, ENOUGH = 60, 90


def by_content(head: Head, sheet: Sheet, form: Form, asked: Asked) -> Head:
    """Return a head with the columns added that are known by their cells.

    Only fields that no column bears are looked for. Where the head says nothing of the field
    the column is asked about, so that it is neither dropped nor taken for what it is not.
    """
    missing = {n: content for n, content in form.contents.items() if n not in head.columns}
    if not missing:
        return head
    rows = _rows_of_list(head, sheet, form)
    columns, unknown = dict(head.columns), dict(head.unknown)
    for name, content in missing.items():
        for column in _candidates(content, columns, unknown):
            label = "/".join(label_of(text) for text in head.heads[column])
            if re.search(content.never, label) or not _fits(content, sheet, rows, column):
                continue
            taken = re.search(content.hint, label) is not None or column not in unknown
            if not taken and _asked_about(column, name, head, sheet, form, asked) != name:
                continue
            unknown.pop(column, None)
            columns = {n: c for n, several in columns.items() if (c := _without(several, column))}
            columns[name] = (column,)
            break
    return Head(head.rows, head.heads, columns, unknown)


def _without(columns: tuple[int, ...], column: int) -> tuple[int, ...]:
    return tuple(other for other in columns if other != column)


def _candidates(
    content: Content, columns: dict[str, tuple[int, ...]], unknown: dict[int, str]
) -> list[int]:
    others = [column for name in content.instead_of for column in columns.get(name, ())]
    return sorted([*unknown, *others])


def _rows_of_list(head: Head, sheet: Sheet, form: Form) -> list[int]:
    """Return the first rows that are of the list: numbered ones, else those with the key field."""
    below = [row for row in range(head.rows[-1] + 1, len(sheet.rows)) if sheet.rows[row]]
    number = head.columns.get(form.number, ())
    if number:
        found = [row for row in below if list_number(sheet.value(row, number[0])) is not None]
        if found:
            return found[:MOST_ROWS]
    keys = [column for name in form.key.split("|") for column in head.columns.get(name, ())]
    return [row for row in below if any(sheet.text(row, column) for column in keys)][:MOST_ROWS]


def _fits(content: Content, sheet: Sheet, rows: Sequence[int], column: int) -> bool:
    cells: list[Cell] = [cell for row in rows if (cell := sheet.value(row, column)) != ""]
    return bool(cells) and sum(map(content.fits, cells)) * 100 >= len(cells) * ENOUGH


def _asked_about(
    column: int, name: str, head: Head, sheet: Sheet, form: Form, asked: Asked
) -> str | None:
    stack = head.heads[column]
    label = next(item.label for item in form.fields if item.name == name)
    return asked.take(
        Question(
            f"column:{'/'.join(label_of(text) for text in stack)}", Ask.COLUMN, "column",
            _("The column “%(head)s” looks as if it held: %(what)s. What does it hold?")
            % {"head": " / ".join(stack), "what": label},
            (Option(LEAVE_OUT, _("leave out")),)
            + tuple(Option(item.name, str(item.label)) for item in form.fields),
            proposed=name, where=(Place(sheet.name, head.rows[-1], column),),
        )
    )  # fmt: skip
