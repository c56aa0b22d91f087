"""Trusted persons: how many on the cut-off day, who came and went, what they did."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from common.periods import Period
from programs.models import TrustedActivity, TrustedPerson
from reports.figures.base import Frame

#: day, times, attendance, worth
Done = tuple[dt.date, int, int | None, int | None]


@dataclass(frozen=True)
class Activity:
    """What trusted persons did in the period, of one kind.

    `people` is the attendance as far as it is known, None where it is nowhere;
    `unknown` counts the entries without it.
    """

    kind: str
    times: int
    people: int | None
    unknown: int


@dataclass(frozen=True)
class Gifts:
    """Visits and gifts of the period: how often, worth what, how many without a worth.

    `given` has the day and the worth of each, None where nobody wrote it down.
    """

    times: int
    worth: Decimal | None
    unknown: int
    given: tuple[tuple[dt.date, int | None], ...]


@dataclass(frozen=True)
class Trusted:
    """Trusted persons on the cut-off day: how many, of what standing, who came and went.

    Each person counts once; a recognition that follows on another without a break is no
    new one.
    """

    count: int
    by_standing: tuple[tuple[str, int], ...]
    by_village: tuple[tuple[str, int], ...]
    recognised: int
    removed: int
    activities: tuple[Activity, ...]
    gifts: Gifts


def trusted(frame: Frame) -> Trusted | None:
    """Return the trusted persons of the commune, None without such a programme. Two statements."""
    if not any(program.kind.code == "trusted_persons" for program in frame.programs):
        return None
    counted = Period.inclusive(frame.period.start, frame.cut_off)
    rows = list(
        TrustedPerson.objects.filter(
            person__village__in=frame.village_ids, started_on__lte=frame.cut_off
        )
        .order_by("started_on", "pk")
        .select_related("person")
    )
    current = {row.person_id: row for row in rows if row.lasts_on(frame.cut_off)}
    begun = {(row.person_id, row.started_on) for row in rows}
    ended = {(row.person_id, row.ended_on) for row in rows if row.ended_on}
    by_village = Counter(row.person.village_id for row in current.values())
    by_kind: dict[str, list[Done]] = {}
    for kind, day, times, attended, worth in (
        TrustedActivity.objects.filter(recognition__person__village__in=frame.village_ids)
        .in_period(counted)
        .order_by()
        .values_list("kind", "held_on", "times", "people", "worth")
    ):
        by_kind.setdefault(kind, []).append((day, times, attended, worth))
    visits = by_kind.pop(TrustedActivity.Kind.VISIT, [])
    known = [worth for *_rest, worth in visits if worth is not None]
    return Trusted(
        count=len(current),
        by_standing=tuple(Counter(row.standing for row in current.values()).most_common()),
        by_village=tuple((place.name, by_village[place.id]) for place in frame.standing),
        recognised=len(
            {person for person, day in begun if day in counted and (person, day) not in ended}
        ),
        removed=len(
            {
                (person, day)
                for person, day in ended
                if counted.start < day <= frame.cut_off and (person, day) not in begun
            }
        ),
        activities=tuple(
            _activity(kind, by_kind[kind])
            for kind in TrustedActivity.Kind.values
            if kind in by_kind
        ),
        gifts=Gifts(
            times=sum(times for _day, times, *_rest in visits),
            worth=Decimal(sum(known)) if known else None,
            unknown=len(visits) - len(known),
            given=tuple((day, worth) for day, _times, _attended, worth in visits),
        ),
    )


def _activity(kind: str, rows: list[Done]) -> Activity:
    people = [attended for _day, _times, attended, _worth in rows if attended is not None]
    return Activity(
        kind=kind,
        times=sum(times for _day, times, *_rest in rows),
        people=sum(people) if people else None,
        unknown=len(rows) - len(people),
    )
