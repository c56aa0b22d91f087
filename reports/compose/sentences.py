"""Sentences an official would write: figures in order, nothing said of what is empty."""

from collections.abc import Sequence
from decimal import Decimal

from common.figures import SHARE_PLACES, count, number
from documents.tree import Figure, Run
from reports.figures.base import Change

Runs = tuple[Run, ...]
#: The letters of third-level headings: the Vietnamese alphabet has đ, and no f.
LETTERS = "abcdđeghik"


def listed(parts: Sequence[Runs], *, comma: str = "; ") -> Runs:
    """Join clauses: "A; B; C". Nothing for no clause."""
    runs: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            runs.append(comma)
        runs += part
    return tuple(runs)


def change_phrase(change: Change, unit: str) -> str:
    """Return "tăng 03 vụ (15%) so với cùng kỳ", or "" where nothing can be compared.

    No percentage on a base of 0; "giảm 100%" never stands alone.
    """
    difference = change.difference
    if difference is None:
        return ""
    if difference == 0:
        return "bằng cùng kỳ năm trước"
    word = "tăng" if difference > 0 else "giảm"
    percent = change.percent
    share = f" ({number(percent, SHARE_PLACES)}%)" if percent is not None else ""
    return f"{word} {count(abs(difference))} {unit}{share} so với cùng kỳ năm trước"


def with_change(figure: Figure, unit: str, change: Change) -> Runs:
    """Return "12 vụ (tăng 03 vụ so với cùng kỳ năm trước)" as runs."""
    phrase = change_phrase(change, unit)
    tail = f" {unit} ({_inner(phrase)})" if phrase else f" {unit}"
    return (figure, tail)


def _inner(phrase: str) -> str:
    """Brackets within brackets read badly: the percentage goes behind a comma."""
    return phrase.replace(" (", ", ").replace("%)", "%")


def share(part: Decimal | None, whole: Decimal | None, word: str = "đạt") -> str:
    """Return " (đạt 71,3%)", or "" where a share says nothing (no base, or above 100%)."""
    if part is None or not whole or part > whole:
        return ""
    return f" ({word} {number(part * 100 / whole, SHARE_PLACES)}%)"
