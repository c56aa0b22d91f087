"""On the day, at the door: find a delegate, tap, take back; the counts live on every screen."""

import re

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from common.access import get_editable, get_visible
from common.asked import asked_text
from common.text import without_nul
from meetings.models import Delegate, Meeting
from meetings.queries import counts_of, delegates_of
from meetings.services.attendance import mark

#: an address as the code of an invitation holds it
CODE = re.compile(r"/meetings/code/([\w.-]+)")


@require_GET
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The list at the door; a part of it while one types a name. Nine statements at most."""
    meeting = get_editable(Meeting.objects.select_related("commune"), request.user, pk=pk)
    text = asked_text(request)
    if scanned := CODE.search(text):
        # A scanner types what it reads: the address on an invitation opens what it stands for.
        answer = redirect("meetings:code", scanned[1])
        if request.headers.get("HX-Request") == "true":
            answer = HttpResponse(headers={"HX-Redirect": answer.url})
        return answer
    groups, total = counts_of(meeting)
    context = {
        "meeting": meeting, "rows": delegates_of(meeting, text), "text": text, "groups": groups,
        "total": total, "states": Delegate.Attendance,
    }  # fmt: skip
    part = request.headers.get("HX-Request") == "true"
    return render(request, "meetings/_door.html" if part else "meetings/attendance.html", context)


@require_GET
def attendance_counts(request: HttpRequest, pk: int) -> HttpResponse:
    """The counts by group, asked for every few seconds by all open screens."""
    meeting = get_visible(Meeting.objects.all(), request.user, pk=pk)
    groups, total = counts_of(meeting)
    return render(request, "meetings/_counts.html", {"groups": groups, "total": total})


@require_POST
def attendance_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one delegate; without scripts the list opens again where one was."""
    delegate = get_editable(Delegate.objects.select_related("meeting"), request.user, pk=pk)
    try:
        found = mark(
            delegate=delegate, attendance=request.POST.get("attendance", ""),
            proxy=request.POST.get("proxy", ""), user=request.user,
        )  # fmt: skip
    except ValidationError as error:
        return HttpResponse(error.messages[0], status=422, content_type="text/plain; charset=utf-8")
    if request.headers.get("HX-Request") == "true":
        groups, total = counts_of(delegate.meeting)
        context = {
            "row": found, "groups": groups, "total": total, "states": Delegate.Attendance,
            "swap": True,
        }  # fmt: skip
        return render(request, "meetings/_marked.html", context)
    back = reverse("meetings:attendance", args=[delegate.meeting_id])
    words = urlencode({"q": without_nul(request.POST.get("q"))})
    return redirect(f"{back}?{words}")
