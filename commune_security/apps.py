from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class CommuneSecurityConfig(AppConfig):
    name = "commune_security"

    def ready(self) -> None:
        from common.fixed import put_on, take_off

        def before(using: str, **_rest: Any) -> None:
            take_off(using)

        def after(using: str, **_rest: Any) -> None:
            put_on(using)

        # `migrate` tells each app that has models: the first takes the guards off, the last puts them on.
        told = [config for config in apps.get_app_configs() if config.models_module]
        pre_migrate.connect(before, sender=told[0], weak=False)
        post_migrate.connect(after, sender=told[-1], weak=False)
