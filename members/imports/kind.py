"""Rosters as a kind of list: what the page and the command ask, read, show and write."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imports.grid import Sheet
from imports.plan import Context, Item, Plan, What
from imports.questions import Answers, Asked
from imports.writing import BulkWriter
from members.forms.imports import RosterOptions
from members.imports.form import LABELS
from members.imports.people import RosterPlan
from members.imports.planning import plan_roster
from members.imports.reading import read_roster
from members.imports.villages import VillageNames
from members.models import Commune, Membership, Person, Team, VillageOffice

PERSON_FIELDS = [
    "full_name", "sort_key", "phone", "address", "sex", "birth_date", "birth_precision", "search",
    "citizen_id_encrypted", "citizen_id_hash", "citizen_id_tail", "village",
]  # fmt: skip
MEMBERSHIP_FIELDS = ["ended_on", "leaving", "dismissal", "role"]


class RosterImporter:
    """Lists of the members of teams, one row a person."""

    kind = "roster"
    title = _("Rosters of teams")
    about = _("One row a person, by village: name, birth, citizen ID, phone, role.")
    form = RosterOptions
    fields = LABELS

    def read(self, sheets: Sequence[Sheet], context: Context, answers: Answers) -> RosterPlan:
        """Plan a roster. Options: `team_kind`; `as_of`, `since`, `absent_on` (days or None); `decision`."""
        commune = Commune.objects.get(pk=context.commune)
        options = context.options
        asked, plan = Asked(answers), RosterPlan()
        day = options.get("as_of") or context.today
        names = VillageNames.of(commune.villages.with_origin(), day)
        names.commune_name = commune.name
        found = read_roster(
            sheets, villages=names, team_kind=options["team_kind"], as_of=options.get("as_of"),
            today=context.today, plan=plan, asked=asked,
        )  # fmt: skip
        if found.rows:
            plan_roster(
                found, commune=commune, team_kind=options["team_kind"], plan=plan, asked=asked,
                since=options.get("since"), absent_on=options.get("absent_on"),
                decision=options.get("decision"),
            )  # fmt: skip
        for name, where in found.unplaced:
            plan.items.append(Item(What.ASKED, gettext("people"), name, where))
        plan.questions = asked.questions
        return plan

    def write(self, plan: Plan, writer: BulkWriter) -> None:
        """Write what the plan holds. A fixed number of statements for each thousand rows."""
        assert isinstance(plan, RosterPlan)
        plan.refuse_if_wrong()
        writer.create(Team, plan.new_teams)
        writer.update(Team, list(plan.changed_teams.values()), ["founded_on", "listed_on"])
        writer.create(Person, plan.new_people)
        writer.update(Person, list(plan.changed_people.values()), PERSON_FIELDS)
        writer.update(Membership, list(plan.changed_memberships.values()), MEMBERSHIP_FIELDS)
        writer.create(Membership, plan.new_memberships)
        writer.create(VillageOffice, plan.new_offices)
