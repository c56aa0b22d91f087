"""What is due each day, for one timer."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

Due = tuple[tuple[str, dict[str, Any]], ...]
#: command and options, in this order; each stands alone
DUE: Due = (
    ("forget_uploads", {}),
    ("send_reminders", {}),
    ("clearsessions", {}),
    # Failed sign-ins older than a year; the lock itself lasts a quarter of an hour.
    ("axes_reset_logs", {"age": 365}),
)
#: where long work goes to a worker, what it has done is kept for a month
WITH_WORKER: Due = (("prune_db_task_results", {"min_age_days": 30}),)


class Command(BaseCommand):
    help = (
        "Once a day: uploads that nobody imported, reminders, ended sessions, finished work and old sign-in "
        "logs. One that fails leaves the others; the command then ends with their names."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        beside = settings.TASKS_BACKEND == "database"
        for name, given in DUE + (WITH_WORKER if beside else ()):
            try:
                call_command(name, **given, stdout=self.stdout, stderr=self.stderr)
            except Exception as error:  # noqa: BLE001 the others are due as well
                self.stderr.write(f"{name}: {type(error).__name__}: {error}")
                failed.append(name)
        if failed:
            raise CommandError("Not done: " + ", ".join(failed))
