"""The admin site goes through the same door as the pages: rows, choices and writes."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, ScopedQuerySet, is_editable, still_editable
from common.constraints import OVERLAPS, is_overlap
from common.search import keys_matching
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
            # A card asks a dozen times; the answer holds for the request, until it writes.
            known = request.__dict__.setdefault("_editable_rows", {})
            key = (type(obj), obj.pk)
            if key not in known:
                known[key] = is_editable(obj, request.user)
            return bool(known[key])
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


class StandingFilter(admin.SimpleListFilter):
    """Shows what holds today unless asked for all or the past. `word` is the queryset's own."""

    title = _("as of today")
    parameter_name = "standing"
    word = "on"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("past", _("past")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:
        """The first choice is today, not "all" as Django has it."""
        for index, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": _("today")} if index == 0 else choice

    def queryset(self, request: Any, queryset: Any) -> Any:
        if self.value() == "all":
            return queryset
        today = getattr(queryset, self.word)(timezone.localdate())
        if self.value() == "past":
            return queryset.exclude(pk__in=today.values("pk"))
        return today


class DoorAdmin(DoorMixin, admin.ModelAdmin):
    """A model of the admin site. Search folds accents where the model keeps a `search` column."""

    list_per_page = 25
    show_full_result_count = False
    # A handful of rows to tick; Django's two boxes with arrows are no use to a screen reader.
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    #: a column of few rows whose search folds accents here, without a column for it
    folded_search = ""

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Rows of one card that overlap among themselves are refused by the table: said, no fault."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            if not is_overlap(error):
                raise
            messages.error(request, OVERLAPS)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if _scoped(self.model) and not request.user.is_superuser:
            still_editable(obj, request.user)

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        search_term = search_term.replace("\x00", "")
        folded = [name for name in self.search_fields if name.split("__")[-1] == "search"]
        if folded:
            for word in fold(search_term).split():
                queryset = queryset.filter(**{f"{folded[0]}__contains": word})
            return queryset, False
        if self.folded_search and search_term.strip():
            keys = keys_matching(queryset, search_term, self.folded_search, *self.search_fields)
            return queryset.filter(pk__in=keys), False
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


class ShownInline(DoorInline):
    """Rows shown on their parent's page, each with a link to its own: a page for any number of them."""

    show_change_link = True
    can_delete = False
    related: tuple[str, ...] = ()

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related(*self.related)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return self.fields

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False
