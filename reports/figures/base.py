"""What every part of a report shares: the frame it looks through, and grids of values."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from common.periods import Period
from members.models import Commune, Village
from members.queries import told_apart, with_predecessors
from programs.models import Program

Value = Decimal | None


@dataclass(frozen=True)
class Place:
    """A village as the report names it: the name valid in the period."""

    id: int
    name: str


@dataclass(frozen=True)
class Frame:
    """What a report looks at: a commune, programmes, a period, and a cut-off day.

    The period is half-open; what became true after `cut_off` is not counted.
    `villages` are those that existed on a day of the period. A commune of today
    speaks for those that went up in it: `communes` holds the ids of all of them.
    """

    commune: Commune
    communes: frozenset[int]
    programs: tuple[Program, ...]
    period: Period
    cut_off: dt.date
    villages: tuple[Place, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(self.period.years)

    def year_end(self, year: int) -> dt.date:
        """Return the day on which a year's standing is told: its last, or the cut-off."""
        return min(dt.date(year, 12, 31), self.cut_off)

    @property
    def program_ids(self) -> list[int]:
        return [program.pk for program in self.programs]


def make_frame(
    commune: Commune, programs: Iterable[Program], period: Period, cut_off: dt.date
) -> Frame:
    """Return the frame of a report. Takes two statements.

    Villages bear the name of the cut-off day; where two of them share it (merged
    communes each own a "Thôn 1"), the commune they come from is added. The
    cut-off day must lie in the period; it is drawn into it otherwise.
    """
    day = min(max(cut_off, period.start), period.last_day)
    communes = with_predecessors(commune.pk)
    villages = (
        Village.objects.as_on(day)
        .filter(commune_then__in=communes)
        .exclude(dissolved_on__lte=period.start)
        .exclude(formed_on__gte=period.end)
        .with_origin()
        .order_by("sort_key", "pk")
    )
    names = told_apart((row.pk, row.name_then, row.origin) for row in villages)
    return Frame(
        commune=commune,
        communes=communes,
        programs=tuple(programs),
        period=period,
        cut_off=day,
        villages=tuple(Place(village.pk, names[village.pk]) for village in villages),
    )


@dataclass(frozen=True)
class Grid:
    """Values by village (rows) and year (columns) with totals by the indicator's own rule.

    "sum" adds years up, "last" takes the latest known, "distinct" the largest
    known (people counted once cannot be added, so it is a lower bound). Over
    villages all rules add. A total of nothing known is None, never 0.
    """

    villages: tuple[Place, ...]
    years: tuple[int, ...]
    cells: tuple[tuple[Value, ...], ...]
    rule: str = "sum"

    @classmethod
    def of(
        cls,
        frame: Frame,
        value: Callable[[int, int], Value],
        rule: str,
        villages: tuple[Place, ...] | None = None,
    ) -> "Grid":
        """Fill a grid from `value(village id, year)`, for all villages or only these."""
        rows = frame.villages if villages is None else villages
        cells = tuple(tuple(value(village.id, year) for year in frame.years) for village in rows)
        return cls(rows, frame.years, cells, rule)

    def over_time(self, values: Iterable[Value]) -> Value:
        known = [value for value in values if value is not None]
        if not known:
            return None
        if self.rule == "last":
            return known[-1]
        return max(known) if self.rule == "distinct" else sum(known, Decimal(0))

    @property
    def by_village(self) -> tuple[Value, ...]:
        return tuple(self.over_time(row) for row in self.cells)

    @property
    def by_year(self) -> tuple[Value, ...]:
        return tuple(add(row[index] for row in self.cells) for index in range(len(self.years)))

    @property
    def total(self) -> Value:
        return add(self.by_village)

    @property
    def known(self) -> int:
        return sum(value is not None for row in self.cells for value in row)

    @property
    def expected(self) -> int:
        return len(self.villages) * len(self.years)

    @property
    def complete(self) -> bool:
        return self.known == self.expected


def add(values: Iterable[Value]) -> Value:
    """Return the sum of what is known, None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True)
class Change:
    """How a figure compares with the period before. No percentage on a base of 0."""

    now: Value
    before: Value

    @property
    def difference(self) -> Value:
        if self.now is None or self.before is None:
            return None
        return self.now - self.before

    @property
    def percent(self) -> Value:
        difference = self.difference
        if difference is None or not self.before:
            return None
        return abs(difference) * 100 / self.before
