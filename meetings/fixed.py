"""Minutes that have their number, and the papers of a meeting that went out, stay."""

from django.utils.translation import gettext_lazy as _

from common.fixed import Guard, guard
from members.fixed import GONE_OUT

_NUMBERED = (
    "EXISTS (SELECT 1 FROM meetings_meetingpaper p "
    "WHERE p.meeting_id = {old}.meeting_id AND p.kind = 'minutes')"
)


def guard_meetings() -> None:
    guard(
        Guard(
            name="meetings_minutes_stay",
            table="meetings_minutes",
            refused={"UPDATE": _NUMBERED, "DELETE": _NUMBERED},
            columns=("meeting_id", "text", "votes_total", "votes_for", "votes_against"),
            needs=("meetings_meetingpaper.kind", "meetings_meetingpaper.meeting_id"),
            message=_("The minutes have their number; they stay as they went out."),
        ),
        Guard(
            name="meetings_meetingpaper_stays",
            table="meetings_meetingpaper",
            refused={"UPDATE": "1 = 1", "DELETE": "1 = 1"},
            message=GONE_OUT,
        ),
    )
