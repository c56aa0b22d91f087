"""Ratings of programmes and awards, year by year."""

from collections import Counter

from awards.models import NomineeKind
from common.figures import MISSING
from documents.tree import Block, Cell, Column, Table
from reports.compose.ledger import cell
from reports.compose.words import gap_note
from reports.figures import Figures

#: more programmes than these go into the next table
MOST_PROGRAMMES = 5
KINDS = (NomineeKind.COLLECTIVE, NomineeKind.INDIVIDUAL, NomineeKind.HOUSEHOLD)


def ratings_by_year(figures: Figures) -> list[Block]:
    """Return a table of programmes and years for each scheme: schemes are never mixed.

    A programme of several former communes has a column for each of them that was rated.
    """
    schemes: dict[str, dict[str, dict[int, str]]] = {}
    for item in figures.programmes:
        for part in item.parts:
            name = f"{item.name} ({part.commune})" if item.merged else item.name
            for year, scheme, level in part.ratings:
                schemes.setdefault(scheme, {}).setdefault(name, {})[year] = level
    blocks: list[Block] = []
    for scheme, programmes in schemes.items():
        listed = list(programmes)
        for start in range(0, len(listed), MOST_PROGRAMMES):
            part_of = listed[start : start + MOST_PROGRAMMES]
            years = sorted({year for name in part_of for year in programmes[name]})
            rows = tuple(
                (str(year), *(programmes[name].get(year, MISSING) for name in part_of))
                for year in years
            )
            blocks.append(
                Table(
                    scheme,
                    (
                        Column("Năm", "centre", 0.8),
                        *(Column(name, "text", 2) for name in part_of),
                    ),
                    rows,
                    note=gap_note(rows, note="Dấu “–” là chưa xếp loại."),
                )
            )
    return blocks


def awards_by_year(figures: Figures) -> list[Block]:
    """Return the awards of the period by the year of their decision and by form."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for line in figures.awards.approved:
        year = str(line.decided_on.year) if line.decided_on else "–"
        counts.setdefault((year, line.form), Counter())[line.kind] += 1
    if not counts:
        return []
    rows: list[tuple[Cell, ...]] = [
        (
            year,
            form,
            *(cell(counts[(year, form)][kind]) for kind in KINDS),
            cell(counts[(year, form)].total()),
        )
        for year, form in sorted(counts)
    ]
    every = sum(counts.values(), Counter[str]())
    total: tuple[Cell, ...] = (
        "Cộng",
        "",
        *(cell(every[kind]) for kind in KINDS),
        cell(every.total()),
    )
    return [
        Table(
            "Khen thưởng theo năm và hình thức",
            (
                Column("Năm", "centre", 0.8),
                Column("Hình thức", "text", 3),
                Column("Tập thể", width=0.9),
                Column("Cá nhân", width=0.9),
                Column("Hộ gia đình", width=0.9),
                Column("Cộng", width=0.9),
            ),
            (*rows, total),
            totals=1,
        )
    ]
