"""Pages of meetings, by subject."""

from meetings.views.attendance import attendance, attendance_counts, attendance_mark
from meetings.views.delegates import delegate_delete, delegate_edit, guest_new, invite
from meetings.views.meetings import meeting_list, meeting_page

__all__ = [
    "attendance",
    "attendance_counts",
    "attendance_mark",
    "delegate_delete",
    "delegate_edit",
    "guest_new",
    "invite",
    "meeting_list",
    "meeting_page",
]
