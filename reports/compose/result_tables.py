"""The appendices of results: every indicator by year and village, and by former commune."""

from collections.abc import Callable, Iterator, Sequence

from common.figures import count, millions, number
from common.text import lower_first
from documents.tree import Block, Cell, Column, Figure, Table
from programs.results import Amount
from reports.compose.ledger import cell
from reports.compose.notes import edges, remarks
from reports.compose.sentences import MONEY_UNIT
from reports.compose.words import gap_note
from reports.figures import Figures
from reports.figures.base import Value
from reports.figures.results import Measure

#: More columns than this go into the next table.
MOST_VILLAGES, MOST_YEARS = 9, 12
#: more villages than these fill a page under one indicator
MOST_ROWS = 12
OLDER_NOTE = "Ô ghi năm trong ngoặc là số của năm đó, không cộng vào số chung."


def scaled(measure: Measure) -> tuple[str, Callable[[Value], Figure]]:
    """Return the unit and how a value becomes a cell.

    Amounts of đồng print in millions, or the columns of ten years do not fit a page.
    """
    return scaled_unit(measure.unit)


def scaled_unit(unit: str) -> tuple[str, Callable[[Value], Figure]]:
    """Return a unit as tables name it, and how a value of it becomes a cell."""
    if unit == MONEY_UNIT:
        return "triệu đồng", lambda value: cell(millions(value))
    return unit, cell


def by_year(figures: Figures) -> list[Block]:
    """Every indicator by year, and below it village by village: gaps are seen at once.

    Where the villages of one indicator would fill a page, each indicator has a table of its own,
    whose head names it on every page.
    """
    years = figures.results.counting.years
    if len(years) < 3:
        return []
    blocks: list[Block] = []
    for group in figures.frame.groups:
        measures = figures.results.of(group.id)
        for start in range(0, len(years), MOST_YEARS):
            part = slice(start, start + MOST_YEARS)
            caption = f"{group.name}, {years[part][0]} - {years[part][-1]}"
            if any(len(measure.villages) > MOST_ROWS for measure in measures):
                blocks += [_of_one(caption, measure, part, figures) for measure in measures]
                continue
            rows = [row for measure in measures for row in _year_rows(measure, part, figures)]
            if rows:
                blocks.append(_table(caption, "Nội dung", years[part], rows, measures, figures))
    return [*blocks, *remarks(figures)]


def _table(
    caption: str,
    head: str,
    years: Sequence[int],
    rows: Sequence[tuple[Cell, ...]],
    measures: Sequence[Measure],
    figures: Figures,
) -> Table:
    return Table(
        caption,
        (
            Column(head, "text", 4.4),
            Column("Đơn vị tính", "centre", 1.5),
            *(Column(str(year)) for year in years),
            Column("Cả kỳ", width=1.2),
        ),
        tuple(rows),
        note=_note(rows, measures, figures),
        strong=tuple(index for index, row in enumerate(rows) if not str(row[0]).startswith(" ")),
    )


def _of_one(caption: str, measure: Measure, part: slice, figures: Figures) -> Table:
    """One indicator: its villages by year, their total first; its name stands in the head."""
    total, *rest = _year_rows(measure, part, figures)
    rows = [(figures.frame.words.whole, *total[1:]), *rest]
    return _table(caption, measure.name, measure.years[part], rows, [measure], figures)


def _year_rows(measure: Measure, part: slice, figures: Figures) -> Iterator[tuple[Cell, ...]]:
    unit, shown = scaled(measure)

    def cells(amounts: Sequence[Amount]) -> list[Figure]:
        return [shown(amount.value) for amount in amounts[part]]

    yield (measure.name, unit, *cells(measure.by_year), shown(measure.total))
    if len(measure.villages) > 1:
        for village, total in zip(measure.villages, measure.by_village, strict=True):
            yield (
                f"    {village.name}",
                "",
                *cells(measure.row(village)),
                _of_village(measure, village.id, shown(total.value)),
            )
    if measure.has_whole and measure.villages:
        words = figures.frame.words
        yield (
            f"    Không tách theo {words.village}",
            "",
            *(shown(value) for value in measure.whole[part]),
            shown(measure.tally.whole_total),
        )


def by_village(figures: Figures) -> list[Block]:
    """Every indicator by village, beside it the same span a year before where it was all known."""
    blocks: list[Block] = []
    words = figures.frame.words
    for group in figures.frame.groups:
        measures = figures.results.of(group.id)
        told = {village.id for measure in measures for village in measure.villages}
        villages = tuple(place for place in figures.frame.villages if place.id in told)
        compared = [m.compared.comparison for m in measures if m.compared and m.compared.is_all]
        for start in range(0, max(len(villages), 1), MOST_VILLAGES):
            part = villages[start : start + MOST_VILLAGES]
            rows: list[tuple[Cell, ...]] = []
            for measure in measures:
                unit, shown = scaled(measure)
                rows.append(
                    (
                        measure.name,
                        unit,
                        *(
                            _of_village(
                                measure,
                                place.id,
                                shown(measure.tally.by_village(place.id).value),
                            )
                            for place in part
                        ),
                        shown(measure.total),
                        *([_before(measure)] if compared else []),
                    )
                )
            if rows:
                blocks.append(
                    Table(
                        group.name,
                        (
                            Column("Nội dung", "text", 3.4),
                            Column("Đơn vị tính", "centre", 1.3),
                            *(Column(place.name) for place in part),
                            Column(words.whole, width=1.1),
                            *(
                                [Column(f"{compared[0].basis.value.capitalize()}", width=1.2)]
                                if compared
                                else []
                            ),
                        ),
                        tuple(rows),
                        note=_note(rows, measures, figures),
                    )
                )
    # With a table by year they stand behind that.
    return blocks if len(figures.results.counting.years) >= 3 else [*blocks, *remarks(figures)]


def by_former_commune(figures: Figures) -> list[Block]:
    """Every indicator by the communes that went up in this one, where several told of it."""
    blocks: list[Block] = []
    for group in figures.frame.groups:
        measures = [measure for measure in figures.results.of(group.id) if measure.former]
        communes = list(dict.fromkeys(name for m in measures for name, _amount in m.former))
        if not communes:
            continue
        rows: list[tuple[Cell, ...]] = []
        for measure in measures:
            unit, shown = scaled(measure)
            parts = dict(measure.former)
            rows.append(
                (
                    measure.name,
                    unit,
                    *(shown(parts[name].value if name in parts else None) for name in communes),
                    shown(measure.total),
                )
            )
        blocks.append(
            Table(
                group.name,
                (
                    Column("Nội dung", "text", 3.4),
                    Column("Đơn vị tính", "centre", 1.3),
                    *(Column(f"{name} (cũ)") for name in communes),
                    Column(figures.frame.words.whole, width=1.1),
                ),
                tuple(rows),
                note=_note(rows, measures, figures),
            )
        )
    return blocks


def _of_village(measure: Measure, village: int, figure: Figure) -> Figure:
    """Return a village's total, with its year where a standing is older than the others'."""
    standing = measure.standing
    older = {moment.village: moment.year for moment in standing.older} if standing else {}
    if village not in older or figure.value is None:
        return figure
    return Figure(f"{number(figure.value)} ({older[village]})", figure.value)


def _before(measure: Measure) -> Figure:
    _unit, shown = scaled(measure)
    compared = measure.compared
    return shown(compared.before if compared and compared.is_all else None)


def _led(measures: Sequence[Measure], figures: Figures) -> str:
    """Say where the report tells a register's figure, and the table what the sheets have."""
    told = []
    for measure in measures:
        fact = figures.fact(measure.code, measure.group.id)
        if fact is not None and fact.differs:
            told.append(f"{lower_first(measure.name)} {count(fact.register)} ({fact.source})")
    return f"Bảng ghi theo phiếu kết quả; báo cáo lấy: {'; '.join(told)}." if told else ""


def _note(rows: Sequence[Sequence[Cell]], measures: Sequence[Measure], figures: Figures) -> str:
    older = OLDER_NOTE if any(m.standing and m.standing.older for m in measures) else ""
    return gap_note(rows, edges(measures), older, _led(measures, figures))
