"""Reads of the overview. All go through the one door; none grows with the number of years."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from common.dates import short_date
from common.figures import SHARE_PLACES, number, whole_number
from documents.tree import Chart, Series
from members.models import Commune, Membership, Team, Village, VillageOffice
from members.queries import with_predecessors
from programs.models import Indicator, Program, ProgramKind, ProgramSite, ResultSheet, ResultValue
from programs.queries.cameras import Network, cameras_seen, network_of
from programs.queries.fire import lapses
from programs.queries.totals import Key, totals

#: indicators that tell most of a commune; the others are in the list to choose from
HEADLINES = (
    "tips", "cases_helped", "disputes_received", "disputes_settled", "patrols",
    "outreach_attendance", "crimes", "fires",
)  # fmt: skip
#: a team without a meeting for so many days is named
QUIET = dt.timedelta(days=92)


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the commune, a village or all of them, the year, the day."""

    commune: Commune
    village: Village | None
    kind: ProgramKind | None
    year: int
    day: dt.date
    indicator: Indicator
    catalogue: tuple[Indicator, ...]
    villages: tuple[Village, ...]
    kinds: tuple[ProgramKind, ...]


@dataclass(frozen=True)
class Compared:
    """An indicator of a year's months so far against the same months of the year before."""

    indicator: Indicator
    now: Decimal | None
    before: Decimal | None

    @property
    def words(self) -> str:
        """Return the comparison in words; no percentage on a base of zero."""
        if self.now is None or self.before is None:
            return ""
        change = self.now - self.before
        if not change:
            return _("the same as before")
        word = _("up %(n)s") if change > 0 else _("down %(n)s")
        text = word % {"n": number(abs(change))}
        if self.before:
            text += f" ({number(abs(change) * 100 / self.before, SHARE_PLACES)}%)"
        return text


def headlines(catalogue: Iterable[Indicator], codes: tuple[str, ...]) -> list[Indicator]:
    """Return the indicators of these codes in this order; one that was taken out is left out."""
    known = {row.code: row for row in catalogue}
    return [known[code] for code in codes if code in known]


def values_of(user: Any, asked: Asked, states: tuple[str, ...] = ("accepted",)) -> Any:
    """Return values of sheets begun by the day, of today's villages of the commune."""
    values = (
        ResultValue.objects.visible_to(user)
        .filter(sheet__state__in=states, sheet__period_start__lte=asked.day)
        .order_by()
    )
    if asked.kind is not None:
        values = values.filter(sheet__program__kind=asked.kind)
    if asked.village is not None:
        return values.filter(sheet__village=asked.village)
    return values.filter(sheet__village__commune=asked.commune)


def comparison(asked: Asked, user: Any) -> tuple[list[Compared], int | None]:
    """Return the headlines of the year against the year before, and the last month known.

    Where the year is known by month, only the same months of the year before count.
    One statement and one for each rule that the headlines have.
    """
    values = values_of(user, asked)
    last = values.filter(sheet__year=asked.year).aggregate(last=Max("sheet__month"))["last"]
    before = Q(sheet__year=asked.year - 1)
    if last is not None:
        before &= Q(sheet__month__lte=last) | Q(sheet__month__isnull=True)
    shown = values.filter(
        before | Q(sheet__year=asked.year), indicator__code__in=HEADLINES,
    )  # fmt: skip
    indicators = headlines(asked.catalogue, HEADLINES)
    known = totals(shown, "sheet__year", rules={row.rule for row in indicators})
    return [
        Compared(row, known.get((row.pk, asked.year)), known.get((row.pk, asked.year - 1)))
        for row in indicators
    ], last


def charts_of(asked: Asked, user: Any) -> dict[str, Chart]:
    """Return the chosen indicator by year, by month and by village. Three statements."""
    found = {}
    for what in ("year", "month", "village"):
        chart = chart_of(asked, user, what)
        if chart is not None:
            found[what] = chart
    return found


def chart_of(asked: Asked, user: Any, what: str) -> Chart | None:
    """Return one chart ("year", "month", "village"), None where nothing is known.

    One statement.
    """
    row = asked.indicator
    values = values_of(user, asked).filter(indicator=row)
    if what == "year":
        known = _by(totals(values, "sheet__year", rules=[row.rule]))
        if not known:
            return None
        years = range(max(min(known), asked.day.year - 10), max(known) + 1)
        return _chart(
            row, _("%(name)s by year") % {"name": row.name}, [str(year) for year in years],
            [known.get(year) for year in years],
        )  # fmt: skip
    values = values.filter(sheet__year=asked.year)
    if what == "month":
        known = _by(
            totals(values.filter(sheet__month__isnull=False), "sheet__month", rules=[row.rule])
        )
        if not known:
            return None
        return _chart(
            row, _("%(name)s by month of %(year)d") % {"name": row.name, "year": asked.year},
            [str(month) for month in range(1, 13)], [known.get(month) for month in range(1, 13)],
        )  # fmt: skip
    known = _by(totals(values, "sheet__village_id", rules=[row.rule]))
    if not known:
        return None
    shown = [village for village in asked.villages if village.pk in known][:30]
    return _chart(
        row, _("%(name)s by village, %(year)d") % {"name": row.name, "year": asked.year},
        [village.name for village in shown], [known.get(village.pk) for village in shown],
    )  # fmt: skip


def _by(known: dict[Key, Decimal]) -> dict[Any, Decimal]:
    return {key[1]: value for key, value in known.items()}


def _chart(
    row: Indicator, caption: str, categories: list[str], values: list[Decimal | None]
) -> Chart:
    return Chart(
        caption, "columns", row.unit, tuple(categories), (Series(row.name, tuple(values)),),
        alt=f"{caption}: " + ", ".join(
            f"{name} {number(value)}" for name, value in zip(categories, values, strict=True)
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """The four counts of a commune on a day, which are never added to one another."""

    programs: int
    sites: int
    teams: int
    members: int


def counts(asked: Asked, user: Any) -> Counts:
    """Return programmes, sites, self-managed teams and their members on a day. Five statements."""
    day = asked.day
    place = {"village": asked.village} if asked.village else {"village__commune": asked.commune}
    teams = Team.objects.visible_to(user).standing_on(day).filter(kind="self_managed", **place)
    serving = (
        Membership.objects.visible_to(user).serving_on(day).filter(team__in=teams.values("pk"))
    )
    communes = with_predecessors(asked.commune.pk)
    return Counts(
        programs=Program.objects.visible_to(user).running_on(day)
        .filter(commune__in=communes).count(),
        sites=ProgramSite.objects.visible_to(user).on(day).filter(**place).count(),
        teams=teams.count(),
        members=serving.aggregate(n=Count("person", distinct=True))["n"],
    )  # fmt: skip


@dataclass(frozen=True)
class Decay:
    """What wears away unless somebody looks: one line each, with where to go on."""

    title: str
    count: int
    lines: tuple[str, ...]
    url: str


def decays(asked: Asked, user: Any) -> tuple[list[Decay], Network]:
    """Return what decays on a day: cameras, fire equipment, quiet teams, vacant posts. Eight statements."""
    day, village = asked.day, asked.village
    inside = {"village": village} if village else {"village__commune": asked.commune}
    cameras = list(cameras_seen(user, day).filter(**inside))
    network = network_of(cameras, day)
    down = [row.name for row in cameras if row.condition_on(day) in ("broken", "blurred")]
    wanting = [row for row in lapses(user, day, **inside) if row.is_past]
    quiet = quiet_teams(asked, user)
    vacant = vacancies(asked, user)
    at = f"?on={short_date(day)}"
    return [
        Decay(_("camera points down"), len(down), tuple(down), reverse("programs:cameras") + at),
        Decay(
            _("fire-safe zones: past their day"), len(wanting),
            tuple(f"{row.zone.name}: {row.what}" for row in wanting), reverse("programs:zones") + at,
        ),
        Decay(
            _("teams without a meeting for three months"), len(quiet), tuple(quiet),
            reverse("members:teams") + at,
        ),
        Decay(_("posts vacant"), len(vacant), tuple(vacant), reverse("members:communes") + at),
    ], network  # fmt: skip


def quiet_teams(asked: Asked, user: Any) -> list[str]:
    """Return the self-managed teams whose village tells of no meeting in the last three months.

    A month without a sheet tells nothing, so it counts as none. Two statements.
    """
    teams = Team.objects.visible_to(user).standing_on(asked.day - QUIET).standing_on(asked.day)
    place = {"village": asked.village} if asked.village else {"village__commune": asked.commune}
    met = values_of(user, replace(asked, kind=None), states=("sent", "accepted")).filter(
        indicator__code="meetings_held", value__gt=0, sheet__month__isnull=False,
        sheet__period_end__gt=asked.day - QUIET, sheet__period_start__lte=asked.day,
    ).values("sheet__village")  # fmt: skip
    found = teams.filter(kind="self_managed", **place).exclude(village__in=met)
    return list(found.order_by("village__sort_key").values_list("name", flat=True))


def vacancies(asked: Asked, user: Any) -> list[str]:
    """Return villages without a head on a day, and teams without a leader. Two statements."""
    day = asked.day
    villages = Village.objects.visible_to(user).existing_on(day).filter(commune=asked.commune)
    if asked.village:
        villages = villages.filter(pk=asked.village.pk)
    heads = VillageOffice.objects.on(day).filter(office=VillageOffice.Office.HEAD)
    headless = villages.exclude(pk__in=heads.values("village")).order_by("sort_key")
    leaders = Membership.objects.serving_on(day).filter(role=Membership.Role.LEADER)
    teams = (
        Team.objects.visible_to(user).standing_on(day)
        .filter(village__in=villages.values("pk"), kind="self_managed")
        .exclude(pk__in=leaders.values("team")).order_by("village__sort_key")
    )  # fmt: skip
    return [
        *(
            _("%(village)s: village head") % {"village": name}
            for name in headless.values_list("name", flat=True)
        ),
        *(_("%(team)s: leader") % {"team": name} for name in teams.values_list("name", flat=True)),
    ]


@dataclass(frozen=True)
class CommuneRow:
    """A commune among others: its counts, headline figures and how much was reported."""

    commune: Commune
    teams: int
    members: int
    figures: tuple[Decimal | None, ...]
    reported: int
    expected: int
    units: int
    working: int

    @property
    def share(self) -> int | None:
        return whole_number(self.reported * 100 / self.expected) if self.expected else None


def communes_compared(
    user: Any, communes: Iterable[Commune], indicators: list[Indicator], year: int, day: dt.date
) -> list[CommuneRow]:
    """Return communes side by side, rolled up to today's units. Seven statements for any number.

    `expected`: a sheet a month, begun in the year and over by the day, for each village
    with a site of a programme; `reported`: those of them sent or accepted.
    """
    listed = list(communes)
    keys = [row.pk for row in listed]
    values = (
        ResultValue.objects.visible_to(user)
        .filter(
            sheet__state="accepted", sheet__year=year, sheet__period_start__lte=day,
            sheet__village__commune__in=keys, indicator__in=[row.pk for row in indicators],
        )
        .order_by()
    )  # fmt: skip
    known = totals(values, "sheet__village__commune_id", rules={row.rule for row in indicators})
    teams = Counter(
        Team.objects.visible_to(user).standing_on(day)
        .filter(kind="self_managed", village__commune__in=keys)
        .values_list("village__commune_id", flat=True)
    )  # fmt: skip
    members = dict(
        Membership.objects.visible_to(user).serving_on(day)
        .filter(team__kind="self_managed", team__village__commune__in=keys).order_by()
        .values_list("team__village__commune_id").annotate(n=Count("person", distinct=True))
    )  # fmt: skip
    sites = dict(
        ProgramSite.objects.visible_to(user).on(day).filter(village__commune__in=keys).order_by()
        .values_list("village__commune_id")
        .annotate(n=Count("pk"))
    )  # fmt: skip
    reported = dict(
        ResultSheet.objects.visible_to(user)
        .filter(
            village__commune__in=keys, year=year, month__isnull=False, period_end__lte=day,
            state__in=("sent", "accepted"),
        )
        .order_by().values_list("village__commune_id").annotate(n=Count("pk"))
    )  # fmt: skip
    months = 12 if year < day.year else day.month - 1 if year == day.year else 0
    networks: dict[int, list[Any]] = {}
    for camera in cameras_seen(user, day).filter(village__commune__in=keys).order_by("pk"):
        networks.setdefault(camera.village.commune_id, []).append(camera)
    rows = []
    for commune in listed:
        network = network_of(networks.get(commune.pk, []), day)
        rows.append(
            CommuneRow(
                commune, teams.get(commune.pk, 0), members.get(commune.pk, 0),
                tuple(known.get((row.pk, commune.pk)) for row in indicators),
                reported.get(commune.pk, 0), sites.get(commune.pk, 0) * months,
                network.units, network.working,
            )
        )  # fmt: skip
    return rows
