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
from imports.reading import wire


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
    """Return sheets as bytes, in the form in which they come from the child that reads files."""
    told = [
        {
            "name": sheet.name, "rows": [[_told(cell) for cell in row] for row in sheet.rows],
            "hidden": sheet.hidden, "hidden_rows": sorted(sheet.hidden_rows),
            "hidden_columns": sorted(sheet.hidden_columns), "merged": sheet.merged,
            "doubtful": sorted(sheet.doubtful), "struck": sorted(sheet.struck),
        }
        for sheet in sheets
    ]  # fmt: skip
    return zlib.compress(json.dumps({"sheets": told}, ensure_ascii=False).encode(), 1)


def unpack(content: bytes) -> list[Sheet]:
    """Return the sheets of `pack`."""
    found = wire.unpack(zlib.decompress(content))
    assert not isinstance(found, str)
    return found


def _told(cell: Cell) -> Any:
    return {"d": cell.isoformat()} if isinstance(cell, dt.date) else cell
