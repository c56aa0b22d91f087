"""What the import commands share: open the file, plan, tell, refuse politely, write."""

from abc import ABC, abstractmethod
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from imports.kinds import importer_of
from imports.plan import Context, RefusedImport
from imports.questions import Answers, open_questions
from imports.reading import UnreadableFile, read_file
from imports.writing import BulkWriter


class ImportCommand(BaseCommand, ABC):
    """A command that takes a file of one kind of list in, all of it or nothing.

    Subclasses say of which kind, and with `options_of` what the kind's form would ask.
    """

    kind: str
    #: questions that an option of the command answers too: key -> option
    answered_by: Mapping[str, str] = {}

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commune", required=True, help="code of the commune, e.g. 07057")
        parser.add_argument(
            "--dry-run", action="store_true", help="only tell what would happen, row by row"
        )
        parser.add_argument(
            "--answers", type=Path, help='JSON file with answers: {"village:dong giang": "12"}'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("vi"):
            path: Path = options["file"]
            answers = _answers(options.get("answers"))
            commune, kept = self.options_of(options)
            try:
                sheets = read_file(path, path.name)
            except OSError as error:
                raise CommandError(_("The file cannot be opened: %s") % error) from error
            except UnreadableFile as error:
                raise CommandError(str(error)) from error
            importer = importer_of(self.kind)
            context = Context(commune, kept, timezone.localdate(), path.name)
            with transaction.atomic():
                try:
                    plan = importer.read(sheets, context, answers)
                except ValidationError as error:
                    raise CommandError(" ".join(error.messages)) from error
                self.stdout.write(plan.as_table(rows=options["dry_run"]))
                for question in open_questions(plan.questions):
                    if option := self.answered_by.get(question.key):
                        self.stdout.write(
                            _("“%(question)s” is answered by %(option)s, too.")
                            % {"question": question.key, "option": option}
                        )
                if options["dry_run"]:
                    return
                try:
                    plan.refuse_if_wrong()
                    importer.write(plan, BulkWriter(None, path.name))
                except RefusedImport as refusal:
                    raise CommandError(str(refusal)) from refusal
            self.stdout.write(_("Imported."))

    @abstractmethod
    def options_of(self, options: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Return the commune's key, and what the kind's form would have asked."""


def _answers(path: Path | None) -> Answers:
    if path is None:
        return Answers()
    try:
        return Answers.from_file(path)
    except (OSError, ValueError) as error:
        raise CommandError(
            _('The file of answers must be JSON of texts: {"question": "answer"}. %s') % error
        ) from error
