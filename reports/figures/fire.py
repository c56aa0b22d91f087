"""Fire-safe zones: households, equipment still good, exits, drills and inspections.

Yes, no and not known are three answers: a share is of those known, and how many are not
known is told beside it. Only extinguishers are extinguishers.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum, Value

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
    """A household on the cut-off day. None: nobody has looked.

    `expired` and `undated` are extinguishers past their date, and those without one.
    """

    head: str
    house_type: str
    team_id: int | None
    team: str
    extinguishers: int | None
    expired: int | None
    undated: int | None
    has_bell: bool | None
    has_tools: bool | None
    second_exit: str
    trained: int | None

    @property
    def exit(self) -> bool | None:
        if self.second_exit == ZoneHousehold.SecondExit.UNKNOWN:
            return None
        return self.second_exit in ZoneHousehold.EXITS

    @property
    def protected(self) -> bool | None:
        """Whether it has an extinguisher still good; not known where only the date tells."""
        if self.extinguishers is None or self.expired is None or self.undated is None:
            return None
        if self.extinguishers > self.expired + self.undated:
            return True
        return None if self.undated else False


@dataclass(frozen=True)
class Share:
    """How many of the households known answer yes, and how many are not known."""

    yes: int
    known: int
    unknown: int

    @classmethod
    def of(cls, answers: Iterable[bool | None]) -> "Share":
        found = list(answers)
        known = [answer for answer in found if answer is not None]
        return cls(sum(known), len(known), len(found) - len(known))

    @property
    def no(self) -> int:
        return self.known - self.yes


@dataclass(frozen=True)
class Known:
    """A sum over those known, None where nobody is; `unknown` are those it lacks."""

    total: int | None
    unknown: int

    @classmethod
    def of(cls, values: Iterable[int | None]) -> "Known":
        found = list(values)
        known = [value for value in found if value is not None]
        return cls(sum(known) if known else None, len(found) - len(known))


@dataclass(frozen=True)
class Zone:
    """A zone on the cut-off day, with the drills and inspections of the period."""

    id: int
    program_id: int
    name: str
    village_id: int
    village: str
    since: dt.date
    public_points: int | None
    households: tuple[Household, ...]
    drills: int
    drill_attendance: Known
    inspections: int
    faults: Known
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
        return len({row.team_id for row in self.households if row.team_id})

    @property
    def in_teams(self) -> int:
        return sum(row.team_id is not None for row in self.households)

    @property
    def extinguishers(self) -> Known:
        return Known.of(row.extinguishers for row in self.households)

    @property
    def expired(self) -> Known:
        return Known.of(row.expired for row in self.households)

    @property
    def undated(self) -> Known:
        return Known.of(row.undated for row in self.households)

    @property
    def protected(self) -> Share:
        return Share.of(row.protected for row in self.households)

    @property
    def bells(self) -> Share:
        return Share.of(row.has_bell for row in self.households)

    @property
    def tools(self) -> Share:
        return Share.of(row.has_tools for row in self.households)

    @property
    def exits(self) -> Share:
        return Share.of(row.exit for row in self.households)

    @property
    def trained(self) -> Known:
        return Known.of(row.trained for row in self.households)


def zones(frame: Frame) -> tuple[Zone, ...]:
    """Return the fire-safe zones of the programmes in villages of the commune. Five statements."""
    found = list(
        FireSafeZone.objects.filter(
            program__in=frame.program_ids, village__in=frame.village_ids
        ).on(frame.cut_off)
    )
    if not found:
        return ()
    order = {village: index for index, village in enumerate(frame.village_ids)}
    found.sort(key=lambda zone: (order[zone.village_id], zone.name, zone.pk))
    named = frame.told_apart([(zone.pk, zone.name, zone.village_id) for zone in found])
    ids = [zone.pk for zone in found]
    extinguisher = Q(kind__in=FireEquipment.EXTINGUISHERS)
    equipment = {
        row["household"]: (row["all"] or 0, row["expired"] or 0, row["undated"] or 0)
        for row in FireEquipment.objects.filter(household__zone__in=ids)
        .order_by()
        .values("household")
        .annotate(
            all=Sum("quantity", filter=extinguisher),
            expired=Sum("quantity", filter=extinguisher & Q(expires_on__lte=frame.cut_off)),
            undated=Sum("quantity", filter=extinguisher & Q(expires_on__isnull=True)),
        )
    }
    rows: dict[int, list[ZoneHousehold]] = {}
    for row in (
        ZoneHousehold.objects.filter(zone__in=ids)
        .on(frame.cut_off)
        .select_related("inter_family_team")
    ):
        rows.setdefault(row.zone_id, []).append(row)
    inside = Q(zone__in=ids, held_on__gte=frame.period.start, held_on__lte=frame.cut_off)
    events: dict[tuple[str, int], list[int | None]] = {}
    for what, zone, number in (
        FireDrill.objects.filter(inside).order_by()
        .values_list(Value("drill"), "zone_id", "attendance")
        .union(
            FireInspection.objects.filter(inside).order_by()
            .values_list(Value("inspection"), "zone_id", "faults"),
            all=True,
        )
    ):  # fmt: skip
        events.setdefault((what, zone), []).append(number)
    looks = _last_looks(frame, ids)
    return tuple(
        Zone(
            id=zone.pk,
            program_id=zone.program_id,
            name=named[zone.pk],
            village_id=zone.village_id,
            village=frame.named(zone.village_id),
            since=zone.started_on,
            public_points=zone.public_points,
            households=_households(rows.get(zone.pk, []), equipment),
            drills=len(events.get(("drill", zone.pk), ())),
            drill_attendance=Known.of(events.get(("drill", zone.pk), ())),
            inspections=len(events.get(("inspection", zone.pk), ())),
            faults=Known.of(events.get(("inspection", zone.pk), ())),
            checked_on=looks[zone.pk][0] if zone.pk in looks else None,
            criteria=tuple(looks[zone.pk][1]) if zone.pk in looks else (),
        )
        for zone in found
    )


def _households(
    rows: list[ZoneHousehold], equipment: dict[int, tuple[int, int, int]]
) -> tuple[Household, ...]:
    """Return the households of a zone.

    Where the zone has a list of equipment, a household that is not on it has none; where
    nobody made one, nothing is known of anybody.
    """
    listed = any(row.pk in equipment for row in rows)
    found = []
    for row in rows:
        owned = equipment.get(row.pk, (0, 0, 0)) if listed else (None, None, None)
        team = row.inter_family_team
        found.append(
            Household(
                head=row.head_name,
                house_type=row.house_type,
                team_id=team.pk if team else None,
                team=team.name if team else "",
                extinguishers=owned[0],
                expired=owned[1],
                undated=owned[2],
                has_bell=row.has_bell,
                has_tools=row.has_tools,
                second_exit=row.second_exit,
                trained=row.trained_people,
            )
        )
    return tuple(found)


def _last_looks(
    frame: Frame, zones: list[int]
) -> dict[int, tuple[dt.date, list[tuple[str, bool]]]]:
    """Return zone -> (day, what was found) of its latest inspection: an earlier one is history."""
    looks: dict[int, tuple[int, dt.date, list[tuple[str, bool]]]] = {}
    for zone, inspection, held_on, text, met in (
        FireFinding.objects.filter(
            inspection__zone__in=zones, inspection__held_on__lte=frame.cut_off
        )
        .order_by("inspection__held_on", "inspection_id", "criterion__order")
        .values_list(
            "inspection__zone_id", "inspection_id", "inspection__held_on", "criterion__text", "met"
        )
    ):
        if zone not in looks or looks[zone][0] != inspection:
            looks[zone] = (inspection, held_on, [])
        looks[zone][2].append((text, met))
    return {zone: (day, found) for zone, (_key, day, found) in looks.items()}
