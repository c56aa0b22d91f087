"""What an installation holds, counted and fingerprinted, so that a restored one can be held against it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.migrations.recorder import MigrationRecorder

from common import guards
from common.crypto import decrypt

#: rows fetched at once while a table is fingerprinted
_BATCH = 2000
CITIZEN_IDS = ("members_person", "citizen_id_encrypted")


def of_database(connection: Any) -> dict[str, Any]:
    """Return the tables with rows and fingerprint, the rules that stand, migrations and citizen IDs.

    A fingerprint is the SHA-256 of a table's rows in the order of all their columns: equal contents give
    equal fingerprints on databases of one kind, whatever order the rows lie in.
    """
    quote = connection.ops.quote_name
    tables = {}
    names = connection.introspection.table_names()
    for name in names:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {quote(name)}")  # noqa: S608 a table of the database itself
            lines = sorted(_lines(cursor))
        digest = hashlib.sha256()
        for line in lines:
            digest.update(line)
        tables[name] = {"rows": len(lines), "sha256": digest.hexdigest()}
    return {
        "engine": connection.vendor,
        "tables": tables,
        "rules": sorted(guards.standing(connection)),
        "migrations": sorted(
            ".".join(key) for key in MigrationRecorder(connection).applied_migrations()
        ),
        "citizen_ids": _readable_citizen_ids(connection, names),
    }


def _lines(cursor: Any) -> Iterator[bytes]:
    """Each row's own fingerprint: 32 bytes a row, for all of them must be put in order."""
    while rows := cursor.fetchmany(_BATCH):
        for row in rows:
            yield hashlib.sha256(repr([_plain(value) for value in row]).encode()).digest()


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _readable_citizen_ids(connection: Any, names: list[str]) -> dict[str, int]:
    """Count the citizen IDs kept, and those that the keys of this installation open."""
    table, column = CITIZEN_IDS
    if table not in names:
        return {"kept": 0, "readable": 0}
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(column)} FROM {quote(table)} WHERE {quote(column)} <> ''"  # noqa: S608
        )
        tokens = [token for (token,) in cursor.fetchall()]
    return {"kept": len(tokens), "readable": sum(map(_opens, tokens))}


def _opens(token: str) -> bool:
    try:
        decrypt(token)
    except InvalidToken:
        return False
    return True


def of_files(folder: Path) -> dict[str, dict[str, Any]]:
    """Return size and SHA-256 of each file, by its path within the folder with "/" between parts."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file() and not path.name.startswith(".probe-"):
            found[path.relative_to(folder).as_posix()] = of_file(path)
    return found


def of_file(path: Path) -> dict[str, Any]:
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256")
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return in words where what was restored is not what was saved; [] where all is equal."""
    found = []
    for name, table in before["tables"].items():
        now = after["tables"].get(name)
        if now is None:
            found.append(f"table {name} is missing")
        elif now["rows"] != table["rows"]:
            found.append(f"table {name}: {now['rows']} rows instead of {table['rows']}")
        elif now["sha256"] != table["sha256"]:
            found.append(f"table {name}: its rows differ")
    for rule in set(before["rules"]) - set(after["rules"]):
        found.append(f"rule {rule} is missing in the database")
    if before["migrations"] != after["migrations"]:
        found.append("the migrations differ")
    if before["citizen_ids"] != after["citizen_ids"]:
        kept, readable = after["citizen_ids"]["kept"], after["citizen_ids"]["readable"]
        found.append(f"citizen IDs: {readable} of {kept} can be read; are the keys the same?")
    return found + file_differences(before["files"], after["files"])


def file_differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    missing = [f"file {name} is missing" for name in sorted(set(before) - set(after))]
    return missing + [
        f"file {name} differs"
        for name in sorted(set(before) & set(after))
        if before[name] != after[name]
    ]
