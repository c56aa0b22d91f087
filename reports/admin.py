"""Reports in the admin site: the committee signs them off here as well."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.admin import ReadOnlyAdmin, ShownInline
from reports import services
from reports.models import (
    IssuedReport,
    ReportFile,
    ReportJob,
    ReportReason,
    ReportSection,
    ReviewReport,
)


@admin.action(description=gettext_lazy("Sign off the chosen reports"), permissions=["view"])
def sign_off(modeladmin: Any, request: Any, queryset: Any) -> None:
    for report in queryset:
        try:
            services.sign_off(report=report, user=request.user)
        except ValidationError as error:
            messages.error(request, f"{report}: {error.messages[0]}")
        else:
            messages.success(request, _("Signed off: %(report)s") % {"report": report})


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
    list_select_related = ["commune"]
    list_filter = ["state", "kind"]
    actions = [sign_off]
    inlines = [ReasonInline]


@admin.register(ReportReason)
class ReportReasonAdmin(ReadOnlyAdmin):
    list_display = ["report", "what", "reason", "written_by", "written_at"]
    list_select_related = ["report", "written_by"]


@admin.register(IssuedReport)
class IssuedReportAdmin(ReadOnlyAdmin):
    list_display = ["paper", "report", "sha256", "issued_by", "issued_at"]
    list_select_related = ["paper", "report", "issued_by"]


@admin.register(ReportSection)
class ReportSectionAdmin(ReadOnlyAdmin):
    list_display = ["report", "key", "changed_at"]
    list_select_related = ["report"]


@admin.register(ReportFile)
class ReportFileAdmin(ReadOnlyAdmin):
    list_display = ["report", "format", "frozen", "made_at", "sha256"]
    list_select_related = ["report"]
    exclude = ["file"]


@admin.register(ReportJob)
class ReportJobAdmin(ReadOnlyAdmin):
    list_display = ["report", "state", "step", "steps", "started_by", "created_at"]
    list_select_related = ["report", "started_by"]
