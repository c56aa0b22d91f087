"""Papers of a meeting as document trees: what goes out before it, and what it leaves."""

from meetings.papers.after import captions_sheet, minutes, minutes_text, notice
from meetings.papers.before import (
    copy_of,
    delegate_list,
    invitation,
    plan,
    programme,
    table_cards,
)
from meetings.papers.facts import Facts, when
from meetings.papers.script import script

__all__ = [
    "Facts",
    "captions_sheet",
    "copy_of",
    "delegate_list",
    "invitation",
    "minutes",
    "minutes_text",
    "notice",
    "plan",
    "programme",
    "script",
    "table_cards",
    "when",
]
