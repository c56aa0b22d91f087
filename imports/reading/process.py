"""Read an upload in a child process: whatever it holds, the web worker stays as it is."""

from dataclasses import dataclass
from pathlib import Path

from imports.grid import Sheet


class UnreadableFile(Exception):
    """The file cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class FileLimits:
    """What reading one file may take: memory in MB, time in seconds, rows and cells that hold something."""

    memory: int = 512
    seconds: int = 20
    rows: int = 20_000
    cells: int = 1_500_000


def read_file(
    content: bytes | Path, name: str = "", limits: FileLimits | None = None
) -> list[Sheet]:
    """Return the sheets that hold anything, hidden ones too, in Unicode.

    `name` is the file's name; its ending only helps where the bytes do not tell. Raises
    UnreadableFile for what is broken, protected, too large, or of a kind that cannot be read.
    """
    raise NotImplementedError


def read_pasted(text: str) -> list[Sheet]:
    """Return cells copied from a spreadsheet and pasted into the page, as one sheet."""
    raise NotImplementedError
