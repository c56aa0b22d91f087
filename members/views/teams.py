"""Pages of teams: check, call, render."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from common.access import OFFICER, VILLAGE_HEAD, get_visible
from common.forms import DateField
from members.models import Team
from members.queries import roster_on


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
    """A team and its roster on a day, and how many requests wait. Three statements."""
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
        },
    )
