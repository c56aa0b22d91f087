"""Pages on which delegates are invited: from the register in sets, and guests one by one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from common.access import get_editable
from common.forms import tell
from meetings.forms import GuestForm, InviteForm, SeatsForm
from meetings.models import Delegate, Meeting
from meetings.services.invitations import (
    delete_delegate,
    invite_from_register,
    save_delegate,
)
from meetings.services.planning import assign_seats


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite people of the register by office, role or recognition."""
    meeting = get_editable(Meeting.objects.select_related("commune"), request.user, pk=pk)
    form = InviteForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            count = invite_from_register(
                meeting=meeting, sets=form.cleaned_data["sets"], teams=form.cleaned_data["teams"],
                user=request.user,
            )  # fmt: skip
        except ValidationError as error:
            tell(form, error)
        else:
            text = ngettext("%(n)d delegate added.", "%(n)d delegates added.", count)
            messages.success(request, text % {"n": count})
            return redirect(_back(meeting))
    return _form(request, form, meeting, _("Invite from the register"), _("Invite"))


@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat everybody by group and protocol order."""
    meeting = get_editable(Meeting.objects.select_related("commune"), request.user, pk=pk)
    form = SeatsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = assign_seats(
                meeting=meeting, per_row=form.cleaned_data["per_row"], user=request.user
            )
        except ValidationError as error:
            tell(form, error)
        else:
            text = ngettext("Seated in %(n)d row.", "Seated in %(n)d rows.", count)
            messages.success(request, text % {"n": count})
            return redirect(_back(meeting))
    return _form(request, form, meeting, _("Assign seats"), _("Assign seats"))


@require_http_methods(["GET", "POST"])
def guest_new(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_editable(Meeting.objects.select_related("commune"), request.user, pk=pk)
    return _save(request, Delegate(meeting=meeting), _("Invite a guest"))


@require_http_methods(["GET", "POST"])
def delegate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    delegate = get_editable(Delegate.objects.select_related("meeting"), request.user, pk=pk)
    return _save(request, delegate, _("Correct a delegate"))


@require_POST
def delegate_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    delegate = get_editable(Delegate.objects.select_related("meeting"), request.user, pk=pk)
    try:
        delete_delegate(delegate=delegate, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Deleted: %(title)s.") % {"title": delegate})
    return redirect(_back(delegate.meeting))


def _save(request: HttpRequest, delegate: Delegate, title: str) -> HttpResponse:
    form = GuestForm(request.POST or None, instance=delegate)
    if request.method == "POST" and form.is_valid():
        try:
            save_delegate(delegate=delegate, user=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": delegate})
            return redirect(_back(delegate.meeting))
    delete = reverse("meetings:delegate_delete", args=[delegate.pk]) if delegate.pk else ""
    return _form(request, form, delegate.meeting, title, _("Save"), delete=delete)


def _form(
    request: HttpRequest, form: Any, meeting: Meeting, title: str, action: str, *, delete: str = ""
) -> HttpResponse:
    context = {
        "form": form, "title": title, "action": action, "back": _back(meeting), "of": str(meeting),
        "delete": delete,
    }  # fmt: skip
    return render(request, "_row.html", context)


def _back(meeting: Meeting) -> str:
    return reverse("meetings:meeting", args=[meeting.pk]) + "#delegates"
