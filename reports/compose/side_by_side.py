"""All programmes under review side by side: how large each is, what each achieved, how each is rated."""

from common.dates import short_date
from common.figures import percent
from documents.tree import Block, Cell, Column, Table
from reports.compose.ledger import cell
from reports.compose.words import NONE_NOTE, gap_note
from reports.figures import Figures
from reports.figures.base import Value
from reports.figures.programmes import Programme

#: what is compared, at most so many, where two programmes tell it
COMPARED = ("outreach_sessions", "tips", "disputes_settled", "patrols", "persuasions", "trained")
MOST = 4


def side_by_side(figures: Figures) -> list[Block]:
    """Return one table of all programmes, nothing where only one is under review."""
    if len(figures.programmes) < 2:
        return []
    results = figures.results
    codes = [code for code in COMPARED if len(results.all_of(code)) > 1][:MOST]
    heads = [results.all_of(code)[0] for code in codes]
    rows: list[tuple[Cell, ...]] = []
    for item in figures.programmes:
        coverage = results.coverage(item.id)
        kind = figures.frame.group_of(item.id).programs[0].kind.team_kind
        rows.append(
            (
                item.name,
                short_date(item.founded_on),
                cell(item.site_count),
                cell(item.team_count if kind else None),
                cell(_members(figures, item, kind)),
                *(cell(_total(figures, code, item.id)) for code in codes),
                percent(coverage.known, coverage.expected),
                _rating(item),
            )
        )
    return [
        Table(
            "Tổng hợp các mô hình",
            (
                Column("Mô hình", "text", 2.5),
                Column("Thành lập", "centre", 1.75),
                Column("Số điểm", width=0.8),
                Column("Số tổ", width=0.8),
                Column("Số thành viên", width=0.95),
                *(Column(f"{head.name} ({head.unit})", width=1.2) for head in heads),
                Column("Số liệu có", width=1.05),
                Column("Xếp loại gần nhất", "text", 1.2),
            ),
            tuple(rows),
            note=gap_note(rows, note=NONE_NOTE),
        )
    ]


def _total(figures: Figures, code: str, group: int) -> Value:
    """Return what the report tells of an indicator: a register's figure where it leads."""
    fact = figures.fact(code, group)
    if fact is not None:
        return fact.value
    measure = figures.results.get(code, group)
    return measure.total if measure else None


def _members(figures: Figures, item: Programme, kind: str) -> int | None:
    """Return how many people serve in the programme's own teams, None where nobody is entered."""
    found = {
        member.person_id
        for force in figures.forces
        if force.kind == kind
        for member in force.roster
        if member.team_id in (item.teams or ())
    }
    return len(found) or None


def _rating(item: Programme) -> str:
    ratings = sorted((year, level) for part in item.parts for year, _scheme, level in part.ratings)
    if not ratings:
        return "–"
    last = ratings[-1][0]
    levels = dict.fromkeys(level for year, level in ratings if year == last)
    return f"{'; '.join(levels)} ({last})"
