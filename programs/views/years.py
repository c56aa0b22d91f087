"""Pages of whole years: what each village has of each, and the totals known from papers only."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.access import get_visible
from common.forms import EARLIEST
from members.models import Village
from programs.forms import YearForm
from programs.models import Program, ResultSheet
from programs.queries.results import (
    doubts_of,
    sees_whole,
    villages_reporting,
    words_of,
    year_lines_of,
    years_reported,
)
from programs.services import results as services


@require_GET
def result_years(request: HttpRequest, pk: int) -> HttpResponse:
    """Where ten years have holes: villages by years, each hole leading to its form. Nine statements."""
    user: Any = request.user
    day = timezone.localdate()
    program = get_visible(Program.objects.select_related("commune", "kind"), user, pk=pk)
    villages = villages_reporting(program, user, day)
    matrix = years_reported(program, villages, day)
    context = {
        "program": program,
        "matrix": matrix,
        "words": words_of(program, villages),
        "sees_whole": sees_whole(program, user),
    }
    return render(request, "programs/years.html", context)


@require_http_methods(["GET", "POST"])
def year_sheet(request: HttpRequest, program: int, village: int, year: int) -> HttpResponse:
    """The totals of a village's year, with source and estimate mark. Officers write them."""
    found = _program(request, program, year)
    place = get_visible(Village.objects.select_related("commune"), request.user, pk=village)
    try:
        sheet = services.year_sheet_for(found, place, year)
    except ValidationError as error:
        if request.method != "POST":
            raise Http404(error.messages[0]) from error
        # What was typed meanwhile stays on the page: saving says why it cannot be kept.
        sheet = ResultSheet.of_year(found, place, year)
    return _year(request, sheet, place.name)


@require_http_methods(["GET", "POST"])
def commune_year(request: HttpRequest, program: int, year: int) -> HttpResponse:
    """The totals of a year known for the whole commune only. No village head sees it."""
    user: Any = request.user
    found = _program(request, program, year)
    if not sees_whole(found, user):
        raise Http404(_("This page does not exist, or it belongs to another unit."))
    place = words_of(found, villages_reporting(found, user, timezone.localdate())).whole
    try:
        sheet = services.year_sheet_for(found, None, year)
    except ValidationError as error:
        sheet = ResultSheet.of_year(found, None, year)
        if request.method != "POST":
            context = {"sheet": sheet, "place": place, "refused": error.messages[0]}
            return render(request, "programs/year.html", context)
        # What was typed meanwhile stays on the page: saving says why it cannot be kept.
    return _year(request, sheet, place)


def _program(request: HttpRequest, pk: int, year: int) -> Program:
    """Return the programme, or raise Http404 for another's or for no such year."""
    found: Program = get_visible(
        Program.objects.select_related("commune", "kind"), request.user, pk=pk
    )
    if not EARLIEST <= year <= timezone.localdate().year:
        raise Http404(_("There is no such year."))
    return found


def _year(request: HttpRequest, sheet: ResultSheet, place: str) -> HttpResponse:
    """Show or keep the totals of a year; `place` names the village or "Toàn xã"."""
    user: Any = request.user
    may_write = services.decides_on(sheet, user)
    lines = year_lines_of(sheet)
    form = YearForm(
        request.POST or None, lines=lines, initial={"note": sheet.note, "source": sheet.source}
    )
    doubts = doubts_of(lines, {line.indicator.pk: line.value for line in lines})
    status = 200
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied(_("You may read this, but not change it."))
        if form.is_valid():
            data = form.cleaned_data
            try:
                services.save_year(
                    sheet=sheet, values=form.values(), source=data["source"], note=data["note"],
                    user=user,
                )  # fmt: skip
            except ValidationError as error:
                form.add_error(None, error)
                status = 422
            else:
                title = f"{place} {sheet.year}"
                messages.success(request, _("Saved: %(title)s.") % {"title": title})
                return redirect(services.sheet_url(sheet))
    context = {
        "sheet": sheet, "place": place, "form": form, "may_write": may_write, "doubts": doubts,
    }  # fmt: skip
    return render(request, "programs/year.html", context, status=status)
