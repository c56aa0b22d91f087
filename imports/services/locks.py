"""The lock of a run and the ticket of its work: what keeps two from doing the same."""

import datetime as dt
import uuid
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from common.dates import short_date
from imports.models import ImportRun

State = ImportRun.State


def locked(pk: int, *, with_commune: bool = False) -> ImportRun:
    """Return the row, locked; with its commune where writes of one commune must queue.

    The lock of the commune lets others refer to it. Raises ValidationError where the run is
    gone.
    """
    if with_commune:
        communes: Any = apps.get_model("members", "Commune")._default_manager
        found = ImportRun.objects.filter(pk=pk).values_list("commune", flat=True).first()
        communes.select_for_update(no_key=True).filter(pk=found).first()
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("commune", "started_by", "written_by")
        .filter(pk=pk)
        .first()
    )
    if run is None:
        raise ValidationError(_("This upload was dropped meanwhile."))
    return run


def refuse_other(run: ImportRun, *states: str) -> None:
    """Raise ValidationError, with what the run is instead, unless it is in one of these states."""
    if run.state in states:
        return
    if run.state == State.DONE:
        raise ValidationError(
            _("This list was imported already, at %(when)s by %(who)s."),
            params={
                "when": moment_in_words(run.applied_at),
                "who": run.written_by or run.started_by,
            },
        )
    if run.state == State.UNDONE:
        raise ValidationError(_("This import was taken back already."))
    if run.state == State.WRITING:
        refuse_busy()
    raise ValidationError(_("Look at the preview first."))


def refuse_while_written(pk: int) -> None:
    """Say at once that a run is being written: its lock is the writer's until it is through."""
    if ImportRun.objects.filter(pk=pk, state=State.WRITING).exists():
        refuse_busy()


def refuse_busy() -> None:
    raise ValidationError(_("This list is being written just now. Wait until it is through."))


def give_ticket(run: ImportRun, state: str, *fields: str) -> str:
    run.state, run.ticket, run.message = state, uuid.uuid4().hex, ""
    run.busy_since = timezone.now()
    run.save(
        update_fields=["state", "ticket", "message", "busy_since", "answers", "options", *fields]
    )
    return run.ticket


def holds(run: ImportRun, ticket: str, state: str) -> bool:
    return run.state == state and run.ticket == ticket


def at_work(pk: int, ticket: str, state: str) -> ImportRun | None:
    """Return the run for work that may carry on, and say that it does; else None."""
    alive = ImportRun.objects.filter(pk=pk, ticket=ticket, state=state)
    if not ticket or not alive.update(busy_since=timezone.now()):
        return None
    return alive.select_related("commune", "started_by", "written_by").first()


def end_without_writing(pk: int, ticket: str, state: str, message: str) -> None:
    """End work that wrote nothing. Where the ticket has run out, others have gone on."""
    ImportRun.objects.filter(pk=pk, ticket=ticket).update(state=state, message=message, ticket="")


def moment_in_words(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local:%H:%M} {short_date(local.date())}"
