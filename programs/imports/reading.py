"""From the sheets of a file to figures, each with its village, indicator and period.

What cannot be told is asked about or refused by its cell; nothing is left out unsaid.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.numbers import (
    NO_HABIT,
    Habit,
    habit_of,
    is_unknown,
    measure_of,
    money_unit,
    read_number,
)
from common.text import fold
from imports.grid import Cell, Place, Sheet, column_letter, text_of
from imports.plan import Level, Plan
from imports.questions import Ask, Asked, Option, Question
from members.models import Village
from programs.imports.heads import Column, Meaning, Role, Table, Words, combine, tables_of
from programs.imports.labels import same_unit
from programs.imports.periods import Reading, Span, period_told, read_period
from programs.models import Indicator

_FOOT = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi tong hop|can bo|truong|pho|chu tich|tm\b|t/m|kt\b|k/t|tl\b|noi nhan|xac nhan|ghi chu"
    r"|luu y|chu thich|-\s*luu|.*ngay .* thang|thu truong|to truong|ky ten|\(ky)"
)
_DITTO = re.compile(r"(?:[\"″〃''`,]{1,2}|-?\s*nt\s*-?|nhu tren|-\s*\"\s*-)")
_SKIP = "skip"


@dataclass(frozen=True)
class Figure:
    """One figure: what it counts, where and when. `village` None is the whole commune.

    `value` None is said to be not known ("-", "chưa thống kê"). `head` is where its period
    stands, for a period belongs to a column or a row.
    """

    village: Village | None
    indicator: Indicator
    year: int
    month: int | None
    value: Decimal | None
    place: Place
    head: Place
    row_head: Place
    estimate: bool = False
    whole: bool = False
    remark: str = ""

    @property
    def key(self) -> tuple[int | None, int, int, int | None]:
        return (
            self.village.pk if self.village else None,
            self.indicator.pk,
            self.year,
            self.month,
        )


@dataclass(frozen=True)
class _Told:
    """What a row, a section, a sheet or a title tells; None where it does not."""

    village: Village | None = None
    commune: bool = False
    indicator: Indicator | None = None
    unit: str = ""
    period: Reading | None = None
    place: Place | None = None

    def over(self, other: "_Told", *, beside: bool = False) -> "_Told":
        """Return this, with what only `other` tells, which is farther away or `beside` it."""
        near = self.village is not None or self.commune
        return _Told(
            self.village if near else other.village,
            self.commune if near else other.commune,
            self.indicator or other.indicator,
            self.unit if self.indicator else self.unit or other.unit,
            combine([self.period, other.period]) if beside else _within(self.period, other.period),
            self.place if self.period else other.place,
        )


def _within(near: Reading | None, far: Reading | None) -> Reading | None:
    """Return the nearer period, completed by the farther. A year within a shorter time is unclear."""
    if near is None or far is None:
        return near or far
    if near.span == Span.YEAR and far.span in (Span.MONTH, Span.SEVERAL):
        return Reading(Span.UNCLEAR)
    return near.within(far.year)


@dataclass
class ResultsReader:
    """Reads the sheets of one file. `first_year` is the year in which the programme began."""

    words: Words
    plan: Plan
    asked: Asked
    today: dt.date
    first_year: int
    figures: list[Figure] = field(default_factory=list)
    #: what the column of remarks says of a year, by sheet: "năm 2014 tính từ tháng 9"
    remarks: dict[tuple[str, int], str] = field(default_factory=dict)
    doubts: int = 0
    _habit: Habit = NO_HABIT

    def read(self, sheets: Sequence[Sheet]) -> list[Figure]:
        """Return the figures of all sheets; notes go to the plan, doubts to the questions."""
        tables = [(sheet, list(tables_of(sheet, self.words))) for sheet in sheets]
        for _sheet, found in tables:
            for table in found:
                self._habit |= habit_of(_figure_cells(table))
        some = any(found for _sheet, found in tables)
        for sheet, found in tables:
            if not found:
                self._no_table(sheet, some)
            elif self._is_wanted(sheet):
                around = self._around(sheet)
                for table in found:
                    _TableReader(self, table, around).read()
        return self.figures

    def ask(self, question: Question) -> str | None:
        """Return the answer to a question, or None; count the doubt, answered or not."""
        self.doubts += 1
        return self.asked.take(question)

    def error(self, message: str, *where: Place) -> None:
        self.plan.note(Level.ERROR, message, *where)

    def warn(self, message: str, *where: Place) -> None:
        self.plan.note(Level.WARNING, message, *where)

    def _no_table(self, sheet: Sheet, others: bool) -> None:
        self.plan.note(
            Level.WARNING if others else Level.ERROR,
            _("No table with “Nội dung” and years (2024) or months (9/2024) was found."),
            Place(sheet.name),
        )

    def _is_wanted(self, sheet: Sheet) -> bool:
        """Whether a sheet is read: a hidden one only where somebody says so."""
        if not sheet.hidden:
            return True
        text = _("The sheet “%(name)s” is hidden; it is left out unless you want it read.")
        place = Place(sheet.name)
        question = _hidden(f"sheet:{fold(sheet.name)}", text % {"name": sheet.name}, place)
        question = replace(question, needed=False, proposed=_SKIP)
        if self.asked.take(question) == "read":
            return True
        self.warn(_("The hidden sheet “%(name)s” was left out.") % {"name": sheet.name}, place)
        return False

    def _around(self, sheet: Sheet) -> _Told:
        """Return what the sheet's name tells: "Thôn 1 - 2020", "Năm 2020", "Xã Thử"."""
        meaning = self.words.of(sheet.name)
        period = period_told(sheet.name) or (
            meaning.period if meaning.period and meaning.period.span == Span.MONTH else None
        )
        village = meaning.village
        if village is None and not meaning.commune:
            bare = re.sub(r"(?i)[\s_\-–,.(]*(?:năm|nam|tháng|thang|t)?\s*[0-9]{0,2}[./\-]?(?:19|20)[0-9]{2}[\s)]*$", "", sheet.name)  # fmt: skip
            second = self.words.of(bare) if bare.strip() else Meaning("")
            village, commune = second.village, second.commune
        else:
            commune = meaning.commune
        return _Told(village, commune, meaning.indicator, meaning.unit, period, Place(sheet.name))


def _hidden(key: str, text: str, *where: Place) -> Question:
    return Question(
        f"hidden:{key}", Ask.CHOICE, "hidden", text,
        (Option("read", _("read it")), Option(_SKIP, _("leave it out"))), where=where, lasting=False,
    )  # fmt: skip


def _figure_cells(table: Table) -> Iterable[Cell]:
    for column in table.columns:
        if column.holds_figures:
            for row in range(table.start, table.end):
                yield table.sheet.value(row, column.index)


class _TableReader:
    """Reads one table. `around` is what the sheet's name tells."""

    def __init__(self, reader: ResultsReader, table: Table, around: _Told) -> None:
        self.reader, self.table, self.sheet = reader, table, table.sheet
        self.words = reader.words
        self.around = around
        self.money = 0
        self.title_text = ""
        self.title = _Told()
        self._read_titles()
        self.columns = table.columns
        self.habits: dict[int, Habit] = {}
        self.above: dict[int, Cell] = {}
        self.section = _Told()
        self._merged = {
            (row, column): (top, left)
            for top, left, bottom, right in self.sheet.merged
            if (bottom - top + 1) * (right - left + 1) <= 20_000
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    # --- what stands above ---------------------------------------------------

    def _read_titles(self) -> None:
        period = village = indicator = None
        villages: dict[int, Village] = {}
        for text in self.table.titles:
            folded = fold(text)
            if unit := re.search(r"(?:don vi(?: tinh)?|dvt)\s*:?\s*([^()]+?)\s*\)?$", folded):
                self.money = money_unit(unit.group(1)) or self.money
            if not re.search(r"kem theo|\bso\s*:", folded) and (told := period_told(text)):
                period, self.title_text = period or told, self.title_text or text
            meaning = self.words.of(text)
            indicator = indicator or meaning.indicator
            for name in self.words.villages.spellings:
                if re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded):
                    found = self.words.villages.find(name)
                    if found:
                        villages[found.pk] = found
        if len(villages) == 1:
            village = next(iter(villages.values()))
        self.title = _Told(village, False, indicator, "", period, Place(self.sheet.name))

    def _outside(self) -> _Told:
        """Return what sheet and title tell together; asked about where they contradict."""
        sheet, title = self.around, self.title
        if sheet.village and title.village and sheet.village.pk != title.village.pk:
            answer = self._take_village(
                _(
                    "The sheet is called “%(sheet)s”, its title names “%(title)s”. Which village is it of?"
                )
                % {"sheet": self.sheet.name, "title": title.village.name}
            )
            return replace(sheet.over(title, beside=True), village=answer) if answer else _Told()
        return sheet.over(title, beside=True)

    def _take_village(self, text: str) -> Village | None:
        """Ask of which village the sheet is. None without an answer, and for the whole commune."""
        names = self.words.villages.names
        options = [Option(str(key), name) for key, name in names.items()]
        options.append(Option("commune", _("total of the whole commune")))
        answer = self.reader.ask(
            Question(
                f"village:{fold(self.sheet.name)}", Ask.VALUE, "village", text, tuple(options),
                where=(Place(self.sheet.name),),
            )
        )  # fmt: skip
        if answer == "commune":
            self._answered_commune = True
            return None
        return self.words.by_key[int(answer)] if answer else None

    _answered_commune = False

    # --- columns ---------------------------------------------------------------

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
            self.habits[column.index] = own or self.reader._habit
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

    def _told_columns(self) -> Iterable[Column]:
        """A column without any head beside the labels may be the labels' own."""
        label = self.table.column(Role.LABEL)
        across = any(column.indicator for column in self.columns)
        if self._are_january_days():
            self.columns = tuple(
                replace(c, period=Reading(Span.UNCLEAR, c.period.year, c.period.month))
                if c.period and isinstance(self.sheet.value(c.place.row, c.index), dt.date) else c
                for c in self.columns
            )  # fmt: skip
        for column in self.columns:
            if (
                label is None
                and not across
                and column.role is None
                and not column.text
                and self._texts(column)
                and not self._numbers(column)
            ):
                label = replace(column, role=Role.LABEL)
                yield label
            else:
                yield column

    def _are_january_days(self) -> bool:
        """Heads that a spreadsheet made 1 January of several years may as well mean the years."""
        days = [self.sheet.value(c.place.row, c.index) for c in self.columns]
        found = [day for day in days if isinstance(day, dt.date)]
        return len(found) > 1 and all((day.month, day.day) == (1, 1) for day in found)

    def _texts(self, column: Column) -> list[str]:
        found = (self.sheet.text(r, column.index) for r in range(self.table.start, self.table.end))
        return [text for text in found if text]

    def _numbers(self, column: Column) -> list[int]:
        """Return the rows in which a column holds what is plainly a number."""
        return [
            row
            for row in range(self.table.start, self.table.end)
            if _is_number(self.sheet.value(row, column.index))
        ]

    def _used(self, figures: list[Column]) -> list[Column]:
        """Return the columns whose figures are read. Every other one is named."""
        named = [c for c in figures if self._is_named(c)]
        used: list[Column] = []
        for column in figures:
            if not self._texts(column):
                continue
            told = self._take_column(column, named, figures)
            if told is not None and self._is_visible(told) and self._is_once(told, used):
                used.append(told)
        return used

    @staticmethod
    def _is_named(column: Column) -> bool:
        clear = column.period is not None and column.period.span in (Span.MONTH, Span.YEAR)
        named = clear or column.village or column.indicator or column.commune
        return bool(named) and not column.total and not column.target

    def _take_column(
        self, column: Column, named: list[Column], figures: list[Column]
    ) -> Column | None:
        warn, name = self.reader.warn, column.text or column_letter(column.index)
        only = not named and len([c for c in figures if self._numbers(c)]) == 1
        if column.target or (column.period and column.period.span == Span.TARGET):
            warn(_("“%(head)s” is a plan or a comparison and no result; the column was left out.") % {"head": name}, column.place)  # fmt: skip
            return None
        total = column.total and not (only or self._is_whole_year(column))
        if total or (column.commune and self._has_villages()):
            warn(_("“%(head)s” is a total; the column was left out.") % {"head": name}, column.place)  # fmt: skip
            return None
        period = column.period
        if period is not None and period.span in (Span.SEVERAL, Span.UNCLEAR):
            if self._is_part_of_others(period, named):
                warn(_("“%(head)s” adds up other columns; it was left out.") % {"head": name}, column.place)  # fmt: skip
                return None
            return self._ask_column(column, name)
        if self._is_named(column) or column.role == Role.VALUE or column.total:
            return column
        if not self._numbers(column):
            if column.text:
                warn(_("The column “%(head)s” is not known; it was not read.") % {"head": name}, column.place)  # fmt: skip
                return None
            return None if self._has_only_foot(column) else self._ask_column(column, name)
        if only and column.text:
            return column
        return self._ask_column(column, name)

    def _has_only_foot(self, column: Column) -> bool:
        return not any(re.search(r"[0-9]", text) for text in self._texts(column))

    @staticmethod
    def _is_whole_year(column: Column) -> bool:
        return column.period is not None and column.period.whole

    @staticmethod
    def _is_part_of_others(period: Reading, named: list[Column]) -> bool:
        """Whether the months of a part of a year, or the year itself, have columns of their own."""
        if period.months is None:
            return False
        year = period.year
        clear = [c.period for c in named if c.period and (year is None or c.period.year == year)]
        if any(other.span == Span.YEAR for other in clear):
            return True
        first, last = period.months
        return set(range(first, last + 1)) <= {other.month for other in clear}

    def _ask_column(self, column: Column, name: str) -> Column | None:
        period = column.period
        options = [Option(_SKIP, _("leave the column out"))]
        if period is not None and period.year is not None:
            options.append(
                Option(
                    f"year:{period.year}",
                    _("take it as what is known of %(year)d, with this remark")
                    % {"year": period.year},
                )
            )
        if period is not None and period.month is not None:
            month = f"{period.month}/{period.year}"
            options.append(Option(f"month:{month}", _("the month %(month)s") % {"month": month}))
        if column.period is None:
            options.append(Option("value", _("figures of the period in the title")))
        text = (
            _("“%(head)s” is no month and no whole year. What becomes of the column?")
            if period is not None
            else _("What does the column “%(head)s” hold?")
        ) % {"head": name}
        answer = self.reader.ask(
            Question(
                f"column:{fold(column.text) or self.sheet.name + '!' + name}", Ask.CHOICE, "column",
                text, tuple(options), where=(column.place,), lasting=bool(column.text),
            )
        )  # fmt: skip
        if answer is None or answer == _SKIP:
            return None
        if answer == "value":
            return replace(column, role=Role.VALUE)
        if answer.startswith("month:"):
            return replace(column, period=read_period(answer.removeprefix("month:")))
        remark = column.text if period is not None and period.span == Span.SEVERAL else ""
        year = Reading(Span.YEAR, int(answer.removeprefix("year:")), remark=remark)
        return replace(column, period=year)

    def _is_visible(self, column: Column) -> bool:
        if column.index not in self.sheet.hidden_columns:
            return True
        text = _("The column “%(head)s” is hidden. Is it to be read?") % {"head": column.text}
        key = f"{self.sheet.name}!{column_letter(column.index)}"
        return self.reader.ask(_hidden(key, text, column.place)) == "read"

    def _is_once(self, column: Column, used: list[Column]) -> bool:
        for other in used:
            same = (
                _same_period(column.period, other.period)
                and column.village == other.village
                and column.commune == other.commune
                and column.indicator == other.indicator
            )
            if same:
                self.reader.error(
                    _("“%(head)s” stands in column %(column)s already. Keep one of the two.")
                    % {"head": column.text, "column": column_letter(other.index)},
                    column.place,
                )
                return False
        return True

    # --- rows --------------------------------------------------------------------

    def _read_rows(self, used: list[Column], outside: _Told) -> None:
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
        return self.reader.ask(_hidden(f"{self.sheet.name}!rows", text, *rows)) == "read"

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

    def _read_row(self, row: int, label: Column | None, used: list[Column], outside: _Told) -> None:
        naming = [c for c in self.columns if c.role in (Role.VILLAGE, Role.PERIOD)]
        naming += [label] if label is not None else []
        cells = {column.index: self._named_cell(row, column) for column in naming}
        named = [text_of(cell) for cell in cells.values() if text_of(cell)]
        filled = [c for c in used if self.sheet.text(row, c.index) and c.index not in cells]
        if not filled:
            self._read_section(row)
            return
        numbers = [c for c in filled if _is_number(self.sheet.value(row, c.index))]
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

    def _index(self, role: Role) -> int | None:
        return next((c.index for c in self.columns if c.role == role), None)

    def _read_section(self, row: int) -> None:
        """A row without figures heads those below it: "THÔN 2 (02 người)", "Năm 2020"."""
        place = Place(self.sheet.name, row)
        for cell in self.sheet.rows[row]:
            text = text_of(cell)
            meaning = self.words.of(cell) if isinstance(cell, str) and text else None
            if meaning is None or meaning.role is not None:
                continue
            if meaning.village or meaning.commune:
                self.section = replace(
                    self.section, village=meaning.village, commune=meaning.commune
                )
                self.above.clear()
            elif meaning.indicator:
                self.section = replace(self.section, indicator=meaning.indicator, unit=meaning.unit)
            elif meaning.period and meaning.period.span in (Span.MONTH, Span.YEAR):
                self.section = replace(self.section, period=meaning.period, place=place)

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

    def _has_villages(self) -> bool:
        """Whether the table tells villages apart, so that "Toàn xã" adds them up."""
        if any(c.village for c in self.columns):
            return True
        for role in (Role.VILLAGE, Role.LABEL):
            column = next((c for c in self.columns if c.role == role), None)
            if column and any(self.words.village(text) for text in self._texts(column)):
                return True
        return False

    def _row_told(
        self, row: int, naming: list[Column], cells: dict[int, Cell], label: Column | None
    ) -> _Told | None:
        """Return what a row's own cells tell; None where they are in doubt, which is noted.

        An empty cell under "Thôn" or "Năm" goes on with the one above, as people write it.
        """
        told = _Told()
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
                found = _Told(village, commune) if village or commune else None
            else:
                period = self._period(cell, column, place)
                found = _Told(period=period, place=place) if period else None
            if found is None:
                return None
            told = told.over(found, beside=True)
        return told

    def _label_told(self, cell: Cell, place: Place) -> _Told | None:
        """Return what a label tells: an indicator, or a village or a period that goes down."""
        meaning = self.words.of(cell)
        if meaning.village or meaning.commune:
            return _Told(meaning.village, meaning.commune)
        if meaning.indicator:
            return _Told(indicator=meaning.indicator, unit=meaning.unit)
        if meaning.period and meaning.period.span in (Span.MONTH, Span.YEAR):
            return _Told(period=meaning.period, place=place)
        if any(c.indicator for c in self.columns):
            village = self._village(text_of(cell), place)
            return _Told(village) if village else None
        indicator = self._ask_indicator(text_of(cell), place)
        return _Told(indicator=indicator) if indicator else None

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
        options = [Option(_SKIP, _("leave these rows out"))]
        if year is not None:
            options.append(Option(f"year:{year}", _("take it as what is known of %(year)d, with this remark") % {"year": year}))  # fmt: skip
        answer = self.reader.ask(
            Question(
                f"period:{fold(text)}", Ask.CHOICE, "period",
                _("“%(text)s” is no month and no whole year. What becomes of its figures?") % {"text": text},
                tuple(options), where=(place,),
            )
        )  # fmt: skip
        if answer is None or answer == _SKIP:
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
                    Option(_SKIP, _("none; leave the row out")),
                ),
                proposed=near.code if near else "", where=(place,),
            )
        )  # fmt: skip
        return next((i for i in self.words.indicators.all if i.code == answer), None)

    # --- cells -------------------------------------------------------------------

    def _read_cell(
        self,
        row: int,
        column: Column,
        here: _Told,
        unit: str,
        outside: _Told,
        label: Column | None,
    ) -> None:
        place = Place(self.sheet.name, row, column.index)
        above = _Told(
            column.village, column.commune, column.indicator, column.unit, column.period, column.place
        )  # fmt: skip
        # Of row and column, none is nearer: what both tell must agree.
        told = here.over(above, beside=True)
        if not _agree(here, above):
            self.reader.error(
                _("Row and column of this figure name different things. Correct one of the two."),
                place,
            )
            return
        told = told.over(outside)
        indicator = told.indicator
        if indicator is None:
            self.reader.error(
                _("It cannot be told what this figure counts. Write its label into the row."), place
            )
            return
        if told.village is None and not told.commune:
            told = self._with_village(told)
            if told.village is None and not told.commune:
                return
        period = self._certain_period(told, column)
        if period is None or period.year is None:
            return
        value = self._value(place, indicator, unit or told.unit, column)
        if isinstance(value, str):
            return
        self._enter(told, indicator, period, value, place, label)

    def _with_village(self, told: _Told) -> _Told:
        village = self._take_village(
            _("Which village is the sheet “%(sheet)s” of? Name the sheet after its village.")
            % {"sheet": self.sheet.name}
        )
        return replace(told, village=village, commune=village is None and self._answered_commune)

    def _certain_period(self, told: _Told, column: Column) -> Reading | None:
        """Return a month or a year that can be; asked about where the file does not tell it."""
        period, where = told.period, told.place or column.place
        if period is not None and period.span in (Span.SEVERAL, Span.UNCLEAR, Span.TARGET):
            names = dict.fromkeys(filter(None, (column.text, self.title_text)))
            self.reader.error(
                _("“%(head)s” name no single month and no whole year. Correct the head.")
                % {"head": "”, “".join(names)},
                where if where.row >= 0 else column.place,
            )
            return None
        if period is None or period.year is None:
            typed = self._ask_period(period)
            if typed is None:
                return None
            period = combine([period, typed])
        if period is None or period.span not in (Span.MONTH, Span.YEAR) or period.year is None:
            return None
        latest = (self.reader.today.year, self.reader.today.month)
        if (period.year, period.month or 0) > latest:
            self.reader.error(
                _("%(period)s has not come yet. Correct the year.") % {"period": _shown(period)},
                where,
            )
            return None
        if period.year < self.reader.first_year:
            self.reader.error(
                _(
                    "%(period)s lies before the programme began (%(year)d). Correct the year, or the day of its founding."
                )
                % {"period": _shown(period), "year": self.reader.first_year},
                where,
            )
            return None
        return period

    def _ask_period(self, period: Reading | None) -> Reading | None:
        text = (
            _("The months of the sheet “%(sheet)s” have no year. Type the year.")
            if period is not None
            else _(
                "The figures of the sheet “%(sheet)s” have no period: no year (2024) and no month (9/2024) heads them. Type it."
            )
        ) % {"sheet": self.sheet.name}
        answer = self.reader.ask(
            Question(
                f"period:{self.sheet.name}", Ask.TEXT, "period", text,
                where=(Place(self.sheet.name, self.table.first_row),), lasting=False,
            )
        )  # fmt: skip
        typed = read_period(answer) if answer else None
        if typed is None or typed.year is None or typed.span not in (Span.MONTH, Span.YEAR):
            return None
        return typed

    def _value(
        self, place: Place, indicator: Indicator, unit: str, column: Column
    ) -> Decimal | None | str:
        """Return the figure; None where it is said to be not known; "" where it is refused."""
        measure = measure_of(indicator.unit)
        given = money_unit(unit) if unit else None
        if measure.money is not None:
            if unit and given is None and not same_unit(unit, indicator.unit):
                return self._ask_unit(place, indicator, unit)
            given = given or self.money or None
        elif unit and not same_unit(unit, indicator.unit):
            answer = self._ask_unit(place, indicator, unit)
            if answer != "same":
                return ""
        raw = self.sheet.value(place.row, place.column)
        try:
            value = read_number(
                raw, measure, habit=self.habits.get(column.index, NO_HABIT), given=given
            )
        except ValidationError as error:
            self.reader.error(error.messages[0], place)
            return ""
        if value is not None and given and given != measure.money and isinstance(raw, int | float):
            self.reader.plan.note(
                Level.REMARK,
                _("Amounts in “%(unit)s” were turned into “%(right)s”.")
                % {"unit": unit or _("unit of the title"), "right": indicator.unit},
                place,
            )
        return value

    def _ask_unit(self, place: Place, indicator: Indicator, unit: str) -> str:
        where = Place(place.sheet, place.row, self._index(Role.UNIT) or 0)
        answer = self.reader.ask(
            Question(
                f"unit:{indicator.code}:{fold(unit)}", Ask.CHOICE, "unit",
                _("“%(label)s” counts in “%(right)s”, the file in “%(unit)s”. Is it the same?")
                % {"label": indicator.name, "right": indicator.unit, "unit": unit},
                (Option("same", _("yes, the same")), Option(_SKIP, _("no; leave the row out"))),
                where=(where,),
            )
        )  # fmt: skip
        return answer or ""

    def _enter(
        self,
        told: _Told,
        indicator: Indicator,
        period: Reading,
        value: Decimal | None,
        place: Place,
        label: Column | None,
    ) -> None:
        if told.commune and period.month is not None:
            self.reader.error(
                _(
                    "Only a whole year can be kept as a total of the commune; months belong to villages."
                ),
                told.place or place,
            )
            return
        assert period.year is not None
        remark = period.remark
        self.reader.figures.append(
            Figure(
                told.village, indicator, period.year, period.month, value, place,
                head=told.place or place, row_head=Place(place.sheet, place.row, label.index if label else -1),
                estimate=period.estimate, whole=period.whole, remark=remark,
            )
        )  # fmt: skip


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool) or cell == "" or isinstance(cell, dt.date | dt.datetime):
        return False
    if isinstance(cell, int | float):
        return True
    return bool(re.fullmatch(r"[0-9][0-9., \u00a0]*", cell.strip()))


def _starts_total(text: str) -> bool:
    return bool(
        re.match(
            r"(?:[ivx0-9]+[.)]\s*)?(?:tong cong|tong so|cong|tong)\b\s*(?:[:(]|$|[0-9])", fold(text)
        )
    )


def _same_period(one: Reading | None, two: Reading | None) -> bool:
    if one is None or two is None:
        return one is two
    return (one.span, one.year, one.month) == (two.span, two.year, two.month)


def _agree(one: _Told, two: _Told) -> bool:
    """Whether a row and a column do not tell different villages or indicators."""
    villages = one.village and two.village and one.village.pk != two.village.pk
    indicators = one.indicator and two.indicator and one.indicator.pk != two.indicator.pk
    return not villages and not indicators


def _shown(period: Reading) -> str:
    return f"{period.month:02d}/{period.year}" if period.month else str(period.year)


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing at all; "-" says that a figure is not known."""
    return not text_of(cell) and not is_unknown(text_of(cell))
