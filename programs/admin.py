"""Programmes, catalogues and results in the admin site."""

from django.contrib import admin

from common.admin import DoorAdmin, DoorInline
from programs import models


class AliasInline(DoorInline):
    model = models.ProgramAlias


class StatusInline(DoorInline):
    model = models.ProgramStatus
    autocomplete_fields = ["decision"]


class SiteInline(DoorInline):
    model = models.ProgramSite
    autocomplete_fields = ["team"]


class RatingInline(DoorInline):
    model = models.ProgramRating
    autocomplete_fields = ["decision"]


class ValueInline(DoorInline):
    model = models.ResultValue


class HouseholdInline(DoorInline):
    model = models.ZoneHousehold


class EquipmentInline(DoorInline):
    model = models.FireEquipment


class CheckInline(DoorInline):
    model = models.CameraCheck


class UpkeepInline(DoorInline):
    model = models.CameraUpkeep


class ExtractionInline(DoorInline):
    model = models.CameraExtraction


@admin.register(models.ProgramKind)
class ProgramKindAdmin(DoorAdmin):
    list_display = ["name", "code", "team_kind", "order"]


@admin.register(models.Indicator)
class IndicatorAdmin(DoorAdmin):
    list_display = ["name", "unit", "rule", "group", "order"]
    list_filter = ["group", "rule", "kinds"]
    search_fields = ["name", "code"]


@admin.register(models.RatingScheme)
class RatingSchemeAdmin(DoorAdmin):
    list_display = ["name", "source"]


@admin.register(models.Program)
class ProgramAdmin(DoorAdmin):
    list_display = ["name", "kind", "commune", "founded_on", "lead_agency"]
    list_select_related = ["kind", "commune"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["decision"]
    inlines = [AliasInline, StatusInline, SiteInline, RatingInline]


@admin.register(models.ProgramStatus)
class ProgramStatusAdmin(DoorAdmin):
    list_display = ["program", "state", "started_on", "ended_on"]
    list_select_related = ["program"]


@admin.register(models.ProgramSite)
class ProgramSiteAdmin(DoorAdmin):
    list_display = ["program", "village", "team", "started_on", "ended_on"]
    list_select_related = ["program", "village", "team"]


@admin.register(models.ProgramRating)
class ProgramRatingAdmin(DoorAdmin):
    list_display = ["program", "year", "scheme", "level"]
    list_select_related = ["program", "scheme"]


@admin.register(models.ResultSheet)
class ResultSheetAdmin(DoorAdmin):
    list_display = ["village", "program", "year", "month", "state", "source"]
    list_select_related = ["village", "program"]
    list_filter = ["state", "source", "year"]
    readonly_fields = ["sent_by", "sent_at"]
    inlines = [ValueInline]


@admin.register(models.Highlight)
class HighlightAdmin(DoorAdmin):
    list_display = ["happened_on", "program", "village", "text", "in_reports"]
    list_select_related = ["program", "village"]


@admin.register(models.TrustedPerson)
class TrustedPersonAdmin(DoorAdmin):
    """Ethnicity is seen by officers only (design section 7)."""

    list_display = ["person", "standing", "started_on", "ended_on"]
    list_select_related = ["person"]
    autocomplete_fields = ["person", "decision", "removal"]

    def get_fields(self, request, obj=None):
        fields = list(super().get_fields(request, obj))
        if not request.user.has_role("officer"):
            fields.remove("ethnicity")
        return fields


@admin.register(models.FireSafeZone)
class FireSafeZoneAdmin(DoorAdmin):
    list_display = ["name", "village", "started_on", "ended_on"]
    list_select_related = ["village"]
    autocomplete_fields = ["decision"]
    inlines = [HouseholdInline]


@admin.register(models.ZoneHousehold)
class ZoneHouseholdAdmin(DoorAdmin):
    list_display = ["head_name", "zone", "second_exit", "has_bell"]
    list_select_related = ["zone"]
    inlines = [EquipmentInline]


@admin.register(models.FireDrill)
class FireDrillAdmin(DoorAdmin):
    list_display = ["zone", "held_on", "attendance"]
    list_select_related = ["zone"]


@admin.register(models.FireInspection)
class FireInspectionAdmin(DoorAdmin):
    list_display = ["zone", "held_on", "households_seen", "faults"]
    list_select_related = ["zone"]


@admin.register(models.Camera)
class CameraAdmin(DoorAdmin):
    list_display = ["name", "village", "units", "installed_on", "funding", "manager"]
    list_select_related = ["village"]
    list_filter = ["funding"]
    search_fields = ["name"]
    inlines = [CheckInline, UpkeepInline, ExtractionInline]
