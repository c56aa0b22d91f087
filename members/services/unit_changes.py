"""Merges, splits, renamings and transfers of units, each under its decision.

A village that passes to another commune, or gets another name, stays the same row: its
teams, people, results and cameras stay with it, and `FormerUnit` tells what it was. Villages
that are merged or split are closed and new ones are opened: that is a new unit with new teams.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import is_editable
from common.dates import short_date
from common.text import nfc
from members import fates
from members.models import Commune, FormerUnit, Membership, Person, Team, UnitChange, Village
from members.services.teams import dissolve_team, found_team

Kind = UnitChange.Kind


@dataclass(frozen=True)
class Decree:
    """Under what a change happens: number of the decision, day in force, a note."""

    number: str
    effective_on: dt.date
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A village that comes out of a merge or split, and who of the old ones goes into it."""

    name: str
    kind: str
    people: Iterable[Person] = field(default_factory=tuple)


@transaction.atomic
def merge_communes(
    *,
    sources: Iterable[Commune],
    into: Commune,
    decree: Decree,
    names: Mapping[int, str],
    staff_follow: bool,
    user: Any,
) -> UnitChange:
    """Let communes go up in another, which is new that day or one of the user's own.

    Their villages pass over, under new names where `names` (village id -> name) has one;
    the communes are closed, their papers, programmes and reports stay theirs and are seen
    by whoever looks after the new one. Raises ValidationError for a day in the future, for a
    commune that did not exist, and for one that is among its own sources; PermissionDenied
    where a unit is not the user's to change. Nothing is written then.
    """
    old = _locked(Commune, sources)
    _check(decree, old, user)
    if into in old:
        raise ValidationError(_("A commune cannot go up in itself. Choose the new commune."))
    _open(into, decree, user)
    change = _record(Kind.MERGE, decree, staff_follow=staff_follow)
    change.communes_from.set(old)
    change.communes_to.set([into])
    villages = _villages_of(old, decree.effective_on)
    _pass_over(villages, into, names, change)
    for commune in old:
        commune.dissolved_on = decree.effective_on
        commune.full_clean()
        commune.save()
    return change


@transaction.atomic
def transfer_villages(
    *,
    kind: UnitChange.Kind,
    villages: Iterable[Village],
    into: Commune,
    decree: Decree,
    names: Mapping[int, str],
    user: Any,
) -> UnitChange:
    """Let villages pass to another commune: a transfer, or a commune's split.

    The communes they leave go on. Raises as `merge_communes` does, and ValidationError
    where a village belongs to the commune already.
    """
    moving = _locked(Village, villages)
    _check(decree, moving, user)
    communes = {village.commune_id: village.commune for village in moving}
    if into.pk in communes:
        raise ValidationError(_("Some of these villages belong to that commune already."))
    _open(into, decree, user)
    change = _record(kind, decree, staff_follow=kind == Kind.SPLIT)
    change.communes_from.set(communes.values())
    change.communes_to.set([into])
    _pass_over(moving, into, names, change)
    if kind == Kind.TRANSFER:
        change.carried = fates.follow(moving, into, decree.effective_on)
    return change


@transaction.atomic
def rename_unit(
    *, unit: Commune | Village, name: str, kind: str, decree: Decree, user: Any
) -> UnitChange:
    """Give a unit another name or kind from a day on; the old one prints on what was before."""
    (unit,) = _locked(type(unit), [unit])
    _check(decree, [unit], user)
    name = nfc(name)
    if (name, kind) == (unit.name, unit.kind):
        raise ValidationError(_("The unit has this name already."))
    change = _record(Kind.RENAME, decree)
    if isinstance(unit, Commune):
        change.communes_from.set([unit])
        change.communes_to.set([unit])
    else:
        change.villages_from.set([unit])
        change.villages_to.set([unit])
    _keep(unit, change)
    unit.name, unit.kind = name, kind
    unit.full_clean()
    unit.save()
    return change


@transaction.atomic
def regroup_villages(
    *,
    kind: UnitChange.Kind,
    sources: Iterable[Village],
    parts: Iterable[Part],
    decree: Decree,
    user: Any,
) -> UnitChange:
    """Close villages and open new ones: several become one, or one becomes several.

    Whoever is in no part goes to the first. Posts in the old villages end on the day. Teams
    are dissolved under the decision; each kind of team is founded again in every new village
    with those of its people who live there. Leaders and deputies become members: who leads is
    for the new appointment to say. What else hangs on the old villages goes the way that its app
    declares (`members.fates`). Raises as `merge_communes` does.
    """
    old = _locked(Village, sources)
    _check(decree, old, user)
    opened = list(parts)
    if len({village.commune_id for village in old}) != 1:
        raise ValidationError(_("Choose villages of one commune."))
    if (kind == Kind.MERGE and len(old) < 2) or (kind == Kind.SPLIT and len(opened) < 2):
        raise ValidationError(_("A merge needs two villages before, a split two after."))
    day, commune = decree.effective_on, old[0].commune
    change = _record(kind, decree)
    change.villages_from.set(old)
    home: dict[int, Village] = {}
    new = []
    for part in opened:
        village = Village(commune=commune, name=part.name, kind=part.kind, formed_on=day)
        village.full_clean()
        village.save()
        new.append(village)
        home |= {person.pk: village for person in part.people}
    change.villages_to.set(new)
    teams = _found_again(old, new, home, day, user)
    # Told to the preview, which lets all of it happen and takes it back.
    change.carried = fates.carry(fates.Regrouping(tuple(old), tuple(new), day, home, teams, user))
    for village in old:
        village.dissolved_on = day
        village.full_clean()
        village.save()
    return change


def _found_again(
    old: list[Village], new: list[Village], home: Mapping[int, Village], day: dt.date, user: Any
) -> dict[tuple[int, str], Team]:
    serving: dict[tuple[int, str], dict[int, Person]] = {}
    for team in Team.objects.filter(village__in=old).standing_on(day):
        for row in team.memberships.serving_on(day).select_related("person"):
            village = home.get(row.person_id, new[0])
            serving.setdefault((village.pk, team.kind), {})[row.person_id] = row.person
        dissolve_team(team=team, on=day, decision=None, user=user)
    villages = {village.pk: village for village in new}
    founded = {}
    for (village_id, kind), members in serving.items():
        village = villages[village_id]
        team = found_team(
            village=village, kind=Team.Kind(kind), name=Team.Kind(kind).name_in(village),
            founded_on=day, decision=None, user=user,
        )  # fmt: skip
        for person in members.values():
            Membership.objects.create(team=team, person=person, started_on=day)
        founded[village_id, kind] = team
    return founded


def _locked(model: type[Any], rows: Iterable[Any]) -> list[Any]:
    """Return the rows as the database has them now, under a lock."""
    keys = [row.pk for row in rows]
    found = list(model.objects.select_for_update().filter(pk__in=keys))
    if not found or len(found) != len(set(keys)):
        raise ValidationError(_("Choose at least one unit that exists."))
    return found


def _check(decree: Decree, units: list[Any], user: Any) -> None:
    if decree.effective_on > timezone.localdate():
        raise ValidationError(_("Enter the change on its day or later, not before."))
    for unit in units:
        if user is not None and not is_editable(unit, user):
            raise PermissionDenied(
                _("%(unit)s is not yours to change. Ask who administers the portal.")
                % {"unit": unit}
            )
        if not unit.existed_on(decree.effective_on - dt.timedelta(days=1)):
            raise ValidationError(
                _("%(unit)s did not exist on the day before %(day)s."),
                params={"unit": unit, "day": short_date(decree.effective_on)},
            )


def _open(into: Commune, decree: Decree, user: Any) -> None:
    """The commune that receives is the user's own, or a new one that nobody looks after yet."""
    if into.pk is None:
        into.formed_on = decree.effective_on
        into.full_clean()
        into.save()
    if not into.existed_on(decree.effective_on):
        raise ValidationError(
            _("%(unit)s does not exist on %(day)s. Check the day."),
            params={"unit": into, "day": short_date(decree.effective_on)},
        )
    taken = into.villages.exists() or into.roles.exists()
    if taken and user is not None and not is_editable(into, user):
        raise PermissionDenied(
            _("%(unit)s is not yours to change. Ask who administers the portal.") % {"unit": into}
        )


def _record(kind: UnitChange.Kind, decree: Decree, *, staff_follow: bool = False) -> UnitChange:
    change = UnitChange(
        kind=kind, decision_number=decree.number, effective_on=decree.effective_on,
        note=decree.note, staff_follow=staff_follow,
    )  # fmt: skip
    change.full_clean()
    change.save()
    return change


def _villages_of(communes: list[Commune], day: dt.date) -> list[Village]:
    return list(
        Village.objects.select_for_update()
        .filter(commune__in=communes)
        .existing_on(day)
        .order_by("commune", "sort_key")
    )


def _pass_over(
    villages: list[Village], into: Commune, names: Mapping[int, str], change: UnitChange
) -> None:
    for village in villages:
        _keep(village, change)
        village.commune = into
        village.name = names.get(village.pk, "").strip() or village.name
        village.full_clean()
        village.save()
    change.villages_from.set(villages)
    change.villages_to.set(villages)


def _keep(unit: Commune | Village, change: UnitChange) -> None:
    """Write down what the unit was until the change. Raises ValidationError out of order."""
    if unit.former.filter(ended_on__gte=change.effective_on).exists():
        raise ValidationError(
            _("%(unit)s has a later change already. Enter changes in the order of their days."),
            params={"unit": unit},
        )
    former = FormerUnit(change=change, name=unit.name, kind=unit.kind, ended_on=change.effective_on)
    if isinstance(unit, Commune):
        former.commune = unit
    else:
        former.village, former.within = unit, unit.commune
    former.full_clean()
    former.save()
