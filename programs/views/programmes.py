"""Pages of programmes: which there are, and one with its sites, states, ratings and results."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from common.access import COMMITTEE, OBSERVER, OFFICER, get_visible, is_editable
from common.asked import asked_again, asked_day, asked_key
from programs.models import Program, ProgramKind, ProgramStatus
from programs.queries.programmes import programs_seen, standings
from programs.queries.years import year_totals

PAGE = 25


@require_GET
def program_list(request: HttpRequest) -> HttpResponse:
    """Programmes as on a day, by kind and state. Sixteen statements at most."""
    user: Any = request.user
    day, error = asked_day(request)
    page = Paginator(asked_programs(request), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": standings(page.object_list, user, day), "day": day, "error": error,
        "kinds": ProgramKind.objects.all(), "kind": asked_key(request, "kind"), "state": request.GET.get("state", ""),
        "states": ProgramStatus.State, "keep": asked_again(request, "on", "kind", "state"),
        "may_add": user.has_role(OFFICER, COMMITTEE),
    }  # fmt: skip
    return render(request, "programs/programs.html", context)


def asked_programs(request: HttpRequest) -> Any:
    """Return the programmes that the address asks for: by day, kind and state."""
    day, _error = asked_day(request)
    programs = programs_seen(request.user, day)
    if (kind := asked_key(request, "kind")) is not None:
        programs = programs.filter(kind=kind)
    if (state := request.GET.get("state", "")) in ProgramStatus.State.values:
        programs = programs.filter(pk__in=_in_state(state, day))
    return programs


def _in_state(state: str, day: Any) -> Any:
    """Return the keys of programmes in a state on a day; one without any entry counts as active."""
    found = ProgramStatus.objects.on(day)
    if state == ProgramStatus.State.ACTIVE:
        others = found.exclude(state=state).values("program")
        return Program.objects.filter(~Q(pk__in=others)).values("pk")
    return found.filter(state=state).values("program")


@require_GET
def program_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One programme as on a day. Twenty-one statements at most."""
    user: Any = request.user
    day, error = asked_day(request)
    program = get_visible(
        Program.objects.select_related("kind", "commune", "decision"), user, pk=pk
    )
    sites = program.sites.visible_to(user).select_related("village", "team")
    context = {
        "program": program, "standing": standings([program], user, day)[0],
        "aliases": program.aliases.all(),
        "sites": sites.on(day), "former_sites": sites.filter(ended_on__lte=day),
        "statuses": program.statuses.visible_to(user).select_related("decision").order_by("-started_on"),
        "ratings": program.ratings.visible_to(user).select_related("scheme", "decision").order_by("-year", "scheme"),
        "has_targets": user.has_role(OFFICER, COMMITTEE, OBSERVER),
        "totals": year_totals(program, user, day),
        "day": day, "error": error, "may_edit": is_editable(program, user),
    }  # fmt: skip
    return render(request, "programs/program.html", context)
