"""Reports in the admin site: the committee reads them as they print, remarks, sends back and signs off here."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.safestring import mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, is_editable
from common.admin import DoorAdmin, DoorInline, ReadOnlyAdmin, ShownInline
from documents import html
from members.models import Commune
from reports import services
from reports.compose.sections import BY_KEY
from reports.models import (
    IssuedReport,
    ReportFile,
    ReportJob,
    ReportKind,
    ReportKindPart,
    ReportReason,
    ReportRemark,
    ReportSection,
    ReviewReport,
)
from reports.models.kinds import PLACES, check_parts
from reports.queries import document_of, sections_in
from reports.views.drafting import draft_page
from reports.views.reports import told_remarks

#: what a kind says in more than a line
TEXTS = ("opening", "closing", "addressees", "recipients")


class ReasonInline(ShownInline):
    """Why contradictions stand: written on the report's own page."""

    model = ReportReason
    fields = ["what", "reason", "written_by", "written_at"]
    related = ("written_by", "report")
    show_change_link = False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class ReportKindForm(forms.ModelForm):
    """A kind as the committee writes it; its code comes from its name."""

    class Meta:
        model = ReportKind
        fields = (
            "commune", "name", "in_use", "order", "periods", "years", "basis", "issuer", "addressees",
            "recipients", "title", "opening", "closing", "keeps_empty",
        )  # fmt: skip
        widgets: ClassVar = {
            "title": forms.TextInput(attrs={"size": 90}),
            **{name: forms.Textarea(attrs={"rows": 3}) for name in TEXTS},
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code = self.instance.code or services.code_of(data.get("name") or "")
        same = ReportKind.objects.filter(commune=data.get("commune"), code=code)
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("The commune has a kind of this name already."))
        self.instance.code = code
        return data


class PartFormSet(forms.BaseInlineFormSet):
    """The parts of a kind: none without the chapter that it stands in."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        check_parts(
            form.cleaned_data["part"]
            for form in self.forms
            if form.cleaned_data.get("part") and not form.cleaned_data.get("DELETE")
        )


class PartInline(DoorInline):
    model = ReportKindPart
    formset = PartFormSet
    fields = ["order", "part", "heading", "required"]

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return self._may_edit(request, obj)


@admin.action(description=_("Make them kinds of one's own commune"), permissions=["view"])
@transaction.atomic
def make_own(modeladmin: Any, request: Any, queryset: Any) -> None:
    """Copy shared kinds: the copies replace them in the communes of the user's own roles.

    An administrator reaches every commune, but works in few: theirs are those of their roles.
    """
    kinds = {COMMITTEE, OFFICER} if request.user.is_superuser else {COMMITTEE}
    mine = request.user.reach_of(frozenset(kinds)).communes
    communes = list(Commune.objects.filter(dissolved_on=None, pk__in=mine))
    if not communes:
        text = gettext("You have no commune of your own. Make the kind on its card.")
        messages.error(request, text)
    for commune in communes:
        for kind in queryset.filter(commune=None):
            try:
                own = services.copy_kind(kind=kind, commune=commune, user=request.user)
            except ValidationError as error:
                messages.error(request, error.messages[0])
            else:
                text = gettext("%(commune)s has its own “%(kind)s” now.")
                messages.success(request, text % {"commune": commune.full_name, "kind": own.name})


@admin.register(ReportKind)
class ReportKindAdmin(DoorAdmin):
    """Shared kinds are an administrator's; a commune's own replace those that they are copies of."""

    form = ReportKindForm
    list_display = ["name", "of_whom", "covered", "basis", "in_use", "order"]
    list_select_related = ["commune"]
    list_filter = ["in_use", "periods"]
    actions = [make_own]
    inlines = [PartInline]
    fieldsets = [
        (None, {"fields": ["commune", "name", "in_use", "order"]}),
        (_("Period and comparison"), {"fields": ["periods", "years", "basis"]}),
        (_("Head and foot"), {"fields": ["issuer", "addressees", "recipients"]}),
        (
            _("Words"),
            {
                "fields": ["title", "opening", "closing", "keeps_empty"],
                "description": format_lazy(
                    "{} {}",
                    _("In braces stands what each report fills in:"),
                    ", ".join(f"{{{name}}} ({text})" for name, text in PLACES.items()),
                ),
            },
        ),
    ]

    @admin.display(description=_("commune"), ordering="commune__name")
    def of_whom(self, kind: ReportKind) -> str:
        return kind.commune.full_name if kind.commune else gettext("shared by all")

    @admin.display(description=_("period"), ordering="periods")
    def covered(self, kind: ReportKind) -> str:
        return kind.covers

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "commune" in form.base_fields:
            # Shared kinds are an administrator's.
            field = form.base_fields["commune"]
            field.required = not request.user.is_superuser
            field.queryset = Commune.objects.reached_by(request.user, frozenset({COMMITTEE}))
        return form


@admin.register(ReviewReport)
class ReviewReportAdmin(ReadOnlyAdmin):
    list_display = ["title", "commune", "kind", "period_start", "period_end", "state"]
    list_select_related = ["commune", "kind"]
    list_filter = ["state", "kind"]
    page = ("reports:page", "pk")
    inlines = [ReasonInline]
    change_form_template = "admin/report.html"

    def has_add_permission(self, request: Any) -> bool:
        return services.may_draft_at_all(request.user)

    def add_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The kinds, then the form of one, as on the page of the portal."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return draft_page(
            request,
            template="admin/report_new.html",
            kinds_template="admin/report_kinds.html",
            done="admin:reports_reviewreport_change",
            extra={
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": gettext("New report"),
            },
        )

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
