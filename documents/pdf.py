"""The tree as PDF/A-2b: tagged, with title, author and language, through typst."""

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from documents import charts, fonts
from documents.freeze import freeze
from documents.tree import Chart, Document, chart_table

_TEMPLATE = Path(__file__).with_name("report.typ")


@lru_cache(maxsize=1)
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def write(document: Document, *, made_at: dt.datetime | None = None) -> bytes:
    """Return the PDF. `made_at` goes into its properties; given, the bytes repeat.

    Raises typst.TypstError for a template fault and RuntimeError for a
    missing letter, which typst would only warn of.
    """
    frozen = freeze(document)
    _draw_charts(frozen["blocks"], document.blocks)
    for part, appendix in zip(frozen["appendices"], document.appendices, strict=True):
        _draw_charts(part["blocks"], appendix.blocks)
    pdf, warnings = typst.compile_with_warnings(
        input=_template(),
        format="pdf",
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(frozen, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=made_at.replace(microsecond=0) if made_at else None,
    )
    missing = [str(warning) for warning in warnings if "font" in str(warning).lower()]
    if missing:
        raise RuntimeError("; ".join(missing))
    assert isinstance(pdf, bytes)
    return pdf


def _draw_charts(frozen: list[dict[str, Any]], blocks: tuple[Any, ...]) -> None:
    for part, block in zip(frozen, blocks, strict=True):
        if isinstance(block, Chart):
            part["svg"] = charts.svg(block)
            part["table"] = freeze(chart_table(block))  # type: ignore[arg-type]
            part["alt"] = block.alt or block.caption
