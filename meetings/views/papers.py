"""Papers of a meeting: looked at, taken as files, given their number; invitations in one run."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.access import get_editable, get_visible
from common.audit import log_access
from common.dates import short_date
from common.downloads import download
from documents import html, pdf
from documents.files import FORMATS
from meetings.forms import IssueForm
from meetings.models import Delegate, Meeting, PaperRun
from meetings.services.papers import (
    PAPERS,
    document_of,
    file_word,
    invitation_of,
    issue_paper,
    issued_of,
    write_paper,
)
from meetings.tasks import start_invitations


@require_GET
def paper(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """A paper as it prints: as it went out, or as it stands now. Twenty-two statements at most."""
    meeting = _visible(request, pk)
    row = PAPERS.get(what)
    if row is None or row.sheets:
        raise Http404(_("This page does not exist."))
    issued = issued_of(meeting).get(what)
    try:
        document = document_of(meeting, what)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_back(meeting))
    number = issued and f"{_('No.')} {issued.code}, {short_date(issued.issued_on)}"
    context = {
        "title": row.title, "back": _back(meeting), "of": meeting.title,
        "stands": number or _("as it stands now"),
        "word": reverse("meetings:paper_file", args=[pk, what, "docx"]),
        "pdf": reverse("meetings:paper_file", args=[pk, what, "pdf"]),
        # Our own writer escapes every text of the tree; nothing raw reaches the page.
        "document": mark_safe(html.fragment(document)),  # noqa: S308
    }  # fmt: skip
    return render(request, "_paper.html", context)


@require_GET
def paper_file(request: HttpRequest, pk: int, what: str, format: str) -> HttpResponse:  # noqa: A002
    """A paper as Word or PDF; who took it stands in the log."""
    meeting = _visible(request, pk)
    if what not in PAPERS or format not in FORMATS:
        raise Http404(_("This page does not exist."))
    try:
        content, name = write_paper(meeting, what, format)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_back(meeting))
    details = {"paper": what, "format": format}
    log_access(meeting, user=request.user, what="meeting.paper_download", details=details)
    return download(content, name)


@require_POST
def paper_issue(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Give a paper its number."""
    meeting = get_editable(_meetings(), request.user, pk=pk)
    form = IssueForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["dated"][0])
        return redirect(_back(meeting))
    try:
        issued = issue_paper(
            meeting=meeting, what=what, dated=form.cleaned_data["dated"], user=request.user
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Issued as No. %(code)s.") % {"code": issued.code})
    return redirect(_back(meeting))


@require_POST
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Start writing the invitations of all delegates."""
    meeting = get_editable(_meetings(), request.user, pk=pk)
    format_ = request.POST.get("format", "")
    if format_ not in PaperRun.Format.values:
        raise Http404(_("This page does not exist."))
    run = start_invitations(
        meeting=meeting, format_=format_, address=request.build_absolute_uri("/"), user=request.user
    )
    log_access(meeting, user=request.user, what="meeting.invitations_download",
               details={"format": format_})  # fmt: skip
    if request.headers.get("HX-Request") == "true":
        return render(request, "meetings/_run.html", {"run": run})
    return redirect(_back(meeting))


@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run has come; asked for by the page until it ends."""
    found = get_visible(PaperRun.objects.all(), request.user, pk=pk)
    return render(request, "meetings/_run.html", {"run": found})


@require_GET
def run_file(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_visible(PaperRun.objects.select_related("meeting"), request.user, pk=pk)
    if not found.file:
        raise Http404(_("This file has not been made yet."))
    log_access(found.meeting, user=request.user, what="meeting.run_download",
               details={"what": found.what, "format": found.format})  # fmt: skip
    name = found.file.name.rsplit("/", 1)[-1]
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name)


@require_GET
def delegate_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation of one delegate, also to the head of the delegate's village."""
    rows: Any = Delegate.objects.select_related("meeting__commune", "meeting__chair", "village")
    delegate = get_visible(rows, request.user, pk=pk)
    document = invitation_of(delegate.meeting, delegate, request.build_absolute_uri("/"))
    log_access(delegate.meeting, user=request.user, what="meeting.invitation_download")
    return download(pdf.write(document), f"giay-moi-{file_word(delegate)}.pdf")


def _meetings() -> Any:
    return Meeting.objects.select_related("commune", "chair", "secretary", "plan")


def _visible(request: HttpRequest, pk: int) -> Meeting:
    found: Meeting = get_visible(_meetings(), request.user, pk=pk)
    return found


def _back(meeting: Meeting) -> str:
    return reverse("meetings:meeting", args=[meeting.pk]) + "#papers"
