"""The daily sweep of uploads: nothing of them lies about longer than it is needed."""

from typing import Any

from django.core.management.base import BaseCommand

from imports.services.afterwards import forget_old


class Command(BaseCommand):
    help = (
        "Drop uploads that were neither imported nor dropped within a day, and what was recorded "
        "of imports that can no longer be taken back. Run it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Uploads forgotten: {forget_old()}.")
