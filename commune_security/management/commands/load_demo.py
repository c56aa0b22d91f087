"""Load the demo commune with invented people."""

from typing import Any

from django.core.management.base import BaseCommand

from commune_security.demo import PASSWORD, USERS, load_demo


class Command(BaseCommand):
    help = "Load the demo commune (idempotent); all people in it are invented."

    def handle(self, *args: Any, **options: Any) -> None:
        done = load_demo()
        self.stdout.write("Demo loaded." if done else "The demo is there already.")
        self.stdout.write(f"Sign-ins (password {PASSWORD}):")
        for username, full_name, kind, village in USERS:
            self.stdout.write(f"  {username:<12} {kind.label} {village} {full_name}")
