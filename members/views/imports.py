"""Upload of workbooks: choose, put the columns right, look at every decision, import, take back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, get_editable, require_role
from common.asked import key_in
from common.workbook import Sheet, UnreadableWorkbook, column_letter
from imports.models import ImportRun
from members.forms.imports import UploadForm
from members.imports.importers import IMPORTERS
from members.services import import_runs as services
from members.tasks import read_run, write_run

PAGE = 25
SAMPLES = 3


@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """The upload form, and what was imported before. Eight statements."""
    require_role(request.user, OFFICER, why=_("Only officers import lists."))
    kinds = [(kind, importer.title) for kind, importer in IMPORTERS.items()]
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            run = services.upload(
                commune=data["commune"], kind=data["kind"], name=data["file"].name,
                content=data["file"].read(), user=request.user,
            )  # fmt: skip
        except UnreadableWorkbook as error:
            form.add_error("file", str(error))
        else:
            return redirect("members:import", run.pk)
    runs = ImportRun.objects.visible_to(request.user).defer("written", "preview")
    page = Paginator(runs.select_related("started_by"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "members/imports.html",
        {"form": form, "page": page, "importers": IMPORTERS.values()},
    )


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One upload: sheets and columns, options, preview. POST looks at it again."""
    run = _run(request, pk)
    importer = IMPORTERS[run.kind]
    if run.state in (ImportRun.State.DONE, ImportRun.State.UNDONE) or run.is_busy:
        return render(request, "members/import.html", {"run": run, "importer": importer})
    try:
        sheets = services.sheets_of(run)
    except (ValidationError, UnreadableWorkbook, OSError):
        return render(
            request, "members/import.html", {"run": run, "importer": importer, "gone": True}
        )
    asked = run.options.get("asked")
    typed = request.POST if request.method == "POST" else asked
    form = importer.form(typed, run=run, user=request.user)
    if request.method == "POST":
        form.full_clean()
        try:
            services.set_heads(run, *_typed_heads(request, sheets, bool(importer.labels)))
        except ValidationError as error:
            form.add_error(None, error)
        if form.is_valid():
            run.state = ImportRun.State.READING
            run.save(update_fields=["state"])
            read_run.enqueue(run.pk, _stored(form))
            return redirect("members:import", run.pk)
    context = {
        "run": run, "importer": importer, "form": form,
        "tables": [_table(run, sheet, importer) for sheet in sheets],
    }  # fmt: skip
    return render(request, "members/import.html", context)


@require_GET
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work has come; the page asks until it is done."""
    run = _run(request, pk)
    if run.is_busy:
        return render(request, "members/_import_busy.html", {"run": run})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
def import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was looked at."""
    run = _run(request, pk)
    if run.state != ImportRun.State.PLANNED or run.preview.get("errors"):
        messages.error(request, _("Look at the preview and mend its errors first."))
        return redirect("members:import", pk)
    run.state = ImportRun.State.WRITING
    run.save(update_fields=["state"])
    write_run.enqueue(run.pk, run.options.get("asked", {}))
    run.refresh_from_db()
    if run.state == ImportRun.State.DONE:
        messages.success(request, _("Imported: %(file)s.") % {"file": run.file_name})
    return redirect("members:import", pk)


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back as a whole."""
    run = _run(request, pk)
    try:
        count = services.undo(run=run, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Taken back: %(count)d rows.") % {"count": count})
    return redirect("members:import", pk)


@require_POST
def import_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an upload up."""
    run = _run(request, pk)
    try:
        services.give_up(run=run, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("members:import", pk)
    messages.success(request, _("The upload is dropped; nothing was imported."))
    return redirect("members:imports")


def _run(request: HttpRequest, pk: int) -> ImportRun:
    found: ImportRun = get_editable(
        ImportRun.objects.select_related("commune", "started_by").defer("written"),
        request.user, pk=pk,
    )  # fmt: skip
    return found


def _stored(form: Any) -> dict[str, str]:
    """Return the options as typed, so that the background reads them as the form did."""
    return {name: str(form.data.get(name, "")) for name in form.fields}


def _table(run: ImportRun, sheet: Sheet, importer: Any) -> dict[str, Any]:
    """Return what the page shows of a sheet: each column with its head, samples and field."""
    head = services.heads_of(run, [sheet]).get(sheet.name)
    row = head.last_row if head else 0
    fields = {column: name for name, column in head.columns.items()} if head else {}
    width = max((len(cells) for cells in sheet.rows[row : row + 20]), default=0)
    columns = []
    for index in range(min(width, 40)):
        samples = [
            text for number in range(row + 1, min(row + 30, len(sheet.rows)))
            if (text := sheet.text(number, index))
        ][:SAMPLES]  # fmt: skip
        title = sheet.text(row, index) or (sheet.text(row - 1, index) if row else "")
        if title or samples:
            columns.append(
                {"index": index, "letter": column_letter(index), "title": title,
                 "samples": samples, "field": fields.get(index, "")}
            )  # fmt: skip
    return {
        "name": sheet.name, "rows": len(sheet.rows), "head": row + 1, "found": head is not None,
        "columns": columns if importer.labels else [],
        "chosen": sheet.name in run.options.get("sheets", []),
    }  # fmt: skip


def _typed_heads(
    request: HttpRequest, sheets: list[Sheet], by_hand: bool
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return the columns typed for each sheet, and the sheets that are ticked.

    Raises ValidationError where two columns are to hold the same.
    """
    heads: dict[str, dict[str, Any]] = {}
    ticked = request.POST.getlist("sheet")
    for number, sheet in enumerate(sheets):
        if not by_hand or sheet.name not in ticked or f"head-{number}" not in request.POST:
            continue
        row = (key_in(request.POST[f"head-{number}"].strip(), longest=5) or 0) - 1
        if not 0 <= row < len(sheet.rows):
            raise ValidationError(
                _("Sheet “%(sheet)s”: type the number of the row that holds the head."),
                params={"sheet": sheet.name},
            )
        columns: dict[str, int] = {}
        for index in range(len(sheet.rows[row])):
            name = request.POST.get(f"column-{number}-{index}", "")
            if name in columns:
                raise ValidationError(
                    _("Sheet “%(sheet)s”: two columns hold the same. Leave one of them out."),
                    params={"sheet": sheet.name},
                )
            if name:
                columns[name] = index
        heads[sheet.name] = {"row": row, "columns": columns}
    known = {sheet.name for sheet in sheets}
    return heads, [name for name in ticked if name in known]
