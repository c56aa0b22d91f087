"""Rules that stand in the database and not in Django's models: are they all there?

SQLite keeps them as triggers, which a rebuilt table loses without a word; PostgreSQL as exclusion constraints and triggers.
What ought to stand follows from the migrations that are applied, so going back is judged rightly too.
"""

import logging
from typing import Any

from django.db import DatabaseError
from django.db import connection as default_connection
from django.db.migrations.loader import MigrationLoader

from common import audit, fixed
from common.constraints import NoOverlap

log = logging.getLogger(__name__)
#: the migration that makes the log of changes append-only
_AUDIT = ("common", "0001_audit_append_only")
_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT conname FROM pg_constraint WHERE contype = 'x' "
        "UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    ),
}


def expected(connection: Any = default_connection) -> dict[str, str]:
    """Return the statement that makes each rule, by its name, of the migrations applied here."""
    loader = MigrationLoader(connection)
    found: dict[str, str] = {}
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key not in loader.applied_migrations:
                continue
            if key == _AUDIT:
                found |= audit.guards(connection.vendor)
            for operation in loader.graph.nodes[key].operations:
                if isinstance(operation, NoOverlap):
                    found |= operation.guards(connection.vendor)
    if loader.graph.nodes.keys() <= loader.applied_migrations.keys():
        # They stand on the database of today's form; halfway they may lack what they read.
        for one in fixed.all_guards():
            found |= one.triggers(connection.vendor)
    return found


def missing(connection: Any = default_connection) -> dict[str, str]:
    """Return the rules that ought to stand and do not. Two statements."""
    there = _standing(connection)
    return {name: made for name, made in expected(connection).items() if name not in there}


def standing(connection: Any = default_connection) -> set[str]:
    """Return the names of the rules that ought to stand and do. Two statements."""
    return expected(connection).keys() & _standing(connection)


def _standing(connection: Any) -> set[str]:
    """All triggers, and on PostgreSQL exclusion constraints, that stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def restore(connection: Any = default_connection) -> list[str]:
    """Make the rules again that are missing, and return their names.

    Raises the database's IntegrityError where rows break one on PostgreSQL; on SQLite a trigger
    looks at new rows only.
    """
    lost = missing(connection)
    with connection.cursor() as cursor:
        for name, statement in lost.items():
            log.warning("rule of the database was missing and is made again: %s", name)
            # Two workers that start at once may both find it missing.
            if connection.vendor == "sqlite":
                statement = statement.replace("CREATE TRIGGER ", "CREATE TRIGGER IF NOT EXISTS ", 1)
            cursor.execute(statement)
    return list(lost)


def restore_after_migrate(*, using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate, which comes once all migrations are done, forth or back."""
    from django.db import connections

    if connections[using].vendor == "sqlite":
        restore(connections[using])


def restore_at_start() -> None:
    """Look for lost rules when the portal starts; what is missing on PostgreSQL is left to `migrate`.

    A database that is away is no reason not to start: pages say so until it is back.
    """
    try:
        if default_connection.vendor == "sqlite":
            restore(default_connection)
        elif lost := missing(default_connection):
            log.critical("rules of the database are missing: %s", ", ".join(sorted(lost)))
    except DatabaseError as error:
        log.warning("the rules of the database could not be looked at: %s", error)
    finally:
        default_connection.close()
