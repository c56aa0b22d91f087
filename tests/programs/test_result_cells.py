"""What two programmes or two villages tell of a year as one: values, months, sources, by each rule."""

from decimal import Decimal

import pytest

from programs.results.cells import Cell, exact

JANUARY, MARCH = 1 << 1, 1 << 3


def cell(value, months, at, *, whole=False, source="register", told_anew=False):
    return Cell(Decimal(value), months, at, whole, frozenset({source}), told_anew)


@pytest.mark.parametrize(("rule", "value"), [("sum", 7), ("last", 2), ("distinct", 5)])
def test_one_programme_after_another_in_a_village(rule, value):
    early = cell(5, JANUARY, 1)
    late = cell(2, MARCH, 3, whole=True, source="estimate")
    for both in (early.joined(late, rule), late.joined(early, rule)):
        assert both.value == value
        assert both.months == JANUARY | MARCH
        assert (both.at, both.whole, both.estimated) == (3, True, True)
        assert both.sources == {"register", "estimate"}


@pytest.mark.parametrize("rule", ["sum", "last", "distinct"])
def test_what_two_programmes_did_in_a_village_is_added_by_every_rule(rule):
    both = cell(5, JANUARY, 1).added(cell(2, MARCH, 3), rule)
    assert (both.value, both.months, both.at) == (7, JANUARY | MARCH, 3)


def test_what_two_villages_told_is_added_whatever_the_rule():
    both = cell(5, JANUARY, 1).beside(cell(2, MARCH, 3, whole=True, source="estimate"))
    assert (both.value, both.months, both.at, both.whole) == (7, JANUARY | MARCH, 3, True)
    assert both.sources == {"register", "estimate"}
    assert not cell(5, JANUARY, 1).beside(cell(2, MARCH, 3)).whole


def test_a_standing_that_was_told_anew_adds_its_months_and_no_value():
    old, new = cell(40, JANUARY, 1, told_anew=True), cell(100, MARCH, 3)
    assert (old.counted, new.counted) == (None, 100)
    for both in (old.beside(new), new.beside(old)):
        assert (both.counted, both.months) == (100, JANUARY | MARCH)
    neither = old.beside(cell(1, MARCH, 3, told_anew=True))
    assert neither.counted is None
    assert old.joined(new, "last").counted == 100
    assert old.added(new, "last").counted == 100


def test_sums_lose_the_dust_of_binary_fractions():
    assert str(exact(Decimal("12.00"))) == "12"
    assert str(exact(Decimal("0.30000000000000004"))) == "0.30"
    assert str(exact(Decimal("2.9999999999"))) == "3"
    assert str(exact(Decimal("-2.9999999999"))) == "-3"
    assert str(exact(Decimal("2.25"))) == "2.25"
