"""Reads of programmes: sites, teams and members as three counts, state and rating of a day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from common.models import lasting
from members.models import Membership, Team
from programs.models import Program, ProgramRating, ProgramSite, ProgramStatus


@dataclass(frozen=True)
class Standing:
    """A programme on a day: its state and its counts, which are never added to one another.

    `teams` and `members` are None where the kind of programme has no teams of its own. All
    three are None where the register has none of them, of this day or another.
    """

    program: Program
    state: str
    sites: int | None
    teams: int | None
    members: int | None
    rating: ProgramRating | None

    @property
    def state_label(self) -> str:
        return str(ProgramStatus.State(self.state).label)


def standings(programs: Iterable[Program], user: Any, day: dt.date) -> list[Standing]:
    """Return programmes with what the user may see of them on a day. Five statements.

    A programme's teams are those of its kind in the villages of its sites (Guidance
    22/HD-BCA-V05: the model, its sites, the teams within a site).
    """
    listed = list(programs)
    states = dict(
        ProgramStatus.objects.filter(program__in=listed).on(day).values_list("program_id", "state")
    )
    villages: dict[int, set[int]] = {}
    sites: Counter[int] = Counter()
    entered: set[int] = set()
    for program, village, since, until in (
        ProgramSite.objects.visible_to(user).filter(program__in=listed)
        .order_by().values_list("program_id", "village_id", "started_on", "ended_on")
    ):  # fmt: skip
        entered.add(program)
        if since <= day and (until is None or until > day):
            villages.setdefault(program, set()).add(village)
            sites[program] += 1
    every = set().union(*villages.values()) if villages else set()
    # Of each kind and village: what there is, 0 where there only was.
    teams: dict[tuple[str, int], int] = {
        (kind, village): there
        for kind, village, there in Team.objects.visible_to(user).filter(village__in=every)
        .order_by().values_list("kind", "village_id").annotate(
            there=Count("pk", filter=lasting(day, first="founded_on", last="dissolved_on"))
        )
    }  # fmt: skip
    members: dict[tuple[str, int], set[int]] = {}
    for kind, village, person, since, until in (
        Membership.objects.visible_to(user).filter(team__village__in=every).order_by()
        .values_list("team__kind", "team__village_id", "person_id", "started_on", "ended_on")
    ):  # fmt: skip
        people = members.setdefault((kind, village), set())
        if since <= day and (until is None or until > day):
            people.add(person)
    rated: dict[int, ProgramRating] = {}
    for rating in (
        ProgramRating.objects.visible_to(user).filter(program__in=listed, year__lte=day.year)
        .select_related("scheme").order_by("year", "pk")
    ):  # fmt: skip
        rated[rating.program_id] = rating
    found = []
    for program in listed:
        kind, places = program.kind.team_kind, villages.get(program.pk, set())
        own = [teams[kind, village] for village in places if (kind, village) in teams]
        serving = [members[kind, village] for village in places if (kind, village) in members]
        found.append(
            Standing(
                program=program,
                state=states.get(program.pk, ProgramStatus.State.ACTIVE),
                sites=sites[program.pk] if program.pk in entered else None,
                teams=sum(own) if own else None,
                members=len(set().union(*serving)) if serving else None,
                rating=rated.get(program.pk),
            )
        )
    return found


def programs_seen(user: Any, day: dt.date) -> Any:
    """Return the programmes founded by a day that the user may see, dissolved ones too."""
    return (
        Program.objects.visible_to(user).filter(founded_on__lte=day)
        .select_related("kind", "commune", "decision")
        .order_by("commune__sort_key", "kind__order", "founded_on", "pk")
    )  # fmt: skip
