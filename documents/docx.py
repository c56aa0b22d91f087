"""The tree as a Word file an officer goes on writing in.

Real styles and heading levels, head rows that repeat, alt texts, properties
and a bookmark for each figure with facts behind it.
"""

import base64
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import (
    WD_TABLE_ALIGNMENT,
)
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Mm, Pt

from documents import charts, fonts, word_styles, word_tables
from documents.printable import printable
from documents.tree import (
    Appendix,
    Block,
    Cell,
    Chart,
    Document,
    Figure,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
    cell_text,
    chart_table,
    dashed,
    is_short,
    letter_size,
)
from documents.unbroken import unbroken
from documents.widths import fitted

CENTER, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
ALIGN = {"figure": RIGHT, "centre": CENTER, "text": LEFT}
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = Cm(16), Cm(24.7)


def write(document: Document, *, made_at: dt.datetime | None = None) -> bytes:
    """Return the Word file of one paper; see `write_many`."""
    return write_many([document], made_at=made_at)


def write_many(documents: Iterable[Document], *, made_at: dt.datetime | None = None) -> bytes:
    """Return one Word file of papers, each from a new page with its own page numbers.

    `made_at` goes into its properties. Raises ValueError without any paper.
    """
    papers = [unbroken(printable(document)) for document in documents]
    if not papers:
        raise ValueError("no paper to write")
    word = docx.Document()
    writer = _Writer(word)
    word_styles.set_properties(word, papers[0], made_at)
    word_styles.set_styles(word)
    for index, document in enumerate(papers):
        writer.section(new=index > 0, landscape=False)
        writer.head(document.head)
        writer.blocks(document.blocks)
        if document.signature:
            writer.signature(document.signature)
        for appendix in document.appendices:
            writer.appendix(appendix)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, word: Any) -> None:
        self.word = word
        self.width = PORTRAIT_WIDTH
        # Asked once: the library looks a style up among all of them, for each paragraph anew.
        self.styles = {style.name: style.style_id for style in word.styles}
        self.bookmarks = 0
        self.seen: set[str] = set()

    def section(self, *, new: bool, landscape: bool) -> None:
        """Open a part with its own page numbers: the file's first, or one from a new page."""
        section = self.word.add_section(WD_SECTION.NEW_PAGE) if new else self.word.sections[0]
        word_styles.set_page(section, landscape=landscape)
        word_styles.number_pages(section, restart=new)
        self.width = LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH

    # --- head and foot -----------------------------------------------------------

    def head(self, head: Head) -> None:
        if head.organ:
            self.letterhead(head)
        title = self.styled("Heading 1", head.kind.upper())
        title.alignment = CENTER
        title.paragraph_format.space_before = Pt(16 if head.organ else 0)
        title.paragraph_format.space_after = Pt(0)
        subject = self.word.add_paragraph()
        subject.alignment = CENTER
        subject.paragraph_format.space_after = Pt(0)
        subject.add_run(head.subject).bold = True
        self.rule(self.word, PORTRAIT_WIDTH, 130)
        if len(head.addressees) == 1:
            self.centred(f"Kính gửi: {head.addressees[0]}.")
        elif head.addressees:
            self.centred("Kính gửi:")
            for line in dashed(head.addressees):
                self.centred(line)

    def letterhead(self, head: Head) -> None:
        """Issuer and motto side by side, under them number, place and date."""
        grid = self.grid([Cm(6.7), Cm(9.6)], 2)
        left, right = grid.rows[0].cells
        self.line(left, head.parent.upper(), 12.5, first=True)
        self.line(left, head.organ.upper(), 13, bold=True, first=not head.parent)
        self.rule(left, Cm(6.7), fonts.text_width(head.organ.upper(), 13, bold=True) * 0.42)
        self.line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.5, bold=True, first=True)
        motto = "Độc lập - Tự do - Hạnh phúc"
        self.line(right, motto, 13, bold=True)
        self.rule(right, Cm(9.6), fonts.text_width(motto, 13, bold=True))
        left, right = grid.rows[1].cells
        self.line(left, head.number, 13, first=True)
        self.line(right, head.place_and_date, 13.5, italic=True, first=True)

    def centred(self, text: str) -> Any:
        paragraph = self.word.add_paragraph(text)
        paragraph.alignment = CENTER
        return paragraph

    def signature(self, signature: Signature) -> None:
        spacer = self.word.add_paragraph()
        spacer.paragraph_format.space_after = Pt(0)
        spacer.paragraph_format.keep_with_next = True
        grid = self.grid([Cm(7.6), Cm(8.4)], 1)
        left, right = grid.rows[0].cells
        if signature.beside:
            self.signer(left, signature.beside)
        else:
            self.recipients(left, signature.recipients, first=True)
        self.signer(right, signature)
        if signature.beside:
            self.recipients(self.word, signature.recipients)

    def recipients(self, where: Any, names: tuple[str, ...], *, first: bool = False) -> None:
        if not names:
            return
        line = self.line(where, "Nơi nhận:", 12, bold=True, italic=True, first=first)
        line.alignment = LEFT
        for text in dashed(names):
            self.line(where, text, 11).alignment = LEFT

    def signer(self, cell: Any, signature: Signature) -> None:
        first = True
        for text in filter(None, (signature.authority, *signature.posts)):
            self.line(cell, text.upper(), 14, bold=True, first=first)
            first = False
        for _ in range(4):
            self.line(cell, "", 14)
        self.line(cell, f"{signature.rank} {signature.name}".strip(), 14, bold=True)

    def appendix(self, appendix: Appendix) -> None:
        self.section(new=True, landscape=appendix.landscape)
        title = self.styled("Heading 2", f"Phụ lục {appendix.number}".strip())
        title.alignment = CENTER
        title.paragraph_format.first_line_indent = Cm(0)
        for text, bold in ((appendix.title.upper(), True), (appendix.reference, False)):
            paragraph = self.word.add_paragraph()
            paragraph.alignment = CENTER
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, not bold
            run.font.size = Pt(14 if bold else 13)
        self.rule(self.word, self.width, 113)
        self.blocks(appendix.blocks)

    # --- blocks ------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                text = block.text.upper() if block.level == 1 else block.text
                self.styled(f"Heading {block.level + 1}", text)
            elif isinstance(block, Paragraph):
                self.paragraph(block)
            elif isinstance(block, Table):
                self.table(block, letter_size(block))
            elif isinstance(block, Chart):
                self.chart(block)
            elif isinstance(block, Picture):
                self.picture(block)
            elif isinstance(block, PageBreak):
                self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def picture(self, block: Picture) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.keep_with_next = bool(block.caption)
        content = io.BytesIO(base64.b64decode(block.content))
        shown = paragraph.add_run().add_picture(content, width=Mm(block.width))
        shown._inline.docPr.set("descr", block.alt or block.caption)
        if block.caption:
            words = self.centred(block.caption).runs[0]
            words.italic, words.font.size = True, Pt(12)

    def paragraph(self, block: Paragraph) -> None:
        if block.style == "address":
            self.centred(block.text).runs[0].bold = True
            return
        paragraph = self.styled("Quote" if block.style == "basis" else "Body Text")
        if block.style == "item":
            paragraph.add_run("- ")
        for run in block.runs:
            self.run(paragraph, run, italic=block.style in {"basis", "note"})
        if block.style in {"closing", "lead"}:
            paragraph.paragraph_format.keep_with_next = True
        if block.style == "note":
            paragraph.paragraph_format.first_line_indent = Cm(0)
            for run in paragraph.runs:
                run.font.size = Pt(11.5)

    def run(self, paragraph: Any, run: Cell, *, italic: bool) -> None:
        written = paragraph.add_run(cell_text(run))
        written.italic = italic or None
        if isinstance(run, Figure) and run.key and run.key not in self.seen:
            self.seen.add(run.key)
            self.bookmark(written._r, run.key)

    def bookmark(self, element: Any, key: str) -> None:
        """The figure's key travels into Word, so that its facts can be found again."""
        self.bookmarks += 1
        name = "so_" + "".join(char if char.isalnum() else "_" for char in key)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), name[:40])
        end.set(qn("w:id"), str(self.bookmarks))
        element.addprevious(start)
        element.addnext(end)

    def chart(self, block: Chart) -> None:
        self.styled("Caption", block.caption)
        paragraph = self.word.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(0)
        picture = paragraph.add_run().add_picture(
            io.BytesIO(charts.png(block)), width=min(self.width, PORTRAIT_WIDTH)
        )
        described = picture._inline.docPr
        described.set("descr", block.alt or block.caption)
        described.set("title", block.caption)
        self.table(chart_table(block), 9.5, together=True)

    def table(self, block: Table, size: float, *, together: bool = False) -> None:
        """Write a table; `together` keeps it on one page with what stands above it."""
        if block.caption:
            self.styled("Caption", block.caption)
        together = together or is_short(block)
        block = fitted(block, Emu(self.width).pt, size)
        word_tables.write(self.word, block, self.width, size, together=together)
        if block.note:
            self.paragraph(Paragraph((block.note,), "note"))
        else:
            spacer = self.word.add_paragraph()
            spacer.paragraph_format.space_after = Pt(2)
            spacer.paragraph_format.line_spacing = 0.7

    # --- small pieces ------------------------------------------------------------

    def styled(self, style: str, text: str = "") -> Any:
        paragraph = self.word.add_paragraph(text)
        paragraph._p.style = self.styles[style]
        return paragraph

    def grid(self, widths: list[Any], rows: int) -> Any:
        """A table without borders, as the head and the signature stand side by side."""
        grid = self.word.add_table(rows=rows, cols=len(widths))
        grid.autofit = False
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        margins = parse_xml(word_tables.NARROW_MARGINS)
        grid._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")
        for element, width in zip(grid._tbl.tblGrid.gridCol_lst, widths, strict=True):
            element.w = width
        for row in grid.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        return grid

    def line(
        self,
        cell: Any,  # or the paper itself
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        first: bool = False,
    ) -> Any:
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.0
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        return paragraph

    def rule(self, where: Any, room: Any, length: float) -> None:
        """A drawn rule of `length` points, centred in `room`: a border with indents."""
        paragraph = where.add_paragraph()
        format_ = paragraph.paragraph_format
        side = max((room - Pt(length)) // 2 - Cm(0.1), 0)
        format_.left_indent = format_.right_indent = Emu(side)
        format_.space_before, format_.space_after = Pt(0), Pt(6)
        format_.line_spacing = Pt(4)
        borders, border = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
        paragraph._p.get_or_add_pPr().insert_element_before(borders, *word_styles.AFTER_BORDERS)
