"""Import the results of a programme by year or by month."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from imports.commands import ImportCommand
from programs.models import Program, ResultSheet


class Command(ImportCommand):
    help = "Import results from a workbook in any layout, all or nothing."
    kind = "results"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--kind", default="self_managed", help="code of the kind of programme")
        parser.add_argument(
            "--source",
            choices=ResultSheet.Source.values,
            default=ResultSheet.Source.YEARLY_REPORT.value,
            help="where year totals come from",
        )

    def options_of(self, options: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        programs = list(
            Program.objects.filter(
                commune__code=options["commune"], kind__code=options["kind"]
            ).select_related("commune", "kind")[:2]
        )
        if len(programs) != 1:
            raise CommandError(
                _("The commune %(code)s must have exactly one programme of the kind %(kind)s.")
                % {"code": options["commune"], "kind": options["kind"]}
            )
        found = {"program": programs[0], "source": options["source"]}
        return programs[0].commune_id, found
