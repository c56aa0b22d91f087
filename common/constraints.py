"""No two overlapping spells of the same thing, held by the database itself.

PostgreSQL has exclusion constraints; on SQLite two triggers do the same. One
migration operation makes either, so both databases refuse alike.
"""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.utils.translation import gettext_lazy as _

#: what is said where the rule refuses a row
OVERLAPS = _("This overlaps with another entry of the same thing. Correct that one's days first.")


class NoOverlap(Operation):
    """Refuse rows of a table that share `columns` while their [start, end) overlap.

    Without `columns` any two rows may not overlap. `where` limits the rule to some rows and is plain SQL in which `{row}` stands
    for the row's alias. With `unlike`, a condition in the same plain SQL, only rows that differ in it refuse each other.
    The database's error carries `name`.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        name: str,
        table: str,
        columns: tuple[str, ...],
        *,
        start: str = "started_on",
        end: str = "ended_on",
        where: str = "",
        unlike: str = "",
    ) -> None:
        self.name, self.table, self.columns = name, table, columns
        self.start, self.end, self.where, self.unlike = start, end, where, unlike

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        kwargs = {
            "name": self.name, "table": self.table, "columns": self.columns,
            "start": self.start, "end": self.end, "where": self.where, "unlike": self.unlike,
        }  # fmt: skip
        return (type(self).__name__, [], kwargs)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The rule is no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        vendor = schema_editor.connection.vendor
        if vendor == "postgresql":
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        for statement in self.guards(vendor).values():
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")
        else:
            for verb in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.name}_{verb}")

    def guards(self, vendor: str) -> dict[str, str]:
        """Return what stands in the database for this rule: its statement by its name there."""
        return self._postgresql() if vendor == "postgresql" else self._sqlite()

    def _postgresql(self) -> dict[str, str]:
        same = "".join(f"{column} WITH =, " for column in self.columns)
        where = f" WHERE ({self.where.format(row=self.table)})" if self.where else ""
        if self.unlike:
            same += f"(({self.unlike.format(row=self.table)})::int) WITH <>, "
        return {
            self.name: f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} EXCLUDE USING gist "
            f"({same}daterange({self.start}, {self.end}) WITH &&){where}"
        }

    def _sqlite(self) -> dict[str, str]:
        same = " AND ".join(f"other.{column} = NEW.{column}" for column in self.columns) or "1"
        guard = f" AND {self.where.format(row='other')}" if self.where else ""
        if self.unlike:
            ours, theirs = (self.unlike.format(row=row) for row in ("NEW", "other"))
            guard += f" AND ({ours}) <> ({theirs})"
        when = f" WHEN {self.where.format(row='NEW')}" if self.where else ""
        return {
            f"{self.name}_{verb.lower()}": f"CREATE TRIGGER {self.name}_{verb.lower()} BEFORE {verb} ON {self.table}{when} "
            f"BEGIN SELECT RAISE(ABORT, 'constraint {self.name}') WHERE EXISTS ("
            f"SELECT 1 FROM {self.table} other WHERE {same}{guard} "
            f"AND other.id IS NOT NEW.id "
            f"AND other.{self.start} < coalesce(NEW.{self.end}, '9999-12-31') "
            f"AND NEW.{self.start} < coalesce(other.{self.end}, '9999-12-31')); END"
            for verb in ("INSERT", "UPDATE")
        }

    def describe(self) -> str:
        return f"Refuse overlapping rows of {self.table} ({self.name})"


class NoOverlapAgain(NoOverlap):
    """Put a rule back that stood before, where operations rebuild the table on SQLite, triggers and all.

    Put it first and last in such a migration: going forward the last one puts the rule back,
    going back, where operations run in reverse, the first one. Each is harmless the other way.
    Does nothing on PostgreSQL, whose constraint stays.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            return
        for verb in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.name}_{verb}")
        for statement in self._sqlite().values():
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """The same as forward: the rule is older than this migration, so it stands on both sides."""
        self.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Refuse overlapping rows of {self.table} again ({self.name})"
