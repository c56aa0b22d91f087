"""Tables of Word files (.docx): paragraphs and rows of tables, in their order, as one sheet."""

import io
import zipfile

from imports.reading.cells import Bounds, Draft, Refused, local, parse_xml
from imports.reading.oldfonts import decode_run


def read_docx(data: bytes, bounds: Bounds) -> list[Draft]:
    """Return the text around and in the tables of a Word file. Raises Refused; "no_table" without any."""
    draft = Draft("Word", bounds)
    reader = _Body(draft)
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as packed,
            packed.open("word/document.xml") as source,
        ):
            parse_xml(source, reader, bounds)
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise Refused("damaged") from error
    except RuntimeError as error:
        raise Refused("password") from error
    if not reader.tables:
        raise Refused("no_table")
    return [draft]


class _Body:
    """Rows: a paragraph outside tables is one, a row of a table one. Nested tables are text."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tables = 0
        self._row = -1
        self._depth = 0
        self._text: list[str] = []
        self._run: list[str] = []
        self._font = ""
        self._paragraphs = 0
        self._reading = self._deleted = False
        self._column = 0
        self._span = 1
        self._down = ""
        #: column -> first row of a cell that is merged down
        self._open: dict[int, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "tbl":
            self._depth += 1
            self.tables += 1
            self._open = {} if self._depth == 1 else self._open
        elif tag == "tr" and self._depth == 1:
            self._row += 1
            self._column = 0
        elif tag == "gridBefore":
            self._column += int(attributes.get("w:val", "0") or 0)
        elif tag == "tc" and self._depth == 1:
            self._text, self._paragraphs, self._span, self._down = [], 0, 1, ""
        elif tag == "gridSpan" and self._depth == 1:
            self._span = max(1, min(int(attributes.get("w:val", "1") or 1), 200))
        elif tag == "vMerge" and self._depth == 1:
            self._down = attributes.get("w:val", "continue")
        elif tag == "p":
            if self._depth == 0:
                self._text, self._paragraphs = [], 0
            if self._paragraphs:
                self._text.append("\n")
            self._paragraphs += 1
        elif tag == "r":
            self._run, self._font = [], ""
        elif tag == "rFonts":
            self._font = attributes.get("w:ascii", "") or attributes.get("w:hAnsi", "")
        elif tag in ("t", "tab", "br", "cr", "noBreakHyphen"):
            self._reading = tag == "t"
            if tag != "t":
                self._run.append("-" if tag == "noBreakHyphen" else " ")

    def text(self, data: str) -> None:
        if self._reading:
            self._run.append(data)

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "t":
            self._reading = False
        elif tag == "r":
            self._text.append(decode_run("".join(self._run), self._font))
            self._run = []
        elif tag == "p" and self._depth == 0:
            text = "".join(self._text)
            if text.strip():
                self._row += 1
                self.draft.put(self._row, 0, text)
        elif tag == "tc" and self._depth == 1:
            self._keep_cell()
        elif tag == "tbl":
            self._depth -= 1

    def _keep_cell(self) -> None:
        row, column, last = self._row, self._column, self._column + self._span - 1
        if self._down == "continue" and column in self._open:
            first = self._open[column]
            self.draft.merged = [m for m in self.draft.merged if m[:2] != (first, column)]
            self.draft.merged.append((first, column, row, last))
        else:
            self._open.pop(column, None)
            if self._down:
                self._open[column] = row
            if self._span > 1:
                self.draft.merged.append((row, column, row, last))
            self.draft.put(row, column, "".join(self._text))
        self._column += self._span
