from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        from common.guards import restore_after_migrate

        post_migrate.connect(restore_after_migrate, sender=self)
