"""How many random registers a test renders, and how their files are read."""

import os

from imports.grid import Sheet
from imports.reading import wire
from imports.reading.cells import Bounds
from imports.reading.child import read

#: 200 in CI; once in a while more: IMPORT_EXAMPLES=5000
EXAMPLES = int(os.environ.get("IMPORT_EXAMPLES", "200"))


def sheets_of(content: bytes) -> list[Sheet]:
    """Read a file as `read_file` does, without a process of its own for each of 5,000."""
    found = wire.unpack(wire.pack(read(content, "", Bounds(20_000, 1_500_000))))
    assert not isinstance(found, str)
    return found
