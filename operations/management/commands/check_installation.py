"""What an installation lacks, in words."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from operations import health


class Command(BaseCommand):
    help = "Look at everything that the portal needs to run, and say in words what is missing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            results = health.run() + list(of_settings())
            for result in results:
                mark = {health.OK: "✓", health.WARNING: "!", health.FAILED: "✗"}[result.state]
                self.stdout.write(f"{mark} {result.title}: {result.text}")
            if not health.is_ready(results):
                raise CommandError(_("The portal is not ready; what is marked ✗ is missing."))


def of_settings() -> Iterator[health.Result]:
    """Look at what a page cannot see: the settings' file, the static files, mail and long work."""

    def found(
        name: str, title: str, well: bool, text: str, *, needed: bool = True
    ) -> health.Result:
        state = health.OK if well else health.FAILED if needed else health.WARNING
        return health.Result(name, title, state, text)

    env_file = Path(os.environ.get("ENV_FILE") or settings.BASE_DIR / ".env")
    if env_file.is_file() and os.name == "posix":
        closed = not stat.S_IMODE(env_file.stat().st_mode) & 0o077
        yield found(
            "env", _("Settings file"), closed,
            _("Only its owner can read it.") if closed else _("Others can read it: run chmod 600 .env."),
            needed=False,
        )  # fmt: skip
    collected = settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
    yield found(
        "static", _("Static files"), collected,
        _("They are collected.") if collected else _("Run “manage.py collectstatic --noinput”."),
    )  # fmt: skip
    yield found(
        "debug", _("Development mode"), not settings.DEBUG,
        _("DEBUG is on: faults show their insides to everybody. Turn it off.")
        if settings.DEBUG else _("It is off."),
    )  # fmt: skip
    mail = bool(settings.EMAIL_URL)
    yield found(
        "mail", _("Mail"), mail,
        _("Notices go out by mail.") if mail else _("No mail server is set (EMAIL_URL): notices stay in the portal."),
        needed=False,
    )  # fmt: skip
    beside = settings.TASKS_BACKEND == "database"
    yield found(
        "tasks", _("Worker"), beside,
        _("Long work goes to “manage.py db_worker”.") if beside
        else _("Long work is done within the page; for an office of its own set TASKS_BACKEND=database."),
        needed=False,
    )  # fmt: skip
