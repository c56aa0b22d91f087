"""The programme's rule: the leader is the village head, the deputies are the deputy heads.

Shown as a warning with a remedy of one click, never enforced in silence.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.access import still_editable
from members.models import Membership, Person, Team, Village, VillageOffice
from members.services.teams import restaff

Office, Role = VillageOffice.Office, Membership.Role


@dataclass(frozen=True)
class Departure:
    """Where a team departs from the rule on a day: who should hold a role and who holds it."""

    role: str
    expected: tuple[Person, ...]
    holding: tuple[Person, ...]

    @property
    def words(self) -> str:
        names = ", ".join(person.full_name for person in self.expected)
        held = ", ".join(person.full_name for person in self.holding) or _("nobody")
        label = Role(self.role).label
        return _("By the rule the %(role)s is %(names)s; now it is %(held)s.") % {
            "role": label, "names": names, "held": held,
        }  # fmt: skip


def departures(team: Team, day: dt.date) -> list[Departure]:
    """Return where a self-managed team departs from the rule on a day.

    A post that nobody holds asks for nothing. Two statements.
    """
    if team.kind != Team.Kind.SELF_MANAGED:
        return []
    offices = list(
        VillageOffice.objects.filter(
            village=team.village, office__in=[Office.HEAD, Office.DEPUTY_HEAD]
        )
        .on(day)
        .select_related("person")
    )
    serving = list(team.memberships.serving_on(day).select_related("person"))
    found = []
    for office, role in ((Office.HEAD, Role.LEADER), (Office.DEPUTY_HEAD, Role.DEPUTY)):
        expected = {row.person_id: row.person for row in offices if row.office == office}
        holding = {row.person_id: row.person for row in serving if row.role == role}
        if expected and set(expected) != set(holding):
            found.append(Departure(role, tuple(expected.values()), tuple(holding.values())))
    return found


@transaction.atomic
def follow_offices(*, team: Team, on: dt.date, user: Any) -> list[Membership]:
    """Let the team follow the village's posts from a day on, in one restaffing.

    Heads take the roles their posts ask for, from inside the team or from
    outside; who held the role stays as member. Returns the memberships
    opened. Raises ValidationError where nothing departs from the rule.
    """
    wanted: dict[int, tuple[Person, Membership.Role]] = {}
    left: dict[int, Person] = {}
    for item in departures(team, on):
        for person in item.expected:
            wanted[person.pk] = (person, Role(item.role))
        for person in item.holding:
            left[person.pk] = person
    if not wanted:
        raise ValidationError(_("The team follows the rule already."))
    serving = {row.person_id: row.role for row in team.memberships.serving_on(on)}
    join = [(p, role) for p, role in wanted.values() if serving.get(p.pk) != role]
    join += [(person, Role.MEMBER) for pk, person in left.items() if pk not in wanted]
    return restaff(team=team, on=on, decision=None, leave=[], join=join, user=user)


@transaction.atomic
def hold_office(
    *,
    village: Village,
    person: Person,
    office: str,
    title: str,
    started_on: dt.date,
    replaces: bool,
    user: Any,
) -> VillageOffice:
    """Let somebody take a post in a village; with `replaces`, whoever held it leaves it then.

    Raises ValidationError where they hold it already, or the one before took it on
    that day or later; PermissionDenied where the village is not the user's.
    """
    held = VillageOffice.objects.filter(village=village, office=office).on(started_on)
    if held.filter(person=person).exists():
        raise ValidationError(_("%(name)s holds this post already."), params={"name": person})
    for row in held if replaces else ():
        end_office(office=row, on=started_on, user=user)
    made = VillageOffice(
        village=village, person=person, office=office, title=title, started_on=started_on
    )
    made.full_clean()
    made.save()
    still_editable(made, user)
    return made


@transaction.atomic
def end_office(*, office: VillageOffice, on: dt.date, user: Any) -> None:
    """End a post on a day. Raises ValidationError where it began on that day or later."""
    if office.started_on >= on:
        raise ValidationError(
            _("%(name)s took this post on that day or later. Choose a later day."),
            params={"name": office.person},
        )
    office.ended_on = on
    office.save(update_fields=["ended_on"])
    still_editable(office, user)
