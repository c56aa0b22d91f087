"""Pages of the camera network: list and map of the same points, and one point with its registers."""

import json
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.access import OFFICER, get_visible, is_editable
from common.asked import asked_again, asked_day, asked_key
from common.audit import log_access
from common.downloads import download
from documents import charts
from documents.tree import chart_table
from members.models import Village
from programs.models import Camera, CameraCheck
from programs.queries.cameras import (
    as_geojson,
    cameras_seen,
    condition_label,
    network_of,
    through_years,
    village_centres,
)

PAGE = 25


@require_GET
def camera_list(request: HttpRequest) -> HttpResponse:
    """Camera points as on a day, as list and map with the same filters. Nine statements."""
    user: Any = request.user
    day, error = asked_day(request)
    cameras = asked_cameras(request)
    page = Paginator(cameras, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.condition, row.condition_words = row.condition_on(day), condition_label(row, day)
    context = {
        "page": page, "day": day, "error": error, "network": network_of(cameras, day),
        "placed": sum(row.latitude is not None and row.longitude is not None for row in cameras),
        "chart": through_years(user, day), "villages": _villages(user, day),
        "village": asked_key(request, "village"), "condition": request.GET.get("condition", ""),
        "conditions": CameraCheck.Condition, "may_add": user.has_role(OFFICER),
        "keep": asked_again(request, "on", "village", "condition"),
        "tiles": settings.MAP_TILES, "tiles_by": settings.MAP_TILES_BY,
    }  # fmt: skip
    if context["chart"]:
        context["chart_table"] = chart_table(context["chart"])
    return render(request, "programs/cameras.html", context)


def asked_cameras(request: HttpRequest) -> list[Camera]:
    """Return the points that the address asks for; list, map and files show the same."""
    day, _error = asked_day(request)
    cameras = cameras_seen(request.user, day)
    if (village := asked_key(request, "village")) is not None:
        cameras = cameras.filter(village=village)
    condition = request.GET.get("condition", "")
    found = list(cameras)
    if condition in CameraCheck.Condition.values or condition == "unverified":
        wanted = "" if condition == "unverified" else condition
        found = [row for row in found if row.condition_on(day) == wanted]
    return found


def _villages(user: Any, day: Any) -> list[Village]:
    return list(Village.objects.visible_to(user).existing_on(day).order_by("sort_key", "pk"))


@require_GET
def camera_map(request: HttpRequest) -> JsonResponse:
    """The same points for the map, with the centres of the villages and a link to each point."""
    day, _error = asked_day(request)
    cameras = asked_cameras(request)
    data = as_geojson(cameras, day)
    for feature in data["features"]:
        feature["properties"]["url"] = reverse("programs:camera", args=[feature["id"]])
    data["villages"] = village_centres(_villages(request.user, day), cameras)
    return JsonResponse(data)


@require_GET
def camera_geojson(request: HttpRequest) -> HttpResponse:
    """The points as GeoJSON to take away; that stands in the log."""
    day, _error = asked_day(request)
    cameras = asked_cameras(request)
    if cameras:
        log_access(
            cameras[0].village.commune, user=request.user, what="list.export",
            details={"list": "cameras", "format": "geojson", "rows": len(cameras)},
        )  # fmt: skip
    content = json.dumps(as_geojson(cameras, day), ensure_ascii=False, indent=1).encode()
    return download(content, f"camera-{day:%Y%m%d}.geojson")


@require_GET
def camera_chart(request: HttpRequest) -> HttpResponse:
    """Installed and working through the years, as a picture."""
    day, _error = asked_day(request)
    chart = through_years(request.user, day)
    if chart is None:
        return HttpResponse(status=404)
    return HttpResponse(charts.svg(chart), content_type="image/svg+xml")


@require_GET
def camera_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One point with its checks, upkeep and extractions. Nine statements."""
    user: Any = request.user
    day, error = asked_day(request)
    camera = get_visible(
        Camera.objects.with_condition(day).select_related("village__commune", "program"),
        user,
        pk=pk,
    )
    context = {
        "camera": camera, "condition": camera.condition_on(day),
        "condition_words": condition_label(camera, day), "day": day, "error": error,
        "checks": camera.checks.all()[:50], "upkeep": camera.upkeep.all()[:50],
        "extractions": camera.extractions.all()[:50], "may_edit": is_editable(camera, user),
        "gone": _("removed") if camera.removed_on and camera.removed_on <= day else "",
    }  # fmt: skip
    return render(request, "programs/camera.html", context)
