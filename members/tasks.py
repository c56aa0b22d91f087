"""Background work of the register: reading and writing uploads."""

import logging

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from imports.models import ImportRun
from members.imports.importers import IMPORTERS
from members.services import import_runs as services

log = logging.getLogger(__name__)


@task()
def read_run(run_id: int, stored: dict[str, str]) -> None:
    """Plan an upload and keep its preview."""
    _work(run_id, stored, write=False)


@task()
def write_run(run_id: int, stored: dict[str, str]) -> None:
    """Write an upload that was looked at."""
    _work(run_id, stored, write=True)


def _work(run_id: int, stored: dict[str, str], *, write: bool) -> None:
    run = ImportRun.objects.select_related("commune", "started_by").get(pk=run_id)
    with translation.override("vi"):
        form = IMPORTERS[run.kind].form(stored, run=run, user=run.started_by)
        try:
            if not form.is_valid():
                raise ValueError(f"options of import {run_id} are not valid any more")
            if write:
                services.write(run, form.cleaned_data)
            else:
                services.show(run, form.cleaned_data, stored)
        except Exception:
            log.exception("import %s", run_id)
            run.state = ImportRun.State.FAILED
            run.message = _(
                "The file could not be imported; nothing was written. Tell the administrator."
            )
            run.save(update_fields=["state", "message"])
