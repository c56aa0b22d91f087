"""`manage.py send_reminders`: tell of tasks that are due within a week or overdue; once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from meetings.services.after import remind_of_tasks


class Command(BaseCommand):
    help = "Remind of the conclusions of meetings that are due within a week or overdue."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("vi"):
            count = remind_of_tasks(day=timezone.localdate())
        self.stdout.write(f"{count} tasks told of")
