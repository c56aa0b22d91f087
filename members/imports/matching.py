"""Who a row of the list is: somebody of the register, somebody new, or the same row again."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common.crypto import keyed_hash
from common.dates import PartialDate, Precision
from common.parcels import ERROR, WARNING, Parcel
from common.text import fold
from members.imports.reading import RosterRow
from members.imports.villages import VillageNames
from members.models import Commune, Membership, Person, Team, Village, VillageOffice

CHUNK = 500


@dataclass
class RosterPlan:
    """What an import would write. Unsaved objects are filled, saved ones changed in memory."""

    commune: Commune
    as_of: dt.date
    parcel: Parcel
    new_people: list[Person] = field(default_factory=list)
    changed_people: list[Person] = field(default_factory=list)
    new_teams: list[Team] = field(default_factory=list)
    ended_memberships: list[Membership] = field(default_factory=list)
    new_memberships: list[Membership] = field(default_factory=list)
    new_offices: list[VillageOffice] = field(default_factory=list)


@dataclass
class Known:
    """The register as the plan finds it, read once."""

    villages: VillageNames
    teams: dict[int, Team]
    by_hash: dict[str, Person]
    by_name: dict[str, list[Person]]
    memberships: dict[int, list[Membership]]
    offices: set[tuple[int, int, str]]


def read_register(rows: list[RosterRow], commune: Commune, team_kind: str, as_of: dt.date) -> Known:
    villages = VillageNames.on(commune, as_of)
    teams = {
        team.village_id: team
        for team in Team.objects.filter(village__commune=commune, kind=team_kind).standing_on(as_of)
    }
    in_commune = list(Person.objects.filter(village__commune=commune))
    by_hash = {person.citizen_id_hash: person for person in in_commune if person.citizen_id_hash}
    hashes = [keyed_hash(row.citizen_id) for row in rows if row.citizen_id]
    missing = [digest for digest in hashes if digest and digest not in by_hash]
    for start in range(0, len(missing), CHUNK):
        for person in Person.objects.filter(citizen_id_hash__in=missing[start : start + CHUNK]):
            by_hash[str(person.citizen_id_hash)] = person
    by_name: dict[str, list[Person]] = {}
    for person in in_commune:
        by_name.setdefault(fold(person.full_name), []).append(person)
    memberships: dict[int, list[Membership]] = {}
    for membership in Membership.objects.filter(
        team__in=[team.pk for team in teams.values()]
    ).select_related("person"):
        memberships.setdefault(membership.team_id, []).append(membership)
    offices = set(
        VillageOffice.objects.filter(village__commune=commune, ended_on__isnull=True).values_list(
            "person_id", "village_id", "office"
        )
    )
    return Known(villages, teams, by_hash, by_name, memberships, offices)


def is_repeated(
    row: RosterRow,
    seen: dict[tuple[str, str, str], RosterRow],
    ids: dict[str, RosterRow],
    parcel: Parcel,
) -> bool:
    """A person listed twice is taken once; one ID on two names is an error."""
    if row.citizen_id:
        first = ids.setdefault(row.citizen_id, row)
        if first is not row and first.name_key != row.name_key:
            parcel.note(
                ERROR,
                _("The citizen ID stands in row %(row)d already, for %(name)s.")
                % {"row": first.row + 1, "name": first.full_name},
                sheet=row.sheet,
                row=row.row,
            )
            return True
    key = (fold(row.village), row.name_key, str(row.birth or row.citizen_id))
    first = seen.setdefault(key, row)
    if first is row:
        return False
    differing = [
        label
        for label, one, two in [
            (_("phone"), first.phone, row.phone),
            (_("citizen ID"), first.citizen_id, row.citizen_id),
            (_("role"), first.role, row.role),
        ]
        if one and two and one != two
    ]
    message = _("%(name)s stands in row %(row)d already; this row was left out.") % {
        "name": row.full_name,
        "row": first.row + 1,
    }
    if differing:
        message += " " + _("It differs in: %(what)s. Please check.") % {
            "what": ", ".join(differing)
        }
    parcel.note(WARNING, message, sheet=row.sheet, row=row.row)
    parcel.count(_("rows"), _("listed twice, left out"))
    return True


def match(row: RosterRow, village: Village, known: Known, plan: RosterPlan) -> Person | None:
    """Find the person of a row, or plan a new one. None where the row is in error."""
    digest = keyed_hash(row.citizen_id)
    person = known.by_hash.get(digest) if digest else None
    if person is not None and fold(person.full_name) != row.name_key:
        plan.parcel.note(
            ERROR,
            _("This citizen ID belongs to another person of the register. Check name and number."),
            sheet=row.sheet,
            row=row.row,
        )
        return None
    if person is None:
        person = _same_name(row, village, known, plan)
    if person is None:
        person = Person(full_name=row.full_name, sex=row.sex, phone=row.phone)
        person.address, person.village = row.address, village
        person.birth = row.birth
        person.citizen_id = row.citizen_id
        person.fill_keys()
        plan.new_people.append(person)
        known.by_name.setdefault(row.name_key, []).append(person)
        if digest:
            known.by_hash[digest] = person
        return person
    _update(person, row, plan)
    return person


def _same_name(row: RosterRow, village: Village, known: Known, plan: RosterPlan) -> Person | None:
    """The same name counts as the same person only with the same birth in the same village."""
    for person in known.by_name.get(row.name_key, []):
        both_ids = row.citizen_id and person.citizen_id_hash
        same_birth = _agrees(person.birth, row.birth)
        if person.village_id == village.pk and same_birth and not both_ids:
            return person
        if same_birth and person.pk:
            plan.parcel.note(
                WARNING,
                _(
                    "%(name)s has the name and birth of a person of the register, but another "
                    "village or ID. A new person is made; merge them if they are one."
                )
                % {"name": row.full_name},
                sheet=row.sheet,
                row=row.row,
            )
    return None


def _agrees(one: PartialDate | None, two: PartialDate | None) -> bool:
    """Whether two birth dates can be the same, as far as both are known."""
    if one is None or two is None:
        return False
    if Precision.YEAR in (one.precision, two.precision):
        return one.value.year == two.value.year
    return one.value == two.value


def _update(person: Person, row: RosterRow, plan: RosterPlan) -> None:
    """Take what the list knows newer or more exactly, and say it."""
    changed = []
    if row.phone and row.phone != person.phone:
        changed.append((_("phone"), person.phone, row.phone))
        person.phone = row.phone
    if row.address and row.address != person.address:
        changed.append((_("address"), person.address, row.address))
        person.address = row.address
    if row.sex and not person.sex:
        changed.append((_("sex"), "", row.sex))
        person.sex = row.sex
    if row.birth and (
        person.birth is None
        or (person.birth.precision != Precision.DAY and row.birth.precision == Precision.DAY)
    ):
        changed.append((_("birth date"), str(person.birth or ""), str(row.birth)))
        person.birth = row.birth
    if row.citizen_id and not person.citizen_id_hash:
        changed.append((_("citizen ID"), "", "•••"))
        person.citizen_id = row.citizen_id
    if not changed:
        plan.parcel.count(_("people"), _("the same"))
        return
    for label, old, new in changed:
        plan.parcel.note(
            WARNING,
            _("%(name)s: %(label)s “%(old)s” becomes “%(new)s”.")
            % {"name": person.full_name, "label": label, "old": old, "new": new},
            sheet=row.sheet,
            row=row.row,
        )
    person.fill_keys()
    if person.pk:
        plan.changed_people.append(person)
