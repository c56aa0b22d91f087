"""Save database and files together."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations.backups import BackupError, make_backup
from operations.backups.services import settings_folder


class Command(BaseCommand):
    help = (
        "Save the database and all files into one file of BACKUP_DIR, sealed for BACKUP_RECIPIENTS, "
        "and keep 7 days, 5 weeks and 12 months of them. The keys in .env are not in it: keep them elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="another folder than BACKUP_DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder = options["to"] or settings_folder()
            path, manifest = make_backup(folder=folder, recipients=settings.BACKUP_RECIPIENTS)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(f"{path}: {rows} rows, {len(manifest['files'])} files.")
