"""Import the camera list of a commune."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from imports.commands import ImportCommand
from members.queries import commune_by_code


class Command(ImportCommand):
    help = "Import camera points from a workbook, all or nothing."
    kind = "cameras"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--as-of", type=dt.date.fromisoformat, help="day of the condition (default: today)"
        )

    def options_of(self, options: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        commune = commune_by_code(options["commune"])
        if commune is None:
            raise CommandError(_("There is no commune with the code %s.") % options["commune"])
        return commune.pk, {"as_of": options["as_of"]}
