"""What load balancers and Prometheus ask, before any sign-in, by plain HTTP, by any host name."""

import datetime as dt
import json
from collections import namedtuple

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from common import guards
from common.audit import drop_triggers
from operations import health

pytestmark = pytest.mark.django_db
TOKEN = "prometheus-token-of-the-tests"


def checks() -> dict[str, str]:
    return Client().get("/readyz").json()["checks"]


def test_alive_says_ok_and_nothing_else():
    assert Client().get("/healthz").json() == {"status": "ok"}


def test_alive_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_comes_by_plain_http_and_by_address(path, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get(path, HTTP_HOST="10.1.2.3:8000")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_probe_only_reads(path):
    assert Client().post(path).status_code == 405


def test_ready_names_every_check_and_no_figure():
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert set(answer.json()) == {"status", "checks"}
    assert set(answer.json()["checks"]) == {check.name for check in health.CHECKS}
    assert set(answer.json()["checks"].values()) <= {"ok", "warning"}


@pytest.mark.django_db(transaction=True)
def test_a_missing_rule_makes_it_not_ready():
    with connection.cursor() as cursor:
        cursor.execute(drop_triggers(connection.vendor)[0])
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["rules"]) == (503, "failed")
    guards.restore()
    assert Client().get("/readyz").status_code == 200


def test_a_folder_that_cannot_be_written_makes_it_not_ready(settings, tmp_path):
    (tmp_path / "files").write_text("a file where a folder should be")
    storages = {**settings.STORAGES}
    storages["default"] = {
        **storages["default"],
        "OPTIONS": {"location": str(tmp_path / "files")},
    }
    settings.STORAGES = storages
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["files"]) == (503, "failed")


@pytest.mark.parametrize(
    ("free", "state", "status"),
    [(100 * 2**20, "failed", 503), (2**30, "warning", 200), (50 * 2**30, "ok", 200)],
)
def test_a_full_disk_is_seen_before_it_is_full(monkeypatch, free, state, status):
    usage = namedtuple("usage", "total used free")(100 * 2**30, 0, free)
    monkeypatch.setattr("operations.health.shutil.disk_usage", lambda path: usage)
    answer = Client().get("/readyz")
    assert (answer.json()["checks"]["disk"], answer.status_code) == (state, status)


def test_work_that_waits_for_a_worker_is_a_warning(settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS_BACKEND = "database"
    assert checks()["queue"] == "ok"
    waiting = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="accounts.mail.send_notice",
        run_after=timezone.now(),
        backend_name="default",
    )
    assert checks()["queue"] == "ok", "it came this moment"
    since = timezone.now() - dt.timedelta(minutes=11)
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=since)
    answer = Client().get("/readyz")
    assert (answer.json()["checks"]["queue"], answer.status_code) == ("warning", 200)


@pytest.mark.parametrize(("hours", "state"), [(1, "ok"), (27, "warning")])
def test_a_late_backup_is_a_warning(settings, tmp_path, hours, state):
    settings.BACKUP_DIR = str(tmp_path)
    assert checks()["backup"] == "warning", "none was made yet"
    made = timezone.now() - dt.timedelta(hours=hours)
    (tmp_path / "last.json").write_text(json.dumps({"made": made.isoformat()}))
    assert checks()["backup"] == state


def test_a_clock_behind_the_log_is_told(cast, monkeypatch):
    from auditlog.models import LogEntry

    assert LogEntry.objects.exists()
    assert checks()["clock"] == "ok"
    past = timezone.now() - dt.timedelta(days=400)
    monkeypatch.setattr("operations.health.timezone.now", lambda: past)
    assert checks()["clock"] == "warning"


@pytest.mark.parametrize("header", ["", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_metrics_stay_closed_without_the_token(settings, header):
    assert Client().get("/metrics", HTTP_AUTHORIZATION="Bearer ").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert Client().get("/metrics", HTTP_AUTHORIZATION=header).status_code == 404


def test_metrics_tell_how_each_check_stands(settings):
    settings.METRICS_TOKEN = TOKEN
    answer = Client().get("/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}")
    assert answer.status_code == 200
    lines = answer.content.decode().splitlines()
    assert 'portal_check_ok{check="database"} 1.0' in lines
    assert "portal_rules_missing 0.0" in lines
    assert len([line for line in lines if line.startswith("portal_check_ok{")]) == len(
        health.CHECKS
    )
