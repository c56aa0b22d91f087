"""What went out stays: rows that the database itself refuses to change or delete.

A guard is named and speaks, as a constraint does. Apps enter theirs when the portal starts;
`migrate` takes all guards off before it rebuilds tables and puts them on at its end, so no
migration has to know of them. Both databases refuse alike.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.utils.functional import Promise

#: what opens the name of each guard in the database
PREFIX = "guard_"
VERBS = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Guard:
    """Rows of `table` that may not be touched any more.

    `refused` is plain SQL for each verb that is guarded; in it `{old}` and `{new}` stand for the
    row before and after (an INSERT has no old one, a DELETE no new one). With `columns`, an UPDATE
    is refused only where one of them gets another value. `needs` names what else of the database it
    reads, as "table.column".
    """

    name: str
    table: str
    refused: dict[str, str]
    message: str | Promise
    columns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def create(self, vendor: str) -> list[str]:
        """Return the statements that put the guard on."""
        return self._postgresql() if vendor == "postgresql" else self._sqlite()

    def triggers(self, vendor: str) -> dict[str, str]:
        """Return the statement that makes each of its triggers, by the trigger's name."""
        made = [line for line in self.create(vendor) if line.startswith("CREATE TRIGGER ")]
        return {line.split()[2]: line for line in made}

    def drop(self, vendor: str) -> list[str]:
        """Return the statements that take it off, where it stands."""
        if vendor == "postgresql":
            return [
                f"DROP TRIGGER IF EXISTS {PREFIX}{self.name} ON {self.table}",
                f"DROP FUNCTION IF EXISTS {PREFIX}{self.name}()",
            ]
        return [f"DROP TRIGGER IF EXISTS {self._trigger(verb)}" for verb in self.refused]

    def _trigger(self, verb: str) -> str:
        return f"{PREFIX}{self.name}_{verb.lower()}"

    def _condition(self, verb: str, differs: str) -> str:
        said = f"({self.refused[verb].format(old='OLD', new='NEW')})"
        if verb == "UPDATE" and self.columns:
            changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in self.columns)
            said += f" AND ({changed})"
        return said

    def _sqlite(self) -> list[str]:
        return [
            f"CREATE TRIGGER {self._trigger(verb)} BEFORE {verb} ON {self.table} "
            f"WHEN {self._condition(verb, 'IS NOT')} "
            f"BEGIN SELECT RAISE(ABORT, 'constraint {self.name}'); END"
            for verb in self.refused
        ]

    def _postgresql(self) -> list[str]:
        cases = " ".join(
            f"IF TG_OP = '{verb}' THEN IF {self._condition(verb, 'IS DISTINCT FROM')} THEN "
            f"RAISE EXCEPTION 'constraint {self.name}' "
            f"USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}'; "
            "END IF; END IF;"
            for verb in self.refused
        )
        return [
            f"CREATE OR REPLACE FUNCTION {PREFIX}{self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {cases} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {PREFIX}{self.name} BEFORE {' OR '.join(self.refused)} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {PREFIX}{self.name}()",
        ]


_guards: dict[str, Guard] = {}


def guard(*guards: Guard) -> None:
    """Enter guards of an app. Their names are those of constraints: app, model, what they hold."""
    for one in guards:
        assert set(one.refused) <= set(VERBS)
        _guards[one.name] = one


def all_guards() -> list[Guard]:
    return list(_guards.values())


def put_on(using: str = "default") -> None:
    """Put on all guards, but those whose columns are not there yet or no more."""
    connection: Any = connections[using]
    with connection.cursor() as cursor:
        there = _columns(connection, cursor)
        for one in all_guards():
            needed = {
                *one.needs,
                f"{one.table}.id",
                *(f"{one.table}.{name}" for name in one.columns),
            }
            if not needed <= there:
                continue
            for statement in (*one.drop(connection.vendor), *one.create(connection.vendor)):
                cursor.execute(statement)


def _columns(connection: Any, cursor: Any) -> set[str]:
    tables = {one.table for one in all_guards()}
    tables |= {name.split(".")[0] for one in all_guards() for name in one.needs}
    return {
        f"{table}.{column.name}"
        for table in tables & set(connection.introspection.table_names(cursor))
        for column in connection.introspection.get_table_description(cursor, table)
    }


def take_off(using: str = "default") -> None:
    """Take all guards off, those too that this version of the portal does not know any more."""
    connection: Any = connections[using]
    with connection.cursor() as cursor:
        for statement in _standing(connection, cursor):
            cursor.execute(statement)


def _standing(connection: Any, cursor: Any) -> list[str]:
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgname LIKE %s",
            [f"{PREFIX}%"],
        )
        rows = cursor.fetchall()
        return [f"DROP TRIGGER {name} ON {table}" for name, table in rows] + [
            f"DROP FUNCTION IF EXISTS {name}()" for name, _table in rows
        ]
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
    )
    return [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
