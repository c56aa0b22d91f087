"""The camera network: installed is not working, and an old look is no look."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BigIntegerField, Case, Value, When
from django.db.models.functions import Cast

from common.periods import Period
from programs.models import Camera, CameraCheck, CameraExtraction, CameraUpkeep
from reports.figures.base import Frame, add
from reports.figures.base import Value as Amount


@dataclass(frozen=True)
class Point:
    """A point of the register; `working` is None where no look of the last 90 days tells."""

    name: str
    village_id: int
    village: str
    units: int
    installed_on: dt.date
    funding: str
    cost: int | None
    manager: str
    owner: str
    condition: str
    checked_on: dt.date | None
    working: int | None


@dataclass(frozen=True)
class Spent:
    """Money on one day from one source; `cost` None where nobody wrote it down."""

    on: dt.date
    funding: str
    cost: int | None


@dataclass(frozen=True)
class Cameras:
    """Points and units on the cut-off day; units by their last seen condition.

    `good` + `blurred` + `broken` = `seen`, the units looked at within 90 days, and `seen` +
    `unverified` = `units`. Costs are of the points that stand; `cost_unknown` counts those
    whose cost nobody wrote down. `built` and `kept` are the money of the period, also on
    points that are gone.
    """

    points: tuple[Point, ...]
    units: int
    good: int
    blurred: int
    broken: int
    unverified: int
    installed: int
    cost: Amount
    cost_community: Amount
    cost_unknown: int
    extractions: int
    cases_clarified: int
    cases_unknown: int
    upkeep: int
    built: tuple[Spent, ...]
    kept: tuple[Spent, ...]

    @property
    def seen(self) -> int:
        return self.units - self.unverified

    @property
    def upkeep_cost(self) -> Amount:
        return _sum(row.cost for row in self.kept)


def cameras(frame: Frame) -> Cameras | None:
    """Return the cameras of the commune, None without such a programme. Two statements."""
    if not any(program.kind.code == "cameras" for program in frame.programs):
        return None
    counted = Period.inclusive(frame.period.start, frame.cut_off)
    every = list(
        Camera.objects.filter(village__in=frame.village_ids, installed_on__lte=frame.cut_off)
        .with_condition(frame.cut_off)
    )  # fmt: skip
    order = {village: index for index, village in enumerate(frame.village_ids)}
    every.sort(key=lambda camera: (order[camera.village_id], camera.name, camera.pk))
    inside = {"camera__village__in": frame.village_ids}
    clarified = Case(
        When(case_clarified=True, then=1), When(case_clarified=False, then=0),
        output_field=BigIntegerField(),
    )  # fmt: skip
    taken: list[int | None] = []
    kept: list[Spent] = []
    for what, day, number in (
        CameraUpkeep.objects.filter(**inside, done_on__gte=counted.start, done_on__lt=counted.end)
        .order_by()
        .values_list(Value("upkeep"), "done_on", Cast("cost", output_field=BigIntegerField()))
        .union(
            CameraExtraction.objects.filter(
                **inside, extracted_on__gte=counted.start, extracted_on__lt=counted.end
            )
            .order_by()
            .values_list(Value("extraction"), "extracted_on", clarified),
            all=True,
        )
    ):
        if what == "upkeep":
            kept.append(Spent(day, "", number))
        else:
            taken.append(number)
    points = tuple(_point(frame, camera) for camera in every if camera.stands_on(frame.cut_off))
    by_condition: Counter[str] = Counter()
    for point in points:
        if point.condition == CameraCheck.Condition.GOOD:
            # A good point may still have a unit that does not work.
            by_condition[point.condition] += point.working or 0
            by_condition[CameraCheck.Condition.BROKEN] += point.units - (point.working or 0)
        else:
            by_condition[point.condition] += point.units

    return Cameras(
        points=points,
        units=sum(point.units for point in points),
        good=by_condition[CameraCheck.Condition.GOOD],
        blurred=by_condition[CameraCheck.Condition.BLURRED],
        broken=by_condition[CameraCheck.Condition.BROKEN],
        unverified=by_condition[""],
        installed=sum(p.units for p in points if p.installed_on in counted),
        cost=_sum(point.cost for point in points),
        cost_community=_sum(
            point.cost for point in points if point.funding == Camera.Funding.COMMUNITY
        ),
        cost_unknown=sum(point.cost is None for point in points),
        extractions=len(taken),
        cases_clarified=taken.count(1),
        cases_unknown=taken.count(None),
        upkeep=len(kept),
        built=tuple(
            Spent(camera.installed_on, camera.funding, camera.cost)
            for camera in every
            if camera.installed_on in counted
        ),
        kept=tuple(kept),
    )


def _sum(costs: Iterable[int | None]) -> Amount:
    return add(Decimal(cost) if cost is not None else None for cost in costs)


def _point(frame: Frame, camera: Camera) -> Point:
    condition = camera.condition_on(frame.cut_off)
    return Point(
        name=camera.name,
        village_id=camera.village_id,
        village=frame.named(camera.village_id),
        units=camera.units,
        installed_on=camera.installed_on,
        funding=camera.funding,
        cost=camera.cost,
        manager=camera.manager,
        owner=camera.owner,
        condition=condition,
        checked_on=camera.seen_on,  # type: ignore[attr-defined]
        working=camera.working_on(frame.cut_off) if condition else None,
    )
