"""Pages of meetings: which there are, and one with its agenda, delegates and tasks."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from common.access import COMMITTEE, OFFICER, get_visible, is_editable
from common.asked import asked_again
from meetings.models import Delegate, Meeting
from meetings.queries import agenda_of, counts_of, delegates_of

PAGE = 25


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings of the user's units, the latest first. Seven statements."""
    user: Any = request.user
    came = Q(delegates__attendance=Delegate.Attendance.PRESENT)
    rows = (
        Meeting.objects.visible_to(user).select_related("commune")
        .annotate(invited=Count("delegates"), came=Count("delegates", filter=came))
        .order_by("-starts_at", "pk")
    )  # fmt: skip
    when = request.GET.get("when", "")
    if when == "ahead":
        rows = rows.filter(starts_at__gte=timezone.now()).order_by("starts_at", "pk")
    elif when == "past":
        rows = rows.filter(starts_at__lt=timezone.now())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "when": when, "keep": asked_again(request, "when"),
        "may_edit": user.has_role(OFFICER, COMMITTEE),
    }  # fmt: skip
    return render(request, "meetings/list.html", context)


@require_GET
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting. Eleven statements at most."""
    meeting = get_visible(
        Meeting.objects.select_related("commune", "chair", "secretary"), request.user, pk=pk
    )
    groups, total = counts_of(meeting)
    context = {
        "meeting": meeting, "agenda": agenda_of(meeting), "delegates": delegates_of(meeting),
        "groups": groups, "total": total, "programs": meeting.programs.order_by("pk"),
        "conclusions": meeting.conclusions.order_by("done_on", "due_on", "pk"),
        "may_edit": is_editable(meeting, request.user),
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)
