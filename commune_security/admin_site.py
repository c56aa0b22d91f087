"""The admin site of the steering committee: plain Django admin in the portal's words."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
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


class PortalAdminConfig(AdminConfig):
    default_site = "commune_security.admin_site.PortalAdminSite"
