"""From the rows of a roster to a plan: who is new, changed, moved, takes another role, left or stays.

A list says how things stood on its day. What it does not say changes nothing; what the
register knows of later days it does not touch. The plan reads the register and writes nothing.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.translation import gettext as _

from common.crypto import keyed_hash
from common.dates import Precision, short_date
from common.text import fold, spelling
from imports.grid import Place
from imports.plan import Change, Item, Level, Plan, What
from imports.questions import Ask, Asked, Option, Question
from members.imports.matching import match_rows
from members.imports.register import Register, TeamState, key_of, read_register
from members.imports.rows import RosterList, RosterRow
from members.models import Commune, Membership, Paper, Person, Team, Village, VillageOffice

Role: TypeAlias = Membership.Role
Leaving: TypeAlias = Membership.Leaving
MOVE, BOTH, SKIP = "move", "both", "skip"
#: more deputies than this are pointed out
MOST_DEPUTIES = 2


@dataclass
class RosterPlan(Plan):
    """What an import would write. Unsaved objects are filled, saved ones changed in memory."""

    new_people: list[Person] = field(default_factory=list)
    changed_people: dict[int, Person] = field(default_factory=dict)
    new_teams: list[Team] = field(default_factory=list)
    changed_teams: dict[int, Team] = field(default_factory=dict)
    changed_memberships: dict[int, Membership] = field(default_factory=dict)
    new_memberships: list[Membership] = field(default_factory=list)
    new_offices: list[VillageOffice] = field(default_factory=list)


@dataclass(slots=True)
class _Outcome:
    """What becomes of one row, gathered while it is planned."""

    what: What = What.SAME
    changes: list[Change] = field(default_factory=list)

    def is_at_least(self, what: What) -> None:
        order = [What.SAME, What.CHANGED, What.ROLE, What.NEW, What.MOVE, What.ENDED, What.ASKED]
        if order.index(what) > order.index(self.what):
            self.what = what


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


class _Planner:
    def __init__(
        self,
        found: RosterList,
        register: Register,
        kind: Team.Kind,
        plan: RosterPlan,
        asked: Asked,
        since: dt.date | None,
        absent_on: dt.date | None,
        decision: Paper | None,
    ) -> None:
        self.found, self.register, self.kind = found, register, kind
        self.plan, self.asked = plan, asked
        self.day, self.since, self.absent_on = found.as_of, since, absent_on
        self.decision = decision
        self.kept: set[int] = set()
        self.touched: dict[int, TeamState] = {}
        self.older: dict[int, bool] = {}
        self.people, self.teams = str(_("people")), str(_("teams"))
        self.roles = {role: str(role.label) for role in Role}
        self.words = {
            "serves": str(_("serves")), "since": str(_("%(role)s since %(day)s")),
        }  # fmt: skip
        self.labelled = self._labelled_villages()
        #: spells before what is known, by team: they do not count among those of today
        self.before: dict[int, list[tuple[RosterRow, Membership]]] = {}

    def run(self) -> None:
        rows = self.found.rows
        matches = match_rows(rows, self.register, self.plan, self.asked)
        for person in matches.found.values():
            self.kept.add(person.pk)
        outcomes: dict[int, _Outcome] = {}
        states: dict[int, TeamState] = {}
        for index, row in enumerate(rows):
            if self._stands_aside(row):
                continue
            state = self._team(row)
            if state is None:
                outcomes[index] = _Outcome(What.ASKED)
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
            outcome = outcomes.setdefault(index, _Outcome())
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

    def _is_older(self, state: TeamState) -> bool:
        """Whether the register knows later days of a team than the list's."""
        if id(state) not in self.older:
            until = state.known_until if state.team.pk else None
            self.older[id(state)] = until is not None and until > self.day
        return self.older[id(state)]

    # --- one row

    def _row(
        self, row: RosterRow, person: Person | None, state: TeamState, outcome: _Outcome
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

    def _new_person(self, row: RosterRow, outcome: _Outcome) -> Person:
        person = Person(full_name=row.full_name, sex=row.sex, phone=row.phone)
        person.address, person.village = row.address, row.village
        person.birth = row.birth
        person.citizen_id = row.citizen_id
        person.fill_keys()
        self.plan.new_people.append(person)
        outcome.is_at_least(What.NEW)
        return person

    def _update(self, row: RosterRow, person: Person, outcome: _Outcome, *, older: bool) -> None:
        """Take what the list knows newer or more exactly; an older list only what was not known."""
        sure = bool(row.citizen_id) and keyed_hash(row.citizen_id) == person.citizen_id_hash
        changes = []
        if not older and spelling(person.full_name) != row.spelled and not row.full_name.isascii():
            changes.append(Change(str(_("full name")), person.full_name, row.full_name))
            person.full_name = row.full_name
        if row.phone and row.phone != person.phone and not (older and person.phone):
            changes.append(Change(str(_("phone")), person.phone, row.phone))
            person.phone = row.phone
        if row.address and row.address != person.address and not (older and person.address):
            changes.append(Change(str(_("address")), person.address, row.address))
            person.address = row.address
        if row.sex and row.sex != person.sex and (not person.sex or (sure and not older)):
            before = str(person.get_sex_display()) if person.sex else ""
            person.sex = row.sex
            changes.append(Change(str(_("sex")), before, str(person.get_sex_display())))
        if (
            row.birth
            and row.birth != person.birth
            and self._takes_birth(row, person, sure=sure, older=older)
        ):
            changes.append(Change(str(_("birth date")), str(person.birth or ""), str(row.birth)))
            person.birth = row.birth
        if row.citizen_id and not sure and not (older and person.citizen_id_hash):
            changes.append(
                Change(
                    str(_("citizen ID")),
                    person.masked_citizen_id if person.citizen_id_hash else "",
                    "•••" + row.citizen_id[-4:],
                )
            )
            person.citizen_id = row.citizen_id
        if not changes:
            return
        person.fill_keys()
        self.plan.changed_people[person.pk] = person
        outcome.changes += changes
        outcome.is_at_least(What.CHANGED)

    def _takes_birth(self, row: RosterRow, person: Person, *, sure: bool, older: bool) -> bool:
        """Whether a birth date is better known now; never a day given up for a bare year that agrees."""
        assert row.birth is not None
        if person.birth is None:
            return True
        order = [Precision.YEAR, Precision.MONTH, Precision.DAY]
        finer = order.index(row.birth.precision) - order.index(person.birth.precision)
        same_year = row.birth.value.year == person.birth.value.year
        if same_year and finer < 0:
            return False
        return finer > 0 if older else True

    def _elsewhere(self, row: RosterRow, person: Person, state: TeamState) -> TeamState | None:
        if person.pk is None or state.running(person, self.day):
            return None
        return self.register.serves_elsewhere(person, row.village, self.day)

    def _move(self, row: RosterRow, person: Person, old: TeamState, outcome: _Outcome) -> bool:
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

    def _role(self, row: RosterRow, outcome: _Outcome) -> Role | None:
        """Return the role of somebody who does not serve yet; asked where the list names none."""
        if row.role is not None:
            return row.role
        answer = self.asked.take(
            Question(
                "role:", Ask.VALUE, "role",
                _("The list names no role for people who do not serve yet. Which role do they take?"),
                (
                    *(Option(role.value, str(role.label)) for role in Role),
                    Option(SKIP, _("none: they do not serve, change nothing")),
                ),
                proposed=Role.MEMBER.value, where=(row.where,), lasting=False,
            )
        )  # fmt: skip
        if answer is None:
            outcome.is_at_least(What.ASKED)
        return Role(answer) if answer and answer != SKIP else None

    def _serve(self, row: RosterRow, person: Person, state: TeamState, outcome: _Outcome) -> None:
        """Plan the membership that the row shows; a change of role is a spell of its own."""
        spells = state.spells_of(person)
        running = next((spell for spell in spells if spell.lasts_on(self.day)), None)
        if row.left is not None:
            self._leave(row, person, state, running, outcome)
            return
        if running is not None and row.role in (None, running.role):
            return
        role = row.role if running is not None else self._role(row, outcome)
        if role is None:
            return
        if running is not None:
            before = str(running.get_role_display())
            outcome.is_at_least(What.ROLE)
            outcome.changes.append(Change(str(_("role")), before, str(Role(role).label)))
            if running.started_on >= self.day:
                self._change_role(running, role, state)
                return
            self._end(running, self.day, Leaving.ROLE_CHANGE)
            start = self.day
        else:
            start = row.joined.value if row.joined else self.since or self.day
            ends = [spell.ended_on for spell in spells if spell.ended_on and spell.ended_on > start]
            start = max([start, *ends])
            outcome.is_at_least(What.NEW)
            outcome.changes.append(
                Change(
                    self.words["serves"],
                    "",
                    self.words["since"] % {"role": self.roles[role], "day": short_date(start)},
                )
            )
        self._founded(row, state, start)
        lead_from = self._lead_from(row, role, state, start)
        if lead_from > start:
            self._enter(
                state,
                Membership(
                    team=state.team, person=person, role=Role.MEMBER, started_on=start,
                    ended_on=lead_from, leaving=Leaving.ROLE_CHANGE,
                ),
            )  # fmt: skip
        self._enter(
            state,
            Membership(
                team=state.team, person=person, role=role, started_on=lead_from,
                appointment=self.decision,
            ),
        )  # fmt: skip

    def _founded(self, row: RosterRow, state: TeamState, start: dt.date) -> None:
        team = state.team
        if start >= team.founded_on:
            return
        if team.pk is None:
            team.founded_on = start
            return
        self.plan.note(
            Level.WARNING,
            _("%(name)s joined before the team was founded. Please check the date.")
            % {"name": row.full_name},
            row.line.place("joined"),
        )

    def _leave(
        self,
        row: RosterRow,
        person: Person,
        state: TeamState,
        running: Membership | None,
        outcome: _Outcome,
    ) -> None:
        """Somebody of whom the list says that they left: their service ends on that day."""
        assert row.left is not None and row.left.on is not None
        day = row.left.on.value
        if running is not None:
            if day <= running.started_on:
                self.plan.note(
                    Level.ERROR,
                    _("%(name)s left on %(day)s, before they began on %(start)s. Check the dates.")
                    % {
                        "name": row.full_name,
                        "day": short_date(day),
                        "start": short_date(running.started_on),
                    },
                    row.where,
                )
                return
            self._end(running, day, row.left.why)
            outcome.is_at_least(What.ENDED)
            outcome.changes.append(Change(str(_("left on")), "", short_date(day)))
            return
        if state.spells_of(person):
            return
        start = row.joined.value if row.joined else self.since
        if start is None or start >= day or day > self.day:
            self.plan.note(
                Level.WARNING,
                _(
                    "%(name)s left on %(day)s and is not entered as serving; the list does not say since when they served."
                )
                % {"name": row.full_name, "day": short_date(day)},
                row.where,
            )
            if person in self.plan.new_people:
                self.plan.new_people.remove(person)
            outcome.what = What.SAME
            return
        self._founded(row, state, start)
        self._enter(
            state,
            Membership(
                team=state.team, person=person, role=row.role or Role.MEMBER, started_on=start,
                ended_on=day, leaving=row.left.why,
            ),
        )  # fmt: skip
        outcome.is_at_least(What.ENDED)
        outcome.changes.append(
            Change(str(_("served")), "", f"{short_date(start)} – {short_date(day)}")
        )

    def _serve_before(
        self, row: RosterRow, person: Person, state: TeamState, outcome: _Outcome
    ) -> None:
        """A list older than what is known: it fills the time before, or must agree with it."""
        until, since = state.known_until, state.known_from
        assert until is not None
        running = state.running(person, self.day)
        if since is not None and self.day >= since:
            if running is not None and row.role in (None, running.role):
                return
            then = str(running.get_role_display()) if running else str(_("not serving"))
            self.plan.note(
                Level.ERROR,
                _(
                    "This list of %(day)s is older than what the register knows (until %(until)s), and contradicts it: on that day %(name)s was: %(then)s. Nothing that is known is rewritten."
                )
                % {
                    "day": short_date(self.day),
                    "until": short_date(until),
                    "name": row.full_name,
                    "then": then,
                },
                row.line.place("role" if row.role else ""),
            )
            return
        before = since or until
        if state.team.decision_id is not None and self.day < state.team.founded_on:
            self.plan.note(
                Level.ERROR,
                _("%(team)s was founded on %(day)s by its decision; this list is older.")
                % {"team": state.team.name, "day": short_date(state.team.founded_on)},
                row.line.place(),
            )
            return
        role = self._role(row, outcome)
        if role is None:
            return
        start = min(row.joined.value, self.day) if row.joined else self.day
        end = before if row.left is None or row.left.on is None else min(before, row.left.on.value)
        if start >= end:
            return
        goes_on = any(spell.started_on == before for spell in state.spells_of(person))
        spell = Membership(
            team=state.team, person=person, role=role, started_on=start, ended_on=end,
            leaving=row.left.why if row.left else Leaving.ROLE_CHANGE if goes_on else Leaving.RESTAFFING,
        )  # fmt: skip
        if state.team.pk and start < state.team.founded_on:
            state.team.founded_on = start
            self.plan.changed_teams[state.team.pk] = state.team
        self.plan.new_memberships.append(spell)
        self.before.setdefault(id(state), []).append((row, spell))
        outcome.is_at_least(What.NEW)
        outcome.changes.append(
            Change(
                str(_("served")), "", f"{Role(role).label}, {short_date(start)} – {short_date(end)}"
            )
        )

    # --- spells

    def _enter(self, state: TeamState, spell: Membership) -> None:
        state.enter(spell)
        self.plan.new_memberships.append(spell)

    def _end(self, spell: Membership, day: dt.date, why: Leaving) -> None:
        spell.ended_on, spell.leaving = day, why
        if why == Leaving.RESTAFFING:
            spell.dismissal = self.decision
        self.plan.changed_memberships[spell.pk] = spell

    def _change_role(self, spell: Membership, role: Role, state: TeamState) -> None:
        if spell in state.leaders:
            state.leaders.remove(spell)
        spell.role = role
        if role == Role.LEADER:
            state.leaders.append(spell)
        self.plan.changed_memberships[spell.pk] = spell

    def _lead_from(self, row: RosterRow, role: Role, state: TeamState, start: dt.date) -> dt.date:
        """A list tells the role of its own day. While another led, this one was a member."""
        if role != Role.LEADER:
            return start
        earlier = [spell for spell in state.leaders if spell.ended_on and spell.ended_on > start]
        if not earlier:
            return start
        last = max(earlier, key=lambda spell: spell.ended_on or dt.date.max)
        assert last.ended_on is not None
        self.plan.note(
            Level.WARNING,
            _("Until %(day)s the leader was %(leader)s; %(name)s counts as member until then.")
            % {
                "day": short_date(last.ended_on),
                "leader": last.person.full_name,
                "name": row.full_name,
            },
            row.where,
        )
        return last.ended_on

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

    def _hold_office(
        self, row: RosterRow, person: Person, state: TeamState, outcome: _Outcome
    ) -> None:
        if row.office is None or row.left is not None:
            return
        if person.pk and (person.pk, row.village.pk, row.office) in self.register.offices:
            return
        # The list shows the post on its day; leader and village head go together since then.
        started = self.day
        if (
            row.office in (VillageOffice.Office.HEAD, VillageOffice.Office.DEPUTY_HEAD)
            and person.pk is None
        ):
            own = state.spells_of(person)
            started = own[-1].started_on if own else started
        self.plan.new_offices.append(
            VillageOffice(
                person=person, village=row.village, office=row.office, title=row.office_title,
                started_on=started,
            )
        )  # fmt: skip
        outcome.is_at_least(What.CHANGED)
        outcome.changes.append(Change(str(_("post in the village")), "", row.office_title))

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


def homes(rows: list[RosterRow]) -> list[Village]:
    """Return the villages that a list holds, each once."""
    return list({row.village.pk: row.village for row in rows}.values())
