"""Shared reads of the register, by subject."""

from members.queries.log import changes_of
from members.queries.people import lanes_of, people_found
from members.queries.teams import roster_on
from members.queries.units import (
    commune_by_code,
    histories,
    keepers_of,
    kin_of,
    letterhead_for,
    office_words,
    predecessors,
    todays_villages,
    told_apart,
    unit_words,
    village_names,
    village_predecessors,
    with_predecessors,
)

__all__ = [
    "changes_of",
    "commune_by_code",
    "histories",
    "keepers_of",
    "kin_of",
    "lanes_of",
    "letterhead_for",
    "people_found",
    "office_words",
    "predecessors",
    "roster_on",
    "todays_villages",
    "told_apart",
    "unit_words",
    "village_names",
    "village_predecessors",
    "with_predecessors",
]
