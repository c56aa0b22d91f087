"""Sheets of LibreOffice (.ods, and the flat .fods). Repeated rows and cells are counted, not made."""

import datetime as dt
import io
import zipfile
from typing import Any

from imports.grid import Cell
from imports.reading.cells import Bounds, Draft, Refused, local, parse_xml

#: more repetitions of something filled than any list has
_MANY = 5000


def read_ods(data: bytes, bounds: Bounds) -> list[Draft]:
    """Return all sheets of an .ods file. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if "META-INF/manifest.xml" in packed.namelist():
                with packed.open("META-INF/manifest.xml") as source:
                    if b"encryption-data" in source.read(2**20):
                        raise Refused("password")
            reader = _Content(bounds)
            if "styles.xml" in packed.namelist():
                with packed.open("styles.xml") as source:
                    parse_xml(source, reader, bounds)
            with packed.open("content.xml") as source:
                parse_xml(source, reader, bounds)
            return reader.drafts
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, OSError, ValueError) as e:
        raise Refused("damaged") from e
    except RuntimeError as error:
        raise Refused("password") from error


def read_fods(data: bytes, bounds: Bounds) -> list[Draft]:
    """Return all sheets of a flat .fods file. Raises Refused."""
    reader = _Content(bounds)
    parse_xml(io.BytesIO(data), reader, bounds)
    return reader.drafts


class _Content:
    """Tables of an OpenDocument, with the styles that hide, name fonts and strike through."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.drafts: list[Draft] = []
        self._fonts: dict[str, str] = {}  # style -> font
        self._struck: set[str] = set()
        self._hidden: set[str] = set()
        self._style = ""
        self._draft: Draft | None = None
        self._row = self._column = -1
        self._row_times = self._cell_times = 1
        self._row_cells: list[tuple[int, int, Cell, str]] = []
        self._row_style = ""
        self._columns: list[tuple[int, int, str]] = []
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._reading = 0
        self._notes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "style":
            self._style = attributes.get("style:name", "")
        elif tag == "text-properties" and self._style:
            font = attributes.get("style:font-name") or attributes.get("fo:font-family", "")
            if font:
                self._fonts[self._style] = font.strip("'\"")
            if attributes.get("style:text-line-through-style", "none") != "none":
                self._struck.add(self._style)
        elif tag == "table-properties" and self._style:
            if attributes.get("table:display") == "false":
                self._hidden.add(self._style)
        elif tag == "table" and name.startswith("table:"):
            hidden = attributes.get("table:style-name", "") in self._hidden
            self._draft = Draft(attributes.get("table:name", ""), self.bounds, hidden=hidden)
            self._row, self._column = -1, 0
        elif self._draft is None:
            return
        elif tag == "table-column":
            times = _times(attributes.get("table:number-columns-repeated"))
            if attributes.get("table:visibility", "visible") != "visible":
                self._draft.hidden_columns.update(
                    range(self._column, self._column + min(times, 500))
                )
            self._column += times
        elif tag == "table-row":
            self._row += 1
            self._column = 0
            self._row_times = _times(attributes.get("table:number-rows-repeated"))
            self._row_cells = []
            if attributes.get("table:visibility", "visible") != "visible":
                self._draft.hidden_rows.update(
                    range(self._row, self._row + min(self._row_times, 20_000))
                )
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell, self._text, self._reading = dict(attributes), [], 0
            self._cell_times = _times(attributes.get("table:number-columns-repeated"))
            down = _times(attributes.get("table:number-rows-spanned"))
            across = _times(attributes.get("table:number-columns-spanned"))
            if (down > 1 or across > 1) and len(self._draft.merged) < 20_000:
                self._draft.merged.append(
                    (self._row, self._column, self._row + down - 1, self._column + across - 1)
                )
        elif tag == "annotation":
            self._notes += 1
        elif tag == "p" and self._cell is not None and not self._notes:
            if self._text:
                self._text.append("\n")
            self._reading += 1
        elif tag in ("s", "tab", "line-break") and self._reading:
            self._text.append(" " * min(_times(attributes.get("text:c")), 100))

    def text(self, data: str) -> None:
        if self._reading and not self._notes:
            self._text.append(data)

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "style":
            self._style = ""
        elif self._draft is None:
            return
        elif tag == "annotation":
            self._notes -= 1
        elif tag == "p" and self._reading and not self._notes:
            self._reading -= 1
        elif tag in ("table-cell", "covered-table-cell") and self._cell is not None:
            value = _value(self._cell, "".join(self._text))
            if not isinstance(value, str) or value.strip():
                style = self._cell.get("table:style-name", "")
                self._row_cells.append((self._column, self._cell_times, value, style))
            self._column += self._cell_times
            self._cell = None
        elif tag == "table-row":
            self._keep_row(self._draft)
        elif tag == "table" and name.startswith("table:"):
            self.drafts.append(self._draft)
            self._draft = None

    def _keep_row(self, draft: Draft) -> None:
        if self._row_cells:
            if self._row_times > _MANY or any(
                times > _MANY for _c, times, _v, _s in self._row_cells
            ):
                raise Refused("too_large")
            for row in range(self._row, self._row + self._row_times):
                for column, times, value, style in self._row_cells:
                    for at in range(column, column + times):
                        draft.put(row, at, value)
                        if isinstance(value, str) and (font := self._fonts.get(style)):
                            draft.fonts[row, at] = font
                        if style in self._struck:
                            draft.struck.add((row, at))
        self._row += self._row_times - 1


def _times(text: str | None) -> int:
    return int(text) if text and text.isdigit() and text != "0" else 1


def _value(attributes: dict[str, str], text: str) -> Cell:
    kind = attributes.get("office:value-type") or attributes.get("calcext:value-type", "")
    if kind in ("float", "currency", "percentage"):
        raw = attributes.get("office:value", "")
        try:
            number = float(raw)
        except ValueError:
            return text
        # shown with leading zeros: a phone or an ID in a format of zeros
        if text.isdigit() and text.startswith("0") and len(text) > 5 and float(text) == number:
            return text
        return number
    if kind == "date":
        return _date(attributes.get("office:date-value", ""), text)
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    return text


def _date(raw: str, text: str) -> Any:
    try:
        moment = dt.datetime.fromisoformat(raw)
    except ValueError:
        return text
    digits = "".join(char if char.isdigit() else " " for char in text).split()
    if len(digits) == 1 and len(digits[0]) == 4:
        return digits[0]  # shown as a year only
    if len(digits) == 2 and len(digits[1]) == 4 and int(digits[0]) == moment.month:
        return f"{moment.month:02d}/{moment.year}"
    return moment.date() if moment.time() == dt.time() else moment.replace(microsecond=0)
