"""After the preview or the writing: taken back, dropped, given back, forgotten."""

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import AnyUser, still_editable
from imports.models import KEPT_FOR, UNDO_WITHIN, ImportRun
from imports.services.locks import locked, refuse_busy, refuse_while_written
from imports.services.uploads import forget
from imports.writing import take_back

State = ImportRun.State


@transaction.atomic
def undo(*, run: ImportRun, user: AnyUser) -> int:
    """Take an import back as a whole; return how many rows.

    Raises ValidationError where it is not imported, taken back already, too long ago, or
    something was changed since, and PermissionDenied where it is not the user's.
    """
    run = locked(run.pk, with_commune=True)
    still_editable(run, user)
    if run.state == State.UNDONE:
        raise ValidationError(_("This import was taken back already."))
    if run.state != State.DONE:
        raise ValidationError(_("Only an import that was carried out can be taken back."))
    if not run.written:
        raise ValidationError(_("This import is too long ago, or wrote nothing."))
    count = take_back(run.written, user=user, source=run.file_name)
    run.state, run.undone_at, run.written = State.UNDONE, timezone.now(), []
    run.save(update_fields=["state", "undone_at", "written"])
    return count


def drop(*, run: ImportRun, user: AnyUser) -> None:
    """Drop an upload that is not to be imported, with what was read of it.

    Raises ValidationError where it is being written or was written.
    """
    refuse_while_written(run.pk)
    with transaction.atomic():
        run = locked(run.pk)
        still_editable(run, user)
        if run.state == State.WRITING:
            refuse_busy()
        if run.is_over:
            raise ValidationError(_("This import was carried out; take it back instead."))
        run.delete()
    run.file.delete(save=False)  # once the row is gone for good


def give_back(pk: int) -> bool:
    """Give a run back whose work was lost (a killed worker); return whether it was.

    While the work still goes on, it holds the row, and nothing happens here.
    """
    try:
        with transaction.atomic():
            rows = ImportRun.objects.filter(pk=pk)
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True, of=("self",))
            run = rows.first()
            if run is None or not run.seems_lost:
                return False
            looked_at = run.state == State.WRITING
            run.state = State.PLANNED if looked_at else State.UPLOADED
            run.ticket = ""
            run.message = _("The work was interrupted; nothing was written. Try again.")
            run.save(update_fields=["state", "ticket", "message"])
    except OperationalError:  # SQLite: the writer has the whole database
        return False
    return True


def forget_old() -> int:
    """Drop what nobody needs any more; return how many runs that touched.

    Uploads that were neither written nor dropped within a day go as a whole; imports that can
    no longer be taken back lose the rows they recorded, and their preview its people.
    """
    count = 0
    now = timezone.now()
    stale = ImportRun.objects.light().filter(created_at__lt=now - KEPT_FOR)
    for run in stale.exclude(state__in=[State.DONE, State.UNDONE]):
        if run.state == State.WRITING and not give_back(run.pk):
            continue
        with transaction.atomic():
            for left in ImportRun.objects.select_for_update().filter(pk=run.pk):
                if left.is_over or left.state == State.WRITING:
                    continue
                left.delete()
                count += 1
        if not ImportRun.objects.filter(pk=run.pk).exists():
            run.file.delete(save=False)
    for run in stale.exclude(file="").filter(state__in=[State.DONE, State.UNDONE]):
        forget(run)
        count += 1
    for run in ImportRun.objects.filter(
        created_at__lt=now - UNDO_WITHIN, state__in=[State.DONE, State.UNDONE]
    ).exclude(written=[], preview__items=[]):
        run.written = []
        kept_of = ("counts", "errors", "warnings")
        run.preview = {"items": []} | {
            name: run.preview[name] for name in kept_of if name in run.preview
        }
        run.answers = {}
        run.save(update_fields=["written", "preview", "answers"])
        count += 1
    return count
