"""Data requests and their deadlines (Law 91/2025/QH15, Decree 356/2025/NĐ-CP), and erasure."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import still_editable
from common.audit import log_access
from common.dates import PartialDate, Precision
from common.pictures import drop_file
from members.models import Commune, DataRequest, Person


@transaction.atomic
def receive_request(
    *, commune: Commune, kind: str, person: Person | None, name: str, received_on: dt.date,
    what: str, user: Any,
) -> DataRequest:  # fmt: skip
    """Enter a request. Raises PermissionDenied outside the user's commune."""
    made = DataRequest(
        commune=commune, kind=kind, person=person, received_on=received_on, what=what,
        name=name or (person.full_name if person else ""), handled_by=user,
    )  # fmt: skip
    made.full_clean()
    made.save()
    still_editable(made, user)
    return made


@transaction.atomic
def answer_request(*, request: DataRequest, user: Any) -> None:
    """Keep that the first answer went out today."""
    _refuse_finished(request)
    request.answered_on, request.handled_by = timezone.localdate(), user
    request.save(update_fields=["answered_on", "handled_by"])
    still_editable(request, user)


@transaction.atomic
def extend_request(*, request: DataRequest, days: int, user: Any) -> None:
    """Put the end off once, by 15 days at most. Raises ValidationError the second time."""
    _refuse_finished(request)
    if request.extended_by:
        raise ValidationError(_("A request is put off once, by 15 days at most."))
    request.extended_by, request.handled_by = days, user
    request.full_clean()
    request.save(update_fields=["extended_by", "handled_by"])
    still_editable(request, user)


@transaction.atomic
def finish_request(*, request: DataRequest, outcome: str, note: str, user: Any) -> None:
    """Close a request with its outcome; the answer counts as given with it."""
    _refuse_finished(request)
    today = timezone.localdate()
    request.finished_on, request.outcome, request.note = today, outcome, note
    request.answered_on = request.answered_on or today
    request.handled_by = user
    request.full_clean()
    request.save()
    still_editable(request, user)


def _refuse_finished(request: DataRequest) -> None:
    if request.finished_on:
        raise ValidationError(_("This request is finished already."))


@transaction.atomic
def erase_person(*, person: Person, keep_name: bool, user: Any) -> bool:
    """Erase what the register need not keep of a person; return whether the record is gone.

    Somebody nothing points at is deleted. Of somebody who served, the spells stay as counts of
    public duties: phone, address, citizen ID and photo go, of the birth date the year stays, and
    the name gives way to a number unless `keep_name` (an award's decision names it). Names in
    issued reports stay: those are frozen. Who asked remains in the register of requests without
    a name.
    """
    still_editable(person, user)
    log_access(person, user=user, what="person.erase")
    drop_file(person)
    person.data_requests.update(name="")
    for change in person.changes.all():
        for told in (change.before, change.after):
            for name in ("full_name", "phone", "address", "birth"):
                if told.get(name):
                    told[name] = ""
        change.save(update_fields=["before", "after"])
    if not _has_history(person):
        person.delete()
        return True
    if not keep_name:
        person.full_name = f"Người đã xóa dữ liệu {person.pk}"
    person.phone = person.address = ""
    person.citizen_id = ""
    if person.birth:
        person.birth = PartialDate(dt.date(person.birth.value.year, 1, 1), Precision.YEAR)
    person.full_clean(exclude=["photo"])
    person.save()
    still_editable(person, user)
    return False


def _has_history(person: Person) -> bool:
    """Whether rows other than the requests point at the person."""
    for relation in Person._meta.related_objects:
        if relation.on_delete is not models.PROTECT:
            continue
        manager: Any = relation.related_model._default_manager
        if manager.filter(**{relation.field.name: person.pk}).exists():
            return True
    return False
