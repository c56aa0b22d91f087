"""Move an installation from SQLite to PostgreSQL."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.moving import MoveError, move_from_sqlite


class Command(BaseCommand):
    help = (
        "Fill the PostgreSQL database of DATABASE_URL, migrated and not used yet, with all rows of a SQLite file: "
        "numbers, links and the log of changes stay as they are. Files stay where they are. Stop the portal first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source", type=Path, help="the SQLite file, e.g. /var/lib/portal/portal.sqlite3"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            moved = move_from_sqlite(source=options["source"])
        except MoveError as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in moved)
        self.stdout.write(f"{len(moved)} tables with {rows} rows were moved.")
