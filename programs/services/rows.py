"""Writes of the registers of programmes: one row each, inside the user's scope or not at all."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from common.access import still_editable
from common.refusals import refused
from programs.models import ProgramSite, ProgramStatus, ResultSheet


def save_row(
    *,
    row: models.Model,
    user: Any,
    before: Callable[[], None],
    after: Callable[[], None] = lambda: None,
) -> None:
    """Save a row of a register. `before` and `after` run in its transaction.

    Raises ValidationError for what a rule of the data refuses (an overlap with another
    row of the same thing among them), PermissionDenied where the row would leave the
    user's scope. Nothing is written then.
    """
    with refused(), transaction.atomic():
        before()
        row.full_clean()
        row.save()
        after()
        still_editable(row, user)


def enter_state(*, state: ProgramStatus, user: Any, before: Callable[[], None]) -> None:
    """Enter the next state of a programme; the one that lasted ends on its first day.

    Raises ValidationError for a day on or before that of the state which lasts.
    """

    def close() -> None:
        before()
        lasting = ProgramStatus.objects.select_for_update().filter(
            program=state.program, ended_on__isnull=True
        )
        for row in lasting.exclude(pk=state.pk):
            if row.started_on >= state.started_on:
                raise ValidationError(
                    {"started_on": _("The state before began on that day or later.")}
                )
            row.ended_on = state.started_on
            row.save(update_fields=["ended_on"])

    save_row(row=state, user=user, before=close)


def resting_on(row: models.Model) -> list[tuple[str, int]]:
    """Return what rests on a row, in words with how many, so that nobody deletes it unawares.

    What points at it; for a site also the sheets that its village sent to its programme. One statement
    for each kind of thing.
    """
    found = []
    for relation in row._meta.related_objects:
        if relation.related_model._meta.app_label == "auditlog" or not relation.get_accessor_name():
            continue
        manager: Any = relation.related_model._base_manager
        count = manager.filter(**{relation.field.name: row.pk}).count()
        if count:
            found.append((str(relation.related_model._meta.verbose_name_plural), count))
    if isinstance(row, ProgramSite):
        sheets = ResultSheet.objects.filter(program=row.program_id, village=row.village_id).count()
        if sheets:
            found.append((str(ResultSheet._meta.verbose_name_plural), sheets))
    return found


@transaction.atomic
def delete_row(*, row: models.Model, user: Any) -> None:
    """Delete a row that was entered by mistake; the log keeps what it said.

    Raises ValidationError where other facts rest on it, PermissionDenied where it is not the user's.
    """
    still_editable(row, user)
    with refused():
        row.delete()
