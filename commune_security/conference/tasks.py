"""Background work: all papers of a conference into one ZIP."""

from typing import Any

from django_tasks import task

from commune_security.conference.folder import write_folder
from meetings.models import Meeting, PaperRun
from meetings.tasks import carry_out


@task()
def write_run(run_id: int) -> None:
    """Write the folder that a run asks for."""
    run = PaperRun.objects.select_related("meeting__commune", "started_by").get(pk=run_id)
    carry_out(
        run,
        lambda progress: write_folder(run.meeting, run.address, run.started_by, progress),
    )


def start_folder(*, meeting: Meeting, address: str, user: Any) -> PaperRun:
    """Start writing the folder in the background and return the run to watch."""
    run = PaperRun.objects.create(
        meeting=meeting, what=PaperRun.What.FOLDER, format=PaperRun.Format.ZIP, address=address,
        started_by=user,
    )  # fmt: skip
    write_run.enqueue(run.pk)
    run.refresh_from_db()
    return run
