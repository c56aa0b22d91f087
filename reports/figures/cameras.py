"""The camera network: installed is not working, and an old look is no look."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from programs.models import Camera, CameraCheck, CameraExtraction, CameraUpkeep
from reports.figures.base import Frame, Value


@dataclass(frozen=True)
class Point:
    name: str
    village: str
    units: int
    installed_on: dt.date
    funding: str
    cost: int | None
    manager: str
    owner: str
    condition: str
    checked_on: dt.date | None
    working: int


@dataclass(frozen=True)
class Cameras:
    """Points and units on the cut-off day; units by their last seen condition."""

    points: tuple[Point, ...]
    units: int
    good: int
    blurred: int
    broken: int
    unverified: int
    installed: int
    cost: Value
    cost_community: Value
    extractions: int
    cases_clarified: int
    upkeep: int
    upkeep_cost: Value
    units_by_year: tuple[Value, ...]


def cameras(frame: Frame) -> Cameras | None:
    """Return the cameras of the commune, None without such a programme. Three statements."""
    if not any(program.kind.code == "cameras" for program in frame.programs):
        return None
    villages = [village.id for village in frame.villages]
    every = list(
        Camera.objects.filter(village__in=villages, installed_on__lte=frame.cut_off)
        .with_condition(frame.cut_off).select_related("village")
    )  # fmt: skip
    standing = [camera for camera in every if camera.stands_on(frame.cut_off)]
    taken = CameraExtraction.objects.filter(
        camera__village__in=villages,
        extracted_on__gte=frame.period.start,
        extracted_on__lte=frame.cut_off,
    ).aggregate(count=Count("pk"), cases=Count("pk", filter=Q(case_clarified=True)))
    kept = CameraUpkeep.objects.filter(
        camera__village__in=villages,
        done_on__gte=frame.period.start,
        done_on__lte=frame.cut_off,
    ).aggregate(count=Count("pk"), cost=Sum("cost"))
    points = tuple(_point(camera, frame.cut_off) for camera in standing)
    by_condition: Counter[str] = Counter()
    for point in points:
        if point.condition == CameraCheck.Condition.GOOD:
            # A good point may still have a unit that does not work.
            by_condition[point.condition] += point.working
            by_condition[CameraCheck.Condition.BROKEN] += point.units - point.working
        else:
            by_condition[point.condition] += point.units
    costs = [Decimal(point.cost) for point in points if point.cost is not None]
    community = [
        Decimal(point.cost)
        for point in points
        if point.cost is not None and point.funding == Camera.Funding.COMMUNITY
    ]

    def units_on(day: dt.date) -> Decimal:
        return Decimal(sum(camera.units for camera in every if camera.stands_on(day)))

    return Cameras(
        points=points,
        units=sum(point.units for point in points),
        good=by_condition[CameraCheck.Condition.GOOD],
        blurred=by_condition[CameraCheck.Condition.BLURRED],
        broken=by_condition[CameraCheck.Condition.BROKEN],
        unverified=by_condition[""],
        installed=sum(p.units for p in points if p.installed_on in frame.period),
        cost=sum(costs, Decimal(0)) if costs else None,
        cost_community=sum(community, Decimal(0)) if community else None,
        extractions=taken["count"],
        cases_clarified=taken["cases"],
        upkeep=kept["count"],
        upkeep_cost=Decimal(kept["cost"]) if kept["cost"] is not None else None,
        units_by_year=tuple(units_on(frame.year_end(year)) for year in frame.years),
    )


def _point(camera: Camera, day: dt.date) -> Point:
    return Point(
        name=camera.name,
        village=camera.village.name,
        units=camera.units,
        installed_on=camera.installed_on,
        funding=camera.funding,
        cost=camera.cost,
        manager=camera.manager,
        owner=camera.owner,
        condition=camera.condition_on(day),
        checked_on=camera.seen_on,  # type: ignore[attr-defined]
        working=camera.working_on(day),
    )
