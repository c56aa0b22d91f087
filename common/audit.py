"""The log of who changed, opened, exported or printed what. It only grows.

django-auditlog writes the rows; the database refuses to update or delete them
(triggers, made by `common/migrations/0001_audit_append_only.py`).
"""

from collections.abc import Sequence
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, router, transaction

#: rows logged at once: more would only fill the memory
_BATCH = 1000
TABLE = "auditlog_logentry"
REFUSAL = "audit log is append-only"

_CREATE = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
        f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    ],
}
_DROP = {
    "sqlite": ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
    "postgresql": [
        f"DROP TRIGGER audit_no_truncate ON {TABLE}",
        f"DROP TRIGGER audit_no_change ON {TABLE}",
        "DROP FUNCTION audit_refuse()",
    ],
}


def create_triggers(vendor: str) -> list[str]:
    """Return the statements that make the log append-only on this database."""
    return _CREATE[vendor]


def drop_triggers(vendor: str) -> list[str]:
    """Return the statements that take the guard off (migration backwards, test clean-up)."""
    return _DROP[vendor]


def guards(vendor: str) -> dict[str, str]:
    """Return the triggers of the append-only log: the statement that makes each, by its name."""
    return {
        statement.split()[2]: statement
        for statement in _CREATE[vendor]
        if statement.startswith("CREATE TRIGGER ")
    }


def mask(value: str) -> str:
    """Return what the log shows of a secret: that there was one."""
    return "•••" if value else ""


def log_bulk(rows: Sequence[models.Model], *, user: Any, what: str, source: str = "") -> None:
    """Log rows written in bulk, which pass by the signals of django-auditlog.

    `what` ends in ".create" or ".change"; `source` names the file they came
    from. One statement for each thousand rows.
    """
    if not rows:
        return
    entry = LogEntry(
        content_type=ContentType.objects.get_for_model(rows[0]),
        action=LogEntry.Action.CREATE if what.endswith(".create") else LogEntry.Action.UPDATE,
        changes={},
        actor=user if getattr(user, "pk", None) else None,
        additional_data={"what": what, "source": source},
    )
    alias = router.db_for_write(LogEntry)
    with transaction.atomic(using=alias, savepoint=False):
        for start in range(0, len(rows), _BATCH):
            _insert(entry, rows[start : start + _BATCH], connections[alias])


def _insert(entry: LogEntry, rows: Sequence[models.Model], connection: Any) -> None:
    """Insert an entry for each row, which differ in what names the row only.

    By hand, for an entry is written for each row of a list: a model and its preparation cost
    half of what writing the list does.
    """
    fields = [field for field in LogEntry._meta.concrete_fields if not field.primary_key]
    names = [field.name for field in fields]
    shared = [field.get_db_prep_save(field.pre_save(entry, True), connection) for field in fields]
    key, number, text = map(names.index, ("object_pk", "object_id", "object_repr"))
    entries = []
    for row in rows:
        values = shared.copy()
        values[key], values[number], values[text] = str(row.pk), row.pk, str(row)
        entries.append(values)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(TABLE)} ({columns}) VALUES ({places})",  # noqa: S608 names of the model
            entries,
        )


def log_access(
    instance: models.Model, *, user: Any, what: str, details: dict[str, Any] | None = None
) -> LogEntry:
    """Log that `user` opened, exported or printed a record.

    `what` is a dotted name such as "report.download"; `details` holds counts
    and formats, never personal data.
    """
    entry: LogEntry = LogEntry.objects.log_create(
        instance,
        action=LogEntry.Action.ACCESS,
        actor=user if getattr(user, "pk", None) else None,
        force_log=True,
        additional_data={"what": what, **(details or {})},
    )
    return entry
