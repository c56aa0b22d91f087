from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = _("Awards")

    def ready(self) -> None:
        from awards.fates import declare_awards
        from awards.fixed import guard_awards

        guard_awards()
        declare_awards()
