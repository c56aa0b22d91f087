"""From the rows of a roster to a plan: what is new, the same, changed or doubtful.

The plan reads the register and writes nothing.
"""

import datetime as dt

from django.utils.translation import gettext as _

from common.parcels import CHANGED, ERROR, NEW, SAME, WARNING, Parcel
from members.imports.matching import Known, RosterPlan, is_repeated, match, read_register
from members.imports.reading import RosterRow
from members.models import Commune, Membership, Paper, Person, Team, Village, VillageOffice


def plan_roster(
    rows: list[RosterRow],
    *,
    commune: Commune,
    team_kind: str,
    as_of: dt.date,
    parcel: Parcel,
    since: dt.date | None = None,
    absent_on: dt.date | None = None,
    decision: Paper | None = None,
) -> RosterPlan:
    """Plan a roster that shows the teams of one kind as they stood on `as_of`.

    `since`: first day of those for whom the list names none (default `as_of`,
    the first day that is known). `absent_on`: whoever serves by the register
    but is not on the list ends on this day; without it they only raise a
    warning. Takes six statements and one for each 500 citizen IDs.
    """
    plan = RosterPlan(commune, as_of, parcel)
    known = read_register(rows, commune, team_kind, as_of)
    kept: set[int] = set()
    seen: dict[tuple[str, str, str], RosterRow] = {}
    ids: dict[str, RosterRow] = {}
    people: list[tuple[RosterRow, Person, Village]] = []
    for row in rows:
        village = known.villages.find(row.village)
        if village is None:
            problem = known.villages.problem(row.village)
            parcel.note(ERROR, problem, sheet=row.sheet, row=row.row)
            continue
        if is_repeated(row, seen, ids, parcel):
            continue
        person = match(row, village, known, plan)
        if person is None:
            continue
        if person.pk:
            kept.add(person.pk)
        people.append((row, person, village))
    _end_absent(plan, known, kept, absent_on, decision)
    changed = {id(person) for person in plan.changed_people}
    for row, person, village in people:
        what = NEW if person.pk is None else CHANGED if id(person) in changed else SAME
        parcel.decide(what, row.full_name, sheet=row.sheet, row=row.row)
        team = _team(row, village, known, plan, team_kind, since)
        _serve(row, person, team, known, plan, since, decision)
        _hold_office(row, person, village, known, plan)
    _one_leader_each(plan, known)
    _tell(plan)
    return plan


def _team(
    row: RosterRow,
    village: Village,
    known: Known,
    plan: RosterPlan,
    team_kind: str,
    since: dt.date | None,
) -> Team:
    team = known.teams.get(village.pk)
    if team is None:
        kind = Team.Kind(team_kind)
        first = row.joined.value if row.joined else plan.as_of
        team = Team(village=village, kind=kind, name=kind.name_in(village), founded_on=first)
        if since:
            team.founded_on = min(since, first)
        known.teams[village.pk] = team
        plan.new_teams.append(team)
        plan.parcel.note(
            WARNING,
            _("%(village)s has no such team yet; it is made. Add its founding decision.")
            % {"village": village.name},
            sheet=row.sheet,
            row=row.row,
        )
    if team.pk is None and row.joined and row.joined.value < team.founded_on:
        team.founded_on = row.joined.value
    return team


def _serve(
    row: RosterRow,
    person: Person,
    team: Team,
    known: Known,
    plan: RosterPlan,
    since: dt.date | None,
    decision: Paper | None,
) -> None:
    """Plan the membership that the row shows, role changes as rows of their own."""
    spells = known.memberships.setdefault(team.pk or -id(team), [])
    current = [
        spell for spell in spells if spell.person is person or (
            person.pk and spell.person_id == person.pk
        )
    ]  # fmt: skip
    running = next((spell for spell in current if spell.lasts_on(plan.as_of)), None)
    if running is not None and running.role == row.role:
        plan.parcel.count(_("memberships"), _("the same"))
        return
    if running is not None:
        start = plan.as_of
        if running.started_on >= plan.as_of:
            running.role = row.role
        else:
            running.ended_on = plan.as_of
            running.leaving = Membership.Leaving.ROLE_CHANGE
        plan.ended_memberships.append(running)
        if running.started_on >= plan.as_of:
            return
    else:
        start = row.joined.value if row.joined else since or plan.as_of
        ends = [spell.ended_on for spell in current if spell.ended_on and spell.ended_on > start]
        start = max([start, *ends])
    if start < team.founded_on:
        plan.parcel.note(
            WARNING,
            _("%(name)s joined before the team was founded. Please check the date.")
            % {"name": row.full_name},
            sheet=row.sheet,
            row=row.row,
        )
    lead_from = _lead_from(row, team, start, spells, plan)
    if lead_from > start:
        before = Membership(
            team=team, person=person, role=Membership.Role.MEMBER, started_on=start,
            ended_on=lead_from, leaving=Membership.Leaving.ROLE_CHANGE,
        )  # fmt: skip
        spells.append(before)
        plan.new_memberships.append(before)
    spell = Membership(
        team=team, person=person, role=row.role, started_on=lead_from, appointment=decision
    )
    spells.append(spell)
    plan.new_memberships.append(spell)


def _lead_from(
    row: RosterRow, team: Team, start: dt.date, spells: list[Membership], plan: RosterPlan
) -> dt.date:
    """A list tells the role of its own day. While another led, this one was a member."""
    if row.role != Membership.Role.LEADER:
        return start
    earlier = [
        spell
        for spell in spells
        if spell.role == Membership.Role.LEADER and spell.ended_on and spell.ended_on > start
    ]
    if not earlier:
        return start
    last = max(earlier, key=lambda spell: spell.ended_on or dt.date.max)
    assert last.ended_on is not None
    plan.parcel.note(
        WARNING,
        _("Until %(day)s the leader was %(leader)s; %(name)s counts as member until then.")
        % {
            "day": f"{last.ended_on:%d/%m/%Y}",
            "leader": last.person.full_name,
            "name": row.full_name,
        },
        sheet=row.sheet,
        row=row.row,
    )
    return last.ended_on


def _end_absent(
    plan: RosterPlan,
    known: Known,
    kept: set[int],
    absent_on: dt.date | None,
    decision: Paper | None,
) -> None:
    for spells in known.memberships.values():
        for spell in spells:
            if spell.person_id in kept or not spell.lasts_on(plan.as_of):
                continue
            if absent_on is None or absent_on <= spell.started_on:
                plan.parcel.note(
                    WARNING,
                    _("%(name)s serves by the register but is not on the list.")
                    % {"name": spell.person.full_name},
                    sheet=_("Register"),
                    row=None,
                )
                continue
            spell.ended_on = absent_on
            spell.leaving = Membership.Leaving.RESTAFFING
            spell.dismissal = decision
            plan.ended_memberships.append(spell)


def _hold_office(
    row: RosterRow, person: Person, village: Village, known: Known, plan: RosterPlan
) -> None:
    if row.office is None:
        return
    if person.pk and (person.pk, village.pk, row.office) in known.offices:
        return
    # The list shows the post on its day; leader and village head go together since then.
    started = plan.as_of
    if row.office in (VillageOffice.Office.HEAD, VillageOffice.Office.DEPUTY_HEAD):
        spells = [spell for spell in plan.new_memberships if spell.person is person]
        started = spells[-1].started_on if spells else started
    plan.new_offices.append(
        VillageOffice(
            person=person, village=village, office=row.office, title=row.office_title,
            started_on=started,
        )
    )  # fmt: skip


def _one_leader_each(plan: RosterPlan, known: Known) -> None:
    for spells in known.memberships.values():
        leading = [
            spell
            for spell in spells
            if spell.role == Membership.Role.LEADER and spell.lasts_on(plan.as_of)
        ]
        if len(leading) > 1:
            names = ", ".join(spell.person.full_name for spell in leading)
            plan.parcel.note(
                ERROR,
                _(
                    "%(team)s would have two leaders: %(names)s. End the former leader first, "
                    "or say from which day those not on the list have left."
                )
                % {"team": leading[0].team, "names": names},
                sheet=_("Register"),
                row=None,
            )


def _tell(plan: RosterPlan) -> None:
    count = plan.parcel.count
    count(_("people"), _("new"), len(plan.new_people))
    count(_("people"), _("changed"), len(plan.changed_people))
    count(_("teams"), _("new"), len(plan.new_teams))
    count(_("memberships"), _("new"), len(plan.new_memberships))
    count(_("memberships"), _("ended"), len(plan.ended_memberships))
    count(_("village offices"), _("new"), len(plan.new_offices))
