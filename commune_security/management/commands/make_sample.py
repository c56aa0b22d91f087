"""Fill an empty database with a plausible province, for measuring and for showing."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commune_security.sample.make import make


class Command(BaseCommand):
    help = "Fill an empty database with invented communes, people and ten years of months."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--communes", type=int, default=54)
        parser.add_argument("--years", type=int, default=10)
        parser.add_argument("--villages", type=int, default=28, help="villages of each commune")
        parser.add_argument("--seed", type=int, default=138)

    def handle(self, *args: Any, **options: Any) -> None:
        for name, most in (("communes", 500), ("years", 30), ("villages", 200)):
            if not 1 <= options[name] <= most:
                raise CommandError(f"--{name} must lie between 1 and {most}.")
        start = time.monotonic()
        try:
            made = make(
                communes=options["communes"], years=options["years"], villages=options["villages"],
                seed=options["seed"], tell=self.stdout.write,
            )  # fmt: skip
        except ValueError as error:
            raise CommandError(str(error)) from error
        for name, count in made.items():
            self.stdout.write(f"{name:>20} {count:>10}")
        self.stdout.write(f"{time.monotonic() - start:.0f} seconds")
