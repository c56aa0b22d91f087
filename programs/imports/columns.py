"""Which columns of a table of results hold figures, of what, and which are left out by name."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from common.numbers import Habit, money_unit
from common.text import fold
from imports.grid import Cell, Place, column_letter
from imports.questions import Ask, Option, Question
from members.models import Village
from programs.imports.figures import SKIP, Session, Told, hidden_question, is_number
from programs.imports.head_words import Role
from programs.imports.heads import Column, Table, combine
from programs.imports.periods import Reading, Span, period_told, read_period


class ColumnReader:
    """Reads what stands over a table. `around` is what the sheet's name tells."""

    _answered_commune = False

    def __init__(self, reader: Session, table: Table, around: Told) -> None:
        self.reader, self.table, self.sheet = reader, table, table.sheet
        self.words = reader.words
        self.around = around
        self.money = 0
        self.title_text = ""
        self.title = Told()
        self._read_titles()
        self.columns = table.columns
        self.habits: dict[int, Habit] = {}
        self.above: dict[int, Cell] = {}
        self.section = Told()
        self._merged = {
            (row, column): (top, left)
            for top, left, bottom, right in self.sheet.merged
            if (bottom - top + 1) * (right - left + 1) <= 20_000
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def _read_titles(self) -> None:
        period = village = indicator = None
        villages: dict[int, Village] = {}
        for text in self.table.titles:
            folded = fold(text)
            if unit := re.search(r"(?:don vi(?: tinh)?|dvt)\s*:?\s*([^()]+?)\s*\)?$", folded):
                self.money = money_unit(unit.group(1)) or self.money
            if not re.search(r"kem theo|\bso\s*:", folded) and (told := period_told(text)):
                period, self.title_text = combine([period, told]), self.title_text or text
            meaning = self.words.of(text)
            indicator = indicator or meaning.indicator
            for name in self.words.villages.spellings:
                if re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded):
                    found = self.words.villages.find(name)
                    if found:
                        villages[found.pk] = found
        if len(villages) == 1:
            village = next(iter(villages.values()))
        self.title = Told(village, False, indicator, "", period, Place(self.sheet.name))

    def _outside(self) -> Told:
        """Return what sheet and title tell together; asked about where they contradict."""
        sheet, title = self.around, self.title
        if sheet.village and title.village and sheet.village.pk != title.village.pk:
            answer = self._take_village(
                _(
                    "The sheet is called “%(sheet)s”, its title names “%(title)s”. Which village is it of?"
                )
                % {"sheet": self.sheet.name, "title": title.village.name}
            )
            return replace(sheet.over(title, beside=True), village=answer) if answer else Told()
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
            if is_number(self.sheet.value(row, column.index))
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
        options = [Option(SKIP, _("leave the column out"))]
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
        if answer is None or answer == SKIP:
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
        return self.reader.ask(hidden_question(key, text, column.place)) == "read"

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

    def _index(self, role: Role) -> int | None:
        return next((c.index for c in self.columns if c.role == role), None)

    def _has_villages(self) -> bool:
        """Whether the table tells villages apart, so that "Toàn xã" adds them up."""
        if any(c.village for c in self.columns):
            return True
        for role in (Role.VILLAGE, Role.LABEL):
            column = next((c for c in self.columns if c.role == role), None)
            if column and any(self.words.village(text) for text in self._texts(column)):
                return True
        return False


def _same_period(one: Reading | None, two: Reading | None) -> bool:
    if one is None or two is None:
        return one is two
    return (one.span, one.year, one.month) == (two.span, two.year, two.month)
