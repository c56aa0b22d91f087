"""Forms of meetings, by subject."""

from meetings.forms.after import ConclusionForm, IssueForm, MinutesForm
from meetings.forms.delegates import GuestForm, InviteForm, SeatsForm
from meetings.forms.meetings import AgendaFormSet, AgendaSourceForm, MeetingForm

__all__ = [
    "AgendaFormSet",
    "AgendaSourceForm",
    "ConclusionForm",
    "GuestForm",
    "InviteForm",
    "IssueForm",
    "MeetingForm",
    "MinutesForm",
    "SeatsForm",
]
