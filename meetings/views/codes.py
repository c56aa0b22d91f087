"""The code of an invitation, read at the door; and the invitations of a village."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.access import get_editable, is_editable
from meetings.codes import delegate_of
from meetings.models import Delegate
from meetings.queries import counts_of
from meetings.services.attendance import sign_in


@require_http_methods(["GET", "POST"])
@login_not_required
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Sign a delegate in by the code of the invitation.

    Whoever reads a code without being at the door sees what stands on the invitation
    anyhow: which meeting, when, where; not whose it is.
    """
    delegate = delegate_of(code)
    if delegate is None:
        raise Http404(_("This code is not valid. Find the delegate by name in the list."))
    user: Any = request.user
    context: dict[str, Any] = {"meeting": delegate.meeting, "code": code}
    if not (user.is_authenticated and is_editable(delegate, user)):
        if request.method == "POST":
            raise Http404(_("This page does not exist, or it belongs to another unit."))
        return render(request, "meetings/code_guest.html", context)
    status = 200
    if request.method == "POST":
        get_editable(Delegate.objects.all(), user, pk=delegate.pk)
        try:
            sign_in(delegate=delegate, proxy=request.POST.get("proxy", ""), user=user)
        except ValidationError as error:
            context["error"], status = error.messages[0], 409
        else:
            return redirect("meetings:code", code)
        delegate = delegate_of(code)
    groups, total = counts_of(context["meeting"])
    context |= {"row": delegate, "groups": groups, "total": total}
    return render(request, "meetings/code.html", context, status=status)


@require_GET
def my_invitations(request: HttpRequest) -> HttpResponse:
    """Who of a village head's village is invited where; the coming meetings first. Seven statements."""
    today = timezone.localdate()
    rows = (
        Delegate.objects.visible_to(request.user).filter(village__isnull=False)
        .select_related("meeting", "village").order_by("-meeting__starts_at", "protocol_order", "pk")
    )[:200]  # fmt: skip
    ahead = [row for row in rows if timezone.localdate(row.meeting.starts_at) >= today]
    past = [row for row in rows if row not in ahead]
    context = {"ahead": list(reversed(ahead)), "past": past}
    return render(request, "meetings/mine.html", context)
