from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from meetings.fates import declare_meetings
        from meetings.fixed import guard_meetings

        guard_meetings()
        declare_meetings()
