"""The page of a programme's targets: indicators by years."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.access import get_visible, is_editable
from common.asked import asked_year
from programs.forms.targets import TargetsForm
from programs.models import Indicator, Program, Target
from programs.queries.results import sees_whole
from programs.services.targets import set_targets

#: the first year of which there can be a target
FIRST = 1945
#: years on one page, the last of them the one asked for
YEARS = 5


@require_http_methods(["GET", "POST"])
def program_targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The targets of five years; officers and the committee set them. Nine statements to read.

    Targets are the commune's: a village head does not see them.
    """
    user: Any = request.user
    program = get_visible(Program.objects.select_related("commune", "kind"), user, pk=pk)
    if not sees_whole(program, user):
        raise Http404(_("This page does not exist, or it belongs to another unit."))
    next_year = timezone.localdate().year + 1
    last = asked_year(request, next_year, FIRST + YEARS)
    years = range(last - YEARS + 1, last + 1)
    known = {
        (row.indicator_id, row.year): row.value
        for row in Target.objects.visible_to(user).filter(program=program, year__in=years)
    }
    form = TargetsForm(
        request.POST or None,
        indicators=Indicator.objects.filter(kinds=program.kind_id),
        years=years,
        known=known,
    )
    may_edit = is_editable(program, user)
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied(_("You may read this, but not change it."))
        if form.is_valid():
            set_targets(program=program, values=form.values(), user=user)
            messages.success(request, _("The targets are saved."))
            return redirect(f"{reverse('programs:targets', args=[pk])}?year={last}")
    context = {
        "program": program, "form": form, "years": years, "may_edit": may_edit, "last": last,
        "earlier": last - YEARS if last - YEARS >= FIRST + YEARS else None,
        "later": min(last + YEARS, next_year) if last < next_year else None,
    }  # fmt: skip
    return render(request, "programs/targets.html", context)
