"""Pages of fire-safe zones: what each has, and what expires or lapses within 60 days."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from common.access import OFFICER, get_visible, is_editable
from common.asked import asked_again, asked_day
from programs.models import FireSafeZone
from programs.models.fire import SOON
from programs.queries.fire import lapses, small_teams, zones_seen

PAGE = 25
SHOWN = 12


@require_GET
def zone_list(request: HttpRequest) -> HttpResponse:
    """Zones as on a day, and what of them wants care. Eight statements."""
    user: Any = request.user
    day, error = asked_day(request)
    wanting = lapses(user, day)
    page = Paginator(zones_seen(user, day), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "day": day, "error": error, "lapses": wanting[:SHOWN],
        "more_lapses": max(0, len(wanting) - SHOWN), "keep": asked_again(request, "on"),
        "may_add": user.has_role(OFFICER),
    }  # fmt: skip
    return render(request, "programs/zones.html", context)


@require_GET
def zone_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One zone as on a day: households, equipment, drills, inspections. Fourteen statements at most."""
    user: Any = request.user
    day, error = asked_day(request)
    zone = get_visible(
        FireSafeZone.objects.select_related("village__commune", "program", "decision"), user, pk=pk
    )
    households = list(
        zone.households.on(day).select_related("inter_family_team")
        .prefetch_related("equipment").order_by(F("inter_family_team__name").asc(nulls_last=True), "pk")
    )  # fmt: skip
    inspections = list(zone.inspections.prefetch_related("findings__criterion")[:20])
    context = {
        "zone": zone, "households": households, "day": day, "error": error, "soon": day + SOON,
        "small_teams": small_teams(households), "drills": zone.drills.all()[:20],
        "inspections": inspections, "lapses": lapses(user, day, pk=pk),
        "former": zone.households.filter(ended_on__lte=day).count(),
        "may_edit": is_editable(zone, user),
    }  # fmt: skip
    return render(request, "programs/zone.html", context)
