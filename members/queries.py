"""Shared reads of the register."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from auditlog.models import LogEntry
from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.utils.translation import gettext as _

from common.dates import short_date
from members.models import Commune, Letterhead, Membership, Person, Team, UnitChange
from members.models.papers import IssuerKind


def predecessors(communes: Iterable[int]) -> set[int]:
    """Return ids of the communes that were merged, split or renamed into these.

    Whoever looks after today's commune looks after its history. Takes one
    statement, whatever the length of the chain; none for no commune.
    """
    wanted = set(communes)
    if not wanted:
        return set()
    pairs = list(
        UnitChange.objects.filter(communes_to__isnull=False).values_list(
            "communes_to", "communes_from"
        )
    )
    found: set[int] = set()
    frontier = wanted
    while frontier:
        frontier = {old for new, old in pairs if new in frontier and old} - found - wanted
        found |= frontier
    return found


def commune_by_code(code: str) -> Commune | None:
    """Return the commune with this code under any scheme, the living one first."""
    return (
        Commune.objects.filter(code=code)
        .order_by(F("dissolved_on").desc(nulls_first=True), "pk")
        .first()
    )


def letterhead_for(commune: Commune, kind: str, day: dt.date) -> Letterhead:
    """Return the commune's letterhead in force, or one made from its name, not saved.

    Who may see the commune may see it. One statement.
    """
    found: Letterhead | None = Letterhead.objects.filter(commune=commune, kind=kind).on(day).first()
    if found is not None:
        return found
    unit = commune.full_name
    committee = f"UBND {unit}"
    made = {
        IssuerKind.PEOPLES_COMMITTEE: (
            "", committee, "UBND", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
        ),
        IssuerKind.STEERING_COMMITTEE: (
            committee, "Ban Chỉ đạo 138", "BCĐ", "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN",
        ),
        IssuerKind.POLICE: (
            f"Công an tỉnh {commune.province}", f"Công an {unit}", "CAX", "", "TRƯỞNG CÔNG AN",
        ),
    }[IssuerKind(kind)]  # fmt: skip
    parent, organ, symbol, authority, post = made
    return Letterhead(
        commune=commune, kind=kind, parent=parent, organ=organ, symbol=symbol,
        place=commune.name, authority=authority, signer_post=post, started_on=day,
    )  # fmt: skip


def roster_on(team: Team, day: dt.date) -> list[Membership]:
    """Return who serves in a team on a day: leader, deputies, members by given name.

    The caller's team came through `visible_to`. One statement.
    """
    order = list(Membership.Role.values)
    rows = team.memberships.serving_on(day).select_related("person")
    return sorted(rows, key=lambda row: (order.index(row.role), row.person.sort_key))


def people_found(
    user: Any, *, text: str, village: int | None, serving: bool, order: str, day: dt.date
) -> QuerySet[Person]:
    """Return the people a user may see, narrowed and ordered.

    `order` "village" or "service" (longest first), else by given name. Each
    person who serves carries `serving_since`, the day of joining in any role.
    One statement when read.
    """
    today = Q(memberships__started_on__lte=day) & (
        Q(memberships__ended_on__isnull=True) | Q(memberships__ended_on__gt=day)
    )
    people = (
        Person.objects.visible_to(user)
        .matching(text)
        .select_related("village__commune")
        .annotate(
            serving=Count("memberships", filter=today),
            first_joined=Min("memberships__started_on"),
        )
        .annotate(serving_since=Case(When(serving__gt=0, then=F("first_joined"))))
    )
    if village is not None:
        people = people.filter(village=village)
    if serving:
        people = people.filter(serving_since__isnull=False)
    keys = {
        "village": ("village__sort_key", "sort_key", "pk"),
        "service": (F("serving_since").asc(nulls_last=True), "sort_key", "pk"),
    }.get(order, ("sort_key", "birth_date", "pk"))
    return people.order_by(*keys)


@dataclass(frozen=True)
class Band:
    """A spell in a lane of the timeline; `left` and `width` in thousandths of its length."""

    left: int
    width: int
    label: str
    lasting: bool


@dataclass(frozen=True)
class Lane:
    title: str
    bands: tuple[Band, ...]


def lanes_of(person: Person, day: dt.date) -> dict[str, Any]:
    """Return a person's service as lanes over the years: one a team, one an office.

    The caller's person came through `visible_to`. Two statements.
    """
    spells: dict[str, list[tuple[dt.date, dt.date | None, str]]] = {}
    for row in person.memberships.select_related("team").order_by("started_on"):
        spells.setdefault(row.team.name, []).append(
            (row.started_on, row.ended_on, row.get_role_display())
        )
    for office in person.offices.select_related("village").order_by("started_on"):
        title = office.title or office.get_office_display()
        spells.setdefault(f"{title}, {office.village.name}", []).append(
            (office.started_on, office.ended_on, title)
        )
    starts = [start for rows in spells.values() for start, _end, _label in rows]
    if not starts:
        return {"lanes": [], "years": []}
    first = dt.date(min(starts).year, 1, 1)
    length = max((day - first).days, 365)

    def place(at: dt.date) -> int:
        return min(max(round(1000 * (at - first).days / length), 0), 1000)

    lanes = [
        Lane(
            title,
            tuple(
                Band(
                    place(start),
                    max(place(end or day) - place(start), 4),
                    f"{label}: {short_date(start)} - {short_date(end) if end else '…'}",
                    end is None,
                )
                for start, end, label in rows
            ),
        )
        for title, rows in spells.items()
    ]
    step = max(1, (day.year - first.year) // 6)
    years = [(place(dt.date(y, 1, 1)), y) for y in range(first.year, day.year + 1, step)]
    return {"lanes": lanes, "years": years}


@dataclass(frozen=True)
class LogLine:
    """An entry of the log as a sentence: who did what, when."""

    when: dt.datetime
    who: str
    what: str


def changes_of(person: Person) -> list[LogLine]:
    """Return the latest entries of the log on a person, for officers. Two statements."""
    entries = LogEntry.objects.get_for_object(person).select_related("actor")
    return [
        LogLine(entry.timestamp, str(entry.actor or _("import")), _said(entry))
        for entry in entries.order_by("-timestamp")[:20]
    ]


def _said(entry: LogEntry) -> str:
    data = entry.additional_data or {}
    known = {
        "person.open": _("opened the record"),
        "person.citizen_id": _("saw the whole citizen ID"),
        "import.create": _("added from %(file)s"),
        "import.change": _("changed from %(file)s"),
    }.get(data.get("what", ""))
    if known:
        return known % {"file": data.get("source", "")} if "%(" in known else known
    if entry.action == LogEntry.Action.CREATE:
        return _("added")
    if entry.action == LogEntry.Action.DELETE:
        return _("deleted")
    labels = {field.name: str(field.verbose_name) for field in Person._meta.fields}
    labels["citizen_id_encrypted"] = _("citizen ID")
    names = [labels.get(name, name) for name in entry.changes or {}]
    return _("changed: %(what)s") % {"what": ", ".join(names)}
