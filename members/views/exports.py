"""Lists to take away, as they stand on the page they come from. Every one is in the log."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.access import get_visible
from common.asked import asked_day, asked_key, in_todays_units
from common.audit import log_access
from common.dates import short_date
from common.downloads import download
from common.listing import Listing
from members import exports
from members.models import Commune, Person, RosterChange, Team, Village
from members.queries.teams import roster_on, teams_on
from members.queries.units import villages_of
from members.views.people import asked_people


@dataclass(frozen=True)
class Taken:
    """A list, the commune whose letterhead it bears, and whether it may show whole IDs."""

    listing: Listing
    commune: Commune
    ids: bool = False


def _people(request: HttpRequest, whole_ids: bool) -> Taken:
    asked = request.GET
    village = (
        Village.objects.visible_to(request.user).filter(pk=asked_key(request, "village")).first()
    )
    day, _error = asked_day(request)
    note = exports.describe(
        **{"tính đến": short_date(day), "thôn": village.name if village else "", "tìm": asked.get("q", "")[:60],
           "chỉ người": "đang tham gia" if asked.get("serving") == "yes" else ""}
    )  # fmt: skip
    listing = exports.people_list(asked_people(request), day=day, whole_ids=whole_ids, note=note)
    return Taken(listing, home_of(request), ids=True)


def _roster(request: HttpRequest, whole_ids: bool) -> Taken:
    teams = Team.objects.select_related("village__commune")
    team = get_visible(teams, request.user, pk=asked_key(request, "team"))
    day, _error = asked_day(request)
    listing = exports.roster_list(
        team, roster_on(team, day), whole_ids=whole_ids, note=f"tính đến {short_date(day)}"
    )
    return Taken(listing, team.village.commune, ids=True)


def _teams(request: HttpRequest, whole_ids: bool) -> Taken:
    day, _error = asked_day(request)
    teams = teams_on(request.user, day, todays_units=in_todays_units(request))
    kind = request.GET.get("kind", "")
    chosen = [team for team in teams if not kind or team.kind == kind]
    return Taken(exports.team_list(chosen, note=f"tính đến {short_date(day)}"), home_of(request))


def _villages(request: HttpRequest, whole_ids: bool) -> Taken:
    commune = get_visible(Commune.objects.all(), request.user, pk=asked_key(request, "commune"))
    day, _error = asked_day(request)
    listing = exports.village_list(
        villages_of(commune, request.user, day, todays_units=in_todays_units(request)),
        note=f"tính đến {short_date(day)}",
    )
    return Taken(listing, commune)


def _changes(request: HttpRequest, whole_ids: bool) -> Taken:
    changes = RosterChange.objects.visible_to(request.user).select_related("team", "person")
    return Taken(exports.change_list(changes, note=""), home_of(request))


LISTS: dict[str, Callable[[HttpRequest, bool], Taken]] = {
    "people": _people,
    "roster": _roster,
    "teams": _teams,
    "villages": _villages,
    "changes": _changes,
}


def offer_list(what: str, stem: str, make: Callable[[HttpRequest, bool], Taken]) -> None:
    """Enter a list to take away; called by apps above when they start. `stem` names the file."""
    LISTS[what] = make
    exports.STEMS[what] = stem


@require_GET
def export(request: HttpRequest, what: str, format: str) -> HttpResponse:  # noqa: A002
    """Hand a list out as a file; who took what in which form stands in the log."""
    make = LISTS.get(what)
    if make is None or format not in exports.FORMATS:
        raise Http404(_("There is no such list."))
    whole_ids = request.GET.get("ids") == "whole"
    if whole_ids and not Person.objects.editable_by(request.user).exists():
        raise PermissionDenied(_("Whole citizen IDs are only for officers."))
    taken = make(request, whole_ids)
    day = timezone.localdate()
    content = exports.write_listing(taken.listing, format, commune=taken.commune, day=day)
    whole = whole_ids and taken.ids
    log_access(
        taken.commune, user=request.user,
        what="list.export_with_ids" if whole else "list.export",
        details={"list": what, "format": format, "rows": len(taken.listing.rows)},
    )  # fmt: skip
    return download(content, exports.file_name(what, format, day))


def home_of(request: HttpRequest) -> Commune:
    """Return the commune whose letterhead a list of the user bears. Raises Http404 without any."""
    user: Any = request.user
    found = user.home_commune() or Commune.objects.visible_to(user).first()
    if found is None:
        raise Http404(_("There is no such list."))
    commune: Commune = found
    return commune
