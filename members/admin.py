"""The register in the admin site."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.admin import DoorAdmin, ReadOnlyAdmin, ShownInline, StandingFilter
from members import models
from members.services.calendars import set_reporting_day
from members.services.papers import save_paper


class VillageYearInline(ShownInline):
    model = models.VillageYear
    fields = ["year", "households", "population"]
    show_change_link = False


class OfficeInline(ShownInline):
    model = models.VillageOffice
    fk_name = "person"
    fields = ["office", "village", "started_on", "ended_on"]
    related = ("village",)


class MembershipInline(ShownInline):
    model = models.Membership
    fields = ["person", "role", "started_on", "ended_on", "leaving", "appointment"]
    related = ("person", "appointment")


class ServiceInline(ShownInline):
    model = models.Membership
    fk_name = "person"
    fields = ["team", "role", "started_on", "ended_on", "leaving", "appointment"]
    related = ("team", "appointment")


class StandingUnits(StandingFilter):
    word = "existing_on"


class StandingTeams(StandingFilter):
    word = "standing_on"


@admin.register(models.Commune)
class CommuneAdmin(DoorAdmin):
    """What the reports tell of a commune. Its name and its life change by a decision, on the page of units."""

    page = ("members:commune", "pk")
    list_display = ["full_name", "code", "province", "formed_on", "dissolved_on"]
    search_fields = ["name", "code"]
    folded_search = "name"
    list_filter = [StandingUnits, "kind"]
    readonly_fields = ["dissolved_on"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "province", "district"]}),
        (_("Code"), {"fields": ["code", "code_scheme"]}),
        (_("Life"), {"fields": ["formed_on", "dissolved_on"]}),
        (_("For the reports"), {"fields": ["about", "area_ha", "reporting_day"]}),
    ]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        fixed = ["name", "kind", "province", "district", "code", "code_scheme", "formed_on"]
        return [*self.readonly_fields, *(fixed if obj else [])]

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def save_model(self, request: Any, obj: models.Commune, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "reporting_day" in form.changed_data:
            set_reporting_day(commune=obj, day=obj.reporting_day)


@admin.register(models.Village)
class VillageAdmin(ReadOnlyAdmin):
    page = ("members:village", "pk")
    list_display = ["name", "commune", "kind", "formed_on", "dissolved_on"]
    list_select_related = ["commune"]
    search_fields = ["name"]
    folded_search = "name"
    list_filter = [StandingUnits, "kind"]
    readonly_fields = ["dissolved_on"]
    fieldsets = [
        (None, {"fields": ["commune", "name", "kind"]}),
        (_("Life"), {"fields": ["formed_on", "dissolved_on"]}),
    ]
    inlines = [VillageYearInline]


class FormerUnitInline(ShownInline):
    model = models.FormerUnit
    fields = ["commune", "village", "name", "kind", "within", "ended_on"]
    related = ("commune", "village", "within")
    show_change_link = False


@admin.register(models.UnitChange)
class UnitChangeAdmin(ReadOnlyAdmin):
    inlines = [FormerUnitInline]
    list_display = ["kind", "decision_number", "effective_on", "staff_follow"]
    list_filter = ["kind"]
    search_fields = ["decision_number"]


@admin.register(models.VillageYear)
class VillageYearAdmin(ReadOnlyAdmin):
    page = ("members:village", "village_id")
    list_display = ["village", "year", "households", "population"]
    list_select_related = ["village"]
    list_filter = ["year"]
    autocomplete_fields = ["village"]


@admin.register(models.Person)
class PersonAdmin(ReadOnlyAdmin):
    page = ("members:person", "pk")
    list_display = ["full_name", "sex", "birth", "village", "phone", "citizen_id_shown"]
    list_select_related = ["village"]
    list_filter = ["sex"]
    search_fields = ["search"]
    readonly_fields = ["citizen_id_shown"]
    autocomplete_fields = ["village"]
    fieldsets = [
        (None, {"fields": ["full_name", "sex", ("birth_date", "birth_precision")]}),
        (_("Reached at"), {"fields": ["phone", "address", "village"]}),
        (_("Identity"), {"fields": ["citizen_id_shown", "photo"]}),
    ]
    inlines = [OfficeInline, ServiceInline]
    ordering = ["sort_key"]

    @admin.display(description=_("citizen ID"))
    def citizen_id_shown(self, person: models.Person) -> str:
        """The end of the number: a list does not decrypt five and twenty of them."""
        return f"••••••••{person.citizen_id_tail}" if person.citizen_id_tail else "–"


@admin.register(models.VillageOffice)
class VillageOfficeAdmin(ReadOnlyAdmin):
    page = ("members:village", "village_id")
    list_display = ["person", "office", "village", "started_on", "ended_on"]
    list_select_related = ["person", "village"]
    list_filter = [StandingFilter, "office"]
    search_fields = ["person__search"]
    autocomplete_fields = ["person", "village", "decision"]


@admin.register(models.Team)
class TeamAdmin(ReadOnlyAdmin):
    page = ("members:team", "pk")
    list_display = ["name", "kind", "village", "founded_on", "dissolved_on"]
    list_select_related = ["village"]
    list_filter = [StandingTeams, "kind"]
    search_fields = ["name"]
    folded_search = "name"
    autocomplete_fields = ["village", "decision", "dissolution"]
    fieldsets = [
        (None, {"fields": ["village", "kind", "name"]}),
        (_("Founding"), {"fields": ["founded_on", "decision"]}),
        (_("Dissolution"), {"fields": ["dissolved_on", "dissolution"]}),
    ]
    inlines = [MembershipInline]


@admin.register(models.Membership)
class MembershipAdmin(ReadOnlyAdmin):
    page = ("members:team", "team_id")
    list_display = ["person", "team", "role", "started_on", "ended_on", "leaving"]
    list_select_related = ["person", "team"]
    list_filter = [StandingFilter, "role", "leaving"]
    search_fields = ["person__search"]
    autocomplete_fields = ["person", "team", "appointment", "dismissal"]
    fieldsets = [
        (None, {"fields": ["team", "person", "role"]}),
        (_("Service"), {"fields": ["started_on", "appointment"]}),
        (_("End"), {"fields": ["ended_on", "leaving", "dismissal", "note"]}),
    ]


@admin.register(models.Paper)
class PaperAdmin(DoorAdmin):
    """The register of papers. One that bears a number of its series only shows."""

    list_display = ["code", "kind", "issued_on", "organ_name", "subject"]
    list_filter = ["kind", "direction"]
    search_fields = ["subject", "code_notation", "organ_name"]
    readonly_fields = ["series"]
    date_hierarchy = "issued_on"
    fieldsets = [
        (None, {"fields": ["commune", "direction", "kind", "series"]}),
        (_("Number and date"), {"fields": ["code_number", "code_notation", "issued_on"]}),
        (_("Content"), {"fields": ["organ_name", "subject", "signer", "recipients", "page_amount", "file"]}),
    ]  # fmt: skip

    def save_model(self, request: Any, obj: models.Paper, form: Any, change: bool) -> None:
        save_paper(paper=obj, user=request.user)


@admin.register(models.PaperSeries)
class PaperSeriesAdmin(ReadOnlyAdmin):
    list_display = ["commune", "issuer", "kind", "year", "last_number"]
    list_select_related = ["commune"]
    list_filter = ["year", "issuer"]


@admin.register(models.Letterhead)
class LetterheadAdmin(DoorAdmin):
    list_display = ["organ", "kind", "symbol", "commune", "started_on", "ended_on"]
    list_select_related = ["commune"]
    list_filter = [StandingFilter, "kind"]
    fieldsets = [
        (None, {"fields": ["commune", "kind", ("started_on", "ended_on")]}),
        (_("Head"), {"fields": ["parent", "organ", "symbol", "place"]}),
        (_("Signature"), {"fields": ["authority", "signer_post", "signer_rank", "signer_name", "recipients"]}),
    ]  # fmt: skip


@admin.register(models.RosterChange)
class RosterChangeAdmin(ReadOnlyAdmin):
    page = ("members:team", "team_id")
    list_display = ["kind", "team", "person", "state", "asked_by", "asked_at"]
    list_select_related = ["team", "person", "asked_by"]
    fields = [
        "team",
        "kind",
        "person",
        "reason",
        "state",
        "asked_by",
        "asked_at",
        "decided_by",
        "decided_at",
        "note",
    ]
    list_filter = ["state", "kind"]
    search_fields = ["person__search"]


@admin.register(models.DataRequest)
class DataRequestAdmin(ReadOnlyAdmin):
    page = ("members:request", "pk")
    list_display = ["kind", "person", "received_on", "answer_by", "finish_by", "outcome"]
    list_select_related = ["person"]
    list_filter = ["kind", "outcome"]
    search_fields = ["person__search"]


@admin.register(models.DifferentPeople)
class DifferentPeopleAdmin(ReadOnlyAdmin):
    list_display = ["first", "second", "said_by", "said_at"]
    list_select_related = ["first", "second", "said_by"]
