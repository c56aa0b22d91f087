"""The agenda builder: items in order by hand or keys, from a usual agenda or an earlier one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.access import get_editable
from meetings.forms import AgendaFormSet, AgendaSourceForm
from meetings.models import Meeting
from meetings.queries import agenda_of
from meetings.services.planning import copy_agenda, save_agenda, use_template


@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the agenda. Its order is that of the numbers; scripts set them by drag or keys."""
    meeting = _editable(request, pk)
    rows = meeting.agenda.order_by("order", "pk")
    forms = AgendaFormSet(request.POST or None, queryset=rows, prefix="items")
    if request.method == "POST" and forms.is_valid():
        items = [
            form.instance
            for form in forms.ordered_forms
            if form.instance.pk or form.has_changed()
        ]  # fmt: skip
        try:
            save_agenda(meeting=meeting, items=items, user=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The agenda is saved."))
            return redirect("meetings:agenda", meeting.pk)
    return _page(request, meeting, forms, AgendaSourceForm(meeting=meeting, user=request.user))


@require_POST
def agenda_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a usual agenda, or that of an earlier meeting, in place of the one that stands."""
    meeting = _editable(request, pk)
    form = AgendaSourceForm(request.POST, meeting=meeting, user=request.user)
    if form.is_valid():
        try:
            if form.cleaned_data["source"]:
                copy_agenda(meeting=meeting, source=form.cleaned_data["source"], user=request.user)
            else:
                use_template(meeting=meeting, kind=form.cleaned_data["kind"], user=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The agenda is taken over."))
            return redirect("meetings:agenda", meeting.pk)
    rows = meeting.agenda.order_by("order", "pk")
    return _page(request, meeting, AgendaFormSet(queryset=rows, prefix="items"), form)


def _page(request: HttpRequest, meeting: Meeting, forms: Any, source: Any) -> HttpResponse:
    times = {point.item.pk: point.at for point in agenda_of(meeting)}
    lines = [(form, times.get(form.instance.pk)) for form in forms]
    context = {
        "meeting": meeting, "forms": forms, "lines": lines, "source": source,
        "starts": timezone.localtime(meeting.starts_at),
    }  # fmt: skip
    return render(request, "meetings/agenda.html", context)


def _editable(request: HttpRequest, pk: int) -> Meeting:
    found: Meeting = get_editable(Meeting.objects.select_related("commune"), request.user, pk=pk)
    return found
