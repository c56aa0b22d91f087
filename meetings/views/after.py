"""What a meeting leaves: minutes, tasks, photos."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import COMMITTEE, OFFICER, get_editable, get_visible, is_editable
from common.asked import asked_again, key_in
from common.audit import log_access
from common.forms import tell
from common.text import without_nul
from meetings.forms import ConclusionForm, MinutesForm
from meetings.models import Conclusion, Meeting, Minutes, Photo
from meetings.papers import minutes_text
from meetings.papers.facts import facts_of
from meetings.services.after import (
    add_photos,
    arrange_photos,
    delete_conclusion,
    delete_photo,
    remind_of_tasks,
    save_conclusion,
    save_minutes,
)

PAGE = 25


@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the minutes; they begin as a draft from agenda and attendance."""
    meeting = _editable(request, pk)
    kept = Minutes.objects.filter(meeting=meeting).first()
    kept = kept or Minutes(meeting=meeting, text=minutes_text(facts_of(meeting)))
    form = MinutesForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        try:
            save_minutes(minutes=kept, closed_at=form.closed_at(), user=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("The minutes are saved."))
            return redirect("meetings:paper", meeting.pk, "minutes")
    return _form(request, form, meeting, _("Minutes"), "papers")


@require_GET
def task_list(request: HttpRequest) -> HttpResponse:
    """Tasks of all meetings, those due first on top. Seven statements."""
    user: Any = request.user
    state = request.GET.get("state", "")
    rows = Conclusion.objects.visible_to(user).select_related("meeting")
    rows = rows.filter(state=state) if state in Conclusion.State.values else rows.open()
    page = Paginator(rows.order_by(F("due_on").asc(nulls_last=True), "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page, "state": state, "states": Conclusion.State, "today": timezone.localdate(),
        "keep": asked_again(request, "state"), "may_edit": user.has_role(OFFICER, COMMITTEE),
    }  # fmt: skip
    return render(request, "meetings/tasks.html", context)


@require_http_methods(["GET", "POST"])
def conclusion_new(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _editable(request, pk)
    return _save_task(request, Conclusion(meeting=meeting), _("Add a task"))


@require_http_methods(["GET", "POST"])
def conclusion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_editable(Conclusion.objects.select_related("meeting"), request.user, pk=pk)
    return _save_task(request, row, _("Correct a task"))


@require_POST
def conclusion_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task off that was entered by mistake."""
    row = get_editable(Conclusion.objects.select_related("meeting"), request.user, pk=pk)
    try:
        delete_conclusion(conclusion=row, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Deleted: %(title)s.") % {"title": row})
    return redirect(_back(row.meeting, "tasks"))


@require_POST
def tasks_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind now of what is due within a week or overdue."""
    meeting = _editable(request, pk)
    count = remind_of_tasks(day=timezone.localdate(), meeting=meeting)
    text = ngettext("%(n)d task is reminded of.", "%(n)d tasks are reminded of.", count)
    messages.success(request, text % {"n": count})
    return redirect(_back(meeting, "tasks"))


def _save_task(request: HttpRequest, row: Conclusion, title: str) -> HttpResponse:
    form = ConclusionForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            save_conclusion(conclusion=row, user=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": row})
            return redirect(_back(row.meeting, "tasks"))
    delete = reverse("meetings:conclusion_delete", args=[row.pk]) if row.pk else ""
    return _form(request, form, row.meeting, title, "tasks", delete=delete)


@require_http_methods(["GET", "POST"])
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """The album; officers and the committee add photos here, many at once."""
    meeting = get_visible(Meeting.objects.select_related("commune"), request.user, pk=pk)
    error = ""
    if request.method == "POST":
        meeting = _editable(request, pk)
        try:
            made = add_photos(
                meeting=meeting, files=request.FILES.getlist("photos"), user=request.user
            )
        except ValidationError as problem:
            error = problem.messages[0]
        else:
            text = ngettext("%(n)d photo added.", "%(n)d photos added.", len(made))
            messages.success(request, text % {"n": len(made)})
            return redirect("meetings:photos", meeting.pk)
    context = {
        "meeting": meeting, "photos": meeting.photos.all(), "error": error,
        "may_edit": is_editable(meeting, request.user),
    }  # fmt: skip
    return render(request, "meetings/photos.html", context, status=422 if error else 200)


@require_POST
def photos_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep captions and order: each photo has its place as a number."""
    meeting = _editable(request, pk)
    captions, places = {}, []
    for key in meeting.photos.values_list("pk", flat=True):
        caption = request.POST.get(f"caption-{key}")
        if caption is not None:
            captions[key] = without_nul(caption).strip()
        place = key_in(request.POST.get(f"order-{key}"), 6)
        places.append((place if place is not None else 10**9, key))
    arrange_photos(
        meeting=meeting, order=[key for _place, key in sorted(places)], captions=captions,
        user=request.user,
    )  # fmt: skip
    messages.success(request, _("The album is saved."))
    return redirect("meetings:photos", meeting.pk)


@require_POST
def photo_delete(request: HttpRequest, pk: int) -> HttpResponse:
    photo = get_editable(Photo.objects.select_related("meeting"), request.user, pk=pk)
    delete_photo(photo=photo, user=request.user)
    messages.success(request, _("The photo is deleted."))
    return redirect("meetings:photos", photo.meeting_id)


@require_GET
def photo(request: HttpRequest, pk: int, size: str) -> HttpResponse:
    """A photo, to whoever may see the meeting; its original to who may change it, logged."""
    found = get_visible(Photo.objects.select_related("meeting"), request.user, pk=pk)
    if size == "original":
        get_editable(Photo.objects.all(), request.user, pk=pk)
        if not found.original:
            raise Http404
        log_access(found.meeting, user=request.user, what="meeting.photo_download")
        name = found.original.name.rsplit("/", 1)[-1]
        return FileResponse(found.original.open("rb"), as_attachment=True, filename=name)
    file = {"shown": found.image, "small": found.thumbnail or found.image}.get(size)
    if not file:
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/jpeg")


def _form(
    request: HttpRequest, form: Any, meeting: Meeting, title: str, part: str, *, delete: str = ""
) -> HttpResponse:
    context = {
        "form": form, "title": title, "action": _("Save"), "back": _back(meeting, part),
        "of": str(meeting), "delete": delete,
    }  # fmt: skip
    return render(request, "_row.html", context)


def _editable(request: HttpRequest, pk: int) -> Meeting:
    found: Meeting = get_editable(
        Meeting.objects.select_related("commune", "chair", "secretary"), request.user, pk=pk
    )
    return found


def _back(meeting: Meeting, part: str) -> str:
    return reverse("meetings:meeting", args=[meeting.pk]) + f"#{part}"
