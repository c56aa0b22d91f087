"""Users and their roles. The committee appoints officers, officers the heads of their villages."""

from typing import Any

from auditlog.models import LogEntry
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult
from qsessions.models import Session

from accounts.models import ApiClient, Role, User
from accounts.queries import users_seen_by
from accounts.services.api_clients import issue_token
from accounts.services.roles import end_role, give_role, manageable_kinds, manageable_roles
from common.access import COMMITTEE
from common.admin import DoorAdmin, ShownInline, StandingFilter
from common.text import without_nul

# Keys of second factors and sessions are shown to nobody; the log has a page of its own.
admin.site.unregister([Group, Session, TOTPDevice, StaticDevice, LogEntry, DBTaskResult])


class RoleInline(ShownInline):
    """The roles of an account, to look at; they are given and ended on their own page."""

    model = Role
    fields = ["kind", "place", "started_on", "ended_on"]
    related = ("commune", "village")
    show_change_link = False


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """The committee looks at the accounts of its units; what is changed, the pages of accounts do."""

    list_display = ["username", "full_name", "phone", "is_active", "last_login"]
    search_fields = ["username", "full_name"]
    list_filter = ["is_active"]
    list_per_page = 25
    view_on_site = staticmethod(lambda user: reverse("accounts:user", args=[user.pk]))
    inlines = [RoleInline]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["full_name", "phone", "email"]}),
        (_("Access"), {"fields": ["is_active", "is_superuser", "last_login", "date_joined"]}),
    ]
    filter_horizontal: list[str] = []

    def get_queryset(self, request: Any) -> Any:
        queryset = super().get_queryset(request)
        if request.user.is_superuser:
            return queryset
        return queryset.filter(pk__in=users_seen_by(request.user).values("pk"))

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        """Names with or without accents, as on the pages."""
        found = users_seen_by(request.user, without_nul(search_term))
        return queryset.filter(pk__in=found.values("pk")), False

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        if request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [
            (_("Person"), {"fields": ["username", "full_name", "phone", "is_active", "last_login"]})
        ]

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.is_authenticated and request.user.has_role(COMMITTEE))

    def has_module_permission(self, request: Any) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: Any) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(ApiClient)
class ApiClientAdmin(DoorAdmin):
    """Reading systems: saving one makes a new token, which is shown this once."""

    list_display = ["name", "commune", "province", "expires_on", "last_used_on"]
    list_select_related = ["commune"]
    search_fields = ["name"]
    folded_search = "name"
    fields = ["name", "commune", "province", "expires_on", "last_used_on"]
    readonly_fields = ["last_used_on"]

    def _may_see(self, request: Any) -> bool:
        return bool(request.user.is_authenticated and request.user.has_role(COMMITTEE))

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        token = issue_token(client=obj, user=request.user)
        text = _("Token of %(name)s: %(token)s. It is shown this once; an older one opens nothing.")
        messages.warning(request, text % {"name": obj, "token": token})


@admin.register(Role)
class RoleAdmin(DoorAdmin):
    """Given and ended by the services of the pages, under the same rules."""

    page = ("accounts:user", "user_id")
    list_display = ["user", "kind", "place", "started_on", "ended_on"]
    list_select_related = ["user", "commune", "village"]
    list_filter = [StandingFilter, "kind"]
    search_fields = ["user__full_name", "user__username"]
    folded_search = "user__full_name"
    autocomplete_fields = ["village"]
    fieldsets = [
        (None, {"fields": ["user", "kind"]}),
        (_("Where"), {"fields": ["commune", "village", "province"]}),
        (_("When"), {"fields": ["started_on", "ended_on"]}),
    ]

    def _may_edit(self, request: Any, obj: Any = None) -> bool:
        """The same rule as on the pages: `accounts.services.roles.MANAGES`."""
        if request.user.is_superuser:
            return True
        if not request.user.has_role(COMMITTEE):
            return False
        if obj is not None and obj.pk:
            return bool(manageable_roles(request.user).filter(pk=obj.pk).exists())
        return True

    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kinds = manageable_kinds(request.user)
            kwargs["choices"] = [(kind, Role.Kind(kind).label) for kind in kinds]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """A role that was given is only ended."""
        return ["user", "kind", "commune", "village", "province", "started_on"] if obj else []

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def save_model(self, request: Any, obj: Role, form: Any, change: bool) -> None:
        if change and obj.ended_on is None:
            if "ended_on" in form.changed_data:
                raise ValidationError({"ended_on": _("An ended role is given anew instead.")})
        elif change:
            end_role(role=obj, on=obj.ended_on, user=request.user)
        else:
            given = give_role(
                target=obj.user, kind=obj.kind, commune=obj.commune, village=obj.village,
                province=obj.province, started_on=obj.started_on, user=request.user,
            )  # fmt: skip
            obj.pk, obj._state.adding = given.pk, False
            if obj.ended_on is not None:
                end_role(role=given, on=obj.ended_on, user=request.user)
