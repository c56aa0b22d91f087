"""From SQLite to PostgreSQL with everything as it was, the log of changes included.

`dumpdata` and `loaddata` would write the log anew; here each table's rows are copied as they are, in one transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from common import fixed
from common.audit import TABLE as LOG

_BATCH = 2000


class MoveError(Exception):
    """Nothing was moved: a sentence for the administrator."""


@dataclass(frozen=True)
class Moved:
    """A table and the rows that it has now, as many as it had."""

    table: str
    rows: int


def move_from_sqlite(*, source: Path) -> list[Moved]:
    """Fill this PostgreSQL database, migrated and not used yet, with the rows of a SQLite file.

    All or nothing. Raises MoveError where this is no PostgreSQL, somebody works here already, the two
    are not of one version, or rows do not arrive.
    """
    if connection.vendor != "postgresql":
        raise MoveError("DATABASE_URL names no PostgreSQL database.")
    if not source.is_file():
        raise MoveError(f"{source} is not there.")
    tables = [model for model in apps.get_models(include_auto_created=True) if _is_kept(model)]
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old:
        _same_version(old)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
            # The guards are for what is written anew; here closed papers arrive as they are.
            fixed.take_off(connection.alias)
            _empty(tables)
            moved = [_copy(old, model) for model in tables]
            _restart_numbers(tables)
            with connection.cursor() as cursor:
                # Links are looked at now: no trigger can be made while that is still to come.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            fixed.put_on(connection.alias)
    return moved


def _is_kept(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy


def _same_version(old: sqlite3.Connection) -> None:
    here = MigrationRecorder(connection).applied_migrations()
    there = set(old.execute("SELECT app, name FROM django_migrations"))
    if differing := set(here) ^ there:
        names = ", ".join(sorted(".".join(key) for key in differing)[:5])
        raise MoveError(f"The two are not of one version: run “migrate” on both first ({names}).")


def _empty(tables: list[type[models.Model]]) -> None:
    """Take out what migrating put in; nobody may have signed in here yet."""
    user = apps.get_model("accounts", "User")
    if user.objects.exists():
        raise MoveError("This database is in use already: move into a new one.")
    quote = connection.ops.quote_name
    names = ", ".join(quote(model._meta.db_table) for model in tables)
    with connection.cursor() as cursor:
        # The log refuses to be emptied; here it holds what migrating wrote, and is filled right away.
        cursor.execute(f"ALTER TABLE {LOG} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {names} CASCADE")
        cursor.execute(f"ALTER TABLE {LOG} ENABLE TRIGGER USER")


def _copy(old: sqlite3.Connection, model: type[models.Model]) -> Moved:
    """Copy a table by COPY; foreign keys are looked at when the transaction ends."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(quote(field.column) for field in fields if field.column)
    rows = old.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 names of our models
    number = 0
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in _batches(rows):
                copy.write_row([_value(f, v) for f, v in zip(fields, row, strict=True)])
                number += 1
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        (arrived,) = cursor.fetchone()
    if arrived != number:
        raise MoveError(f"{table}: {arrived} of {number} rows arrived.")
    return Moved(model._meta.db_table, number)


def _batches(rows: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    while batch := rows.fetchmany(_BATCH):
        yield from batch


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    """A value of SQLite as PostgreSQL reads it: SQLite keeps truth as a number, moments without a zone."""
    if value is None:
        return None
    kind = field.get_internal_type()
    if kind == "BooleanField":
        return "t" if value else "f"
    if kind == "DateTimeField":
        return f"{value}+00"
    if kind == "UUIDField" or isinstance(value, (bytes, str)):
        return value
    return str(value)


def _restart_numbers(tables: list[type[models.Model]]) -> None:
    """The next row of each table gets the number after the last."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
