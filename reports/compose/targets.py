"""Targets and results: a sentence a programme, and a table of all."""

from common.figures import SHARE_PLACES, count, number, rounded
from common.text import quoted
from documents.tree import Block, Cell, Column, Figure, Paragraph, Table
from programs.results import Amount
from reports.compose.ledger import Ledger, cell
from reports.compose.result_tables import scaled_unit
from reports.figures import Figures
from reports.figures.targets import Aim

NOTE = (
    "Chỉ so với chỉ tiêu của các năm nằm trọn trong kỳ báo cáo. Tỷ lệ chỉ tính cho năm đủ số liệu; "
    "số trong ngoặc là số tháng đã có trên số tháng phải có."
)


def sentence(figures: Figures, group: int, ledger: Ledger) -> list[Block]:
    """Say how many of a programme's targets were reached, of those of complete years only."""
    aims = [aim for aim in figures.targets if aim.group.id == group]
    told = [aim for aim in aims if aim.is_met is not None]
    if not told:
        return []
    met = sum(bool(aim.is_met) for aim in told)
    figure = ledger.figure(
        f"targets-met-{group}", met, title=f"Số chỉ tiêu đạt ({told[0].group.name})",
        source="Chỉ tiêu do đơn vị giao, phiếu kết quả",
        rule="Chỉ tiêu năm có kết quả bằng hoặc cao hơn, trong các năm đủ số liệu.",
        rows=[
            (f"{aim.indicator.name}, {aim.year}", f"{number(aim.amount.value)}/{number(aim.target)}")
            for aim in told
        ],
    )  # fmt: skip
    rest = sum(aim.is_met is None and not aim.amount.complete for aim in aims)
    lacks = f"; {count(rest)} chỉ tiêu chưa đủ số liệu để so sánh" if rest else ""
    text = f"/{count(len(told))} chỉ tiêu năm{lacks} (có biểu kèm theo)."
    return [Paragraph(("So với chỉ tiêu đề ra, đạt và vượt ", figure, text))]


def table(figures: Figures) -> list[Block]:
    """Return one table a programme: target, result with its coverage, percent of complete years."""
    blocks: list[Block] = []
    for group in figures.frame.groups:
        rows = [_row(aim) for aim in figures.targets if aim.group.id == group.id]
        if rows:
            blocks.append(
                Table(
                    f"Mô hình {quoted(group.name)}",
                    (
                        Column("Nội dung", "text", 3.4),
                        Column("Đơn vị tính", "centre", 1.3),
                        Column("Năm", "centre", 0.8),
                        Column("Chỉ tiêu", width=1.1),
                        Column("Kết quả", width=1.4),
                        Column("Đạt (%)", width=0.9),
                    ),
                    tuple(rows),
                    note=NOTE,
                )
            )
    return blocks


def _row(aim: Aim) -> tuple[Cell, ...]:
    unit, shown = scaled_unit(aim.indicator.unit)
    percent = aim.percent
    share = (
        Figure(number(percent, SHARE_PLACES), rounded(percent, SHARE_PLACES))
        if percent is not None
        else cell(None)
    )
    result = shown(aim.amount.value)
    if aim.amount.value is not None and not aim.amount.complete:
        result = Figure(f"{result.text} ({_known(aim.amount)})", result.value)
    return (aim.indicator.name, unit, str(aim.year), shown(aim.target), result, share)


def _known(amount: Amount) -> str:
    return f"{amount.known}/{amount.expected}"
