"""Communes side by side, rolled up to today's units."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum

from common.access import AnyUser
from common.figures import whole_number
from common.models import lasting
from common.periods import Calendar
from members.models import Commune, Membership, Team
from members.queries import histories
from programs import results
from programs.models import Indicator, ProgramSite, ResultSheet, ResultValue
from programs.models.results import ResultValueQuerySet
from programs.queries.cameras import cameras_seen, network_of
from programs.results import Counting


@dataclass(frozen=True)
class CommuneRow:
    """A commune among others: its counts, headline figures and how much was reported.

    Counts are None where the commune's register has none of them: not known is not 0.
    """

    commune: Commune
    teams: int | None
    members: int | None
    figures: tuple[Decimal | None, ...]
    reported: int
    expected: int
    units: int | None
    working: int | None
    #: the units looked at, of which those working are a share
    seen: int | None

    @property
    def share(self) -> int | None:
        return whole_number(self.reported * 100 / self.expected) if self.expected else None


def _by_commune(
    values: ResultValueQuerySet, communes: list[int], rules: set[str]
) -> dict[results.Key, Decimal]:
    """Return totals by indicator and commune, of its villages and of its own sheets.

    Sheets of communes that went up in it are its own. What happened in the area is one fact,
    whoever reports it: of several programmes' figures of a village's month the largest counts.
    A statement for each rule, as many for the sheets of whole communes, and two.
    """
    found: dict[results.Key, Decimal] = {}
    after = histories(communes)
    of_area = values.filter(
        indicator__group=Indicator.Group.SITUATION, sheet__village__commune__in=communes
    )
    for indicator, commune, *_month, value in (
        of_area.order_by()
        .values_list(
            "indicator_id", "sheet__village__commune_id", "sheet__village_id", "sheet__month"
        )
        .annotate(largest=Max("value"))
    ):
        found[(indicator, commune)] = found.get((indicator, commune), Decimal(0)) + value
    values = values.exclude(
        indicator__group=Indicator.Group.SITUATION, sheet__village__isnull=False
    )
    for lookup, rows in (
        ("sheet__village__commune_id", values.filter(sheet__village__commune__in=communes)),
        (
            "sheet__program__commune_id",
            values.filter(sheet__village__isnull=True, sheet__program__commune__in=after),
        ),
    ):
        for (indicator, commune), value in results.totals(rows, lookup, rules=rules).items():
            key = (indicator, after[commune])
            found[key] = found.get(key, Decimal(0)) + value
    return found


def _months_told(
    user: AnyUser, communes: list[Commune], year: int, day: dt.date
) -> tuple[Counter[int], Counter[int]]:
    """Return the village-months reported and due by commune, over all programmes.

    Three statements for each kind of calendar there is.
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
        after = histories(keys)
        sheets = ResultSheet.objects.visible_to(user).filter(
            Q(month__in=over) | Q(month__isnull=True), year=year, state__in=("sent", "accepted")
        )
        told = {
            (program, village): bits
            for program, village, bits in sheets.filter(
                Q(village__commune__in=keys) | Q(village__isnull=True, program__commune__in=after)
            )
            .order_by()
            .values_list("program_id", "village_id")
            .annotate(bits=Sum(results.month_bits("")))
        }
        for (program, village, commune, _year), bits in due.items():
            # The commune's own sheet tells of all its villages.
            known = told.get((program, village), 0) | told.get((program, None), 0)
            expected[commune] += bits.bit_count()
            reported[commune] += (bits & known).bit_count()
    return reported, expected


def communes_compared(
    user: Any, communes: Iterable[Commune], indicators: list[Indicator], year: int, day: dt.date
) -> list[CommuneRow]:
    """Return communes side by side, rolled up to today's units. Eight statements for any number.

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
    standing = lasting(day, first="founded_on", last="dissolved_on")
    teams = dict(
        Team.objects.visible_to(user).filter(kind="self_managed", village__commune__in=keys)
        .order_by().values_list("village__commune_id")
        .annotate(n=Count("pk", filter=standing, distinct=True))
    )  # fmt: skip
    members = dict(
        Membership.objects.visible_to(user)
        .filter(team__kind="self_managed", team__village__commune__in=keys).order_by()
        .values_list("team__village__commune_id")
        .annotate(n=Count("person", filter=lasting(day), distinct=True))
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
                commune, teams.get(commune.pk), members.get(commune.pk),
                tuple(known.get((row.pk, commune.pk)) for row in indicators),
                reported[commune.pk], expected[commune.pk],
                network.units or None, network.working, network.seen or None,
            )
        )  # fmt: skip
    return rows
