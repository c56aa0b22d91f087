"""Write a review report from the shell, without storing a draft."""

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from common.periods import Period
from members.models.papers import IssuerKind
from members.queries import commune_by_code
from programs.models import Program
from reports.models import ReportKind, ReviewReport
from reports.queries import document_of, programs_for
from reports.services import FORMATS, draft_report, write_document


class Command(BaseCommand):
    help = "Write a report of any kind as HTML, Word, PDF and Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        day = dt.date.fromisoformat
        parser.add_argument("--commune", required=True, help="code of the commune")
        parser.add_argument("--kind", required=True, help="ten-year, one-year, month, ...")
        parser.add_argument("--from", dest="first", type=day, required=True, help="first day")
        parser.add_argument("--to", dest="last", type=day, required=True, help="last day")
        parser.add_argument("--cut-off", type=day, help="default: the last day")
        parser.add_argument("--format", default=",".join(FORMATS), help="html,docx,pdf,xlsx")
        parser.add_argument("--out", type=Path, required=True, help="folder to write to")
        parser.add_argument("--program-kind", action="append", help="only these kinds of programme")
        parser.add_argument(
            "--issuer", default="", choices=["", *IssuerKind.values], help="default: the kind's"
        )

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
        period = Period.inclusive(options["first"], options["last"])
        offered = {kind.code: kind for kind in ReportKind.objects.offered_to(commune)}
        kind = offered.get(options["kind"].replace("-", "_"))
        if kind is None:
            codes = ", ".join(code.replace("_", "-") for code in offered)
            raise CommandError(f"{options['kind']}: choose from {codes}")
        programs = programs_for(kind, commune, period)
        if only := options["program_kind"]:
            there = Program.objects.filter(commune=commune, founded_on__lte=period.last_day)
            programs = list(there.filter(kind__code__in=only))
        if not programs:
            raise CommandError(_("The commune has no programme that this report would review."))
        with transaction.atomic():
            # The report's own code path, and nothing kept: the shell only wants the files.
            # A report of this commune, kind and period lends its texts, or itself.
            report = ReviewReport.objects.filter(
                commune=commune,
                kind=kind,
                period_start=period.start,
                period_end=period.end,
            ).first() or draft_report(
                commune=commune,
                kind=kind,
                programs=programs,
                period_start=period.start,
                period_end=period.end,
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
