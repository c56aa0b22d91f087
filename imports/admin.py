"""Uploads and profiles in the admin: shown only; the pages are where they move."""

from typing import Any

from django.contrib import admin

from common.admin import ReadOnlyAdmin
from imports import models


@admin.register(models.ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "kind", "commune", "state", "started_by", "created_at"]
    list_select_related = ["commune", "started_by"]
    list_filter = ["kind", "state"]
    fields = [
        "file_name", "kind", "commune", "state", "message", "started_by", "written_by",
        "applied_at", "undone_at",
    ]  # fmt: skip

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).light()


@admin.register(models.Profile)
class ProfileAdmin(ReadOnlyAdmin):
    list_display = ["commune", "kind", "changed_at"]
    list_select_related = ["commune"]
    list_filter = ["kind"]
    fields = ["commune", "kind", "changed_at"]
