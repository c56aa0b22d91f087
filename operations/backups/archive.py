"""The file of a backup: a tar of `manifest.json`, `database` and `files/…`, sealed with age where keys are set.

Everything is written to a temporary name and renamed when it is whole, so a folder of backups never
holds half of one.
"""

import io
import json
import os
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyrage

SEALED = ".age"
PREFIX = "portal-"


class ArchiveError(Exception):
    """A backup cannot be read: says why."""


def write(
    target: Path, *, manifest: dict[str, Any], database: Path, files: Path, recipients: list[str]
) -> Path:
    """Pack a backup and return its path, which ends in ".age" where it was sealed."""
    with _temporary(target.parent) as plain:
        with tarfile.open(plain, "w:gz", compresslevel=6) as tar:
            tar.add(database, "database")
            for name in manifest["files"]:
                tar.add(files / name, f"files/{name}", recursive=False)
            _add_text(tar, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        if not recipients:
            plain.replace(target)
            return target
        target = target.with_name(target.name + SEALED)
        keys = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
        with _temporary(target.parent) as sealed:
            with plain.open("rb") as source, sealed.open("wb") as sink:
                pyrage.encrypt_io(source, sink, keys)
            sealed.replace(target)
        return target


@contextmanager
def unpacked(path: Path, identity: Path | None, beside: Path | None = None) -> Iterator[Path]:
    """Unpack a backup into a temporary folder (in `beside`), and yield that folder.

    `identity` is the file with the private key of a sealed one. Raises ArchiveError.
    """
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=beside) as name:
        folder = Path(name)
        plain = path
        if path.name.endswith(SEALED):
            plain = folder / "plain.tar.gz"
            _unseal(path, plain, identity)
        try:
            with tarfile.open(plain, "r:gz") as tar:
                _extract(tar, folder)
        except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
            raise ArchiveError(f"{path.name} cannot be unpacked: {error}") from error
        if plain != path:
            plain.unlink()
        yield folder


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return what an unpacked backup says it holds. Raises ArchiveError."""
    try:
        found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ArchiveError(f"The list of contents cannot be read: {error}") from error
    return found


def _unseal(path: Path, plain: Path, identity: Path | None) -> None:
    if identity is None:
        raise ArchiveError(f"{path.name} is sealed: give the file with its private key.")
    lines = identity.read_text(encoding="utf-8").split()
    keys = [
        pyrage.x25519.Identity.from_str(line)
        for line in lines
        if line.startswith("AGE-SECRET-KEY-")
    ]
    try:
        with path.open("rb") as source, plain.open("wb") as sink:
            pyrage.decrypt_io(source, sink, keys)
    except (pyrage.DecryptError, OSError) as error:
        raise ArchiveError(f"{path.name} cannot be opened with this key: {error}") from error


def _extract(tar: tarfile.TarFile, folder: Path) -> None:
    """Unpack, and refuse what would leave the folder or is no plain file."""
    if hasattr(tarfile, "data_filter"):
        tar.extractall(folder, filter="data")  # noqa: S202 the filter refuses it
        return
    for member in tar:  # Python 3.11.2 of Debian 12 has no filter yet
        target = (folder / member.name).resolve()
        if not member.isreg() or not target.is_relative_to(folder.resolve()):
            raise ArchiveError(f"{member.name} does not belong into a backup.")
        tar.extract(member, folder, set_attrs=False)


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(content), 0o600, int(time.time())
    tar.addfile(entry, io.BytesIO(content))


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """A new file that nobody else may read, gone at the end unless it was renamed."""
    handle, name = tempfile.mkstemp(prefix=".making-", dir=folder)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
