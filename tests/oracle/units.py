"""Which communes and villages a report speaks for, and what they were called on a day."""

import datetime as dt
from typing import Any

from tests.oracle.books import Books, Former, Village


def communes_of(books: Books, commune: int) -> set[int]:
    """The commune and all that went up in it, over any number of steps."""
    found = {commune}
    while True:
        more = {before for after, before in books.went_up if after in found} - found
        if not more:
            return found
        found |= more


def state_on(books: Books, village: Village, day: dt.date) -> Former | Village:
    """What a village was on a day: the first former state that ended after it, else today's."""
    later = [row for row in books.former if row.village == village.id and row.ended_on > day]
    return min(later, key=lambda row: row.ended_on) if later else village


def villages_of(
    books: Books, commune: int, start: dt.date, end: dt.date, cut_off: dt.date
) -> list[Village]:
    """The villages that lived on a day of the span and belonged to the commune on the cut-off day."""
    covered, found = communes_of(books, commune), []
    for village in books.villages:
        then = state_on(books, village, cut_off)
        belonged = then.within if isinstance(then, Former) else then.commune
        if belonged not in covered:
            continue
        if village.dissolved_on is not None and village.dissolved_on <= start:
            continue
        if village.formed_on is not None and village.formed_on >= end:
            continue
        found.append(village)
    return found


def name_on(books: Books, village: int, day: dt.date) -> str:
    """The bare name on a day; a report adds what tells two of one name apart."""
    row = next(row for row in books.villages if row.id == village)
    return state_on(books, row, day).name


def went_up(books: Books, day: dt.date) -> dict[int, tuple[int, dt.date]]:
    """Villages that went up in one other by a day: the last of the chain, and the day they ended."""
    after: dict[int, set[int]] = {}
    for old, new, on in books.merged:
        if on <= day and old != new:
            after.setdefault(old, set()).add(new)
    found = {}
    for row in books.villages:
        at = row.id
        while len(after.get(at, ())) == 1:
            at = min(after[at])
        if at != row.id and row.dissolved_on is not None and row.dissolved_on <= day:
            found[row.id] = (at, row.dissolved_on)
    return found


def asked_of(books: Books, commune: int, plan: Any) -> dict[str, Any]:
    """What a report asks of villages: which it tells, which went up in them, whether as one."""
    found = villages_of(books, commune, plan.first, plan.last + dt.timedelta(days=1), plan.cut_off)
    there = {row.id for row in found}
    mergers = went_up(books, plan.cut_off)
    rolled = {old for old, (new, _day) in mergers.items() if plan.today and {old, new} <= there}
    return {
        "villages": tuple(sorted(there - rolled)),
        "went_up": mergers,
        "rolled": frozenset(rolled),
    }
