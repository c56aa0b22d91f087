"""Minutes that have their number, and the papers of a meeting that went out, stay."""

from django.utils.translation import gettext_lazy as _

from common.fixed import Guard, guard
from members.fixed import GONE_OUT

_NUMBERED = (
    "EXISTS (SELECT 1 FROM meetings_meetingpaper p "
    "WHERE p.meeting_id = {old}.meeting_id AND p.kind = 'minutes')"
)
#: whether minutes or notice tell of the meeting: its day and place, who was invited and who came
_TOLD = (
    "EXISTS (SELECT 1 FROM meetings_meetingpaper p "
    "WHERE p.meeting_id = {row} AND p.kind IN ('minutes', 'notice'))"
)
_HELD, _OF_OLD, _OF_NEW = (
    _TOLD.replace("{row}", row) for row in ("{old}.id", "{old}.meeting_id", "{new}.meeting_id")
)
TOLD = _("The minutes or the notice have their number: what they tell of stays as it is.")


def guard_meetings() -> None:
    guard(
        Guard(
            name="meetings_minutes_stay",
            table="meetings_minutes",
            refused={"UPDATE": _NUMBERED, "DELETE": _NUMBERED},
            columns=("meeting_id", "text", "voted_on", "votes_total", "votes_for", "votes_against"),
            needs=("meetings_meetingpaper.kind", "meetings_meetingpaper.meeting_id"),
            message=_("The minutes have their number; they stay as they went out."),
        ),
        Guard(
            name="meetings_meeting_told_stays",
            table="meetings_meeting",
            refused={"UPDATE": _HELD, "DELETE": _HELD},
            columns=("title", "kind", "starts_at", "place", "issuer", "chair_id", "secretary_id"),
            needs=("meetings_meetingpaper.kind", "meetings_meetingpaper.meeting_id"),
            message=TOLD,
        ),
        Guard(
            name="meetings_delegate_told_stays",
            table="meetings_delegate",
            refused={"INSERT": _OF_NEW, "UPDATE": _OF_OLD, "DELETE": _OF_OLD},
            # The person and the village may be joined with another record of the same one.
            columns=(
                "meeting_id",
                "honorific",
                "rank",
                "full_name",
                "post",
                "unit",
                "attendance",
                "proxy",
            ),
            needs=("meetings_meetingpaper.kind", "meetings_meetingpaper.meeting_id"),
            message=TOLD,
        ),
        Guard(
            name="meetings_meetingpaper_stays",
            table="meetings_meetingpaper",
            refused={"UPDATE": "1 = 1", "DELETE": "1 = 1"},
            message=GONE_OUT,
        ),
    )
