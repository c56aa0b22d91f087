"""The force of one kind in plain loops. Rule (k): start + joined - left = now, with who came back."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from tests.oracle.books import Books, Office, Spell, Team

Span = tuple[dt.date, dt.date | None]


def joined_spells(spans: list[Span]) -> list[Span]:
    """Spells that touch or overlap become one: a change of role or team is neither a leaving nor a coming."""
    found: list[Span] = []
    for start, end in sorted(spans, key=lambda span: span[0]):
        if found and (found[-1][1] is None or start <= found[-1][1]):
            before = found[-1][1]
            last = None if before is None or end is None else max(before, end)
            found[-1] = (found[-1][0], last)
        else:
            found.append((start, end))
    return found


def lasts(span: Span, day: dt.date) -> bool:
    return span[0] <= day and (span[1] is None or day < span[1])


@dataclass(frozen=True)
class Force:
    """The teams of a kind in some villages, looked at from the first day to the cut-off day."""

    books: Books
    kind: str
    villages: tuple[int, ...]
    start: dt.date
    cut_off: dt.date

    @property
    def teams(self) -> list[Team]:
        """The teams of the villages; a team stands no longer than its village."""
        ends = {row.id: row.dissolved_on for row in self.books.villages}
        found = []
        for team in self.books.teams:
            if team.kind != self.kind or team.village not in self.villages:
                continue
            days = [day for day in (team.dissolved_on, ends.get(team.village)) if day is not None]
            found.append(team._replace(dissolved_on=min(days) if days else None))
        return found

    def alive(self, village: int) -> bool:
        """Whether a village exists on the cut-off day."""
        row = next(row for row in self.books.villages if row.id == village)
        begun = row.formed_on is None or row.formed_on <= self.cut_off
        return begun and (row.dissolved_on is None or self.cut_off < row.dissolved_on)

    def _spells(self) -> list[tuple[Spell, Team]]:
        """Spells clipped by the life of the team: nobody serves in a team that is dissolved."""
        by_id = {team.id: team for team in self.teams}
        found = []
        for spell in self.books.spells:
            team = by_id.get(spell.team)
            if team is None:
                continue
            ends = [day for day in (spell.ended_on, team.dissolved_on) if day is not None]
            end = min(ends) if ends else None
            begin = max(spell.started_on, team.founded_on)
            if end is None or begin < end:
                found.append((spell._replace(started_on=begin, ended_on=end), team))
        return found

    def service(self) -> dict[int, list[Span]]:
        """Joined spells by person, whatever team of the commune they served in."""
        spans: dict[int, list[Span]] = {}
        for spell, _team in self._spells():
            spans.setdefault(spell.person, []).append((spell.started_on, spell.ended_on))
        return {person: joined_spells(own) for person, own in spans.items()}

    def serving(self, day: dt.date, village: int | None = None) -> set[int]:
        return {
            spell.person
            for spell, team in self._spells()
            if lasts((spell.started_on, spell.ended_on), day) and village in (None, team.village)
        }

    def teams_on(self, day: dt.date, village: int | None = None) -> list[Team]:
        return [
            team
            for team in self.teams
            if lasts((team.founded_on, team.dissolved_on), day) and village in (None, team.village)
        ]

    @property
    def at_start(self) -> int:
        return len(self.serving(self.start))

    @property
    def now(self) -> int:
        return len(self.serving(self.cut_off))

    @property
    def joined(self) -> int:
        """Comings after the first day up to the cut-off day, those who came back among them."""
        return sum(
            self.start < begin <= self.cut_off
            for own in self.service().values()
            for begin, _ in own
        )

    @property
    def left(self) -> int:
        return sum(
            end is not None and self.start < end <= self.cut_off
            for own in self.service().values()
            for _, end in own
        )

    @property
    def came_back(self) -> int:
        """Comings of somebody who had served before: part of `joined`."""
        return sum(
            self.start < later[0] <= self.cut_off
            for own in self.service().values()
            for _, later in pairwise(own)
        )

    @property
    def ever(self) -> int:
        """People who served at least one day of the span."""
        return sum(
            any(begin <= self.cut_off and (end is None or end > self.start) for begin, end in own)
            for own in self.service().values()
        )

    def days_of_service(self, person: int, since: dt.date, until: dt.date) -> int:
        """Days served in [since, until), joined spells counted once."""
        days = 0
        for begin, end in self.service().get(person, []):
            first, last = max(begin, since), min(end or until, until)
            days += max((last - first).days, 0)
        return days

    def holding(self, role: str, office: str) -> tuple[int, int]:
        """Of those in a role whose village's holder of the office is known: how many are it.

        (who hold the office, of how many it is known). A village of which no office of the kind
        is entered on the day tells nothing of its leader.
        """
        offices: list[Office] = [
            row
            for row in self.books.offices
            if row.office == office and lasts((row.started_on, row.ended_on), self.cut_off)
        ]
        held = known = 0
        for spell, team in self._spells():
            if spell.role != role or not lasts((spell.started_on, spell.ended_on), self.cut_off):
                continue
            of_village = {row.person for row in offices if row.village == team.village}
            known += bool(of_village)
            held += spell.person in of_village
        return held, known
