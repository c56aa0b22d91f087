"""Background work of uploads: planning and writing. Words are Vietnamese, as on the pages."""

from django.utils import translation
from django_tasks import task

from imports.services import runs


@task()
def read_run(pk: int, ticket: str) -> None:
    """Plan an upload and keep its preview."""
    with translation.override("vi"):
        runs.read(pk, ticket)


@task()
def write_run(pk: int, ticket: str) -> None:
    """Write an upload that was looked at."""
    with translation.override("vi"):
        runs.write(pk, ticket)
