"""Reads of awards: candidates, warnings, money."""

from awards.queries.candidates import Candidate, candidates
from awards.queries.checks import Doubt, doubts_of
from awards.queries.money import Payment, Prize, payments, prizes_on, rounded

__all__ = [
    "Candidate",
    "Doubt",
    "Payment",
    "Prize",
    "candidates",
    "doubts_of",
    "payments",
    "prizes_on",
    "rounded",
]
