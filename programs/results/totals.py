"""Sums of accepted values by any grouping, in SQL: for pages over many communes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Sum, Window
from django.db.models.functions import RowNumber

from programs.models import Indicator
from programs.models.results import ResultValueQuerySet
from programs.results.cells import exact

Key = tuple[Any, ...]


def totals(
    values: ResultValueQuerySet, *keys: str, rules: Iterable[str] = ()
) -> dict[Key, Decimal]:
    """Return totals by (indicator id, *keys), for lookups such as "sheet__year".

    Three statements, or one for each of `rules` where the values are of no other.

    Over time "sum" adds up, "last" takes the latest known, "distinct" the largest known
    (people counted once cannot be added, so it is a lower bound). Over villages and
    programmes all rules add. What is not known has no entry.
    """
    found: dict[Key, Decimal] = {}
    for rule in sorted(set(rules)) or _RULES:
        _RULES[rule](values.order_by(), keys, found)
    return found


def _sums(values: Any, keys: tuple[str, ...], found: dict[Key, Decimal]) -> None:
    for *key, value in (
        values.filter(indicator__rule=Indicator.Rule.SUM)
        .values_list("indicator_id", *keys)
        .annotate(total=Sum("value"))
    ):
        found[tuple(key)] = exact(value)


def _largest(values: Any, keys: tuple[str, ...], found: dict[Key, Decimal]) -> None:
    for *key, _village, _program, value in (
        values.filter(indicator__rule=Indicator.Rule.DISTINCT)
        .values_list("indicator_id", *keys, *_PLACES)
        .annotate(total=Max("value"))
    ):
        found[tuple(key)] = exact(found.get(tuple(key), Decimal(0)) + value)


def _latest(values: Any, keys: tuple[str, ...], found: dict[Key, Decimal]) -> None:
    latest = Window(
        RowNumber(),
        partition_by=["indicator_id", *keys, *_PLACES],
        order_by=F("sheet__period_start").desc(),
    )
    for *key, value in (
        values.filter(indicator__rule=Indicator.Rule.LAST)
        .annotate(rank=latest)
        .filter(rank=1)
        .values_list("indicator_id", *keys, "value")
    ):
        found[tuple(key)] = exact(found.get(tuple(key), Decimal(0)) + value)


_PLACES = ("sheet__village_id", "sheet__program_id")
_RULES = {
    Indicator.Rule.SUM.value: _sums,
    Indicator.Rule.DISTINCT.value: _largest,
    Indicator.Rule.LAST.value: _latest,
}
