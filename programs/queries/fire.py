"""Reads of fire-safe zones: what they have, what expires, what lapses."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Max, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _

from common.dates import short_date
from common.models import lasting
from programs.models import (
    FireDrill,
    FireEquipment,
    FireInspection,
    FireSafeZone,
    ZoneHousehold,
)
from programs.models.fire import DRILL_EVERY, HOUSES_OF_A_TEAM, SOON


def cared_for(user: Any, day: dt.date) -> Any:
    """Return the zones of a day that the user may see, with `drilled_on` and `inspected_on`."""
    return (
        FireSafeZone.objects.visible_to(user).on(day)
        .annotate(
            drilled_on=Subquery(_last(FireDrill, day)),
            inspected_on=Subquery(_last(FireInspection, day)),
        )
        .select_related("village__commune", "program").order_by("village__sort_key", "name", "pk")
    )  # fmt: skip


def zones_seen(user: Any, day: dt.date) -> Any:
    """Return them with counts of their households: `homes`, `in_teams`, `with_bell`,
    `with_exit`; `pieces` and `expired` of extinguishers.

    None where nothing is known: no household entered, nobody asked, no equipment listed.
    """
    on = lasting(day, "households__")
    equipment = (
        FireEquipment.objects.filter(household__zone=OuterRef("pk")).in_use_on(day).order_by()
    )
    extinguisher = Q(kind__in=FireEquipment.EXTINGUISHERS)

    def pieces(asked: Q) -> Any:
        total = equipment.values("household__zone").annotate(
            n=Coalesce(Sum("quantity", filter=asked), 0)
        )
        return Subquery(total.values("n"))

    def known(answered: Q, yes: Q) -> Any:
        nobody = Count("households", filter=on & answered)
        return Case(
            When(GreaterThan(nobody, 0), then=Count("households", filter=on & yes)), default=None
        )

    exits = Q(households__second_exit__in=ZoneHousehold.EXITS)
    asked = ~Q(households__second_exit=ZoneHousehold.SecondExit.UNKNOWN)
    return cared_for(user, day).annotate(
        homes=NullIf(Count("households", filter=on), Value(0)),
        in_teams=Count("households", filter=on & Q(households__inter_family_team__isnull=False)),
        with_bell=known(Q(households__has_bell__isnull=False), Q(households__has_bell=True)),
        with_exit=known(asked, exits),
        pieces=pieces(extinguisher),
        expired=pieces(extinguisher & Q(expires_on__lte=day)),
    )


def _last(model: Any, day: dt.date) -> Any:
    rows = model.objects.filter(zone=OuterRef("pk"), held_on__lte=day).order_by()
    return rows.values("zone").annotate(last=Max("held_on")).values("last")


@dataclass(frozen=True)
class Lapse:
    """Something of a zone that is past its day, or will be within 60 days."""

    zone: FireSafeZone
    what: str
    day: dt.date | None
    is_past: bool


def lapses(user: Any, day: dt.date, **within: Any) -> list[Lapse]:
    """Return what expires or lapses within 60 days, the most urgent first. Two statements.

    `within` narrows the zones by lookups, e.g. to a village.

    Extinguishers by the day until which they are good; drills and inspections a year after
    the last, at once where there was none.
    """
    zones = {zone.pk: zone for zone in cared_for(user, day).filter(**within)}
    found = []
    groups: Counter[tuple[int, dt.date]] = Counter()
    for zone, expires, quantity in (
        FireEquipment.objects.visible_to(user).expiring(day)
        .filter(household__zone__in=zones, kind__in=FireEquipment.EXTINGUISHERS)
        .order_by().values_list("household__zone_id", "expires_on", "quantity")
    ):  # fmt: skip
        groups[(zone, expires)] += quantity
    for (zone, expires), quantity in groups.items():
        text = _("%(count)d extinguishers, good until %(day)s") % {
            "count": quantity, "day": short_date(expires),
        }  # fmt: skip
        found.append(Lapse(zones[zone], text, expires, expires <= day))
    for row in zones.values():
        for last, never, again in (
            (row.drilled_on, _("no drill yet"), _("last drill on %(day)s")),
            (row.inspected_on, _("no inspection yet"), _("last inspection on %(day)s")),
        ):
            due = (last or row.started_on) + DRILL_EVERY
            if due <= day + SOON:
                text = again % {"day": short_date(last)} if last else never
                found.append(Lapse(row, text, due, due <= day))
    return sorted(found, key=lambda lapse: (lapse.day or dt.date.min, lapse.zone.pk))


def small_teams(households: Iterable[ZoneHousehold]) -> list[tuple[str, int]]:
    """Return inter-family teams of fewer than five houses, with how many they have. No statement."""
    counts = Counter(
        row.inter_family_team.name for row in households if row.inter_family_team is not None
    )
    return sorted((name, count) for name, count in counts.items() if count < HOUSES_OF_A_TEAM)
