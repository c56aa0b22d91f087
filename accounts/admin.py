"""Users and their roles. The committee appoints officers, officers the heads of their villages."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
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
        """Only the committee gives and ends roles here, in its own commune."""
        if request.user.is_superuser:
            return True
        if not request.user.has_role(COMMITTEE):
            return False
        return super()._may_edit(request, obj)
