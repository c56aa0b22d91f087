"""Forms to fill in, by kind of list: with the commune's own villages, programmes and people in them.

Apps above offer theirs when they start; what is filled in comes back through the upload page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from common.access import AnyUser


@dataclass(frozen=True)
class Blank:
    """A form to take away: `key` names it in the address, `stem` its file. `make` writes the .xlsx."""

    key: str
    title: str
    stem: str
    make: Callable[[], bytes]


#: (commune, user) -> the forms of one kind of list, those with people only as the user sees them
Find = Callable[[Any, AnyUser], list[Blank]]
_FOUND: dict[str, Find] = {}


def offer_blanks(kind: str, find: Find) -> None:
    """Enter the forms of a kind of list; called by apps above when they start."""
    _FOUND[kind] = find


def blanks_of(kind: str, commune: Any, user: AnyUser) -> list[Blank]:
    """Return the forms that can be taken away for a commune."""
    find = _FOUND.get(kind)
    return find(commune, user) if find else []
