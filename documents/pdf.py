"""The tree as PDF/A-2b: tagged, with title, author and language, through typst."""

import base64
import datetime as dt
import io
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from documents import charts, fonts
from documents.freeze import freeze
from documents.printable import in_letters, printable
from documents.tree import (
    Chart,
    Document,
    Picture,
    Table,
    chart_table,
    is_short,
    kept_rows,
    kind_of,
    letter_size,
)
from documents.unbroken import unbroken
from documents.widths import fitted

#: the width of the text in points: 160 mm upright, 247 mm across
PORTRAIT, LANDSCAPE = 453.5, 700.1
_TEMPLATE = Path(__file__).with_name("report.typ")


@lru_cache(maxsize=1)
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def write(document: Document, *, made_at: dt.datetime | None = None) -> bytes:
    """Return the PDF of one paper; see `write_many`."""
    return write_many([document], made_at=made_at)


def write_many(documents: Iterable[Document], *, made_at: dt.datetime | None = None) -> bytes:
    """Return one PDF of papers, each from a new page with its own page numbers.

    `made_at` goes into its properties; given, the bytes repeat. A letter that the typeface lacks
    is "?". Raises ValueError without any paper, typst.TypstError for a template fault and
    RuntimeError for a missing typeface, which typst would only warn of.
    """
    papers = []
    for document in map(unbroken, map(printable, documents)):
        frozen = freeze(document)
        _draw(frozen["blocks"], document.blocks, PORTRAIT)
        for part, appendix in zip(frozen["appendices"], document.appendices, strict=True):
            room = LANDSCAPE if appendix.landscape else PORTRAIT
            _draw(part["blocks"], appendix.blocks, room)
        papers.append(frozen)
    if not papers:
        raise ValueError("no paper to write")
    return compiled(_template(), {"documents": json.dumps(papers, ensure_ascii=False)}, made_at)


def compiled(template: bytes, inputs: dict[str, str], made_at: dt.datetime | None) -> bytes:
    """Return the PDF/A of a template with its inputs, in the letters of this house."""
    pdf, warnings = typst.compile_with_warnings(
        input=template,
        format="pdf",
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs={name: in_letters(text) for name, text in inputs.items()},
        pdf_standards="a-2b",
        timestamp=made_at.replace(microsecond=0) if made_at else None,
    )
    missing = [str(warning) for warning in warnings if "font" in str(warning).lower()]
    if missing:
        raise RuntimeError("; ".join(missing))
    assert isinstance(pdf, bytes)
    return pdf


def _draw(frozen: list[dict[str, Any]], blocks: tuple[Any, ...], room: float) -> None:
    for part, block in zip(frozen, blocks, strict=True):
        if isinstance(block, Chart):
            part["svg"] = charts.svg(block)
            part["table"] = freeze(fitted(chart_table(block), room, 9.5))  # type: ignore[arg-type]
            part["alt"] = block.alt or block.caption
        elif isinstance(block, Table):
            part["columns"] = freeze(fitted(block, room, letter_size(block)))["columns"]  # type: ignore[arg-type]
            part["short"] = is_short(block)
            part["kept"] = {str(start): rows for start, rows in kept_rows(block).items()}
        elif isinstance(block, Picture):
            part["svg"] = _as_svg(block)
            part["alt"] = block.alt or block.caption


def _as_svg(picture: Picture) -> str:
    """typst reads no base64, but a drawing with a picture in it."""
    with Image.open(io.BytesIO(base64.b64decode(picture.content))) as opened:
        wide, high = opened.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {wide} {high}"><image width="{wide}" height="{high}" '
        f'xlink:href="data:image/{kind_of(picture)};base64,{picture.content}"/></svg>'
    )
