"""Pages on which texts stand at given places: certificates on pre-printed paper, table cards.

A `PlacedPage` is measured in millimetres from its upper left corner. The same pages go out
as PDF, and as Word with each text in a frame at its place, so that an office may still
correct a word before it prints.
"""

import datetime as dt
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from documents import fonts, word_styles
from documents.pdf import compiled

_TEMPLATE = Path(__file__).with_name("placed.typ")
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


@dataclass(frozen=True)
class Placed:
    """A text: its box from the left and from above, how wide (mm), its size (points).

    A line break in `text` is one on paper. `align` is "left", "centre" or "right".
    """

    text: str
    x: float
    y: float
    width: float
    size: float = 14
    align: str = "centre"
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class PlacedPage:
    """A page of so many millimetres. `cuts` are heights at which it is cut through.

    `ruled` draws the boxes and a centimetre grid: the test print that is held against
    pre-printed paper.
    """

    width: float
    height: float
    texts: tuple[Placed, ...]
    cuts: tuple[float, ...] = ()
    ruled: bool = False


#: letters are not made smaller than this to fit their place
SMALLEST = 9.0
#: height of a line of letters as a part of their size, in millimetres a point
_LINE = 1.22 * 25.4 / 72


def lines_of(placed: Placed, size: float) -> int:
    """Return over how many lines a text goes in its box, in letters of a size."""
    room = placed.width * 72 / 25.4
    lines = 0
    for paragraph in placed.text.split("\n"):
        reached = 0.0
        lines += 1
        for word in paragraph.split():
            width = fonts.text_width(word, size, bold=placed.bold)
            space = fonts.text_width(" ", size, bold=placed.bold) if reached else 0.0
            if reached and reached + space + width > room:
                lines, reached, space = lines + 1, 0.0, 0.0
            reached += space + width
    return lines


def fitted(texts: Iterable[Placed], height: float) -> tuple[Placed, ...]:
    """Return the texts of a page, each in letters so small that it ends above the next one below it.

    Two texts are in each other's way where their boxes share a part of the width. Nothing is made smaller
    than `SMALLEST`, and no text grows.
    """
    listed = [text for text in texts if text.text.strip()]
    return tuple(_fitted(text, listed, height) for text in listed)


def _fitted(text: Placed, page: Iterable[Placed], height: float) -> Placed:
    below = [
        other.y for other in page
        if other.y > text.y and other.x < text.x + text.width and text.x < other.x + other.width
    ]  # fmt: skip
    room = min(below, default=height) - text.y
    size = text.size
    while size > SMALLEST and lines_of(text, size) * size * _LINE > room:
        size -= 0.5
    return replace(text, size=size)


@lru_cache(maxsize=1)
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def write_pdf(
    pages: Iterable[PlacedPage], *, title: str, author: str, made_at: dt.datetime | None = None
) -> bytes:
    """Return the pages as PDF. Raises ValueError without any page."""
    listed = [asdict(page) for page in pages]
    if not listed:
        raise ValueError("no page to write")
    inputs = {
        "pages": json.dumps(listed, ensure_ascii=False),
        "about": json.dumps({"title": title, "author": author}, ensure_ascii=False),
    }
    return compiled(_template(), inputs, made_at)


def write_docx(
    pages: Iterable[PlacedPage], *, title: str, author: str, made_at: dt.datetime | None = None
) -> bytes:
    """Return the pages as Word: each text a frame at its place. Raises ValueError without a page.

    Cuts and rules are for the printer's test only and stand in the PDF alone.
    """
    listed = list(pages)
    if not listed:
        raise ValueError("no page to write")
    word = docx.Document()
    word_styles.set_styles(word)
    properties = word.core_properties
    properties.title, properties.author, properties.language = title[:255], author[:255], "vi-VN"
    properties.comments = ""
    if made_at:
        properties.created = properties.modified = made_at.replace(tzinfo=None)
    for index, page in enumerate(listed):
        section = word.add_section(WD_SECTION.NEW_PAGE) if index else word.sections[0]
        word_styles.set_page(section, landscape=page.width > page.height)
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin = section.bottom_margin = Cm(1)
        section.left_margin = section.right_margin = Cm(1)
        for text in page.texts:
            _frame(word, text)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _frame(word: object, placed: Placed) -> None:
    paragraph = word.add_paragraph()  # type: ignore[attr-defined]
    paragraph.alignment = _ALIGN[placed.align]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    for number, line in enumerate(placed.text.split("\n")):
        run = paragraph.add_run(line)
        if number:
            run._r.insert(0, OxmlElement("w:br"))
        run.bold, run.italic = placed.bold, placed.italic
        run.font.size, run.font.name = Pt(placed.size), fonts.WORD_FAMILY
    frame = OxmlElement("w:framePr")
    for name, value in (
        ("w", _twips(placed.width)), ("hSpace", "0"), ("wrap", "around"), ("vAnchor", "page"),
        ("hAnchor", "page"), ("x", _twips(placed.x)), ("y", _twips(placed.y)),
    ):  # fmt: skip
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, *word_styles.AFTER_FRAME)


def _twips(millimetres: float) -> str:
    return str(max(1, round(millimetres * 1440 / 25.4)))
