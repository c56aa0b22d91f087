"""Reads of the overview. All go through the one door; none grows with the number of years."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Q, Sum, When
from django.urls import reverse
from django.utils.translation import gettext as _

from common.access import AnyUser
from common.dates import short_date
from common.figures import SHARE_PLACES, number, whole_number
from common.periods import Calendar, Period
from documents.tree import Chart, Series
from members.models import Commune, Membership, Team, Village, VillageOffice
from members.queries import with_predecessors
from programs import results
from programs.models import Indicator, Program, ProgramKind, ProgramSite, ResultSheet, ResultValue
from programs.models.results import ResultValueQuerySet
from programs.queries.cameras import Network, cameras_seen, network_of
from programs.queries.fire import lapses
from programs.results import Amount, Counting

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
    """An indicator of a year's months so far, and against the same months a year before.

    The comparison is over the village-months that both years know.
    """

    indicator: Indicator
    amount: Amount
    compared: results.Compared | None

    @property
    def now(self) -> Decimal | None:
        return self.amount.value

    @property
    def before(self) -> Decimal | None:
        return self.compared.before if self.compared else None

    @property
    def words(self) -> str:
        """Return the comparison in words; no percentage on a base of zero."""
        if self.compared is None:
            return ""
        change = self.compared.difference
        if not change:
            text = _("the same as before")
        else:
            word = _("up %(n)s") if change > 0 else _("down %(n)s")
            text = word % {"n": number(abs(change))}
        if self.compared.percent and change:
            text += f" ({number(self.compared.percent, SHARE_PLACES)}%)"
        if not self.compared.is_all:
            text += ", " + _("over the months known in both years")
        return text


def headlines(catalogue: Iterable[Indicator], codes: tuple[str, ...]) -> list[Indicator]:
    """Return the indicators of these codes in this order; one that was taken out is left out."""
    known = {row.code: row for row in catalogue}
    return [known[code] for code in codes if code in known]


def known_of(
    asked: Asked,
    user: AnyUser,
    period: Period,
    indicators: list[Indicator],
    *,
    compared: bool = False,
) -> results.Results:
    """Return what the programmes of a commune's history tell. Six statements.

    Of all its villages, those that ended among them: a report on the period counts them too.
    """
    history = with_predecessors(asked.commune.pk)
    programs = Program.objects.visible_to(user).filter(commune__in=history)
    villages = Village.objects.visible_to(user).filter(commune__in=history).existing_in(period)
    if asked.kind is not None:
        programs = programs.filter(kind=asked.kind)
    groups = results.same_programmes(programs.select_related("kind"))
    counting = Counting.of(period, asked.commune.reporting_day, asked.day)
    places = [asked.village.pk] if asked.village else villages.values_list("pk", flat=True)
    return results.results_of(
        {group[0].pk: tuple(row.pk for row in group) for group in groups},
        counting,
        villages=places,
        values=values_of(user, asked),
        comparison=counting.period.same_a_year_before() if compared else None,
        indicators=indicators,
        shares=False,
    )


def values_of(user: AnyUser, asked: Asked) -> ResultValueQuerySet:
    """Return accepted values that the user may see: of one village, or with the commune's own."""
    values = ResultValue.objects.visible_to(user)
    return values.filter(sheet__village=asked.village) if asked.village else values


def comparison(asked: Asked, user: AnyUser) -> tuple[list[Compared], int | None]:
    """Return the headlines of the year against the year before, and the last month that counts.

    Eight statements.
    """
    calendar = asked.commune.calendar
    year = calendar.year(asked.year)
    if year.start > asked.day:
        return [], None
    indicators = headlines(asked.catalogue, HEADLINES)
    known = known_of(asked, user, _so_far(year, asked, calendar), indicators, compared=True)
    found = []
    for row in indicators:
        overall = known.overall(row.code)
        amount = overall.tally.total if overall else Amount(None, 0, 0)
        found.append(Compared(row, amount, overall.compared if overall else None))
    months = known.counting.months
    return found, months[-1][1] if months else None


def _so_far(year: Period, asked: Asked, calendar: Calendar) -> Period:
    """Return the whole months of a year that are over on the day; its first where none is."""
    over = [m for m in range(1, 13) if calendar.month(asked.year, m).last_day <= asked.day]
    return calendar.months(asked.year, 1, over[-1] if over else 1)


def charts_of(asked: Asked, user: AnyUser) -> dict[str, Chart]:
    """Return the chosen indicator by year, by month and by village. Seven statements."""
    known = _of_years(asked, user)
    found = {}
    for what in CHARTS:
        chart = chart_of(asked, user, what, known)
        if chart is not None:
            found[what] = chart
    return found


CHARTS = ("year", "month", "village")
CHART_YEARS = 11


def _of_years(asked: Asked, user: AnyUser) -> results.Overall | None:
    calendar = asked.commune.calendar
    first = min(asked.year, asked.day.year - CHART_YEARS + 1)
    last = max(asked.year, asked.day.year)
    period = Period(calendar.year(first).start, calendar.year(last).end)
    if period.start > asked.day:
        return None
    return known_of(asked, user, period, [asked.indicator]).overall(asked.indicator.code)


def chart_of(
    asked: Asked, user: AnyUser, what: str, known: results.Overall | None = None
) -> Chart | None:
    """Return one chart ("year", "month", "village"), None where nothing is known.

    `known` is what was read for the others. Seven statements at most.
    """
    row = asked.indicator
    known = known or _of_years(asked, user)
    if known is None:
        return None
    tally = known.tally
    if what == "year":
        told = [year for year in tally.years if tally.by_year(year).value is not None]
        years = [year for year in tally.years if told and told[0] <= year <= told[-1]]
        amounts = {str(year): tally.by_year(year) for year in years}
        return _chart(row, _("%(name)s by year") % {"name": row.name}, amounts)
    if what == "month":
        caption = _("%(name)s by month of %(year)d") % {"name": row.name, "year": asked.year}
        return _chart(row, caption, _by_month(asked, user, tally))
    shown = [
        village
        for village in asked.villages
        if tally.cell(village.pk, asked.year).value is not None
    ]
    return _chart(
        row,
        _("%(name)s by village, %(year)d") % {"name": row.name, "year": asked.year},
        {village.name: tally.cell(village.pk, asked.year) for village in shown[:30]},
    )


def _by_month(asked: Asked, user: AnyUser, tally: results.Tally) -> dict[str, Amount]:
    """Return the months of the year that monthly sheets tell. One statement."""
    values = values_of(user, asked).accepted().filter(
        indicator=asked.indicator, sheet__year=asked.year, sheet__month__isnull=False,
        sheet__village__in=tally.villages, sheet__period_start__lte=asked.day,
    )  # fmt: skip
    if asked.kind is not None:
        values = values.filter(sheet__program__kind=asked.kind)
    known: dict[int, dict[int, list[Decimal]]] = {}
    for month, village, value in values.order_by().values_list(
        "sheet__month", "sheet__village_id", "value"
    ):
        known.setdefault(month, {}).setdefault(village, []).append(value)
    if not known:
        return {}
    of_area = asked.indicator.group == Indicator.Group.SITUATION
    found = {}
    for month in range(1, 13):
        told = known.get(month, {})
        parts = [max(values) if of_area else results.added(values) for values in told.values()]
        due = sum(bool(bits & 1 << month) for (_v, y), bits in tally.due.items() if y == asked.year)
        found[str(month)] = Amount(results.added(parts), len(told), max(due, len(told)))
    return found


def _chart(row: Indicator, caption: str, amounts: dict[str, Amount]) -> Chart | None:
    """Return a chart of what is known; a column of which not all is known bears a mark."""
    if not any(amount.value is not None for amount in amounts.values()):
        return None
    partly = {
        name: amount.value is not None and amount.known < amount.expected
        for name, amount in amounts.items()
    }
    if any(partly.values()):
        caption += " " + _("(* not all is known)")
    names = tuple(f"{name}*" if partly[name] else name for name in amounts)
    values = tuple(amount.value for amount in amounts.values())
    told = ", ".join(f"{name} {number(value)}" for name, value in zip(names, values, strict=True))
    return Chart(
        caption, "columns", row.unit, names, (Series(row.name, values),), alt=f"{caption}: {told}"
    )


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
    met = ResultValue.objects.visible_to(user).filter(
        sheet__state__in=("sent", "accepted"),
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


def _by_commune(
    values: ResultValueQuerySet, communes: list[int], rules: set[str]
) -> dict[results.Key, Decimal]:
    """Return totals by indicator and commune, of its villages and of its own sheets.

    A statement for each rule, and as many for the sheets of whole communes.
    """
    found: dict[results.Key, Decimal] = {}
    for lookup, rows in (
        ("sheet__village__commune_id", values.filter(sheet__village__commune__in=communes)),
        (
            "sheet__program__commune_id",
            values.filter(sheet__village__isnull=True, sheet__program__commune__in=communes),
        ),
    ):
        for key, value in results.totals(rows, lookup, rules=rules).items():
            found[key] = found.get(key, Decimal(0)) + value
    return found


def _months_told(
    user: AnyUser, communes: list[Commune], year: int, day: dt.date
) -> tuple[Counter[int], Counter[int]]:
    """Return the village-months reported and due by commune, over all programmes.

    Two statements for each kind of calendar there is.
    """
    reported: Counter[int] = Counter()
    expected: Counter[int] = Counter()
    for start_day in sorted({row.reporting_day for row in communes}):
        calendar = Calendar(start_day)
        keys = [row.pk for row in communes if row.reporting_day == start_day]
        over = [m for m in range(1, 13) if calendar.month(year, m).end <= day]
        if not over:
            continue
        counting = Counting.of(calendar.months(year, 1, over[-1]), start_day)
        sites = ProgramSite.objects.visible_to(user).filter(village__commune__in=keys)
        due = results.due_of_sites(
            sites, counting, "program_id", "village_id", "village__commune_id"
        )
        for (_program, _village, commune, _year), bits in due.items():
            expected[commune] += bits.bit_count()
        sheets = ResultSheet.objects.visible_to(user).filter(
            Q(month__in=over) | Q(month__isnull=True),
            village__commune__in=keys,
            year=year,
            state__in=("sent", "accepted"),
        )
        months = Sum(Case(When(month__isnull=True, then=len(over)), default=1))
        for commune, told in (
            sheets.order_by().values_list("village__commune_id").annotate(told=months)
        ):
            reported[commune] += told
    return reported, expected


def communes_compared(
    user: Any, communes: Iterable[Commune], indicators: list[Indicator], year: int, day: dt.date
) -> list[CommuneRow]:
    """Return communes side by side, rolled up to today's units. Seven statements for any number.

    `expected`: the months of the year over by the day for which villages were due in a
    programme; `reported`: those of them sent or accepted. A year sheet is twelve months.
    """
    listed = list(communes)
    keys = [row.pk for row in listed]
    values = (
        ResultValue.objects.visible_to(user)
        .accepted()
        .filter(
            sheet__year=year,
            sheet__period_start__lte=day,
            indicator__in=[row.pk for row in indicators],
        )
    )
    known = _by_commune(values, keys, {row.rule for row in indicators})
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
    reported, expected = _months_told(user, listed, year, day)
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
                reported[commune.pk], expected[commune.pk],
                network.units, network.working,
            )
        )  # fmt: skip
    return rows
