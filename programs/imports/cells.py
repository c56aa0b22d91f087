"""One figure of a table of results: what it counts, of which place and time, and how much."""

from dataclasses import replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.numbers import NO_HABIT, measure_of, money_unit, read_number
from common.text import fold
from imports.grid import Place
from imports.plan import Level
from imports.questions import Ask, Option, Question
from programs.imports.columns import ColumnReader
from programs.imports.figures import SKIP, Figure, Told, shown
from programs.imports.head_words import Role
from programs.imports.heads import Column, combine
from programs.imports.labels import same_unit
from programs.imports.periods import Reading, Span, read_period
from programs.models import Indicator


class CellReader(ColumnReader):
    """Reads the figures of a table."""

    def _read_cell(
        self,
        row: int,
        column: Column,
        here: Told,
        unit: str,
        outside: Told,
        label: Column | None,
    ) -> None:
        place = Place(self.sheet.name, row, column.index)
        above = Told(
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

    def _with_village(self, told: Told) -> Told:
        village = self._take_village(
            _("Which village is the sheet “%(sheet)s” of? Name the sheet after its village.")
            % {"sheet": self.sheet.name}
        )
        return replace(told, village=village, commune=village is None and self._answered_commune)

    def _certain_period(self, told: Told, column: Column) -> Reading | None:
        """Return a month or a year that can be; asked about where the file does not tell it."""
        period, where = told.period, told.place or column.place
        if period is not None and period.span in (Span.SEVERAL, Span.UNCLEAR, Span.TARGET):
            self._no_period(told, column)
            return None
        if period is None or period.year is None:
            typed = self._ask_period(period)
            if typed is None:
                return None
            period = combine([period, typed])
        if period is None or period.span not in (Span.MONTH, Span.YEAR) or period.year is None:
            self._no_period(told, column)
            return None
        latest = (self.reader.today.year, self.reader.today.month)
        if (period.year, period.month or 0) > latest:
            self.reader.error(
                _("%(period)s has not come yet. Correct the year.") % {"period": shown(period)},
                where,
            )
            return None
        if period.year < self.reader.first_year:
            self.reader.error(
                _(
                    "%(period)s lies before the programme began (%(year)d). Correct the year, or the day of its founding."
                )
                % {"period": shown(period), "year": self.reader.first_year},
                where,
            )
            return None
        return period

    def _no_period(self, told: Told, column: Column) -> None:
        """Name heads that tell no period, so that no figure under them goes unsaid."""
        names = dict.fromkeys(filter(None, (column.text, self.title_text)))
        where = told.place or column.place
        self.reader.error(
            _("“%(head)s” name no single month and no whole year. Correct the head.")
            % {"head": "”, “".join(names)},
            where if where.row >= 0 else column.place,
        )

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
                reads=_is_year if period is not None else _is_period,
            )
        )  # fmt: skip
        return read_period(answer) if answer else None

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
                (Option("same", _("yes, the same")), Option(SKIP, _("no; leave the row out"))),
                where=(where,),
            )
        )  # fmt: skip
        return answer or ""

    def _enter(
        self,
        told: Told,
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


def _is_period(typed: str) -> bool:
    """Whether a typed text names one month with its year, or a year."""
    period = read_period(typed)
    return period is not None and bool(period.year) and period.span in (Span.MONTH, Span.YEAR)


def _is_year(typed: str) -> bool:
    """Whether a typed text names a year, as months without one need it."""
    period = read_period(typed)
    return period is not None and bool(period.year) and period.span == Span.YEAR


def _agree(one: Told, two: Told) -> bool:
    """Whether a row and a column do not tell different villages or indicators."""
    villages = one.village and two.village and one.village.pk != two.village.pk
    indicators = one.indicator and two.indicator and one.indicator.pk != two.indicator.pk
    return not villages and not indicators
