"""Search without accents in tables so small that they need no column for it."""

from typing import Any

from common.text import fold


def keys_matching(queryset: Any, text: str, *columns: str) -> list[int]:
    """Return the keys of rows in which each word of `text` stands in one of the columns, folded.

    For some hundred rows (units, teams, accounts), whose names are folded here: one
    statement reads them all. Larger tables keep a `search` column.
    """
    words = fold(text).split()
    return [
        pk
        for pk, *values in queryset.order_by("pk").values_list("pk", *columns)
        if all(any(word in fold(str(value)) for value in values) for word in words)
    ]
