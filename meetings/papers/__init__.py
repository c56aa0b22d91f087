"""Papers of a meeting as document trees: what goes out before it, and what it leaves."""

from meetings.papers.after import captions_sheet, minutes, minutes_text, notice
from meetings.papers.before import delegate_list, invitation, plan, programme, script, table_cards
from meetings.papers.facts import Facts, when

__all__ = [
    "Facts",
    "captions_sheet",
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
