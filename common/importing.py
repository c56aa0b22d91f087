"""What the three import commands share: open the file, show the parcel, refuse politely."""

from abc import ABC, abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from common.parcels import Parcel, RefusedImport
from common.workbook import Sheet, UnreadableWorkbook, read_workbook


class ImportCommand(BaseCommand, ABC):
    """A command that reads a workbook; subclasses plan and apply."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commune", required=True, help="code of the commune, e.g. 07057")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would happen")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("vi"):
            path: Path = options["file"]
            try:
                sheets = read_workbook(path)
            except OSError as error:
                raise CommandError(_("The file cannot be opened: %s") % error) from error
            except UnreadableWorkbook as error:
                raise CommandError(str(error)) from error
            parcel = Parcel()
            plan = self.plan(sheets, parcel, options)
            self.stdout.write(parcel.as_table())
            if options["dry_run"]:
                return
            try:
                self.apply(plan, path.name)
            except RefusedImport as refusal:
                raise CommandError(str(refusal)) from refusal
            self.stdout.write(_("Imported."))

    @abstractmethod
    def plan(self, sheets: list[Sheet], parcel: Parcel, options: dict[str, Any]) -> Any:
        """Return what the workbook would change; doubts and errors go to the parcel."""

    @abstractmethod
    def apply(self, plan: Any, source: str) -> None:
        """Carry the plan out; `source` names the file for the log."""
