"""The folder of a conference: all its papers, the reports read at it, the news item."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.models import AwardRound
from awards.services.papers import PAPERS as AWARD_PAPERS
from common.access import get_editable, get_visible, is_editable
from common.audit import log_access
from common.downloads import download
from commune_security.conference.forms import AttachForm
from commune_security.conference.news import news
from commune_security.conference.tasks import start_folder
from documents import html
from documents.files import FORMATS, write
from meetings.models import Meeting, PaperRun
from meetings.services.papers import PAPERS, issued_of
from reports.models import ReviewReport
from reports.services import attach


@require_http_methods(["GET", "POST"])
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    """All papers of a conference; a POST says which reports are read at it. Twenty statements at most."""
    meeting = _visible(request, pk)
    form = AttachForm(request.POST or None, meeting=meeting, user=request.user)
    if request.method == "POST":
        get_editable(Meeting.objects.all(), request.user, pk=pk)
        if form.is_valid():
            try:
                attach(meeting=meeting, reports=form.cleaned_data["reports"], user=request.user)
            except ValidationError as error:
                form.add_error("reports", error)
            else:
                messages.success(request, _("The reports of the meeting are saved."))
                return redirect("conference", pk)
    issued = issued_of(meeting)
    rounds = AwardRound.objects.visible_to(request.user).filter(meeting=meeting)
    may_edit = is_editable(meeting, request.user)
    context = {
        "meeting": meeting, "papers": [(row, issued.get(row.what)) for row in PAPERS.values()],
        "rounds": rounds, "award_papers": AWARD_PAPERS.values(), "form": form, "may_edit": may_edit,
        "reports": ReviewReport.objects.visible_to(request.user).filter(meeting=meeting)
        .select_related("issue__paper"),
        "run": meeting.runs.filter(what=PaperRun.What.FOLDER).first() if may_edit else None,
    }  # fmt: skip
    return render(request, "conference.html", context)


@require_POST
def conference_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """Start writing the whole folder as one ZIP."""
    meeting = get_editable(_meetings(), request.user, pk=pk)
    run = start_folder(meeting=meeting, address=request.build_absolute_uri("/"), user=request.user)
    log_access(meeting, user=request.user, what="meeting.folder_download")
    if request.headers.get("HX-Request") == "true":
        return render(request, "meetings/_run.html", {"run": run})
    return redirect("conference", pk)


@require_GET
def conference_news(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of the news item, to look at."""
    meeting = _visible(request, pk)
    try:
        draft = news(meeting, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("conference", pk)
    context = {
        "title": _("News item"), "back": reverse("conference", args=[pk]), "of": meeting.title,
        "word": reverse("conference_news_file", args=[pk, "docx"]),
        "pdf": reverse("conference_news_file", args=[pk, "pdf"]),
        # Our own writer escapes every text of the tree; nothing raw reaches the page.
        "document": mark_safe(html.fragment(draft)),  # noqa: S308
    }  # fmt: skip
    return render(request, "_paper.html", context)


@require_GET
def conference_news_file(request: HttpRequest, pk: int, format: str) -> HttpResponse:  # noqa: A002
    meeting = _visible(request, pk)
    if format not in FORMATS:
        raise Http404(_("This page does not exist."))
    try:
        draft = news(meeting, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("conference", pk)
    log_access(meeting, user=request.user, what="meeting.news_download", details={"format": format})
    return download(write([draft], format), f"tin-hoi-nghi-{meeting.pk}.{format}")


def _meetings() -> Any:
    return Meeting.objects.select_related("commune", "chair", "secretary")


def _visible(request: HttpRequest, pk: int) -> Meeting:
    found: Meeting = get_visible(_meetings(), request.user, pk=pk)
    return found
