"""Make, check and restore backups; the rows of the database are only read."""

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from operations.backups import archive, contents, dumps
from operations.health import files_folder

#: how many backups are kept: the newest of each of so many days, weeks and months
KEPT = (("%Y-%m-%d", 7), ("%G-%V", 5), ("%Y-%m", 12))
_STAMP = "%Y%m%d-%H%M%S"


class BackupError(Exception):
    """Nothing was made or restored, or what was restored differs: a sentence for the administrator."""


def make_backup(*, folder: Path, recipients: list[str]) -> tuple[Path, dict[str, Any]]:
    """Save database and files into one file of `folder`; return it and its list of contents.

    The database is saved first: files that it names may be joined by newer ones, and one that was
    deleted meanwhile is named. Backups that the rule does not keep are removed.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = timezone.localtime()
    files = files_folder()
    try:
        with tempfile.TemporaryDirectory(prefix=".saving-", dir=folder) as place:
            database = Path(place) / "database"
            with dumps.saved(connection, database) as seen:
                manifest = contents.of_database(seen)
            manifest |= {"format": 1, "made": now.isoformat(), "files": contents.of_files(files)}
            manifest["database"] = contents.of_file(database)
            path = archive.write(
                folder / f"{archive.PREFIX}{now.strftime(_STAMP)}.tar.gz",
                manifest=manifest, database=database, files=files, recipients=recipients,
            )  # fmt: skip
    except (dumps.DumpError, OperationalError, OSError) as error:
        raise BackupError(str(error)) from error
    _write_note(folder, path, now)
    for old in superseded(folder):
        old.unlink()
    return path, manifest


def verify_backup(*, path: Path, identity: Path | None) -> list[str]:
    """Return what in a backup is not what its list of contents says; [] where all is well."""
    try:
        with archive.unpacked(path, identity) as folder:
            manifest = archive.manifest_of(folder)
            found = contents.file_differences(
                manifest["files"], contents.of_files(folder / "files")
            )
            if contents.of_file(folder / "database") != manifest["database"]:
                found.append("the database differs")
    except (archive.ArchiveError, KeyError, OSError) as error:
        raise BackupError(str(error)) from error
    return found


def restore_backup(*, path: Path, identity: Path | None) -> dict[str, Any]:
    """Restore into an empty installation, compare everything, and return the list of contents.

    Raises BackupError where this installation is not empty, the backup cannot be read, or what
    came out differs from what was saved (it is then named).
    """
    files = files_folder()
    if contents.of_files(files):
        raise BackupError(f"{files} is not empty: restore into a new installation.")
    try:
        with archive.unpacked(path, identity, _room(files)) as folder:
            manifest = archive.manifest_of(folder)
            if manifest["engine"] != connection.vendor:
                raise BackupError(
                    f"The backup is of {manifest['engine']}, this database is {connection.vendor}."
                )
            dumps.load(connection, folder / "database")
            if (folder / "files").is_dir():
                shutil.copytree(folder / "files", files, dirs_exist_ok=True)
    except (archive.ArchiveError, dumps.DumpError, KeyError, OSError) as error:
        raise BackupError(str(error)) from error
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
    after = contents.of_database(connection) | {"files": contents.of_files(files)}
    if found := contents.differences(manifest, after):
        raise BackupError("What was restored differs:\n" + "\n".join(found))
    return manifest


def superseded(folder: Path) -> list[Path]:
    """Return the backups of a folder that the rule of keeping does not keep, oldest first."""
    found: list[tuple[datetime, Path]] = []
    for path in folder.glob(f"{archive.PREFIX}*.tar.gz*"):
        stamp = path.name.removeprefix(archive.PREFIX).split(".")[0]
        try:
            found.append((datetime.strptime(stamp, _STAMP), path))  # noqa: DTZ007 local, as it was named
        except ValueError:
            continue
    found.sort(reverse=True)
    kept: set[Path] = set()
    for pattern, number in KEPT:
        newest: dict[str, Path] = {}
        for made, path in found:
            newest.setdefault(made.strftime(pattern), path)
        kept |= set(list(newest.values())[:number])
    return [path for _made, path in reversed(found) if path not in kept]


def _room(files: Path) -> Path:
    """Where to unpack: on the disk that the files go to, which is large enough for them."""
    files.parent.mkdir(parents=True, exist_ok=True)
    return files.parent


def _write_note(folder: Path, path: Path, made: datetime) -> None:
    """Write down that a backup ended well, for `/readyz` and the administrator's page."""
    note = {"made": made.isoformat(), "file": path.name, "bytes": path.stat().st_size}
    (folder / "last.json").write_text(json.dumps(note), encoding="utf-8")


def settings_folder() -> Path:
    """Return the folder that the settings name. Raises BackupError without one."""
    if not settings.BACKUP_DIR:
        raise BackupError("No folder for backups: set BACKUP_DIR, or give --to.")
    return Path(settings.BACKUP_DIR)
