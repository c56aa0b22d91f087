"""Several programmes' figures of one indicator as one: added up, or one fact that each may tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from programs.results.amounts import Place, Whole
from programs.results.cells import Cell, Pair
from programs.results.tallies import Tally


@dataclass(frozen=True)
class Conflict:
    """A village's year of which two programmes tell different figures of one fact."""

    village: int | None
    year: int
    values: tuple[Decimal, ...]


def together(tallies: Sequence[Tally]) -> Tally:
    """Return what several programmes did as one: their values are added, as over villages.

    A month is known where it is of every programme that asked for it.
    """
    rule = tallies[0].indicator.rule
    cells: dict[Place, Cell] = {}
    for tally in tallies:
        for place, cell in tally.cells.items():
            known = cells.get(place)
            cells[place] = cell if known is None else known.added(cell, rule)
    for place, cell in cells.items():
        lacking = 0
        for tally in tallies:
            told = tally.cells.get(place)
            lacking |= tally.due.get(place, 0) & ~(told.months if told else 0)
        cells[place] = replace(cell, months=cell.months & ~lacking)
    wholes: dict[Place, Whole] = {}
    for tally in tallies:
        for place, whole in tally.wholes.items():
            before = wholes.get(place)
            wholes[place] = whole if before is None else before.added(whole, rule)
    return _joined(tallies, cells, wholes, [pair for tally in tallies for pair in tally.pairs])


def as_one(tallies: Sequence[Tally]) -> tuple[Tally, tuple[Conflict, ...]]:
    """Return what several programmes tell of one fact (crimes, fires) as one, and where they differ.

    Months that only one knows are added. Where two know the same months, the one that knows more
    of them counts, else the larger figure; the order of the programmes changes nothing. A total of
    the commune stands for the villages that it tells.
    """
    conflicts: list[Conflict] = []
    rule = tallies[0].indicator.rule
    wholes: dict[Place, Whole] = {}
    for place in sorted({place for tally in tallies for place in tally.wholes}):
        found = [tally.wholes[place] for tally in tallies if place in tally.wholes]
        kept = max(found, key=lambda whole: whole.cell.value)
        if any(whole.cell.value != kept.cell.value for whole in found):
            values = sorted({whole.cell.value for whole in found}, reverse=True)
            conflicts.append(Conflict(None, place[1], tuple(values)))
        wholes[place] = kept
    cells: dict[Place, Cell] = {}
    pairs: list[Pair] = []
    for place in sorted({place for tally in tallies for place in tally.cells}):
        told = [tally for tally in tallies if place in tally.cells]
        cell, counted = _kept([tally.cells[place] for tally in told], place, rule, conflicts)
        spared = [w.spared.get(place[0], 0) for (_c, y), w in wholes.items() if y == place[1]]
        if not any(bits & cell.months for bits in spared):
            cells[place] = cell
            kept_pairs = [told[index].pairs for index in counted]
            pairs += [
                pair for of in kept_pairs for pair in of if (pair.village, pair.year) == place
            ]
    pairs += [pair for tally in tallies for pair in tally.pairs if pair.village is None]
    return _joined(tallies, cells, wholes, pairs), tuple(conflicts)


def _joined(
    tallies: Sequence[Tally],
    cells: dict[Place, Cell],
    wholes: dict[Place, Whole],
    pairs: Sequence[Pair],
) -> Tally:
    due: dict[Place, int] = {}
    for tally in tallies:
        for place, bits in tally.due.items():
            due[place] = due.get(place, 0) | bits
    return replace(
        tallies[0],
        cells=cells,
        due=due,
        wholes=wholes,
        pairs=tuple(pairs),
        base_total=None,
        excesses=tuple(row for tally in tallies for row in tally.excesses),
    )


def _kept(
    found: Sequence[Cell], place: Place, rule: str, conflicts: list[Conflict]
) -> tuple[Cell, list[int]]:
    """Return what a village's year is by several programmes, and which of them it is of.

    What differs goes into `conflicts`.
    """
    order = sorted(
        range(len(found)),
        key=lambda index: (found[index].months.bit_count(), found[index].value),
        reverse=True,
    )
    kept, counted = found[order[0]], [order[0]]
    for index in order[1:]:
        cell = found[index]
        if not kept.months & cell.months:
            kept = kept.joined(cell, rule)
            counted.append(index)
        elif kept.months == cell.months and kept.value != cell.value:
            conflicts.append(Conflict(*place, (kept.value, cell.value)))
    return kept, counted
