"""The rows below a head: which are lines of the list, which open a section, and which are neither."""

import re
from collections.abc import Mapping

from imports.grid import Cell, Sheet, text_of
from imports.layout.form import Form, Head, Line, Table
from imports.layout.words import ROMAN, is_ditto, is_foot, list_number


class Body:
    """The rows below one head, taken one by one."""

    def __init__(
        self,
        sheet: Sheet,
        form: Form,
        anchors: Mapping[tuple[int, int], tuple[int, int]],
        head: Head,
    ) -> None:
        self.sheet, self.form, self.anchors, self.head = sheet, form, anchors, head
        self.columns = head.columns
        self.by_name = {item.name: item for item in form.fields}
        self.keys = form.key.split("|")
        self.lines: list[Line] = []
        self.sections: list[tuple[int, str]] = []
        self._told: tuple[tuple[int, str], ...] = ()
        self.between: list[tuple[int, str]] = []
        self.loose: list[tuple[int, str]] = []
        self.in_foot = False
        self.above: dict[str, Cell] = {}
        number = self.columns.get(self.form.number, ())
        self.number_column = number[0] if number else None
        self.numbered_lines = 0
        self.down = {name for name in self.columns if self.by_name[name].down}
        self.merged_columns = {column for _row, column in self.anchors}

    def is_numbered(self, row: int) -> bool:
        if self.number_column is None:
            return False
        return list_number(self.sheet.value(row, self.number_column)) is not None

    def titles_below(self) -> list[tuple[int, str]]:
        """Return loose rows since the last line: titles of what follows, or the foot."""
        return [item for item in self.between if not is_foot(item[1])]

    def end_before_titles(self) -> int:
        """Return the row after the last line: what stands below it are titles of the next table."""
        return self.lines[-1].row + 1 if self.lines else self.head.rows[-1] + 1

    def take(self, row: int) -> None:
        cells, others, repeated = self._cells(row)
        numbered = self.is_numbered(row)
        if numbered and len(cells) > 3:
            key = self._key(cells)
            if not is_foot(key) or self.form.vouches(cells):
                self._add(row, cells, others, repeated)
                self.numbered_lines += 1
                self.in_foot = False
                return
        key = self._key(cells)
        own = [text for text in self.sheet.texts(row) if text]
        lone = self._lone_text(row, own)
        if numbered:
            rest = [n for n in cells if n != self.form.number and n not in repeated]
            if not rest and not own[1:]:
                return  # a number filled in beforehand
            if lone and self.form.opens(lone):
                self._open(row, lone)
                return
            if is_foot(key) and not self.form.vouches(cells):
                self.between.append((row, " ".join(own)))
                return
            self._add(row, cells, others, repeated)
            self.numbered_lines += 1
            self.in_foot = False
            return
        # "Công an xã" may sign below a list, and may manage what a row of it is about
        foot = is_foot(key) or (
            any(is_foot(text) for text in own[:3])
            and not self.form.vouches({n: c for n, c in cells.items() if n not in repeated})
        )
        if lone and not foot and self.form.opens(lone):
            self._open(row, lone)
            return
        if foot or not key:
            self.in_foot = self.in_foot or foot
            self.between.append((row, " ".join(own)))
            return
        if not self.in_foot and self._is_line(cells, repeated, own):
            self._add(row, cells, others, repeated)
            return
        self.between.append((row, " ".join(own)))

    def _key(self, cells: Mapping[str, Cell]) -> str:
        return next((text_of(cells[name]) for name in self.keys if name in cells), "")

    def _is_line(self, cells: Mapping[str, Cell], repeated: frozenset[str], own: list[str]) -> bool:
        fresh = {name: cell for name, cell in cells.items() if name not in repeated}
        if self.form.vouches(fresh):
            return True
        return self.numbered_lines == 0 and self.number_column is None and len(own) == len(fresh)

    def _lone_text(self, row: int, own: list[str]) -> str:
        """Return the one text of a row that might open a section; "" for a row with more."""
        if not own or len(own) > 3:
            return ""
        if len(own) == 1:
            return own[0] if not own[0].isdigit() else ""
        texts = [text for text in own if list_number(text) is None]
        if len(texts) > 1 and ROMAN.fullmatch(texts[0]):
            texts = texts[1:]
        if len(texts) == 1:
            return texts[0]
        if len(texts) == 2 and (re.fullmatch(r"\W*\d+\s*\w+\W*", texts[1]) or texts[0] == texts[1]):
            return texts[0]  # "THÔN 2 | (05 người)"
        return ""

    def _open(self, row: int, text: str) -> None:
        self._settle()
        self.in_foot = False
        self.sections.append((row, text))
        self._told = tuple(self.sections[-12:])

    def _settle(self) -> None:
        self.loose += self.between
        self.between = []

    def _add(
        self,
        row: int,
        cells: Mapping[str, Cell],
        others: Mapping[str, tuple[tuple[int, Cell], ...]],
        repeated: frozenset[str],
    ) -> None:
        if self.between:
            self._settle()
        self.lines.append(Line(self.sheet, row, cells, self.columns, self._told, others, repeated))

    def _cells(
        self, row: int
    ) -> tuple[dict[str, Cell], dict[str, tuple[tuple[int, Cell], ...]], frozenset[str]]:
        found: dict[str, Cell] = {}
        others: dict[str, tuple[tuple[int, Cell], ...]] = {}
        repeated: list[str] = []
        values = self.sheet.rows[row]
        for name, columns in self.columns.items():
            if len(columns) == 1:
                column = columns[0]
                cell = values[column] if column < len(values) else ""
            else:
                cell, rest = self._several(name, columns, row)
                if rest:
                    others[name] = rest
                column = columns[0]
            if name in self.down:
                if cell == "" or cell is None:
                    anchor = (
                        self.anchors.get((row, column)) if column in self.merged_columns else None
                    )
                    if anchor is not None and anchor[0] > self.head.rows[-1]:
                        cell = self.sheet.value(*anchor)
                        repeated.append(name)
                elif isinstance(cell, str) and is_ditto(cell.strip()) and name in self.above:
                    cell = self.above[name]
                    repeated.append(name)
                if cell != "":
                    self.above[name] = cell
            if isinstance(cell, str) and not cell.strip():
                continue
            found[name] = cell
        return found, others, frozenset(repeated)

    def _several(
        self, name: str, columns: tuple[int, ...], row: int
    ) -> tuple[Cell, tuple[tuple[int, Cell], ...]]:
        """Return the cell of a field in several columns, and what the others hold besides."""
        filled = [(c, v) for c in columns if (v := self.sheet.value(row, c)) != ""]
        if not filled:
            return "", ()
        beside = all(b - a == 1 for a, b in zip(columns, columns[1:], strict=False))
        if self.by_name[name].joined and beside:
            return " ".join(text_of(value) for _column, value in filled), ()
        first = filled[0][1]
        return first, tuple((c, v) for c, v in filled[1:] if text_of(v) != text_of(first))

    def table(self, titles: tuple[tuple[int, str], ...]) -> Table:
        return Table(
            self.sheet, self.head.rows, self.head.heads, self.columns, self.head.unknown, titles,
            tuple(self.lines), tuple(self.loose), tuple(self.between), self._headless(),
        )  # fmt: skip

    def _headless(self) -> tuple[int, ...]:
        """Return columns beside the table's that hold something in most lines, without a head."""
        if not self.lines:
            return ()
        known = set(self.head.heads) | {
            column
            for column in self.sheet.hidden_columns
            if any(self.sheet.text(row, column) for row in self.head.rows)
        }
        counts: dict[int, int] = {}
        for line in self.lines[:500]:
            for column, cell in enumerate(self.sheet.rows[line.row]):
                if cell != "" and column not in known and (line.row, column) not in self.anchors:
                    counts[column] = counts.get(column, 0) + 1
        many = min(len(self.lines), 500) / 2
        return tuple(sorted(column for column, count in counts.items() if count >= many))
