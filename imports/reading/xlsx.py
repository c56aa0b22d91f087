"""Workbooks of Excel 2007 and later (.xlsx, .xlsm), read as a stream: no grid is made before the cells.

What is hidden, merged or struck through and which font a cell bears come along; cells without
references, inline texts, the calendar of 1904 and files without a part for styles are read too.
"""

import io
import posixpath
import re
import zipfile
from typing import Any

from imports.grid import Cell
from imports.reading.cells import (
    EPOCH,
    EPOCH_1904,
    Bounds,
    Draft,
    Refused,
    local,
    parse_xml,
    place_of,
    range_of,
    shape_of,
    shown,
)
from imports.reading.oldfonts import decode_run

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(data: bytes, bounds: Bounds) -> list[Draft]:
    """Return all sheets of a workbook. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _read(packed, bounds)
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise Refused("damaged") from error
    except RuntimeError as error:  # the zip itself is protected
        raise Refused("password") from error


def _read(packed: zipfile.ZipFile, bounds: Bounds) -> list[Draft]:
    names = {name.lower(): name for name in packed.namelist()}
    book_name = _target(packed, names, "_rels/.rels", "", "/officeDocument") or "xl/workbook.xml"
    book = _Book()
    _parse(packed, names, book_name, book, bounds, needed=True)
    folder = posixpath.dirname(book_name)
    rels = _Relations()
    rels_name = f"{folder}/_rels/{posixpath.basename(book_name)}.rels"
    _parse(packed, names, rels_name, rels, bounds)
    strings, styles = _Strings(), _Styles()
    for kind, handler in (("/sharedStrings", strings), ("/styles", styles)):
        target = next((to for to, of in rels.found.values() if of.endswith(kind)), "")
        if target:
            _parse(packed, names, _join(folder, target), handler, bounds)
    drafts = []
    for name, state, key in book.sheets:
        target, of = rels.found.get(key, ("", ""))
        if not of.endswith("/worksheet"):
            continue  # a chart
        draft = Draft(name, bounds, hidden=state in ("hidden", "veryHidden"))
        reader = _Cells(draft, strings.found, styles, EPOCH_1904 if book.since_1904 else EPOCH)
        _parse(packed, names, _join(folder, target), reader, bounds)
        drafts.append(draft)
    return drafts


def _join(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
    )


def _parse(
    packed: zipfile.ZipFile,
    names: dict[str, str],
    name: str,
    handler: Any,
    bounds: Bounds,
    *,
    needed: bool = False,
) -> None:
    stored = names.get(name.lower())
    if stored is None:
        if needed:
            raise Refused("damaged")
        return
    with packed.open(stored) as source:
        try:
            parse_xml(source, handler, bounds)
        except (zipfile.BadZipFile, EOFError, ValueError) as error:
            raise Refused("damaged") from error
        except Exception as error:
            if type(error).__module__ == "zlib":
                raise Refused("damaged") from error
            raise


def _target(
    packed: zipfile.ZipFile, names: dict[str, str], rels: str, folder: str, kind: str
) -> str | None:
    handler = _Relations()
    _parse(packed, names, rels, handler, Bounds(1, 1))
    return next(
        (_join(folder or ".", to) for to, of in handler.found.values() if of.endswith(kind)), None
    )


class _Handler:
    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class _Relations(_Handler):
    """Ids of parts: id -> (target, type)."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            self.found[attributes.get("Id", "")] = (
                attributes.get("Target", ""),
                attributes.get("Type", ""),
            )


class _Book(_Handler):
    """The sheets of a workbook: (name, state, relation), and its calendar."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "sheet":
            key = next((v for k, v in attributes.items() if local(k) == "id" and ":" in k), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", ""), key))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in ("1", "true")


class _Styles(_Handler):
    """What a cell's style tells: the shape of its number, its font, whether struck through."""

    def __init__(self) -> None:
        self.fonts: list[tuple[str, bool]] = []
        self.formats: dict[int, str] = {}
        self.cells: list[tuple[str, str, bool]] = []  # shape, font, struck
        self._inside = ""
        self._font = ["", False]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = tag
        elif tag == "numFmt" and self._inside != "dxfs":
            self.formats[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif self._inside == "fonts" and tag == "font":
            self._font = ["", False]
        elif self._inside == "fonts" and tag == "name":
            self._font[0] = attributes.get("val", "")
        elif self._inside == "fonts" and tag == "strike":
            self._font[1] = attributes.get("val", "1") not in ("0", "false")
        elif self._inside == "cellXfs" and tag == "xf":
            number = int(attributes.get("numFmtId", 0) or 0)
            font = int(attributes.get("fontId", 0) or 0)
            known = self.fonts[font] if font < len(self.fonts) else ("", False)
            self.cells.append((shape_of(number, self.formats.get(number)), *known))

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == self._inside:
            self._inside = ""
        elif self._inside == "fonts" and tag == "font":
            self.fonts.append((str(self._font[0]), bool(self._font[1])))

    def of(self, index: str | None) -> tuple[str, str, bool]:
        number = int(index) if index and index.isdigit() else 0
        return self.cells[number] if number < len(self.cells) else ("", "", False)


class _Rich(_Handler):
    """Texts with runs: each run in its own font, phonetic hints left out."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._run: list[str] = []
        self._font = ""
        self._reading = self._skipping = False

    def begin(self) -> None:
        self._parts, self._run, self._font = [], [], ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "t":
            self._reading = not self._skipping
        elif tag == "rPh":
            self._skipping = True
        elif tag == "r":
            self._run, self._font = [], ""
        elif tag == "rFont":
            self._font = attributes.get("val", "")

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "t":
            self._reading = False
        elif tag == "rPh":
            self._skipping = False
        elif tag == "r":
            self._parts.append(decode_run("".join(self._run), self._font))
            self._run = []

    def text(self, data: str) -> None:
        if self._reading:
            self._run.append(data)

    def whole(self) -> str:
        text = "".join(self._parts) + "".join(self._run)
        if "_x" in text:
            text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
        return text


class _Strings(_Rich):
    """The shared texts of a workbook, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "si":
            self.begin()
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if local(name) == "si":
            self.found.append(self.whole())
        else:
            super().end(name)


class _Cells(_Rich):
    """The cells of one sheet."""

    def __init__(self, draft: Draft, strings: list[str], styles: _Styles, epoch: Any) -> None:
        super().__init__()
        self.draft, self.strings, self.styles, self.epoch = draft, strings, styles, epoch
        self.row = self.column = -1
        self._type: str = "n"
        self._style: str | None = None
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._in_value = self._inline = self._in_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name if ":" not in name else local(name)
        if tag == "c":
            place = place_of(attributes["r"]) if "r" in attributes else None
            if place is None:
                self.column += 1
            else:
                self.row, self.column = place
            self._type, self._style = attributes.get("t", "n"), attributes.get("s")
            self._value, self._formula = [], None
        elif tag == "v":
            self._in_value = True
        elif tag == "f":
            self._in_formula, self._formula = True, []
        elif tag == "row":
            given = attributes.get("r", "")
            self.row = int(given) - 1 if given.isdigit() else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.draft.hidden_rows.add(self.row)
        elif tag == "is":
            self._inline = True
            self.begin()
        elif tag == "col":
            if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
                self.draft.hidden_columns.update(range(first - 1, min(last, first + 500)))
        elif tag == "mergeCell":
            merged = range_of(attributes.get("ref", ""))
            if merged and len(self.draft.merged) < 20_000:
                self.draft.merged.append(merged)
        elif self._inline:
            super().start(name, attributes)

    def text(self, data: str) -> None:
        if self._in_value:
            self._value.append(data)
        elif self._in_formula and self._formula is not None and len(self._formula) < 10:
            self._formula.append(data)
        elif self._inline:
            super().text(data)

    def end(self, name: str) -> None:
        tag = name if ":" not in name else local(name)
        if tag == "v":
            self._in_value = False
        elif tag == "f":
            self._in_formula = False
        elif tag == "is":
            self._inline = False
            self._value = [self.whole()]
        elif tag == "c":
            if self._value:
                self._keep("".join(self._value))
            elif self._formula is not None and self._type != "str":
                # the program kept no result: the cell is not empty, and nobody can read it
                self._type = "str"
                self._keep("=" + "".join(self._formula)[:60])
        elif self._inline:
            super().end(name)

    def _keep(self, raw: str) -> None:
        shape, font, struck = self.styles.of(self._style)
        value = self._read(raw, shape)
        if value is None or not self.draft.put(self.row, self.column, value):
            return
        if font and isinstance(value, str) and font[:1] in ".Vv":
            self.draft.fonts[self.row, self.column] = font
        if struck:
            self.draft.struck.add((self.row, self.column))

    def _read(self, raw: str, shape: str) -> Cell | None:
        kind = self._type
        if kind == "s":
            index = int(raw) if raw.strip().isdigit() else -1
            return self.strings[index] if 0 <= index < len(self.strings) else None
        if kind in ("str", "inlineStr", "e", "d"):
            return raw
        if kind == "b":
            return raw.strip() in ("1", "true")
        try:
            number = float(raw)
        except ValueError:
            return raw
        return shown(number, shape, self.epoch) if shape else number
