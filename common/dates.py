"""Dates as Vietnamese offices write them, with the precision that is known."""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Day 0 of Excel's calendar as every reader counts it (1900 was no leap year).
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_FULL = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class Precision(models.TextChoices):
    """How much of a date is known: an old list often has only the year."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A date of which perhaps only the month or the year is known.

    `value` is the first day of what is known: 1965 is 1965-01-01 with
    precision "year". Printed, it shows only what is known.
    """

    value: dt.date
    precision: Precision = Precision.DAY

    def __str__(self) -> str:
        if self.precision == Precision.YEAR:
            return f"{self.value.year:04d}"
        if self.precision == Precision.MONTH:
            return f"{self.value.month:02d}/{self.value.year:04d}"
        return short_date(self.value)


def after_working_days(day: dt.date, count: int) -> dt.date:
    """Return the day `count` working days after `day`; Saturdays and Sundays do not count.

    Public holidays move each year and are not known here: a deadline may then
    fall later than the one returned, never earlier.
    """
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day


def short_date(day: dt.date | None) -> str:
    """Return dd/mm/yyyy, or "–" when there is no date."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if day else "–"


def long_date(day: dt.date) -> str:
    """Return "ngày 05 tháng 9 năm 2025" (Decree 30/2020, annex I, II.4).

    A zero stands before days below 10 and before the months 1 and 2 only.
    """
    return f"ngày {day.day:02d} {month_words(day.year, day.month)}"


def month_words(year: int | None, month: int) -> str:
    """Return "tháng 8 năm 2024", "tháng 02 năm 2024", or "tháng 8" where the year is said elsewhere."""
    words = f"tháng {month:02d}" if month < 3 else f"tháng {month}"
    return words if year is None else f"{words} năm {year}"


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    """Return a day and a time of day as the moment they are here."""
    return timezone.make_aware(dt.datetime.combine(day, time))


def parse_partial_date(
    value: object, *, latest: dt.date, name: str = "", earliest_year: int = 1900
) -> PartialDate:
    """Read a date typed by a person or found in a workbook cell.

    Takes "3/3/1986", "03.03.1986", "25/4/53", "10/1969", "1965", 1965.0, an
    Excel day number and date objects. A two-digit year is the latest one not
    after `latest`: "53" is 1953 when the list is of 2015.

    Raises ValidationError with what is wrong and what would be right.
    """
    if isinstance(value, dt.datetime):
        return _checked(PartialDate(value.date()), latest, earliest_year)
    if isinstance(value, dt.date):
        return _checked(PartialDate(value), latest, earliest_year)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value != value or abs(value) > 10**7:
            raise ValidationError(_("“%(text)s” is no date."), params={"text": value})
        number = int(value)
        if 1800 <= number <= 2200:
            return _checked(
                PartialDate(dt.date(number, 1, 1), Precision.YEAR), latest, earliest_year
            )
        if 2200 < number < 80_000:
            return _checked(
                PartialDate(_EXCEL_EPOCH + dt.timedelta(days=number)), latest, earliest_year
            )
    text = " ".join(str(value).split())
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _checked(PartialDate(_day(day, month, year)), latest, earliest_year)
    if found := _FULL.fullmatch(text):
        day, month, year = map(int, found.groups())
        if len(found.group(3)) == 2:
            year += latest.year // 100 * 100
            if year > latest.year:
                year -= 100
        return _checked(PartialDate(_day(day, month, year)), latest, earliest_year)
    if found := _MONTH.fullmatch(text):
        month, year = map(int, found.groups())
        return _checked(PartialDate(_day(1, month, year), Precision.MONTH), latest, earliest_year)
    if re.fullmatch(r"\d{4}", text):
        return _checked(PartialDate(_day(1, 1, int(text)), Precision.YEAR), latest, earliest_year)
    raise ValidationError(
        _("“%(text)s” is no date. Type it as day/month/year, or only the year."),
        params={"text": text},
    )


def _day(day: int, month: int, year: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("The day %(text)s is not in the calendar. Type it as day/month/year."),
            params={"text": f"{day:02d}/{month:02d}/{year}"},
        ) from None


def _checked(partial: PartialDate, latest: dt.date, earliest_year: int) -> PartialDate:
    if partial.value > latest:
        raise ValidationError(
            _("%(text)s lies after %(latest)s."),
            params={"text": str(partial), "latest": short_date(latest)},
        )
    if partial.value.year < earliest_year:
        raise ValidationError(
            _("%(text)s lies before %(year)s."),
            params={"text": str(partial), "year": earliest_year},
        )
    return partial
