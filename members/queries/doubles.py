"""Records that may be of one person: what speaks for it, never a hidden score."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _
from rapidfuzz.distance import DamerauLevenshtein

from common.text import fold
from members.models import DifferentPeople, Person, RosterChange

#: how many letters two names may differ by to count as near: a slip of the pen or two
NEAR = 2


@dataclass(frozen=True)
class Pair:
    """Two records and the reasons to look at them, the strongest pairs first."""

    first: Person
    second: Person
    reasons: tuple[str, ...]

    @property
    def people(self) -> tuple[Person, Person]:
        return self.first, self.second


@dataclass(frozen=True)
class _Row:
    key: int
    name: str
    year: int | None
    phone: str
    village: int


def doubles_of(user: Any) -> list[Pair]:
    """Return pairs of people the user keeps that may be one, whatever their number.

    Same folded name with the same birth year, anywhere in the user's reach; near
    names (two letters apart at most) with the same birth year in one village, or
    with the same phone. Pairs that somebody has told apart are left out. Three
    statements.
    """
    rows = [
        _Row(key, fold(name), birth.year if birth else None, phone, village)
        for key, name, birth, phone, village in Person.objects.editable_by(user)
        .order_by()
        .values_list("pk", "full_name", "birth_date", "phone", "village_id")
    ]
    told_apart = set(DifferentPeople.objects.editable_by(user).values_list("first", "second"))
    found: dict[tuple[int, int], list[str]] = {}
    by_key = {row.key: row for row in rows}
    for one, two in _candidates(rows):
        pair = (min(one.key, two.key), max(one.key, two.key))
        if pair not in found and pair not in told_apart:
            reasons = _reasons(one, two)
            if reasons:
                found[pair] = reasons
    people = Person.objects.select_related("village").in_bulk(
        {key for pair in found for key in pair}
    )
    pairs = [Pair(people[a], people[b], tuple(why)) for (a, b), why in found.items()]
    return sorted(pairs, key=lambda p: (-len(p.reasons), by_key[p.first.pk].name, p.first.pk))


def _candidates(rows: list[_Row]) -> Any:
    """Pairs worth comparing: a shared name and year, a shared village and year, a shared phone."""
    blocks: dict[tuple[object, ...], list[_Row]] = {}
    for row in rows:
        if row.year:
            blocks.setdefault(("name", row.name, row.year), []).append(row)
            blocks.setdefault(("village", row.village, row.year), []).append(row)
        if row.phone:
            blocks.setdefault(("phone", row.phone), []).append(row)
    for block in blocks.values():
        yield from combinations(block[:200], 2)


def _reasons(one: _Row, two: _Row) -> list[str]:
    distance = DamerauLevenshtein.distance(one.name, two.name, score_cutoff=NEAR)
    same_year = one.year is not None and one.year == two.year
    same_phone = bool(one.phone) and one.phone == two.phone
    if distance > NEAR or not (same_year or same_phone):
        return []
    if distance and not same_phone and one.village != two.village:
        return []
    reasons = [_("same name") if distance == 0 else _("names nearly the same")]
    if same_year:
        reasons.append(_("same birth year"))
    if same_phone:
        reasons.append(_("same phone"))
    if one.village == two.village:
        reasons.append(_("same village"))
    return reasons


def near_names(
    user: Any, full_name: str, *, year: int | None, leave_out: int | None
) -> list[Person]:
    """Return people whom a typed name may mean: asked while a card is filled in. One statement."""
    wanted = fold(full_name)
    if len(wanted) < 4:
        return []
    rows = (
        Person.objects.visible_to(user)
        .exclude(pk=leave_out)
        .select_related("village")
        .annotate(birth_year=F("birth_date__year"))
    )
    given = wanted.split()[-1]
    # The given name is written right more often than not; it keeps the set small.
    found = [
        person
        for person in rows.filter(search__contains=given[:-1] or given)
        if DamerauLevenshtein.distance(wanted, fold(person.full_name), score_cutoff=NEAR) <= NEAR
        and (year is None or person.birth_year is None or person.birth_year == year)
    ]
    return found[:5]


def near_to_requests(changes: Sequence[RosterChange], user: Any) -> dict[int, list[Person]]:
    """Return whom the additions among these requests may mean, by request. One statement.

    People that `user` sees: of the same birth year with a name that differs by a slip at most, or of
    the very same name where a year is not known.
    """
    asked = {
        change.pk: (fold(change.after["full_name"]), change.after.get("birth", "")[:4])
        for change in changes
        if change.kind == RosterChange.Kind.ADD
    }
    given = {name.split()[-1] for name, _year in asked.values() if name}
    if not given:
        return {}
    named = Q()
    for word in given:
        named |= Q(search__contains=word[:-1] or word)
    rows = [
        (person, fold(person.full_name), str(person.birth_date.year) if person.birth_date else "")
        for person in Person.objects.visible_to(user).filter(named).select_related("village")
    ]
    return {
        key: [
            person
            for person, known, born in rows
            if (name == known and (not year or not born))
            or (
                year == born != ""
                and DamerauLevenshtein.distance(name, known, score_cutoff=NEAR) <= NEAR
            )
        ][:5]
        for key, (name, year) in asked.items()
    }
