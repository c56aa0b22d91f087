"""Shared reads of the register."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F

from members.models import Commune, Letterhead, Membership, Team, UnitChange
from members.models.papers import IssuerKind


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


def letterhead_for(commune: Commune, kind: str, day: dt.date) -> Letterhead:
    """Return the commune's letterhead in force, or one made from its name, not saved.

    Who may see the commune may see it. One statement.
    """
    found: Letterhead | None = Letterhead.objects.filter(commune=commune, kind=kind).on(day).first()
    if found is not None:
        return found
    unit = commune.full_name
    committee = f"UBND {unit}"
    made = {
        IssuerKind.PEOPLES_COMMITTEE: (
            "", committee, "UBND", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
        ),
        IssuerKind.STEERING_COMMITTEE: (
            committee, "Ban Chỉ đạo 138", "BCĐ", "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN",
        ),
        IssuerKind.POLICE: (
            f"Công an tỉnh {commune.province}", f"Công an {unit}", "CAX", "", "TRƯỞNG CÔNG AN",
        ),
    }[IssuerKind(kind)]  # fmt: skip
    parent, organ, symbol, authority, post = made
    return Letterhead(
        commune=commune, kind=kind, parent=parent, organ=organ, symbol=symbol,
        place=commune.name, authority=authority, signer_post=post, started_on=day,
    )  # fmt: skip


def roster_on(team: Team, day: dt.date) -> list[Membership]:
    """Return who serves in a team on a day: leader, deputies, members by given name.

    The caller's team came through `visible_to`. One statement.
    """
    order = list(Membership.Role.values)
    rows = team.memberships.serving_on(day).select_related("person")
    return sorted(rows, key=lambda row: (order.index(row.role), row.person.sort_key))
