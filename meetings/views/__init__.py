"""Pages of meetings, by subject."""

from meetings.views.attendance import attendance, attendance_counts, attendance_mark
from meetings.views.meetings import meeting_list, meeting_page

__all__ = [
    "attendance",
    "attendance_counts",
    "attendance_mark",
    "meeting_list",
    "meeting_page",
]
