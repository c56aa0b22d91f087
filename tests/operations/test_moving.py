"""From SQLite to PostgreSQL: every row, its number, its links and the log as they were."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.operations.test_backups import Second
from tests.paths import ROOT

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

FILL = """
from tests.factories import make_cast, PersonFactory
cast = make_cast()
for number in range(3):
    person = PersonFactory(village=cast.village_a)
    person.citizen_id = f"02208512340{number}"
    person.save()
from tests.factories import DecisionFactory, NominationFactory
decision = DecisionFactory(round__commune=cast.commune)
NominationFactory(round=decision.round, person=person, state="approved", decision=decision)
type(decision).objects.filter(pk=decision.pk).update(closed=True)
"""
ASK = """
from auditlog.models import LogEntry
from members.models import Person
from accounts.models import User
from awards.models import Nomination
print(Nomination.objects.filter(decision__closed=True).count(), LogEntry.objects.count(), Person.objects.count(), User.objects.count())
print(sorted(p.citizen_id for p in Person.objects.exclude(citizen_id_encrypted="")))
print(list(LogEntry.objects.order_by("pk").values_list("pk", "object_repr", "action", "timestamp")[:40]))
print(Person.objects.create(full_name="Người Mới").pk > max(Person.objects.values_list("pk", flat=True)[:1]))
"""


@pytest.fixture
def both(tmp_path):
    """A filled SQLite installation, and an empty PostgreSQL beside it."""
    (tmp_path / "second").mkdir()
    second = Second(tmp_path / "second")
    old = tmp_path / "old.sqlite3"
    environment = {**second.environment, "DATABASE_URL": f"sqlite:///{old}"}

    def run_old(*command: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=environment, capture_output=True, text=True,
        )  # fmt: skip

    assert run_old("migrate", "-v0").returncode == 0
    filled = run_old("shell", "-v0", "-c", FILL)
    assert filled.returncode == 0, filled.stderr
    yield second, old, run_old
    second.gone()


def test_everything_arrives_as_it_was(both):
    second, old, run_old = both
    assert second.run("migrate", "-v0").returncode == 0
    done = second.run("move_from_sqlite", old)
    assert done.returncode == 0, done.stderr
    there = run_old("shell", "-v0", "-c", ASK)
    here = second.run("shell", "-v0", "-c", ASK)
    assert here.stdout == there.stdout, here.stderr
    assert "022085123401" in here.stdout
    assert here.stdout.startswith("1 "), "the closed decision has its nomination"
    assert second.run("check_installation").stdout.count("✓ Ràng buộc của cơ sở dữ liệu") == 1
    again = second.run("move_from_sqlite", old)
    assert again.returncode != 0
    assert "in use already" in again.stderr


def test_two_versions_do_not_meet(both):
    second, old, _run_old = both
    assert second.run("migrate", "-v0").returncode == 0
    with closing(sqlite3.connect(old)) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'awards' AND name LIKE '0006%'")
    refused = second.run("move_from_sqlite", old)
    assert refused.returncode != 0
    assert "not of one version" in refused.stderr
