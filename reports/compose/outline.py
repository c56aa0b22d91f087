"""Which parts a report has, in which order, under which headings, and its first and last words."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.models import Part


@dataclass(frozen=True)
class Planned:
    """A part of the report. `heading` "" is the usual one."""

    part: Part
    heading: str = ""
    required: bool = False


@dataclass(frozen=True)
class Outline:
    """The plan of a report, as its kind has it, with its words filled in.

    `opening` is the first sentence, `closing` the last. `keeps_empty` says whether a chapter
    without content says so, or is left out.
    """

    parts: tuple[Planned, ...]
    opening: str
    closing: str
    addressees: tuple[str, ...] = ()
    keeps_empty: bool = False

    def has(self, part: Part) -> bool:
        return any(planned.part == part for planned in self.parts)

    def of(self, parts: Iterable[Part]) -> tuple[Planned, ...]:
        """Return those of these parts that the report has, in its order."""
        among = frozenset(parts)
        return tuple(planned for planned in self.parts if planned.part in among)
