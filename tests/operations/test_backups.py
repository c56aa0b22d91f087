"""Backup, check, restore: into a second installation, on the database of the run, under load too."""

import datetime as dt
import os
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections

from members.models import Paper, Person
from operations.backups import BackupError, make_backup, verify_backup
from operations.backups.services import superseded
from tests import factories as f
from tests.paths import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


class Second:
    """An installation beside the one of the tests: a database of the same kind, an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.name = f"restored_{uuid.uuid4().hex[:8]}"
        self.environment = {
            **os.environ,
            "FILES_DIR": str(self.files),
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "commune_security.settings",
            "CITIZEN_ID_KEYS": "dGVzdHMtb25seS1rZXktMDAwMDAwMDAwMDAwMDAwMDA=",
        }
        settings = connection.settings_dict
        if connection.vendor == "sqlite":
            url = f"sqlite:///{folder / 'second.sqlite3'}"
        else:
            # As deploy/postgresql.sql makes them: a plain role, an extension of the superuser's.
            self._on_server(f"CREATE ROLE {self.name} LOGIN PASSWORD 'plain'")
            self._on_server(f"CREATE DATABASE {self.name} OWNER {self.name}")
            self._on_server("CREATE EXTENSION btree_gist", self.name)
            who = f"{self.name}:plain"
            url = f"postgres://{who}@{settings['HOST']}:{settings['PORT']}/{self.name}"
        self.environment["DATABASE_URL"] = url

    def _on_server(self, statement: str, database: str = "postgres") -> None:
        settings = connection.settings_dict
        with psycopg.connect(
            host=settings["HOST"], port=settings["PORT"], user=settings["USER"],
            password=settings["PASSWORD"], dbname=database, autocommit=True,
        ) as server:  # fmt: skip
            server.execute(statement)

    def run(self, *command: object) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            cwd=ROOT, env=self.environment, capture_output=True, text=True,
        )  # fmt: skip

    def gone(self) -> None:
        if connection.vendor == "postgresql":
            self._on_server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            self._on_server(f"DROP ROLE IF EXISTS {self.name}")


@pytest.fixture
def second(tmp_path):
    (tmp_path / "second").mkdir()
    made = Second(tmp_path / "second")
    yield made
    made.gone()


@pytest.fixture
def filled(cast, settings, tmp_path):
    """People with citizen IDs, and files in a folder of their own."""
    storages = {name: {**value} for name, value in settings.STORAGES.items()}
    for name in ("default", "uploads"):
        options = {**storages[name].get("OPTIONS", {}), "location": str(tmp_path / "files")}
        storages[name]["OPTIONS"] = options
    settings.STORAGES = storages
    for number in range(5):
        person = f.PersonFactory(village=cast.village_a)
        person.citizen_id = f"0220851234{number:02}"
        person.save()
    paper = f.PaperFactory(commune=cast.commune)
    paper.file.save("Quyết định số 1.pdf", ContentFile(b"%PDF-1.7 a scanned decision"))
    return cast


def test_what_is_restored_is_what_was_saved(filled, second, tmp_path):
    path, manifest = make_backup(folder=tmp_path / "backups", recipients=[])
    assert manifest["tables"]["members_person"]["rows"] == Person.objects.count()
    assert manifest["citizen_ids"] == {"kept": 5, "readable": 5}
    assert len(manifest["files"]) == 1
    done = second.run("restore_backup", path)
    assert done.returncode == 0, done.stderr
    assert "5 citizen IDs; all equal" in done.stdout
    code = "from members.models import Person as P; print(sorted(p.citizen_id for p in P.objects.exclude(citizen_id_encrypted='')))"
    listed = second.run("shell", "-v0", "-c", code)
    assert "022085123400" in listed.stdout, listed.stderr
    names = [path.name for path in second.files.rglob("*.pdf")]
    assert names == [Path(Paper.objects.exclude(file="").get().file.name).name]
    assert second.run("migrate", "--check").returncode == 0


def test_a_backup_made_while_people_write_is_of_one_moment(filled, second, tmp_path):
    """Each writer adds a person and their log entry at once; a restored database has both or neither."""
    before, stop = Person.objects.count(), threading.Event()

    def write() -> None:
        try:
            while not stop.is_set():
                f.PersonFactory(village=filled.village_a)
        finally:
            connections["default"].close()

    writers = [threading.Thread(target=write) for _each in range(2)]
    for writer in writers:
        writer.start()
    try:
        path, manifest = make_backup(folder=tmp_path / "backups", recipients=[])
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    saved = manifest["tables"]["members_person"]["rows"]
    assert before <= saved <= Person.objects.count()
    done = second.run("restore_backup", path)
    assert done.returncode == 0, done.stderr


def test_a_sealed_backup_opens_with_its_key_alone(filled, second, tmp_path):
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# made for the test\n{key}\n")
    (tmp_path / "other.txt").write_text(str(pyrage.x25519.Identity.generate()))
    path, _manifest = make_backup(folder=tmp_path / "backups", recipients=[str(key.to_public())])
    assert path.name.endswith(".tar.gz.age")
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    assert verify_backup(path=path, identity=tmp_path / "key.txt") == []
    with pytest.raises(BackupError, match="sealed"):
        verify_backup(path=path, identity=None)
    with pytest.raises(BackupError, match="cannot be opened"):
        verify_backup(path=path, identity=tmp_path / "other.txt")
    done = second.run("restore_backup", path, "--identity", tmp_path / "key.txt")
    assert done.returncode == 0, done.stderr


def test_an_installation_that_holds_something_is_not_written_over(filled, second, tmp_path):
    path, _manifest = make_backup(folder=tmp_path / "backups", recipients=[])
    second.files.mkdir()
    (second.files / "kept.pdf").write_text("here before")
    refused = second.run("restore_backup", path)
    assert refused.returncode != 0
    assert "is not empty" in refused.stderr
    (second.files / "kept.pdf").unlink()
    assert second.run("restore_backup", path).returncode == 0
    for kept in second.files.rglob("*.pdf"):
        kept.unlink()
    again = second.run("restore_backup", path)
    assert again.returncode != 0
    assert "The database is not empty" in again.stderr


def test_without_the_keys_of_the_old_one_the_restore_says_so(filled, second, tmp_path):
    path, _manifest = make_backup(folder=tmp_path / "backups", recipients=[])
    second.environment["CITIZEN_ID_KEYS"] = "YW5vdGhlci1rZXktb2YtdGhlLXRlc3RzLTAwMDAwMDA="
    done = second.run("restore_backup", path)
    assert done.returncode != 0
    assert "citizen IDs: 0 of 5 can be read" in done.stderr


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [_cut, _flip, lambda content: b""])
def test_a_damaged_backup_is_noticed(filled, tmp_path, damage):
    path, _manifest = make_backup(folder=tmp_path / "backups", recipients=[])
    assert verify_backup(path=path, identity=None) == []
    path.write_bytes(damage(path.read_bytes()))
    try:
        found = verify_backup(path=path, identity=None)
    except BackupError:
        return
    assert found


def test_half_a_backup_never_lies_in_the_folder(filled, tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("operations.backups.archive.tarfile.open", fail)
    with pytest.raises(BackupError, match="No space left"):
        make_backup(folder=tmp_path / "backups", recipients=[])
    assert list((tmp_path / "backups").iterdir()) == []


def test_the_command_needs_a_folder(filled, second):
    refused = second.run("backup")
    assert refused.returncode != 0
    assert "set BACKUP_DIR" in refused.stderr


def test_days_weeks_and_months_are_kept(tmp_path):
    first = dt.datetime(2026, 1, 1, 2, 15)
    for day in range(330):
        made = first + dt.timedelta(days=day)
        (tmp_path / f"portal-{made:%Y%m%d-%H%M%S}.tar.gz").touch()
    (tmp_path / "notes.txt").touch()
    for old in superseded(tmp_path):
        old.unlink()
    kept = sorted(path.name for path in tmp_path.glob("portal-*"))
    last = first + dt.timedelta(days=329)
    days = [f"portal-{last - dt.timedelta(days=back):%Y%m%d-%H%M%S}.tar.gz" for back in range(7)]
    assert set(days) <= set(kept)
    assert 7 + 10 <= len(kept) <= 7 + 4 + 11
    assert (tmp_path / "notes.txt").exists()
