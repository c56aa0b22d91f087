"""Monthly results: the sheet of a village on a phone, who has reported, what is decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, VILLAGE_HEAD, get_visible, require_role
from common.asked import asked_year, key_in
from common.audit import log_access
from common.downloads import download
from common.text import without_nul
from members.models import Village
from programs import exports
from programs.forms import SheetForm
from programs.models import Program, ResultSheet
from programs.queries.results import (
    completeness,
    doubts_of,
    due_on,
    lines_of,
    month_due,
    sees_whole,
    villages_reporting,
)
from programs.services import results as services

WRITERS = frozenset({OFFICER, VILLAGE_HEAD})
#: first year of which there can be results
EARLIEST = 1945


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Who has reported which month, programme by programme. Ten statements at most."""
    user: Any = request.user
    day = timezone.localdate()
    programs = list(
        Program.objects.visible_to(user).running_on(day).select_related("commune", "kind")
        .order_by("kind__order", "pk")
    )  # fmt: skip
    asked = request.GET.get("program", "")
    program = next((p for p in programs if str(p.pk) == asked), programs[0] if programs else None)
    year = asked_year(request, day.year, EARLIEST)
    context: dict[str, Any] = {
        "programs": programs, "program": program, "year": year, "years": range(day.year, day.year - 12, -1),
        "may_decide": user.has_role(OFFICER), "months": range(1, 13),
    }  # fmt: skip
    if program is not None:
        villages = villages_reporting(program, user, day)
        due = month_due(program, day)
        context["matrix"] = completeness(program, villages, year, day)
        context["due"] = due
        context["due_on"] = due_on(*due, program.commune.calendar)
        context["sees_whole"] = sees_whole(program, user)
        context["waiting"] = [
            (sheet, services.sheet_url(sheet))
            for sheet in ResultSheet.objects.visible_to(user)
            .filter(program=program, state=ResultSheet.State.SENT)
            .select_related("village", "program__commune", "sent_by")
            .order_by("period_start", "village__sort_key")[:200]
        ]
    return render(request, "programs/results.html", context)


@require_http_methods(["GET", "POST"])
def result_sheet(
    request: HttpRequest, program: int, village: int, year: int, month: int
) -> HttpResponse:
    """One month of one village: typed, kept, sent. What looks odd is asked about, not blocked."""
    sheet, may_write = _sheet(request, program, village, year, month)
    lines = lines_of(sheet)
    form = SheetForm(request.POST or None, lines=lines, initial={"note": sheet.note})
    doubts: list[str] = []
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied(_("You may read this, but not change it."))
        if request.headers.get("HX-Request") == "true":
            return _keep(request, sheet, form)
        if form.is_valid():
            if "nothing" in request.POST:
                form.nothing_happened()
            values = form.values()
            doubts = doubts_of(lines, values)
            try:
                sheet = services.save_values(
                    sheet=sheet, values=values, note=form.cleaned_data["note"], user=request.user
                )
                if "send" in request.POST and (not doubts or "sure" in request.POST):
                    services.send_sheet(sheet=sheet, user=request.user)
                    messages.success(request, _("Sent to the commune police."))
                    return redirect(services.sheet_url(sheet))
            except ValidationError as error:
                form.add_error(None, error)
            else:
                if "send" not in request.POST:
                    messages.success(request, _("Kept as a draft; not sent yet."))
                    return redirect(services.sheet_url(sheet))
    else:
        doubts = doubts_of(lines, {line.indicator.pk: line.value for line in lines})
    user: Any = request.user
    return render(
        request,
        "programs/sheet.html",
        {
            "sheet": sheet,
            "form": form,
            "doubts": doubts,
            "asks": request.method == "POST" and bool(doubts),
            "may_write": may_write and sheet.is_open,
            "may_decide": user.has_role(OFFICER) and may_write and bool(sheet.pk),
            "due_on": due_on(year, month, sheet.program.commune.calendar),
        },
    )


def _keep(request: HttpRequest, sheet: ResultSheet, form: SheetForm) -> HttpResponse:
    """Keep what is typed while it is typed; what is no count yet is named and left as it was."""
    wrong = [str(form.fields[name].label) for name in form.errors]
    refused: list[str] = []
    typed = {line.indicator.pk: f"value-{line.indicator.pk}" for line in form.lines}
    values = {
        key: form.cleaned_data[name] for key, name in typed.items() if name in form.cleaned_data
    }
    try:
        services.save_values(
            sheet=sheet, values=values, note=form.cleaned_data.get("note", sheet.note),
            user=request.user,
        )  # fmt: skip
    except ValidationError as error:
        refused = error.messages
    context = {"saved_at": timezone.localtime(), "errors": wrong, "refused": refused}
    return render(request, "programs/_state.html", context)


@require_POST
def result_accept(request: HttpRequest) -> HttpResponse:
    """Accept the chosen sheets."""
    keys = [key for typed in request.POST.getlist("sheet") if (key := key_in(typed)) is not None]
    chosen = ResultSheet.objects.visible_to(request.user).filter(pk__in=keys)
    count = services.accept_sheets(sheets=chosen, user=request.user)
    if count:
        text = ngettext("%(count)d sheet accepted.", "%(count)d sheets accepted.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.error(request, _("Choose at least one sheet that was sent."))
    return redirect(_matrix_of(key_in(request.POST.get("program"))))


@require_POST
def result_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a sheet back with a note, or open an accepted one again."""
    sheet = get_visible(
        ResultSheet.objects.select_related("program", "village"), request.user, pk=pk
    )
    try:
        services.return_sheet(
            sheet=sheet, reply=without_nul(request.POST.get("reply", "")[:300]),
            user=request.user,
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Sent back to the village."))
    return redirect(services.sheet_url(sheet))


@require_POST
def result_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind, in one click, every village whose sheet of the month due is missing."""
    user: Any = request.user
    program = get_visible(Program.objects.select_related("commune", "kind"), user, pk=pk)
    require_role(user, OFFICER, why=_("Only officers of the commune decide on this."))
    day = timezone.localdate()
    year, month = month_due(program, day)
    villages = villages_reporting(program, user, day)
    missing = [
        village
        for village, cells in completeness(program, villages, year, day)
        if cells[month - 1].state in ("", "draft", "returned")
    ]
    told = services.remind(program=program, villages=missing, year=year, month=month, user=user)
    text = ngettext("%(count)d village head reminded.", "%(count)d village heads reminded.", told)
    messages.success(request, text % {"count": told})
    return redirect(_matrix_of(pk))


@require_GET
def result_form(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The form of a year as a workbook, for the villages the user may see."""
    program = get_visible(Program.objects.select_related("commune", "kind"), request.user, pk=pk)
    villages = villages_reporting(program, request.user, timezone.localdate())
    if not villages or not EARLIEST <= year <= 2200:
        raise Http404(_("No village has a site of this programme."))
    content = exports.result_form(program, villages, year)
    log_access(
        program, user=request.user, what="list.export", details={"format": "xlsx", "list": "form"}
    )
    return download(content, f"bieu-mau-{pk}-{year}.xlsx")


@require_GET
def result_book(request: HttpRequest, pk: int) -> HttpResponse:
    """All accepted figures of a programme as a workbook, in the form that the upload reads."""
    program = get_visible(Program.objects.select_related("commune", "kind"), request.user, pk=pk)
    sheets = ResultSheet.objects.visible_to(request.user).filter(program=program).accepted()
    if not sheets.exists():
        raise Http404(_("No sheet of this programme is accepted yet."))
    content = exports.result_book(program, sheets)
    log_access(
        program, user=request.user, what="list.export",
        details={"format": "xlsx", "list": "results"},
    )  # fmt: skip
    return download(content, f"ket-qua-{pk}.xlsx")


def _sheet(
    request: HttpRequest, program: int, village: int, year: int, month: int
) -> tuple[ResultSheet, bool]:
    """Return the sheet and whether the user may write it: 404 outside, or for no such month.

    A year that came to be kept as one total has no months either, but what somebody was typing
    stays on the page: saving says why it cannot be kept.
    """
    found = get_visible(Program.objects.select_related("commune", "kind"), request.user, pk=program)
    place = get_visible(Village.objects.select_related("commune"), request.user, pk=village)
    if not 1 <= month <= 12 or not EARLIEST <= year <= timezone.localdate().year + 1:
        raise Http404(_("There is no such month."))
    try:
        sheet = services.sheet_for(found, place, year, month)
    except ValidationError as error:
        if request.method != "POST":
            raise Http404(error.messages[0]) from error
        sheet = ResultSheet.of_month(found, place, year, month)
    if sheet.period_start > timezone.localdate():
        raise Http404(_("This month has not begun."))
    may_write = Village.objects.reached_by(request.user, WRITERS).filter(pk=place.pk).exists()
    return sheet, may_write


def _matrix_of(program: int | None) -> str:
    """Return the address of a programme's matrix, or of the first one's."""
    url = reverse("programs:results")
    return f"{url}?program={program}" if program is not None else url
