"""Upgrades of filled registers, forth and back, on a scratch SQLite file with every trigger in its place."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from common.constraints import NoOverlap
from common.periods import Calendar, Period

pytestmark = pytest.mark.files
BEFORE_CALENDAR = ("programs", "0007_totals_of_the_commune")
YEARS_FOLLOW = ("programs", "0008_year_sheets_follow_the_calendar")


@pytest.fixture
def scratch(tmp_path: Path, django_db_blocker) -> Iterator[DatabaseWrapper]:
    """An empty SQLite file in the place of the database, whatever that is."""
    settings = {**connections["default"].settings_dict, "NAME": str(tmp_path / "scratch.sqlite3")}
    settings |= {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}
    usual, made = connections["default"], DatabaseWrapper(settings, "default")
    with django_db_blocker.unblock():
        connections["default"] = made
        try:
            yield made
        finally:
            made.close()
            connections["default"] = usual


def migrate(connection, *targets, after=lambda migrations: None):
    """Go to these migrations, forth or back; `after` looks after each step. Return the apps as they were then."""
    executor = MigrationExecutor(connection)

    def step(action, migration=None, fake=False):
        if action.endswith("_success"):
            applied = executor.recorder.applied_migrations()
            after([row for key, row in executor.loader.disk_migrations.items() if key in applied])

    executor.progress_callback = step
    executor.migrate(list(targets))
    executor.loader.build_graph()
    return executor.loader.project_state(list(targets)).apps


# --- triggers ---------------------------------------------------------------------


def triggers(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall() if not name.startswith("audit_")}


def test_rules_against_overlaps_stand_after_every_step_forth_and_back(scratch):
    """SQLite rebuilds a table to change it, and its triggers go with the old one."""
    steps = []

    def look(migrations):
        expected = {
            f"{operation.name}_{verb}"
            for migration in migrations
            for operation in migration.operations
            if isinstance(operation, NoOverlap)
            for verb in ("insert", "update")
        }
        assert triggers(scratch) == expected, len(migrations)
        steps.append(len(expected))

    graph = MigrationExecutor(scratch).loader.graph
    (programs,), (awards,) = graph.leaf_nodes("programs"), graph.leaf_nodes("awards")
    migrate(scratch, programs, awards, after=look)
    assert max(steps) == steps[-1] > 10
    for name in ("0006_default_checklist", "0003_default_catalogue", "0001_initial"):
        migrate(scratch, ("programs", name), after=look)
    migrate(scratch, programs, after=look)
    assert steps[-1] > 10


# --- a year sheet follows the reporting year ----------------------------------------


def test_sheets_of_a_commune_that_had_changed_its_day_follow_it(scratch):
    """Its months and years of before are dated from day 1, and lie side by side under day 15."""
    apps = migrate(scratch, BEFORE_CALENDAR)
    model = {name: apps.get_model("programs", name) for name in ("Program", "ProgramKind", "ResultSheet")}  # fmt: skip
    kind = model["ProgramKind"].objects.first()
    named = [
        *((2021, month) for month in (1, 2, 12)), *((2022, month) for month in range(1, 13)),
        (2023, None), (2024, None), (2025, 1),
    ]  # fmt: skip
    places = {}
    for code, own, dated in (("1", 15, 1), ("2", 15, 15), ("3", 1, 15), ("4", 1, 1)):
        commune = apps.get_model("members", "Commune").objects.create(
            code=code, name=f"Xã {code}", reporting_day=own, formed_on=dt.date(2000, 1, 1)
        )
        program = model["Program"].objects.create(
            commune=commune, kind=kind, name="Tổ tự quản", founded_on=dt.date(2014, 1, 1)
        )
        villages = [
            apps.get_model("members", "Village").objects.create(
                commune=commune, name=f"Thôn {number}", formed_on=dt.date(2000, 1, 1)
            )
            for number in (1, 2)
        ]
        places[program.pk] = own
        for village, (year, month) in [(v, n) for v in villages for n in named] + [(None, (2019, None))]:  # fmt: skip
            # Before, a year was always the calendar's, and a month the commune's of that day.
            days = Calendar(dated if month else 1).days(year, month)
            if dated == 15 and (year, month) == (2025, 1):
                continue  # it began on a day of the calendar's 2024: that is why 0008 is there
            model["ResultSheet"].objects.create(
                program=program, village=village, year=year, month=month,
                period_start=days.start, period_end=days.end,
            )  # fmt: skip
    names = set(model["ResultSheet"].objects.values_list("pk", "year", "month"))
    after = migrate(scratch, YEARS_FOLLOW).get_model("programs", "ResultSheet").objects
    assert set(after.values_list("pk", "year", "month")) == names
    for sheet in after.all():
        found = Period(sheet.period_start, sheet.period_end)
        assert found == Calendar(places[sheet.program_id]).days(sheet.year, sheet.month)
    days = set(after.values_list("pk", "period_start", "period_end"))
    back = migrate(scratch, BEFORE_CALENDAR).get_model("programs", "ResultSheet").objects
    assert set(back.values_list("pk", "period_start", "period_end")) == days, "nothing is lost"
    again = migrate(scratch, YEARS_FOLLOW).get_model("programs", "ResultSheet").objects
    assert set(again.values_list("pk", "period_start", "period_end")) == days
    twice = again.filter(month=12).first()
    with pytest.raises(IntegrityError, match="overlap"):
        again.create(
            program_id=twice.program_id, village_id=twice.village_id, year=2021, month=12,
            period_start=twice.period_start, period_end=twice.period_end,
        )  # fmt: skip
