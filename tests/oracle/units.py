"""Which communes and villages a report speaks for, and what they were called on a day."""

import datetime as dt

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
