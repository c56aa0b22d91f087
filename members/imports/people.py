"""What a roster tells of a person: who is new, and what is known better now."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.translation import gettext as _

from common.crypto import keyed_hash
from common.dates import Precision
from common.text import spelling
from imports.plan import Change, Plan, What
from imports.questions import Asked
from members.imports.register import Register, TeamState
from members.imports.rows import RosterList, RosterRow
from members.models import Membership, Paper, Person, Team, VillageOffice

Role: TypeAlias = Membership.Role


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
class Outcome:
    """What becomes of one row, gathered while it is planned."""

    what: What = What.SAME
    changes: list[Change] = field(default_factory=list)

    def is_at_least(self, what: What) -> None:
        order = [What.SAME, What.CHANGED, What.ROLE, What.NEW, What.MOVE, What.ENDED, What.ASKED]
        if order.index(what) > order.index(self.what):
            self.what = what


class PeoplePlanner:
    """Plans the people of a roster; what they serve as comes on top.

    `before` holds spells before what is known, by team: they do not count among those of today.
    """

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
        #: spells before what is known, by team: they do not count among those of today
        self.before: dict[int, list[tuple[RosterRow, Membership]]] = {}

    def _new_person(self, row: RosterRow, outcome: Outcome) -> Person:
        person = Person(full_name=row.full_name, sex=row.sex, phone=row.phone)
        person.address, person.village = row.address, row.village
        person.birth = row.birth
        person.citizen_id = row.citizen_id
        person.fill_keys()
        self.plan.new_people.append(person)
        outcome.is_at_least(What.NEW)
        return person

    def _update(self, row: RosterRow, person: Person, outcome: Outcome, *, older: bool) -> None:
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
