"""What no line may end in the middle of: "Khu phố 4", "03 vụ", "an ninh", "tháng 9".

The writers of pages take a tree through here; a page of the portal and a workbook have no lines to break.
"""

import re
from dataclasses import replace
from functools import lru_cache

from documents.tree import (
    Appendix,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Run,
    Table,
)

NO_BREAK = "\u00a0"
#: a number goes with the word that it counts, but for words that only go on with the sentence
_COUNTED = re.compile(
    r"(?<![\w.,])(\d[\d.,/]*%?) (?=(?!và |tháng |năm |đến |của |trong |so |theo |tại |về )[a-zà-ỹđ])"
)
#: a word goes with the number that it bears
_NUMBERED = re.compile(
    r"\b([Tt]hôn|[Bb]ản|[Xx]óm|[Ll]àng|[Bb]uôn|[Ấấ]p|[Kk]hóm|[Kk]hu|[Pp]hố|[Tt]ổ|[Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|"
    r"[Qq]uý|[Đđ]iều|[Bb]ảng|[Đđ]ồ|[Ll]ục|138) (?=\d|[IVXLC]+\b)"
)
#: words of two syllables that read ill in halves
_WHOLE = re.compile(
    r"\b([Tt]ổ trưởng|[Tt]ổ phó|[Tt]ổ viên|[Aa]n ninh|[Tt]rật tự|[Kk]hu phố|[Dd]ân phố|[Cc]ông an|UBND xã|UBND phường)\b"
)


@lru_cache(maxsize=4096)
def bound(text: str) -> str:
    """Return a text with spaces that do not break where a line must not end."""
    if " " not in text:
        return text
    text = _COUNTED.sub(rf"\1{NO_BREAK}", text)
    text = _NUMBERED.sub(rf"\1{NO_BREAK}", text)
    return _WHOLE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)


def unbroken(document: Document) -> Document:
    """Return a paper whose sentences, tables and headings break only where they may."""
    return replace(
        document,
        head=replace(document.head, subject=bound(document.head.subject)),
        blocks=tuple(map(_block, document.blocks)),
        appendices=tuple(map(_appendix, document.appendices)),
    )


def _appendix(appendix: Appendix) -> Appendix:
    return replace(
        appendix,
        title=bound(appendix.title),
        reference=bound(appendix.reference),
        blocks=tuple(map(_block, appendix.blocks)),
    )


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=_runs(block.runs))
    if isinstance(block, Heading):
        return replace(block, text=bound(block.text))
    if isinstance(block, Table):
        return replace(
            block,
            caption=bound(block.caption),
            note=bound(block.note),
            columns=tuple(_column(column) for column in block.columns),
            rows=tuple(tuple(map(_cell, row)) for row in block.rows),
        )
    if isinstance(block, Chart):
        return replace(block, caption=bound(block.caption))
    return block


def _column(column: Column) -> Column:
    return replace(column, title=bound(column.title))


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        # The spaces before a name are its indent.
        bare = cell.lstrip(" ")
        return cell[: len(cell) - len(bare)] + bound(bare)
    return replace(cell, text=bound(cell.text)) if " " in cell.text else cell


def _runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A figure is a run of its own: the word behind it and the word before it stay with it."""
    found: list[Run] = []
    for run in runs:
        if isinstance(run, Figure):
            found.append(replace(run, text=bound(run.text)))
            continue
        text = run
        if found and isinstance(found[-1], Figure) and text[:1] == " " and text[1:2].isalpha():
            text = NO_BREAK + text[1:]
        found.append(bound(text))
    return tuple(found)
