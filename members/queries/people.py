"""People: found, ordered, and their service over the years."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, When

from common.dates import short_date
from members.models import Person


def people_found(
    user: Any, *, text: str, village: int | None, serving: bool, order: str, day: dt.date
) -> QuerySet[Person]:
    """Return the people a user may see, narrowed and ordered.

    `order` "village" or "service" (longest first), else by given name. Each
    person who serves carries `serving_since`, the day of joining in any role.
    One statement when read.
    """
    today = Q(memberships__started_on__lte=day) & (
        Q(memberships__ended_on__isnull=True) | Q(memberships__ended_on__gt=day)
    )
    people = (
        Person.objects.visible_to(user)
        .matching(text)
        .select_related("village__commune")
        .annotate(
            serving=Count("memberships", filter=today),
            first_joined=Min("memberships__started_on"),
        )
        .annotate(serving_since=Case(When(serving__gt=0, then=F("first_joined"))))
    )
    if village is not None:
        people = people.filter(village=village)
    if serving:
        people = people.filter(serving_since__isnull=False)
    keys = {
        "village": ("village__sort_key", "sort_key", "pk"),
        "service": (F("serving_since").asc(nulls_last=True), "sort_key", "pk"),
    }.get(order, ("sort_key", "birth_date", "pk"))
    return people.order_by(*keys)


@dataclass(frozen=True)
class Band:
    """A spell in a lane of the timeline; `left` and `width` in thousandths of its length."""

    left: int
    width: int
    label: str
    lasting: bool


@dataclass(frozen=True)
class Lane:
    title: str
    bands: tuple[Band, ...]


def lanes_of(person: Person, day: dt.date) -> dict[str, Any]:
    """Return a person's service as lanes over the years: one a team, one an office.

    The caller's person came through `visible_to`. Two statements.
    """
    spells: dict[str, list[tuple[dt.date, dt.date | None, str]]] = {}
    for row in person.memberships.select_related("team").order_by("started_on"):
        spells.setdefault(row.team.name, []).append(
            (row.started_on, row.ended_on, row.get_role_display())
        )
    for office in person.offices.select_related("village").order_by("started_on"):
        title = office.title or office.get_office_display()
        spells.setdefault(f"{title}, {office.village.name}", []).append(
            (office.started_on, office.ended_on, title)
        )
    starts = [start for rows in spells.values() for start, _end, _label in rows]
    if not starts:
        return {"lanes": [], "years": []}
    first = dt.date(min(starts).year, 1, 1)
    length = max((day - first).days, 365)

    def place(at: dt.date) -> int:
        return min(max(round(1000 * (at - first).days / length), 0), 1000)

    lanes = [
        Lane(
            title,
            tuple(
                Band(
                    place(start),
                    max(place(end or day) - place(start), 4),
                    f"{label}: {short_date(start)} - {short_date(end) if end else '…'}",
                    end is None,
                )
                for start, end, label in rows
            ),
        )
        for title, rows in spells.items()
    ]
    step = max(1, (day.year - first.year) // 6)
    years = [(place(dt.date(y, 1, 1)), y) for y in range(first.year, day.year + 1, step)]
    return {"lanes": lanes, "years": years}
