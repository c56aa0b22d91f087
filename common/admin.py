"""The admin site goes through the same door as the pages: rows, choices and writes.

A card either saves through the service that the pages use, or it only shows, with a link to the page
where the row is kept. What went out shows only, whoever asks.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, ScopedQuerySet, is_editable, still_editable
from common.forms import tell
from common.refusals import refusal
from common.search import keys_matching
from common.text import fold, without_nul


def _scoped(model: type[models.Model]) -> bool:
    manager: Any = model._default_manager
    return isinstance(manager.get_queryset(), ScopedQuerySet)


class LinesField(forms.CharField):
    """A list of short texts, one on a line, for models that keep it as JSON."""

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("One on a line."))
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **kwargs)
        self.help_text = self.help_text or _("One on a line.")

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Length and characters are the lines' own."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


def in_words(name: str, field: models.Field[Any, Any]) -> Any:
    """Return a column that shows a field of JSON as its texts, never as code."""

    def shown(row: models.Model) -> str:
        value = getattr(row, name)
        texts = value.values() if isinstance(value, dict) else value or ()
        return ", ".join(str(text) for text in texts if text not in ("", None)) or "–"

    shown.__name__ = f"shown_{name}"
    return admin.display(description=field.verbose_name)(shown)


class DoorMixin:
    """Permissions by role and row. `catalogue` marks rows that belong to no commune.

    A row whose model says `is_fixed` went out or is decided: it is shown to everybody and changed by
    nobody.
    """

    model: type[models.Model]

    def _may_see(self, request: Any) -> bool:
        user = request.user
        return bool(user.is_authenticated and user.has_role(COMMITTEE, OFFICER))

    def _may_edit(self, request: Any, obj: Any = None) -> bool:
        if obj is not None and obj.pk and getattr(obj, "is_fixed", False):
            return False
        if request.user.is_superuser:
            return True
        if not _scoped(self.model):
            return bool(request.user.has_role(COMMITTEE))
        manager: Any = self.model._default_manager
        if obj is not None and obj.pk and _scoped(type(obj)):
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
    formfield_overrides = {
        # A handful of rows to tick; Django's two boxes with arrows are no use to a screen reader.
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
        models.JSONField: {"form_class": LinesField},
    }
    #: a column of few rows whose search folds accents here, without a column for it
    folded_search = ""
    #: the page of the portal where a row is kept, and the path from the row to that page's key
    page: tuple[str, str] | None = None

    def view_on_site(self, obj: Any) -> str | None:
        """The page of the portal where the row is kept: a link on its card."""
        if self.page is None or obj.pk is None:
            return None
        name, path = self.page
        key = obj
        for part in path.split("."):
            key = getattr(key, part, None)
        return reverse(name, args=[key]) if key is not None else None

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """What a service or the database refuses stands on the form, with all that was typed."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except (ValidationError, IntegrityError, DataError) as error:
            said = refusal(error)
            if said is None or request.method != "POST":
                raise
            request.refused = said
            request.__dict__.pop("_editable_rows", None)
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        said: Any = getattr(request, "refused", None)
        if said is None:
            return form

        class Refused(form):  # type: ignore[misc, valid-type]
            def clean(self) -> Any:
                data = super().clean()
                tell(self, said)
                return data

        return Refused

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """Where a card only shows, lists of texts are put into words."""
        sets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) or (
            obj is None and self.has_add_permission(request)
        ):
            return sets
        return [
            (title, {**options, "fields": [self._shown(name) for name in options["fields"]]})
            for title, options in sets
        ]

    def _shown(self, name: Any) -> Any:
        field = next((field for field in self.opts.fields if field.name == name), None)
        return in_words(name, field) if isinstance(field, models.JSONField) else name

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Catalogues and rows of one table; a model with a service of its own saves through that."""
        super().save_model(request, obj, form, change)
        if _scoped(self.model) and not request.user.is_superuser:
            still_editable(obj, request.user)

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        search_term = without_nul(search_term)
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
    formfield_overrides = {models.JSONField: {"form_class": LinesField}}
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

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
