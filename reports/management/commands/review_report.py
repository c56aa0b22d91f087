"""Write a review report from the shell, without storing a draft."""

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from members.models.papers import IssuerKind
from members.queries import commune_by_code
from programs.models import Program
from reports.models import ReviewReport
from reports.queries import document_of
from reports.services import FORMATS, draft_report, write_document

KINDS = {"ten-year": ReviewReport.Kind.TEN_YEAR, "one-year": ReviewReport.Kind.ONE_YEAR}


class Command(BaseCommand):
    help = "Write the ten-year or one-year review report as HTML, Word, PDF and Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        day = dt.date.fromisoformat
        parser.add_argument("--commune", required=True, help="code of the commune")
        parser.add_argument("--kind", required=True, choices=KINDS)
        parser.add_argument("--from", dest="first", type=day, required=True, help="first day")
        parser.add_argument("--to", dest="last", type=day, required=True, help="last day")
        parser.add_argument("--cut-off", type=day, help="default: the last day")
        parser.add_argument("--format", default=",".join(FORMATS), help="html,docx,pdf,xlsx")
        parser.add_argument("--out", type=Path, required=True, help="folder to write to")
        parser.add_argument("--program-kind", action="append", help="only these kinds of programme")
        parser.add_argument("--issuer", choices=IssuerKind.values, default="steering_committee")

    def handle(self, *args: Any, **options: Any) -> None:
        formats = [part.strip() for part in options["format"].split(",") if part.strip()]
        if wrong := [name for name in formats if name not in FORMATS]:
            raise CommandError(f"{', '.join(wrong)}: choose from {', '.join(FORMATS)}")
        if options["last"] < options["first"]:
            raise CommandError("--to lies before --from")
        with translation.override("vi"):
            self._write(formats, **options)

    def _write(self, formats: list[str], **options: Any) -> None:
        commune = commune_by_code(options["commune"])
        if commune is None:
            raise CommandError(_("There is no commune with the code %s.") % options["commune"])
        programs = programs_for(
            commune, options["kind"], options["first"], options["last"], options["program_kind"]
        )
        if not programs:
            raise CommandError(_("The commune has no programme that this report would review."))
        period_end = options["last"] + dt.timedelta(days=1)
        with transaction.atomic():
            # The report's own code path, and nothing kept: the shell only wants the files.
            # A report of this commune, kind and period lends its texts, or itself.
            report = ReviewReport.objects.filter(
                commune=commune,
                kind=KINDS[options["kind"]],
                period_start=options["first"],
                period_end=period_end,
            ).first() or draft_report(
                commune=commune,
                kind=KINDS[options["kind"]],
                programs=programs,
                period_start=options["first"],
                period_end=period_end,
                cut_off=options["cut_off"] or options["last"],
                issuer=options["issuer"],
                user=None,
            )
            document = document_of(report)
            transaction.set_rollback(True)
        out: Path = options["out"]
        out.mkdir(parents=True, exist_ok=True)
        for name in formats:
            path = out / f"{options['kind']}.{name}"
            path.write_bytes(write_document(document, name))
            self.stdout.write(str(path))


def programs_for(
    commune: Any, kind: str, first: dt.date, last: dt.date, only: list[str] | None
) -> list[Program]:
    """Return what such a report reviews: old programmes in the long one, the others in the short.

    A programme belongs to the ten-year review when it ran through most of the
    period, and to the one-year review when it is not old enough for the other.
    """
    programs = Program.objects.filter(commune=commune, founded_on__lte=last)
    if only:
        return list(programs.filter(kind__code__in=only))
    middle = first + (last - first) / 2
    if kind == "ten-year":
        return list(programs.filter(founded_on__lte=middle))
    return list(programs.filter(founded_on__gt=last.replace(year=last.year - 9, day=1)))
