"""Fixtures of the whole test run: the fixed cast, and a clean-up that the audit guard allows."""

import os

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings

from common.audit import create_triggers, drop_triggers
from common.fixed import put_on, take_off
from tests.factories import Cast, make_cast
from tests.registers.fixtures import (  # noqa: F401
    any_register,
    day_15_register,
    empty_register,
    gaps_register,
    large_register,
    merged_register,
    ward_register,
)

# Drawn examples are the same in every run, so that nothing fails by luck. A long run
# (ORACLE_EXAMPLES=5000, IMPORT_EXAMPLES=5000) draws others each time.
settings.register_profile("fixed", derandomize=True, database=None, deadline=None, print_blob=True)
if not {"ORACLE_EXAMPLES", "IMPORT_EXAMPLES"} & os.environ.keys():
    settings.load_profile("fixed")


@pytest.fixture
def cast(db) -> Cast:
    """Officer, heads of villages A and B, committee member, observer, stranger."""
    return make_cast()


@pytest.fixture(autouse=True, scope="session")
def audit_guard_steps_aside_for_flush():
    """Tests with real transactions empty all tables at their end; the guard would refuse."""
    operations = type(connection.ops)
    original = operations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        vendor = self.connection.vendor
        take_off()
        with self.connection.cursor() as cursor:
            for statement in drop_triggers(vendor):
                cursor.execute(statement)
        original(self, sql_list)
        put_on()
        with self.connection.cursor() as cursor:
            for statement in create_triggers(vendor):
                cursor.execute(statement)

    operations.execute_sql_flush = execute_sql_flush
    yield
    operations.execute_sql_flush = original


def pytest_collection_modifyitems(config, items):
    """Tests of PostgreSQL itself are left out of the SQLite run, not skipped in it."""
    if connection.vendor == "postgresql":
        return
    foreign = [item for item in items if item.get_closest_marker("postgresql")]
    config.hook.pytest_deselected(items=foreign)
    items[:] = [item for item in items if item not in foreign]
