"""Units through time, and the letterheads of communes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone
from vietnam_provinces import Province, Ward

from common.access import OFFICER, is_editable
from common.models import lasting
from common.text import collation_key, nfc, sentence_case
from common.unit_words import DEPUTY_HEADS, HEADS, UnitWords, province_words
from members.models import (
    Commune,
    Letterhead,
    UnitChange,
    Village,
    VillageOffice,
    VillageYear,
)
from members.models.papers import IssuerKind


def predecessors(communes: Iterable[int]) -> set[int]:
    """Return ids of the communes that were merged, split or renamed into these.

    Whoever looks after today's commune looks after its history. Takes one
    statement, whatever the length of the chain; none for no commune.
    """
    wanted = set(communes)
    return _before(wanted, _commune_pairs()) if wanted else set()


def with_predecessors(commune: int) -> frozenset[int]:
    """Return the id of a commune and of those it was made of: where its history lies. One statement."""
    return frozenset({commune} | predecessors([commune]))


def histories(communes: Iterable[int]) -> dict[int, int]:
    """Return in which of these communes each lives on: they themselves, and what they were made of.

    One statement, or none for no commune.
    """
    wanted = list(communes)
    pairs = _commune_pairs() if wanted else []
    found: dict[int, int] = {}
    for commune in wanted:
        for key in {commune} | _before({commune}, pairs):
            found.setdefault(key, commune)
    return found


def _commune_pairs() -> list[tuple[int, int, bool]]:
    """Return (after, before, staff follow) of all changes of communes.

    A village that passes to another commune takes its own rows along; the commune that it left
    goes on, and nobody of the other reaches it.
    """
    return list(
        UnitChange.objects.filter(communes_to__isnull=False)
        .exclude(kind=UnitChange.Kind.TRANSFER)
        .order_by()
        .values_list("communes_to", "communes_from", "staff_follow")
    )


def _before(wanted: set[int], pairs: Iterable[tuple[int, int, bool]]) -> set[int]:
    return _chain(wanted, [(new, old) for new, old, _follow in pairs])


def _chain(start: Iterable[int], pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return what is reached from `start` along (from, to) pairs, without the start itself."""
    steps = list(pairs)
    begun = set(start)
    found: set[int] = set()
    frontier = begun
    while frontier:
        frontier = {to for at, to in steps if at in frontier and to} - found - begun
        found |= frontier
    return found


def kin_of(communes: Iterable[int]) -> set[int]:
    """Return ids of the communes that come with these for whoever looks after them.

    Those before them, and those after them where the decision says that staff
    follow. Takes one statement; none for no commune.
    """
    wanted = set(communes)
    if not wanted:
        return set()
    pairs = _commune_pairs()
    after = _chain(wanted, [(old, new) for new, old, follow in pairs if follow])
    return after | _before(wanted | after, pairs)


def keepers_of(row: Any) -> list[Any]:
    """Return the officers who keep a row of a commune today, to tell them of something.

    A village, a meeting: whatever has a `commune`. Three statements.

    Users stand on a floor above; they are asked for through their model's own name.
    """
    today = timezone.localdate()
    communes = with_predecessors(row.commune_id)
    officers = (
        get_user_model()
        .objects.filter(
            lasting(today, "roles__"),
            roles__kind=OFFICER, roles__commune__in=communes, is_active=True,
        )
        .distinct()
    )  # fmt: skip
    # Of a merged commune only the staff who followed still keep it.
    return [user for user in officers if is_editable(row, user)]


def told_apart(rows: Iterable[tuple[int, str, str | None]]) -> dict[int, str]:
    """Return names by id, equal ones told apart by their origin: "Thôn 1 (Dân Chủ)".

    `rows` are (id, name, name of the commune they came from or None). No statement.
    """
    listed = list(rows)
    often = Counter(name for _key, name, _origin in listed)
    return {
        key: f"{name} ({origin})" if often[name] > 1 and origin else name
        for key, name, origin in listed
    }


def office_words(office: VillageOffice) -> str:
    """Return a post of a village as papers say it: the own title, else by the kind of the village.

    A village head is a "trưởng khu phố" in a khu phố. Reads the office's village.
    """
    if office.title:
        return office.title
    by_kind = {VillageOffice.Office.HEAD: HEADS, VillageOffice.Office.DEPUTY_HEAD: DEPUTY_HEADS}
    words = by_kind.get(VillageOffice.Office(office.office), {}).get(office.village.kind)
    return sentence_case(words) if words else str(office.get_office_display())


def village_names(commune: Commune, day: dt.date) -> dict[int, str]:
    """Return the names of a commune's villages on a day by id, equal ones told apart. One statement."""
    rows = Village.objects.of_commune_on(commune, day).with_origin()
    return told_apart((row.pk, row.name_then, row.origin) for row in rows)


def todays_villages(villages: Iterable[int], day: dt.date) -> dict[int, int]:
    """Return, for villages that went up in one other by a day, that other: old id -> id of the day.

    A village that was split has no one village after it and is left out, so is one that stands
    yet. One statement.
    """
    after: dict[int, set[int]] = {}
    for old, new in UnitChange.objects.filter(
        villages_from__isnull=False, villages_to__isnull=False, effective_on__lte=day
    ).values_list("villages_from", "villages_to"):
        if old != new:
            after.setdefault(old, set()).add(new)
    found = {}
    for village in villages:
        at, seen = village, {village}
        while len(after.get(at, ())) == 1 and (to := next(iter(after[at]))) not in seen:
            at = to
            seen.add(at)
        if at != village:
            found[village] = at
    return found


def village_predecessors(villages: Iterable[int]) -> set[int]:
    """Return ids of the villages that were merged or split into these. One statement, or none.

    A village that only passed to another commune has no other before it.
    """
    wanted = set(villages)
    if not wanted:
        return set()
    pairs = UnitChange.objects.filter(
        villages_to__isnull=False, communes_to__isnull=True
    ).values_list("villages_to", "villages_from")
    return _chain(wanted, pairs)


def commune_by_code(code: str) -> Commune | None:
    """Return the commune with this code under any scheme, the living one first."""
    return (
        Commune.objects.filter(code=code)
        .order_by(F("dissolved_on").desc(nulls_first=True), "pk")
        .first()
    )


def unit_words(commune: Commune, day: dt.date) -> UnitWords:
    """Return the words for a commune and its villages by their kinds of a day; two statements."""
    kind, name = (
        Commune.objects.as_on(day).filter(pk=commune.pk).values_list("kind_then", "name_then").get()
    )
    kinds = Counter(Village.objects.of_commune_on(commune, day).values_list("kind_then", flat=True))
    return UnitWords.of(kind, name, (village for village, _times in kinds.most_common()))


def letterhead_for(commune: Commune, kind: str, day: dt.date) -> Letterhead:
    """Return the commune's letterhead in force, or one made from its name, not saved.

    Who may see the commune may see it. One statement.
    """
    found: Letterhead | None = Letterhead.objects.filter(commune=commune, kind=kind).on(day).first()
    if found is not None:
        return found
    words = UnitWords.of(commune.kind, commune.name, ())
    made = {
        IssuerKind.PEOPLES_COMMITTEE: (
            "", words.committee_name, "UBND", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
        ),
        IssuerKind.STEERING_COMMITTEE: (
            f"UBND {words.full_name}", "Ban Chỉ đạo 138", "BCĐ", "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN",
        ),
        IssuerKind.POLICE: (
            f"Công an {province_words(commune.province)}", words.police_name,
            words.police_letters, "", f"TRƯỞNG {words.police.upper()}",
        ),
    }[IssuerKind(kind)]  # fmt: skip
    parent, organ, symbol, authority, post = made
    return Letterhead(
        commune=commune, kind=kind, parent=parent, organ=organ, symbol=symbol,
        place=commune.name, authority=authority, signer_post=post, started_on=day,
    )  # fmt: skip


def villages_of(
    commune: Commune, user: Any, day: dt.date, *, todays_units: bool = False
) -> list[Village]:
    """Return the villages of a commune on a day, with what the user may see of them.

    Each carries `name_then`, and `teams_then`, `serving_then`, `households_now` (of the
    latest year known on the day). With `todays_units` they are the villages that belong to
    the commune today, as far as they existed on the day. One statement.
    """
    villages = Village.objects.visible_to(user)
    if todays_units:
        villages = villages.as_on(day).existing_on(day).filter(commune=commune)
    else:
        villages = villages.of_commune_on(commune, day)
    latest = VillageYear.objects.filter(
        village=OuterRef("pk"), year__lte=day.year, households__isnull=False
    ).order_by("-year")
    standing = lasting(day, "teams__", first="founded_on", last="dissolved_on")
    serving = lasting(day, "teams__memberships__")
    return list(
        villages.annotate(
            households_now=Subquery(latest.values("households")[:1]),
            teams_then=Count("teams", filter=standing, distinct=True),
            serving_then=Count("teams__memberships__person", filter=serving, distinct=True),
        ).order_by("sort_key", "pk")
    )


def changes_in(commune: Commune) -> list[UnitChange]:
    """Return the changes that touched a commune or its villages, newest first. Five statements."""
    return list(
        UnitChange.objects.filter(
            Q(communes_from=commune)
            | Q(communes_to=commune)
            | Q(villages_from__commune=commune)
            | Q(villages_to__commune=commune)
        )
        .distinct()
        .prefetch_related("communes_from", "communes_to", "villages_from", "villages_to", "former")
    )


def national_provinces() -> list[tuple[int, str]]:
    """Return today's provinces as (code, name), in Vietnamese order. No statement."""
    found = [(int(item.code), nfc(item.name)) for item in Province.iter_all()]
    return sorted(found, key=lambda pair: collation_key(pair[1].removeprefix("Thành phố ")))


def national_communes(province: int) -> list[tuple[str, str]]:
    """Return the communes of a province as (five-digit code, name); [] for no such province."""
    found = [
        (f"{int(ward.code):05d}", nfc(ward.name))
        for ward in Ward.iter_all()
        if int(ward.province_code) == province
    ]
    return sorted(found, key=lambda pair: collation_key(pair[1]))
