"""The cells of a camera list: what one row says of a point, read; what is in doubt is asked about."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.dates import Precision, short_date
from common.numbers import DONG, NO_HABIT, Habit, read_number
from common.text import fold, nfc
from imports.dates import read_date
from imports.grid import Cell, Place, text_of
from imports.layout import Line
from imports.layout.words import ROW_NUMBER
from imports.plan import Level, Plan
from imports.questions import Ask, Asked, Option, Question
from members.models import Village
from programs.imports.camera_form import LABELS, LEAST_COST, MOST_UNITS, TEXTS, UNITS
from programs.imports.camera_words import (
    LATITUDE,
    LONGITUDE,
    Axis,
    read_condition,
    read_coordinate,
    read_funding,
    read_pair,
)  # fmt: skip
from programs.imports.periods import Span, read_period
from programs.models import Camera, CameraCheck

SKIP = "skip"


@dataclass
class Row:
    """What a row says of a point, read; a field that is absent or blank is not in `told`."""

    line: Line
    name: str
    village: Village
    told: dict[str, Any] = field(default_factory=dict)
    condition: str = ""
    checked_on: dt.date | None = None
    working: int | None = None


class RowReader:
    """Reads the rows of a camera list as of a day."""

    def __init__(self, plan: Plan, asked: Asked, as_of: dt.date) -> None:
        self.plan, self.asked, self.as_of = plan, asked, as_of

    def note(self, level: Level, message: object, *where: Place) -> None:
        self.plan.note(level, message, *where)

    def _read(self, line: Line, village: Village, money: int | None, habit: Habit) -> Row | None:
        """Read the cells of a row; None where one of them is in error, which is noted."""
        row = Row(line, _clean_name(line.text("name")), village)
        before = len(self.plan.errors), len(self.asked.questions)
        if len(row.name) > 160:
            self.note(Level.ERROR, _("The name of the place is longer than 160 letters."), line.place("name"))  # fmt: skip
        for name, several in line.others.items():
            for column, _cell in several:
                self.note(
                    Level.WARNING,
                    _("“%(what)s” stands in two columns; the second was not read.") % {"what": LABELS[name]},
                    Place(line.sheet.name, line.row, column),
                )  # fmt: skip
        self._read_units(row)
        self._read_installed(row)
        self._read_cost(row, money, habit)
        self._read_funding(row)
        for name, longest in TEXTS.items():
            text = line.text(name)
            if text and not says_nothing(text):
                if len(text) > longest:
                    self.note(Level.ERROR, _("The text is longer than %(most)d letters. Shorten it.") % {"most": longest}, line.place(name))  # fmt: skip
                row.told[name] = text
        self._read_coordinates(row)
        self._read_condition(row)
        after = len(self.plan.errors), len(self.asked.questions)
        if after[0] > before[0]:
            return None
        return row

    def _read_units(self, row: Row) -> None:
        for name in ("units", "working"):
            try:
                value = read_number(row.line.value(name), UNITS)
            except ValidationError as error:
                self.note(Level.ERROR, error.messages[0], row.line.place(name))
                continue
            if value is None:
                continue
            if name == "units" and not 1 <= value <= MOST_UNITS:
                self.note(Level.ERROR, _("Type how many units the point has, a whole number from 1 up."), row.line.place(name))  # fmt: skip
            elif name == "units":
                row.told["units"] = int(value)
            else:
                row.working = int(value)

    def _read_installed(self, row: Row) -> None:
        place = row.line.place("installed_on")
        day = self._date(row.line.value("installed_on"), place)
        if day is not None:
            row.told["installed_on"] = day

    def _date(self, cell: Cell, place: Place) -> dt.date | None:
        """Return the first day of what a cell says: a day, a month, a quarter or a year."""
        text = text_of(cell)
        if not text:
            return None
        try:
            partial = read_date(cell, latest=self.as_of)
        except ValidationError as error:
            period = read_period(cell)
            if period is None or period.year is None or not 1900 <= period.year <= self.as_of.year:
                self.note(Level.ERROR, error.messages[0], place)
                return None
            month = period.month or (period.months[0] if period.months else 1)
            day = dt.date(period.year, month, 1)
            if period.span not in (Span.MONTH, Span.YEAR, Span.SEVERAL) or day > self.as_of:
                self.note(Level.ERROR, error.messages[0], place)
                return None
            self.note(Level.WARNING, _("Only “%(text)s” is known; kept as %(day)s.") % {"text": text, "day": short_date(day)}, place)  # fmt: skip
            return day
        if partial is None:
            return None
        if partial.precision != Precision.DAY:
            self.note(Level.WARNING, _("Only “%(text)s” is known; kept as %(day)s.") % {"text": partial, "day": short_date(partial.value)}, place)  # fmt: skip
        return partial.value

    def _read_cost(self, row: Row, money: int | None, habit: Habit) -> None:
        cell, place = row.line.value("cost"), row.line.place("cost")
        try:
            value = read_number(cell, DONG, habit=habit or NO_HABIT, given=money)
        except ValidationError as error:
            self.note(Level.ERROR, error.messages[0], place)
            return
        if value is None:
            return
        bare = not isinstance(cell, str) or not re.search(r"[^\W\d_]", cell)
        if money in (None, 1) and bare and 0 < value < LEAST_COST:
            unit = self._ask_money(place)
            if unit is None:
                return
            value = value * unit
        row.told["cost"] = int(value)

    def _ask_money(self, place: Place) -> int | None:
        answer = self.asked.take(
            Question(
                "money:cost", Ask.CHOICE, "unit",
                _("The costs are too small to be in đồng. In which unit are they?"),
                (Option("1", "đồng"), Option("1000", "nghìn đồng"), Option("1000000", "triệu đồng")),
                proposed="1000000", where=(place,),
            )
        )  # fmt: skip
        return int(answer) if answer else None

    def _read_funding(self, row: Row) -> None:
        text, place = row.line.text("funding"), row.line.place("funding")
        funding = read_funding(text)
        if funding == "":
            answer = self.asked.take(
                Question(
                    f"funding:{fold(text)}", Ask.VALUE, "funding",
                    _("Who paid is written “%(text)s”. Which is it?") % {"text": text},
                    (*_options(Camera.Funding.choices), Option(SKIP, _("not known"))),
                    where=(place,),
                )
            )  # fmt: skip
            funding = None if answer in (None, SKIP) else answer
        if funding is not None:
            row.told["funding"] = str(funding)

    def _read_coordinates(self, row: Row) -> None:
        line = row.line
        for name in ("coordinates", "latitude"):
            text = line.text(name)
            if not text or (name == "latitude" and line.text("longitude")):
                continue
            try:
                pair = read_pair(text)
                if pair is not None:
                    row.told["latitude"], row.told["longitude"] = pair
                    return
                if name == "coordinates" and not says_nothing(text):
                    raise ValidationError(_("“%(text)s” is no pair of latitude and longitude, e.g. 21.0123, 107.0234.") % {"text": text[:40]})  # fmt: skip
            except ValidationError as error:
                self.note(Level.ERROR, error.messages[0], line.place(name))
                return
        axes: tuple[tuple[str, Axis], ...] = (("latitude", LATITUDE), ("longitude", LONGITUDE))
        for name, axis in axes:
            try:
                value = read_coordinate(line.value(name), axis)
            except ValidationError as error:
                self.note(Level.ERROR, error.messages[0], line.place(name))
                continue
            if value is not None:
                row.told[name] = value

    def _read_condition(self, row: Row) -> None:
        text, place = row.line.text("condition"), row.line.place("condition")
        condition = read_condition(text)
        if condition == "":
            answer = self.asked.take(
                Question(
                    f"condition:{fold(text)}", Ask.VALUE, "condition",
                    _("The condition is written “%(text)s”. Which is it?") % {"text": text},
                    (*_options(CameraCheck.Condition.choices), Option(SKIP, _("not known"))),
                    where=(place,),
                )
            )  # fmt: skip
            condition = None if answer in (None, SKIP) else answer
        row.condition = str(condition or "")
        row.checked_on = self._date(row.line.value("checked_on"), row.line.place("checked_on"))


def _clean_name(text: str) -> str:
    """Return the name of a place without a number before it: "1. Ngã ba chợ"."""
    return re.sub(rf"^\s*(?:{ROW_NUMBER}\s+|[-+*•–]\s+)", "", nfc(text)).strip(" ;")


def says_nothing(text: str) -> bool:
    return not text or bool(re.fullmatch(r"[-–—.…_\s]*", text))


def _options(choices: Sequence[tuple[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(str(value), str(label)) for value, label in choices)
