"""Tables of Word papers: heads that repeat, bands, totals, rows copied from a pattern."""

import copy
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from documents import word_styles
from documents.tree import Table, band_text, cell_text

CENTER = WD_ALIGN_PARAGRAPH.CENTER
ALIGN = {
    "figure": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": CENTER,
    "text": WD_ALIGN_PARAGRAPH.LEFT,
}


def write(word: Any, block: Table, width: Any, size: float, *, together: bool) -> None:
    """Write a table, without caption and note, `width` wide in letters of `size` points.

    `together` keeps it on one page with what stands above it.
    """
    heads = 2 if block.groups else 1
    table = word.add_table(rows=heads, cols=len(block.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    word_styles.tighten_cells(table)
    share = sum(column.width for column in block.columns)
    widths = [Emu(int(width * column.width / share)) for column in block.columns]
    for element, wide in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        element.w = wide
    _head(table, block, widths, size, heads)
    if together:
        for cell in table._cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    plain = _pattern(table, block, widths, size)
    strong = _pattern(table, block, widths, size, bold=True)
    if together:
        word_styles.keep_with_next(plain, strong)
    band = _band(table, size)
    last = len(block.rows) - block.totals
    body = table._tbl
    for index, row in enumerate(block.rows):
        if index in block.bands:
            element = copy.deepcopy(band)
            next(element.iter(qn("w:t"))).text = band_text(row)
            body.append(element)
            continue
        bold = index >= last or index in block.strong
        element = copy.deepcopy(strong if bold else plain)
        for place, value in zip(element.iter(qn("w:t")), row, strict=True):
            place.text = cell_text(value)
        body.append(element)


def _head(table: Any, block: Table, widths: list[Emu], size: float, heads: int) -> None:
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        for flag in ("w:cantSplit", "w:tblHeader"):
            properties.append(OxmlElement(flag))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    titles: list[tuple[Any, str]] = []
    if block.groups:
        at = 0
        for name, wide in block.groups:
            if wide == 1:
                merged = table.cell(0, at).merge(table.cell(1, at))
                titles.append((merged, block.columns[at].title))
            else:
                merged = table.cell(0, at).merge(table.cell(0, at + wide - 1))
                titles.append((merged, name))
                titles += [
                    (table.cell(1, column), block.columns[column].title)
                    for column in range(at, at + wide)
                ]
            at += wide
    else:
        titles = [
            (cell, column.title)
            for cell, column in zip(table.rows[0].cells, block.columns, strict=True)
        ]
    for cell, title in titles:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(title)
        run.bold, run.font.size = True, Pt(size)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _shade(cell, "EEEEEE")


def _pattern(
    table: Any, block: Table, widths: list[Emu], size: float, *, bold: bool = False
) -> Any:
    """One finished row to copy: adding rows one by one is worse than linear."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, column, width in zip(row.cells, block.columns, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGN[column.holds]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.0
        # Spaces at both ends: python-docx then keeps those of the values too.
        run = paragraph.add_run(" x ")
        run.font.size, run.bold = Pt(size), bold or None
    if block.tall:
        row.height, row.height_rule = Mm(9), WD_ROW_HEIGHT_RULE.AT_LEAST
    return _taken(row)


def _band(table: Any, size: float) -> Any:
    """One row over the whole width to copy, in bold."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell = row.cells[0].merge(row.cells[-1])
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(" x ")
    run.bold, run.font.size = True, Pt(size)
    return _taken(row)


def _taken(row: Any) -> Any:
    pattern = row._tr
    pattern.getparent().remove(pattern)
    return pattern


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().insert_element_before(shading, *word_styles.AFTER_SHADING)
