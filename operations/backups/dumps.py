"""Save a database into one file as of one moment, and load it into an empty one."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.utils import ConnectionHandler


class DumpError(Exception):
    """A database cannot be saved or loaded; says why."""


@contextmanager
def saved(connection: Any, target: Path) -> Iterator[Any]:
    """Save the database to `target`, and yield a connection that sees just what was saved.

    SQLite: a copy through its own backup interface. PostgreSQL: pg_dump of an exported snapshot, in
    whose transaction the connection reads. Writers go on meanwhile on both.
    """
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        with _sqlite(target) as copied:
            yield copied
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # What a page may take is too little for a whole database.
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        _run(
            connection,
            [
                "pg_dump",
                "--format=custom",
                "--no-owner",
                f"--snapshot={snapshot}",
                "--file",
                target,
            ],
        )
        yield connection


def load(connection: Any, source: Path) -> None:
    """Load a saved database into an empty one. Raises DumpError where it is not empty."""
    if connection.introspection.table_names():
        raise DumpError("The database is not empty: restore into a new one.")
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        connection.close()
        name.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, name)
        return
    # Without comments: that of an extension is its owner's alone, who is the superuser.
    command = ["pg_restore", "--exit-on-error", "--no-owner", "--no-comments"]
    command += ["--single-transaction"]
    _run(connection, [*command, "--dbname", connection.settings_dict["NAME"], source])


@contextmanager
def _sqlite(path: Path) -> Iterator[Any]:
    """A connection of Django's to another SQLite file, read as the portal reads its own."""
    settings = {**connections["default"].settings_dict, "NAME": str(path), "OPTIONS": {}}
    connection = ConnectionHandler({"default": settings})["default"]
    try:
        yield connection
    finally:
        connection.close()


def _run(connection: Any, command: list[Any]) -> None:
    """Run a program of PostgreSQL's against this database; its password goes by the environment."""
    settings = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    environment["PGDATABASE"] = settings["NAME"]
    environment["PGOPTIONS"] = "-c statement_timeout=0"
    try:
        subprocess.run(  # noqa: S603 a fixed program, names from the settings
            [str(part) for part in command],
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        raise DumpError(f"{command[0]} is not installed (Debian: postgresql-client).") from error
    except subprocess.CalledProcessError as error:
        raise DumpError(f"{command[0]}: {error.stderr.strip()[-500:]}") from error
