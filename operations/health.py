"""Can this machine serve? One list of checks for `/readyz`, metrics, the administrator's page and `check_installation`.

A check answers with a sentence for a human and a state; what is not `needed` is told as a warning,
since a late backup is no reason to send people away.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import guards

OK, WARNING, FAILED = "ok", "warning", "failed"
#: below this room on the disk of the files nothing new is certain to be kept
ROOM_NEEDED = 200 * 2**20
ROOM_WANTED = 2 * 2**30
#: work that waits longer than this is waiting for a worker that does not run
PATIENCE = timedelta(minutes=10)
BACKUP_EVERY = timedelta(hours=26)


@dataclass(frozen=True)
class Result:
    """How one check went: `value` in the unit that the check's docstring names, or None."""

    name: str
    title: str
    state: str
    text: str
    value: float | None = None


@dataclass(frozen=True)
class Check:
    name: str
    title: Any
    look: Callable[[], tuple[str, str, float | None]]
    needed: bool = True


def run() -> list[Result]:
    """Run every check; one that raises has failed, and the others still run."""
    results: list[Result] = []
    away = False
    for check in CHECKS:
        if away and check.look in _ASK_DATABASE:
            state, text, value = FAILED, _("Not looked at: the database does not answer."), None
        else:
            state, text, value = _looked(check)
        away = away or (check.name == "database" and state == FAILED)
        if state == FAILED and not check.needed:
            state = WARNING
        results.append(Result(check.name, str(check.title), state, text, value))
    return results


def is_ready(results: list[Result]) -> bool:
    """Whether people may be sent here; warnings do not count."""
    return all(result.state != FAILED for result in results)


def _looked(check: Check) -> tuple[str, str, float | None]:
    try:
        return check.look()
    except (DatabaseError, OSError) as error:
        return FAILED, f"{type(error).__name__}: {error}", None


def _database() -> tuple[str, str, float | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK, _("The database answers (%(kind)s).") % {"kind": connection.display_name}, None


def _migrations() -> tuple[str, str, float | None]:
    """Value: migrations that wait."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        text = _("%(count)d migrations wait: run “manage.py migrate”.") % {"count": waiting}
        return FAILED, text, waiting
    return OK, _("The database has the form that this version needs."), 0


def _rules() -> tuple[str, str, float | None]:
    """Value: rules that are missing."""
    lost = guards.missing(connection)
    if lost:
        text = _("Rules of the database are missing: %(names)s. Run “manage.py migrate”.")
        return FAILED, text % {"names": ", ".join(sorted(lost))}, len(lost)
    return OK, _("All rules stand in the database."), 0


def _files() -> tuple[str, str, float | None]:
    folder = files_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".probe-") as probe:
        probe.write(b"probe")
        probe.flush()
    return OK, _("Files can be written."), None


def _disk() -> tuple[str, str, float | None]:
    """Value: free bytes where the files lie."""
    free = shutil.disk_usage(files_folder()).free
    text = _("%(free)s MB are free for files.") % {"free": free // 2**20}
    state = FAILED if free < ROOM_NEEDED else WARNING if free < ROOM_WANTED else OK
    return state, text, free


def _queue() -> tuple[str, str, float | None]:
    """Value: seconds that the oldest piece of work waits."""
    if settings.TASKS_BACKEND != "database":
        return OK, _("Long work is done within the page."), 0
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    oldest = (
        DBTaskResult.objects.ready()
        .filter(enqueued_at__lt=now)
        .order_by("enqueued_at")
        .values_list("enqueued_at", flat=True)
        .first()
    )
    waits = (now - oldest) if oldest else timedelta()
    if waits > PATIENCE:
        text = _("Work waits since %(since)s: is “manage.py db_worker” running?")
        return (
            FAILED,
            text % {"since": timezone.localtime(oldest).strftime("%H:%M %d/%m/%Y")},
            waits.total_seconds(),
        )
    return OK, _("No work waits for a worker."), waits.total_seconds()


def _backup() -> tuple[str, str, float | None]:
    """Value: seconds since the last backup that ended well."""
    if not settings.BACKUP_DIR:
        return WARNING, _("No folder for backups is set (BACKUP_DIR)."), None
    made = last_backup()
    if made is None:
        return WARNING, _("No backup was made yet: run “manage.py backup”."), None
    age = timezone.now() - made
    text = _("The last backup was made on %(day)s.") % {
        "day": timezone.localtime(made).strftime("%H:%M %d/%m/%Y")
    }
    return (OK if age < BACKUP_EVERY else WARNING), text, age.total_seconds()


def _clock() -> tuple[str, str, float | None]:
    """Value: seconds by which the clock lies behind the newest entry of the log."""
    from auditlog.models import LogEntry

    newest = LogEntry.objects.order_by("-pk").values_list("timestamp", flat=True).first()
    behind = (newest - timezone.now()).total_seconds() if newest else 0
    if behind > 60:
        text = _(
            "The clock lies behind the newest entry of the log: set the clock of this machine."
        )
        return WARNING, text, behind
    return OK, _("The clock agrees with the log."), max(behind, 0)


def files_folder() -> Path:
    """Return the folder of uploaded and issued files."""
    storages: dict[str, Any] = settings.STORAGES
    return Path(storages["default"]["OPTIONS"]["location"])


def last_backup() -> datetime | None:
    """Return when the last backup ended well, as `manage.py backup` wrote it down."""
    note = Path(settings.BACKUP_DIR) / "last.json"
    try:
        return datetime.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


CHECKS = (
    Check("database", gettext_lazy("Database"), _database),
    Check("migrations", gettext_lazy("Form of the database"), _migrations),
    Check("rules", gettext_lazy("Rules of the database"), _rules),
    Check("files", gettext_lazy("Files"), _files),
    Check("disk", gettext_lazy("Room on the disk"), _disk),
    Check("queue", gettext_lazy("Long work"), _queue, needed=False),
    Check("backup", gettext_lazy("Backup"), _backup, needed=False),
    Check("clock", gettext_lazy("Clock"), _clock, needed=False),
)
_ASK_DATABASE = (_migrations, _rules, _queue, _clock)
