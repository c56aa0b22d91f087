"""Background work of reports. Immediate by default, a database worker in production."""

import logging
from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from reports.models import ReportJob, ReviewReport
from reports.services import FORMATS, make_files

log = logging.getLogger(__name__)


@task()
def write_files(job_id: int) -> None:
    """Write the files a job asks for; its row tells how far the work has come."""
    job = ReportJob.objects.select_related("report").get(pk=job_id)

    def progress(step: int, message: str) -> None:
        job.state = ReportJob.State.RUNNING
        job.step, job.message = step, message
        job.save(update_fields=["state", "step", "message"])

    with translation.override("vi"):
        try:
            make_files(report=job.report, formats=job.formats, progress=progress)
        except Exception:
            log.exception("files of report %s", job.report_id)
            job.state = ReportJob.State.FAILED
            job.message = _("The files could not be written. Try again, or tell the administrator.")
        else:
            job.state, job.step, job.message = ReportJob.State.DONE, job.steps, ""
        job.save(update_fields=["state", "step", "message"])


def start_files(*, report: ReviewReport, formats: Iterable[str], user: Any) -> ReportJob:
    """Start writing files in the background and return the job to watch."""
    chosen = [format_ for format_ in formats if format_ in FORMATS] or list(FORMATS)
    job = ReportJob.objects.create(
        report=report, formats=chosen, steps=len(chosen) + 1, started_by=user
    )
    write_files.enqueue(job.pk)
    job.refresh_from_db()
    return job
