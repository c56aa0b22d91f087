"""Rules that stand in the database only: found missing, and made again."""

import contextlib
import copy
import os
import sqlite3
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models

from common import guards
from common.audit import TABLE, drop_triggers
from members.models import Membership
from tests.paths import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


def test_all_rules_stand_after_migrating():
    assert guards.missing() == {}
    names = set(guards.expected())
    assert {name for name in names if name.startswith("members_membership")}
    assert {name for name in names if name.startswith("audit_no_")}


def test_a_rule_that_was_dropped_is_named_and_made_again():
    with connection.cursor() as cursor:
        for statement in drop_triggers(connection.vendor)[:2]:
            cursor.execute(statement)
    lost = set(guards.missing())
    assert len(lost) == 2
    assert all(name.startswith("audit_no_") for name in lost)
    assert set(guards.restore()) == lost
    assert guards.missing() == {}


def test_what_a_rebuilt_table_lost_is_back_after_migrating():
    """SQLite drops a table's triggers where a field is altered; PostgreSQL keeps its rules."""
    old = next(f for f in Membership._meta.fields if isinstance(f, models.CharField))
    new = copy.copy(old)
    new.max_length = (old.max_length or 100) + 5
    with connection.schema_editor() as editor:
        editor.alter_field(Membership, old, new)
    lost = set(guards.missing())
    if connection.vendor == "sqlite":
        assert lost
        assert all(name.startswith("members_membership") for name in lost)
    else:
        assert lost == set()
    call_command("migrate", verbosity=0)
    assert guards.missing() == {}
    with connection.schema_editor() as editor:
        editor.alter_field(Membership, new, old)
    call_command("migrate", verbosity=0)


def test_a_rule_belongs_to_migrations_that_are_applied():
    """Going back before a rule was made, nobody asks for it."""
    call_command("migrate", "awards", "0005", verbosity=0)
    try:
        assert not [name for name in guards.expected() if name.startswith("awards_")]
        assert guards.missing() == {}
    finally:
        call_command("migrate", "awards", verbosity=0)
    assert [name for name in guards.expected() if name.startswith("awards_roundingrule")]


def test_the_log_refuses_again_once_its_triggers_are_back(cast):
    with connection.cursor() as cursor:
        for statement in drop_triggers(connection.vendor):
            if statement.startswith("DROP TRIGGER"):
                cursor.execute(statement)
    guards.restore()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


@pytest.mark.files
def test_a_start_makes_good_what_sqlite_lost(tmp_path):
    """A portal of its own: migrated, a trigger dropped by hand, started again."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3"}
    environment |= {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "commune_security.settings"}

    def run(*command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)

    def triggers() -> set[str]:
        with contextlib.closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as database:
            rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return {name for (name,) in rows}

    run("manage.py", "migrate", "-v0")
    before = triggers()
    with contextlib.closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as database:
        database.execute("DROP TRIGGER audit_no_delete")
    assert triggers() == before - {"audit_no_delete"}
    run("-c", "import commune_security.wsgi")
    assert triggers() == before
