"""Shared reads of the register."""

from collections.abc import Iterable

from django.db.models import F

from members.models import Commune, UnitChange


def predecessors(communes: Iterable[int]) -> set[int]:
    """Return ids of the communes that were merged, split or renamed into these.

    Whoever looks after today's commune looks after its history. Takes one
    statement, whatever the length of the chain; none for no commune.
    """
    wanted = set(communes)
    if not wanted:
        return set()
    pairs = list(
        UnitChange.objects.filter(communes_to__isnull=False).values_list(
            "communes_to", "communes_from"
        )
    )
    found: set[int] = set()
    frontier = wanted
    while frontier:
        frontier = {old for new, old in pairs if new in frontier and old} - found - wanted
        found |= frontier
    return found


def commune_by_code(code: str) -> Commune | None:
    """Return the commune with this code under any scheme, the living one first."""
    return (
        Commune.objects.filter(code=code)
        .order_by(F("dissolved_on").desc(nulls_first=True), "pk")
        .first()
    )
