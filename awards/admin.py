"""Awards in the admin site: catalogues by date, rounds with their council, decisions, layouts."""

from typing import Any

from django.contrib import admin

from awards import models
from awards.services.rounds import delete_nomination, save_nomination, save_round
from common.admin import DoorAdmin, DoorInline, ReadOnlyAdmin, ShownInline, StandingFilter


class CoefficientInline(DoorInline):
    model = models.AwardCoefficient


class AuthorityInline(DoorInline):
    model = models.AwardAuthority


class NominationInline(ShownInline):
    model = models.Nomination
    fields = ["nominee", "nominee_kind", "form", "state", "votes_for", "votes_total"]
    related = ("person", "team", "village", "form")


class CouncilInline(ShownInline):
    model = models.CouncilMember
    fields = ["order", "full_name", "post", "seat", "present"]
    related = ("round",)
    show_change_link = False


class FileInline(ShownInline):
    model = models.NominationFile
    fields = ["title", "added_at"]
    related = ("nomination",)
    show_change_link = False


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
    page = ("awards:round", "pk")

    def save_model(self, request: Any, obj: models.AwardRound, form: Any, change: bool) -> None:
        save_round(round_=obj, programs=form.cleaned_data["programs"], user=request.user)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(models.Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Taken on the page of the round, after the council's votes."""

    page = ("awards:round", "round_id")
    list_display = ["paper", "round"]
    list_select_related = ["paper", "round"]
    search_fields = ["paper__subject"]
    autocomplete_fields = ["paper", "round"]


@admin.register(models.AwardPaper)
class AwardPaperAdmin(ReadOnlyAdmin):
    page = ("awards:round", "round_id")
    list_display = ["paper", "kind", "round"]
    list_select_related = ["paper", "round"]


@admin.register(models.Nomination)
class NominationAdmin(DoorAdmin):
    """Who is proposed. The council's votes and the decision are entered on the page of the round."""

    page = ("awards:round", "round_id")
    readonly_fields = ["state", "votes_for", "votes_total", "decision", "certificate_number"]
    list_display = ["nominee", "nominee_kind", "form", "round", "state"]
    list_select_related = ["person", "team", "village", "form", "round"]
    list_filter = ["state", "nominee_kind"]
    autocomplete_fields = ["person", "team", "village", "round"]
    inlines = [FileInline]

    def save_model(self, request: Any, obj: models.Nomination, form: Any, change: bool) -> None:
        save_nomination(nomination=obj, user=request.user)

    def delete_model(self, request: Any, obj: models.Nomination) -> None:
        delete_nomination(nomination=obj, user=request.user)

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        for row in queryset:
            delete_nomination(nomination=row, user=request.user)


@admin.register(models.CertificateLayout)
class CertificateLayoutAdmin(DoorAdmin):
    list_display = ["commune", "form", "shift_x", "shift_y"]
    list_select_related = ["commune", "form"]
    inlines = [TextInline]
