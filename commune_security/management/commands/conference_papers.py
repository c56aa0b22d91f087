"""`manage.py conference_papers`: all papers of a commune's latest conference as files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from accounts.models import User
from commune_security.conference.folder import files_of
from meetings.models import Meeting


class Command(BaseCommand):
    help = "Write every paper of a commune's latest conference as Word and PDF into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--commune", required=True, help="code of the commune, e.g. 07057")
        parser.add_argument("--out", required=True, type=Path, help="the folder to write to")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = (
            Meeting.objects.filter(commune__code=options["commune"], papers__isnull=False)
            .select_related("commune", "chair", "secretary").order_by("-starts_at").first()
        )  # fmt: skip
        if meeting is None:
            raise CommandError("This commune has no meeting with papers.")
        # The shell is an administrator's: what the papers tell is not narrowed.
        everything = User(is_superuser=True, is_active=True)
        with translation.override("vi"):
            for path, content in files_of(meeting, settings.PORTAL_URL, everything):
                target = options["out"] / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                self.stdout.write(str(target))
