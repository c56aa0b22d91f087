"""The rows of a register as plain tuples, read with the simplest queries that there are.

Nothing of the product but its models is used here, and nothing but this file by the oracle: what a
row means is decided in the other modules, from the rules.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.apps import apps

Day = dt.date


class Village(NamedTuple):
    id: int
    name: str
    kind: str
    commune: int
    formed_on: Day | None
    dissolved_on: Day | None


class Former(NamedTuple):
    """What a village (or commune) was until a day."""

    village: int | None
    commune: int | None
    name: str
    kind: str
    within: int | None
    ended_on: Day


class Commune(NamedTuple):
    id: int
    name: str
    kind: str
    reporting_day: int


class Program(NamedTuple):
    id: int
    commune: int
    kind: str
    team_kind: str
    name: str


class Site(NamedTuple):
    program: int
    village: int
    started_on: Day
    ended_on: Day | None


class Sheet(NamedTuple):
    id: int
    program: int
    village: int | None
    year: int
    month: int | None
    start: Day
    state: str
    source: str


class Indicator(NamedTuple):
    code: str
    rule: str
    within: str | None


class Team(NamedTuple):
    id: int
    village: int
    kind: str
    founded_on: Day
    dissolved_on: Day | None


class Spell(NamedTuple):
    team: int
    person: int
    role: str
    started_on: Day
    ended_on: Day | None


class Office(NamedTuple):
    person: int
    village: int
    office: str
    started_on: Day
    ended_on: Day | None


class Trusted(NamedTuple):
    id: int
    person: int
    village: int
    standing: str
    started_on: Day
    ended_on: Day | None


class Activity(NamedTuple):
    recognition: int
    kind: str
    held_on: Day
    times: int
    people: int | None
    worth: int | None


class Zone(NamedTuple):
    id: int
    program: int
    village: int
    started_on: Day
    ended_on: Day | None


class Household(NamedTuple):
    id: int
    zone: int
    team: int | None
    has_bell: bool | None
    second_exit: str
    trained: int | None
    started_on: Day
    ended_on: Day | None


class Equipment(NamedTuple):
    household: int
    kind: str
    quantity: int
    expires_on: Day | None


class Camera(NamedTuple):
    id: int
    village: int
    units: int
    installed_on: Day
    removed_on: Day | None
    funding: str
    cost: int | None


class Check(NamedTuple):
    camera: int
    checked_on: Day
    condition: str
    working: int


class Dated(NamedTuple):
    """Something that happened at a zone or a camera: a drill, an inspection, upkeep, an extraction."""

    owner: int
    on: Day
    number: int | None


class Paper(NamedTuple):
    id: int
    commune: int
    kind: str
    issued_on: Day
    subject: str


class Meeting(NamedTuple):
    id: int
    commune: int
    starts_at: dt.datetime


@dataclass
class Books:
    """All rows of the database, by register."""

    communes: list[Commune] = field(default_factory=list)
    villages: list[Village] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)
    #: (commune after, commune before)
    went_up: list[tuple[int, int]] = field(default_factory=list)
    #: (village before, village after, day)
    merged: list[tuple[int, int, Day]] = field(default_factory=list)
    programs: list[Program] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    #: (sheet, indicator) -> value
    values: dict[tuple[int, str], Decimal] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    teams: list[Team] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    trusted: list[Trusted] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    equipment: list[Equipment] = field(default_factory=list)
    drills: list[Dated] = field(default_factory=list)
    inspections: list[Dated] = field(default_factory=list)
    cameras: list[Camera] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    upkeep: list[Dated] = field(default_factory=list)
    extractions: list[Dated] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    #: (meeting, programme)
    reviews: list[tuple[int, int]] = field(default_factory=list)


def read_books() -> Books:
    """Read every register of the database, one plain statement each."""

    def rows(model: str, *fields: str) -> list[tuple]:
        return list(apps.get_model(model)._base_manager.order_by("pk").values_list(*fields))

    spell = ("started_on", "ended_on")
    return Books(
        communes=[
            Commune(*r) for r in rows("members.Commune", "pk", "name", "kind", "reporting_day")
        ],
        villages=[
            Village(*r)
            for r in rows(
                "members.Village", "pk", "name", "kind", "commune_id", "formed_on", "dissolved_on"
            )
        ],
        former=[
            Former(*r)
            for r in rows(
                "members.FormerUnit",
                "village_id",
                "commune_id",
                "name",
                "kind",
                "within_id",
                "ended_on",
            )
        ],
        went_up=[
            (after, before)
            for after, before in rows("members.UnitChange", "communes_to", "communes_from")
            if after and before
        ],
        merged=[
            (before, after, on)
            for before, after, on in rows(
                "members.UnitChange", "villages_from", "villages_to", "effective_on"
            )
            if after and before
        ],
        programs=[
            Program(*r)
            for r in rows(
                "programs.Program", "pk", "commune_id", "kind__code", "kind__team_kind", "name"
            )
        ],
        sites=[Site(*r) for r in rows("programs.ProgramSite", "program_id", "village_id", *spell)],
        sheets=[
            Sheet(*r)
            for r in rows(
                "programs.ResultSheet",
                "pk",
                "program_id",
                "village_id",
                "year",
                "month",
                "period_start",
                "state",
                "source",
            )
        ],
        values={
            (sheet, code): Decimal(str(value))
            for sheet, code, value in rows(
                "programs.ResultValue", "sheet_id", "indicator__code", "value"
            )
        },
        indicators={
            code: Indicator(code, rule, within)
            for code, rule, within in rows("programs.Indicator", "code", "rule", "within__code")
        },
        teams=[
            Team(*r)
            for r in rows("members.Team", "pk", "village_id", "kind", "founded_on", "dissolved_on")
        ],
        spells=[
            Spell(*r) for r in rows("members.Membership", "team_id", "person_id", "role", *spell)
        ],
        offices=[
            Office(*r)
            for r in rows("members.VillageOffice", "person_id", "village_id", "office", *spell)
        ],
        trusted=[
            Trusted(*r)
            for r in rows(
                "programs.TrustedPerson",
                "pk",
                "person_id",
                "person__village_id",
                "standing",
                *spell,
            )
        ],
        activities=[
            Activity(*r)
            for r in rows(
                "programs.TrustedActivity",
                "recognition_id",
                "kind",
                "held_on",
                "times",
                "people",
                "worth",
            )
        ],
        zones=[
            Zone(*r)
            for r in rows("programs.FireSafeZone", "pk", "program_id", "village_id", *spell)
        ],
        households=[
            Household(*r)
            for r in rows(
                "programs.ZoneHousehold",
                "pk",
                "zone_id",
                "inter_family_team_id",
                "has_bell",
                "second_exit",
                "trained_people",
                *spell,
            )
        ],
        equipment=[
            Equipment(*r)
            for r in rows(
                "programs.FireEquipment", "household_id", "kind", "quantity", "expires_on"
            )
        ],
        drills=[Dated(*r) for r in rows("programs.FireDrill", "zone_id", "held_on", "attendance")],
        inspections=[
            Dated(*r) for r in rows("programs.FireInspection", "zone_id", "held_on", "faults")
        ],
        cameras=[
            Camera(*r)
            for r in rows(
                "programs.Camera",
                "pk",
                "village_id",
                "units",
                "installed_on",
                "removed_on",
                "funding",
                "cost",
            )
        ],
        checks=[
            Check(*r)
            for r in rows(
                "programs.CameraCheck", "camera_id", "checked_on", "condition", "working_units"
            )
        ],
        upkeep=[Dated(*r) for r in rows("programs.CameraUpkeep", "camera_id", "done_on", "cost")],
        extractions=[
            Dated(owner, on, int(bool(helped)))
            for owner, on, helped in rows(
                "programs.CameraExtraction", "camera_id", "extracted_on", "case_clarified"
            )
        ],
        papers=[
            Paper(*r)
            for r in rows("members.Paper", "pk", "commune_id", "kind", "issued_on", "subject")
        ],
        meetings=[Meeting(*r) for r in rows("meetings.Meeting", "pk", "commune_id", "starts_at")],
        reviews=[
            (meeting, program)
            for meeting, program in rows("meetings.Meeting", "pk", "programs")
            if program
        ],
    )
