"""Sums of results by any grouping, each indicator by its own rule; not known is not zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from common.periods import Period
from programs.models import Indicator, Program, ResultValue

Key = tuple[Any, ...]


def accepted_values(
    user: Any, programs: Iterable[Program | int], period: Period | None = None
) -> Any:
    """Return the accepted values of programmes that the user may see, of sheets inside a period."""
    values = ResultValue.objects.visible_to(user).filter(
        sheet__program__in=list(programs), sheet__state="accepted"
    )
    if period is not None:
        values = values.filter(
            sheet__period_start__gte=period.start, sheet__period_end__lte=period.end
        )
    return values.order_by()


def totals(
    values: QuerySet[ResultValue], *keys: str, rules: Iterable[str] = ()
) -> dict[Key, Decimal]:
    """Return totals by (indicator id, *keys), for lookups such as "sheet__year".

    Three statements, or one for each of `rules` where the values are of no other.

    Over time "sum" adds up, "last" takes the latest known, "distinct" the largest known
    (people counted once cannot be added, so it is a lower bound). Over villages and
    programmes all rules add. What is not known has no entry.
    """
    found: dict[Key, Decimal] = {}
    for rule in sorted(set(rules)) or _RULES:
        _RULES[rule](values, keys, found)
    return found


def _sums(values: Any, keys: tuple[str, ...], found: dict[Key, Decimal]) -> None:
    for *key, value in (
        values.filter(indicator__rule=Indicator.Rule.SUM)
        .values_list("indicator_id", *keys).annotate(total=Sum("value"))
    ):  # fmt: skip
        found[tuple(key)] = value


def _largest(values: Any, keys: tuple[str, ...], found: dict[Key, Decimal]) -> None:
    for *key, _village, _program, value in (
        values.filter(indicator__rule=Indicator.Rule.DISTINCT)
        .values_list("indicator_id", *keys, *_PLACES).annotate(total=Max("value"))
    ):  # fmt: skip
        found[tuple(key)] = found.get(tuple(key), Decimal(0)) + value


def _latest(values: Any, keys: tuple[str, ...], found: dict[Key, Decimal]) -> None:
    latest = Window(
        RowNumber(), partition_by=["indicator_id", *keys, *_PLACES],
        order_by=F("sheet__period_start").desc(),
    )  # fmt: skip
    for *key, value in (
        values.filter(indicator__rule=Indicator.Rule.LAST).annotate(rank=latest)
        .filter(rank=1).values_list("indicator_id", *keys, "value")
    ):  # fmt: skip
        found[tuple(key)] = found.get(tuple(key), Decimal(0)) + value


_PLACES = ("sheet__village_id", "sheet__program_id")
_RULES = {
    Indicator.Rule.SUM.value: _sums,
    Indicator.Rule.DISTINCT.value: _largest,
    Indicator.Rule.LAST.value: _latest,
}


@dataclass(frozen=True)
class YearRow:
    """An indicator through the years; None is not known."""

    indicator: Indicator
    cells: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class YearTotals:
    years: tuple[int, ...]
    rows: tuple[YearRow, ...]
    #: years of which part is an estimate
    estimated: frozenset[int]


def year_totals(program: Program, user: Any, last_year: int, *, years: int = 11) -> YearTotals:
    """Return a programme's results by year, rows with at least one known figure. Five statements."""
    span = tuple(range(max(program.founded_on.year, last_year - years + 1), last_year + 1))
    values = accepted_values(user, [program.pk]).filter(sheet__year__in=span)
    known = totals(values, "sheet__year")
    estimated = values.filter(sheet__source="estimate").values_list("sheet__year", flat=True)
    rows = []
    for indicator in Indicator.objects.filter(kinds=program.kind_id):
        cells = tuple(known.get((indicator.pk, year)) for year in span)
        if any(cell is not None for cell in cells):
            rows.append(YearRow(indicator, cells))
    return YearTotals(span, tuple(rows), frozenset(estimated.distinct()))
