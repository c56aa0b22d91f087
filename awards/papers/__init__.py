"""Papers of an award round as document trees, and its certificates as placed texts."""

from awards.papers.certificates import (
    certificate_words,
    certificates,
    default_texts,
    trial_print,
)
from awards.papers.chain import (
    council_minutes,
    decision,
    higher_submission,
    merit_report,
    submission,
)
from awards.papers.lists import payment_list, rewarded_list

__all__ = [
    "certificate_words",
    "certificates",
    "council_minutes",
    "decision",
    "default_texts",
    "higher_submission",
    "merit_report",
    "payment_list",
    "rewarded_list",
    "submission",
    "trial_print",
]
