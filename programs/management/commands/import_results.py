"""Import the results of a programme by year or by month."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from common.importing import ImportCommand
from common.parcels import Parcel
from common.workbook import Sheet
from programs.imports import apply_results, plan_results
from programs.imports.results import ResultsPlan
from programs.models import Program, ResultSheet


class Command(ImportCommand):
    help = "Import results from an Excel workbook (one sheet a village), all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--kind", default="self_managed", help="code of the kind of programme")
        parser.add_argument(
            "--source",
            choices=ResultSheet.Source.values,
            default=ResultSheet.Source.YEARLY_REPORT.value,
            help="where year totals come from",
        )

    def plan(self, sheets: list[Sheet], parcel: Parcel, options: dict[str, Any]) -> ResultsPlan:
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
        return plan_results(sheets, program=programs[0], source=options["source"], parcel=parcel)

    def apply(self, plan: ResultsPlan, source: str) -> None:
        apply_results(plan, user=None, source=source)
