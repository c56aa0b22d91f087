"""Programmes, sites and teams: three counts, with names, states and ratings."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from members.models import Team
from programs.models import (
    Highlight,
    ProgramAlias,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
    TrustedActivity,
    TrustedPerson,
)
from reports.figures.base import Frame


@dataclass(frozen=True)
class Site:
    name: str
    village_id: int
    village: str
    team: str
    since: dt.date


@dataclass(frozen=True)
class Programme:
    """A programme as it stood on the cut-off day."""

    id: int
    kind: str
    name: str
    aliases: tuple[str, ...]
    founded_on: dt.date
    decision: str
    lead_agency: str
    aim: str
    state: str
    sites: tuple[Site, ...]
    team_count: int
    ratings: tuple[tuple[int, str, str], ...]
    highlights: tuple[tuple[dt.date, str], ...]


@dataclass(frozen=True)
class Activity:
    """What trusted persons did in the period, of one kind; attendance None is not known."""

    kind: str
    times: int
    people: int | None


@dataclass(frozen=True)
class Trusted:
    """Trusted persons on the cut-off day: how many, of what standing, who came and went."""

    count: int
    by_standing: tuple[tuple[str, int], ...]
    by_village: tuple[tuple[str, int], ...]
    recognised: int
    removed: int
    activities: tuple[Activity, ...]
    gifts: int
    gifts_worth: Decimal | None


def programmes(frame: Frame) -> tuple[Programme, ...]:
    """Return the programmes in the frame. Six statements.

    A programme's teams are those of its kind in the villages of its sites.
    """
    ids = frame.program_ids
    aliases: dict[int, list[str]] = {}
    for program, name in ProgramAlias.objects.filter(program__in=ids).values_list(
        "program_id", "name"
    ):
        aliases.setdefault(program, []).append(name)
    sites: dict[int, list[Site]] = {}
    for site in (
        ProgramSite.objects.filter(program__in=ids)
        .on(frame.cut_off)
        .select_related("village", "team")
    ):
        sites.setdefault(site.program_id, []).append(
            Site(
                name=site.name or site.village.name,
                village_id=site.village_id,
                village=site.village.name,
                team=site.team.name if site.team else "",
                since=site.started_on,
            )
        )
    teams = list(
        Team.objects.filter(village__in=[village.id for village in frame.villages])
        .standing_on(frame.cut_off)
        .order_by()
        .values_list("village_id", "kind")
    )
    states = dict(
        ProgramStatus.objects.filter(program__in=ids)
        .on(frame.cut_off)
        .order_by("started_on")
        .values_list("program_id", "state")
    )
    ratings: dict[int, list[tuple[int, str, str]]] = {}
    for program, year, scheme, level in (
        ProgramRating.objects.filter(program__in=ids, year__in=frame.years)
        .order_by("year", "scheme")
        .values_list("program_id", "year", "scheme__name", "level")
    ):
        ratings.setdefault(program, []).append((year, scheme, level))
    highlights: dict[int, list[tuple[dt.date, str]]] = {}
    for program, day, text in (
        Highlight.objects.filter(program__in=ids, happened_on__lte=frame.cut_off)
        .told_in(frame.period)
        .values_list("program_id", "happened_on", "text")
    ):
        highlights.setdefault(program, []).append((day, text))
    return tuple(
        Programme(
            id=program.pk,
            kind=program.kind.code,
            name=program.name,
            aliases=tuple(aliases.get(program.pk, ())),
            founded_on=program.founded_on,
            decision=program.decision.cited if program.decision else "",
            lead_agency=program.lead_agency,
            aim=program.aim,
            state=states.get(program.pk, ProgramStatus.State.ACTIVE),
            sites=tuple(sites.get(program.pk, ())),
            team_count=sum(
                team_kind == program.kind.team_kind
                and village in {site.village_id for site in sites.get(program.pk, ())}
                for village, team_kind in teams
            ),
            ratings=tuple(ratings.get(program.pk, ())),
            highlights=tuple(highlights.get(program.pk, ())),
        )
        for program in frame.programs
    )


def trusted(frame: Frame) -> Trusted | None:
    """Return the trusted persons of the commune, None without such a programme. Two statements."""
    if not any(program.kind.code == "trusted_persons" for program in frame.programs):
        return None
    rows = list(
        TrustedPerson.objects.filter(
            person__village__in=[village.id for village in frame.villages],
            started_on__lte=frame.cut_off,
        ).select_related("person__village")
    )
    current = [row for row in rows if row.lasts_on(frame.cut_off)]
    order = [village.name for village in frame.villages]
    by_village = Counter(row.person.village.name for row in current)
    done = (
        TrustedActivity.objects.filter(
            recognition__person__village__in=[village.id for village in frame.villages],
            held_on__lte=frame.cut_off,
        )
        .in_period(frame.period).order_by().values_list("kind")
        .annotate(times=Sum("times"), people=Sum("people"), worth=Sum("worth"))
    )  # fmt: skip
    by_kind = {kind: (times, people, worth) for kind, times, people, worth in done}
    visits = by_kind.pop(TrustedActivity.Kind.VISIT, (0, None, None))
    return Trusted(
        count=len({row.person_id for row in current}),
        by_standing=tuple(Counter(row.standing for row in current).most_common()),
        by_village=tuple((name, by_village.get(name, 0)) for name in order),
        recognised=sum(row.started_on in frame.period for row in rows),
        removed=sum(bool(row.ended_on and row.ended_on in frame.period) for row in rows),
        activities=tuple(
            Activity(kind, by_kind[kind][0], by_kind[kind][1])
            for kind in TrustedActivity.Kind.values
            if kind in by_kind
        ),
        gifts=visits[0],
        gifts_worth=Decimal(visits[2]) if visits[2] is not None else None,
    )
