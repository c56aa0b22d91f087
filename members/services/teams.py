"""Teams and who serves in them: founding, restaffing, transfer, dissolution, each dated."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from common.access import still_editable
from common.refusals import refused
from common.text import nfc
from members.models import Membership, Paper, Person, Team, Village


@transaction.atomic
def found_team(
    *,
    village: Village,
    kind: Team.Kind,
    name: str,
    founded_on: dt.date,
    decision: Paper | None,
    user: Any,
) -> Team:
    """Found a team of a village under its decision. `user` None acts from the shell.

    Raises ValidationError where the village has a team of that name at one time, also where two
    send it at once.
    """
    # Held until the end: who comes second sees the team of who came first.
    Village.objects.select_for_update(of=("self",)).get(pk=village.pk)
    for other in village.teams.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=founded_on)):
        if nfc(other.name).casefold() == nfc(name).casefold():
            raise ValidationError(
                {"name": _("The village has a team of this name already. Type another name.")}
            )
    team = Team(village=village, kind=kind, name=name, founded_on=founded_on, decision=decision)
    team.full_clean()
    team.save()
    if user is not None:
        still_editable(team, user)
    return team


@transaction.atomic
def restaff(
    *,
    team: Team,
    on: dt.date,
    decision: Paper | None,
    leave: Iterable[Person],
    join: Iterable[tuple[Person, Membership.Role]],
    user: Any,
) -> list[Membership]:
    """Re-staff a team (kiện toàn): one dated decision closes and opens memberships together.

    Who joins while serving in another role changes role on that day. Returns
    the memberships opened. Raises ValidationError, and changes nothing, where
    somebody does not serve, or the team would have two leaders.
    """
    if not team.stood_on(on):
        raise ValidationError(_("The team did not exist on that day."))
    serving = {row.person_id: row for row in team.memberships.serving_on(on)}
    coming = list(join)
    going = {person.pk: Membership.Leaving.RESTAFFING for person in leave}
    going |= {p.pk: Membership.Leaving.ROLE_CHANGE for p, _role in coming if p.pk in serving}
    for person_id, reason in going.items():
        row = serving.pop(person_id, None)
        if row is None:
            raise ValidationError(_("Somebody who is to leave does not serve on that day."))
        if row.started_on >= on:
            raise ValidationError(
                _("%(name)s joined on that very day."), params={"name": row.person.full_name}
            )
        row.ended_on, row.leaving, row.dismissal = on, reason, decision
        row.save(update_fields=["ended_on", "leaving", "dismissal"])
    leaders = [row for row in serving.values() if row.role == Membership.Role.LEADER]
    leaders_coming = [person for person, role in coming if role == Membership.Role.LEADER]
    if len(leaders) + len(leaders_coming) > 1:
        raise ValidationError(_("A team has one leader at a time. End the former leader first."))
    opened = [
        Membership(team=team, person=person, role=role, started_on=on, appointment=decision)
        for person, role in coming
    ]
    with refused():
        for row in opened:
            row.validate_constraints()
            row.save()
    if user is not None:
        still_editable(team, user)
    return opened


@transaction.atomic
def dissolve_team(*, team: Team, on: dt.date, decision: Paper | None, user: Any) -> None:
    """Dissolve a team from a day on; whoever serves leaves with it.

    Raises ValidationError where the team does not stand on that day, or
    somebody joined on it or later: their service would end before it began.
    """
    if not team.stood_on(on):
        raise ValidationError(_("The team did not exist on that day."))
    late = team.memberships.filter(started_on__gte=on).select_related("person").first()
    if late is not None:
        raise ValidationError(
            _("%(name)s joined on that day or later. Correct that first, or choose a later day."),
            params={"name": late.person.full_name},
        )
    for row in team.memberships.serving_on(on):
        row.ended_on, row.leaving, row.dismissal = on, Membership.Leaving.DISSOLVED, decision
        row.save(update_fields=["ended_on", "leaving", "dismissal"])
    team.dissolved_on, team.dissolution = on, decision
    team.full_clean()
    team.save()
    if user is not None:
        still_editable(team, user)


@transaction.atomic
def transfer_member(
    *,
    membership: Membership,
    to: Team,
    role: Membership.Role,
    on: dt.date,
    decision: Paper | None,
    user: Any,
) -> Membership:
    """Let somebody pass from one team to another on a day, under one decision.

    Raises ValidationError where they do not serve on that day, joined on it, or
    the other team would have two leaders; PermissionDenied for a team that is
    not the user's. Returns the membership opened.
    """
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("team", "person")
        .get(pk=membership.pk)
    )
    if to.pk == membership.team_id:
        raise ValidationError(_("Choose another team than the present one."))
    if not membership.lasts_on(on):
        raise ValidationError(_("Somebody who is to leave does not serve on that day."))
    if membership.started_on >= on:
        raise ValidationError(
            _("%(name)s joined on that very day."), params={"name": membership.person.full_name}
        )
    membership.ended_on, membership.leaving = on, Membership.Leaving.TRANSFER
    membership.dismissal = decision
    membership.save(update_fields=["ended_on", "leaving", "dismissal"])
    (opened,) = restaff(
        team=to, on=on, decision=decision, leave=[], join=[(membership.person, role)], user=user
    )
    if user is not None:
        still_editable(membership, user)
    return opened
