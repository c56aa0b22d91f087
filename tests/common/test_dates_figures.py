"""Dates and figures as offices write them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common import figures
from common.dates import PartialDate, Precision, long_date, parse_partial_date

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


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Decimal("2.25"), 1, "2,3"),
        (Decimal("2.25"), 2, "2,25"),
        (Decimal("2.245"), 2, "2,25"),
        (Decimal("28.5"), 0, "29"),
        (Decimal("27.5"), 0, "28"),
        (Decimal("-2.25"), 1, "-2,3"),
        (Decimal("-28.5"), 0, "-29"),
        (Decimal("-0.04"), 1, "0"),
        (2.675, 2, "2,68"),
        (6.25, 1, "6,3"),
        (1000, 2, "1.000"),
        (Decimal("1000.10"), 2, "1.000,1"),
        (-1234, 0, "-1.234"),
    ],
)
def test_figures_are_rounded_half_up(value, places, printed):
    assert figures.number(value, places) == printed
    assert figures.number(figures.rounded(value, places), 4) == printed


def test_without_a_word_a_figure_keeps_two_decimals_and_a_share_one():
    assert figures.number(Decimal("2.255")) == "2,26"
    assert figures.rounded(Decimal("2.255")) == Decimal("2.26")
    assert figures.percent(1, 16) == "6,3%"
    assert figures.percent(1, 16, 2) == "6,25%"
    assert figures.percent(1, 32) == "3,1%"
    assert figures.percent(Decimal("0.5"), 2) == "25%"
    assert figures.percent(3, 3) == "100%"
    assert figures.percent(0, 3) == "0%"
    assert figures.percent(4, 3) == "–"
    assert figures.percent(0, 0) == "–"
    assert figures.percent(1, None) == "–"


def test_means_become_whole_half_up():
    assert [figures.whole_number(value) for value in (28.5, 27.5, Decimal("-0.5"), 28.49)] == [
        29, 28, -1, 28,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "in_millions", "words"),
    [
        (2_250_000, "2,25", "2,25 triệu đồng"),
        (2_255_000, "2,26", "2,26 triệu đồng"),
        (413_400_000, "413,4", "413,4 triệu đồng"),
        (1_250_000_000, "1.250", "1,25 tỷ đồng"),
        (1_255_000_000, "1.255", "1,255 tỷ đồng"),
        (1_254_996_000, "1.255", "1,255 tỷ đồng"),
        (1_255_250_000, "1.255,25", "1.255,25 triệu đồng"),
        (1_000_000_000, "1.000", "1 tỷ đồng"),
        (999_999_000, "1.000", "1 tỷ đồng"),
        (999_000_000, "999", "999 triệu đồng"),
        (1_000_000, "1", "1 triệu đồng"),
        (900_000, "0,9", "900.000 đồng"),
        (905_500, "0,91", "0,91 triệu đồng"),
        (990_000, "0,99", "990.000 đồng"),
        (Decimal("1790000.00"), "1,79", "1,79 triệu đồng"),
        (0, "0", "0 đồng"),
    ],
)
def test_an_amount_is_the_same_in_sentences_and_in_tables(amount, in_millions, words):
    assert figures.number(figures.millions(amount)) == in_millions
    assert figures.money_words(amount) == words


def test_an_unknown_amount_stays_unknown():
    assert figures.millions(None) is None
    assert figures.money(None) == "–"
    assert figures.money(Decimal("1500.5")) == "1.501 đồng"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (9, "09"),
        (10, "10"),
        (-1, "-1"),
        (Decimal("3.00"), "03"),
        (Decimal("2.50"), "2,5"),
        (9.5, "9,5"),
    ],
)
def test_counts_below_ten_are_padded_whole_ones_only(value, printed):
    assert figures.count(value) == printed


@pytest.mark.parametrize(
    ("value", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (90, "XC"), (400, "CD"), (5, "V"), (50, "L"), (100, "C"), (500, "D"), (1000, "M"),
     (944, "CMXLIV"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")],
)  # fmt: skip
def test_roman_numerals(value, numeral):
    assert figures.roman(value) == numeral


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_there_is_no_roman_numeral_beyond_the_bounds(value):
    with pytest.raises(ValueError, match=rf"^no Roman numeral for {value}$"):
        figures.roman(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (1, "một"), (5, "năm"), (10, "mười"), (11, "mười một"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi bốn"), (25, "hai mươi lăm"),
        (100, "một trăm"), (101, "một trăm linh một"), (105, "một trăm linh năm"),
        (110, "một trăm mười"), (111, "một trăm mười một"), (115, "một trăm mười lăm"),
        (999, "chín trăm chín mươi chín"), (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"), (1010, "một nghìn không trăm mười"),
        (702_000, "bảy trăm linh hai nghìn"), (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_810_000, "hai triệu tám trăm mười nghìn"),
        (10**9, "một tỷ"), (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (25 * 10**11, "hai nghìn năm trăm tỷ"), (12_000_000_055, "mười hai tỷ không trăm năm mươi lăm"),
        (5_000_000_000, "năm tỷ"),
    ],
)  # fmt: skip
def test_amounts_in_words(value, words):
    assert figures.in_words(value) == words


def test_no_amount_in_words_below_zero():
    with pytest.raises(ValueError, match="^amounts in words are not below zero$"):
        figures.in_words(-1)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4), st.integers(0, 3))
def test_rounding_is_never_off_by_more_than_half_and_ties_go_away_from_zero(value, places):
    found = figures.rounded(value, places)
    step = Decimal(1).scaleb(-places)
    assert found % step == 0
    assert abs(found - value) <= step / 2
    if abs(found - value) == step / 2:
        assert abs(found) > abs(value)
    assert figures.rounded(-value, places) == -found


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_printed_number_reads_back(value):
    printed = figures.number(value, 2)
    assert Decimal(printed.replace(".", "").replace(",", ".")) == value
