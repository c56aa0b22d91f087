"""The report pages: check, call, render."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, get_editable, get_visible, is_editable, reach
from common.audit import log_access
from documents import html
from reports import remarks as remark_services
from reports import services
from reports.checks.gate import gate_of
from reports.compose.sections import BY_KEY
from reports.figures import collect
from reports.forms import IssueForm, SectionForm
from reports.models import ReportFile, ReportJob, ReportRemark, ReviewReport
from reports.queries import (
    changed_since,
    compose_draft,
    document_of,
    frame_of,
    last_of_kind,
    sections_in,
)
from reports.tasks import start_files

PAGE = 25


@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports of the user's communes, newest period first. Four statements."""
    reports = ReviewReport.objects.visible_to(request.user).select_related(
        "commune", "kind", "issue__paper"
    )
    state = request.GET.get("state", "")
    if state in ReviewReport.State.values:
        reports = reports.filter(state=state)
    page = Paginator(reports, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/list.html",
        {
            "page": page,
            "state": state,
            "states": ReviewReport.State.choices,
            "may_draft": _may_draft(request.user),
        },
    )


def _may_draft(user: Any) -> bool:
    covered = reach(user, frozenset({OFFICER}))
    return covered.everything or bool(covered.communes)


@require_GET
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it prints, its outline, its files, and what may be done with it."""
    report = visible_report(request, pk)
    return _page(request, report)


def _page(
    request: HttpRequest,
    report: ReviewReport,
    *,
    issue_form: IssueForm | None = None,
    typed: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    figures = collect(frame_of(report)) if report.is_draft else None
    composed = compose_draft(report, figures) if figures else None
    document = composed.document if composed else document_of(report)
    written = set(report.sections.exclude(text="").values_list("key", flat=True))
    written_in = sections_in(report) if composed else []
    may_edit = is_editable(report, request.user)
    issued = report.state == ReviewReport.State.ISSUED
    files = list(report.files.order_by("format"))
    context = {
        "report": report,
        "shown": services.shown_digest(document) if report.is_draft else "",
        "remarks": told_remarks(report),
        "remark_sections": written_in,
        "typed": typed,
        "origin": request.POST.get("from", "") if typed else "",
        # Our own writer escapes every text of the tree; nothing raw reaches the page.
        "document": mark_safe(  # noqa: S308
            html.fragment(
                document, fact_url=lambda key: reverse("reports:facts", args=[report.pk, key])
            )
        ),
        "outline": html.outline(document),
        "sections": [
            {
                "section": section,
                "written": section.key in written,
                "open": bool(composed and section.key in composed.missing),
            }
            for section in written_in
        ],
        "gate": gate_of(report, figures) if figures else None,
        "reasons": report.reasons.count(),
        "open_sections": len(composed.missing) if composed else 0,
        "files": files,
        # What is issued is written once; there is nothing to write again.
        "all_written": issued and len(files) == len(services.FORMATS),
        "job": report.jobs.exclude(state__in=["done", "failed"]).first(),
        "before": last_of_kind(report) if composed else None,
        "may_edit": may_edit,
        "may_sign": services.may_sign_off(report, request.user),
        "issue_form": issue_form
        or (IssueForm(initial={"dated": timezone.localdate()}) if may_edit else None),
        "differences": changed_since(report, document) if issued else [],
        "corrections": report.corrections.filter(state=ReviewReport.State.ISSUED) if issued else [],
    }
    return render(request, "reports/page.html", context, status=status)


@require_GET
def report_facts(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What stands behind one figure: rule, source, rows."""
    report = visible_report(request, pk)
    fact = document_of(report).fact(key)
    if fact is None:
        raise Http404(_("The report has no such figure."))
    template = "reports/_facts.html" if request.headers.get("HX-Request") else "reports/facts.html"
    return render(request, template, {"report": report, "fact": fact})


@require_http_methods(["GET", "POST"])
def report_section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write the text of one section, with the figures that may be named in it.

    The text of the last report of the kind stands beside it; "take" puts it into the form, behind
    what is typed there, and keeps nothing yet.
    """
    report = editable_report(request, pk)
    section = next((row for row in sections_in(report) if row.key == key), None)
    if section is None:
        raise Http404(_("There is no such section."))
    there = report.sections.filter(key=key).first()
    before = last_of_kind(report)
    earlier = (
        next((row.text for row in before.sections.all() if row.key == key), "") if before else ""
    )
    form = SectionForm(request.POST or None, initial={"text": there.text if there else ""})
    if request.method == "POST" and "take" in request.POST:
        typed = request.POST.get("text", "").rstrip()
        form = SectionForm(initial={"text": "\n".join(filter(None, (typed, earlier)))})
    elif request.method == "POST" and form.is_valid():
        try:
            services.save_section(
                report=report, key=key, text=form.cleaned_data["text"], user=request.user
            )
        except ValidationError as error:
            # It may have left the draft while this was written.
            report.refresh_from_db(fields=["state"])
            form.add_error("text" if report.is_draft else None, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": section.title})
            return redirect("reports:page", report.pk)
    context = {
        "report": report,
        "section": section,
        "form": form,
        "placeholders": compose_draft(report).placeholders,
        "before": before,
        "earlier": earlier,
    }
    return render(request, "reports/section.html", context)


def told_remarks(report: ReviewReport) -> list[ReportRemark]:
    """Return the remarks on a report, each with the title of its chapter. One statement."""
    rows = list(report.remarks.select_related("written_by", "settled_by"))
    for row in rows:
        row.chapter = BY_KEY[row.key].title if row.key in BY_KEY else _("The whole report")
    return rows


@require_POST
def report_sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign off what was read: the form carries the digest of the report as it was shown."""
    shown = request.POST.get("shown", "")

    def sign(*, report: ReviewReport, user: Any) -> None:
        services.sign_off(report=report, user=user, shown=shown)

    return _step(request, visible_report(request, pk), sign, _("The report is signed off."))


@require_POST
def report_remark(request: HttpRequest, pk: int) -> HttpResponse:
    """The committee remarks on a chapter of a draft."""
    report = visible_report(request, pk)
    key, text = request.POST.get("key", ""), request.POST.get("text", "")
    try:
        remark_services.remark(report=report, key=key, text=text, user=request.user)
    except ValidationError as error:
        return _not_remarked(request, pk, error, {"key": key, "text": text})
    messages.success(request, _("The remark is kept."))
    return _back(request, report)


@require_POST
def report_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The committee sends a draft back with what it remarked."""
    report = visible_report(request, pk)
    try:
        count = remark_services.send_back(report=report, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        text = ngettext(
            "The draft is sent back with %(count)d remark.",
            "The draft is sent back with %(count)d remarks.",
            count,
        )
        messages.success(request, text % {"count": count})
    return _back(request, report)


@require_POST
def report_settle(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Say how a remark was dealt with."""
    report = visible_report(request, pk)
    row: ReportRemark = get_visible(
        ReportRemark.objects.filter(report=report), request.user, pk=remark
    )
    answer = request.POST.get("answer", "")
    try:
        remark_services.settle(remark=row, answer=answer, user=request.user)
    except ValidationError as error:
        return _not_remarked(request, pk, error, {"remark": row.pk, "text": answer})
    messages.success(request, _("The remark is settled."))
    return _back(request, report)


def _not_remarked(
    request: HttpRequest, pk: int, error: ValidationError, typed: dict[str, Any]
) -> HttpResponse:
    """Show the report as it is now, why a remark or an answer was refused, and what was typed."""
    messages.error(request, error.messages[0])
    return _page(request, visible_report(request, pk), typed=typed, status=422)


def _back(request: HttpRequest, report: ReviewReport) -> HttpResponse:
    """Return to where the form stood: the card of the admin site, or the report's page."""
    if request.POST.get("from") == "admin":
        return redirect("admin:reports_reviewreport_change", report.pk)
    return redirect("reports:page", report.pk)


@require_POST
def report_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(
        request, visible_report(request, pk), services.reopen, _("The report is a draft again.")
    )


@require_POST
def report_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the report its number, freeze it, and start writing its files."""
    report = editable_report(request, pk)
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            issued = services.issue(
                report=report, dated=form.cleaned_data["dated"], user=request.user
            )
        except ValidationError as error:
            form.add_error("dated", error)
        else:
            start_files(report=issued.report, formats=services.FORMATS, user=request.user)
            messages.success(request, _("Issued as No. %(code)s.") % {"code": issued.paper.code})
            return redirect("reports:page", pk)
    return _page(request, report, issue_form=form, status=422)


@require_POST
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    report = editable_report(request, pk)
    try:
        draft = services.correct(report=report, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("reports:page", pk)
    messages.success(request, _("A new draft is made that corrects the issued report."))
    return redirect("reports:page", draft.pk)


@require_POST
def report_make_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Start writing the files; the answer shows how far the work has come."""
    report = visible_report(request, pk)
    chosen = request.POST.getlist("format") or list(services.FORMATS)
    job = start_files(report=report, formats=chosen, user=request.user)
    if not request.headers.get("HX-Request"):
        return redirect("reports:page", pk)
    return _job(request, job)


@require_GET
def report_job(request: HttpRequest, pk: int) -> HttpResponse:
    job = get_visible(ReportJob.objects.select_related("report"), request.user, pk=pk)
    return _job(request, job)


def _job(request: HttpRequest, job: ReportJob) -> HttpResponse:
    files = job.report.files.order_by("format")
    return render(
        request, "reports/_files.html", {"job": job, "report": job.report, "files": files}
    )


@require_GET
def report_file(request: HttpRequest, pk: int, format: str) -> HttpResponse:  # noqa: A002
    """Hand out a file of the report; who took it stands in the log."""
    report = visible_report(request, pk)
    row: ReportFile | None = (
        report.files.filter(format=format).order_by("-frozen", "-made_at").first()
    )
    if row is None:
        raise Http404(_("This file has not been made yet."))
    log_access(report, user=request.user, what="report.download", details={"format": format})
    name = services.file_name(report, format)
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=name)


def _step(request: HttpRequest, report: ReviewReport, step: Any, done: str) -> HttpResponse:
    try:
        step(report=report, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, done)
    return _back(request, report)


def _reports() -> Any:
    return ReviewReport.objects.select_related(
        "commune", "kind", "plan", "issue__paper", "corrects__issue__paper"
    )


def visible_report(request: HttpRequest, pk: int) -> ReviewReport:
    """Return a report that the user may read, or raise Http404."""
    report: ReviewReport = get_visible(_reports(), request.user, pk=pk)
    return report


def editable_report(request: HttpRequest, pk: int) -> ReviewReport:
    """Return a report that the user may change, or raise Http404 or PermissionDenied."""
    report: ReviewReport = get_editable(_reports(), request.user, pk=pk)
    return report
