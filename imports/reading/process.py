"""Read an upload in a child process: whatever it holds, the web worker stays as it is."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from imports.grid import Sheet
from imports.reading import wire
from imports.reading.cells import Bounds, Refused
from imports.reading.textfile import separator_of, table_of

_TOLD = (
    "PATH",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "TZ",
    "PYTHONHASHSEED",
    "PYTHONUTF8",
)
_ROOT = Path(__file__).resolve().parents[2]


class UnreadableFile(Exception):
    """The file cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class FileLimits:
    """What reading one file may take: memory in MB, time in seconds, and what it may hold.

    Only rows and cells that hold something count, over all sheets.
    """

    memory: int = 512
    seconds: float = 20
    rows: int = 25_000
    cells: int = 1_000_000


LIMITS = FileLimits()


def gettext_noop(message: str) -> str:
    """Mark a text for the catalogue. Django's own loads the settings, and the child has none."""
    return message


#: what to say of a file that was not read; the words come from the child
_ADVICE = {
    "empty": gettext_noop("The file is empty. Choose the workbook again."),
    "cut": gettext_noop("The file is cut short or damaged. Open it in Excel, save it again and retry."),
    "damaged": gettext_noop("The file is cut short or damaged. Open it in Excel, save it again and retry."),
    "no_cell": gettext_noop("The workbook has no filled cell. Choose another file."),
    "password": gettext_noop("The file is protected by a password. Remove the password in Excel and retry."),
    "too_large": gettext_noop("The file holds more than can be read at once (%(rows)d rows). Split it and import the parts one by one."),
    "slow": gettext_noop("Reading the file takes more than %(seconds)d seconds. Copy the list into a new Excel file (.xlsx) and retry."),
    "pdf": gettext_noop("This is a PDF file; a list cannot be read from it safely. Ask for the Excel or Word file (.xlsx, .docx) it was made from, or type the list into the template."),
    "picture": gettext_noop("This is a picture; a list cannot be read from it. Ask for the Excel file (.xlsx), or type the list into the template."),
    "doc": gettext_noop("This is an old Word file (.doc). Open it in Word, save it as .docx, or copy its table into Excel (.xlsx), and retry."),
    "html": gettext_noop("This is a web page, not a workbook, whatever its name says. Open it in Excel, save it as .xlsx and retry."),
    "zip": gettext_noop("This is a packed folder. Unpack it and upload the Excel file (.xlsx) in it."),
    "no_table": gettext_noop("The Word file holds no table. Copy the list into a table, or into Excel (.xlsx), and retry."),
    "other": gettext_noop("This is no workbook that can be read. Save it as .xlsx in Excel and retry."),
}  # fmt: skip


def read_file(content: bytes | Path, name: str = "", limits: FileLimits = LIMITS) -> list[Sheet]:
    """Return the sheets that hold anything, hidden ones too, in Unicode.

    `name` is the file's name; its ending only helps where the bytes do not tell. Raises
    UnreadableFile for what is broken, protected, too large, or of a kind that cannot be
    read, and OSError where the path cannot be opened.
    """
    if isinstance(content, Path):
        name = name or content.name
        content = content.read_bytes()
    order = {
        "name": name, "memory": limits.memory, "seconds": max(1, int(limits.seconds)),
        "rows": limits.rows, "cells": limits.cells,
    }  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            [sys.executable, "-m", "imports.reading.child"],
            input=json.dumps(order).encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.seconds,
            cwd=_ROOT,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _unreadable("slow", limits) from None
    if done.returncode != 0 or not done.stdout:
        # killed at a limit: by processor time, else by memory, where readers outside Python abort
        slow = done.returncode in (-24, -9)
        raise _unreadable(
            "slow" if slow else "too_large" if done.returncode < 0 else "other", limits
        )
    found = wire.unpack(done.stdout)
    if isinstance(found, str):
        raise _unreadable(found, limits)
    return found


def _environment() -> dict[str, str]:
    """What the child is told of its surroundings: none of the portal's keys and passwords."""
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    return {**told, "PYTHONDONTWRITEBYTECODE": "1"}


def read_pasted(text: str, limits: FileLimits = LIMITS) -> list[Sheet]:
    """Return cells copied from a spreadsheet and pasted into the page, as one sheet.

    Raises UnreadableFile where nothing, or more than allowed, was pasted.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise UnreadableFile(
            _("Nothing was pasted. Copy the cells in Excel, then paste them here.")
        )
    separator = "\t" if any("\t" in line for line in lines) else separator_of(text) or "\t"
    try:
        draft = table_of(text, separator, _("Pasted cells"), Bounds(limits.rows, limits.cells))
        found = wire.unpack(wire.pack([draft]))
    except Refused as refusal:
        raise _unreadable(refusal.why, limits) from refusal
    assert not isinstance(found, str)
    return found


def _unreadable(why: str, limits: FileLimits) -> UnreadableFile:
    words = _ADVICE.get(why, _ADVICE["other"])
    return UnreadableFile(_(words) % {"rows": limits.rows, "seconds": limits.seconds})
