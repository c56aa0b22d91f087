"""Pages of teams: check, call, render."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import (
    OFFICER,
    VILLAGE_HEAD,
    get_editable,
    get_visible,
    is_editable,
    require_role,
)
from common.asked import asked_again, asked_day, in_todays_units
from common.forms import tell
from members.forms.teams import DissolveForm, FoundForm, RestaffForm, TransferForm
from members.models import Membership, Team
from members.queries.people import awards_of
from members.queries.teams import makeup_of, places_on, roster_on, teams_on
from members.services.posts import departures, follow_offices
from members.services.teams import dissolve_team, found_team, restaff, transfer_member


@require_GET
def team_list(request: HttpRequest) -> HttpResponse:
    """The teams the user may see, by village, and how one kind is made up. Seven statements."""
    day, error = asked_day(request)
    teams = teams_on(request.user, day, todays_units=in_todays_units(request))
    kinds = [kind for kind in Team.Kind if any(team.kind == kind for team in teams)]
    asked = request.GET.get("kind", "")
    kind = asked if asked in kinds else (kinds[0] if kinds else "")
    return render(
        request,
        "members/teams.html",
        {
            "teams": [team for team in teams if not asked or team.kind == kind],
            "kinds": kinds,
            "kind": kind if asked else "",
            "makeup_kind": Team.Kind(kind).label if kind else "",
            "makeup": makeup_of([team for team in teams if team.kind == kind], day),
            "day": day,
            "error": error,
            "export_query": asked_again(request, "on", "units", "kind"),
        },
    )


@require_GET
def team_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A team on a day: roster, make-up, what waits, the head-and-deputy rule, awards. 15 statements."""
    team = _visible(request, pk)
    day, error = asked_day(request)
    roster = roster_on(team, day)
    return render(
        request,
        "members/team.html",
        {
            "team": team,
            "place": places_on([team.village_id], day)[team.village_id],
            "day": day,
            "error": error,
            "leaders": [row for row in roster if row.role != "member"],
            "others": [row for row in roster if row.role == "member"],
            "strength": len(roster),
            "makeup": makeup_of([team], day),
            "earlier": team.memberships.filter(ended_on__lte=day)
            .select_related("person")
            .order_by("-ended_on")[:30],
            "may_ask": request.user.has_role(VILLAGE_HEAD, OFFICER),  # type: ignore[union-attr]
            "waiting": team.changes.waiting().count(),
            "departures": departures(team, day),
            "awards": awards_of(team).filter(nominee_kind="collective"),
            "may_edit": is_editable(team, request.user),
            "export_query": asked_again(request, "on", team=str(pk)),
        },
    )


@require_http_methods(["GET", "POST"])
def team_new(request: HttpRequest) -> HttpResponse:
    """Found a team of a village under its decision."""
    require_role(request.user, OFFICER, why=_("Only officers keep teams."))
    initial = {"village": request.GET.get("village", "")}
    form = FoundForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                team = found_team(
                    village=data["village"], kind=Team.Kind(data["kind"]), name=data["name"],
                    founded_on=data["founded_on"], user=request.user,
                    decision=form.decision_for(data["village"].commune, request.user),
                )  # fmt: skip
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": team})
            return redirect("members:team", team.pk)
    return _form(request, form, _("Found a team"), reverse("members:teams"), _("Found the team"))


@require_http_methods(["GET", "POST"])
def team_restaff(request: HttpRequest, pk: int) -> HttpResponse:
    """Re-staff a whole team on one page, under one decision."""
    team = _editable(request, pk)
    form = RestaffForm(request.POST or None, user=request.user, team=team)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                restaff(
                    team=team, on=form.cleaned_data["on"], user=request.user, **form.moves(),
                    decision=form.decision_for(team.village.commune, request.user),
                )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Re-staffed: %(names)s.") % {"names": team})
            return redirect("members:team", pk)
    return render(request, "members/restaff.html", {"form": form, "team": team})


@require_http_methods(["GET", "POST"])
def team_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Dissolve a team; whoever serves leaves with it."""
    team = _editable(request, pk)
    form = DissolveForm(request.POST or None, user=request.user)

    def act() -> None:
        dissolve_team(
            team=team, on=form.cleaned_data["on"], user=request.user,
            decision=form.decision_for(team.village.commune, request.user),
        )  # fmt: skip

    title = _("Dissolve %(team)s") % {"team": team}
    return _act(request, form, act, team, title, _("Dissolve the team"))


@require_http_methods(["GET", "POST"])
def membership_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody passes to another team of the commune."""
    membership = get_editable(
        Membership.objects.select_related("team__village__commune", "person"), request.user, pk=pk
    )
    form = TransferForm(request.POST or None, user=request.user, team=membership.team)

    def act() -> None:
        data = form.cleaned_data
        transfer_member(
            membership=membership, to=data["to"], role=Membership.Role(data["role"]),
            on=data["on"], user=request.user,
            decision=form.decision_for(membership.team.village.commune, request.user),
        )  # fmt: skip

    title = _("Transfer %(name)s to another team") % {"name": membership.person}
    return _act(request, form, act, membership.team, title, _("Transfer"))


def _act(
    request: HttpRequest,
    form: Any,
    act: Callable[[], None],
    team: Team,
    title: str,
    button: str,
) -> HttpResponse:
    """Run a write of a team's page; what the service refuses stands on the form."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                act()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Done: %(title)s.") % {"title": title})
            return redirect("members:team", team.pk)
    return _form(request, form, title, reverse("members:team", args=[team.pk]), button)


def _form(request: HttpRequest, form: Any, title: str, back: str, action: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "action": action}
    return render(request, "_row.html", context)


def _visible(request: HttpRequest, pk: int) -> Team:
    teams = Team.objects.select_related("village__commune", "decision", "dissolution")
    found: Team = get_visible(teams, request.user, pk=pk)
    return found


def _editable(request: HttpRequest, pk: int) -> Team:
    found: Team = get_editable(Team.objects.select_related("village__commune"), request.user, pk=pk)
    return found


@require_POST
def team_follow_offices(request: HttpRequest, pk: int) -> HttpResponse:
    """The remedy of one click: leader and deputies follow the posts of the village."""
    team = _editable(request, pk)
    try:
        opened = follow_offices(team=team, on=timezone.localdate(), user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        names = ", ".join(f"{row.person} ({row.get_role_display()})" for row in opened)
        messages.success(request, _("Re-staffed: %(names)s.") % {"names": names})
    return redirect("members:team", pk)
