"""Trusted persons, fire-safe zones, cameras, money, papers and meetings in plain loops. Rules (j), (l), (o)."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.oracle.books import Activity, Books, Camera, Check, Equipment, Household
from tests.oracle.force import lasts
from tests.oracle.results import Question

#: a look at a camera older than this says nothing of the day
FRESH = dt.timedelta(days=90)
EXTINGUISHERS = ("powder", "co2")
ANSWERED = {"yes": True, "cage_opened": True, "no": False}


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Half up, as Excel and offices do. Rule (m)."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True)
class Look:
    """A commune's villages, looked at from the first day to the cut-off day, both included."""

    books: Books
    villages: tuple[int, ...]
    start: dt.date
    cut_off: dt.date

    def within(self, day: dt.date) -> bool:
        return self.start <= day <= self.cut_off

    # -- trusted persons ---------------------------------------------------------------------

    def trusted(self, village: int | None = None) -> int:
        """People, once each, with a recognition in force on the cut-off day."""
        return len(
            {
                row.person
                for row in self.books.trusted
                if row.village in self.villages
                and village in (None, row.village)
                and lasts((row.started_on, row.ended_on), self.cut_off)
            }
        )

    def activities(self, kind: str) -> list[Activity]:
        own = {row.id for row in self.books.trusted if row.village in self.villages}
        return [
            row
            for row in self.books.activities
            if row.recognition in own and row.kind == kind and self.within(row.held_on)
        ]

    def times(self, kind: str) -> int:
        return sum(row.times for row in self.activities(kind))

    def gifts_worth(self) -> int | None:
        known = [row.worth for row in self.activities("visit") if row.worth is not None]
        return sum(known) if known else None

    # -- fire-safe zones ---------------------------------------------------------------------

    def households(self, zone: int) -> list[Household]:
        return [
            row
            for row in self.books.households
            if row.zone == zone and lasts((row.started_on, row.ended_on), self.cut_off)
        ]

    def _equipment(self, household: int) -> list[Equipment]:
        return [
            row
            for row in self.books.equipment
            if row.household == household and row.kind in EXTINGUISHERS
        ]

    def extinguishers(self, zone: int) -> int:
        return sum(
            row.quantity for home in self.households(zone) for row in self._equipment(home.id)
        )

    def expired(self, zone: int) -> int:
        return sum(
            row.quantity
            for home in self.households(zone)
            for row in self._equipment(home.id)
            if row.expires_on is not None and row.expires_on <= self.cut_off
        )

    def undated(self, zone: int) -> int:
        return sum(
            row.quantity
            for home in self.households(zone)
            for row in self._equipment(home.id)
            if row.expires_on is None
        )

    def exits(self, zone: int) -> tuple[int, int]:
        """(with a second way out, of how many it is known)."""
        answers = [
            ANSWERED[row.second_exit]
            for row in self.households(zone)
            if row.second_exit in ANSWERED
        ]
        return sum(answers), len(answers)

    def bells(self, zone: int) -> tuple[int, int]:
        answers = [row.has_bell for row in self.households(zone) if row.has_bell is not None]
        return sum(answers), len(answers)

    def good_extinguisher(self, zone: int) -> tuple[int, int]:
        """(households with one still good, of how many that is known).

        A household whose only ones bear no day is not known; one without any has none. Where the zone
        has no list of equipment at all, nothing is known of anybody.
        """
        held = known = 0
        homes = {home.id for home in self.households(zone)}
        if not any(row.household in homes for row in self.books.equipment):
            return 0, 0
        for home in self.households(zone):
            days = [row.expires_on for row in self._equipment(home.id)]
            if any(day is not None and day > self.cut_off for day in days):
                held, known = held + 1, known + 1
            elif None not in days:
                known += 1
        return held, known

    def trained(self, zone: int) -> int | None:
        known = [row.trained for row in self.households(zone) if row.trained is not None]
        return sum(known) if known else None

    def in_teams(self, zone: int) -> tuple[int, int]:
        """(households in an inter-family team, teams)."""
        own = [row.team for row in self.households(zone) if row.team is not None]
        return len(own), len(set(own))

    def drills(self, zone: int) -> int:
        return sum(row.owner == zone and self.within(row.on) for row in self.books.drills)

    def inspections(self, zone: int) -> int:
        return sum(row.owner == zone and self.within(row.on) for row in self.books.inspections)

    # -- cameras -----------------------------------------------------------------------------

    def cameras(self) -> list[Camera]:
        return [
            row
            for row in self.books.cameras
            if row.village in self.villages
            and lasts((row.installed_on, row.removed_on), self.cut_off)
        ]

    def _last_look(self, camera: Camera) -> Check | None:
        looks = [
            row
            for row in self.books.checks
            if row.camera == camera.id and row.checked_on <= self.cut_off
        ]
        if not looks:
            return None
        last = max(looks, key=lambda row: row.checked_on)
        return last if self.cut_off - last.checked_on <= FRESH else None

    def units(self) -> int:
        return sum(camera.units for camera in self.cameras())

    def units_by(self) -> dict[str, int]:
        """Units good, blurred, broken, unverified; of a good point those that do not work are broken."""
        found = {"good": 0, "blurred": 0, "broken": 0, "unverified": 0}
        for camera in self.cameras():
            look = self._last_look(camera)
            if look is None:
                found["unverified"] += camera.units
            elif look.condition == "good":
                working = min(look.working, camera.units)
                found["good"] += working
                found["broken"] += camera.units - working
            else:
                found[look.condition] += camera.units
        return found

    def extractions(self) -> tuple[int, int]:
        """(extractions, those that helped to clear up a case)."""
        own = {row.id for row in self.books.cameras if row.village in self.villages}
        rows = [row for row in self.books.extractions if row.owner in own and self.within(row.on)]
        return len(rows), sum(row.number or 0 for row in rows)

    def upkeep(self) -> tuple[int, int | None]:
        own = {row.id for row in self.books.cameras if row.village in self.villages}
        rows = [row for row in self.books.upkeep if row.owner in own and self.within(row.on)]
        known = [row.number for row in rows if row.number is not None]
        return len(rows), sum(known) if known else None

    def camera_cost(self, funding: str | None = None) -> int | None:
        """What the points that stand have cost, of one funding or of any."""
        known = [
            row.cost
            for row in self.cameras()
            if row.cost is not None and funding in (None, row.funding)
        ]
        return sum(known) if known else None


def money(questions: list[Question], code: str) -> Decimal | None:
    """Money of an indicator over all programmes of the report; each sheet once."""
    known = [total for question in questions if (total := question.total(code)) is not None]
    return sum(known, Decimal(0)) if known else None


def meetings(
    books: Books,
    communes: set[int],
    programs: set[int],
    start: dt.date,
    cut_off: dt.date,
    hours: int = 7,
) -> list[int]:
    """Meetings of the span that review one of the programmes (days are those of Viet Nam)."""
    shift = dt.timedelta(hours=hours)
    return [
        row.id
        for row in books.meetings
        if row.commune in communes
        and start <= (row.starts_at + shift).date() <= cut_off
        and any((row.id, program) in books.reviews for program in programs)
    ]
