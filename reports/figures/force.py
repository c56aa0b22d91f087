"""The force: teams and members through the years, who came and who went.

Forces of different kinds are never added up: each kind is a `Force` of its own. Who serves
without a break, be it in one team or in several of the commune, has one stay: a move, a
change of role, a team that is founded again neither end it nor begin another.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from common.dates import PartialDate
from common.unit_words import DEPUTY_HEADS, HEADS
from members.models import Membership, Team, VillageOffice
from reports.figures.base import Frame, Grid, Value

#: what a post is called by the kind of its village: "trưởng khu phố"
POSTS = {
    VillageOffice.Office.HEAD.value: HEADS,
    VillageOffice.Office.DEPUTY_HEAD.value: DEPUTY_HEADS,
}


@dataclass(frozen=True)
class Member:
    """A line of the roster on the cut-off day; `since` is the first day of the stay."""

    village_id: int
    team_id: int
    person_id: int
    name: str
    sex: str
    birth: PartialDate | None
    role: str
    offices: tuple[str, ...]
    since: dt.date
    sort_key: str


@dataclass(frozen=True)
class StandingTeam:
    """A team on the cut-off day, under a name that no other team of its force bears."""

    id: int
    village_id: int
    name: str
    founded_on: dt.date


@dataclass(frozen=True)
class Stay:
    """The days a person served without a break, [start, end), and why they ended.

    `since` is their first day as entered, which may lie before a team was founded again.
    """

    person: int
    start: dt.date
    end: dt.date | None
    reason: str
    since: dt.date

    def lasts_on(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(frozen=True)
class Force:
    """The teams of one kind: strength by village and year, and the roster at the end.

    `at_start` + `joined` - `left` = `member_count`: who comes back after leaving has come
    again. Who is in teams of two villages at once counts in each of them in `strength`, and once
    in `member_count` and `by_year`; `in_several` are they on the cut-off day. Of leaders and
    deputies only those are `known` in whose village the post of head (deputy head) is entered.
    """

    kind: str
    teams: Grid
    strength: Grid
    by_year: tuple[Value, ...]
    in_several: int
    standing: tuple[StandingTeam, ...]
    member_count: int
    at_start: int
    ever_served: int
    joined: int
    left: int
    leaving_reasons: tuple[tuple[str, int], ...]
    women: int
    sex_unknown: int
    leaders: int
    deputies: int
    roster: tuple[Member, ...]
    leaders_known: int
    leaders_are_heads: int
    deputies_known: int
    deputies_are_deputy_heads: int
    without_leader: tuple[str, ...]
    #: whether anybody was ever entered as a member
    manned: bool = True

    @property
    def members(self) -> int | None:
        """How many serve on the cut-off day, None where nobody was ever entered."""
        return self.member_count if self.manned else None

    @property
    def team_count(self) -> int:
        return len(self.standing)

    @property
    def villages(self) -> set[int]:
        """The ids of the villages that have a team on the cut-off day."""
        return {team.village_id for team in self.standing}

    def members_of(self, team: int) -> tuple[Member, ...]:
        return tuple(member for member in self.roster if member.team_id == team)


@dataclass(frozen=True)
class Spell:
    """A membership as far as its team stood, [start, end)."""

    row: Membership
    team: Team
    start: dt.date
    end: dt.date | None

    @property
    def reason(self) -> str:
        if not self.row.leaving and self.row.ended_on is None and self.end is not None:
            return Membership.Leaving.DISSOLVED
        return self.row.leaving

    def lasts_on(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or self.end > day)


def teams_of(frame: Frame) -> list[Team]:
    """Return the teams of the kinds of the programmes, each with its village. One statement, or none.

    A programme's kind says which teams are its own; a programme without such a kind has no
    force. Teams of villages that ended before the period are read for the first days of those
    who went on.
    """
    kinds = {p.kind.team_kind for p in frame.programs if p.kind.team_kind}
    if not kinds:
        return []
    ended = Q(village__commune__in=frame.communes, village__dissolved_on__lte=frame.period.start)
    return list(
        Team.objects.filter(
            Q(village__in=frame.village_ids) | ended,
            kind__in=kinds, founded_on__lte=frame.cut_off,
        ).select_related("village")
    )  # fmt: skip


def forces(frame: Frame, teams: Sequence[Team]) -> tuple[Force, ...]:
    """Return one force for each kind of team of the programmes, out of `teams_of`. Two statements."""
    kinds = dict.fromkeys(p.kind.team_kind for p in frame.programs if p.kind.team_kind)
    if not kinds:
        return ()
    by_id = {team.pk: team for team in teams}
    spells = [
        spell
        for row in Membership.objects.filter(
            team__in=by_id, started_on__lte=frame.cut_off
        ).select_related("person")
        if (spell := _spell(row, by_id[row.team_id])) is not None
    ]
    offices = list(
        VillageOffice.objects.filter(village__in=frame.village_ids)
        .on(frame.cut_off)
        .values_list("village_id", "person_id", "office", "title")
    )
    return tuple(
        _force(
            frame, kind, [team for team in teams if team.kind == kind],
            [spell for spell in spells if spell.team.kind == kind], offices,
        )
        for kind in kinds
    )  # fmt: skip


def _stands(team: Team, day: dt.date) -> bool:
    """Whether a team stood on a day: no longer than its village, whatever the books say of it."""
    return team.stood_on(day) and (
        team.village.dissolved_on is None or team.village.dissolved_on > day
    )


def _spell(row: Membership, team: Team) -> Spell | None:
    last = (row.ended_on, team.dissolved_on, team.village.dissolved_on)
    ends = [day for day in last if day is not None]
    start, end = max(row.started_on, team.founded_on), min(ends, default=None)
    return Spell(row, team, start, end) if end is None or start < end else None


def stays(spells: Iterable[Spell]) -> list[Stay]:
    """Return the stays of all people: spells that touch or overlap are one."""
    by_person: dict[int, list[Spell]] = {}
    for spell in sorted(spells, key=lambda spell: spell.start):
        by_person.setdefault(spell.row.person_id, []).append(spell)
    found: list[Stay] = []
    for rows in by_person.values():
        run = _stay(rows[0])
        for spell in rows[1:]:
            since = min(run.since, spell.row.started_on)
            if run.end is not None and spell.start > run.end:
                found.append(run)
                run = _stay(spell)
            elif run.end is not None and (spell.end is None or spell.end >= run.end):
                run = replace(run, end=spell.end, reason=spell.reason, since=since)
            else:
                run = replace(run, since=since)
        found.append(run)
    return found


def _stay(spell: Spell) -> Stay:
    return Stay(spell.row.person_id, spell.start, spell.end, spell.reason, spell.row.started_on)


def _force(
    frame: Frame,
    kind: str,
    teams: list[Team],
    spells: list[Spell],
    offices: list[tuple[int, int, str, str]],
) -> Force:
    start, day = frame.period.start, frame.cut_off
    # By village, once: the grids ask for every village and year.
    serving: dict[int, list[Spell]] = {}
    for spell in spells:
        serving.setdefault(spell.team.village_id, []).append(spell)
    founded: dict[int, list[Team]] = {}
    for team in teams:
        founded.setdefault(team.village_id, []).append(team)

    people = {
        (village, year): _people(serving.get(village), founded.get(village), frame.year_end(year))
        for village in frame.village_ids
        for year in frame.years
    }

    def strength(village: int, year: int) -> Decimal | None:
        found = people[(village, year)]
        return None if found is None else Decimal(len(found))

    def by_year(year: int) -> Decimal | None:
        there = [people[(village, year)] for village in frame.village_ids]
        known = [found for found in there if found is not None]
        return Decimal(len(set().union(*known))) if known else None

    def standing_teams(village: int, year: int) -> Decimal | None:
        on = frame.year_end(year)
        if village not in founded:
            return None
        return Decimal(sum(_stands(team, on) for team in founded[village]))

    all_stays = stays(spells)
    now = {stay.person for stay in all_stays if stay.lasts_on(day)}
    gone = [stay for stay in all_stays if stay.end is not None and start < stay.end <= day]
    current = [spell for spell in spells if spell.lasts_on(day)]
    roster = _roster(frame, current, all_stays, offices)
    leads = [spell for spell in current if spell.row.role == Membership.Role.LEADER]
    deputies = [spell for spell in current if spell.row.role == Membership.Role.DEPUTY]
    led = {spell.team.pk for spell in leads}
    places: dict[int, set[int]] = {}
    for spell in current:
        place = frame.place(spell.team.village_id)
        if place is not None:
            places.setdefault(spell.row.person_id, set()).add(place.id)
    standing = _standing(frame, [team for team in teams if _stands(team, day)])
    sexes = {member.person_id: member.sex for member in roster}
    leaders_known, leaders_are = _holding(leads, offices, VillageOffice.Office.HEAD)
    deputies_known, deputies_are = _holding(deputies, offices, VillageOffice.Office.DEPUTY_HEAD)
    return Force(
        kind=kind,
        teams=Grid.of(frame, standing_teams, "last"),
        strength=Grid.of(frame, strength, "last"),
        by_year=tuple(by_year(year) for year in frame.years),
        in_several=sum(len(found) > 1 for found in places.values()),
        standing=standing,
        member_count=len(now),
        at_start=sum(stay.lasts_on(start) for stay in all_stays),
        ever_served=len({s.person for s in all_stays if s.end is None or s.end > start}),
        joined=sum(start < stay.start <= day for stay in all_stays),
        left=len(gone),
        leaving_reasons=tuple(Counter(stay.reason for stay in gone).most_common()),
        women=sum(sex == "female" for sex in sexes.values()),
        sex_unknown=sum(not sex for sex in sexes.values()),
        leaders=len({spell.row.person_id for spell in leads}),
        deputies=len({spell.row.person_id for spell in deputies}),
        roster=roster,
        leaders_known=leaders_known,
        leaders_are_heads=leaders_are,
        deputies_known=deputies_known,
        deputies_are_deputy_heads=deputies_are,
        without_leader=tuple(team.name for team in standing if team.id not in led),
        manned=bool(spells),
    )


def _people(spells: list[Spell] | None, teams: list[Team] | None, day: dt.date) -> set[int] | None:
    """Return who served in a village on a day, None where it had no team or nobody was ever entered."""
    if not spells or not any(_stands(team, day) for team in teams or ()):
        return None
    return {spell.row.person_id for spell in spells if spell.lasts_on(day)}


def _holding(
    spells: list[Spell], offices: list[tuple[int, int, str, str]], office: str
) -> tuple[int, int]:
    """Return of how many people it is known whether they hold the office, and how many do."""
    holders: dict[int, set[int]] = {}
    for village, person, held, _title in offices:
        if held == office:
            holders.setdefault(village, set()).add(person)
    known = {
        spell.row.person_id: spell.team.village_id
        for spell in spells
        if spell.team.village_id in holders
    }
    return len(known), sum(person in holders[village] for person, village in known.items())


def _standing(frame: Frame, teams: list[Team]) -> tuple[StandingTeam, ...]:
    """Return the teams in the order of their villages, equal names told apart by the village."""
    order = {village: index for index, village in enumerate(frame.village_ids)}
    there = sorted(
        (team for team in teams if team.village_id in order),
        key=lambda team: (order[team.village_id], team.name, team.pk),
    )
    named = frame.told_apart([(team.pk, team.name, team.village_id) for team in there])
    return tuple(
        StandingTeam(team.pk, team.village_id, named[team.pk], team.founded_on) for team in there
    )


def _roster(
    frame: Frame,
    current: list[Spell],
    all_stays: list[Stay],
    offices: list[tuple[int, int, str, str]],
) -> tuple[Member, ...]:
    titles: dict[int, list[str]] = {}
    labels = dict(VillageOffice.Office.choices)
    for village, holder, office, title in offices:
        place = frame.place(village)
        named = POSTS.get(office, {}).get(place.kind if place else "", str(labels[office]))
        titles.setdefault(holder, []).append(title or named)
    since = {stay.person: stay.since for stay in all_stays if stay.lasts_on(frame.cut_off)}
    order = {village: index for index, village in enumerate(frame.village_ids)}
    roles = {role: index for index, role in enumerate(Membership.Role.values)}
    rows: dict[tuple[int, int], Member] = {}
    for spell in sorted(current, key=lambda spell: roles[spell.row.role]):
        person = spell.row.person
        # A person has one line in a team, under the first of the roles held there.
        rows.setdefault(
            (spell.team.pk, person.pk),
            Member(
                village_id=spell.team.village_id,
                team_id=spell.team.pk,
                person_id=person.pk,
                name=person.full_name,
                sex=person.sex,
                birth=person.birth,
                role=spell.row.role,
                offices=tuple(titles.get(person.pk, ())),
                since=since[person.pk],
                sort_key=person.sort_key,
            ),
        )
    return tuple(
        sorted(
            (row for row in rows.values() if row.village_id in order),
            key=lambda m: (order[m.village_id], m.team_id, roles[m.role], m.sort_key),
        )
    )
