"""People: found, ordered, and their service over the years."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, Min, OuterRef, QuerySet, Subquery, When

from common.dates import PartialDate, Precision, short_date
from members.models import Membership, Person, Team


def people_found(
    user: Any, *, text: str, village: int | None, serving: bool, order: str, day: dt.date
) -> QuerySet[Person]:
    """Return the people a user may see, narrowed and ordered.

    `order` "village" or "service" (longest first), else by given name. One
    statement when read.
    """
    spells = Membership.objects.filter(person=OuterRef("pk")).order_by()
    first = spells.values("person").annotate(first=Min("started_on")).values("first")
    people = (
        Person.objects.visible_to(user)
        .matching(text)
        .select_related("village")
        .only(
            "full_name",
            "sex",
            "birth_date",
            "birth_precision",
            "citizen_id_encrypted",
            "citizen_id_tail",
            "phone",
            "sort_key",
            "village__name",
        )
    )
    if village is not None:
        people = people.filter(village=village)
    if serving:
        people = people.filter(Exists(spells.on(day)))
    if order == "service":
        people = people.annotate(
            serving_since=Case(When(Exists(spells.on(day)), then=Subquery(first)))
        )
    keys: tuple[Any, ...] = {
        "village": ("village__sort_key", "sort_key", "pk"),
        "service": (F("serving_since").asc(nulls_last=True), "sort_key", "pk"),
    }.get(order, ("sort_key", "birth_date", "pk"))
    return people.order_by(*keys)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list, ready to print: the page is asked for with every letter typed."""

    pk: int
    full_name: str
    born: str
    village: str
    phone: str
    citizen_id: str
    since: str


def serving_since(people: Any, day: dt.date) -> dict[int, dt.date]:
    """Return the day of first joining, by person, of those who serve on a day. One statement.

    `people` are keys, or a queryset of keys where there are many.
    """
    first: dict[int, dt.date] = {}
    serving = set()
    spells = Membership.objects.filter(person__in=people).order_by()
    for person, start, end in spells.values_list("person_id", "started_on", "ended_on"):
        first[person] = min(start, first.get(person, start))
        if start <= day and (end is None or end > day):
            serving.add(person)
    return {person: start for person, start in first.items() if person in serving}


def posts_on(people: Any, day: dt.date) -> dict[int, tuple[str, str]]:
    """Return team and role on a day, by person, of those who serve; the self-managed team first.

    `people` are keys, or a queryset of keys where there are many. One statement.
    """
    roles = {value: str(label).capitalize() for value, label in Membership.Role.choices}
    spells = Membership.objects.serving_on(day).filter(person__in=people)
    rows = spells.order_by("pk").values_list("person_id", "team__kind", "team__name", "role")
    found: dict[int, tuple[str, str]] = {}
    for person, kind, team, role in rows:
        if person not in found or kind == Team.Kind.SELF_MANAGED:
            found[person] = (team, roles[role])
    return found


def rows_of(people: QuerySet[Person], day: dt.date) -> list[PersonRow]:
    """Return a page of `people_found` as lines. Two statements, no model instances."""
    found = list(
        people.values_list(
            "pk", "full_name", "birth_date", "birth_precision", "village__name", "phone",
            "citizen_id_tail",
        )
    )  # fmt: skip
    since = serving_since([row[0] for row in found], day)
    return [
        PersonRow(
            pk, name, str(PartialDate(born, Precision(precision))) if born else "–", village,
            phone or "–", f"••••{tail}" if tail else "–", short_date(since.get(pk)),
        )
        for pk, name, born, precision, village, phone, tail in found
    ]  # fmt: skip


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


def awards_of(row: Any) -> Any:
    """Return what a person, a team or a village was awarded, the latest first. One statement.

    Awards stand on a floor above; they are asked for through the row's own name for them.
    Whoever may see the row may see its awards.
    """
    rows = row.nominations.filter(state="approved").select_related("form", "decision__paper")
    return rows.select_related("person", "team", "village").order_by(
        "-decision__paper__issued_on", "pk"
    )
