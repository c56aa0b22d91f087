"""Meetings in the admin site."""

from django.contrib import admin

from common.admin import DoorAdmin, DoorInline
from meetings import models


class AgendaInline(DoorInline):
    model = models.AgendaItem


class DelegateInline(DoorInline):
    model = models.Delegate
    autocomplete_fields = ["person"]


class ConclusionInline(DoorInline):
    model = models.Conclusion


@admin.register(models.Meeting)
class MeetingAdmin(DoorAdmin):
    list_display = ["title", "kind", "commune", "starts_at", "place"]
    list_select_related = ["commune"]
    list_filter = ["kind"]
    search_fields = ["title"]
    raw_id_fields = ["chair", "secretary"]
    inlines = [AgendaInline, DelegateInline, ConclusionInline]


@admin.register(models.Conclusion)
class ConclusionAdmin(DoorAdmin):
    list_display = ["what", "owner", "due_on", "done_on", "meeting"]
    list_select_related = ["meeting"]


@admin.register(models.Minutes)
class MinutesAdmin(DoorAdmin):
    list_display = ["meeting", "paper"]
    list_select_related = ["meeting", "paper"]


@admin.register(models.Photo)
class PhotoAdmin(DoorAdmin):
    list_display = ["caption", "meeting", "order"]
    list_select_related = ["meeting"]
