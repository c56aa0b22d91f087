"""Meetings in the admin site: saved as the pages save them; who comes and what is said there is kept there."""

from typing import Any

from django.contrib import admin

from common.admin import DoorAdmin, ReadOnlyAdmin, ShownInline
from meetings import models
from meetings.services.after import save_conclusion, save_minutes
from meetings.services.planning import save_meeting


class AgendaInline(ShownInline):
    model = models.AgendaItem
    fields = ["order", "starts_at", "minutes", "part", "item", "presenter"]
    related = ("meeting",)
    show_change_link = False


class DelegateInline(ShownInline):
    model = models.Delegate
    fields = ["protocol_order", "honorific", "rank", "full_name", "post", "unit", "attendance"]


class ConclusionInline(ShownInline):
    model = models.Conclusion
    fields = ["what", "owner", "due_on", "state", "done_on"]
    related = ("meeting",)


class PaperInline(ShownInline):
    model = models.MeetingPaper
    fields = ["kind", "paper"]
    related = ("paper",)


@admin.register(models.Meeting)
class MeetingAdmin(DoorAdmin):
    list_display = ["title", "kind", "commune", "starts_at", "place"]
    list_select_related = ["commune"]
    list_filter = ["kind"]
    search_fields = ["title"]
    page = ("meetings:meeting", "pk")
    inlines = [AgendaInline, DelegateInline, ConclusionInline, PaperInline]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in ("chair", "secretary"):
            asked = request.resolver_match.kwargs.get("object_id", "")
            key = int(asked) if str(asked).isdigit() else 0
            kwargs["queryset"] = models.Delegate.objects.visible_to(request.user).filter(
                meeting=key
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: Any, obj: models.Meeting, form: Any, change: bool) -> None:
        chosen = form.cleaned_data["programs"]
        save_meeting(meeting=obj, programs=chosen, user=request.user)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(models.Delegate)
class DelegateAdmin(ReadOnlyAdmin):
    page = ("meetings:meeting", "meeting_id")
    list_display = ["full_name", "post", "unit", "meeting", "group", "attendance"]
    list_select_related = ["meeting"]
    list_filter = ["group", "attendance"]
    search_fields = ["full_name", "post", "unit"]
    folded_search = "full_name"
    autocomplete_fields = ["meeting", "person"]


@admin.register(models.Conclusion)
class ConclusionAdmin(DoorAdmin):
    list_display = ["what", "owner", "due_on", "state", "meeting"]
    list_select_related = ["meeting"]
    list_filter = ["state"]
    autocomplete_fields = ["meeting"]
    fields = ["meeting", "what", "owner", "due_on", "state", "done_on", "note"]
    page = ("meetings:meeting", "meeting_id")

    def save_model(self, request: Any, obj: models.Conclusion, form: Any, change: bool) -> None:
        save_conclusion(conclusion=obj, user=request.user)


@admin.register(models.Minutes)
class MinutesAdmin(DoorAdmin):
    list_display = ["meeting", "votes_for", "votes_total"]
    list_select_related = ["meeting"]
    autocomplete_fields = ["meeting"]
    page = ("meetings:minutes", "meeting_id")

    def save_model(self, request: Any, obj: models.Minutes, form: Any, change: bool) -> None:
        save_minutes(minutes=obj, closed_at=None, user=request.user)


@admin.register(models.MeetingPaper)
class MeetingPaperAdmin(ReadOnlyAdmin):
    page = ("meetings:meeting", "meeting_id")
    list_display = ["paper", "kind", "meeting"]
    list_select_related = ["paper", "meeting"]
    list_filter = ["kind"]


@admin.register(models.Photo)
class PhotoAdmin(ReadOnlyAdmin):
    """Photos are kept on the meeting's page, where their EXIF is taken off."""

    list_display = ["caption", "meeting", "order"]
    list_select_related = ["meeting"]
    fields = ["meeting", "caption", "order"]
    page = ("meetings:photos", "meeting_id")
