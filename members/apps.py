from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Villages, people, teams")

    def ready(self) -> None:
        from imports.blanks import offer_blanks
        from imports.kinds import register
        from members.fates import declare_members
        from members.fixed import guard_papers
        from members.imports.blanks import roster_blanks
        from members.imports.kind import RosterImporter

        guard_papers()
        declare_members()
        register(RosterImporter())
        offer_blanks("roster", roster_blanks)
