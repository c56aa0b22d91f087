"""Tables of Word papers: heads that repeat, bands, totals.

Written as XML text and read once a table: a report has some 17,000 cells, and making each by the
library's objects takes ten times as long.
"""

import re
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu

from documents.tree import Table, band_text, cell_text, kept_rows

_ALIGN = {"figure": "right", "centre": "center", "text": "left"}
#: a line of the row's own height, whatever its style says
_SINGLE = 'w:after="0" w:line="240" w:lineRule="auto"'
#: 1 mm at the sides of a cell: Word's own 1.9 mm break dates over two lines
NARROW_MARGINS = (
    f'<w:tblCellMar {nsdecls("w")}><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
    "</w:tblCellMar>"
)
_PROPERTIES = (
    '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/><w:jc w:val="center"/>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
    '<w:right w:w="57" w:type="dxa"/></w:tblCellMar><w:tblLook w:firstColumn="1" w:firstRow="1" '
    'w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
)
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>"
_SHADED = '<w:shd w:val="clear" w:fill="EEEEEE"/><w:vAlign w:val="center"/>'
#: 9 mm in twentieths of a point: room to sign
_TALL = '<w:trHeight w:val="510" w:hRule="atLeast"/>'
#: what XML has no letter for
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(word: Any, block: Table, width: Any, size: float, *, together: bool) -> None:
    """Write a table, without caption and note, `width` wide in letters of `size` points.

    `together` keeps it on one page with what stands above it.
    """
    share = sum(column.width for column in block.columns)
    widths = [Emu(int(width * column.width / share)) for column in block.columns]
    half_points = int(size * 2)
    last = len(block.rows) - block.totals
    kept = {
        row for start, rows in kept_rows(block).items() for row in range(start, start + rows - 1)
    }
    patterns = {
        (bold, next_): [
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{_twips(wide)}"/></w:tcPr><w:p><w:pPr>{next_}'
            f'<w:spacing {_SINGLE}/><w:jc w:val="{_ALIGN[column.holds]}"/></w:pPr>'
            f'<w:r><w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{half_points}"/></w:rPr>'
            '<w:t xml:space="preserve">'
            for column, wide in zip(block.columns, widths, strict=True)
        ]
        for bold in (False, True)
        for next_ in ("", "<w:keepNext/>")
    }
    row_start = f"<w:tr><w:trPr><w:cantSplit/>{_TALL if block.tall else ''}</w:trPr>"
    parts = [
        f"<w:tbl {nsdecls('w')}>{_PROPERTIES}<w:tblGrid>",
        *(f'<w:gridCol w:w="{_twips(wide)}"/>' for wide in widths),
        "</w:tblGrid>",
        *_head(block, widths, half_points),
    ]
    for index, row in enumerate(block.rows):
        if index in block.bands:
            parts.append(_band(band_text(row), widths, half_points))
            continue
        next_ = "<w:keepNext/>" if together or index in kept else ""
        cells = patterns[index >= last or index in block.strong, next_]
        parts.append(row_start)
        for start, value in zip(cells, row, strict=True):
            parts += (start, _text(cell_text(value)), "</w:t></w:r></w:p></w:tc>")
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    word.element.body.insert_element_before(parse_xml("".join(parts)), "w:sectPr")


def _head(block: Table, widths: list[Emu], size: int) -> list[str]:
    """One row of titles, or two where groups of columns have titles of their own, on the page of a row."""

    def titled(text: str, wide: int, more: str = "") -> str:
        return (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{_twips(wide)}"/>{more}{_SHADED}</w:tcPr><w:p>'
            f'<w:pPr><w:keepNext/><w:spacing w:after="0"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/>'
            f'<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{_text(text)}</w:t></w:r></w:p></w:tc>'
        )

    titles = [column.title for column in block.columns]
    if not block.groups:
        return [_HEAD_ROW.format("".join(map(titled, titles, widths)))]
    upper, lower, at = [], [], 0
    for name, count in block.groups:
        if count == 1:
            upper.append(titled(titles[at], widths[at], '<w:vMerge w:val="restart"/>'))
            lower.append(
                f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{_twips(widths[at])}"/><w:vMerge/></w:tcPr>'
                "<w:p/></w:tc>"
            )
        else:
            several = slice(at, at + count)
            upper.append(titled(name, sum(widths[several]), f'<w:gridSpan w:val="{count}"/>'))
            lower += map(titled, titles[several], widths[several])
        at += count
    return [_HEAD_ROW.format("".join(upper)), _HEAD_ROW.format("".join(lower))]


def _band(text: str, widths: list[Emu], size: int) -> str:
    """A row over the whole width, in bold, on the page of the row below it."""
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" '
        f'w:w="{_twips(sum(widths))}"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr><w:p><w:pPr>'
        f'<w:keepNext/><w:spacing w:after="0"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{_text(text)}</w:t></w:r></w:p></w:tc></w:tr>'
    )


def _twips(length: int) -> int:
    return Emu(length).twips


def _text(text: str) -> str:
    return escape(_NO_LETTER.sub("", text))
