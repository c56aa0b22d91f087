"""Who is invited: people of the register by what they are on the day, and guests."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import capfirst

from common.access import still_editable
from common.text import sentence_case
from meetings.models import Delegate, Meeting
from members.models import Membership, Team, Village, VillageOffice
from members.queries import office_words, village_names
from programs.models import TrustedPerson

#: sets of people that can be invited at once: name -> in which group they sit
SETS = {
    "heads": Delegate.Group.VILLAGE,
    "deputy_heads": Delegate.Group.VILLAGE,
    "party": Delegate.Group.VILLAGE,
    "front": Delegate.Group.FRONT,
    "leaders": Delegate.Group.VILLAGE,
    "deputies": Delegate.Group.VILLAGE,
    "members": Delegate.Group.VILLAGE,
    "trusted": Delegate.Group.PEOPLE,
}
_OFFICES = {
    "heads": "head",
    "deputy_heads": "deputy_head",
    "party": "party_secretary",
    "front": "front",
}
_ROLES = {"leaders": Membership.Role.LEADER, "deputies": Membership.Role.DEPUTY}


@transaction.atomic
def invite_from_register(
    *, meeting: Meeting, sets: Iterable[str], teams: Iterable[Team] = (), user: Any
) -> int:
    """Invite people of the commune by office, role in a self-managed team or recognition.

    `teams` are invited whole, whatever their kind, after the sets.

    Somebody who is invited already, or belongs to several sets, is invited once, by the
    first set in the order of `SETS`. They follow those already listed, by village and
    given name. Return how many were added. Raises PermissionDenied where the meeting is
    not the user's, ValidationError once minutes or notice tell who was invited. One statement for
    each set, and seven.
    """
    still_editable(meeting, user)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refuse_if_told()
    day = timezone.localdate(meeting.starts_at)
    villages = Village.objects.filter(commune=meeting.commune_id)
    labels = village_names(meeting.commune, day)
    known = set(meeting.delegates.filter(person__isnull=False).values_list("person_id", flat=True))
    order = (meeting.delegates.aggregate(last=Max("protocol_order"))["last"] or 0) + 1
    wanted = set(sets)
    found = [(SETS[name], _people(name, villages, day)) for name in SETS if name in wanted]
    if chosen := list(teams):
        spells = Membership.objects.serving_on(day).filter(
            team__in=chosen, team__village__in=villages
        )
        found.append((Delegate.Group.VILLAGE, _serving(spells)))
    new: list[Delegate] = []
    for group, people in found:
        for person, village, post in people:
            if person.pk in known:
                continue
            known.add(person.pk)
            new.append(
                Delegate(
                    meeting=meeting, person=person, honorific=person.honorific or "Đồng chí",
                    full_name=person.full_name, village=village,
                    post=capfirst(post), unit=labels.get(village.pk, village.name), group=group,
                    protocol_order=min(order + len(new), 32_000),
                )
            )  # fmt: skip
    Delegate.objects.bulk_create(new, batch_size=500)
    return len(new)


def _people(name: str, villages: Any, day: Any) -> list[tuple[Any, Village, str]]:
    """Return (person, village, post in words) of one set on a day. One statement."""
    if name in _OFFICES:
        offices = VillageOffice.objects.on(day).filter(village__in=villages, office=_OFFICES[name])
        rows = offices.select_related("person", "village").order_by(
            "village__sort_key", "person__sort_key", "pk"
        )
        return [(row.person, row.village, office_words(row)) for row in rows]
    if name == "trusted":
        recognised = TrustedPerson.objects.on(day).filter(person__village__in=villages)
        listed = recognised.select_related("person__village").order_by(
            "person__village__sort_key", "person__sort_key", "pk"
        )
        return [(row.person, row.person.village, "Người có uy tín") for row in listed]
    serving = Membership.objects.serving_on(day).filter(
        team__village__in=villages, team__kind=Team.Kind.SELF_MANAGED
    )
    if name in _ROLES:
        serving = serving.filter(role=_ROLES[name])
    return _serving(serving)


def _serving(spells: Any) -> list[tuple[Any, Village, str]]:
    """Return (person, village, role in words) of spells of service. One statement."""
    rows = spells.select_related("person", "team__village").order_by(
        "team__village__sort_key", "person__sort_key", "pk"
    )
    return [(row.person, row.team.village, sentence_case(row.post)) for row in rows]


@transaction.atomic
def save_delegate(*, delegate: Delegate, user: Any) -> Delegate:
    """Keep somebody invited. Raises ValidationError, also once minutes or notice tell who was invited."""
    Meeting.objects.select_for_update().get(pk=delegate.meeting_id)
    delegate.full_clean()
    delegate.save()
    still_editable(delegate, user)
    return delegate


@transaction.atomic
def delete_delegate(*, delegate: Delegate, user: Any) -> None:
    """Take somebody off the list. Raises ValidationError once minutes or notice tell who was invited."""
    still_editable(delegate, user)
    meeting = Meeting.objects.select_for_update().get(pk=delegate.meeting_id)
    meeting.refuse_if_told()
    delegate.delete()
