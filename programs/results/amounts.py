"""Values with what they rest on: amounts, means, standings, ratios. Not known is not zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from programs.results.cells import Cell, exact

#: village, year; of totals of the commune: commune, year
Place = tuple[int, int]


@dataclass(frozen=True)
class Amount:
    """A value, None where nothing is known, with the village-months known and due."""

    value: Decimal | None
    known: int
    expected: int

    @property
    def complete(self) -> bool:
        """Whether everything that was due is known, and something was."""
        return 0 < self.expected <= self.known


NOTHING = Amount(None, 0, 0)


@dataclass(frozen=True)
class Average:
    """The mean of the complete whole years, and whether these are all the period has."""

    value: Decimal
    years: tuple[int, ...]
    is_all: bool


@dataclass(frozen=True)
class Best:
    """The largest value of a complete whole year, with every year that has it."""

    value: Decimal
    years: tuple[int, ...]


@dataclass(frozen=True)
class Moment:
    """A value at the end of a reporting month, or of a year where only that is known."""

    village: int | None
    value: Decimal
    year: int
    month: int | None


@dataclass(frozen=True)
class Standing:
    """Values valid at a moment: those of the latest year, and older ones beside them."""

    value: Decimal
    year: int
    latest: tuple[Moment, ...]
    older: tuple[Moment, ...]

    @property
    def month(self) -> int | None:
        """The month all of them are of, None where they are of several or of a year."""
        months = {moment.month for moment in self.latest}
        return months.pop() if len(months) == 1 else None


@dataclass(frozen=True)
class Ratio:
    """A part of a whole over the sheets in which both are known."""

    part: Decimal
    whole: Decimal
    #: whether both are known wherever either is
    is_all: bool

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent, exact; None on a base of 0 or where the part is larger."""
        if not self.whole or self.part > self.whole:
            return None
        return self.part * 100 / self.whole


@dataclass(frozen=True)
class Whole:
    """A total of a commune, of which no village is known.

    `spared` are the months (bits 1 to 12) by village that its programme owes and the total tells.
    """

    cell: Cell
    spared: Mapping[int, int]

    def added(self, other: "Whole", rule: str) -> "Whole":
        """Return what two programmes of a commune did together."""
        spared = {
            village: self.spared.get(village, 0) | other.spared.get(village, 0)
            for village in {*self.spared, *other.spared}
        }
        return Whole(self.cell.added(other.cell, rule), spared)


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of what is known, None where nothing is."""
    known = [value for value in values if value is not None]
    return exact(sum(known, Decimal(0))) if known else None
