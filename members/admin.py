"""The register in the admin site."""

from django.contrib import admin

from common.admin import DoorAdmin, DoorInline, ReadOnlyAdmin
from members import models


class VillageYearInline(DoorInline):
    model = models.VillageYear


class OfficeInline(DoorInline):
    model = models.VillageOffice
    fk_name = "person"
    autocomplete_fields = ["decision"]


class MembershipInline(DoorInline):
    model = models.Membership
    autocomplete_fields = ["person", "appointment", "dismissal"]


@admin.register(models.Commune)
class CommuneAdmin(DoorAdmin):
    list_display = ["full_name", "code", "province", "formed_on", "dissolved_on"]
    search_fields = ["name", "code"]
    list_filter = ["kind", "province"]


@admin.register(models.Village)
class VillageAdmin(DoorAdmin):
    list_display = ["name", "commune", "kind", "formed_on", "dissolved_on"]
    list_select_related = ["commune"]
    search_fields = ["name"]
    inlines = [VillageYearInline]


@admin.register(models.UnitChange)
class UnitChangeAdmin(ReadOnlyAdmin):
    list_display = ["kind", "decision_number", "effective_on"]


@admin.register(models.VillageYear)
class VillageYearAdmin(DoorAdmin):
    list_display = ["village", "year", "households", "population"]
    list_select_related = ["village"]
    list_filter = ["year"]


@admin.register(models.Person)
class PersonAdmin(DoorAdmin):
    list_display = ["full_name", "sex", "birth", "village", "phone", "masked_citizen_id"]
    list_select_related = ["village"]
    list_filter = ["sex"]
    search_fields = ["search"]
    readonly_fields = ["masked_citizen_id"]
    inlines = [OfficeInline]
    ordering = ["sort_key"]


@admin.register(models.VillageOffice)
class VillageOfficeAdmin(DoorAdmin):
    list_display = ["person", "office", "village", "started_on", "ended_on"]
    list_select_related = ["person", "village"]
    list_filter = ["office"]
    autocomplete_fields = ["person", "decision"]


@admin.register(models.Team)
class TeamAdmin(DoorAdmin):
    list_display = ["name", "kind", "village", "founded_on", "dissolved_on"]
    list_select_related = ["village"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["decision", "dissolution"]
    inlines = [MembershipInline]


@admin.register(models.Membership)
class MembershipAdmin(DoorAdmin):
    list_display = ["person", "team", "role", "started_on", "ended_on", "leaving"]
    list_select_related = ["person", "team"]
    list_filter = ["role", "leaving"]
    autocomplete_fields = ["person", "team", "appointment", "dismissal"]


@admin.register(models.Paper)
class PaperAdmin(DoorAdmin):
    list_display = ["code", "kind", "issued_on", "organ_name", "subject"]
    list_filter = ["kind", "direction"]
    search_fields = ["subject", "code_notation", "organ_name"]
    readonly_fields = ["series"]


@admin.register(models.PaperSeries)
class PaperSeriesAdmin(ReadOnlyAdmin):
    list_display = ["commune", "issuer", "kind", "year", "last_number"]
    list_select_related = ["commune"]


@admin.register(models.Letterhead)
class LetterheadAdmin(DoorAdmin):
    list_display = ["organ", "kind", "symbol", "commune", "started_on", "ended_on"]
    list_select_related = ["commune"]


@admin.register(models.RosterChange)
class RosterChangeAdmin(ReadOnlyAdmin):
    list_display = ["kind", "team", "person", "state", "asked_by", "asked_at"]
    list_select_related = ["team", "person", "asked_by"]
    list_filter = ["state", "kind"]
