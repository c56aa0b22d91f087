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
from programs.models import Program
from programs.queries.results import doubts_of, villages_reporting, year_lines_of, years_reported
from programs.services import results as services


@require_GET
def result_years(request: HttpRequest, pk: int) -> HttpResponse:
    """Where ten years have holes: villages by years, each hole leading to its form. Seven statements."""
    day = timezone.localdate()
    program = get_visible(Program.objects.select_related("commune", "kind"), request.user, pk=pk)
    villages = villages_reporting(program, request.user, day)
    years, matrix = years_reported(program, villages, day)
    context = {"program": program, "years": years, "matrix": matrix}
    return render(request, "programs/years.html", context)


@require_http_methods(["GET", "POST"])
def year_sheet(request: HttpRequest, program: int, village: int, year: int) -> HttpResponse:
    """The totals of a village's year, with source and estimate mark. Officers write them."""
    found = get_visible(Program.objects.select_related("commune", "kind"), request.user, pk=program)
    place = get_visible(Village.objects.select_related("commune"), request.user, pk=village)
    if not EARLIEST <= year <= timezone.localdate().year:
        raise Http404(_("There is no such year."))
    try:
        sheet = services.year_sheet_for(found, place, year)
    except ValidationError as error:
        raise Http404(error.messages[0]) from error
    user: Any = request.user
    may_write = services.decides_on(sheet, user)
    lines = year_lines_of(sheet)
    form = YearForm(
        request.POST or None, lines=lines, initial={"note": sheet.note, "source": sheet.source}
    )
    doubts = doubts_of(lines, {line.indicator.pk: line.value for line in lines})
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
            else:
                messages.success(request, _("Saved: %(title)s.") % {"title": sheet})
                return redirect("programs:year_sheet", program, village, year)
    context = {"sheet": sheet, "form": form, "may_write": may_write, "doubts": doubts}
    return render(request, "programs/year.html", context)
