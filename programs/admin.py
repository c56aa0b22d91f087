"""Programmes, catalogues, registers and results in the admin site."""

from typing import Any

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER
from common.admin import DoorAdmin, DoorInline, ReadOnlyAdmin, ShownInline, StandingFilter
from members.admin import PaperAdmin
from members.models import Paper
from programs import models
from programs.queries.papers import proposed_for
from programs.services.papers import link_by_words
from programs.services.rows import save_row


class PaperProgramInline(DoorInline):
    """Which programmes a paper concerns, on the paper's own card."""

    model = models.ProgramPaper
    verbose_name, verbose_name_plural = _("programme it concerns"), _("programmes it concerns")


admin.site.unregister(Paper)


@admin.register(Paper)
class ProgramPaperAdmin(PaperAdmin):
    """The register of papers, with what each concerns: asked, or taken from its words."""

    inlines = [*PaperAdmin.inlines, PaperProgramInline]

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        paper = form.instance
        if change or paper.program_links.exists():
            return
        found = link_by_words(paper=paper, user=None)
        text = _("By its abstract it concerns: %(names)s. Correct it on its card if not.")
        if not found:
            own = models.Program.objects.filter(commune=paper.commune).select_related("kind")
            found = proposed_for(paper, own)
            text = _("It may concern: %(names)s. Say so on its card if it does.")
        if found:
            names = ", ".join(program.name for program in found)
            messages.info(request, text % {"names": names})


class AliasInline(DoorInline):
    model = models.ProgramAlias


class StatusInline(ShownInline):
    model = models.ProgramStatus
    fields = ["state", "started_on", "ended_on", "decision"]
    related = ("decision", "program")


class SiteInline(ShownInline):
    model = models.ProgramSite
    fields = ["village", "name", "team", "started_on", "ended_on"]
    related = ("village", "team", "program")


class RatingInline(ShownInline):
    model = models.ProgramRating
    fields = ["year", "scheme", "level", "decision"]
    related = ("scheme", "decision", "program")


class ValueInline(ShownInline):
    model = models.ResultValue
    fields = ["indicator", "value"]
    related = ("indicator", "sheet")
    show_change_link = False


class IndicatorInline(DoorInline):
    """The form of a kind of programme: which indicators its monthly sheet asks for."""

    model = models.Indicator.kinds.through
    extra = 1
    autocomplete_fields = ["indicator"]
    verbose_name, verbose_name_plural = _("indicator of its form"), _("indicators of its form")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(
            db_field, request, **{**kwargs, "label": _("Indicator")}
        )


class ActivityInline(ShownInline):
    model = models.TrustedActivity
    fields = ["held_on", "kind", "times", "people", "worth", "note"]
    related = ("recognition",)
    show_change_link = False


class HouseholdInline(ShownInline):
    model = models.ZoneHousehold
    fields = ["head_name", "house_type", "inter_family_team", "has_bell", "second_exit"]
    related = ("zone", "inter_family_team")


class EquipmentInline(ShownInline):
    model = models.FireEquipment
    fields = ["kind", "quantity", "expires_on"]
    related = ("household",)
    show_change_link = False


class FindingInline(ShownInline):
    model = models.FireFinding
    fields = ["criterion", "met", "note"]
    related = ("criterion", "inspection")
    show_change_link = False


class CheckInline(ShownInline):
    model = models.CameraCheck
    fields = ["checked_on", "condition", "working_units"]
    related = ("camera",)
    show_change_link = False


class UpkeepInline(ShownInline):
    model = models.CameraUpkeep
    fields = ["done_on", "what", "cost"]
    related = ("camera",)
    show_change_link = False


class ExtractionInline(ShownInline):
    model = models.CameraExtraction
    fields = ["extracted_on", "requesting_unit", "legal_purpose", "case_clarified"]
    related = ("camera",)
    show_change_link = False


@admin.register(models.ProgramKind)
class ProgramKindAdmin(DoorAdmin):
    """A new kind of programme is a row here with the indicators of its form; no code."""

    list_display = ["name", "team_kind", "order"]
    search_fields = ["name", "code"]
    folded_search = "name"
    inlines = [IndicatorInline]


@admin.register(models.Indicator)
class IndicatorAdmin(DoorAdmin):
    list_display = ["name", "unit", "rule", "group", "within", "order"]
    list_select_related = ["within"]
    list_filter = ["group", "rule", "kinds"]
    search_fields = ["name", "code"]
    folded_search = "name"
    autocomplete_fields = ["within"]
    fieldsets = [
        (None, {"fields": ["code", "name", "unit", "rule"]}),
        (_("Where it is asked"), {"fields": ["kinds", "group", "order", "within"]}),
        (_("Import"), {"fields": ["aliases"]}),
    ]


@admin.register(models.RatingScheme)
class RatingSchemeAdmin(DoorAdmin):
    list_display = ["name", "source"]


@admin.register(models.FireCriterion)
class FireCriterionAdmin(DoorAdmin):
    list_display = ["text", "source", "order", "asked_until"]
    search_fields = ["text"]
    folded_search = "text"


@admin.register(models.Program)
class ProgramAdmin(DoorAdmin):
    page = ("programs:program", "pk")
    list_display = ["name", "kind", "commune", "founded_on", "lead_agency"]
    list_select_related = ["kind", "commune"]
    list_filter = ["kind"]
    search_fields = ["name"]
    folded_search = "name"
    autocomplete_fields = ["decision"]
    inlines = [AliasInline, StatusInline, SiteInline, RatingInline]
    fieldsets = [
        (None, {"fields": ["commune", "kind", "name"]}),
        (_("Founding"), {"fields": ["founded_on", "decision", "lead_agency"]}),
        (_("About"), {"fields": ["aim"]}),
    ]

    def save_model(self, request: Any, obj: models.Program, form: Any, change: bool) -> None:
        save_row(row=obj, user=request.user, before=lambda: None)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """A programme ends on its day; it is not deleted."""
        return False


@admin.register(models.ProgramStatus)
class ProgramStatusAdmin(ReadOnlyAdmin):
    page = ("programs:program", "program_id")
    list_display = ["program", "state", "started_on", "ended_on"]
    list_select_related = ["program"]
    list_filter = [StandingFilter, "state"]
    autocomplete_fields = ["program", "decision"]


@admin.register(models.ProgramSite)
class ProgramSiteAdmin(ReadOnlyAdmin):
    page = ("programs:program", "program_id")
    list_display = ["program", "village", "team", "started_on", "ended_on"]
    list_select_related = ["program", "village", "team"]
    list_filter = [StandingFilter, "program__kind"]
    autocomplete_fields = ["program", "village", "team"]


@admin.register(models.ProgramRating)
class ProgramRatingAdmin(ReadOnlyAdmin):
    page = ("programs:program", "program_id")
    list_display = ["program", "year", "scheme", "level"]
    list_select_related = ["program", "scheme"]
    list_filter = ["scheme", "year"]
    autocomplete_fields = ["program", "decision"]


@admin.register(models.Target)
class TargetAdmin(ReadOnlyAdmin):
    """Targets are set on the page of their programme."""

    page = ("programs:targets", "program_id")
    list_display = ["program", "indicator", "year", "value"]
    list_select_related = ["program", "indicator"]
    list_filter = ["year", "program__kind"]


@admin.register(models.ResultSheet)
class ResultSheetAdmin(ReadOnlyAdmin):
    page = ("programs:program", "program_id")
    list_display = ["village", "program", "year", "month", "state", "source"]
    list_select_related = ["village", "program"]
    list_filter = ["state", "source", "year"]
    search_fields = ["village__name"]
    readonly_fields = ["sent_by", "sent_at", "decided_by", "decided_at"]
    autocomplete_fields = ["program", "village"]
    inlines = [ValueInline]
    fieldsets = [
        (None, {"fields": ["program", "village", "year", "month", "period_start", "period_end"]}),
        (_("Way of the sheet"), {"fields": ["state", "source", "note", "reply"]}),
        (_("Who and when"), {"fields": ["sent_by", "sent_at", "decided_by", "decided_at"]}),
    ]


@admin.register(models.Highlight)
class HighlightAdmin(ReadOnlyAdmin):
    page = ("programs:highlight_edit", "pk")
    list_display = ["happened_on", "program", "village", "text", "in_reports"]
    list_select_related = ["program", "village"]
    list_filter = ["in_reports", "program__kind"]
    autocomplete_fields = ["program", "village"]


@admin.register(models.TrustedPerson)
class TrustedPersonAdmin(ReadOnlyAdmin):
    """Ethnicity is seen by officers only (design section 7)."""

    page = ("programs:trusted_person", "pk")
    list_display = ["person", "standing", "started_on", "ended_on"]
    list_select_related = ["person"]
    list_filter = [StandingFilter, "standing"]
    search_fields = ["person__search"]
    autocomplete_fields = ["person", "program", "decision", "removal"]
    inlines = [ActivityInline]

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        fields = list(super().get_fields(request, obj))
        if not request.user.has_role(OFFICER):
            fields.remove("ethnicity")
        return fields


@admin.register(models.FireSafeZone)
class FireSafeZoneAdmin(ReadOnlyAdmin):
    page = ("programs:zone", "pk")
    list_display = ["name", "village", "started_on", "ended_on"]
    list_select_related = ["village"]
    list_filter = [StandingFilter]
    search_fields = ["name"]
    folded_search = "name"
    autocomplete_fields = ["program", "village", "decision"]
    inlines = [HouseholdInline]


@admin.register(models.ZoneHousehold)
class ZoneHouseholdAdmin(ReadOnlyAdmin):
    page = ("programs:zone", "zone_id")
    list_display = ["head_name", "zone", "second_exit", "has_bell"]
    list_select_related = ["zone"]
    list_filter = [StandingFilter, "second_exit"]
    search_fields = ["head_name"]
    folded_search = "head_name"
    autocomplete_fields = ["zone", "inter_family_team"]
    inlines = [EquipmentInline]


@admin.register(models.FireDrill)
class FireDrillAdmin(ReadOnlyAdmin):
    page = ("programs:zone", "zone_id")
    list_display = ["zone", "held_on", "attendance"]
    list_select_related = ["zone"]
    autocomplete_fields = ["zone"]


@admin.register(models.FireInspection)
class FireInspectionAdmin(ReadOnlyAdmin):
    page = ("programs:zone", "zone_id")
    list_display = ["zone", "held_on", "households_seen", "faults"]
    list_select_related = ["zone"]
    autocomplete_fields = ["zone"]
    inlines = [FindingInline]


@admin.register(models.Camera)
class CameraAdmin(ReadOnlyAdmin):
    page = ("programs:camera", "pk")
    list_display = ["name", "village", "units", "installed_on", "funding", "owner", "manager"]
    list_select_related = ["village"]
    list_filter = ["funding"]
    search_fields = ["name"]
    folded_search = "name"
    autocomplete_fields = ["program", "village"]
    inlines = [CheckInline, UpkeepInline, ExtractionInline]
    fieldsets = [
        (None, {"fields": ["program", "village", "name", "units"]}),
        (_("When"), {"fields": ["installed_on", "removed_on"]}),
        (_("Whose"), {"fields": ["owner", "manager", "funding", "cost", "storage_place"]}),
        (_("Where"), {"fields": ["latitude", "longitude"]}),
    ]
