"""Results by indicator, village and year, compared with the period before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Max, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from common.figures import rounded
from common.periods import Period
from programs.models import Indicator, ProgramSite, ResultSheet, ResultValue
from reports.figures.base import Change, Frame, Grid, Value

#: Above this length year totals are counted whenever they touch the period: a
#: record book's first and last year cannot be cut at a day.
LONG = dt.timedelta(days=2 * 366)
HALF_MONTH, HALF_YEAR = dt.timedelta(days=14), dt.timedelta(days=182)

Key = tuple[int, int, int, int]  # programme, indicator, village, year


@dataclass(frozen=True)
class Measure:
    """One indicator of one programme: its grid, the period before, and its sources."""

    code: str
    name: str
    unit: str
    group: str
    program_id: int
    grid: Grid
    change: Change
    sources: tuple[str, ...]

    @property
    def total(self) -> Value:
        return self.grid.total

    @property
    def estimated(self) -> bool:
        return ResultSheet.Source.ESTIMATE in self.sources


@dataclass(frozen=True)
class Results:
    """All measures with at least one known value, and what the sheets remark."""

    measures: tuple[Measure, ...]
    remarks: tuple[str, ...]
    months_reported: tuple[tuple[int, int], ...]
    months_expected: int

    def of(self, program_id: int) -> tuple[Measure, ...]:
        return tuple(m for m in self.measures if m.program_id == program_id)

    def get(self, code: str, program_ids: Iterable[int]) -> Measure | None:
        """Return the measure of the first of these programmes that has it."""
        wanted = list(program_ids)
        found = [m for m in self.measures if m.code == code and m.program_id in wanted]
        return min(found, key=lambda m: wanted.index(m.program_id)) if found else None


def counted_in(period: Period) -> Q:
    """Return the condition for sheets that count for a period.

    A month counts where its middle lies. A year sheet counts likewise in a
    short period, and in a long one as soon as it touches it.
    """
    months = Q(
        month__isnull=False,
        period_start__gte=period.start - HALF_MONTH,
        period_start__lt=period.end - HALF_MONTH,
    )
    if _is_long(period):
        years = Q(period_start__lt=period.end, period_end__gt=period.start)
    else:
        years = Q(
            period_start__gte=period.start - HALF_YEAR, period_start__lt=period.end - HALF_YEAR
        )
    return months | (Q(month__isnull=True) & years)


def _is_long(period: Period) -> bool:
    return period.end - period.start > LONG


def results(frame: Frame) -> Results:
    """Return the results of the programmes. Seven statements, summed by the database.

    A programme reports from the villages where it has a site; a village without
    one is no gap.
    """
    villages = [village.id for village in frame.villages]
    sheets = ResultSheet.objects.filter(
        program__in=frame.program_ids, village__in=villages, period_start__lte=frame.cut_off
    ).accepted()
    inside = sheets.filter(counted_in(frame.period))
    # A decade has no period before it worth comparing with; a year has.
    before = (
        sheets.none()
        if _is_long(frame.period)
        else sheets.filter(counted_in(frame.period.before().base))
    )
    sums, lasts = _sums(inside), _lasts(inside)
    sums_before, lasts_before = _sums(before), _lasts(before)
    indicators = {indicator.pk: indicator for indicator in Indicator.objects.all()}
    places = _places(frame)
    sources: dict[int, set[str]] = {}
    remarks: dict[str, None] = {}
    months: dict[int, int] = {}
    for program, village, year, month, source, note in inside.order_by(
        "year", "village__sort_key"
    ).values_list("program_id", "village_id", "year", "month", "source", "note"):
        sources.setdefault(program, set()).add(source)
        if note:
            remarks.setdefault(note)
        if month:
            months[program] = months.get(program, 0) + 1
        del village, year
    measures = []
    present = {(program, indicator) for program, indicator, _village, _year in {**sums, **lasts}}
    for program_id, indicator_id in sorted(
        present, key=lambda pair: (frame.program_ids.index(pair[0]), indicators[pair[1]].order)
    ):
        indicator = indicators[indicator_id]
        by_sum = indicator.rule == Indicator.Rule.SUM

        def value(
            village: int,
            year: int,
            found: dict[Key, Decimal] = sums if by_sum else lasts,
            program: int = program_id,
            code: int = indicator_id,
        ) -> Value:
            return found.get((program, code, village, year))

        there = places.get(program_id)
        grid = Grid.of(
            frame,
            value,
            indicator.rule,
            tuple(village for village in frame.villages if not there or village.id in there),
        )
        earlier = _total_before(
            sums_before if by_sum else lasts_before, program_id, indicator, villages
        )
        measures.append(
            Measure(
                code=indicator.code,
                name=indicator.name,
                unit=indicator.unit,
                group=indicator.group,
                program_id=program_id,
                grid=grid,
                change=Change(grid.total, earlier),
                sources=tuple(sorted(sources.get(program_id, ()))),
            )
        )
    return Results(
        measures=tuple(measures),
        remarks=tuple(remarks),
        months_reported=tuple(months.items()),
        months_expected=len(villages),
    )


def _places(frame: Frame) -> dict[int, set[int]]:
    """Return programme -> ids of the villages where it ran in the period. One statement."""
    places: dict[int, set[int]] = {}
    for program, village in (
        ProgramSite.objects.filter(program__in=frame.program_ids)
        .during(frame.period)
        .values_list("program_id", "village_id")
    ):
        places.setdefault(program, set()).add(village)
    return places


def _values(sheets: QuerySet[ResultSheet]) -> QuerySet[ResultValue]:
    return ResultValue.objects.filter(sheet__in=sheets.values("pk")).order_by()


def _sums(sheets: QuerySet[ResultSheet]) -> dict[Key, Decimal]:
    """Return the sums by programme, indicator, village and year. One statement."""
    rows = (
        _values(sheets)
        .filter(indicator__rule=Indicator.Rule.SUM)
        .values_list("sheet__program_id", "indicator_id", "sheet__village_id", "sheet__year")
        .annotate(total=Sum("value"))
    )
    return {(row[0], row[1], row[2], row[3]): _exact(row[4]) for row in rows}


def _lasts(sheets: QuerySet[ResultSheet]) -> dict[Key, Decimal]:
    """Return the latest value of a year ("last") or its largest ("distinct"). One statement."""
    group = ["sheet__program_id", "indicator_id", "sheet__village_id", "sheet__year"]
    rows = (
        _values(sheets)
        .exclude(indicator__rule=Indicator.Rule.SUM)
        .annotate(
            place=Window(RowNumber(), partition_by=group, order_by=F("sheet__period_start").desc()),
            largest=Window(Max("value"), partition_by=group),
        )
        .filter(place=1)
        .values_list(*group, "value", "largest", "indicator__rule")
    )
    return {
        (row[0], row[1], row[2], row[3]): _exact(
            row[5] if row[6] == Indicator.Rule.DISTINCT else row[4]
        )
        for row in rows
    }


def _exact(value: Decimal) -> Decimal:
    """Return the value without idle decimals: SQLite sums decimals as floats."""
    exact = rounded(value)
    return rounded(value, 0) if exact == int(exact) else exact


def _total_before(
    found: dict[Key, Decimal], program_id: int, indicator: Indicator, villages: list[int]
) -> Value:
    rows: dict[int, list[tuple[int, Decimal]]] = {}
    for (program, code, village, year), value in found.items():
        if program == program_id and code == indicator.pk and village in villages:
            rows.setdefault(village, []).append((year, value))
    if not rows:
        return None
    total = Decimal(0)
    for pairs in rows.values():
        known = [value for _year, value in sorted(pairs)]
        if indicator.rule == Indicator.Rule.SUM:
            total += sum(known, Decimal(0))
        else:
            total += known[-1] if indicator.rule == Indicator.Rule.LAST else max(known)
    return total
