"""Meetings in the admin site."""

from django.contrib import admin
from django.urls import reverse

from common.admin import DoorAdmin, DoorInline, ReadOnlyAdmin, ShownInline
from meetings import models


class AgendaInline(DoorInline):
    model = models.AgendaItem
    fields = ["order", "starts_at", "minutes", "part", "item", "presenter"]


class DelegateInline(ShownInline):
    model = models.Delegate
    fields = ["protocol_order", "honorific", "rank", "full_name", "post", "unit", "attendance"]


class ConclusionInline(DoorInline):
    model = models.Conclusion
    fields = ["what", "owner", "due_on", "state", "done_on"]


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
    raw_id_fields = ["chair", "secretary"]
    inlines = [AgendaInline, DelegateInline, ConclusionInline, PaperInline]

    def view_on_site(self, obj):
        return reverse("meetings:meeting", args=[obj.pk])


@admin.register(models.Delegate)
class DelegateAdmin(DoorAdmin):
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


@admin.register(models.Minutes)
class MinutesAdmin(DoorAdmin):
    list_display = ["meeting", "votes_for", "votes_total"]
    list_select_related = ["meeting"]
    autocomplete_fields = ["meeting"]


@admin.register(models.MeetingPaper)
class MeetingPaperAdmin(ReadOnlyAdmin):
    list_display = ["paper", "kind", "meeting"]
    list_select_related = ["paper", "meeting"]
    list_filter = ["kind"]


@admin.register(models.Photo)
class PhotoAdmin(DoorAdmin):
    """Photos come in by the meeting's page, where their EXIF is taken off."""

    list_display = ["caption", "meeting", "order"]
    list_select_related = ["meeting"]
    fields = ["meeting", "caption", "order"]
    readonly_fields = ["meeting"]

    def has_add_permission(self, request, obj=None):
        return False
