"""Pages of meetings, by subject."""

from meetings.views.after import (
    conclusion_delete,
    conclusion_edit,
    conclusion_new,
    minutes,
    photo,
    photo_delete,
    photos,
    photos_arrange,
    task_list,
    tasks_remind,
)
from meetings.views.agenda import agenda, agenda_source
from meetings.views.attendance import attendance, attendance_counts, attendance_mark
from meetings.views.codes import code, my_invitations
from meetings.views.delegates import delegate_delete, delegate_edit, guest_new, invite, seats
from meetings.views.meetings import meeting_edit, meeting_list, meeting_new, meeting_page
from meetings.views.papers import (
    delegate_invitation,
    invitations,
    paper,
    paper_file,
    paper_issue,
    run,
    run_file,
)

__all__ = [
    "agenda",
    "agenda_source",
    "attendance",
    "attendance_counts",
    "attendance_mark",
    "code",
    "conclusion_delete",
    "conclusion_edit",
    "conclusion_new",
    "delegate_delete",
    "delegate_edit",
    "delegate_invitation",
    "guest_new",
    "invitations",
    "invite",
    "meeting_edit",
    "meeting_list",
    "meeting_new",
    "meeting_page",
    "minutes",
    "my_invitations",
    "paper",
    "paper_file",
    "paper_issue",
    "photo",
    "photo_delete",
    "photos",
    "photos_arrange",
    "run",
    "run_file",
    "seats",
    "task_list",
    "tasks_remind",
]
