"""Figures in the officer's own text: [[Số thành viên]] stays alive until sign-off."""

import re
from collections.abc import Mapping

from common.text import fold, nfc
from documents.tree import Figure, Paragraph, Run

PATTERN = re.compile(r"\[\[\s*([^\[\]]+?)\s*\]\]")


def unknown_placeholders(text: str, known: Mapping[str, Figure]) -> list[str]:
    """Return the placeholders of a text that no figure of the report answers to."""
    return [name for name in PATTERN.findall(nfc(text)) if fold(name) not in known]


def paragraphs(text: str, known: Mapping[str, Figure], *, style: str = "body") -> list[Paragraph]:
    """Return the paragraphs of an officer's text with its placeholders filled.

    A line that starts with "-" or "+" becomes an item. A placeholder that no
    figure answers to is printed as it is typed, for the officer to see.
    """
    found = []
    for line in text.splitlines():
        line = nfc(line)
        if not line:
            continue
        kind = style
        if line[0] in "-+•" and style == "body":
            kind, line = "item", line[1:].strip()
        found.append(Paragraph(_runs(line, known), kind))
    return found


def _runs(line: str, known: Mapping[str, Figure]) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = 0
    for match in PATTERN.finditer(line):
        figure = known.get(fold(match.group(1)))
        if figure is None:
            continue
        if match.start() > at:
            runs.append(line[at : match.start()])
        runs.append(figure)
        at = match.end()
    if at < len(line):
        runs.append(line[at:])
    return tuple(runs)
