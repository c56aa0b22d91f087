"""Programmes, sites and teams: three counts, with names, states and ratings.

The same programme of communes that went up in one is one `Programme`, with a `Part` for
each of them.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Value
from django.db.models.functions import ExtractYear

from members.models import Team
from programs.models import (
    Highlight,
    Program,
    ProgramAlias,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
)
from reports.figures.base import Frame, ProgramGroup


@dataclass(frozen=True)
class Site:
    program_id: int
    name: str
    village_id: int
    village: str
    team: str
    since: dt.date


@dataclass(frozen=True)
class Part:
    """What a programme is in one of the communes that ran it; `commune` is its name."""

    program_id: int
    commune: str
    name: str
    founded_on: dt.date
    decision: str
    decided_by: str
    lead_agency: str
    state: str
    ratings: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Programme:
    """A programme as it stood on the cut-off day; `id` is the key of its group.

    `sites` is None where none was ever entered. So is `teams` (ids) where no site tells which
    they are, no team of the kind was ever entered, or the kind has no teams of its own.
    """

    id: int
    ids: tuple[int, ...]
    kind: str
    name: str
    aliases: tuple[str, ...]
    aim: str
    parts: tuple[Part, ...]
    sites: tuple[Site, ...] | None
    teams: frozenset[int] | None
    highlights: tuple[tuple[dt.date, str], ...]

    @property
    def merged(self) -> bool:
        return len(self.parts) > 1

    @property
    def founded_on(self) -> dt.date:
        return min(part.founded_on for part in self.parts)

    @property
    def site_count(self) -> int | None:
        return len(self.sites) if self.sites is not None else None

    @property
    def team_count(self) -> int | None:
        return len(self.teams) if self.teams is not None else None

    @property
    def places(self) -> tuple[str, ...]:
        """The villages of its sites, each once."""
        return tuple(dict.fromkeys(site.village for site in self.sites or ()))


def programmes(frame: Frame, teams: Sequence[Team]) -> tuple[Programme, ...]:
    """Return the programmes in the frame, one for each group. Four statements.

    A programme's teams are those of its kind in the villages of its sites; `teams` are all of
    them (`teams_of`).
    """
    ids = frame.program_ids
    aliases: dict[int, list[str]] = {}
    for program, name in ProgramAlias.objects.filter(program__in=ids).values_list(
        "program_id", "name"
    ):
        aliases.setdefault(program, []).append(name)
    order = {village: index for index, village in enumerate(frame.village_ids)}
    sites: dict[int, list[Site]] = {}
    for site in ProgramSite.objects.filter(
        program__in=ids, village__in=order, started_on__lte=frame.cut_off
    ).select_related("team"):
        there = sites.setdefault(site.program_id, [])
        if site.ended_on is None or site.ended_on > frame.cut_off:
            village = frame.named(site.village_id)
            there.append(
                Site(
                    program_id=site.program_id,
                    name=site.name or village,
                    village_id=site.village_id,
                    village=village,
                    team=site.team.name if site.team else "",
                    since=site.started_on,
                )
            )
    standing = {place.id for place in frame.standing}
    states: dict[int, str] = {}
    ratings: dict[int, list[tuple[int, str, str]]] = {}
    # States and ratings in one statement: (what, programme, when, scheme, state or level).
    for what, program, year, scheme, word in sorted(
        ProgramStatus.objects.filter(program__in=ids)
        .on(frame.cut_off)
        .order_by()
        .values_list(Value("state"), "program_id", ExtractYear("started_on"), Value(""), "state")
        .union(
            ProgramRating.objects.filter(
                program__in=ids, year__in=frame.years, year__lte=frame.cut_off.year
            )
            .order_by()
            .values_list(Value("rating"), "program_id", "year", "scheme__name", "level"),
            all=True,
        )
    ):
        if what == "state":
            states[program] = word
        else:
            ratings.setdefault(program, []).append((year, scheme, word))
    highlights: dict[int, list[tuple[dt.date, str]]] = {}
    for program, day, text in (
        Highlight.objects.filter(program__in=ids, happened_on__lte=frame.cut_off)
        .told_in(frame.period)
        .values_list("program_id", "happened_on", "text")
    ):
        highlights.setdefault(program, []).append((day, text))

    def part(program: Program, commune: str) -> Part:
        return Part(
            program_id=program.pk,
            commune=commune,
            name=program.name,
            founded_on=program.founded_on,
            decision=program.decision.cited if program.decision else "",
            decided_by=program.decision.organ_name if program.decision else "",
            lead_agency=program.lead_agency,
            state=states.get(program.pk, ProgramStatus.State.ACTIVE),
            ratings=tuple(ratings.get(program.pk, ())),
        )

    def programme(group: ProgramGroup) -> Programme:
        entered = any(key in sites for key in group.ids)
        here = sorted(
            (site for key in group.ids for site in sites.get(key, ())),
            key=lambda site: (order[site.village_id], site.name),
        )
        team_kind = group.programs[0].kind.team_kind
        villages = {site.village_id for site in here}
        there: frozenset[int] | None = None
        if own := [
            t for t in teams if team_kind and t.kind == team_kind and t.village_id in villages
        ]:
            there = frozenset(
                team.pk
                for team in own
                if team.stood_on(frame.cut_off) and team.village_id in standing
            )
        others = [row.name for row in group.programs] + [
            name for key in group.ids for name in aliases.get(key, ())
        ]
        return Programme(
            id=group.id,
            ids=group.ids,
            kind=group.kind,
            name=group.name,
            aliases=tuple(name for name in dict.fromkeys(others) if name != group.name),
            aim=next((row.aim for row in group.programs if row.aim), ""),
            parts=tuple(
                part(row, commune)
                for row, commune in zip(group.programs, group.communes, strict=True)
            ),
            sites=tuple(here) if entered else None,
            teams=there,
            highlights=tuple(
                sorted({told for key in group.ids for told in highlights.get(key, ())})
            ),
        )

    return tuple(programme(group) for group in frame.groups)
