"""Reports in the admin site: the committee reads them as they print, remarks, sends back and signs off here."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from common.access import is_editable
from common.admin import ReadOnlyAdmin, ShownInline
from documents import html
from reports import services
from reports.compose.sections import BY_KEY
from reports.models import (
    IssuedReport,
    ReportFile,
    ReportJob,
    ReportReason,
    ReportRemark,
    ReportSection,
    ReviewReport,
)
from reports.queries import document_of, sections_in
from reports.views.reports import told_remarks


class ReasonInline(ShownInline):
    """Why contradictions stand: written on the report's own page."""

    model = ReportReason
    fields = ["what", "reason", "written_by", "written_at"]
    related = ("written_by", "report")
    show_change_link = False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(ReviewReport)
class ReviewReportAdmin(ReadOnlyAdmin):
    list_display = ["title", "commune", "kind", "period_start", "period_end", "state"]
    list_select_related = ["commune", "kind"]
    list_filter = ["state", "kind"]
    page = ("reports:page", "pk")
    inlines = [ReasonInline]
    change_form_template = "admin/report.html"

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Below the card stands the report as it prints, with what the committee may do."""
        report = kwargs.get("obj")
        if report is not None:
            document = document_of(report)
            context |= {
                "report": report,
                # Our own writer escapes every text of the tree; nothing raw reaches the page.
                "document": mark_safe(html.fragment(document)),  # noqa: S308
                "shown": services.shown_digest(document) if report.is_draft else "",
                "remarks": told_remarks(report),
                "remark_sections": sections_in(report) if report.is_draft else [],
                "files": list(report.files.order_by("format")),
                "may_sign": services.may_sign_off(report, request.user),
                "may_edit": is_editable(report, request.user),
                "origin": "admin",
            }
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(ReportReason)
class ReportReasonAdmin(ReadOnlyAdmin):
    page = ("reports:page", "report_id")
    list_display = ["report", "what", "reason", "written_by", "written_at"]
    list_select_related = ["report", "written_by"]


@admin.register(ReportRemark)
class ReportRemarkAdmin(ReadOnlyAdmin):
    """Written and settled on the report's own page and card."""

    page = ("reports:page", "report_id")
    list_display = ["report", "text", "written_by", "written_at", "settled_at"]
    list_select_related = ["report", "written_by"]


@admin.register(IssuedReport)
class IssuedReportAdmin(ReadOnlyAdmin):
    page = ("reports:page", "report_id")
    list_display = ["paper", "report", "sha256", "issued_by", "issued_at"]
    list_select_related = ["paper", "report", "issued_by"]


@admin.register(ReportSection)
class ReportSectionAdmin(ReadOnlyAdmin):
    page = ("reports:page", "report_id")
    list_display = ["report", "chapter", "changed_at"]
    list_select_related = ["report"]
    fields = ["report", "chapter", "text", "changed_at"]

    @admin.display(description=_("section"))
    def chapter(self, row: ReportSection) -> str:
        return str(BY_KEY[row.key].title) if row.key in BY_KEY else "–"


@admin.register(ReportFile)
class ReportFileAdmin(ReadOnlyAdmin):
    page = ("reports:page", "report_id")
    list_display = ["report", "format", "frozen", "made_at", "sha256"]
    list_select_related = ["report"]
    exclude = ["file"]


@admin.register(ReportJob)
class ReportJobAdmin(ReadOnlyAdmin):
    page = ("reports:page", "report_id")
    list_display = ["report", "state", "step", "steps", "started_by", "created_at"]
    list_select_related = ["report", "started_by"]
    exclude = ["formats"]
