"""Reads of the camera network: installed is not working, and an old look is no look."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from documents.tree import Chart, Series
from members.models import Village
from programs.models import Camera, CameraCheck
from programs.models.cameras import STALE


@dataclass(frozen=True)
class Network:
    """Units of some points on a day: installed, seen working within 90 days, seen down, not looked at.

    `working` and `down` are None where nobody looked at any: not known is not 0.
    """

    points: int
    units: int
    working: int | None
    down: int | None
    unverified: int

    @property
    def seen(self) -> int:
        """The units looked at, of which those working are a share; all of them where none was."""
        return self.units - self.unverified or self.units


def cameras_seen(user: Any, day: dt.date) -> Any:
    """Return the points standing on a day that the user may see, with their last condition."""
    return (
        Camera.objects.visible_to(user).standing_on(day).with_condition(day)
        .select_related("village__commune").order_by("village__sort_key", "name", "pk")
    )  # fmt: skip


def network_of(cameras: Iterable[Camera], day: dt.date) -> Network:
    """Add points up; they came `with_condition`. No statement."""
    points = units = working = down = unverified = 0
    for camera in cameras:
        points += 1
        units += camera.units
        if camera.condition_on(day):
            working += camera.working_on(day)
            down += camera.units - camera.working_on(day)
        else:
            unverified += camera.units
    if units == unverified:
        return Network(points, units, None, None, unverified)
    return Network(points, units, working, down, unverified)


def through_years(user: Any, day: dt.date, *, years: int = 8) -> Chart | None:
    """Return units installed and units seen working at each year's end. Two statements.

    A year in which no point was looked at within 90 days before its end has no working
    figure: not known is not zero.
    """
    cameras = list(Camera.objects.visible_to(user).filter(installed_on__lte=day))
    if not cameras:
        return None
    checks: dict[int, list[tuple[dt.date, int]]] = {}
    for key, checked_on, working in (
        CameraCheck.objects.visible_to(user).filter(checked_on__lte=day)
        .order_by("checked_on").values_list("camera_id", "checked_on", "working_units")
    ):  # fmt: skip
        checks.setdefault(key, []).append((checked_on, working))
    first = max(min(row.installed_on for row in cameras).year, day.year - years + 1)
    installed: list[Decimal | None] = []
    seen: list[Decimal | None] = []
    for year in range(first, day.year + 1):
        end = min(dt.date(year, 12, 31), day)
        there = [camera for camera in cameras if camera.stands_on(end)]
        installed.append(Decimal(sum(camera.units for camera in there)))
        known = []
        for camera in there:
            looks = [row for row in checks.get(camera.pk, []) if end - STALE <= row[0] <= end]
            if looks:
                known.append(min(looks[-1][1], camera.units))
        seen.append(Decimal(sum(known)) if known else None)
    return Chart(
        "Số mắt camera lắp đặt và hoạt động cuối mỗi năm", "columns", "mắt",
        tuple(str(year) for year in range(first, day.year + 1)),
        (Series("Lắp đặt", tuple(installed)), Series("Hoạt động", tuple(seen))),
        alt="Số mắt camera lắp đặt và số mắt được kiểm tra thấy hoạt động, theo năm.",
    )  # fmt: skip


def as_geojson(cameras: Iterable[Camera], day: dt.date) -> dict[str, Any]:
    """Return the points whose place is known as GeoJSON (RFC 7946): longitude before latitude."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": camera.pk,
                "geometry": {
                    "type": "Point",
                    "coordinates": [float(camera.longitude), float(camera.latitude)],
                },
                "properties": {
                    "name": camera.name, "village": camera.village.name, "units": camera.units,
                    "condition": camera.condition_on(day) or "unverified",
                    "condition_label": condition_label(camera, day),
                    "checked_on": camera.seen_on.isoformat() if camera.seen_on else None,  # type: ignore[attr-defined]
                },
            }
            for camera in cameras
            if camera.latitude is not None and camera.longitude is not None
        ],
    }  # fmt: skip


def village_centres(villages: Iterable[Village], cameras: Iterable[Camera]) -> list[dict[str, Any]]:
    """Return where to write the villages' names: their centre, or the middle of their points."""
    points: dict[int, list[tuple[float, float]]] = {}
    for camera in cameras:
        if camera.latitude is not None and camera.longitude is not None:
            at = (float(camera.latitude), float(camera.longitude))
            points.setdefault(camera.village_id, []).append(at)
    found = []
    for village in villages:
        if village.latitude is not None and village.longitude is not None:
            centre = [float(village.latitude), float(village.longitude)]
        elif known := points.get(village.pk):
            centre = [sum(axis) / len(known) for axis in zip(*known, strict=True)]
        else:
            continue
        found.append({"name": village.name, "at": centre})
    return found


def condition_label(camera: Camera, day: dt.date) -> str:
    """Return the condition as people say it, "not looked at" for none of the last 90 days."""
    condition = camera.condition_on(day)
    return (
        str(CameraCheck.Condition(condition).label) if condition else _("not looked at for 90 days")
    )
