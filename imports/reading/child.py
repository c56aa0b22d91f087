"""The child process that reads one file: `python -m imports.reading.child`. Knows no Django.

Takes a line of JSON (name, limits) and the file's bytes on its input, gives JSON on its output:
either the sheets, or the word for why not. It limits its own memory and time before it looks
at the file, so that whatever the file holds ends here.
"""

import json
import sys
from typing import Any, BinaryIO

from imports.reading import wire
from imports.reading.cells import Bounds, Draft, Refused
from imports.reading.formats import READABLE, Kind, kind_of


def main(source: BinaryIO, target: BinaryIO) -> None:
    order = json.loads(source.readline())
    _limit(order["memory"], order["seconds"])
    try:
        data = source.read()
        drafts = read(data, order["name"], Bounds(order["rows"], order["cells"]))
        answer = wire.pack(drafts)
    except Refused as refusal:
        answer = wire.refusal(refusal.why)
    except MemoryError:
        answer = wire.refusal("too_large")
    target.write(answer)
    target.flush()


def read(data: bytes, name: str, bounds: Bounds) -> list[Draft]:
    """Return the sheets of a file that hold anything, texts in Unicode. Raises Refused."""
    kind = kind_of(data, name)
    if kind not in READABLE:
        raise Refused(kind.value)
    drafts = [draft for draft in _read_as(kind, data, name, bounds) if not draft.is_empty]
    if not drafts:
        raise Refused("no_cell")
    return drafts


def _read_as(kind: Kind, data: bytes, name: str, bounds: Bounds) -> list[Draft]:
    # Readers are fetched when wanted: the process lives for one file.
    if kind == Kind.XLSX:
        from imports.reading.xlsx import read_xlsx

        return read_xlsx(data, bounds)
    if kind == Kind.XLS:
        from imports.reading.xls import read_xls

        return read_xls(data, bounds)
    if kind in (Kind.ODS, Kind.FODS):
        from imports.reading.ods import read_fods, read_ods

        return read_ods(data, bounds) if kind == Kind.ODS else read_fods(data, bounds)
    if kind == Kind.XLSB:
        from imports.reading.xlsb import read_xlsb

        return read_xlsb(data, bounds)
    if kind == Kind.DOCX:
        from imports.reading.word import read_docx

        return read_docx(data, bounds)
    from imports.reading.textfile import read_text

    return read_text(data, bounds, name)


def _limit(memory: int, seconds: int) -> None:
    """Bound memory (MB) and processor time of this process; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory * 2**20), (resource.RLIMIT_CPU, seconds)):
        _soft, hard = resource.getrlimit(what)
        allowed: Any = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, hard))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
