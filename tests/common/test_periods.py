"""Periods as data: which months count, what a period is called, what it is compared with."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import (
    Basis,
    Calendar,
    Kind,
    Period,
    PeriodRule,
    Rule,
    Span,
    Years,
    add_months,
)
from common.periods.period import later

D = dt.date
FIRST, POLICE = Calendar(1), Calendar(15)
days = st.dates(D(1950, 1, 1), D(2100, 12, 31))
calendars = st.sampled_from([FIRST, POLICE])
years = st.integers(1951, 2099)


def span(first: dt.date, last: dt.date) -> Period:
    return Period.inclusive(first, last)


@st.composite
def periods(draw) -> Period:
    start = draw(days)
    return Period(start, start + dt.timedelta(days=draw(st.integers(1, 5000))))


def names(year: int, first: int = 1, last: int = 12) -> tuple[tuple[int, int], ...]:
    return tuple((year, month) for month in range(first, last + 1))


@given(days, days, days)
def test_a_period_holds_its_start_and_not_its_end(one, two, other):
    if one == two:
        with pytest.raises(ValueError, match=rf"^empty period {one} \.\. {two}$"):
            Period(one, two)
        return
    period = Period(min(one, two), max(one, two))
    assert period.start in period
    assert period.end not in period
    assert (period.last_day in period) and (period.last_day + dt.timedelta(1) == period.end)
    assert period == span(period.start, period.last_day)
    assert period.days == (period.end - period.start).days
    assert (other in period) == (period.clip(Period(other, other + dt.timedelta(1))) is not None)


def test_a_period_does_not_run_backwards():
    with pytest.raises(ValueError, match="empty"):
        Period(D(2024, 1, 2), D(2024, 1, 1))


@given(periods(), periods())
def test_what_two_periods_share_is_in_both_and_only_where_they_overlap(one, two):
    shared = one.clip(two)
    assert shared == two.clip(one)
    assert one.overlaps(two) == two.overlaps(one) == (shared is not None)
    if shared:
        assert shared.start == max(one.start, two.start)
        assert shared.end == min(one.end, two.end)
    after = Period(one.end, one.end + dt.timedelta(days=3))
    assert one.clip(after) is None
    assert not one.overlaps(after)
    assert not after.overlaps(one)


def test_a_period_is_told_by_its_days_and_touches_calendar_years():
    period = Period(D(2014, 9, 15), D(2025, 1, 1))
    assert str(period) == "15/09/2014 - 31/12/2024"
    assert list(period.years) == list(range(2014, 2025))
    assert list(Period.year(2024).years) == [2024]


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2023, 1, 31), 1, D(2023, 2, 28)),
        (D(2023, 10, 31), 1, D(2023, 11, 30)),
        (D(2023, 11, 30), 1, D(2023, 12, 30)),
        (D(2023, 10, 31), 2, D(2023, 12, 31)),
        (D(2024, 1, 31), -1, D(2023, 12, 31)),
        (D(2024, 3, 31), -13, D(2023, 2, 28)),
        (D(2024, 5, 7), 0, D(2024, 5, 7)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_months_last(day, months, found):
    assert add_months(day, months) == found


@given(periods(), calendars)
def test_touched_months_cover_a_period_without_gap(period, calendar):
    months = [calendar.month(*month) for month in calendar.touched(period)]
    assert months[0].start <= period.start < months[0].end
    assert months[-1].start < period.end <= months[-1].end
    assert all(one.end == two.start for one, two in pairwise(months))


# ---- which months count -------------------------------------------------------------------


@given(st.lists(days, min_size=2, max_size=8, unique=True), calendars)
def test_the_months_of_consecutive_periods_are_those_of_the_whole(cuts, calendar):
    cuts.sort()
    parts = [calendar.months_of(Period(one, two)) for one, two in pairwise(cuts)]
    together = [month for part in parts for month in part]
    assert tuple(together) == calendar.months_of(Period(cuts[0], cuts[-1]))
    assert len(set(together)) == len(together)


@given(periods(), calendars)
def test_the_months_that_count_follow_each_other_and_touch_the_period(period, calendar):
    found = calendar.months_of(period)
    touched = list(calendar.touched(period))
    assert set(found) <= set(touched)
    assert len(touched) - len(found) <= 2
    indexes = [year * 12 + month for year, month in found]
    assert indexes == list(range(indexes[0], indexes[0] + len(indexes))) if indexes else True
    for month in touched:
        whole = calendar.month(*month)
        inside = period.start <= whole.start and whole.end <= period.end
        assert month in found or not inside


@given(years, st.integers(1, 12), calendars)
def test_the_middle_of_a_month_lies_about_its_middle(year, month, calendar):
    days_of = calendar.month(year, month)
    middle = calendar.middle(year, month)
    assert middle in days_of
    assert 13 <= (middle - days_of.start).days <= 17


@pytest.mark.parametrize("calendar", [FIRST, POLICE])
@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (D(2024, 1, 1), D(2024, 12, 31), names(2024)),
        (D(2024, 1, 1), D(2024, 6, 30), names(2024, 1, 6)),
        (D(2024, 7, 1), D(2024, 9, 30), names(2024, 7, 9)),
        (D(2024, 8, 1), D(2024, 8, 31), names(2024, 8, 8)),
        (D(2023, 1, 1), D(2024, 6, 30), names(2023) + names(2024, 1, 6)),
    ],
)
def test_a_span_of_calendar_months_counts_the_months_it_names(calendar, first, last, months):
    assert calendar.months_of(span(first, last)) == months


@pytest.mark.parametrize(
    ("calendar", "first", "last", "months"),
    [
        (POLICE, D(2023, 12, 15), D(2024, 12, 14), names(2024)),
        (POLICE, D(2024, 6, 15), D(2024, 9, 14), names(2024, 7, 9)),
        (POLICE, D(2023, 11, 15), D(2024, 11, 14), ((2023, 12), *names(2024, 1, 11))),
        (FIRST, D(2023, 12, 15), D(2024, 12, 14), ((2023, 12), *names(2024, 1, 11))),
        (FIRST, D(2023, 11, 15), D(2024, 11, 14), ((2023, 11), (2023, 12), *names(2024, 1, 10))),
        # the ends of the demo's two reports
        (FIRST, D(2023, 9, 26), D(2024, 9, 25), names(2023, 10, 12) + names(2024, 1, 9)),
        (FIRST, D(2024, 9, 15), D(2024, 9, 25), names(2024, 9, 9)),
        (FIRST, D(2024, 9, 16), D(2024, 10, 14), ()),
        (FIRST, D(2024, 9, 1), D(2024, 9, 14), ()),
        (FIRST, D(2024, 9, 1), D(2024, 9, 15), names(2024, 9, 9)),
        (POLICE, D(2024, 9, 1), D(2024, 9, 1), names(2024, 9, 9)),
        (POLICE, D(2024, 8, 15), D(2024, 8, 31), ()),
    ],
)
def test_a_month_counts_where_its_middle_lies(calendar, first, last, months):
    assert calendar.months_of(span(first, last)) == months


@given(years)
def test_the_police_month_and_year_end_on_the_14th(year):
    assert POLICE.month(year, 9) == span(D(year, 8, 15), D(year, 9, 14))
    assert POLICE.month(year, 1) == span(D(year - 1, 12, 15), D(year, 1, 14))
    assert POLICE.year(year) == span(D(year - 1, 12, 15), D(year, 12, 14))
    assert FIRST.year(year) == Period.year(year) == span(D(year, 1, 1), D(year, 12, 31))
    assert POLICE.days(year, None) == POLICE.year(year)
    assert POLICE.days(year, 9) == POLICE.month(year, 9)
    assert POLICE.months(year, 7, 9) == span(D(year, 6, 15), D(year, 9, 14))
    assert FIRST.months(year, 1, 9) == span(D(year, 1, 1), D(year, 9, 30))
    assert Period.rating_year(year) == span(D(year - 1, 11, 15), D(year, 11, 14))


@given(days, calendars)
def test_a_day_lies_in_the_month_it_is_told_to_be_of(day, calendar):
    assert day in calendar.month(*calendar.month_of(day))


@pytest.mark.parametrize("start_day", [0, 2, 14, 16, 31])
def test_months_start_on_day_1_or_15_only(start_day):
    with pytest.raises(ValueError, match=r"^a reporting month starts on day 1 or on day 15"):
        Calendar(start_day)


def test_without_a_word_months_start_on_day_1():
    assert Calendar() == FIRST


# ---- which years are whole ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("calendar", "first", "last", "whole", "cut"),
    [
        (FIRST, D(2024, 1, 1), D(2024, 12, 31), (2024,), ()),
        (POLICE, D(2024, 1, 1), D(2024, 12, 31), (2024,), ()),
        (POLICE, D(2023, 12, 15), D(2024, 12, 14), (2024,), ()),
        (POLICE, D(2023, 12, 15), D(2024, 12, 13), (), (2024,)),
        (POLICE, D(2024, 1, 2), D(2024, 12, 31), (), (2024,)),
        (FIRST, D(2023, 12, 15), D(2024, 12, 14), (), (2023, 2024)),
        (FIRST, D(2019, 7, 1), D(2024, 6, 30), (2020, 2021, 2022, 2023), (2019, 2024)),
        (FIRST, D(2014, 9, 15), D(2024, 9, 25), tuple(range(2015, 2024)), (2014, 2024)),
        (FIRST, D(2023, 8, 1), D(2024, 7, 31), (), (2023, 2024)),
        # All twelve middles lie inside, and yet a year's total reaches out by four days.
        (FIRST, D(2024, 1, 5), D(2024, 12, 31), (), (2024,)),
        (FIRST, D(2024, 1, 1), D(2024, 12, 30), (), (2024,)),
        # Of 2025 no month counts: nothing of it is cut.
        (FIRST, D(2024, 1, 1), D(2025, 1, 10), (2024,), ()),
        (FIRST, D(2024, 9, 16), D(2024, 10, 14), (), ()),
    ],
)
def test_years_are_whole_or_cut(calendar, first, last, whole, cut):
    found = calendar.years_of(span(first, last))
    assert found == Years(whole, cut)
    assert found.touched == tuple(sorted(whole + cut))


@given(periods(), calendars)
def test_a_whole_year_has_its_twelve_months_and_a_cut_one_some(period, calendar):
    found = calendar.years_of(period)
    months = calendar.months_of(period)
    assert found.touched == tuple(sorted({year for year, _month in months}))
    assert set(found.cut) <= {found.touched[0], found.touched[-1]} if months else not found.cut
    for year in found.whole:
        assert set(names(year)) <= set(months)


@given(years, calendars)
def test_a_year_is_told_from_either_span(year, calendar):
    assert calendar.year_of(Period.year(year)) == year
    assert calendar.year_of(calendar.year(year)) == year
    assert calendar.year_of(Period(D(year, 1, 1), D(year + 2, 1, 1))) is None
    assert calendar.year_of(Period(D(year, 1, 1), D(year, 11, 30))) is None
    assert calendar.year_of(Period(D(year, 1, 1), D(year + 1, 3, 1))) is None


# ---- comparisons --------------------------------------------------------------------------


@given(periods(), calendars)
def test_the_same_span_a_year_before_counts_the_same_months(period, calendar):
    found = period.same_a_year_before()
    assert found.period == period
    assert found.basis is Basis.YEAR_BEFORE
    shifted = tuple((year - 1, month) for year, month in calendar.months_of(period))
    assert calendar.months_of(found.base) == shifted


@given(periods(), calendars)
def test_the_span_before_ends_where_this_one_starts(period, calendar):
    found = period.before()
    assert found.period == period
    assert found.basis is Basis.JUST_BEFORE
    assert found.base.end == period.start
    assert period.whole_months or found.base.days == period.days
    assert not set(calendar.months_of(found.base)) & set(calendar.months_of(period))


@given(years, st.integers(1, 12), st.integers(1, 48), calendars)
def test_the_span_before_whole_months_has_as_many(year, month, count, calendar):
    start = calendar.month(year, month).start
    period = Period(start, add_months(start, count))
    assert period.whole_months == count
    assert len(calendar.months_of(period)) == count
    assert len(calendar.months_of(period.before().base)) == count


def test_august_is_compared_with_last_august_or_with_july_each_in_its_own_words():
    august = span(D(2024, 8, 1), D(2024, 8, 31))
    ago, before = august.same_a_year_before(), august.before()
    assert ago.base == span(D(2023, 8, 1), D(2023, 8, 31))
    assert ago.words == "so với cùng kỳ năm trước"
    assert ago.equal_words == "bằng cùng kỳ năm trước"
    assert before.base == span(D(2024, 7, 1), D(2024, 7, 31))
    assert before.words == "so với kỳ trước"
    assert before.equal_words == "bằng kỳ trước"
    assert ago != before


@given(years)
def test_for_a_year_both_bases_are_the_same_days(year):
    period = Period(D(year, 9, 26), D(year + 1, 9, 26))
    assert period.same_a_year_before().base == period.before().base
    assert period.before().base == Period(D(year - 1, 9, 26), D(year, 9, 26))


@pytest.mark.parametrize(
    ("first", "last", "base"),
    [
        (D(2024, 2, 1), D(2024, 2, 29), (D(2023, 2, 1), D(2023, 2, 28))),
        (D(2025, 2, 1), D(2025, 2, 28), (D(2024, 2, 1), D(2024, 2, 29))),
        (D(2024, 2, 1), D(2024, 2, 28), (D(2023, 2, 1), D(2023, 2, 28))),
        (D(2024, 2, 29), D(2024, 3, 31), (D(2023, 3, 1), D(2023, 3, 31))),
        (D(2024, 2, 29), D(2024, 2, 29), (D(2023, 2, 28), D(2023, 2, 28))),
    ],
)
def test_a_leap_day_moves_no_other_day(first, last, base):
    assert span(first, last).same_a_year_before().base == span(*base)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (D(2023, 9, 26), D(2024, 9, 25), 12),
        (D(2016, 2, 29), D(2017, 2, 28), 12),
        (D(2024, 1, 31), D(2024, 2, 29), 1),
        (D(2024, 8, 1), D(2024, 8, 30), None),
        (D(2014, 9, 15), D(2024, 9, 25), None),
        (D(2024, 8, 5), D(2024, 8, 5), None),
        (D(2023, 12, 15), D(2024, 12, 14), 12),
    ],
)
def test_whole_months_are_counted_from_any_day(first, last, months):
    assert span(first, last).whole_months == months


@given(days, st.integers(-60, 60))
def test_a_bound_moves_to_the_same_day_or_the_first_of_the_next_month(day, months):
    moved = later(day, months)
    in_month = add_months(day, months)
    assert moved == in_month if in_month.day == day.day else moved == in_month + dt.timedelta(1)
    assert moved.day in (day.day, 1)


# ---- words --------------------------------------------------------------------------------

WORDS = [
    (FIRST, D(2024, 8, 1), D(2024, 8, 31), Kind.MONTH, "tháng 8 năm 2024", None),
    (FIRST, D(2024, 2, 1), D(2024, 2, 29), Kind.MONTH, "tháng 02 năm 2024", None),
    (POLICE, D(2024, 7, 15), D(2024, 8, 14), Kind.MONTH, "tháng 8 năm 2024", None),
    (POLICE, D(2023, 12, 15), D(2024, 1, 14), Kind.MONTH, "tháng 01 năm 2024", None),
    (POLICE, D(2024, 8, 1), D(2024, 8, 31), Kind.MONTH, "tháng 8 năm 2024", None),
    (FIRST, D(2024, 1, 1), D(2024, 3, 31), Kind.QUARTER, "quý I năm 2024", None),
    (FIRST, D(2024, 7, 1), D(2024, 9, 30), Kind.QUARTER, "quý III năm 2024", None),
    (POLICE, D(2024, 9, 15), D(2024, 12, 14), Kind.QUARTER, "quý IV năm 2024", None),
    (FIRST, D(2026, 1, 1), D(2026, 6, 30), Kind.HALF_YEAR, "06 tháng đầu năm 2026", None),
    (POLICE, D(2025, 12, 15), D(2026, 6, 14), Kind.HALF_YEAR, "06 tháng đầu năm 2026", None),
    (FIRST, D(2025, 7, 1), D(2025, 12, 31), Kind.HALF_YEAR, "06 tháng cuối năm 2025", None),
    (FIRST, D(2024, 4, 1), D(2024, 6, 30), Kind.QUARTER, "quý II năm 2024", None),
    (FIRST, D(2024, 10, 1), D(2024, 12, 31), Kind.QUARTER, "quý IV năm 2024", None),
    (FIRST, D(2024, 5, 1), D(2024, 7, 31), Kind.MONTHS, "03 tháng",
     "03 tháng (từ tháng 5 đến tháng 7 năm 2024)"),
    (FIRST, D(2024, 1, 1), D(2024, 9, 30), Kind.NINE_MONTHS, "09 tháng đầu năm 2024", None),
    (FIRST, D(2024, 1, 1), D(2024, 12, 31), Kind.YEAR, "01 năm", "năm 2024"),
    (POLICE, D(2024, 1, 1), D(2024, 12, 31), Kind.YEAR, "01 năm", "năm 2024"),
    (POLICE, D(2023, 12, 15), D(2024, 12, 14), Kind.YEAR, "01 năm", "năm 2024"),
    (FIRST, D(2023, 12, 15), D(2024, 12, 14), Kind.YEAR, "01 năm", None),
    (FIRST, D(2023, 9, 26), D(2024, 9, 25), Kind.YEAR, "01 năm", None),
    (FIRST, D(2023, 10, 1), D(2024, 9, 30), Kind.YEAR, "01 năm",
     "01 năm (từ tháng 10 năm 2023 đến tháng 9 năm 2024)"),
    (FIRST, D(2023, 11, 15), D(2024, 11, 14), Kind.RATING_YEAR, "01 năm",
     "năm đánh giá, xếp loại 2024"),
    (POLICE, D(2023, 11, 15), D(2024, 11, 14), Kind.RATING_YEAR, "01 năm",
     "năm đánh giá, xếp loại 2024"),
    (FIRST, D(2020, 1, 1), D(2024, 12, 31), Kind.YEARS, "05 năm", "05 năm (2020 - 2024)"),
    (POLICE, D(2014, 12, 15), D(2024, 12, 14), Kind.YEARS, "10 năm", "10 năm (2015 - 2024)"),
    (FIRST, D(2019, 7, 1), D(2024, 6, 30), Kind.YEARS, "05 năm",
     "05 năm (từ tháng 7 năm 2019 đến tháng 6 năm 2024)"),
    (FIRST, D(2014, 9, 15), D(2024, 9, 25), Kind.YEARS, "10 năm", None),
    (FIRST, D(2014, 9, 15), D(2024, 9, 14), Kind.YEARS, "10 năm", None),
    (FIRST, D(2023, 1, 1), D(2024, 6, 30), Kind.MONTHS, "18 tháng",
     "18 tháng (từ tháng 01 năm 2023 đến tháng 6 năm 2024)"),
    (FIRST, D(2024, 2, 1), D(2024, 4, 30), Kind.MONTHS, "03 tháng",
     "03 tháng (từ tháng 02 đến tháng 4 năm 2024)"),
    (FIRST, D(2024, 4, 1), D(2024, 9, 30), Kind.MONTHS, "06 tháng",
     "06 tháng (từ tháng 4 đến tháng 9 năm 2024)"),
    (FIRST, D(2024, 4, 1), D(2024, 12, 31), Kind.MONTHS, "09 tháng",
     "09 tháng (từ tháng 4 đến tháng 12 năm 2024)"),
    (FIRST, D(2024, 3, 26), D(2024, 9, 25), Kind.MONTHS, "06 tháng", None),
    (FIRST, D(2024, 3, 26), D(2024, 4, 25), Kind.MONTHS, "01 tháng", None),
    (FIRST, D(2024, 7, 15), D(2024, 8, 14), Kind.MONTHS, "01 tháng", None),
    (FIRST, D(2016, 1, 1), D(2025, 9, 30), Kind.MONTHS, "09 năm 09 tháng",
     "09 năm 09 tháng (từ tháng 01 năm 2016 đến tháng 9 năm 2025)"),
    (FIRST, D(2022, 5, 10), D(2024, 4, 9), Kind.MONTHS, "23 tháng", None),
    (FIRST, D(2022, 5, 10), D(2024, 6, 9), Kind.MONTHS, "02 năm 01 tháng", None),
    (FIRST, D(2023, 1, 1), D(2024, 1, 3), Kind.YEAR, "01 năm", None),
    (FIRST, D(2022, 1, 1), D(2024, 1, 5), Kind.YEARS, "02 năm", None),
    (FIRST, D(2024, 8, 1), D(2024, 10, 3), Kind.DAYS,
     "thời gian từ ngày 01/08/2024 đến ngày 03/10/2024", None),
    # 11 days over three years, and 107 over 29, are still a hundredth.
    (FIRST, D(1996, 1, 1), D(1999, 1, 11), Kind.YEARS, "03 năm", None),
    (FIRST, D(1996, 1, 1), D(2025, 4, 17), Kind.YEARS, "29 năm", None),
    # 36 days more than ten years are below a hundredth of them, 37 days are not.
    (FIRST, D(2014, 9, 15), D(2024, 10, 21), Kind.DAYS,
     "thời gian từ ngày 15/09/2014 đến ngày 21/10/2024", None),
    (FIRST, D(2014, 9, 15), D(2024, 10, 20), Kind.YEARS, "10 năm", None),
    (FIRST, D(2015, 1, 1), D(2024, 11, 25), Kind.YEARS, "10 năm", None),
    (FIRST, D(2015, 1, 1), D(2024, 11, 24), Kind.DAYS,
     "thời gian từ ngày 01/01/2015 đến ngày 24/11/2024", None),
    (FIRST, D(2024, 8, 1), D(2024, 8, 30), Kind.DAYS,
     "thời gian từ ngày 01/08/2024 đến ngày 30/08/2024", None),
    (FIRST, D(2023, 1, 1), D(2024, 1, 15), Kind.DAYS,
     "thời gian từ ngày 01/01/2023 đến ngày 15/01/2024", None),
]  # fmt: skip


@pytest.mark.parametrize(("calendar", "first", "last", "kind", "title", "text"), WORDS)
def test_a_period_knows_its_kind_and_its_words(calendar, first, last, kind, title, text):
    found = Span.of(span(first, last), calendar)
    assert (found.period, found.kind, found.title) == (span(first, last), kind, title)
    assert found.text == (text or title)


@given(periods(), calendars)
def test_every_period_has_words_true_to_its_length(period, calendar):
    found = Span.of(period, calendar)
    assert found.period == period
    lengths = {
        Kind.MONTH: (28, 31), Kind.QUARTER: (89, 92), Kind.HALF_YEAR: (180, 185),
        Kind.NINE_MONTHS: (272, 276), Kind.YEAR: (361, 370), Kind.RATING_YEAR: (365, 366),
    }  # fmt: skip
    if found.kind in lengths:
        least, most = lengths[found.kind]
        assert least <= period.days <= most
    elif found.kind is Kind.YEARS:
        assert abs(period.days - found.length * 365.25) <= period.days / 100 + 1.5
    elif found.kind is Kind.MONTHS:
        assert found.length == period.whole_months
    else:
        assert found.length == period.days
    assert found.title in found.text or found.kind in (Kind.YEAR, Kind.RATING_YEAR)


@given(years, st.integers(1, 12), calendars)
def test_a_named_period_is_named_for_the_months_that_count(year, month, calendar):
    for period in (calendar.month(year, month), FIRST.month(year, month)):
        found = Span.of(period, calendar)
        assert (found.year, found.first) == (year, (year, month))
        assert calendar.months_of(period) == ((year, month),)


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        (D(2023, 11, 15), D(2024, 11, 14), 2024),
        (D(2024, 1, 1), D(2024, 12, 31), 2024),
        (D(2023, 10, 1), D(2024, 9, 30), None),
        (D(2024, 2, 1), D(2024, 4, 30), None),
        (D(2020, 1, 1), D(2024, 12, 31), None),
        (D(2023, 9, 26), D(2024, 9, 25), None),
    ],
)
def test_only_a_period_of_one_year_is_named_for_it(first, last, year):
    assert Span.of(span(first, last), FIRST).year == year


@pytest.mark.parametrize(
    ("first", "last", "word", "exact"),
    [
        (D(2014, 9, 15), D(2024, 9, 25), "tổng kết", False),
        (D(2020, 1, 1), D(2024, 12, 31), "tổng kết", True),
        (D(2020, 1, 1), D(2024, 12, 20), "tổng kết", False),
        (D(2021, 1, 1), D(2024, 12, 31), "sơ kết", True),
        (D(2024, 1, 1), D(2024, 6, 30), "sơ kết", True),
        (D(2019, 1, 1), D(2024, 9, 30), "tổng kết", True),
        (D(2024, 1, 1), D(2024, 12, 28), "sơ kết", False),
        (D(2020, 1, 1), D(2024, 9, 30), "sơ kết", True),
        (D(2020, 2, 1), D(2025, 1, 27), "tổng kết", False),
        (D(2020, 1, 10), D(2025, 2, 9), "tổng kết", True),
        (D(2020, 1, 1), D(2025, 2, 14), "tổng kết", True),
        (D(2020, 1, 1), D(2024, 11, 30), "sơ kết", True),
    ],
)
def test_five_years_close_a_time_and_less_takes_stock(first, last, word, exact):
    found = Span.of(span(first, last), FIRST)
    assert found.review == word
    assert found.exact is exact


# --- the rules of kinds of report ------------------------------------------------------------


def rule(name, start_day=1, years=1):
    return PeriodRule(Rule(name), Calendar(start_day), years)


@pytest.mark.parametrize(
    ("name", "start_day", "today", "first", "last"),
    [
        # a day is over with itself; a week runs from Monday to Sunday
        ("week", 1, D(2026, 11, 29), D(2026, 11, 23), D(2026, 11, 29)),
        ("week", 1, D(2026, 11, 28), D(2026, 11, 16), D(2026, 11, 22)),
        ("week", 1, D(2027, 1, 2), D(2026, 12, 21), D(2026, 12, 27)),
        ("month", 1, D(2026, 3, 31), D(2026, 3, 1), D(2026, 3, 31)),
        ("month", 1, D(2026, 3, 30), D(2026, 2, 1), D(2026, 2, 28)),
        ("month", 1, D(2026, 1, 1), D(2025, 12, 1), D(2025, 12, 31)),
        ("month", 15, D(2026, 11, 14), D(2026, 10, 15), D(2026, 11, 14)),
        ("month", 15, D(2026, 11, 13), D(2026, 9, 15), D(2026, 10, 14)),
        ("quarter", 1, D(2026, 2, 1), D(2025, 10, 1), D(2025, 12, 31)),
        ("quarter", 15, D(2026, 3, 14), D(2025, 12, 15), D(2026, 3, 14)),
        ("half_year", 1, D(2026, 7, 1), D(2026, 1, 1), D(2026, 6, 30)),
        ("half_year", 15, D(2026, 12, 13), D(2025, 12, 15), D(2026, 6, 14)),
        ("nine_months", 1, D(2026, 9, 29), D(2025, 1, 1), D(2025, 9, 30)),
        ("nine_months", 15, D(2026, 12, 31), D(2025, 12, 15), D(2026, 9, 14)),
        ("year", 1, D(2026, 12, 31), D(2026, 1, 1), D(2026, 12, 31)),
        ("year", 15, D(2026, 12, 14), D(2025, 12, 15), D(2026, 12, 14)),
        ("span", 1, D(2026, 3, 5), D(2026, 2, 1), D(2026, 2, 28)),
    ],
)
def test_the_latest_period_of_a_rule_is_over(name, start_day, today, first, last):
    found = rule(name, start_day).latest(today)
    assert (found.start, found.last_day) == (first, last)
    assert rule(name, start_day).fits(found)


def test_the_latest_so_many_years_are_whole_ones():
    found = rule("years", 1, 10).latest(D(2026, 11, 27))
    assert (found.start, found.last_day) == (D(2016, 1, 1), D(2025, 12, 31))


@pytest.mark.parametrize(
    ("name", "first", "last", "then_first", "then_last"),
    [
        ("week", D(2026, 11, 16), D(2026, 11, 22), D(2026, 11, 23), D(2026, 11, 29)),
        # a holiday made it longer: the next one ends with its Sunday
        ("week", D(2026, 4, 27), D(2026, 5, 5), D(2026, 5, 6), D(2026, 5, 10)),
        ("month", D(2024, 1, 1), D(2024, 1, 31), D(2024, 2, 1), D(2024, 2, 29)),
        ("month", D(2023, 12, 15), D(2024, 1, 14), D(2024, 1, 15), D(2024, 2, 14)),
        ("month", D(2024, 2, 1), D(2024, 2, 29), D(2024, 3, 1), D(2024, 3, 31)),
        ("quarter", D(2025, 10, 1), D(2025, 12, 31), D(2026, 1, 1), D(2026, 3, 31)),
        ("half_year", D(2025, 1, 1), D(2025, 6, 30), D(2025, 7, 1), D(2025, 12, 31)),
        ("nine_months", D(2025, 1, 1), D(2025, 9, 30), D(2026, 1, 1), D(2026, 9, 30)),
        ("year", D(2024, 1, 1), D(2024, 12, 31), D(2025, 1, 1), D(2025, 12, 31)),
        ("year", D(2023, 11, 15), D(2024, 11, 14), D(2024, 11, 15), D(2025, 11, 14)),
        ("years", D(2023, 9, 26), D(2024, 9, 25), D(2024, 9, 26), D(2025, 9, 25)),
        ("span", D(2024, 1, 1), D(2024, 2, 29), D(2024, 3, 1), D(2024, 4, 30)),
        ("span", D(2024, 2, 3), D(2024, 2, 12), D(2024, 2, 13), D(2024, 2, 22)),
    ],
)
def test_the_next_period_of_a_rule(name, first, last, then_first, then_last):
    found = rule(name).following(Period.inclusive(first, last))
    assert (found.start, found.last_day) == (then_first, then_last)


@pytest.mark.parametrize(
    ("name", "years", "first", "last", "fits"),
    [
        ("week", 1, D(2026, 4, 27), D(2026, 5, 6), True),
        ("week", 1, D(2026, 4, 27), D(2026, 5, 7), False),
        ("month", 1, D(2024, 8, 1), D(2024, 8, 30), False),
        ("quarter", 1, D(2024, 3, 1), D(2024, 5, 31), False),
        ("half_year", 1, D(2024, 7, 1), D(2024, 12, 31), True),
        ("nine_months", 1, D(2024, 2, 1), D(2024, 10, 31), False),
        ("year", 1, D(2023, 11, 15), D(2024, 11, 14), True),
        ("year", 1, D(2023, 9, 26), D(2024, 9, 25), False),
        ("years", 1, D(2023, 9, 26), D(2024, 9, 25), True),
        ("years", 10, D(2014, 9, 15), D(2024, 9, 25), True),
        ("years", 10, D(2016, 1, 1), D(2025, 9, 30), True),
        ("years", 10, D(2020, 1, 1), D(2025, 9, 30), False),
        ("span", 1, D(2024, 2, 3), D(2024, 2, 3), True),
    ],
)
def test_a_rule_knows_its_periods(name, years, first, last, fits):
    assert rule(name, years=years).fits(Period.inclusive(first, last)) is fits
