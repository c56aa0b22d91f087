"""One indicator of a programme in a period: values by village and year, and what they rest on.

A value never travels as a bare number: an `Amount` carries how many of the village-months that
were due are known. A year sheet is twelve months, a total of the whole commune is all of its
villages. Not known is not zero.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from programs.models import Indicator
from programs.results.amounts import (
    NOTHING,
    Amount,
    Average,
    Best,
    Moment,
    Place,
    Ratio,
    Standing,
    Whole,
    added,
)
from programs.results.cells import Cell, Excess, Pair
from programs.results.counting import ALL_MONTHS, Counting


@dataclass(frozen=True)
class Tally:
    """One indicator of one programme (of several communes, where they are told as one).

    `cells` has what is known by village and year, `due` the months (bits 1 to 12) for which a
    village was asked, `wholes` the totals of communes by commune and year. `pairs` are the sheets in which it and the indicator that it is part of
    are both known, `excesses` those in which it is the larger, `base_total` the total of that
    indicator. `successors` leads from villages that went up in another to that one and the day.
    """

    indicator: Indicator
    counting: Counting
    cells: Mapping[Place, Cell]
    due: Mapping[Place, int]
    wholes: Mapping[Place, Whole] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    excesses: tuple[Excess, ...] = ()
    base_total: Decimal | None = None
    successors: Mapping[int, tuple[int, dt.date]] = field(default_factory=dict)

    @property
    def is_sum(self) -> bool:
        return self.indicator.rule == Indicator.Rule.SUM

    @property
    def is_standing(self) -> bool:
        return self.indicator.rule == Indicator.Rule.LAST

    @cached_property
    def villages(self) -> frozenset[int]:
        """The villages that were due or told something."""
        return frozenset(village for village, _year in (*self.due, *self.cells))

    @cached_property
    def years(self) -> tuple[int, ...]:
        return self.counting.years

    @cached_property
    def _every(self) -> tuple[tuple[int, Cell], ...]:
        """All that is known, of villages and of communes, with its year."""
        return (
            *((year, cell) for (_village, year), cell in self.cells.items()),
            *((year, whole.cell) for (_commune, year), whole in self.wholes.items()),
        )

    def cell(self, village: int, year: int) -> Amount:
        """Return a village's year. Where only the commune's total is known, nothing of it is missing."""
        return self._grid.get((village, year), NOTHING)

    def by_village(self, village: int) -> Amount:
        """Return a village's total over the period by the indicator's rule."""
        return self._by_village.get(village, NOTHING)

    @cached_property
    def _by_village(self) -> dict[int, Amount]:
        found = {}
        for village in self.villages:
            parts = [self.cell(village, year) for year in self.years]
            found[village] = Amount(
                self._over_time(self.cells, village), _known(parts), _expected(parts)
            )
        return found

    @cached_property
    def _months(self) -> dict[Place, tuple[int, int, int]]:
        """The months known, due, and told by a total of the commune, as bits, wherever there are any."""
        return {
            (village, year): (
                self._known(village, year), self._due(village, year), self._spared(village, year)
            )
            for village, year in {**self.due, **self.cells}
        }  # fmt: skip

    @cached_property
    def _grid(self) -> dict[Place, Amount]:
        """Every village and year of which anything is known or was due."""
        found = {}
        for place, (known, due, spared) in self._months.items():
            cell = self.cells.get(place)
            asked = known | (due & ~spared)
            found[place] = Amount(
                cell.counted if cell else None, known.bit_count(), asked.bit_count()
            )
        return found

    def whole(self, year: int) -> Decimal | None:
        """Return what is known of a year for communes as a whole only."""
        return added(w.cell.value for (_c, when), w in self.wholes.items() if when == year)

    @cached_property
    def whole_total(self) -> Decimal | None:
        """What is known for communes as a whole only, over the period by the indicator's rule."""
        return added(self._over_time(self._totals, commune) for commune in self._communes)

    def by_year(self, year: int) -> Amount:
        """Return the commune's total of a year."""
        return self._by_year.get(year, NOTHING)

    @cached_property
    def _by_year(self) -> dict[int, Amount]:
        counts = {year: [0, 0] for year in self.years}
        values: dict[int, list[Decimal | None]] = {year: [] for year in self.years}
        for (village, year), (known, due, spared) in self._months.items():
            if year in counts:
                told = known | spared
                counts[year][0] += told.bit_count()
                counts[year][1] += (told | due).bit_count()
                values[year].append(self._grid[(village, year)].value)
        found = {}
        for year, (known, expected) in counts.items():
            whole = self.whole(year)
            if whole is not None and not expected:
                # Of whom nobody was asked the commune itself has told.
                known = expected = self.counting.masks.get(year, 0).bit_count()
            found[year] = Amount(added([*values[year], whole]), known, expected)
        return found

    @cached_property
    def total(self) -> Amount:
        """The commune's total over the period: over the villages all rules add.

        Of values valid at a moment only those of the latest year are added (`standing`).
        """
        years = [self.by_year(year) for year in self.years]
        known, expected = _known(years), _expected(years)
        if self.is_standing:
            return Amount(self.standing.value if self.standing else None, known, expected)
        values = [amount.value for amount in self._by_village.values()]
        return Amount(added([*values, self.whole_total]), known, expected)

    @property
    def complete(self) -> bool:
        return self.total.complete

    @property
    def estimated(self) -> bool:
        return any(cell.estimated for _year, cell in self._every)

    @property
    def estimated_years(self) -> frozenset[int]:
        return frozenset(year for year, cell in self._every if cell.estimated)

    @property
    def sources(self) -> frozenset[str]:
        return frozenset().union(*(cell.sources for _year, cell in self._every))

    @cached_property
    def complete_years(self) -> tuple[int, ...]:
        """The years that lie wholly in the period and are known for every village due.

        A village that was not asked in a year, but told something of it, must have told all of it:
        three months of which nobody knows the rest are no year.
        """
        return tuple(
            year
            for year in self.counting.whole_years
            if self.by_year(year).complete
            and all(self._is_whole(village, year) for village in self.villages)
        )

    def _is_whole(self, village: int, year: int) -> bool:
        known = self._known(village, year)
        asked = self._due(village, year) | self._spared(village, year)
        return bool(asked) or not known or known == self.counting.masks.get(year, 0)

    @property
    def edges(self) -> tuple[int, ...]:
        """The years at the edge of the period that a year sheet counts whole."""
        cut = set(self.counting.cut_years)
        return tuple(sorted({year for year, cell in self._every if cell.whole and year in cut}))

    @cached_property
    def average(self) -> Average | None:
        """The mean of the complete whole years, None below two of them and for standings."""
        years = self.complete_years
        if not self.is_sum or len(years) < 2:
            return None
        total = added(self.by_year(year).value for year in years)
        assert total is not None
        return Average(total / len(years), years, years == self.years)

    @cached_property
    def best(self) -> Best | None:
        """The best of the complete whole years, None below two, where all are alike, or nothing
        happened, and for standings."""
        if self.average is None:
            return None
        values = {year: self.by_year(year).value or Decimal(0) for year in self.complete_years}
        most = max(values.values())
        years = tuple(year for year, value in values.items() if value == most)
        return Best(most, years) if most and len(years) < len(values) else None

    @cached_property
    def standing(self) -> Standing | None:
        """The latest value of each village, None for what is added up over time."""
        if not self.is_standing:
            return None
        found = [
            self._moment(self.cells, village, village)
            for village in sorted(self.villages)
            if not self._is_replaced(village)
        ]
        found += [self._moment(self._totals, commune, None) for commune in self._communes]
        known = [moment for moment in found if moment is not None]
        if not known:
            return None
        year = max(moment.year for moment in known)
        latest = tuple(moment for moment in known if moment.year == year)
        older = tuple(moment for moment in known if moment.year < year)
        return Standing(added(m.value for m in latest) or Decimal(0), year, latest, older)

    def _is_replaced(self, village: int) -> bool:
        """Whether the village that this one went up in has told a standing of its own since."""
        if village not in self.successors:
            return False
        after, day = self.successors[village]
        told = self._moment(self.cells, after, after)
        if told is None:
            return False
        return self.counting.month(told.year, told.month or 12).last_day >= day

    def _moment(
        self, cells: Mapping[Place, Cell], place: int, village: int | None
    ) -> Moment | None:
        for year in reversed(self.years):
            cell = cells.get((place, year))
            if cell is not None and not cell.told_anew:
                return Moment(village, cell.value, year, None if cell.whole else cell.at)
        return None

    @cached_property
    def ratio(self) -> Ratio | None:
        """The share of the indicator that it is part of, None where they are nowhere known together."""
        if not self.pairs:
            return None
        part, whole = added(p.part for p in self.pairs), added(p.whole for p in self.pairs)
        assert part is not None
        assert whole is not None
        is_all = part == self.total.value and self.base_total in (None, whole)
        return Ratio(part, whole, is_all)

    def holes(self) -> list[tuple[int, int, int]]:
        """Return (village, year, months not known) wherever something due is not known."""
        found = []
        for year in self.years:
            for village in sorted(self.villages):
                cell = self.cell(village, year)
                if cell.known < cell.expected:
                    found.append((village, year, cell.expected - cell.known))
        return found

    @cached_property
    def _totals(self) -> dict[Place, Cell]:
        return {place: whole.cell for place, whole in self.wholes.items()}

    @property
    def _communes(self) -> list[int]:
        return sorted({commune for commune, _year in self.wholes})

    def _known(self, village: int, year: int) -> int:
        """The months known that count, as bits; a year sheet knows all of them."""
        cell = self.cells.get((village, year))
        return (cell.months if cell else 0) & self.counting.masks.get(year, 0) & ALL_MONTHS

    def _due(self, village: int, year: int) -> int:
        return self.due.get((village, year), 0)

    def _spared(self, village: int, year: int) -> int:
        """The months of a village, as bits, that a total of its commune tells."""
        spared = 0
        if not self.wholes:
            return spared
        for (_commune, when), whole in self.wholes.items():
            if when == year:
                spared |= whole.spared.get(village, 0)
        return spared

    def _over_time(self, cells: Mapping[Place, Cell], place: int) -> Decimal | None:
        found = [cells.get((place, year)) for year in self.years]
        values = [cell.value for cell in found if cell is not None and not cell.told_anew]
        if not values:
            return None
        if self.is_sum:
            return added(values)
        return values[-1] if self.is_standing else max(values)


def _known(parts: Iterable[Amount]) -> int:
    return sum(part.known for part in parts)


def _expected(parts: Iterable[Amount]) -> int:
    return sum(part.expected for part in parts)
