"""Several programmes' figures of one indicator as one: added up, or one fact that each may tell."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from common.periods import Period
from programs.models import Indicator
from programs.results import Conflict, Counting, Tally, Whole, as_one
from programs.results.amounts import Ratio
from programs.results.cells import Cell, Excess, Pair
from programs.results.joining import together

YEAR = 2024
ALL = 0b1_1111_1111_1110
HALF, REST = 0b111_1110, 0b1_1111_1000_0000
COUNTING = Counting.of(Period.year(YEAR), 1)
COMMUNE = 9


def cell(value, months=ALL):
    return Cell(Decimal(value), months, 12, months == ALL, frozenset({"register"}))


def tally(cells=None, *, due=None, wholes=None, rule="sum", pairs=(), excesses=()):
    """A tally of villages by number, and of the commune's total with the months it spares them."""
    return Tally(
        Indicator(code="crimes", rule=rule, group="situation"),
        COUNTING,
        {(village, YEAR): found for village, found in (cells or {}).items()},
        {(village, YEAR): bits for village, bits in (due or {}).items()},
        {(COMMUNE, YEAR): Whole(cell(wholes[0]), wholes[1])} if wholes else {},
        tuple(pairs),
        tuple(excesses),
    )  # fmt: skip


def test_a_fact_of_two_villages_is_added_and_of_one_told_once():
    found, conflicts = as_one([tally({1: cell(4)}), tally({1: cell(4), 2: cell(3)})])
    assert (found.total.value, conflicts) == (7, ())


def test_two_figures_of_the_same_months_are_a_conflict_and_the_larger_counts():
    rows = [tally({1: cell(4)}), tally({1: cell(6)})]
    for order in permutations(rows):
        found, conflicts = as_one(order)
        assert found.total.value == 6
        assert conflicts == (Conflict(1, YEAR, (Decimal(6), Decimal(4))),)


def test_who_knows_more_months_counts_and_other_months_are_added():
    rows = [tally({1: cell(9, HALF)}), tally({1: cell(5)})]
    for order in permutations(rows):
        found, conflicts = as_one(order)
        assert (found.total.value, conflicts) == (5, ())
    apart = [tally({1: cell(9, HALF)}), tally({1: cell(5, REST)})]
    for order in permutations(apart):
        found, conflicts = as_one(order)
        assert (found.total.value, found.cells[1, YEAR].months, conflicts) == (14, ALL, ())


def test_of_two_totals_of_a_commune_the_larger_counts_and_both_are_told():
    rows = [tally(wholes=(20, {})), tally(wholes=(30, {}))]
    for order in permutations(rows):
        found, conflicts = as_one(order)
        assert found.total.value == 30
        assert conflicts == (Conflict(None, YEAR, (Decimal(30), Decimal(20))),)
    assert as_one([tally(wholes=(20, {})), tally(wholes=(20, {}))])[1] == ()


def test_a_total_of_a_commune_stands_for_the_villages_it_tells():
    whole = tally(due={1: ALL}, wholes=(30, {1: ALL}))
    found, _conflicts = as_one([whole, tally({1: cell(4), 2: cell(3)}, due={1: ALL})])
    assert found.total.value == 33, "village 2 is told by no total"


def test_the_share_of_a_fact_is_of_those_that_count():
    def row(value, part):
        pair = Pair(1, YEAR, Decimal(part), Decimal(10), 1)
        return tally({1: cell(value)}, pairs=[pair])

    found, _conflicts = as_one([row(4, 3), row(6, 5)])
    assert [pair.part for pair in found.pairs] == [5]
    assert found.ratio == Ratio(Decimal(5), Decimal(10), is_all=False)


def test_months_are_known_where_every_programme_that_asked_knows_them():
    rows = [
        tally({1: cell(4, HALF)}, due={1: ALL}),
        tally({1: cell(3)}, due={1: HALF}),
        tally(due={1: 1 << 2}),
    ]
    for order in permutations(rows):
        found = together(order)
        total = found.total
        assert total.value == 7
        assert (total.known, total.expected) == (5, 12)


def test_totals_of_two_programmes_are_added_with_what_they_spare():
    found = together(
        [
            tally(due={1: ALL}, wholes=(20, {1: HALF})),
            tally(due={1: ALL, 2: ALL}, wholes=(30, {1: REST, 2: ALL})),
        ]
    )
    assert found.total.value == 50
    assert (found.total.known, found.total.expected) == (24, 24)


def test_what_is_too_large_in_either_is_told_of_both():
    def excess(village):
        return Excess(1, 1, village, YEAR, None, Decimal(5), Decimal(2))

    rows = [tally({1: cell(1)}, excesses=[excess(1)]), tally({2: cell(1)}, excesses=[excess(2)])]
    for found in (together(rows), as_one(rows)[0]):
        assert [row.village for row in found.excesses] == [1, 2]


def test_the_whole_of_one_programme_is_not_that_of_several():
    rows = [replace(tally({n: cell(1)}), base_total=Decimal(9)) for n in (1, 2)]
    assert together(rows).base_total is None
    assert as_one(rows)[0].base_total is None
