"""The force: teams and members through the years, who came and who went.

Forces of different kinds are never added up: each kind is a `Force` of its own.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from common.dates import PartialDate
from members.models import Membership, Team, VillageOffice
from members.models.people import age_on
from reports.figures.base import Frame, Grid

AGE_BANDS = ((0, 29), (30, 44), (45, 59), (60, 69), (70, 200))


@dataclass(frozen=True)
class Member:
    """A line of the roster on the cut-off day."""

    village: str
    team: str
    name: str
    sex: str
    birth: PartialDate | None
    role: str
    offices: tuple[str, ...]
    since: dt.date
    sort_key: str


@dataclass(frozen=True)
class Force:
    """The teams of one kind: strength by village and year, and the roster at the end."""

    kind: str
    teams: Grid
    strength: Grid
    team_count: int
    member_count: int
    at_start: int
    ever_served: int
    joined: int
    left: int
    leaving_reasons: tuple[tuple[str, int], ...]
    women: int
    roles: tuple[tuple[str, int], ...]
    age_bands: tuple[tuple[str, int], ...]
    roster: tuple[Member, ...]
    leaders_are_heads: int
    deputies_are_deputy_heads: int
    without_leader: tuple[str, ...]

    @property
    def leaders(self) -> int:
        return dict(self.roles).get(Membership.Role.LEADER, 0)

    @property
    def deputies(self) -> int:
        return dict(self.roles).get(Membership.Role.DEPUTY, 0)


def forces(frame: Frame) -> tuple[Force, ...]:
    """Return one force for each kind of team of the programmes. Three statements.

    A programme's kind says which teams are its own; a programme without such a
    kind has no force.
    """
    kinds = dict.fromkeys(p.kind.team_kind for p in frame.programs if p.kind.team_kind)
    if not kinds:
        return ()
    villages = [village.id for village in frame.villages]
    teams = list(
        Team.objects.filter(
            village__in=villages, kind__in=kinds, founded_on__lte=frame.cut_off
        ).select_related("village")
    )
    spells = list(
        Membership.objects.filter(
            team__in=[team.pk for team in teams], started_on__lte=frame.cut_off
        ).select_related("person")
    )
    offices = list(
        VillageOffice.objects.filter(village__in=villages)
        .on(frame.cut_off)
        .values_list("person_id", "office", "title")
    )
    return tuple(
        _force(
            frame,
            kind,
            [team for team in teams if team.kind == kind],
            spells,
            offices,
        )
        for kind in kinds
    )


def _force(
    frame: Frame,
    kind: str,
    teams: list[Team],
    all_spells: list[Membership],
    offices: list[tuple[int, str, str]],
) -> Force:
    by_id = {team.pk: team for team in teams}
    spells = [spell for spell in all_spells if spell.team_id in by_id]

    def serving(village: int | None, day: dt.date) -> set[int]:
        return {
            spell.person_id
            for spell in spells
            if spell.lasts_on(day)
            and by_id[spell.team_id].stood_on(day)
            and (village is None or by_id[spell.team_id].village_id == village)
        }

    def strength(village: int, year: int) -> Decimal | None:
        day = frame.year_end(year)
        standing = any(t.village_id == village and t.stood_on(day) for t in teams)
        return Decimal(len(serving(village, day))) if standing else None

    def standing_teams(village: int, year: int) -> Decimal:
        day = frame.year_end(year)
        return Decimal(sum(t.village_id == village and t.stood_on(day) for t in teams))

    now = serving(None, frame.cut_off)
    start = frame.period.start
    first_seen: dict[int, dt.date] = {}
    for spell in spells:
        known = first_seen.get(spell.person_id)
        first_seen[spell.person_id] = min(known, spell.started_on) if known else spell.started_on
    ever = {spell.person_id for spell in spells if spell.ended_on is None or spell.ended_on > start}
    gone = ever - now
    last_reason: dict[int, str] = {}
    for spell in sorted(spells, key=lambda spell: spell.ended_on or dt.date.max):
        if spell.person_id in gone:
            last_reason[spell.person_id] = spell.leaving
    roster = _roster(frame, spells, by_id, offices)
    office_of: dict[int, set[str]] = {}
    for person, office, _title in offices:
        office_of.setdefault(person, set()).add(office)
    current = [
        spell
        for spell in spells
        if spell.lasts_on(frame.cut_off) and by_id[spell.team_id].stood_on(frame.cut_off)
    ]
    leads = [spell for spell in current if spell.role == Membership.Role.LEADER]
    deputies = [spell for spell in current if spell.role == Membership.Role.DEPUTY]
    led = {spell.team_id for spell in leads}
    standing = [team for team in teams if team.stood_on(frame.cut_off)]
    return Force(
        kind=kind,
        teams=Grid.of(frame, standing_teams, "last"),
        strength=Grid.of(frame, strength, "last"),
        team_count=len(standing),
        member_count=len(now),
        at_start=len(serving(None, start)),
        ever_served=len(ever),
        joined=sum(start < day <= frame.cut_off for day in first_seen.values()),
        left=len(gone),
        leaving_reasons=tuple(Counter(last_reason.values()).most_common()),
        women=sum(member.sex == "female" for member in roster),
        roles=tuple(Counter(spell.role for spell in current).items()),
        age_bands=_age_bands(frame, roster),
        roster=roster,
        leaders_are_heads=_holding(leads, office_of, VillageOffice.Office.HEAD),
        deputies_are_deputy_heads=_holding(deputies, office_of, VillageOffice.Office.DEPUTY_HEAD),
        without_leader=tuple(team.name for team in standing if team.pk not in led),
    )


def _holding(spells: list[Membership], office_of: dict[int, set[str]], office: str) -> int:
    return sum(office in office_of.get(spell.person_id, set()) for spell in spells)


def _roster(
    frame: Frame,
    spells: list[Membership],
    by_id: dict[int, Team],
    offices: list[tuple[int, str, str]],
) -> tuple[Member, ...]:
    titles: dict[int, list[str]] = {}
    labels = dict(VillageOffice.Office.choices)
    for person, office, title in offices:
        titles.setdefault(person, []).append(title or str(labels[office]))
    since: dict[tuple[int, int], dt.date] = {}
    for spell in spells:
        key = (spell.team_id, spell.person_id)
        since[key] = min(since.get(key, spell.started_on), spell.started_on)
    members = [
        Member(
            village=by_id[spell.team_id].village.name,
            team=by_id[spell.team_id].name,
            name=spell.person.full_name,
            sex=spell.person.sex,
            birth=spell.person.birth,
            role=spell.role,
            offices=tuple(titles.get(spell.person_id, ())),
            since=since[(spell.team_id, spell.person_id)],
            sort_key=spell.person.sort_key,
        )
        for spell in spells
        if spell.lasts_on(frame.cut_off) and by_id[spell.team_id].stood_on(frame.cut_off)
    ]
    order = {place.name: index for index, place in enumerate(frame.villages)}
    roles = {role: index for index, role in enumerate(Membership.Role.values)}
    members.sort(key=lambda m: (order.get(m.village, 0), m.team, roles[m.role], m.sort_key))
    return tuple(members)


def _age_bands(frame: Frame, roster: tuple[Member, ...]) -> tuple[tuple[str, int], ...]:
    labels = ("dưới 30 tuổi", "từ 30 đến 44 tuổi", "từ 45 đến 59 tuổi", "từ 60 đến 69 tuổi",
              "từ 70 tuổi trở lên")  # fmt: skip
    ages = [age_on(member.birth, frame.cut_off) for member in roster]
    return tuple(
        (label, sum(age is not None and low <= age <= high for age in ages))
        for label, (low, high) in zip(labels, AGE_BANDS, strict=True)
    )
