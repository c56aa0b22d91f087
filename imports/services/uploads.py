"""What was read of a file, kept packed and encrypted until it is written or dropped.

Not the file itself is kept but its cells, without the columns that the portal never holds:
so they are read once, and nothing of those columns lies anywhere.
"""

import datetime as dt
import json
import zlib
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from common.crypto import decrypt_bytes, encrypt_bytes
from imports.grid import Cell, Sheet
from imports.models import ImportRun


def keep(run: ImportRun, sheets: Sequence[Sheet]) -> None:
    """Store what was read with a run that is saved after it."""
    run.file.save(f"{run.kind}.bin", ContentFile(encrypt_bytes(pack(sheets))), save=False)


def kept(run: ImportRun) -> list[Sheet]:
    """Return what was read. Raises ValidationError where it is not kept any more."""
    if run.file:
        try:
            with run.file.open("rb") as stored:
                return unpack(decrypt_bytes(stored.read()))
        except FileNotFoundError:
            pass
    raise ValidationError(_("The workbook is not kept any more. Upload it again."))


def forget(run: ImportRun) -> None:
    """Remove what was read of a run from the disk and from the row."""
    if run.file:
        run.file.delete(save=False)
        ImportRun.objects.filter(pk=run.pk).update(file="")


def pack(sheets: Sequence[Sheet]) -> bytes:
    """Return sheets as bytes; days keep their kind, everything else is JSON's own."""
    told = [
        {
            "name": sheet.name, "rows": [[_told(cell) for cell in row] for row in sheet.rows],
            "hidden": sheet.hidden, "hidden_rows": sorted(sheet.hidden_rows),
            "hidden_columns": sorted(sheet.hidden_columns), "merged": sheet.merged,
            "doubtful": sorted(sheet.doubtful), "struck": sorted(sheet.struck),
        }
        for sheet in sheets
    ]  # fmt: skip
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 1)


def unpack(content: bytes) -> list[Sheet]:
    """Return the sheets of `pack`."""
    return [
        Sheet(
            one["name"], [[_cell(cell) for cell in row] for row in one["rows"]],
            hidden=one["hidden"], hidden_rows=frozenset(one["hidden_rows"]),
            hidden_columns=frozenset(one["hidden_columns"]),
            merged=tuple((a, b, c, d) for a, b, c, d in one["merged"]),
            doubtful=frozenset((a, b) for a, b in one["doubtful"]),
            struck=frozenset((a, b) for a, b in one["struck"]),
        )
        for one in json.loads(zlib.decompress(content))
    ]  # fmt: skip


def _told(cell: Cell) -> Any:
    if isinstance(cell, dt.datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, dt.date):
        return {"on": cell.isoformat()}
    if isinstance(cell, dt.time | dt.timedelta):
        return str(cell)
    return cell


def _cell(told: Any) -> Cell:
    if isinstance(told, dict):
        if "at" in told:
            return dt.datetime.fromisoformat(told["at"])
        return dt.date.fromisoformat(told["on"])
    cell: Cell = told
    return cell
