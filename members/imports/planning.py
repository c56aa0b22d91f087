"""From the rows of a roster to a plan: who is new, changed, moved, takes another role, left or stays.

A list says how things stood on its day. What it does not say changes nothing; what the
register knows of later days it does not touch. The plan reads the register and writes nothing.
"""

import datetime as dt
from typing import TypeAlias

from django.utils.translation import gettext as _

from common.dates import short_date
from common.text import fold
from imports.grid import Place
from imports.plan import Change, Item, Level, What
from imports.questions import Ask, Asked, Option, Question
from members.imports.matching import match_rows
from members.imports.people import Outcome, RosterPlan
from members.imports.register import TeamState, key_of, read_register
from members.imports.rows import RosterList, RosterRow
from members.imports.service import SKIP, ServicePlanner
from members.models import Commune, Membership, Paper, Person, Team

Role: TypeAlias = Membership.Role
Leaving: TypeAlias = Membership.Leaving
MOVE, BOTH = "move", "both"
#: more deputies than this are pointed out
MOST_DEPUTIES = 2


def plan_roster(
    found: RosterList,
    *,
    commune: Commune,
    team_kind: str,
    plan: RosterPlan,
    asked: Asked,
    since: dt.date | None = None,
    absent_on: dt.date | None = None,
    decision: Paper | None = None,
) -> RosterPlan:
    """Fill the plan of a roster that shows the teams of one kind as they stood on its day.

    `since`: first day of those for whom the list names none (default: the day of the list,
    the first day that is known). `absent_on`: whoever serves by the register in a team that
    the list holds, but is not on it, ends on this day; without it they are only named. Takes
    six statements, and one for each 500 citizen IDs that the commune does not have.
    """
    register = read_register(found.rows, commune, team_kind, found.as_of)
    _Planner(found, register, Team.Kind(team_kind), plan, asked, since, absent_on, decision).run()
    return plan


class _Planner(ServicePlanner):
    """Plans a roster row by row: teams, moves, who is absent, and who leads."""

    def run(self) -> None:
        rows = self.found.rows
        self.labelled = self._labelled_villages()
        matches = match_rows(rows, self.register, self.plan, self.asked)
        for person in matches.found.values():
            self.kept.add(person.pk)
        outcomes: dict[int, Outcome] = {}
        states: dict[int, TeamState] = {}
        for index, row in enumerate(rows):
            if self._stands_aside(row):
                continue
            state = self._team(row)
            if state is None:
                outcomes[index] = Outcome(What.ASKED)
                continue
            states[index] = state
            self.touched[id(state)] = state
        self._end_absent(matches.asked)
        for index, row in enumerate(rows):
            if index in matches.twice:
                continue
            if self._stands_aside(row) and index not in matches.found:
                self.plan.note(
                    Level.REMARK,
                    _("People who serve in no team of this kind and are not in the register were left out."),
                    row.where,
                )  # fmt: skip
                continue
            outcome = outcomes.setdefault(index, Outcome())
            if index in matches.asked or index in matches.refused:
                outcome.what = What.ASKED
            elif index in states:
                self._row(row, matches.found.get(index), states[index], outcome)
            self.plan.items.append(
                Item(
                    outcome.what, self.people, row.full_name, row.where, row.village.name,
                    self._about(row), tuple(outcome.changes),
                )
            )  # fmt: skip
        for state in self.touched.values():
            self._check_lead(state)
            self._mark_listed(state)

    def _stands_aside(self, row: RosterRow) -> bool:
        """Whether a row says that the person is in no team of this kind. Nothing changes then."""
        return row.aside or (row.village.pk, fold(row.team)) in self.register.others

    def _about(self, row: RosterRow) -> str:
        """Return what tells a person apart on the page: birth and role."""
        parts = [str(row.birth) if row.birth else "", self.roles[row.role] if row.role else ""]
        return ", ".join(part for part in parts if part)

    # --- teams

    def _labelled_villages(self) -> set[int]:
        """Villages in which the list names more than one team."""
        labels: dict[int, set[str]] = {}
        for row in self.found.rows:
            if row.team and not self._stands_aside(row):
                labels.setdefault(row.village.pk, set()).add(_label(row.team))
        return {village for village, several in labels.items() if len(several) > 1}

    def _team(self, row: RosterRow) -> TeamState | None:
        """Return the team of a row: the village's, or the one of its label; planned where there is none."""
        states = self.register.teams.setdefault(row.village.pk, [])
        label = _label(row.team) if row.village.pk in self.labelled else ""
        if row.team and len(states) > 1:
            label = label or _label(row.team)
        if label:
            fitting = [s for s in states if _bears(s.team, label)]
            if fitting:
                return fitting[0]
            return self._new_team(row, states, row.team)
        standing = [s for s in states if s.team.dissolved_on is None] or states
        if len(standing) > 1:
            answer = self.asked.take(
                Question(
                    f"team:{row.village.pk}", Ask.VALUE, "team",
                    _("%(village)s has several teams. To which does the list belong?") % {"village": row.village.name},
                    tuple(Option(str(s.team.pk), s.team.name) for s in standing), where=(row.where,),
                )
            )  # fmt: skip
            return next((s for s in standing if str(s.team.pk) == answer), None)
        return standing[0] if standing else self._new_team(row, states, "")

    def _new_team(self, row: RosterRow, states: list[TeamState], label: str) -> TeamState:
        name = self.kind.name_in(row.village)
        team = Team(village=row.village, kind=self.kind, founded_on=self._first_day(row))
        team.name = f"{name} – {label}" if label else name
        state = TeamState(team)
        states.append(state)
        self.plan.new_teams.append(team)
        self.plan.items.append(
            Item(What.NEW, self.teams, team.name, row.line.place(), row.village.name)
        )
        self.plan.note(
            Level.WARNING,
            _("%(village)s has no such team yet; it is made. Add its founding decision.")
            % {"village": row.village.name},
            row.line.place(),
        )
        return state

    def _first_day(self, row: RosterRow) -> dt.date:
        if row.joined:
            return min(row.joined.value, self.since or row.joined.value)
        return self.since or self.day

    def _mark_listed(self, state: TeamState) -> None:
        """Remember the newest list of a team, so that an older one is known as such."""
        team = state.team
        if team.listed_on is None or team.listed_on < self.day:
            team.listed_on = self.day
            if team.pk:
                self.plan.changed_teams[team.pk] = team

    # --- one row

    def _row(
        self, row: RosterRow, person: Person | None, state: TeamState, outcome: Outcome
    ) -> None:
        older = self._is_older(state)
        if person is None:
            person = self._new_person(row, outcome)
        else:
            self._update(row, person, outcome, older=older)
        if older:
            self._serve_before(row, person, state, outcome)
            return
        elsewhere = self._elsewhere(row, person, state)
        if elsewhere is not None and not self._move(row, person, elsewhere, outcome):
            return
        self._serve(row, person, state, outcome)
        self._hold_office(row, person, state, outcome)

    def _elsewhere(self, row: RosterRow, person: Person, state: TeamState) -> TeamState | None:
        if person.pk is None or state.running(person, self.day):
            return None
        return self.register.serves_elsewhere(person, row.village, self.day)

    def _move(self, row: RosterRow, person: Person, old: TeamState, outcome: Outcome) -> bool:
        """Ask about somebody who serves in another village; False where the row goes no further."""
        answer = self.asked.take(
            Question(
                f"move:{person.pk}:{row.village.pk}", Ask.CHOICE, "move",
                _("%(name)s (row %(row)d) serves in %(team)s by the register. Have they moved to %(village)s?")
                % {"name": person.full_name, "row": row.number, "team": old.team.name, "village": row.village.name},
                (
                    Option(MOVE, _("moved: ends there on %(day)s and serves here") % {"day": short_date(self.day)}),
                    Option(BOTH, _("serves in both")), Option(SKIP, _("leave this row out")),
                ),
                proposed=MOVE, where=(row.where,), lasting=False,
            )
        )  # fmt: skip
        if answer is None:
            outcome.is_at_least(What.ASKED)
            return False
        if answer == SKIP:
            return False
        if answer == MOVE:
            running = old.running(person, self.day)
            assert running is not None
            self._end(running, self.day, Leaving.MOVED)
            outcome.changes.append(
                Change(str(_("village")), old.team.village.name, row.village.name)
            )
            person.village = row.village
            if person.pk:
                self.plan.changed_people[person.pk] = person
            outcome.is_at_least(What.MOVE)
        return True

    def _end_absent(self, asked: set[int]) -> None:
        """Name everybody who serves in a team of the list but is not on it; end them where told."""
        for state in list(self.touched.values()):
            if state.team.pk is None or self._is_older(state):
                continue
            for spells in list(state.by_person.values()):
                for spell in spells:
                    if spell.person_id in self.kept or not spell.lasts_on(self.day):
                        continue
                    self._absent(spell, state)

    def _absent(self, spell: Membership, state: TeamState) -> None:
        name, village = spell.person.full_name, state.team.village.name
        if self.absent_on is None:
            self.plan.note(
                Level.WARNING,
                _(
                    "%(name)s (%(village)s) serves by the register but is not on the list; nothing changes for them."
                )
                % {"name": name, "village": village},
            )
            return
        if not spell.started_on < self.absent_on <= self.day:
            self.plan.note(
                Level.ERROR,
                _(
                    "%(name)s (%(village)s) cannot have left on %(day)s: they began on %(start)s, and the list is of %(list)s."
                )
                % {
                    "name": name,
                    "village": village,
                    "day": short_date(self.absent_on),
                    "start": short_date(spell.started_on),
                    "list": short_date(self.day),
                },
            )
            return
        self._end(spell, self.absent_on, Leaving.RESTAFFING)
        self.plan.items.append(
            Item(
                What.ENDED, self.people, name, None, village, str(spell.get_role_display()),
                (Change(str(_("left on")), "", short_date(self.absent_on)),),
            )
        )  # fmt: skip

    def _check_lead(self, state: TeamState) -> None:
        """A team has one leader; none, or many deputies, are pointed out."""
        older = [
            spell for _row, spell in self.before.get(id(state), []) if spell.role == Role.LEADER
        ]
        leading = (
            older if self._is_older(state) else [s for s in state.leaders if s.lasts_on(self.day)]
        )
        rows = {key_of(row_person): row for row, row_person in self._rows_of(state)}
        if len(leading) > 1:
            where = tuple(
                rows[key_of(spell.person)].where
                for spell in leading
                if key_of(spell.person) in rows
            )
            self.plan.note(
                Level.ERROR,
                _(
                    "%(team)s would have two leaders: %(names)s. End the former leader first, "
                    "or say from which day those not on the list have left."
                )
                % {
                    "team": state.team,
                    "names": ", ".join(spell.person.full_name for spell in leading),
                },
                *where,
            )
        if self._is_older(state) or self.asked_about(state):
            return
        running = [s for spells in state.by_person.values() for s in spells if s.lasts_on(self.day)]
        if running and not leading:
            self.plan.note(
                Level.WARNING,
                _("%(team)s has no leader on this list.") % {"team": state.team},
                Place(self.found.rows[0].line.sheet.name),
            )
        deputies = sum(spell.role == Role.DEPUTY for spell in running)
        if deputies > MOST_DEPUTIES:
            self.plan.note(
                Level.WARNING,
                _("%(team)s has %(count)d deputies. Please check.")
                % {"team": state.team, "count": deputies},
                Place(self.found.rows[0].line.sheet.name),
            )

    def asked_about(self, state: TeamState) -> bool:
        """Whether rows of a team are still open, so that nothing can be said of the whole."""
        return any(
            item.what == What.ASKED and item.group == state.team.village.name
            for item in self.plan.items
        )

    def _rows_of(self, state: TeamState) -> list[tuple[RosterRow, Person]]:
        found = []
        by_name = {
            row.full_name: row for row in self.found.rows if row.village.pk == state.team.village_id
        }
        for spell in [*state.leaders, *(spell for _row, spell in self.before.get(id(state), []))]:
            if (row := by_name.get(spell.person.full_name)) is not None:
                found.append((row, spell.person))
        return found


def _label(text: str) -> str:
    """Return the label of a team as it is compared: "Tổ số 02" and "2" are one."""
    folded = fold(text).strip(" .:")
    folded = folded.removeprefix("to ").removeprefix("so ").strip()
    return folded.lstrip("0") or folded


def _bears(team: Team, label: str) -> bool:
    return _label(team.name.rpartition("–")[2]) == label or fold(team.name).endswith(f" {label}")
