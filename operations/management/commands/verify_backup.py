"""Is a backup whole?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.backups import BackupError, verify_backup


class Command(BaseCommand):
    help = "Read a backup through and hold every file in it against its SHA-256. Touches nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument(
            "--identity", type=Path, help="file with the private key of a sealed one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify_backup(path=options["backup"], identity=options["identity"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("The backup is whole.")
