"""The rights of a village head end with the village: who heads the new one gets a role for it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from members.fates import Fate, Hanging, Regrouping, declare, ended


def declare_roles() -> None:
    declare(Hanging("accounts.Role.village", _("rights of village heads"), Fate.ENDS, _end_roles))


def _end_roles(what: Regrouping) -> list[str]:
    roles = Role.objects.filter(village__in=what.old).exclude(ended_on__lte=what.day)
    names = [f"{role.user} ({role.village})" for role in roles.select_related("user", "village")]
    ended(roles, what.day)
    return names
