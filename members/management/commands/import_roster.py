"""Import a roster of teams as the office keeps it."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from imports.commands import ImportCommand
from members.models import Team
from members.queries import commune_by_code


class Command(ImportCommand):
    help = "Import a roster of teams from a file in any layout, all or nothing."
    kind = "roster"
    answered_by = {"as_of": "--as-of"}

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        day = dt.date.fromisoformat
        parser.add_argument(
            "--team-kind", choices=Team.Kind.values, default=Team.Kind.SELF_MANAGED.value
        )
        parser.add_argument(
            "--as-of", type=day, help="day the list shows (default: the date in its title or foot)"
        )
        parser.add_argument(
            "--since", type=day, help="first day of people for whom the list names none"
        )
        parser.add_argument(
            "--absent-on", type=day,
            help="who serves in a team of the list but is not on it left on this day",
        )  # fmt: skip

    def options_of(self, options: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        commune = commune_by_code(options["commune"])
        if commune is None:
            raise CommandError(_("There is no commune with the code %s.") % options["commune"])
        asked = ("team_kind", "as_of", "since", "absent_on")
        return commune.pk, {name: options[name] for name in asked}
