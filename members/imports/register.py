"""The register as a roster finds it, read once: people, teams and who served in them when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from common.crypto import keyed_hash
from common.text import fold, spelling
from members.imports.rows import RosterRow
from members.models import Commune, Membership, Person, Team, Village, VillageOffice

CHUNK = 500


@dataclass
class TeamState:
    """A team with its spells, found by person; spells that are planned are entered too."""

    team: Team
    by_person: dict[int, list[Membership]] = field(default_factory=dict)
    leaders: list[Membership] = field(default_factory=list)
    rows: list[RosterRow] = field(default_factory=list)

    @property
    def known_until(self) -> dt.date | None:
        """The newest day that the register tells of: a start, an end, or the day of a list."""
        days = [self.team.listed_on] if self.team.listed_on else []
        for spells in self.by_person.values():
            for spell in spells:
                days.append(spell.ended_on or spell.started_on)
        return max(days, default=None)

    @property
    def known_from(self) -> dt.date | None:
        """The first day of which the register tells who served."""
        return min(
            (spell.started_on for spells in self.by_person.values() for spell in spells),
            default=None,
        )

    def enter(self, spell: Membership) -> None:
        self.by_person.setdefault(key_of(spell.person), []).append(spell)
        if spell.role == Membership.Role.LEADER:
            self.leaders.append(spell)

    def spells_of(self, person: Person) -> list[Membership]:
        return self.by_person.get(key_of(person), [])

    def running(self, person: Person, day: dt.date) -> Membership | None:
        return next((s for s in self.spells_of(person) if s.lasts_on(day)), None)


def key_of(person: Person) -> int:
    """Return the key of a person, a negative one as long as they are only planned."""
    return person.pk if person.pk is not None else -id(person)


@dataclass
class Register:
    """People and teams of a commune."""

    commune: Commune
    people: list[Person]
    by_hash: dict[str, Person]
    by_name: dict[str, list[Person]]
    teams: dict[int, list[TeamState]]
    serving: dict[int, list[TeamState]]
    offices: set[tuple[int, int, str]]
    #: teams of other kinds: (village, folded name)
    others: frozenset[tuple[int, str]] = frozenset()

    def states(self) -> Iterable[TeamState]:
        for several in self.teams.values():
            yield from several

    def serves_elsewhere(self, person: Person, village: Village, day: dt.date) -> TeamState | None:
        """Return the team of another village in which a person serves on a day."""
        for state in self.serving.get(key_of(person), []):
            if state.team.village_id != village.pk and state.running(person, day):
                return state
        return None


def read_register(
    rows: list[RosterRow], commune: Commune, team_kind: str, as_of: dt.date
) -> Register:
    """Read what a roster is compared with. Five statements, and one for each 500 IDs not found."""
    teams: dict[int, list[TeamState]] = {}
    by_team: dict[int, TeamState] = {}
    standing = Team.objects.filter(
        village__commune=commune, kind=team_kind, dissolved_on__isnull=True
    )
    ended = Team.objects.filter(village__commune=commune, kind=team_kind, dissolved_on__gt=as_of)
    for team in (standing | ended).select_related("village"):
        by_team[team.pk] = state = TeamState(team)
        teams.setdefault(team.village_id, []).append(state)
    people = list(Person.objects.filter(village__commune=commune).select_related("village"))
    by_key = {person.pk: person for person in people}
    by_hash = {str(p.citizen_id_hash): p for p in people if p.citizen_id_hash}
    hashes = {keyed_hash(row.citizen_id) for row in rows if row.citizen_id}
    missing = sorted(digest for digest in hashes if digest and digest not in by_hash)
    for start in range(0, len(missing), CHUNK):
        found = Person.objects.filter(citizen_id_hash__in=missing[start : start + CHUNK])
        for person in found.select_related("village"):
            by_hash[str(person.citizen_id_hash)] = person
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(fold(person.full_name), []).append(person)
    serving: dict[int, list[TeamState]] = {}
    spells = Membership.objects.filter(team__in=list(by_team)).select_related("person__village")
    for spell in spells:
        spell.person = by_key.setdefault(spell.person_id, spell.person)
        state = by_team[spell.team_id]
        spell.team = state.team
        state.enter(spell)
        known = serving.setdefault(spell.person_id, [])
        if state not in known:
            known.append(state)
    offices = set(
        VillageOffice.objects.filter(village__commune=commune, ended_on__isnull=True).values_list(
            "person_id", "village_id", "office"
        )
    )
    others = Team.objects.filter(village__commune=commune).exclude(kind=team_kind)
    named = others.values_list("village_id", "name")
    names = frozenset((village, fold(name)) for village, name in named)
    return Register(commune, people, by_hash, by_name, teams, serving, offices, names)


def same_spelling(one: str, two: str) -> bool:
    return spelling(one) == spelling(two)
