"""From figures and the officer's texts to the document tree."""

from reports.compose.build import Composed, compose
from reports.compose.placeholders import unknown_placeholders
from reports.compose.sections import SECTIONS, Section

__all__ = ["SECTIONS", "Composed", "Section", "compose", "unknown_placeholders"]
