"""The admin site of the steering committee: plain Django admin in the portal's words."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER


class PortalAdminSite(AdminSite):
    site_header = _("Commune security: administration")
    site_title = _("Administration")
    index_title = _("Registers and catalogues")

    def has_permission(self, request: Any) -> bool:
        """The committee and the officers; everybody else has the web pages."""
        user = request.user
        return bool(user.is_active and user.is_authenticated and user.has_role(COMMITTEE, OFFICER))

    def index(self, request: Any, extra_context: Any = None) -> HttpResponse:
        """The start page: what waits, before the registers. Nine statements more."""
        from commune_security.queries import desk

        return super().index(request, {**desk(request.user), **(extra_context or {})})

    @method_decorator(login_not_required)
    def login(self, request: Any, extra_context: Any = None) -> HttpResponse:
        """One way in for everybody: password, lock-out and second factor are asked there."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        asked = {"next": request.GET.get("next") or reverse("admin:index")}
        return redirect(f"{reverse('accounts:login')}?{urlencode(asked)}")


class PortalAdminConfig(AdminConfig):
    default_site = "commune_security.admin_site.PortalAdminSite"
