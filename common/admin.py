"""The admin site goes through the same door as the pages: rows, choices and writes."""

from typing import Any

from django.contrib import admin
from django.db import models

from common.access import COMMITTEE, OFFICER, ScopedQuerySet, is_editable, still_editable
from common.text import fold


def _scoped(model: type[models.Model]) -> bool:
    manager: Any = model._default_manager
    return isinstance(manager.get_queryset(), ScopedQuerySet)


class DoorMixin:
    """Permissions by role and row. `catalogue` marks rows that belong to no commune."""

    model: type[models.Model]

    def _may_see(self, request: Any) -> bool:
        user = request.user
        return bool(user.is_authenticated and user.has_role(COMMITTEE, OFFICER))

    def _may_edit(self, request: Any, obj: Any = None) -> bool:
        if request.user.is_superuser:
            return True
        if not _scoped(self.model):
            return bool(request.user.has_role(COMMITTEE))
        manager: Any = self.model._default_manager
        if obj is not None and obj.pk:
            return is_editable(obj, request.user)
        return bool(request.user.has_role(*manager.get_queryset().scope.editors))

    def has_module_permission(self, request: Any) -> bool:
        return self._may_see(request)

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return self._may_see(request)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return self._may_edit(request)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return self._may_edit(request, obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return self._may_edit(request, obj)

    def get_queryset(self, request: Any) -> Any:
        queryset = super().get_queryset(request)  # type: ignore[misc]
        return queryset.visible_to(request.user) if _scoped(self.model) else queryset

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        self._narrow(db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        self._narrow(db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def _narrow(self, db_field: Any, request: Any, kwargs: dict[str, Any]) -> None:
        """Choices are only what the user may see."""
        related = db_field.remote_field.model
        if _scoped(related):
            kwargs["queryset"] = related._default_manager.get_queryset().visible_to(request.user)


class DoorAdmin(DoorMixin, admin.ModelAdmin):
    """A model of the admin site. Search folds accents where the model keeps a `search` column."""

    list_per_page = 25
    show_full_result_count = False

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if _scoped(self.model) and not request.user.is_superuser:
            still_editable(obj, request.user)

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        search_term = search_term.replace("\x00", "")
        if "search" in self.search_fields:
            for word in fold(search_term).split():
                queryset = queryset.filter(search__contains=word)
            return queryset, False
        return super().get_search_results(request, queryset, search_term)


class ReadOnlyAdmin(DoorAdmin):
    """Rows that services write: to look at, not to change by hand."""

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class DoorInline(DoorMixin, admin.TabularInline):
    """Rows edited on their parent's page, under the parent's rights."""

    extra = 0
    show_change_link = False
