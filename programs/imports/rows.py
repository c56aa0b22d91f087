"""The rows of a table of results: labels, sections, totals, hidden rows, the foot."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from common.numbers import habit_of
from common.text import fold
from imports.grid import Cell, Place, text_of
from imports.plan import Level
from imports.questions import Ask, Option, Question
from members.models import Village
from programs.imports.cells import CellReader
from programs.imports.figures import SKIP, Told, hidden_question, is_number
from programs.imports.head_words import Meaning, Role
from programs.imports.heads import Column
from programs.imports.periods import Reading, Span, read_period
from programs.models import Indicator

_FOOT = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi tong hop|can bo|truong|pho|chu tich|tm\b|t/m|kt\b|k/t|tl\b|noi nhan|xac nhan|ghi chu"
    r"|luu y|chu thich|-\s*luu|.*ngay .* thang|thu truong|to truong|ky ten|\(ky)"
)
_DITTO = re.compile(r"(?:[\"″〃''`,]{1,2}|-?\s*nt\s*-?|nhu tren|-\s*\"\s*-)")


class TableReader(CellReader):
    """Reads one table from its head to its foot."""

    def read(self) -> None:
        """Read the table's rows by its columns. A table with figures never passes unsaid."""
        before = self._said()
        outside = self._outside()
        self.columns = tuple(self._told_columns())
        figures = [column for column in self.columns if column.holds_figures]
        for column in figures:
            own = habit_of(
                self.sheet.value(row, column.index)
                for row in range(self.table.start, self.table.end)
            )
            self.habits[column.index] = own or self.reader.habit
        used = self._used(figures)
        self._read_remarks()
        self._read_rows(used, outside)
        if self._said() == before and any(self._numbers(c) for c in figures or self.columns):
            self.reader.error(
                _("Nothing of this table could be read. Write a label, and a year or a month, over its figures."),
                Place(self.sheet.name, self.table.first_row),
            )  # fmt: skip

    def _said(self) -> tuple[int, ...]:
        """Count what a table has brought: figures, notes and doubts."""
        reader = self.reader
        return len(reader.figures), len(reader.plan.notes), reader.doubts

    def _read_remarks(self) -> None:
        """Keep what a remark says of a year: "năm 2014 tính từ tháng 9; năm 2024 đến 25/9"."""
        column = self._index(Role.REMARK)
        lost: list[Place] = []
        for row in range(self.table.start, self.table.end) if column is not None else ():
            text = self.sheet.text(row, column)
            parts = [part.strip() for part in text.split(";") if part.strip()]
            for part in parts:
                years = re.findall(r"năm (\d{4})", part)
                for year in years:
                    self.reader.remarks[(self.sheet.name, int(year))] = part
                if not years:
                    lost.append(Place(self.sheet.name, row, column or 0))
        if lost:
            self.reader.plan.note(
                Level.REMARK, _("Remarks are not kept with the figures; they were left out."), *lost
            )

    def _read_rows(self, used: list[Column], outside: Told) -> None:
        label = next((c for c in self.columns if c.role == Role.LABEL), None)
        if label is None:
            label = self._label_without_head()
        for row in range(self.table.start, self.table.end):
            if not any(self.sheet.texts(row)):
                continue
            if (
                row in self.sheet.hidden_rows
                and any(self.sheet.text(row, column.index) for column in used)
                and not self._reads_hidden_rows()
            ):
                continue
            self._read_row(row, label, used, outside)

    def _reads_hidden_rows(self) -> bool:
        rows = [
            Place(self.sheet.name, row)
            for row in sorted(self.sheet.hidden_rows)
            if self.table.start <= row < self.table.end
        ]
        text = _("Rows of the sheet “%(sheet)s” are hidden. Are they to be read?") % {"sheet": self.sheet.name}  # fmt: skip
        return self.reader.ask(hidden_question(f"{self.sheet.name}!rows", text, *rows)) == "read"

    def _label_without_head(self) -> Column | None:
        """The first column of texts that is no figure and has no other role."""
        for column in self.columns:
            if column.role is None and not self._is_named(column) and not self._numbers(column):
                texts = self._texts(column)
                if any(self.words.of(text).tells for text in texts):
                    return replace(column, role=Role.LABEL)
        return None

    def _cell(self, row: int, column: Column | None) -> Cell:
        """A cell of a column that names something, filled down where it is merged."""
        if column is None:
            return ""
        top, left = self._merged.get((row, column.index), (row, column.index))
        return self.sheet.value(top, left) if left == column.index else ""

    def _named_cell(self, row: int, column: Column | None) -> Cell:
        """A naming cell; "nt" repeats the one above."""
        cell = self._cell(row, column)
        text = text_of(cell)
        if column is None or not text:
            return ""
        if _DITTO.fullmatch(fold(text)):
            return self.above.get(column.index, "")
        self.above[column.index] = cell
        return cell

    def _read_row(self, row: int, label: Column | None, used: list[Column], outside: Told) -> None:
        naming = [c for c in self.columns if c.role in (Role.VILLAGE, Role.PERIOD)]
        naming += [label] if label is not None else []
        cells = {column.index: self._named_cell(row, column) for column in naming}
        named = [text_of(cell) for cell in cells.values() if text_of(cell)]
        filled = [c for c in used if self.sheet.text(row, c.index) and c.index not in cells]
        if not filled:
            self._read_section(row)
            return
        numbers = [c for c in filled if is_number(self.sheet.value(row, c.index))]
        if self._is_total_row(row, named, numbers):
            return
        if not named and not numbers:
            return
        if not numbers and not any(self.words.of(text).tells for text in named):
            doubted = [c for c in filled if re.search(r"[0-9]", self.sheet.text(row, c.index))]
            if not doubted or any(_FOOT.match(fold(text)) for text in named):
                return
        if not named:
            self.reader.error(
                _("The row has figures and no label. Write what they count, or empty the cells."),
                Place(self.sheet.name, row),
            )
            return
        told = self._row_told(row, naming, cells, label)
        if told is None:
            return
        unit = self.sheet.text(row, self._index(Role.UNIT))
        here = told.over(self.section)
        for column in filled:
            self._read_cell(row, column, here, unit, outside, label)

    def _read_section(self, row: int) -> None:
        """A row without figures heads those below it: "THÔN 2 (02 người)", "Năm 2020"."""
        place = Place(self.sheet.name, row)
        before, told, words = self.section, False, []
        for cell in self.sheet.rows[row]:
            text = text_of(cell)
            meaning = self.words.of(cell) if isinstance(cell, str) and text else None
            if meaning is None or meaning.role is not None:
                continue
            village = meaning.village or self._village_of_section(text, place, meaning)
            if village or meaning.commune:
                self.section = replace(self.section, village=village, commune=meaning.commune)
                self.above.clear()
            elif meaning.indicator:
                self.section = replace(self.section, indicator=meaning.indicator, unit=meaning.unit)
            elif meaning.period and meaning.period.span in (Span.MONTH, Span.YEAR):
                self.section = replace(self.section, period=meaning.period, place=place)
            else:
                words.append(text)
                continue
            told = True
        if before.indicator and not told and any(map(self._may_be_a_label, words)):
            # another heading begins: the figures below are not those of the one above
            self.section = replace(self.section, indicator=None, unit="")

    def _village_of_section(self, text: str, place: Place, meaning: Meaning) -> Village | None:
        """The village that a heading without figures names; asked about where it is none of the commune."""
        if meaning.tells or not self.words.villages.is_heading(text):
            return None
        found = self.words.villages.within_text(text)
        return found or self._village(text, place)

    @staticmethod
    def _may_be_a_label(text: str) -> bool:
        """Whether a lone text may head the rows below: no running number, no word of the foot."""
        return len(re.findall(r"[^\W\d_]", text)) > 2 and not _FOOT.match(fold(text))

    def _is_total_row(self, row: int, named: list[str], numbers: list[Column]) -> bool:
        texts = named or [
            text for c in self.columns if c.role == Role.NUMBER
            if (text := self.sheet.text(row, c.index))
        ]  # fmt: skip
        meanings = [self.words.of(text) for text in texts]
        total = any(m.total or _starts_total(m.text) for m in meanings) and not any(
            m.indicator for m in meanings
        )
        commune = any(m.commune for m in meanings) and self._has_villages()
        if not (total or commune):
            return False
        if numbers:
            self.reader.warn(
                _("“%(label)s” is a total; the row was left out.") % {"label": texts[0]},
                Place(self.sheet.name, row),
            )
        return True

    def _row_told(
        self, row: int, naming: list[Column], cells: dict[int, Cell], label: Column | None
    ) -> Told | None:
        """Return what a row's own cells tell; None where they are in doubt, which is noted.

        An empty cell under "Thôn" or "Năm" goes on with the one above, as people write it.
        """
        told = Told()
        for column in naming:
            cell = cells[column.index]
            above = self.above.get(column.index, "")
            others = any(text_of(cells[c.index]) for c in naming if c is not column)
            if not text_of(cell) and others:
                cell = above
            text = text_of(cell)
            if not text:
                continue
            place = Place(self.sheet.name, row, column.index)
            if column is label:
                found = self._label_told(cell, place)
            elif column.role == Role.VILLAGE:
                village = self._village(text, place)
                commune = village is None and self._is_commune(text)
                found = Told(village, commune) if village or commune else None
            else:
                period = self._period(cell, column, place)
                found = Told(period=period, place=place) if period else None
            if found is None:
                return None
            told = told.over(found, beside=True)
        return told

    def _label_told(self, cell: Cell, place: Place) -> Told | None:
        """Return what a label tells: an indicator, or a village or a period that goes down."""
        meaning = self.words.of(cell)
        if meaning.village or meaning.commune:
            return Told(meaning.village, meaning.commune)
        if meaning.indicator:
            return Told(indicator=meaning.indicator, unit=meaning.unit)
        if meaning.period and meaning.period.span in (Span.MONTH, Span.YEAR):
            return Told(period=meaning.period, place=place)
        if any(c.indicator for c in self.columns):
            village = self._village(text_of(cell), place)
            return Told(village) if village else None
        indicator = self._ask_indicator(text_of(cell), place)
        return Told(indicator=indicator) if indicator else None

    def _is_commune(self, text: str) -> bool:
        return self.words.of(text).commune

    def _village(self, text: str, place: Place) -> Village | None:
        village = self.words.village(text)
        if village is not None or self._is_commune(text):
            return village
        names = self.words.villages.names
        answer = self.reader.ask(
            Question(
                f"village:{fold(text)}", Ask.VALUE, "village", self.words.villages.problem(text),
                tuple(Option(str(key), name) for key, name in names.items()), where=(place,),
            )
        )  # fmt: skip
        return self.words.by_key[int(answer)] if answer else None

    def _period(self, cell: Cell, column: Column, place: Place) -> Reading | None:
        """Return the month or year of a cell under "Tháng", "Năm" or "Kỳ"; noted where it is none."""
        period = read_period(cell)
        text = text_of(cell)
        if period is None and text:
            period = read_period(f"{column.text} {text}")
        if period is not None and period.span in (Span.MONTH, Span.YEAR):
            return period
        year = period.year if period else None
        options = [Option(SKIP, _("leave these rows out"))]
        if year is not None:
            options.append(Option(f"year:{year}", _("take it as what is known of %(year)d, with this remark") % {"year": year}))  # fmt: skip
        answer = self.reader.ask(
            Question(
                f"period:{fold(text)}", Ask.CHOICE, "period",
                _("“%(text)s” is no month and no whole year. What becomes of its figures?") % {"text": text},
                tuple(options), where=(place,),
            )
        )  # fmt: skip
        if answer is None or answer == SKIP:
            return None
        return Reading(Span.YEAR, year, remark=text)

    def _ask_indicator(self, text: str, place: Place) -> Indicator | None:
        near = self.words.indicators.nearest(text)
        answer = self.reader.ask(
            Question(
                f"indicator:{fold(text)}", Ask.VALUE, "indicator",
                _("“%(label)s” is no indicator of this kind of programme. Which one is it?") % {"label": text},
                (
                    *(Option(i.code, i.name) for i in self.words.indicators.all),
                    Option(SKIP, _("none; leave the row out")),
                ),
                proposed=near.code if near else "", where=(place,),
            )
        )  # fmt: skip
        return next((i for i in self.words.indicators.all if i.code == answer), None)


def _starts_total(text: str) -> bool:
    return bool(
        re.match(
            r"(?:[ivx0-9]+[.)]\s*)?(?:tong cong|tong so|cong|tong)\b\s*(?:[:(]|$|[0-9])", fold(text)
        )
    )
