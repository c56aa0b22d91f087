"""Dates, figures, periods: as offices write them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common import figures
from common.dates import PartialDate, Precision, long_date, parse_partial_date
from common.periods import (
    Period,
    add_months,
    reporting_month,
    reporting_month_of,
    reporting_months,
)

LIST_DAY = dt.date(2015, 12, 31)
days = st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2025, 9, 5), "ngày 05 tháng 9 năm 2025"),
        (dt.date(2024, 1, 31), "ngày 31 tháng 01 năm 2024"),
        (dt.date(2024, 2, 9), "ngày 09 tháng 02 năm 2024"),
        (dt.date(2024, 10, 10), "ngày 10 tháng 10 năm 2024"),
    ],
)
def test_a_paper_is_dated_as_the_decree_says(day, words):
    assert long_date(day) == words


@pytest.mark.parametrize(
    ("typed", "value", "precision"),
    [
        ("3/3/1986", dt.date(1986, 3, 3), Precision.DAY),
        ("25/4/53", dt.date(1953, 4, 25), Precision.DAY),
        ("13/12/95", dt.date(1995, 12, 13), Precision.DAY),
        ("1/2/14", dt.date(2014, 2, 1), Precision.DAY),
        ("04.06.2014", dt.date(2014, 6, 4), Precision.DAY),
        ("10/1969", dt.date(1969, 10, 1), Precision.MONTH),
        ("1965", dt.date(1965, 1, 1), Precision.YEAR),
        (1965.0, dt.date(1965, 1, 1), Precision.YEAR),
        (31472.0, dt.date(1986, 3, 1), Precision.DAY),
        (dt.datetime(1952, 1, 2, 0, 0), dt.date(1952, 1, 2), Precision.DAY),
    ],
)
def test_dates_are_read_as_lists_hold_them(typed, value, precision):
    assert parse_partial_date(typed, latest=LIST_DAY) == PartialDate(value, precision)


@pytest.mark.parametrize(
    "typed", ["31/02/1970", "tháng ba", "", "1/13/2000", "2099", 99999999.0, "1/1/1850", 12.0]
)
def test_a_date_that_cannot_be_is_refused_with_words(typed):
    with pytest.raises(ValidationError) as refusal:
        parse_partial_date(typed, latest=LIST_DAY)
    assert refusal.value.messages[0]


@given(days)
def test_a_day_is_read_back_as_printed(day):
    partial = PartialDate(day)
    assert parse_partial_date(str(partial), latest=dt.date(2100, 12, 31)) == partial


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_no_cell_breaks_the_reading_of_dates(value):
    try:
        parse_partial_date(value, latest=LIST_DAY)
    except ValidationError as refusal:
        assert refusal.messages


def test_figures_are_padded_dotted_and_missing_is_a_dash():
    assert figures.count(3) == "03"
    assert figures.count(0) == "00"
    assert figures.count(23) == "23"
    assert figures.count(1875) == "1.875"
    assert figures.count(None) == "–"
    assert figures.number(Decimal("1234.5")) == "1.234,5"
    assert figures.number(0) == "0"
    assert figures.number(None) == "–"
    assert figures.money(70_000_000) == "70.000.000 đồng"
    assert figures.percent(1, 3) == "33,3%"
    assert figures.percent(1, 0) == "–"
    assert figures.percent(None, 5) == "–"
    assert figures.roman(9) == "IX"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_printed_number_reads_back(value):
    printed = figures.number(value, 2)
    assert Decimal(printed.replace(".", "").replace(",", ".")) == value


@given(days, days)
def test_a_period_holds_its_start_and_not_its_end(one, two):
    if one == two:
        with pytest.raises(ValueError, match="empty"):
            Period(one, two)
        return
    period = Period(min(one, two), max(one, two))
    assert period.start in period
    assert period.end not in period
    assert period.before().base.end == period.start
    assert period.clip(period) == period


@given(days, st.sampled_from([1, 15]))
def test_every_day_lies_in_exactly_one_reporting_month(day, start_day):
    year, month = reporting_month_of(day, start_day)
    assert day in reporting_month(year, month, start_day)
    following = add_months(dt.date(year, month, 1), 1)
    assert reporting_month(year, month, start_day).end == (
        reporting_month(following.year, following.month, start_day).start
    )


def test_the_police_month_runs_from_the_15th_of_the_month_before():
    assert reporting_month(2024, 9, 15) == Period(dt.date(2024, 8, 15), dt.date(2024, 9, 15))
    assert reporting_month(2024, 1, 15).start == dt.date(2023, 12, 15)
    assert reporting_month(2024, 9) == Period(dt.date(2024, 9, 1), dt.date(2024, 10, 1))
    with pytest.raises(ValueError, match="day 15"):
        reporting_month(2024, 9, 3)


@given(days, st.integers(1, 400), st.sampled_from([1, 15]))
def test_reporting_months_cover_a_period_without_gap(start, length, start_day):
    period = Period(start, start + dt.timedelta(days=length))
    months = [reporting_month(*month, start_day) for month in reporting_months(period, start_day)]
    assert months[0].start <= period.start
    assert months[-1].end >= period.end
    assert all(one.end == two.start for one, two in zip(months, months[1:], strict=False))


def test_a_year_is_compared_with_the_year_before_also_over_a_leap_day():
    year = Period(dt.date(2023, 9, 26), dt.date(2024, 9, 26))
    assert year.before().base == Period(dt.date(2022, 9, 26), dt.date(2023, 9, 26))
