"""Pages of meetings: which there are, one with all its parts, and its plan."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.access import COMMITTEE, OFFICER, get_editable, get_visible, is_editable, require_role
from common.asked import asked_again
from common.forms import tell
from common.text import nfc
from meetings.forms import IssueForm, MeetingForm
from meetings.models import Delegate, Meeting, PaperRun
from meetings.queries import agenda_of, counts_of, delegates_of, late_tasks
from meetings.services.papers import PAPERS, issued_of, outdated_of
from meetings.services.planning import save_meeting

PAGE = 25


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings of the user's units, the latest first, and what is overdue. Nine statements."""
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
        "late": late_tasks(user, timezone.localdate()), "may_edit": user.has_role(OFFICER, COMMITTEE),
    }  # fmt: skip
    return render(request, "meetings/list.html", context)


@require_GET
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting with its agenda, delegates, papers, tasks and photos. Seventeen statements at most."""
    meeting = get_visible(
        Meeting.objects.select_related("commune", "chair", "secretary"), request.user, pk=pk
    )
    groups, total = counts_of(meeting)
    issued, outdated = issued_of(meeting), outdated_of(meeting)
    may_edit = is_editable(meeting, request.user)
    today = timezone.localdate()
    context = {
        "meeting": meeting, "agenda": agenda_of(meeting), "delegates": delegates_of(meeting),
        "groups": groups, "total": total, "programs": meeting.programs.order_by("pk"),
        "conclusions": meeting.conclusions.order_by("done_on", F("due_on").asc(nulls_last=True), "pk"),
        "papers": [(row, issued.get(row.what), row.what in outdated) for row in PAPERS.values()],
        "photos": meeting.photos.all(), "may_edit": may_edit, "today": today,
        "run": _run(meeting) if may_edit else None, "formats": PaperRun.Format,
        "issue_form": IssueForm(initial={"dated": today}),
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


def _run(meeting: Meeting) -> PaperRun | None:
    return meeting.runs.filter(what=PaperRun.What.INVITATIONS).first()


@require_http_methods(["GET", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting; a usual kind brings its agenda along."""
    user: Any = request.user
    require_role(user, OFFICER, COMMITTEE, why=_("You may read this, but not change it."))
    return _save(request, Meeting())


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _save(request, get_editable(Meeting.objects.all(), request.user, pk=pk))


def _save(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    new = meeting.pk is None
    form = MeetingForm(request.POST or None, instance=meeting, user=request.user)
    if request.method == "POST" and form.is_valid():
        meeting.title = nfc(meeting.title)
        try:
            save_meeting(meeting=meeting, programs=form.cleaned_data["programs"], user=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": meeting})
            return redirect("meetings:meeting", meeting.pk)
    back = reverse("meetings:meetings") if new else reverse("meetings:meeting", args=[meeting.pk])
    context = {
        "form": form, "title": _("Plan a meeting") if new else _("Correct the meeting"),
        "action": _("Save"), "back": back,
    }  # fmt: skip
    return render(request, "_row.html", context)
