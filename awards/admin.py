"""Awards in the admin site: catalogues by date, rounds, decisions."""

from django.contrib import admin

from awards import models
from common.admin import DoorAdmin, DoorInline


class CoefficientInline(DoorInline):
    model = models.AwardCoefficient


class NominationInline(DoorInline):
    model = models.Nomination
    autocomplete_fields = ["person", "team", "village"]


@admin.register(models.AwardForm)
class AwardFormAdmin(DoorAdmin):
    list_display = ["name", "level"]
    inlines = [CoefficientInline]


@admin.register(models.BaseSalary)
class BaseSalaryAdmin(DoorAdmin):
    list_display = ["in_force_from", "amount", "source"]


@admin.register(models.AwardRound)
class AwardRoundAdmin(DoorAdmin):
    list_display = ["title", "commune", "period_start", "period_end"]
    list_select_related = ["commune"]
    inlines = [NominationInline]


@admin.register(models.Decision)
class DecisionAdmin(DoorAdmin):
    list_display = ["paper", "round"]
    list_select_related = ["paper", "round"]
    autocomplete_fields = ["paper"]


@admin.register(models.Nomination)
class NominationAdmin(DoorAdmin):
    list_display = ["nominee", "nominee_kind", "form", "round", "state"]
    list_select_related = ["person", "team", "village", "form", "round"]
    list_filter = ["state", "nominee_kind"]
    autocomplete_fields = ["person", "team", "village"]
