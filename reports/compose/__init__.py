"""From figures and the officer's texts to the document tree."""

from reports.compose.build import Composed, compose
from reports.compose.outline import Outline, Planned
from reports.compose.placeholders import unknown_placeholders
from reports.compose.sections import SECTIONS, Section, sections_of

__all__ = [
    "SECTIONS",
    "Composed",
    "Outline",
    "Planned",
    "Section",
    "compose",
    "sections_of",
    "unknown_placeholders",
]
