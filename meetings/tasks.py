"""Background work of meetings: many papers into one file, with how far it has come."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from meetings.models import Meeting, PaperRun
from meetings.services.papers import Progress, write_invitations

log = logging.getLogger(__name__)


def carry_out(run: PaperRun, write: Callable[[Progress], tuple[bytes, str]]) -> None:
    """Write the file of a run; its row tells how far the work has come, and what went wrong."""

    def progress(step: int, steps: int, message: str) -> None:
        run.state, run.step, run.steps, run.message = run.State.RUNNING, step, steps, message[:300]
        # A row for each name would be slower than the papers themselves.
        if step % 10 == 1 or step == steps:
            run.save(update_fields=["state", "step", "steps", "message"])

    with translation.override("vi"):
        try:
            content, name = write(progress)
            run.file.save(f"{run.pk}/{name}", ContentFile(content), save=False)
            run.state, run.step, run.message = run.State.DONE, run.steps, ""
        except ValidationError as error:
            run.state, run.message = run.State.FAILED, error.messages[0][:300]
        except Exception:
            log.exception("papers of run %s", run.pk)
            run.state = run.State.FAILED
            run.message = _("The files could not be written. Try again, or tell the administrator.")
        run.save()


@task()
def write_run(run_id: int) -> None:
    """Write the invitations that a run asks for."""
    run = PaperRun.objects.select_related("meeting__commune").get(pk=run_id)
    carry_out(
        run,
        lambda progress: write_invitations(run.meeting, run.format, run.address, progress),
    )


def start_invitations(*, meeting: Meeting, format_: str, address: str, user: Any) -> PaperRun:
    """Start writing the invitations in the background and return the run to watch.

    Raises ValueError for a format that is none.
    """
    run = PaperRun.objects.create(
        meeting=meeting, what=PaperRun.What.INVITATIONS, format=PaperRun.Format(format_),
        address=address, started_by=user,
    )  # fmt: skip
    write_run.enqueue(run.pk)
    run.refresh_from_db()
    return run
