"""Import a roster workbook as the office keeps it."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from common.importing import ImportCommand
from common.parcels import Parcel
from common.workbook import Sheet
from members.imports import RosterPlan, apply_roster, plan_roster, read_roster
from members.imports.villages import VillageNames
from members.models import Team
from members.queries import commune_by_code


class Command(ImportCommand):
    help = "Import a roster of teams from an Excel workbook, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        day = dt.date.fromisoformat
        parser.add_argument(
            "--team-kind", choices=Team.Kind.values, default=Team.Kind.SELF_MANAGED.value
        )
        parser.add_argument(
            "--as-of", type=day, help="day the list shows (default: the date at its foot)"
        )
        parser.add_argument(
            "--since", type=day, help="first day of people for whom the list names none"
        )
        parser.add_argument("--absent-on", type=day, help="people not on the list left on this day")

    def plan(self, sheets: list[Sheet], parcel: Parcel, options: dict[str, Any]) -> RosterPlan:
        commune = commune_by_code(options["commune"])
        if commune is None:
            raise CommandError(_("There is no commune with the code %s.") % options["commune"])
        names = VillageNames.of(commune.villages.with_origin(), timezone.localdate())
        rows, as_of = read_roster(
            sheets, village_names=names.spellings, as_of=options["as_of"], parcel=parcel
        )
        if as_of is None:
            raise CommandError(_("The list bears no date. Name its day with --as-of."))
        return plan_roster(
            rows,
            commune=commune,
            team_kind=options["team_kind"],
            as_of=as_of,
            parcel=parcel,
            since=options["since"],
            absent_on=options["absent_on"],
        )

    def apply(self, plan: RosterPlan, source: str) -> None:
        apply_roster(plan, user=None, source=source)
