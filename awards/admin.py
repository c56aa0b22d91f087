"""Awards in the admin site: catalogues by date, rounds with their council, decisions, layouts."""

from django.contrib import admin
from django.urls import reverse

from awards import models
from common.admin import DoorAdmin, DoorInline, ReadOnlyAdmin, ShownInline, StandingFilter


class CoefficientInline(DoorInline):
    model = models.AwardCoefficient


class AuthorityInline(DoorInline):
    model = models.AwardAuthority


class NominationInline(ShownInline):
    model = models.Nomination
    fields = ["nominee", "nominee_kind", "form", "state", "votes_for", "votes_total"]
    related = ("person", "team", "village", "form")


class CouncilInline(DoorInline):
    model = models.CouncilMember


class FileInline(DoorInline):
    model = models.NominationFile


class TextInline(DoorInline):
    model = models.CertificateText


@admin.register(models.AwardForm)
class AwardFormAdmin(DoorAdmin):
    list_display = ["name", "level"]
    inlines = [AuthorityInline, CoefficientInline]


@admin.register(models.Law)
class LawAdmin(DoorAdmin):
    list_display = ["citation", "started_on", "ended_on", "order"]
    list_filter = [StandingFilter]
    search_fields = ["citation"]


@admin.register(models.BaseSalary)
class BaseSalaryAdmin(DoorAdmin):
    list_display = ["in_force_from", "amount", "source"]


@admin.register(models.RoundingRule)
class RoundingRuleAdmin(DoorAdmin):
    list_display = ["started_on", "ended_on", "direction", "step", "source"]


@admin.register(models.AwardRound)
class AwardRoundAdmin(DoorAdmin):
    list_display = ["title", "commune", "period_start", "period_end"]
    list_select_related = ["commune"]
    search_fields = ["title"]
    autocomplete_fields = ["meeting"]
    inlines = [CouncilInline, NominationInline]

    def view_on_site(self, obj):
        return reverse("awards:round", args=[obj.pk])


@admin.register(models.Decision)
class DecisionAdmin(DoorAdmin):
    list_display = ["paper", "round"]
    list_select_related = ["paper", "round"]
    search_fields = ["paper__subject"]
    autocomplete_fields = ["paper", "round"]


@admin.register(models.AwardPaper)
class AwardPaperAdmin(ReadOnlyAdmin):
    list_display = ["paper", "kind", "round"]
    list_select_related = ["paper", "round"]


@admin.register(models.Nomination)
class NominationAdmin(DoorAdmin):
    list_display = ["nominee", "nominee_kind", "form", "round", "state"]
    list_select_related = ["person", "team", "village", "form", "round"]
    list_filter = ["state", "nominee_kind"]
    autocomplete_fields = ["person", "team", "village", "round", "decision"]
    inlines = [FileInline]


@admin.register(models.CertificateLayout)
class CertificateLayoutAdmin(DoorAdmin):
    list_display = ["commune", "form", "shift_x", "shift_y"]
    list_select_related = ["commune", "form"]
    inlines = [TextInline]
