"""The order of the area before and since the programmes, in words and by year."""

from common.figures import number, percent
from common.text import lower_first, names
from documents.tree import Block, Cell, Column, Paragraph, Table
from reports.compose.ledger import cell
from reports.compose.sentences import years_words
from reports.compose.words import gap_note
from reports.figures import Figures
from reports.figures.order import Mean, OrderRow


def before_and_since(figures: Figures) -> list[Block]:
    """Return one sentence on what is known of complete years before and since, or nothing."""
    order = figures.order
    if order is None:
        return []
    told = [
        _change(row, row.before, row.since)
        for row in order.rows
        if row.before is not None and row.since is not None
    ]
    if not told:
        return []
    text = f"So với trước khi có mô hình, bình quân mỗi năm {'; '.join(told)}."
    return [Paragraph((text,))]


def _change(row: OrderRow, before: Mean, since: Mean) -> str:
    """Return "số vụ cháy giảm từ 4 vụ (2012 - 2013) xuống 1 vụ (2015 - 2023), tương đương 75%"."""
    one, two = before.value, since.value
    unit, name = row.indicator.unit, lower_first(row.indicator.name)
    name = name if name.startswith("số ") else f"số {name}"
    first = f"{number(one, 1)} {unit} ({years_words(before.years)})"
    second = f"{number(two, 1)} {unit} ({years_words(since.years)})"
    if one == two:
        return f"{name} không đổi, từ {first} đến {second}"
    verb, way = ("tăng", "lên") if two > one else ("giảm", "xuống")
    text = f"{name} {verb} từ {first} {way} {second}"
    if not one or abs(two - one) > one:
        return text
    return f"{text}, tương đương {percent(abs(two - one), one)}"


def by_year(figures: Figures) -> list[Block]:
    """Return the order of the area by year, as a table of the appendix."""
    order = figures.order
    if order is None:
        return []
    partly = [
        lower_first(row.indicator.name)
        for row in order.rows
        if any(amount.value is not None and not amount.complete for amount in row.amounts)
    ]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.indicator.name, row.indicator.unit, *(cell(amount.value) for amount in row.amounts))
        for row in order.rows
    )
    lacks = f"Chưa đủ số liệu các tháng: {names(partly)}." if partly else ""
    return [
        Table(
            f"Mô hình đầu tiên thành lập năm {order.since.year}",
            (
                Column("Nội dung", "text", 4),
                Column("Đơn vị tính", "centre", 1.4),
                *(Column(str(year)) for year in order.years),
            ),
            rows,
            note=gap_note(rows, lacks),
        )
    ]
