"""What a roster tells of service: who comes, leaves, takes another role, and served before."""

import datetime as dt
from typing import TypeAlias

from django.utils.translation import gettext as _

from common.dates import short_date
from imports.plan import Change, Level, What
from imports.questions import Ask, Option, Question
from members.imports.people import Outcome, PeoplePlanner
from members.imports.register import TeamState
from members.imports.rows import RosterRow
from members.models import Membership, Person, VillageOffice

Role: TypeAlias = Membership.Role
Leaving: TypeAlias = Membership.Leaving
SKIP = "skip"


class ServicePlanner(PeoplePlanner):
    """Plans the memberships and posts of one row after the other."""

    def _is_older(self, state: TeamState) -> bool:
        """Whether the register knows later days of a team than the list's."""
        if id(state) not in self.older:
            until = state.known_until if state.team.pk else None
            self.older[id(state)] = until is not None and until > self.day
        return self.older[id(state)]

    def _role(self, row: RosterRow, outcome: Outcome) -> Role | None:
        """Return the role of somebody who does not serve yet; asked where the list names none."""
        if row.role is not None:
            return row.role
        if row.role_is_open:
            outcome.is_at_least(What.ASKED)
            return None
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

    def _serve(self, row: RosterRow, person: Person, state: TeamState, outcome: Outcome) -> None:
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
        outcome: Outcome,
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
        self, row: RosterRow, person: Person, state: TeamState, outcome: Outcome
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

    def _hold_office(
        self, row: RosterRow, person: Person, state: TeamState, outcome: Outcome
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
