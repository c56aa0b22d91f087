"""What a file of results tells: figures, and what is told around them; shared by all its tables."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from common.numbers import NO_HABIT, Habit
from imports.grid import Cell, Place
from imports.plan import Level, Plan
from imports.questions import Ask, Asked, Option, Question
from members.models import Village
from programs.imports.head_words import Words
from programs.imports.heads import Table, combine
from programs.imports.periods import Reading, Span
from programs.models import Indicator

SKIP = "skip"


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
class Told:
    """What a row, a section, a sheet or a title tells; None where it does not."""

    village: Village | None = None
    commune: bool = False
    indicator: Indicator | None = None
    unit: str = ""
    period: Reading | None = None
    place: Place | None = None

    def over(self, other: "Told", *, beside: bool = False) -> "Told":
        """Return this, with what only `other` tells, which is farther away or `beside` it."""
        near = self.village is not None or self.commune
        return Told(
            self.village if near else other.village,
            self.commune if near else other.commune,
            self.indicator or other.indicator,
            self.unit if self.indicator else self.unit or other.unit,
            combine([self.period, other.period]) if beside else within(self.period, other.period),
            self.place if self.period else other.place,
        )


def within(near: Reading | None, far: Reading | None) -> Reading | None:
    """Return the nearer period, completed by the farther. A year within a shorter time is unclear."""
    if near is None or far is None:
        return near or far
    if near.span == Span.YEAR and far.span in (Span.MONTH, Span.SEVERAL):
        return Reading(Span.UNCLEAR)
    return near.within(far.year)


@dataclass
class Session:
    """One reading of a file: what is looked up, and what was found, said and asked.

    `first_year` is the first of which figures can be; `habit` how the file writes thousands.
    """

    words: Words
    plan: Plan
    asked: Asked
    today: dt.date
    first_year: int
    figures: list[Figure] = field(default_factory=list)
    #: what the column of remarks says of a year, by sheet: "năm 2014 tính từ tháng 9"
    remarks: dict[tuple[str, int], str] = field(default_factory=dict)
    doubts: int = 0
    habit: Habit = NO_HABIT

    def ask(self, question: Question) -> str | None:
        """Return the answer to a question, or None; count the doubt, answered or not."""
        self.doubts += 1
        return self.asked.take(question)

    def error(self, message: str, *where: Place) -> None:
        self.plan.note(Level.ERROR, message, *where)

    def warn(self, message: str, *where: Place) -> None:
        self.plan.note(Level.WARNING, message, *where)


def hidden_question(key: str, text: str, *where: Place) -> Question:
    return Question(
        f"hidden:{key}", Ask.CHOICE, "hidden", text,
        (Option("read", _("read it")), Option(SKIP, _("leave it out"))), where=where, lasting=False,
    )  # fmt: skip


def figure_cells(table: Table) -> Iterable[Cell]:
    for column in table.columns:
        if column.holds_figures:
            for row in range(table.start, table.end):
                yield table.sheet.value(row, column.index)


def is_number(cell: Cell) -> bool:
    if isinstance(cell, bool) or cell == "" or isinstance(cell, dt.date | dt.datetime):
        return False
    if isinstance(cell, int | float):
        return True
    return bool(re.fullmatch(r"[0-9][0-9., \u00a0]*", cell.strip()))


def shown(period: Reading) -> str:
    return f"{period.month:02d}/{period.year}" if period.month else str(period.year)
