"""The one reader of numbers: what is clear comes out right, what is not is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.figures import number
from common.numbers import (
    COUNT,
    DONG,
    Habit,
    Measure,
    habit_of,
    is_unknown,
    measure_of,
    money_unit,
    read_number,
)

TIPS = measure_of("tin")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12", 12), ("012", 12), (" 7 ", 7), ("12.", 12), ("7,0", 7), ("7.0", 7), ("1.234", 1234),
        ("1 234", 1234), ("1\u00a0234", 1234), ("1.234.567", 1234567), ("1,234,567", 1234567),
        ("1.234,00", 1234), ("12 tin", 12), ("12tin", 12), ("'15", 15), ("0", 0), (3.0, 3), (0, 0),
        (3.0000000000000004, 3),
    ],
)  # fmt: skip
def test_a_clear_count_is_read(raw, value):
    assert read_number(raw, TIPS) == value


@pytest.mark.parametrize(
    "raw",
    [
        "1,234", "1,234.5", "1.234,5", "12 vụ", "12người", "khoảng 20", ">20", "20+", "3+2", "x", "5%",
        "1e3", "-3", "−3", "(5)", "không", "2/3", "12-15", "1.2", "½", "1.23", "1.2345", "1.234.56",
        "12.34.567", "0.123", "12 34", "１２", 1.234, 0.05, 12.5, -1, 3.9999999, 1e17, float("nan"),
        float("inf"), True, dt.datetime(2020, 3, 2), dt.date(2020, 3, 2), "#REF!", "nt", "9" * 30,
    ],
)  # fmt: skip
def test_a_doubtful_count_is_refused(raw):
    with pytest.raises(ValidationError):
        read_number(raw, TIPS)


@pytest.mark.parametrize(
    "raw", ["", "  ", None, "-", "–", "—", "…", "...", "N/A", "chưa thống kê", "Không rõ", "- -"]
)
def test_not_known_is_not_zero(raw):
    assert read_number(raw, TIPS) is None
    assert is_unknown(str(raw)) == bool(raw and raw.strip())


@pytest.mark.parametrize(
    ("cells", "habit"),
    [
        (["1.234.567", 3], Habit(dots=True)), (["12,5"], Habit(dots=True)), (["7,0 triệu"], Habit(dots=True)),
        (["1,234,567"], Habit(commas=True)), (["12.5"], Habit(commas=True)),
        (["1,234.5"], Habit(commas=True)), (["1.234", "1,234", 12.5, "năm 2020"], Habit()),
        (["12.5", "12,5"], Habit(True, True)),
    ],
)  # fmt: skip
def test_a_habit_is_only_what_the_file_proves(cells, habit):
    assert habit_of(cells) == habit


@pytest.mark.parametrize(
    ("raw", "habit", "value"),
    [
        ("1,234", Habit(commas=True), 1234), ("1.234", Habit(dots=True), 1234),
        ("1.234", Habit(), 1234), ("1.234", Habit(commas=True), None),
        ("1,234", Habit(dots=True), None), ("1.234", Habit(True, True), None),
        ("1,234", Habit(), None),
    ],
)  # fmt: skip
def test_one_sign_before_three_digits_goes_by_the_habit_of_the_file(raw, habit, value):
    if value is None:
        with pytest.raises(ValidationError):
            read_number(raw, COUNT, habit=habit)
    else:
        assert read_number(raw, COUNT, habit=habit) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("15.000.000", 15_000_000), ("15,000,000", 15_000_000), ("15 000 000", 15_000_000),
        ("15000000đ", 15_000_000), ("15.000.000 đồng", 15_000_000), ("15.000.000 VNĐ", 15_000_000),
        ("15 triệu", 15_000_000), ("15 triệu đồng", 15_000_000), ("15tr", 15_000_000),
        ("15,5 triệu", 15_500_000), ("15.5 triệu", 15_500_000), ("1,2 tỷ", 1_200_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000), ("1 tỷ 200 triệu đồng", 1_200_000_000), ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000), ("2 trđ", 2_000_000), ("2 tr.đ", 2_000_000), (15_000_000.0, 15_000_000),
        ("15.000", 15_000),
    ],
)  # fmt: skip
def test_money_is_read_in_dong(raw, value):
    assert read_number(raw, DONG) == value


@pytest.mark.parametrize(
    "raw",
    [
        "15,000", "15.5", 1234567.5, 1666666.6666667, "-15000000", "15 triệu 5", "15tr5", "200 triệu 1 tỷ",
        "15 cái", "khoảng 15 triệu", "1.500 triệu", "15 triệu rưỡi", "15 - 20 triệu",
    ],
)  # fmt: skip
def test_doubtful_money_is_refused(raw):
    with pytest.raises(ValidationError):
        read_number(raw, DONG)


def test_a_stated_unit_of_money_holds_for_bare_figures_only():
    assert read_number(12.5, DONG, given=10**6) == 12_500_000
    assert read_number("12,5", DONG, given=10**6) == 12_500_000
    assert read_number("12.500.000 đồng", DONG, given=10**6) == 12_500_000
    assert read_number(5_000_000, measure_of("triệu đồng"), given=1) == 5
    assert read_number(0.1 + 0.2, DONG, given=10**6) == 300_000
    with pytest.raises(ValidationError):
        read_number("1.234", DONG, given=10**6)
    assert read_number("1.234", DONG, given=10**6, habit=Habit(dots=True)) == 1_234_000_000


@pytest.mark.parametrize(
    ("unit", "worth"),
    [
        ("đồng", 1),
        ("VNĐ", 1),
        ("(Triệu đồng)", 10**6),
        ("nghìn đồng", 10**3),
        ("1.000đ", 10**3),
        ("tin", None),
    ],
)
def test_units_of_money(unit, worth):
    assert money_unit(unit) == worth


def test_only_measured_units_have_decimals():
    assert measure_of("triệu đồng") == Measure(whole=False, money=10**6)
    assert measure_of("đồng").whole
    assert measure_of("vụ").whole
    assert read_number("12,5", measure_of("km")) == Decimal("12.5")
    with pytest.raises(ValidationError):
        read_number("12,345", measure_of("km"))


@given(st.integers(0, 10**15))
def test_what_papers_print_is_read_again(value):
    assert read_number(number(value), COUNT) == value
    assert read_number(f"{number(value)} đồng", DONG) == value


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    try:
        value = read_number(text, TIPS)
    except ValidationError:
        return
    assert value is None or (value >= 0 and value == value.to_integral_value())
