"""Import the camera list of a commune."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from common.importing import ImportCommand
from common.parcels import Parcel
from common.workbook import Sheet
from members.queries import commune_by_code
from programs.imports import apply_cameras, plan_cameras
from programs.imports.cameras import CamerasPlan
from programs.models import Program


class Command(ImportCommand):
    help = "Import camera points from an Excel workbook, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--as-of", type=dt.date.fromisoformat, help="day of the condition (default: today)"
        )

    def plan(self, sheets: list[Sheet], parcel: Parcel, options: dict[str, Any]) -> CamerasPlan:
        commune = commune_by_code(options["commune"])
        if commune is None:
            raise CommandError(_("There is no commune with the code %s.") % options["commune"])
        return plan_cameras(
            sheets,
            commune=commune,
            program=Program.objects.filter(commune=commune, kind__code="cameras").first(),
            as_of=options["as_of"] or timezone.localdate(),
            parcel=parcel,
        )

    def apply(self, plan: CamerasPlan, source: str) -> None:
        apply_cameras(plan, user=None, source=source)
