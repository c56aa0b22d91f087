"""Phones and citizen IDs: what Excel and time did to them."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.crypto import decrypt, encrypt, keyed_hash
from common.identity import (
    citizen_id_doubts,
    mask_citizen_id,
    normalise_citizen_id,
    normalise_phone,
    sex_of_citizen_id,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0986153358", "0986153358"),
        ("098 615.3358", "0986153358"),
        (986153358.0, "0986153358"),
        ("+84 986153358", "0986153358"),
        ("01650274430", "0350274430"),
        (1235342207.0, "0835342207"),
        ("", ""),
    ],
)
def test_phones_become_ten_digits(typed, kept):
    assert normalise_phone(typed)[0] == kept


def test_an_old_mobile_number_says_what_it_became():
    with translation.override("en"):
        assert "0350274430" in normalise_phone("01650274430")[1]
        assert normalise_phone("12")[1]


def test_a_citizen_id_gets_back_the_zero_that_excel_dropped():
    assert normalise_citizen_id(22068714009.0)[0] == "022068714009"
    assert normalise_citizen_id(22068714009.0)[1]
    assert normalise_citizen_id("022165259808") == ("022165259808", "")
    assert normalise_citizen_id("100303513") == ("100303513", "")
    assert normalise_citizen_id("1234")[0] == ""
    assert normalise_citizen_id("1234")[1]


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_no_cell_breaks_the_reading_of_numbers(value):
    normalise_phone(value)
    number, _ = normalise_citizen_id(value)
    assert number == "" or len(number) in (9, 12)


def test_the_number_is_compared_with_sex_and_birth_year():
    assert citizen_id_doubts("022165259808", sex="female", birth=dt.date(1965, 1, 1)) == []
    assert len(citizen_id_doubts("022165259808", sex="male", birth=dt.date(1966, 1, 1))) == 2
    assert citizen_id_doubts("100303513", sex="male", birth=None) == []
    assert sex_of_citizen_id("022165259808") == "female"
    assert sex_of_citizen_id("022368714009") == "female"
    assert sex_of_citizen_id("100303513") == ""


def test_lists_show_a_masked_number():
    assert mask_citizen_id("022165259808") == "022•••••9808"
    assert mask_citizen_id("") == ""


@given(st.text(alphabet="0123456789", min_size=1, max_size=12))
def test_a_number_at_rest_is_neither_readable_nor_lost(number):
    token = encrypt(number)
    assert number not in token or len(number) < 4
    assert decrypt(token) == number
    assert keyed_hash(number) == keyed_hash(number)
    assert encrypt("") == ""
    assert keyed_hash("") is None
