"""Restore a backup into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.backups import BackupError, restore_backup


class Command(BaseCommand):
    help = (
        "Restore database and files into an installation that has none yet (a new database, not migrated; an empty "
        "FILES_DIR), with the keys of the old one in .env. Every table, rule, file and citizen ID is compared."
    )
    # An empty database has no tables that a check could look at.
    requires_migrations_checks = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument(
            "--identity", type=Path, help="file with the private key of a sealed one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore_backup(path=options["backup"], identity=options["identity"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table["rows"] for table in manifest["tables"].values())
        ids = manifest["citizen_ids"]["readable"]
        self.stdout.write(
            f"Restored as of {manifest['made']}: {len(manifest['tables'])} tables with {rows} rows, "
            f"{len(manifest['files'])} files, {len(manifest['rules'])} rules, {ids} citizen IDs; all equal."
        )
