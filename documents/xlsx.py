"""The tree as a workbook: the text on the first sheet, each table and chart on its own.

Figures are numbers, charts are Excel's own and can be changed there. Nothing a
user typed becomes a formula or a link.
"""

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

from common.excel import FONT, new_book, sheet_name
from common.figures import rounded
from documents.charts import COLOURS
from documents.printable import printable
from documents.tree import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    cell_text,
    chart_table,
)

_KINDS = {
    "columns": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "lines": {"type": "line"},
}


def write(document: Document, *, made_at: dt.datetime | None = None) -> bytes:
    """Return the workbook. `made_at` goes into its properties."""
    document = printable(document)
    out = io.BytesIO()
    book = new_book(out)
    properties: dict[str, Any] = {"title": document.title, "author": document.author}
    if made_at:
        properties["created"] = made_at.replace(tzinfo=None)
    book.set_properties(properties)
    writer = _Writer(book)
    writer.text(document)
    for number, block in enumerate(document.blocks):
        writer.block(block, f"{number}")
    for appendix in document.appendices:
        for block in appendix.blocks:
            writer.block(block, f"PL {appendix.number}".strip())
    writer.facts(document)
    book.close()
    return out.getvalue()


def write_chart(chart: Chart) -> bytes:
    """Return a workbook with one chart, Excel's own, and the table of its numbers."""
    out = io.BytesIO()
    book = new_book(out)
    _Writer(book).block(chart, "1")
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.names: set[str] = set()
        self.tables = self.charts = 0
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **extra: Any) -> Any:
        key = tuple(sorted(extra.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FONT, **extra})
        return self.formats[key]

    def sheet(self, name: str, *, landscape: bool = False) -> Any:
        """Add a sheet under a name that Excel takes."""
        unique = sheet_name(name, self.names)
        self.names.add(unique)
        sheet = self.book.add_worksheet(unique)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        if landscape:
            sheet.set_landscape()
        return sheet

    def text(self, document: Document) -> None:
        sheet = self.sheet("Báo cáo")
        sheet.set_column(0, 0, 92)
        head = document.head
        wrap = self.style(text_wrap=True)
        bold = self.style(text_wrap=True, bold=True)
        middle = self.style(text_wrap=True, bold=True, align="center")
        lines: list[tuple[str, Any]] = [
            (head.parent.upper(), wrap),
            (head.organ.upper(), bold),
            (head.number, wrap),
            (head.place_and_date, self.style(text_wrap=True, italic=True)),
            ("", wrap),
            (head.kind.upper(), middle),
            (head.subject, middle),
            ("", wrap),
        ]
        for block in document.blocks:
            lines += self.lines(block, wrap, bold)
        if document.signature:
            names = (document.signature.authority, *document.signature.posts)
            lines += [("", wrap), *((name.upper(), middle) for name in names if name)]
            signer = f"{document.signature.rank} {document.signature.name}".strip()
            lines.append((signer, middle))
        for appendix in document.appendices:
            lines.append((f"Phụ lục {appendix.number}: {appendix.title}", bold))
            for block in appendix.blocks:
                lines += self.lines(block, wrap, bold)
        for row, (text, style) in enumerate(lines):
            sheet.write_string(row, 0, text, style)
            if len(text) > 88:
                sheet.set_row(row, 16.5 * (len(text) // 88 + 1))

    def lines(self, block: Block, wrap: Any, bold: Any) -> list[tuple[str, Any]]:
        if isinstance(block, Heading):
            return [(block.text.upper() if block.level == 1 else block.text, bold)]
        if isinstance(block, Paragraph):
            return [(("- " if block.style == "item" else "") + block.text, wrap)]
        return []

    def facts(self, document: Document) -> None:
        """The last sheet: each named figure with its rule and source, for whoever checks."""
        if not document.facts:
            return
        named = {figure.key: figure for figure in document.figures() if figure.key}
        columns = (
            Column("Số liệu", "text"), Column("Giá trị"), Column("Cách tính", "text"),
            Column("Nguồn", "text"),
        )  # fmt: skip
        rows = tuple(
            (fact.title, named[fact.key], fact.rule, fact.source)
            for fact in document.facts
            if fact.key in named
        )
        if rows:
            sheet = self.sheet("Nguồn số liệu", landscape=True)
            self.table(sheet, Table("Nguồn của từng số liệu", columns, rows), 0)

    def block(self, block: Block, prefix: str) -> None:
        if isinstance(block, Table):
            self.tables += 1
            name = prefix if prefix.startswith("PL") else f"Bảng {self.tables}"
            sheet = self.sheet(name, landscape=len(block.columns) > 7)
            self.table(sheet, block, 0)
        elif isinstance(block, Chart):
            self.charts += 1
            self.chart(self.sheet(f"Biểu đồ {self.charts}", landscape=True), block)

    def table(self, sheet: Any, block: Table, top: int) -> int:
        """Write a table from row `top` on; return the first row below it."""
        last = len(block.columns) - 1
        heading = self.style(bold=True, font_size=13)
        if block.caption:
            sheet.write_string(top, 0, block.caption, heading)
            top += 2
        head = self.style(bold=True, border=1, align="center", text_wrap=True, bg_color="#EEEEEE")
        if block.groups:
            at = 0
            for name, wide in block.groups:
                if wide == 1:
                    sheet.merge_range(top, at, top + 1, at, block.columns[at].title, head)
                else:
                    sheet.merge_range(top, at, top, at + wide - 1, name, head)
                    for column in range(at, at + wide):
                        sheet.write_string(top + 1, column, block.columns[column].title, head)
                at += wide
            top += 2
        else:
            for column, definition in enumerate(block.columns):
                sheet.write_string(top, column, definition.title, head)
            top += 1
        sheet.freeze_panes(top, 0)
        sheet.repeat_rows(max(top - 2, 0), top - 1)
        for column, definition in enumerate(block.columns):
            longest = max((len(cell_text(row[column])) for row in block.rows), default=0)
            sheet.set_column(
                column, column, min(max(longest + 2, len(definition.title) + 1, 6), 46)
            )
        totals_from = len(block.rows) - block.totals
        for index, row in enumerate(block.rows):
            bold = index >= totals_from or index in block.strong
            for column, cell in enumerate(row):
                self.cell(sheet, top + index, column, cell, block.columns[column].holds, bold)
        top += len(block.rows)
        if block.note:
            note = self.style(italic=True, text_wrap=True, valign="top")
            sheet.merge_range(top, 0, top, max(last, 1), block.note, note)
            sheet.set_row(top, 16.5 * (len(block.note) // 70 + 1))
            top += 1
        return top + 1

    def cell(self, sheet: Any, row: int, column: int, cell: Cell, holds: str, bold: bool) -> None:
        align = {"figure": "right", "centre": "center", "text": "left"}[holds]
        if isinstance(cell, Figure) and cell.value is not None and _is_plain(cell):
            places = "#,##0.##" if cell.value % 1 else "#,##0"
            style = self.style(border=1, align=align, bold=bold, num_format=places)
            sheet.write_number(row, column, float(cell.value), style)
        else:
            wrap = self.style(border=1, align=align, bold=bold, text_wrap=holds == "text")
            sheet.write_string(row, column, cell_text(cell), wrap)

    def chart(self, sheet: Any, block: Chart) -> None:
        below = self.table(sheet, replace(chart_table(block), caption=block.caption), 0)
        # Excel draws the text "–" as 0, so the chart reads its own cells, blank where unknown.
        start = below + 22
        sheet.write_string(start - 1, 0, "Số liệu của biểu đồ", self.style(font_color="#6b7280"))
        for at, name in enumerate(block.categories):
            sheet.write_string(start + 1 + at, 0, name, self.style(font_color="#6b7280"))
        chart = self.book.add_chart(_KINDS[block.kind])
        for index, series in enumerate(block.series):
            sheet.write_string(start, index + 1, series.name, self.style(font_color="#6b7280"))
            for at, value in enumerate(series.values):
                if value is not None:
                    sheet.write_number(
                        start + 1 + at,
                        index + 1,
                        float(rounded(value)),
                        self.style(font_color="#6b7280"),
                    )
            colour = COLOURS[index % len(COLOURS)]
            end = start + len(block.categories)
            chart.add_series(
                {
                    "name": [sheet.get_name(), start, index + 1],
                    "categories": [sheet.get_name(), start + 1, 0, end, 0],
                    "values": [sheet.get_name(), start + 1, index + 1, end, index + 1],
                    "fill": {"color": colour},
                    "line": {"color": colour},
                    "data_labels": {"value": len(block.series) == 1},
                    "gap": 60,
                }
            )
        chart.set_title({"name": block.caption, "name_font": {"size": 12}})
        chart.set_y_axis({"name": block.unit, "major_gridlines": {"visible": True}})
        chart.set_legend({"position": "bottom"} if len(block.series) > 1 else {"none": True})
        chart.show_blanks_as("gap")
        chart.set_size({"width": 900, "height": 400})
        sheet.insert_chart(
            below, 0, chart, {"description": block.alt or block.caption, "object_position": 2}
        )


def _is_plain(figure: Figure) -> bool:
    """Whether the printed figure is its value as Excel shows it ("03" or "5%" is not)."""
    bare = figure.text.replace(".", "").replace(",", ".")
    try:
        return Decimal(bare) == figure.value and not (len(bare) > 1 and bare[0] == "0")
    except ArithmeticError:
        return False
