"""Several programmes' figures of one indicator as one: added up, or one fact that each may tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from programs.results.amounts import Place, Whole
from programs.results.cells import Cell
from programs.results.tallies import Tally


@dataclass(frozen=True)
class Conflict:
    """A village's year of which two programmes tell different figures of one fact."""

    village: int | None
    year: int
    values: tuple[Decimal, ...]


def together(tallies: Sequence[Tally]) -> Tally:
    """Return what several programmes did as one: their values are added, as over villages."""
    rule = tallies[0].indicator.rule
    cells: dict[Place, Cell] = {}
    for tally in tallies:
        for place, cell in tally.cells.items():
            known = cells.get(place)
            cells[place] = cell if known is None else known.added(cell, rule)
    wholes: dict[Place, Whole] = {}
    for tally in tallies:
        for place, whole in tally.wholes.items():
            before = wholes.get(place)
            wholes[place] = whole if before is None else before.added(whole, rule)
    return _joined(tallies, cells, wholes)


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
    for place in sorted({place for tally in tallies for place in tally.cells}):
        cell = _kept([t.cells[place] for t in tallies if place in t.cells], place, rule, conflicts)
        spared = [w.spared.get(place[0], 0) for (_c, y), w in wholes.items() if y == place[1]]
        if not any(bits & cell.months for bits in spared):
            cells[place] = cell
    return _joined(tallies, cells, wholes), tuple(conflicts)


def _joined(
    tallies: Sequence[Tally], cells: dict[Place, Cell], wholes: dict[Place, Whole]
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
        pairs=tuple(pair for tally in tallies for pair in tally.pairs),
        excesses=tuple(row for tally in tallies for row in tally.excesses),
    )


def _kept(found: list[Cell], place: Place, rule: str, conflicts: list[Conflict]) -> Cell:
    """Return what a village's year is by several programmes; what differs goes into `conflicts`."""
    found.sort(key=lambda cell: (cell.months.bit_count(), cell.value), reverse=True)
    kept = found[0]
    for cell in found[1:]:
        if not kept.months & cell.months:
            kept = kept.joined(cell, rule)
        elif kept.months == cell.months and kept.value != cell.value:
            conflicts.append(Conflict(*place, (kept.value, cell.value)))
    return kept
