"""What village heads ask for, and what officers decide. Nothing moves until one accepts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import is_editable, still_editable
from common.dates import PartialDate, Precision
from common.refusals import refusal, refused
from common.text import fold
from members.models import Membership, Person, RosterChange, Team
from members.queries import keepers_of
from members.queries.doubles import near_to_requests

Kind, State = RosterChange.Kind, RosterChange.State
#: what a head may correct of a person; the rest is the office's
CORRECTABLE = ("full_name", "phone", "address")


@transaction.atomic
def ask_to_add(
    *,
    team: Team,
    full_name: str,
    sex: str,
    birth: PartialDate | None,
    phone: str,
    role: str,
    started_on: dt.date,
    reason: str,
    user: Any,
) -> RosterChange:
    """Ask that somebody join a team. Raises PermissionDenied outside the user's village."""
    after = {
        "full_name": full_name,
        "sex": sex,
        "birth": birth.value.isoformat() if birth else "",
        "birth_precision": str(birth.precision) if birth else "",
        "phone": phone,
        "role": role,
        "started_on": started_on.isoformat(),
    }
    return _ask(RosterChange(team=team, kind=Kind.ADD, after=after, reason=reason), user)


@transaction.atomic
def ask_to_end(
    *, membership: Membership, ended_on: dt.date, leaving: str, reason: str, user: Any
) -> RosterChange:
    """Ask that somebody leave. Raises ValidationError for a day before they joined."""
    if ended_on <= membership.started_on:
        raise ValidationError(_("The end must lie after the start."))
    change = RosterChange(
        team=membership.team, kind=Kind.END, membership=membership, person=membership.person,
        before=_spell(membership), reason=reason,
        after={"ended_on": ended_on.isoformat(), "leaving": leaving},
    )  # fmt: skip
    return _ask(change, user)


@transaction.atomic
def ask_to_correct(
    *, membership: Membership, data: dict[str, str], reason: str, user: Any
) -> RosterChange:
    """Ask that a person's card be corrected. Raises ValidationError where nothing differs."""
    before = {name: getattr(membership.person, name) for name in CORRECTABLE}
    after = {name: data[name] for name in CORRECTABLE if data[name] != before[name]}
    if not after:
        raise ValidationError(_("Nothing differs from what is kept already."))
    change = RosterChange(
        team=membership.team, kind=Kind.CORRECT, membership=membership, person=membership.person,
        before={name: before[name] for name in after}, after=after, reason=reason,
    )  # fmt: skip
    return _ask(change, user)


def _ask(change: RosterChange, user: Any) -> RosterChange:
    change.asked_by = user
    change.full_clean(exclude=["before", "after"])
    change.save()
    still_editable(change, user)
    text = _("%(who)s asks: %(change)s (%(team)s).") % {
        "who": user, "change": change, "team": change.team,
    }  # fmt: skip
    if is_editable(change.team, user):
        return change  # an officer asks nobody: `apply` follows
    for officer in keepers_of(change.team.village):
        officer.notify(text, reverse("members:changes"))
    return change


@transaction.atomic
def apply(*, change: RosterChange, person: str = "", user: Any) -> RosterChange:
    """Let what an officer entered count at once: they keep the roster and ask nobody.

    `person` is as in `decide`. Raises ValidationError, with code "near" where people of the register
    may be meant and none was chosen.
    """
    with refused():
        return _decide(change, True, "", user, person)


def known_elsewhere(change: RosterChange) -> bool:
    """Whether somebody of that name and year is in the commune's register. Two statements.

    For the head who asked, who learns no more than that.
    """
    after, commune = change.after, change.team.village.commune_id
    found = Person.objects.filter(village__commune=commune, search=fold(after["full_name"]))
    if after["birth"]:
        found = found.filter(birth_date__year=int(after["birth"][:4]))
    return found.exists()


@transaction.atomic
def withdraw(*, change: RosterChange, user: Any) -> None:
    """Take a request back before it is decided. Only who asked may."""
    change = RosterChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.asked_by_id != user.pk:
        raise PermissionDenied(_("Only who asked for it takes it back."))
    if change.state != State.WAITING:
        raise ValidationError(_("This request is decided already."))
    change.state = State.WITHDRAWN
    change.save(update_fields=["state"])


def decide(
    *,
    changes: Iterable[RosterChange],
    accept: bool,
    note: str,
    user: Any,
    people: Mapping[int, str] | None = None,
) -> tuple[list[RosterChange], list[tuple[RosterChange, str]]]:
    """Accept or refuse requests, each in a transaction of its own.

    `people` says, by request, who is meant where the register knows somebody like it: the key of a
    person, or "new".

    Returns those decided, and those left waiting with the reason: the roster
    moved meanwhile, or the database refused. Raises PermissionDenied where a
    team is not the user's to keep.
    """
    done, left = [], []
    for change in changes:
        try:
            with transaction.atomic():
                chosen = (people or {}).get(change.pk, "")
                done.append(_decide(change, accept, note, user, chosen))
        except (ValidationError, IntegrityError, DataError) as error:
            said = refusal(error)
            if said is None:
                raise
            left.append((change, " ".join(said.messages)))
    return done, left


def _decide(change: RosterChange, accept: bool, note: str, user: Any, person: str) -> RosterChange:
    change = (
        RosterChange.objects.select_for_update(of=("self",))
        .select_related("team__village", "membership__person", "asked_by")
        .get(pk=change.pk)
    )
    if not is_editable(change.team, user):
        raise PermissionDenied(_("Only officers of the commune decide on this."))
    if change.state != State.WAITING:
        raise ValidationError(_("This request is decided already."))
    if accept and change.kind == Kind.ADD:
        _add(change, person, user)
    elif accept:
        {Kind.END: _end, Kind.CORRECT: _correct}[Kind(change.kind)](change)
    change.state = State.ACCEPTED if accept else State.REFUSED
    change.decided_by, change.decided_at, change.note = user, timezone.now(), note
    change.save()
    if change.asked_by_id != user.pk:
        said = _("Accepted: %(change)s.") if accept else _("Refused: %(change)s.")
        text = said % {"change": change} + (f" {note}" if note else "")
        change.asked_by.notify(text, reverse("members:changes"))
    return change


def _meant(change: RosterChange, birth: PartialDate | None, person: str, user: Any) -> Person:
    """Return who is to be added: somebody of the register, or a card that is not written yet."""
    same = [
        row
        for row in Person.objects.filter(village=change.team.village)
        if fold(row.full_name) == fold(change.after["full_name"]) and row.birth == birth
    ]
    near = near_to_requests([change], user).get(change.pk, [])
    chosen = next((row for row in (*near, *same) if str(row.pk) == person), None)
    if chosen is not None:
        return chosen
    if len(same) == 1:
        return same[0]
    if near and person != "new":
        raise ValidationError(
            _("The register knows somebody like this. Say whether it is the same person."),
            code="near",
        )
    return Person(village=change.team.village)


def _add(change: RosterChange, chosen: str, user: Any) -> None:
    after = change.after
    birth = None
    if after["birth"]:
        birth = PartialDate(
            dt.date.fromisoformat(after["birth"]), Precision(after["birth_precision"])
        )
    person = _meant(change, birth, chosen, user)
    if person.pk is None:
        person.full_name, person.sex, person.phone = (
            after["full_name"],
            after["sex"],
            after["phone"],
        )
        person.birth = birth
        person.save()
    started = dt.date.fromisoformat(after["started_on"])
    serving = change.team.memberships.filter(ended_on__isnull=True)
    if serving.filter(person=person).exists():
        raise ValidationError(_("%(name)s serves in the team already.") % {"name": person})
    membership = Membership(team=change.team, person=person, role=after["role"], started_on=started)
    membership.full_clean()
    membership.save()
    change.person, change.membership = person, membership


def _end(change: RosterChange) -> None:
    membership = change.membership
    assert membership is not None
    if _spell(membership) != change.before:
        raise ValidationError(
            _("The roster has moved since this was asked: %(now)s.")
            % {"now": ", ".join(f"{value}" for value in _spell(membership).values() if value)}
        )
    membership.ended_on = dt.date.fromisoformat(change.after["ended_on"])
    membership.leaving = change.after["leaving"]
    membership.full_clean()
    membership.save()


def _correct(change: RosterChange) -> None:
    person = change.person
    assert person is not None
    now = {name: getattr(person, name) for name in change.before}
    if now != change.before:
        raise ValidationError(
            _("The roster has moved since this was asked: %(now)s.")
            % {"now": ", ".join(now.values())}
        )
    for name, value in change.after.items():
        setattr(person, name, value)
    person.full_clean(exclude=["photo"])
    person.save()


def _spell(membership: Membership) -> dict[str, str]:
    """Return what of a membership a later change would contradict."""
    return {
        "role": membership.role,
        "started_on": membership.started_on.isoformat(),
        "ended_on": membership.ended_on.isoformat() if membership.ended_on else "",
    }
