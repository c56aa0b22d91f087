"""What every page needs: the demo notice and the user's way about the house."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from common.access import COMMITTEE, OBSERVER, OFFICER, VILLAGE_HEAD

PHONE_PLACES = 4


@dataclass(frozen=True)
class Door:
    """An entry of the navigation."""

    title: str
    url: str
    icon: str
    here: bool


@cache
def _address(name: str) -> str:
    """A door's address; every page asks for all of them."""
    return reverse(name)


def portal(request: Any) -> dict[str, Any]:
    """Return the demo flag, the office's name and the navigation. One statement, for the roles."""
    user = getattr(request, "user", None)
    context: dict[str, Any] = {"demo": settings.DEMO, "doors": [], "office": _("Commune security")}
    if user is None or not user.is_authenticated:
        return context
    commune = user.home_commune()
    if commune is not None:
        context["office"] = _("Police of %(commune)s") % {"commune": commune.full_name}
    context["role_names"] = [role.get_kind_display() for role in user.current_roles()]
    path = request.path

    def door(title: str, name: str, icon: str) -> Door:
        return Door(title, _address(name), icon, False)

    doors = [door(_("Start"), "start", "house")]
    if user.has_role(OFFICER, COMMITTEE, OBSERVER):
        doors.append(door(_("Overview"), "overview", "bar-chart"))
        doors.append(door(_("Teams"), "members:teams", "people"))
        doors.append(door(_("People"), "members:people", "person-vcard"))
        doors.append(door(_("Villages"), "members:communes", "houses"))
        doors.append(door(_("Programmes"), "programs:programs", "diagram-3"))
        doors.append(door(_("Results"), "programs:results", "clipboard-data"))
        doors.append(door(_("Meetings"), "meetings:meetings", "calendar-event"))
        doors.append(door(_("Awards"), "awards:rounds", "award"))
        doors.append(door(_("Reports"), "reports:list", "file-earmark-text"))
        doors.append(door(_("Requests"), "members:changes", "send"))
        if user.has_role(OFFICER):
            doors.append(door(_("Import"), "imports:list", "file-earmark-arrow-up"))
    elif user.has_role(VILLAGE_HEAD):
        doors.append(door(_("My team"), "members:teams", "people"))
        doors.append(door(_("Results"), "programs:results", "clipboard-data"))
        doors.append(door(_("Invitations"), "meetings:mine", "envelope"))
        doors.append(door(_("Awards"), "awards:mine", "award"))
        doors.append(door(_("Me"), "accounts:me", "person-circle"))
    if user.has_role(COMMITTEE, OFFICER):
        doors.append(door(_("Accounts"), "accounts:users", "person-lock"))
        doors.append(door(_("Administration"), "admin:index", "sliders"))
    # The door of the longest address that leads here: results stand below programmes.
    within = [d.url for d in doors if path == d.url or (d.url != "/" and path.startswith(d.url))]
    here = max(within, key=len, default="")
    doors = [replace(item, here=item.url == here) for item in doors]
    context["doors"] = doors
    # A phone's bar has four places; where there are more doors, the fourth opens the rest.
    split = len(doors) if len(doors) <= PHONE_PLACES else PHONE_PLACES - 1
    context["phone_doors"], context["more_doors"] = doors[:split], doors[split:]
    return context
