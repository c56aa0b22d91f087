"""Two records of one person become one; both histories stay."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from common.access import still_editable
from common.audit import log_access
from common.dates import short_date
from members.models import DifferentPeople, Membership, Person, RosterChange, VillageOffice

#: what of a card may come from either record; birth and citizen ID go as one
CHOOSABLE = ("full_name", "sex", "birth", "citizen_id", "phone", "address", "village", "photo")


@transaction.atomic
def merge_people(*, keep: Person, drop: Person, take: Mapping[str, bool], user: Any) -> Person:
    """Let `drop` go up in `keep`: `take` says of which fields the value of `drop` is right.

    Whatever points at `drop` (service, posts, awards, meetings, requests) points at `keep`
    after it. Spells of both in one team and role that overlap become one; in two roles they
    contradict each other, and ValidationError says where. Empty fields of `keep` are filled
    from `drop`. Raises PermissionDenied where one is not the user's.
    """
    if keep.pk == drop.pk:
        raise ValidationError(_("These are one record already."))
    people = {
        row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk])
    }
    if len(people) != 2:
        raise ValidationError(_("One of the two records is gone meanwhile. Open the list again."))
    keep, drop = people[keep.pk], people[drop.pk]
    for person in (keep, drop):
        still_editable(person, user)
    _join_spells(keep, drop, Membership, "team_id", "role")
    _join_spells(keep, drop, VillageOffice, "village_id", "office")
    for relation in Person._meta.related_objects:
        if relation.related_model is DifferentPeople:
            continue
        _repoint(relation, keep, drop)
    chosen = {
        name: _value(drop, name) for name in CHOOSABLE if take.get(name) or not _value(keep, name)
    }
    photo = drop.photo.name
    log_access(keep, user=user, what="person.merge", details={"merged": drop.pk})
    drop.photo = ""
    drop.delete()
    for name, value in chosen.items():
        if name == "photo":
            keep.photo = photo or keep.photo.name
        elif value:
            setattr(keep, name, value)
    keep.full_clean(exclude=["photo"])
    keep.save()
    still_editable(keep, user)
    return keep


def _value(person: Person, name: str) -> Any:
    return person.photo.name if name == "photo" else getattr(person, name)


def _join_spells(
    keep: Person, drop: Person, model: type[Membership] | type[VillageOffice], place: str, role: str
) -> None:
    """Make one spell of overlapping ones; the database refuses two."""
    mine = list(model.objects.filter(person=keep).order_by("started_on"))
    for other in model.objects.filter(person=drop).order_by("started_on"):
        for row in mine:
            if getattr(row, place) != getattr(other, place) or not _overlap(row, other):
                continue
            if getattr(row, role) != getattr(other, role):
                if model is VillageOffice:
                    continue
                raise ValidationError(
                    _("%(place)s: two roles at once from %(day)s (%(one)s, %(two)s). Correct one first."),
                    params={
                        "place": row.team, "day": short_date(max(row.started_on, other.started_on)),
                        "one": row.get_role_display(), "two": other.get_role_display(),
                    },
                )  # fmt: skip
            start = min(row.started_on, other.started_on)
            end = (
                None
                if None in (row.ended_on, other.ended_on)
                else max(row.ended_on, other.ended_on)
            )
            if model is Membership:
                RosterChange.objects.filter(membership=other.pk).update(membership=row.pk)
            other.delete()
            row.started_on, row.ended_on = start, end
            row.save(update_fields=["started_on", "ended_on"])
            break


def _overlap(one: Any, two: Any) -> bool:
    last = dt.date.max
    return one.started_on < (two.ended_on or last) and two.started_on < (one.ended_on or last)


def _repoint(relation: Any, keep: Person, drop: Person) -> None:
    """Let the rows of one relation point at the record that stays, each in the log."""
    model: type[models.Model] = relation.related_model
    field = relation.field.name
    manager: Any = model._default_manager
    for row in manager.filter(**{field: drop.pk}):
        setattr(row, field, keep)
        try:
            with transaction.atomic():
                row.save(update_fields=[field])
        except IntegrityError as error:
            raise ValidationError(
                _("Both records have their own “%(what)s: %(row)s”. Delete one of them first."),
                params={"what": model._meta.verbose_name, "row": row},
            ) from error


@transaction.atomic
def tell_apart(*, first: Person, second: Person, user: Any) -> None:
    """Keep that two records are two people, so that nobody is asked again."""
    small, large = sorted((first, second), key=lambda person: person.pk)
    row, _made = DifferentPeople.objects.get_or_create(
        first=small, second=large, defaults={"said_by": user}
    )
    still_editable(row, user)
