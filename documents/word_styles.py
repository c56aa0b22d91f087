"""How a Word paper looks: styles, margins, page numbers, properties (Decree 30/2020)."""

import datetime as dt
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from documents import fonts
from documents.tree import Document

#: a property of a file is no longer (ECMA-376 leaves it open; Word and python-docx do not)
LONGEST_PROPERTY = 255
CENTER = WD_ALIGN_PARAGRAPH.CENTER

#: Word reads an element only where the standard has it (ECMA-376): what may follow each of ours.
AFTER_PAGE_NUMBERS = (
    "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi",
    "w:rtlGutter", "w:docGrid",
)  # fmt: skip
AFTER_FRAME = (
    "w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs",
    "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr",
)  # fmt: skip
AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:jc", "w:textDirection", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr",
)  # fmt: skip


def set_properties(word: Any, document: Document, made_at: dt.datetime | None) -> None:
    properties = word.core_properties
    properties.title, properties.author = _short(document.title), _short(document.author)
    properties.subject = _short(document.head.subject)
    properties.language = "vi-VN"
    properties.comments = ""
    if made_at:
        properties.created = properties.modified = made_at.replace(tzinfo=None)


def _short(text: str) -> str:
    """Return what a property of the file can hold: whole words, "…" for the rest."""
    if len(text) <= LONGEST_PROPERTY:
        return text
    return f"{text[: LONGEST_PROPERTY - 1].rsplit(' ', 1)[0]}…"


def set_styles(word: Any) -> None:
    """Times New Roman 14 everywhere; the theme's fonts and colours are taken out."""
    normal = word.styles["Normal"]
    _font(normal, 14)
    format_ = normal.paragraph_format
    format_.space_after, format_.space_before = Pt(6), Pt(0)
    format_.line_spacing = 1.1
    for level, italic in ((1, False), (2, False), (3, False), (4, True)):
        style = word.styles[f"Heading {level}"]
        _font(style, 14, bold=True, italic=italic)
        style.paragraph_format.space_before = Pt(6 if level > 1 else 0)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
        if level > 1:
            style.paragraph_format.first_line_indent = Cm(1.27)
    for name, size, italic in (("Body Text", 14, False), ("Quote", 14, True)):
        style = word.styles[name]
        _font(style, size, italic=italic)
        style.paragraph_format.first_line_indent = Cm(1.27)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.widow_control = True
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0)
    caption = word.styles["Caption"]
    _font(caption, 13, bold=True)
    caption.paragraph_format.alignment = CENTER
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(6), Pt(6)


def _font(style: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = fonts.WORD_FAMILY, Pt(size), bold, italic
    font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    faces = properties.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), fonts.WORD_FAMILY)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for attribute in ("val", "eastAsia"):
        language.set(qn(f"w:{attribute}"), "vi-VN")


def set_page(section: Any, *, landscape: bool) -> None:
    """A4 with the margins of the decree: 20 top and bottom, 30 left, 20 right (mm)."""
    wide, high = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (wide, high) if landscape else (high, wide)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header_distance = Cm(1)


def number_pages(section: Any, *, restart: bool = False) -> None:
    """The page number stands centred in the top margin, from the second page on."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
    # A new section begins as a copy of the one before it.
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    if restart:
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(numbering, *AFTER_PAGE_NUMBERS)
