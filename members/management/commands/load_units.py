"""Fill today's communes from the national list."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from members.services.units import load_units


class Command(BaseCommand):
    help = "Fill today's provinces' communes from the national list (idempotent)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--province", type=int, help="code of one province, e.g. 22")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_units(province=options["province"])
        words = ", ".join(f"{name} {counts[name]}" for name in ("new", "changed", "same"))
        self.stdout.write(f"Communes: {words}.")
