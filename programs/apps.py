from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = _("Programmes and results")

    def ready(self) -> None:
        from imports.blanks import offer_blanks
        from imports.kinds import register
        from members.services.calendars import FOLLOWERS
        from programs.fates import declare_programs
        from programs.fixed import guard_programs
        from programs.imports.blanks import camera_blanks, result_blanks
        from programs.imports.kinds import CamerasImporter, ResultsImporter
        from programs.services.calendars import move_sheets
        from programs.views.exports import offer_lists

        register(ResultsImporter())
        register(CamerasImporter())
        offer_lists()
        offer_blanks("results", result_blanks)
        offer_blanks("cameras", camera_blanks)
        FOLLOWERS.append(move_sheets)
        guard_programs()
        declare_programs()
