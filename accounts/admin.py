"""Users and their roles. The committee appoints officers, officers the heads of their villages."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from accounts.services.roles import manageable_kinds, manageable_roles
from common.access import COMMITTEE
from common.admin import DoorAdmin

admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Accounts are an administrator's matter; the committee looks."""

    list_display = ["username", "full_name", "phone", "is_active", "last_login"]
    search_fields = ["username", "full_name"]
    list_filter = ["is_active"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["full_name", "phone", "email"]}),
        (_("Access"), {"fields": ["is_active", "is_superuser", "last_login", "date_joined"]}),
    ]
    filter_horizontal: list[str] = []

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_module_permission(self, request: Any) -> bool:
        return bool(request.user.is_superuser)


@admin.register(Role)
class RoleAdmin(DoorAdmin):
    list_display = ["user", "kind", "place", "started_on", "ended_on"]
    list_select_related = ["user", "commune", "village"]
    list_filter = ["kind"]

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

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not manageable_roles(request.user).filter(pk=obj.pk).exists():
            raise PermissionDenied(_("This role is given by another office."))
