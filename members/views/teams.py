"""Pages of teams: check, call, render."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.access import OFFICER, VILLAGE_HEAD, get_editable, get_visible
from common.forms import DateField
from members.models import Team
from members.queries import roster_on
from members.services.posts import departures, follow_offices


def _asked_day(request: HttpRequest) -> tuple[dt.date, str]:
    """Return the day a page is asked for in its URL, and an error to show, or ""."""
    typed = request.GET.get("on", "").strip()
    if not typed:
        return timezone.localdate(), ""
    try:
        return DateField().clean(typed), ""
    except ValidationError as error:
        return timezone.localdate(), error.messages[0]


@require_GET
def team_list(request: HttpRequest) -> HttpResponse:
    """The teams the user may see, by village, with their strength on a day. Two statements."""
    day, error = _asked_day(request)
    teams = (
        Team.objects.visible_to(request.user)
        .standing_on(day)
        .with_strength(day)
        .select_related("village__commune")
    )
    return render(request, "members/teams.html", {"teams": teams, "day": day, "error": error})


@require_GET
def team_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A team and its roster on a day, what waits, and the head-and-deputy rule. Six statements."""
    team = get_visible(
        Team.objects.select_related("village__commune", "decision"), request.user, pk=pk
    )
    day, error = _asked_day(request)
    roster = roster_on(team, day)
    return render(
        request,
        "members/team.html",
        {
            "team": team,
            "day": day,
            "error": error,
            "leaders": [row for row in roster if row.role != "member"],
            "others": [row for row in roster if row.role == "member"],
            "strength": len(roster),
            "may_ask": request.user.has_role(VILLAGE_HEAD, OFFICER),
            "waiting": team.changes.waiting().count(),
            "departures": departures(team, day),
            "may_edit": request.user.has_role(OFFICER),
        },
    )


@require_POST
def team_follow_offices(request: HttpRequest, pk: int) -> HttpResponse:
    """The remedy of one click: leader and deputies follow the posts of the village."""
    team = get_editable(Team.objects.select_related("village__commune"), request.user, pk=pk)
    try:
        opened = follow_offices(team=team, on=timezone.localdate(), user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        names = ", ".join(f"{row.person} ({row.get_role_display()})" for row in opened)
        messages.success(request, _("Re-staffed: %(names)s.") % {"names": names})
    return redirect("members:team", pk)
