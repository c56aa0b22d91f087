"""An upload in the browser: kept, read, planned, written in one transaction, taken back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import still_editable
from common.audit import log_access
from common.parcels import CHANGED, DOUBTFUL, NEW, SAME, Parcel, RefusedImport
from common.workbook import Head, Sheet, UnreadableWorkbook, corrected, find_head, read_workbook
from imports.models import ImportRun
from imports.writing import BulkWriter, take_back
from members.imports.importers import IMPORTERS
from members.models import Commune

State = ImportRun.State
#: how long a run can be taken back; then what it wrote is no longer kept beside the register
UNDO_WITHIN = dt.timedelta(days=30)
MOST_SHOWN = 5000
#: what wants a look stands first
ORDER = (DOUBTFUL, CHANGED, NEW, SAME)


@transaction.atomic
def upload(*, commune: Commune, kind: str, name: str, content: bytes, user: Any) -> ImportRun:
    """Keep an uploaded workbook. Raises UnreadableWorkbook, and keeps nothing, for what is none."""
    sheets = read_workbook(content)
    run = ImportRun(
        commune=commune, kind=kind, file_name=name[:200], started_by=user,
        options={"sheets": [sheet.name for sheet in sheets], "heads": {}},
    )  # fmt: skip
    run.file.save(f"{kind}.bin", ContentFile(content), save=False)
    run.save()
    still_editable(run, user)
    forget_old_runs()
    return run


def sheets_of(run: ImportRun) -> list[Sheet]:
    """Return the sheets of the kept workbook. Raises ValidationError where it is gone."""
    if not run.file:
        raise ValidationError(_("The workbook is not kept any more. Upload it again."))
    with run.file.open("rb") as kept:
        return read_workbook(kept.read())


def heads_of(run: ImportRun, sheets: list[Sheet]) -> dict[str, Head]:
    """Return the head of each sheet: put right by hand, or recognised by its labels."""
    importer = IMPORTERS[run.kind]
    found = {}
    for sheet in sheets:
        by_hand = run.options.get("heads", {}).get(sheet.name)
        if by_hand is not None:
            found[sheet.name] = corrected(sheet, by_hand["row"], by_hand["columns"])
        elif importer.aliases:
            head = find_head(sheet, importer.aliases, importer.required)
            if head is not None:
                found[sheet.name] = head
    return found


def set_heads(run: ImportRun, heads: Mapping[str, dict[str, Any]], chosen: list[str]) -> None:
    """Keep the columns that somebody put right, and which sheets are to be read."""
    importer = IMPORTERS[run.kind]
    for sheet, head in heads.items():
        missing = [
            str(importer.labels[name]) for name in importer.required if name not in head["columns"]
        ]
        if missing and sheet in chosen:
            raise ValidationError(
                _("Sheet “%(sheet)s”: say which column holds: %(what)s."),
                params={"sheet": sheet, "what": ", ".join(missing)},
            )
    if not chosen:
        raise ValidationError(_("Choose at least one sheet."))
    run.options = {**run.options, "heads": dict(heads), "sheets": chosen}
    run.save(update_fields=["options"])


def plan(run: ImportRun, options: dict[str, Any]) -> Any:
    """Return what the workbook would change, and its parcel. Writes nothing."""
    chosen = set(run.options["sheets"])
    sheets = [sheet for sheet in sheets_of(run) if sheet.name in chosen]
    parcel = Parcel()
    by_hand = {
        sheet.name: head
        for sheet in sheets
        if (head := heads_of(run, [sheet]).get(sheet.name))
        and sheet.name in run.options.get("heads", {})
    }
    return IMPORTERS[run.kind].plan(run, sheets, by_hand, parcel, options), parcel


def show(run: ImportRun, options: dict[str, Any], stored: dict[str, Any]) -> None:
    """Plan and keep the preview for the page; an unreadable file or day ends in a message."""
    try:
        _planned, parcel = plan(run, options)
    except (ValidationError, UnreadableWorkbook) as error:
        run.state, run.message = State.UPLOADED, " ".join(getattr(error, "messages", [str(error)]))
        run.save(update_fields=["state", "message"])
        return
    decided = sorted(parcel.decided(), key=lambda item: ORDER.index(item.what))
    run.preview = {
        "counts": [
            [thing, action, times] for (thing, action), times in sorted(parcel.counts.items())
        ],
        "notes": [[note.level, note.place, note.message] for note in parcel.notes][:MOST_SHOWN],
        "errors": len(parcel.errors),
        "warnings": len(parcel.warnings),
        "rows": [[item.what, item.sheet, item.row, item.label] for item in decided][:MOST_SHOWN],
        "row_counts": {
            what: sum(item.what == what for item in decided) for what in {i.what for i in decided}
        },
    }
    run.options = {**run.options, "asked": stored}
    run.state, run.message = State.PLANNED, ""
    run.save(update_fields=["preview", "options", "state", "message"])


def write(run: ImportRun, options: dict[str, Any]) -> None:
    """Plan again and write in one transaction; the register may have moved since the preview."""
    writer = BulkWriter(run.started_by, run.file_name, record=True)
    try:
        with transaction.atomic():
            planned, _parcel = plan(run, options)
            IMPORTERS[run.kind].apply(planned, run.started_by, run.file_name, writer)
            run.state, run.message, run.applied_at = State.DONE, "", timezone.now()
            run.written = writer.written
            run.save()
    except (RefusedImport, ValidationError, UnreadableWorkbook) as error:
        run.message = " ".join(getattr(error, "messages", [str(error)]))
    except IntegrityError:
        run.message = _("The register has moved meanwhile. Look at the preview again.")
    if run.message:
        run.state = State.PLANNED
        run.save(update_fields=["state", "message"])
        return
    _forget_file(run)
    log_access(
        run.commune, user=run.started_by, what="import.done",
        details={"source": run.file_name, "rows": len(writer.written)},
    )  # fmt: skip


@transaction.atomic
def undo(*, run: ImportRun, user: Any) -> int:
    """Take an import back as a whole; return how many rows.

    Raises ValidationError where it is not imported, too long ago, or something was
    changed since, and PermissionDenied where it is not the user's.
    """
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("commune").get(pk=run.pk)
    still_editable(run, user)
    if run.state != State.DONE:
        raise ValidationError(_("Only an import that was carried out can be taken back."))
    if not run.written:
        raise ValidationError(_("This import is too long ago, or wrote nothing."))
    count = take_back(run.written, user=user, source=run.file_name)
    run.state, run.undone_at, run.written = State.UNDONE, timezone.now(), []
    run.save()
    return count


@transaction.atomic
def give_up(*, run: ImportRun, user: Any) -> None:
    """Drop an upload that is not to be imported, with its file."""
    still_editable(run, user)
    if run.state in (State.DONE, State.UNDONE):
        raise ValidationError(_("This import was carried out; take it back instead."))
    _forget_file(run)
    run.delete()


def forget_old_runs() -> None:
    """Drop files and recorded rows that nobody can use any more: personal data kept twice."""
    long_ago = timezone.now() - UNDO_WITHIN
    for run in ImportRun.objects.filter(created_at__lt=long_ago).exclude(file="", written=[]):
        run.written = []
        run.preview = {**run.preview, "rows": [], "notes": []}
        run.save(update_fields=["written", "preview"])
        _forget_file(run)


def _forget_file(run: ImportRun) -> None:
    if run.file:
        run.file.delete(save=False)
        ImportRun.objects.filter(pk=run.pk).update(file="")
