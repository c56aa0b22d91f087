"""Conferences and monthly meetings: programme, delegates, papers, minutes, tasks, photos."""

from meetings.models.after import Conclusion, Minutes, Photo
from meetings.models.delegates import Delegate
from meetings.models.meetings import AgendaItem, Meeting
from meetings.models.papers import MeetingPaper, PaperRun

__all__ = [
    "AgendaItem",
    "Conclusion",
    "Delegate",
    "Meeting",
    "MeetingPaper",
    "Minutes",
    "PaperRun",
    "Photo",
]
