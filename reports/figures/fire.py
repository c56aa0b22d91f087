"""Fire-safe zones: households, equipment still good, exits, drills and inspections."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, Sum

from programs.models import (
    FireDrill,
    FireEquipment,
    FireFinding,
    FireInspection,
    FireSafeZone,
    ZoneHousehold,
)
from reports.figures.base import Frame


@dataclass(frozen=True)
class Household:
    head: str
    house_type: str
    team: str
    extinguishers: int
    expired: int
    has_bell: bool | None
    has_tools: bool | None
    second_exit: str
    trained: int | None


@dataclass(frozen=True)
class Zone:
    """A zone on the cut-off day. `expired` counts extinguishers past their date."""

    id: int
    name: str
    village: str
    since: dt.date
    public_points: int | None
    households: tuple[Household, ...]
    drills: int
    drill_attendance: int | None
    inspections: int
    faults: int | None
    checked_on: dt.date | None
    criteria: tuple[tuple[str, bool], ...]

    @property
    def criteria_met(self) -> int:
        return sum(met for _text, met in self.criteria)

    @property
    def count(self) -> int:
        return len(self.households)

    @property
    def teams(self) -> int:
        return len({household.team for household in self.households if household.team})

    @property
    def in_teams(self) -> int:
        return sum(bool(household.team) for household in self.households)

    @property
    def extinguishers(self) -> int:
        return sum(household.extinguishers for household in self.households)

    @property
    def expired(self) -> int:
        return sum(household.expired for household in self.households)

    @property
    def with_extinguisher(self) -> int:
        return sum(household.extinguishers > household.expired for household in self.households)

    @property
    def with_bell(self) -> int:
        return sum(household.has_bell is True for household in self.households)

    @property
    def with_exit(self) -> int:
        return sum(household.second_exit in ZoneHousehold.EXITS for household in self.households)

    @property
    def exit_unknown(self) -> int:
        unknown = ZoneHousehold.SecondExit.UNKNOWN
        return sum(household.second_exit == unknown for household in self.households)

    @property
    def trained(self) -> int:
        return sum(household.trained or 0 for household in self.households)


def zones(frame: Frame) -> tuple[Zone, ...]:
    """Return the fire-safe zones of the programmes. Six statements."""
    found = list(
        FireSafeZone.objects.filter(program__in=frame.program_ids)
        .on(frame.cut_off)
        .select_related("village")
    )
    if not found:
        return ()
    ids = [zone.pk for zone in found]
    equipment = {
        row["household"]: (row["all"] or 0, row["expired"] or 0)
        for row in FireEquipment.objects.filter(household__zone__in=ids)
        .order_by()
        .values("household")
        .annotate(
            all=Sum("quantity"),
            expired=Sum("quantity", filter=Q(expires_on__lte=frame.cut_off)),
        )
    }
    households: dict[int, list[Household]] = {}
    for row in (
        ZoneHousehold.objects.filter(zone__in=ids)
        .on(frame.cut_off)
        .select_related("inter_family_team")
    ):
        total, expired = equipment.get(row.pk, (0, 0))
        households.setdefault(row.zone_id, []).append(
            Household(
                head=row.head_name,
                house_type=row.house_type,
                team=row.inter_family_team.name if row.inter_family_team else "",
                extinguishers=total,
                expired=expired,
                has_bell=row.has_bell,
                has_tools=row.has_tools,
                second_exit=row.second_exit,
                trained=row.trained_people,
            )
        )
    inside = Q(zone__in=ids, held_on__gte=frame.period.start, held_on__lte=frame.cut_off)
    drills: dict[int, list[int | None]] = {}
    for zone, attendance in FireDrill.objects.filter(inside).values_list("zone_id", "attendance"):
        drills.setdefault(zone, []).append(attendance)
    inspections: dict[int, list[int | None]] = {}
    for zone, faults in FireInspection.objects.filter(inside).values_list("zone_id", "faults"):
        inspections.setdefault(zone, []).append(faults)
    found_by: dict[int, tuple[dt.date, list[tuple[str, bool]]]] = {}
    for zone, held_on, text, met in (
        FireFinding.objects.filter(
            inspection__zone__in=ids, inspection__held_on__lte=frame.cut_off
        )
        .order_by("inspection__held_on", "inspection_id", "criterion__order")
        .values_list("inspection__zone_id", "inspection__held_on", "criterion__text", "met")
    ):  # fmt: skip
        # The latest inspection tells; an earlier one is history.
        if zone not in found_by or found_by[zone][0] != held_on:
            found_by[zone] = (held_on, [])
        found_by[zone][1].append((text, met))
    return tuple(
        Zone(
            id=zone.pk,
            name=zone.name,
            village=zone.village.name,
            since=zone.started_on,
            public_points=zone.public_points,
            households=tuple(households.get(zone.pk, ())),
            drills=len(drills.get(zone.pk, ())),
            drill_attendance=_known(drills.get(zone.pk, [])),
            inspections=len(inspections.get(zone.pk, ())),
            faults=_known(inspections.get(zone.pk, [])),
            checked_on=found_by[zone.pk][0] if zone.pk in found_by else None,
            criteria=tuple(found_by[zone.pk][1]) if zone.pk in found_by else (),
        )
        for zone in found
    )


def _known(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
