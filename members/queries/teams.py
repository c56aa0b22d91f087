"""Teams: which stand on a day, who serves in them, and how they are made up."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from members.models import Commune, Membership, Team, Village
from members.models.people import Sex, age_on

AGE_BANDS = ((0, 29), (30, 44), (45, 59), (60, 200))
SERVICE_BANDS = ((0, 0), (1, 4), (5, 9), (10, 200))


def roster_on(team: Team, day: dt.date) -> list[Membership]:
    """Return who serves in a team on a day: leader, deputies, members by given name.

    Each tells `since` when they serve without a break. The caller's team came through
    `visible_to`. Two statements.
    """
    order = list(Membership.Role.values)
    rows = list(team.memberships.serving_on(day).select_related("person"))
    since = serving_through(team.kind, [row.person_id for row in rows], day)
    for row in rows:
        row.since = since[row.person_id]
    return sorted(rows, key=lambda row: (order.index(row.role), row.person.sort_key))


def serving_through(kind: str, people: Iterable[int], day: dt.date) -> dict[int, dt.date]:
    """Return since when people who serve on a day serve without a break in teams of a kind. One statement.

    A team that is founded again in a merged village, or another role, breaks nothing: where one
    spell ends the next begins.
    """
    spells: dict[int, list[tuple[dt.date, dt.date | None]]] = {}
    rows = Membership.objects.filter(team__kind=kind, person__in=list(people), started_on__lte=day)
    for person, start, end in rows.order_by("-started_on", "-pk").values_list(
        "person_id", "started_on", "ended_on"
    ):
        spells.setdefault(person, []).append((start, end))
    found = {}
    for person, mine in spells.items():
        first = day
        for start, end in mine:
            if (end is None or end >= first) and start <= first:
                first = start
        found[person] = first
    return found


def teams_on(user: Any, day: dt.date, *, todays_units: bool = False) -> list[Team]:
    """Return the teams the user may see on a day, with `strength` and `place`, by village.

    `place` names village and commune as they were on the day, or with `todays_units` as
    they are now. Two statements, two more for a day in the past.
    """
    teams = list(
        Team.objects.visible_to(user)
        .standing_on(day)
        .with_strength(day)
        .select_related("village__commune")
    )
    places = {} if todays_units else places_on({team.village_id for team in teams}, day)
    for team in teams:
        now = (team.village.name, team.village.commune.full_name)
        team.place = places.get(team.village_id, now)
    return teams


def places_on(villages: Iterable[int], day: dt.date) -> dict[int, tuple[str, str]]:
    """Return (village, commune) by village id, as they were called on a day. Two statements."""
    rows = Village.objects.as_on(day).filter(pk__in=list(villages))
    found = {row.pk: (row.name_then, row.commune_then) for row in rows}
    communes = {
        row.pk: row.full_name_then
        for row in Commune.objects.as_on(day).filter(pk__in={c for _name, c in found.values()})
    }
    return {pk: (name, communes[commune]) for pk, (name, commune) in found.items()}


@dataclass(frozen=True)
class Makeup:
    """How many people of some teams there are of each kind: (what, count) in fixed order."""

    title: str
    lines: tuple[tuple[str, int], ...]


def makeup_of(teams: Iterable[Team], day: dt.date) -> list[Makeup]:
    """Return how the people serving on a day are made up: role, sex, age, length of service.

    Each person counts once, by the highest role. Service counts from the first joining of a team
    of their kind, so it goes on where a village went up in another. The caller's teams came through
    `visible_to` and are of one kind. Two statements.
    """
    given = list(teams)
    keys = [team.pk for team in given]
    rows = Membership.objects.filter(team__in=keys).serving_on(day).select_related("person")
    order = list(Membership.Role.values)
    people = {
        row.person_id: row
        for row in sorted(rows, key=lambda row: order.index(row.role), reverse=True)
    }
    first = dict(
        Membership.objects.filter(team__kind__in={team.kind for team in given}, person__in=people)
        .values_list("person")
        .annotate(first=Min("started_on"))
        .order_by()
    )
    ages = [age_on(row.person.birth, day) for row in people.values()]
    years = [_whole_years(first[key], day) for key in people]
    roles = Counter(row.role for row in people.values())
    sexes = Counter(row.person.sex for row in people.values())
    return [
        Makeup(_("Role"), tuple((str(role.label), roles[role]) for role in Membership.Role)),
        Makeup(
            _("Sex"),
            (*((str(sex.label), sexes[sex]) for sex in Sex), *_unknown(sexes[""])),
        ),
        Makeup(_("Age"), _banded(ages, AGE_BANDS, _age_band)),
        Makeup(_("Length of service"), _banded(years, SERVICE_BANDS, _service_band)),
    ]


def _whole_years(start: dt.date, day: dt.date) -> int:
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))


def _age_band(low: int, high: int) -> str:
    if low == 0:
        return _("below age %(years)d") % {"years": high + 1}
    if high >= 200:
        return _("age %(years)d and more") % {"years": low}
    return _("age %(low)d to %(high)d") % {"low": low, "high": high}


def _service_band(low: int, high: int) -> str:
    if low == 0:
        return _("below %(years)d years") % {"years": high + 1}
    if high >= 200:
        return _("%(years)d years and more") % {"years": low}
    return _("%(low)d to %(high)d years") % {"low": low, "high": high}


def _banded(
    values: Iterable[int | None],
    bands: tuple[tuple[int, int], ...],
    words: Callable[[int, int], str],
) -> tuple[tuple[str, int], ...]:
    known = list(values)
    lines = [
        (words(low, high), sum(value is not None and low <= value <= high for value in known))
        for low, high in bands
    ]
    return (*lines, *_unknown(sum(value is None for value in known)))


def _unknown(count: int) -> tuple[tuple[str, int], ...]:
    return ((_("not known"), count),) if count else ()
