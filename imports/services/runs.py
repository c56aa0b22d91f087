"""The way of an upload, one state machine: uploaded, planned, written, taken back.

Every move happens under a lock of the row and asks the state again, so two clicks, two tabs,
two officers or a killed worker never write twice. Work carries a ticket: whoever comes with
another one finds nothing to do. What is written and that it is written is one transaction, so
the run never says that nothing was written when something was.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import AnyUser, still_editable
from common.audit import log_access
from imports.discretion import without_religion
from imports.grid import Sheet
from imports.kinds import importer_of
from imports.models import ImportRun
from imports.plan import Context, Level, Plan, RefusedImport
from imports.questions import Answers
from imports.reading import read_file, read_pasted
from imports.services.afterwards import forget_old
from imports.services.causes import causes_of
from imports.services.locks import (
    at_work,
    end_without_writing,
    give_ticket,
    holds,
    locked,
    refuse_other,
    refuse_while_written,
)
from imports.services.preview import mark_moved, preview_of
from imports.services.profiles import profile_of, remember
from imports.services.uploads import forget, keep, kept
from imports.writing import BulkWriter

State = ImportRun.State
log = logging.getLogger(__name__)


def upload(
    *,
    commune: Any,
    kind: str,
    user: AnyUser,
    name: str = "",
    content: bytes = b"",
    pasted: str = "",
) -> ImportRun:
    """Read a file, or pasted cells, and keep what was read.

    Raises UnreadableFile, and keeps nothing, for what cannot be read, and PermissionDenied
    where the commune is not the user's.
    """
    read = read_pasted(pasted) if pasted else read_file(content, name)
    sheets, left_out = without_religion(read)
    run = ImportRun(
        commune=commune, kind=kind, started_by_id=user.pk,
        file_name=(name or _("Pasted cells"))[:200],
    )  # fmt: skip
    run.options = {**profile_of(run).options}
    run.preview = {"left_out": [str(place) for place in left_out]}
    keep(run, sheets)
    try:
        with transaction.atomic():
            run.save()
            still_editable(run, user)
    except BaseException:
        run.file.delete(save=False)
        raise
    forget_old()
    return run


# --- looking ------------------------------------------------------------------------


def choose(
    *, run: ImportRun, answers: Mapping[str, str], options: Mapping[str, str], look: bool
) -> str:
    """Keep what was chosen, and with `look` give out the ticket to plan again, else "".

    Answers are added to those that were given before; "" takes one back. What is kept stays,
    whatever else is wrong. Raises ValidationError where the run is not to be planned any more.
    """
    refuse_while_written(run.pk)
    with transaction.atomic():
        run = locked(run.pk)
        refuse_other(run, State.UPLOADED, State.PLANNED, State.FAILED, State.READING)
        given = {**run.answers, **answers}
        run.answers = {key: value for key, value in given.items() if value}
        run.options = dict(options)
        if look:
            return give_ticket(run, State.READING)
        run.save(update_fields=["answers", "options"])
        return ""


def read(pk: int, ticket: str) -> None:
    """Plan an upload and keep its preview. Does nothing with a ticket that has run out."""
    run = at_work(pk, ticket, State.READING)
    if run is None:
        return
    try:
        plan, preview = _planned(run, kept(run), timezone.localdate())
    except Exception as error:
        _end_with(error, pk, ticket, State.READING)
        return
    with transaction.atomic():
        still = ImportRun.objects.select_for_update().filter(
            pk=pk, ticket=ticket, state=State.READING
        )
        for run in still:
            _show(run, plan, preview)


def _show(run: ImportRun, plan: Plan, preview: dict[str, Any], message: str = "") -> None:
    run.preview, run.digest = preview, plan.digest
    run.state, run.ticket, run.message = State.PLANNED, "", message
    run.planned_at = timezone.now()
    run.save(update_fields=["preview", "digest", "state", "ticket", "message", "planned_at"])


def _planned(run: ImportRun, sheets: list[Sheet], today: dt.date) -> tuple[Plan, dict[str, Any]]:
    """Return the plan of a run and its preview. Raises ValidationError for wrong options."""
    plan = _plan(run, sheets, today)
    return plan, _preview(run, plan, sheets, today)


def _preview(run: ImportRun, plan: Plan, sheets: list[Sheet], today: dt.date) -> dict[str, Any]:
    remembered = profile_of(run).answers
    preview = preview_of(
        plan, sheets, before=run.preview, chosen=run.answers, remembered=remembered
    )
    preview["left_out"] = run.preview.get("left_out", [])
    preview["today"] = today.isoformat()
    preview["sheets"] = [
        [sheet.name, len(sheet.rows), sheet.hidden] for sheet in sheets if sheet.rows
    ]
    if preview["left_out"]:
        message = _("Columns of religion are left out; the portal never keeps them.")
        preview["notes"].append([str(Level.REMARK), "; ".join(preview["left_out"]), message])
    return preview


def _plan(run: ImportRun, sheets: list[Sheet], today: dt.date) -> Plan:
    importer = importer_of(run.kind)
    who: Any = run.written_by or run.started_by
    form = importer.form(run.options, commune=run.commune, user=who)
    if not form.is_valid():
        raise ValidationError(_("Fill in “About this list”, then look again."))
    context = Context(run.commune_id, form.cleaned_data, today, run.file_name, who)
    return importer.read(sheets, context, Answers(run.answers))


# --- writing ------------------------------------------------------------------------


def begin_writing(*, run: ImportRun, digest: str, user: AnyUser) -> str:
    """Give out the ticket to write what was looked at; only the first who asks gets it.

    `digest` is that of the preview which the user saw. Raises ValidationError where the run is
    being written, is written, has another preview meanwhile, or something keeps it from being
    written.
    """
    refuse_while_written(run.pk)
    with transaction.atomic():
        run = locked(run.pk)
        still_editable(run, user)
        refuse_other(run, State.PLANNED)
        if digest != run.digest:
            raise ValidationError(_("The preview was made again meanwhile. Look at it once more."))
        if not run.preview.get("writable"):
            raise ValidationError(_("Answer the questions and mend the errors first."))
        run.written_by_id = user.pk
        return give_ticket(run, State.WRITING, "written_by")


class _Moved(Exception):
    """The register has moved since the preview; `plan` is what would happen now."""

    def __init__(self, plan: Plan, preview: dict[str, Any]) -> None:
        super().__init__()
        self.plan, self.preview = plan, preview


def write(pk: int, ticket: str) -> None:
    """Write what was looked at, in one transaction, with the row locked from first to last.

    Planned again under the lock: where it is not what was shown, nothing is written and it is
    shown again with what moved. Does nothing with a ticket that has run out.
    """
    run = at_work(pk, ticket, State.WRITING)
    if run is None:
        return
    try:
        sheets = kept(run)
        with transaction.atomic():
            run = locked(pk, with_commune=True)
            if not holds(run, ticket, State.WRITING):
                return
            _write(run, sheets)
    except _Moved as moved:
        _show_again(pk, ticket, moved)
        return
    except Exception as error:
        _end_with(error, pk, ticket, State.WRITING)
        return
    forget(run)


def _end_with(error: Exception, pk: int, ticket: str, doing: ImportRun.State) -> None:
    """End work that an error stopped, and say what to do. Nothing was written.

    What the user can mend leaves the run where it was before, and so does a right that was
    lost meanwhile; what the register refuses is to be looked at again; all else is a fault of
    the portal, and is logged.
    """
    before = State.UPLOADED if doing == State.READING else State.PLANNED
    if isinstance(error, RefusedImport | ValidationError):
        told = " ".join(getattr(error, "messages", [str(error)]))
        end_without_writing(pk, ticket, before, told)
        return
    if isinstance(error, PermissionDenied):
        told = _("You may no longer change this list; nothing was written. Ask whoever gives the roles, or drop the file.")  # fmt: skip
        end_without_writing(pk, ticket, before, told)
        return
    log.error("%s of import %s", doing, pk, exc_info=error)
    if isinstance(error, IntegrityError):
        told = _("The register refused it; nothing was written. Look at the preview again.")
        end_without_writing(pk, ticket, State.UPLOADED, told)
        return
    told = (
        _("The file could not be planned; nothing was written. Tell the administrator.")
        if doing == State.READING
        else _("The file could not be imported; nothing was written. Tell the administrator.")
    )
    end_without_writing(pk, ticket, State.FAILED, told)


def _write(run: ImportRun, sheets: list[Sheet]) -> None:
    user: Any = run.written_by
    still_editable(run, user)
    today = dt.date.fromisoformat(run.preview["today"])
    plan = _plan(run, sheets, today)
    if plan.digest != run.digest:
        raise _Moved(plan, _preview(run, plan, sheets, today))
    plan.refuse_if_wrong()
    writer = BulkWriter(user, run.file_name, record=True)
    importer_of(run.kind).write(plan, writer)
    run.state, run.ticket, run.message = State.DONE, "", ""
    run.applied_at, run.written = timezone.now(), writer.written
    run.save(update_fields=["state", "ticket", "message", "applied_at", "written"])
    lasting: Iterable[str] = getattr(importer_of(run.kind).form, "lasting", ())
    remember(run, {name: run.options[name] for name in lasting if run.options.get(name)})
    log_access(
        run.commune, user=user, what="import.done",
        details={"source": run.file_name, "rows": len(writer.written)},
    )  # fmt: skip


def _show_again(pk: int, ticket: str, moved: _Moved) -> None:
    with transaction.atomic():
        run = locked(pk)
        if not holds(run, ticket, State.WRITING):
            return
        causes, others = causes_of(run, moved.plan)
        names = mark_moved(run.preview, moved.preview, causes)
        told = _(
            "The register has moved since you looked: %(count)d entries are not as they were "
            "shown. Nothing was written. Look at them, they stand first, and import again."
        ) % {"count": len(names)}
        _show(run, moved.plan, moved.preview, " ".join([told, *others]))
