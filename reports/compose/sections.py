"""The sections in which the officer writes, and what each of them is for."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """A text of the officer: where it stands, what it should say, whether it must."""

    key: str
    title: Any
    place: str
    hint: Any
    required: bool = False


SECTIONS = (
    Section(
        "basis", _("Legal bases"), "Căn cứ",
        _("One on a line; printed in italics after the bases taken from the register."),
    ),
    Section(
        "context", _("Situation, advantages, difficulties"), "I",
        _("What the place is like, and what it was like before the programme."),
    ),
    Section(
        "leadership", _("Leadership and direction"), "II",
        _("How party committee, People's Committee and steering committee led the work."),
    ),
    Section(
        "work", _("More on the work done"), "III.2",
        _("What figures do not tell: ways of working, examples."),
    ),
    Section(
        "impact", _("Impact"), "III.4", _("What the programmes changed in the place."),
    ),
    Section("strengths", _("Strengths"), "IV.1", _("What went well."), required=True),
    Section(
        "shortcomings", _("Shortcomings"), "IV.2",
        _("What did not; faults found in the data are listed by themselves."),
    ),
    Section(
        "causes", _("Causes"), "IV.3", _("Objective and subjective causes."), required=True,
    ),
    Section("lessons", _("Lessons"), "IV.4", _("What to keep and what to change."), required=True),
    Section(
        "directions", _("Directions and tasks"), "V",
        _("Aims, targets, tasks of the coming period."), required=True,
    ),
    Section("proposals", _("Proposals"), "VI", _("What is asked of the upper level.")),
    Section("awards", _("On the awards"), "VII", _("What the list does not say.")),
)  # fmt: skip

BY_KEY = {section.key: section for section in SECTIONS}
