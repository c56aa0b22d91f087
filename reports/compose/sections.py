"""The sections in which the officer writes, and what each of them is for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.compose.outline import Outline
from reports.models import Part


@dataclass(frozen=True)
class Section:
    """A text of the officer: in which part of the report it stands, what it should say."""

    key: str
    title: Any
    part: Part
    hint: Any


SECTIONS = (
    Section(
        "basis", _("Legal bases"), Part.BASES,
        _("One on a line; printed in italics after the bases taken from the register."),
    ),
    Section(
        "context", _("Situation, advantages, difficulties"), Part.SITUATION,
        _("What the place is like, and what it was like before the programme."),
    ),
    Section(
        "leadership", _("Leadership and direction"), Part.LEADERSHIP,
        _("How party committee, People's Committee and steering committee led the work."),
    ),
    Section(
        "work", _("More on the work done"), Part.WORK,
        _("What figures do not tell: ways of working, examples."),
    ),
    Section("impact", _("Impact"), Part.IMPACT, _("What the programmes changed in the place.")),
    Section("strengths", _("Strengths"), Part.STRENGTHS, _("What went well.")),
    Section(
        "shortcomings", _("Shortcomings"), Part.SHORTCOMINGS,
        _("What did not; faults found in the data are listed by themselves."),
    ),
    Section("causes", _("Causes"), Part.CAUSES, _("Objective and subjective causes.")),
    Section("lessons", _("Lessons"), Part.LESSONS, _("What to keep and what to change.")),
    Section(
        "directions", _("Directions and tasks"), Part.DIRECTIONS,
        _("Aims, targets, tasks of the coming period."),
    ),
    Section("proposals", _("Proposals"), Part.PROPOSALS, _("What is asked of the upper level.")),
    Section("awards", _("On the awards"), Part.AWARDS, _("What the list does not say.")),
)  # fmt: skip

BY_KEY = {section.key: section for section in SECTIONS}


def sections_of(outline: Outline) -> Iterator[tuple[Section, bool]]:
    """Yield the sections that a report has, in its order, and whether each must be written."""
    by_part = {section.part: section for section in SECTIONS}
    for planned in outline.parts:
        if planned.part in by_part:
            yield by_part[planned.part], planned.required
