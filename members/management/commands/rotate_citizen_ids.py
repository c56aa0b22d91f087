"""Encrypt every citizen ID again under the first key of CITIZEN_ID_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from members.services.people import rotate_citizen_ids


class Command(BaseCommand):
    help = (
        "Encrypt citizen IDs under the newest key. Put the new key first in CITIZEN_ID_KEYS, "
        "run this, then drop the old key."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Citizen IDs encrypted again: {rotate_citizen_ids()}.")
