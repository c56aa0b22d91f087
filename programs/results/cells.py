"""What is known of one indicator, village and year; read from the database in two statements."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Case, F, IntegerField, Max, Min, Sum, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from common.figures import rounded
from common.periods import Calendar
from programs.models import Indicator, ResultSheet
from programs.models.results import ResultValueQuerySet
from programs.results.counting import ALL_MONTHS

#: programme, indicator, village (None is its commune as a whole), year
Key = tuple[int, int, int | None, int]

_KEY = ("sheet__program_id", "indicator_id", "sheet__village_id", "sheet__year")


def month_bits(prefix: str = "sheet__") -> Coalesce:
    """Return a month as a bit, a year sheet as all twelve.

    Sheets do not overlap, so the sum is their union. `prefix` leads to the sheet.
    """
    return Coalesce(
        Value(1, output_field=IntegerField()).bitleftshift(F(f"{prefix}month")),  # type: ignore[arg-type]
        Value(ALL_MONTHS),
        output_field=IntegerField(),
    )


_BITS = month_bits()


@dataclass(frozen=True)
class Cell:
    """A known value, the months it rests on (bits 1 to 12), and what kind of sheets.

    `at` is the month of a value at the end: 12 for a year sheet. `whole` says that a year
    sheet gave it. `told_anew` is a standing that the village after has told since: its months are
    known, and its value adds to nothing.
    """

    value: Decimal
    months: int
    at: int
    whole: bool
    sources: frozenset[str]
    told_anew: bool = False

    @property
    def counted(self) -> Decimal | None:
        """The value, None where another has taken its place."""
        return None if self.told_anew else self.value

    @property
    def estimated(self) -> bool:
        return ResultSheet.Source.ESTIMATE in self.sources

    def added(self, other: "Cell", rule: str) -> "Cell":
        """Return what two programmes did in one village together: all rules add."""
        value, told_anew = self._sum(other)
        return replace(self.joined(other, rule), value=value, told_anew=told_anew)

    def beside(self, other: "Cell") -> "Cell":
        """Return what two villages told that are one now: over villages all rules add."""
        value, told_anew = self._sum(other)
        return replace(
            self,
            value=value,
            told_anew=told_anew,
            months=self.months | other.months,
            at=max(self.at, other.at),
            whole=self.whole or other.whole,
            sources=self.sources | other.sources,
        )

    def _sum(self, other: "Cell") -> tuple[Decimal, bool]:
        """Return `value` and `told_anew` of both together."""
        counted = [cell.value for cell in (self, other) if not cell.told_anew]
        return sum(counted, Decimal(0)), not counted

    def joined(self, other: "Cell", rule: str) -> "Cell":
        """Return both as one: of two programmes that are told as one, one after the other."""
        later = max(self, other, key=lambda cell: cell.at)
        if rule == Indicator.Rule.SUM:
            value = self.value + other.value
        elif rule == Indicator.Rule.LAST:
            value = later.value
        else:
            value = max(self.value, other.value)
        return Cell(
            value,
            self.months | other.months,
            later.at,
            self.whole or other.whole,
            self.sources | other.sources,
            later.told_anew,
        )


def exact(value: Decimal) -> Decimal:
    """Return a value without idle decimals: SQLite sums decimals as floats."""
    whole = int(value)
    if value == whole:
        return Decimal(whole)
    kept = rounded(value)
    return rounded(kept, 0) if kept == int(kept) else kept


def read_cells(values: ResultValueQuerySet, rules: Collection[str]) -> dict[Key, Cell]:
    """Return what values tell by programme, indicator, village and year. At most two statements.

    Each by its indicator's rule: "sum" added up, "last" the latest of the year, "distinct"
    the largest of it. `rules` are those that the values have.
    """
    summed = _summed(values) if Indicator.Rule.SUM in rules else {}
    return {**summed, **(_standing(values) if set(rules) - {Indicator.Rule.SUM} else {})}


def _summed(values: ResultValueQuerySet) -> dict[Key, Cell]:
    rows = (
        values.filter(indicator__rule=Indicator.Rule.SUM)
        .order_by()
        .values_list(*_KEY)
        .annotate(
            total=Sum("value"),
            months=Sum(_BITS),
            first=Min("sheet__source"),
            last=Max("sheet__source"),
            months_at=Max("sheet__month"),
        )
    )
    return {
        (program, indicator, village, year): Cell(
            exact(total), months, at or 12, at is None, frozenset((first, last))
        )
        for program, indicator, village, year, total, months, first, last, at in rows
    }


def _standing(values: ResultValueQuerySet) -> dict[Key, Cell]:
    same = [F(name) for name in _KEY]
    rows = (
        values.exclude(indicator__rule=Indicator.Rule.SUM)
        .order_by()
        .annotate(
            place=Window(RowNumber(), partition_by=same, order_by=F("sheet__period_start").desc()),
            largest=Window(Max("value"), partition_by=same),
            months=Window(Sum(_BITS), partition_by=same),
            first=Window(Min("sheet__source"), partition_by=same),
            last=Window(Max("sheet__source"), partition_by=same),
        )
        .filter(place=1)
        .values_list(
            *_KEY, "value", "largest", "months", "first", "last", "sheet__month", "indicator__rule"
        )
    )
    return {
        (program, indicator, village, year): Cell(
            exact(largest if rule == Indicator.Rule.DISTINCT else value),
            months,
            at or 12,
            at is None,
            frozenset((first, last)),
        )
        for program, indicator, village, year, value, largest, months, first, last, at, rule in rows
    }


@dataclass(frozen=True)
class Pair:
    """A part and its whole over the sheets of a village's year in which both are known."""

    village: int | None
    year: int
    part: Decimal
    whole: Decimal
    #: sheets in which both are known
    sheets: int

    def plus(self, other: "Pair") -> "Pair":
        return replace(
            self,
            part=self.part + other.part,
            whole=self.whole + other.whole,
            sheets=self.sheets + other.sheets,
        )


@dataclass(frozen=True)
class Excess:
    """A sheet whose part is larger than its whole: to be asked about."""

    program: int
    indicator: int
    village: int | None
    year: int
    month: int | None
    part: Decimal
    whole: Decimal


#: programme, indicator of the part, village, year
PairKey = tuple[int, int, int | None, int]


def read_pairs(
    values: ResultValueQuerySet, parts: Collection[int]
) -> tuple[dict[PairKey, Pair], list[Excess]]:
    """Return the parts of a whole over the sheets in which both are known, and those too large.

    `parts` are the indicators that are part of another. The sheets whose part is larger than its
    whole come oldest first. One statement, none without parts: such a sheet makes a group of its
    own, by its month.
    """
    if not parts:
        return {}, []
    rows = (
        values.filter(
            indicator__in=parts,
            indicator__rule=Indicator.Rule.SUM,
            sheet__values__indicator=F("indicator__within"),
        )
        .order_by()
        .annotate(
            too_large=Case(
                When(value__gt=F("sheet__values__value"), then=Coalesce("sheet__month", 0)),
                default=Value(-1),
                output_field=IntegerField(),
            )
        )
        .values_list(*_KEY, "too_large")
        .annotate(part=Sum("value"), whole=Sum("sheet__values__value"), sheets=Sum(Value(1)))
    )
    pairs: dict[PairKey, Pair] = {}
    excesses = []
    for program, indicator, village, year, at, part, whole, sheets in rows:
        key = (program, indicator, village, year)
        pair = Pair(village, year, exact(part), exact(whole), sheets)
        known = pairs.get(key)
        pairs[key] = pair if known is None else known.plus(pair)
        if at >= 0:
            excesses.append(Excess(*key, at or None, pair.part, pair.whole))
    excesses.sort(key=lambda row: (row.year, row.month or 0, row.village or 0, row.indicator))
    return pairs, excesses


def merged(
    cells: dict[Key, Cell], groups: Iterable[tuple[int, ...]], rules: dict[int, str]
) -> dict[Key, Cell]:
    """Return cells of villages with the programmes of a group taken as one, under its first.

    Totals of a commune are left out: those of two former communes are of two places.
    `rules` holds the rule of each indicator by id.
    """
    first = {program: group[0] for group in groups for program in group}
    found: dict[Key, Cell] = {}
    for (program, indicator, village, year), cell in cells.items():
        if village is None:
            continue
        key = (first[program], indicator, village, year)
        known = found.get(key)
        found[key] = cell if known is None else known.joined(cell, rules[indicator])
    return found


def rolled_up(
    cells: dict[Key, Cell], owed: dict[tuple[int, int, int], int], rolled: Mapping[int, int]
) -> dict[Key, Cell]:
    """Return cells with villages that went up in another under that one.

    `rolled` leads from the old village to the new, `owed` holds the months for which each was
    asked by (programme, village, year). Values add; a month is known where it is of every village
    that was asked for it.
    """
    found: dict[Key, Cell] = {}
    missing: dict[Key, int] = {}
    for (program, indicator, village, year), cell in cells.items():
        at = rolled.get(village, village) if village is not None else None
        key = (program, indicator, at, year)
        known = found.get(key)
        found[key] = cell if known is None else known.beside(cell)
    parts: dict[int, list[int]] = {}
    for old, new in rolled.items():
        parts.setdefault(new, [new]).append(old)
    for program, indicator, at, year in found:
        for part in parts.get(at, ()) if at is not None else ():
            told = cells.get((program, indicator, part, year))
            lacking = owed.get((program, part, year), 0) & ~(told.months if told else 0)
            key = (program, indicator, at, year)
            missing[key] = missing.get(key, 0) | lacking
    return {
        key: replace(cell, months=cell.months & ~missing.get(key, 0)) for key, cell in found.items()
    }


def told_anew(
    cells: dict[Key, Cell],
    rules: Mapping[int, str],
    successors: Mapping[int, tuple[int, dt.date]],
    calendar: Calendar,
) -> dict[Key, Cell]:
    """Return cells with the standings marked that the village after tells anew.

    `successors` leads from a village to the one it went up in and the day. A standing of the year
    in which it ended adds to nothing where that one told its own on that day or later.
    """
    found = dict(cells)
    for key, cell in cells.items():
        program, indicator, village, year = key
        if village is None or village not in successors:
            continue
        if rules[indicator] != Indicator.Rule.LAST:
            continue
        after, day = successors[village]
        told = cells.get((program, indicator, after, year))
        if told is not None and calendar.month(year, told.at).last_day >= day:
            found[key] = replace(cell, told_anew=True)
    return found
