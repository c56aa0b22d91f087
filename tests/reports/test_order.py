"""The order of the area before and since, and all programmes side by side."""

import datetime as dt

import pytest

from common.periods import Period
from documents.tree import Table
from programs.models import Indicator, RatingScheme
from reports.figures.order import order
from tests.reports.scenes import scene, values
from tests.reports.test_compose import words, written

pytestmark = pytest.mark.django_db
TEN = Period(dt.date(2014, 9, 15), dt.date(2024, 9, 26))


@pytest.fixture
def made():
    """A self-managed programme of 2014; crimes are told by the grassroots programme beside it."""
    found = scene(2, years=[])
    grassroots = found.programs["grassroots"]
    grassroots.sheets.all().delete()
    for village in found.villages:
        for year, crimes in ((2012, 6), (2013, 4), (2015, 3), (2016, 1)):
            values(grassroots, village, year, {"crimes": crimes})
    return found


def told(made):
    return order(made.frame(TEN, TEN.last_day, "self_managed"), Indicator.objects.all())


def test_crimes_before_and_since_come_from_any_programme_and_complete_years(made):
    row = told(made).rows[0]
    assert (row.indicator.code, row.before.value, row.since.value) == ("crimes", 10, 4)
    assert (row.before.years, row.since.years) == ((2012, 2013), (2015, 2016))
    text = words(written(made, TEN, TEN.last_day, "self_managed"))
    assert (
        "So với trước khi có mô hình, bình quân mỗi năm số vụ phạm pháp hình sự xảy ra giảm từ 10 vụ "
        "(2012 và 2013) xuống 4 vụ (2015 và 2016), tương đương 60%." in text
    )


def test_a_year_of_which_one_village_is_unknown_is_no_base(made):
    made.programs["grassroots"].sheets.filter(year=2013, village=made.villages[0]).delete()
    row = told(made).rows[0]
    assert (row.before.value, row.before.years) == (12, (2012,))
    made.programs["grassroots"].sheets.filter(year=2012).delete()
    assert told(made).rows[0].before is None


def test_a_total_of_the_commune_is_a_base(made):
    grassroots = made.programs["grassroots"]
    grassroots.sheets.filter(year__lt=2014).delete()
    values(grassroots, None, 2012, {"crimes": 30})
    row = told(made).rows[0]
    assert (row.before.value, row.before.years) == (30, (2012,))


def test_what_counts_in_the_period_is_of_the_villages_of_the_report(made):
    """A village that ended before the period tells the years before it only."""
    gone = made.villages[1]
    gone.dissolved_on = dt.date(2014, 3, 1)
    gone.save()
    years = (2012, 2013, 2015, 2016)
    assert [amount.value for amount in told(made).rows[0].amounts] == [12, 8, 3, 1]
    assert told(made).years == years


def test_disputes_that_teams_and_trusted_persons_tell_are_one_fact(made):
    """In one village the larger figure counts; what is told of two villages is added."""
    a, b = made.villages
    for year in (2015, 2016):
        values(made.program, a, year, {"disputes_received": 4})
        values(made.programs["trusted_persons"], a, year, {"disputes_received": 3})
        values(made.programs["trusted_persons"], b, year, {"disputes_received": 2})
    (row,) = [r for r in told(made).rows if r.indicator.code == "disputes_received"]
    assert [a.value for a in row.amounts] == [None, None, 6, 6]


def test_the_years_stand_in_an_appendix_with_gaps_as_dashes(made):
    composed = written(made, TEN, TEN.last_day, "self_managed")
    titles = [appendix.title for appendix in composed.document.appendices]
    table = composed.document.appendices[
        titles.index("Tình hình an ninh, trật tự theo năm")
    ].blocks[0]
    assert [column.title for column in table.columns][2:] == ["2012", "2013", "2015", "2016"]
    assert [figure.value for figure in table.rows[0][2:]] == [12, 8, 6, 2]


def test_one_year_known_is_no_comparison(made):
    made.programs["grassroots"].sheets.exclude(year=2015).delete()
    assert told(made) is None


def table_of(composed):
    tables = [b for b in composed.document.blocks if isinstance(b, Table)]
    return next((table for table in tables if "Tổng hợp các mô hình" in table.caption), None)


def test_all_programmes_stand_side_by_side():
    made = scene(2)
    values(
        made.programs["trusted_persons"], made.villages[0], 2023, {"tips": 7, "disputes_settled": 2}
    )
    scheme = RatingScheme.objects.first()
    made.program.ratings.create(year=2022, level="Khá", scheme=scheme)
    made.program.ratings.create(year=2023, level="Tốt", scheme=scheme)
    table = table_of(written(made))
    titles = [column.title for column in table.columns]
    assert titles[:5] == ["Mô hình", "Thành lập", "Số điểm", "Số tổ", "Số thành viên"]
    rows = {row[0]: dict(zip(titles, row, strict=True)) for row in table.rows}
    assert len(rows) == 5
    own = rows[made.program.name]
    tips = "Nguồn tin cung cấp cho Công an (tin)"
    assert [own[name].value for name in ("Số điểm", "Số tổ", "Số thành viên", tips)] == [
        2,
        2,
        6,
        66,
    ]
    assert own["Số liệu có"] == "100%"
    assert own["Xếp loại gần nhất"] == "Tốt (2023)"
    trusted = rows[made.programs["trusted_persons"].name]
    assert trusted[tips].value == 7
    assert trusted["Xếp loại gần nhất"] == "–"
    assert table_of(written(made, TEN, TEN.last_day, "self_managed")) is None


def test_the_first_and_last_complete_year_are_compared():
    made = scene(1, years=[])
    for year, tips in ((2015, 20), (2016, 30), (2017, 10)):
        values(made.program, made.villages[0], year, {"tips": tips})
    text = words(written(made, TEN, TEN.last_day, "self_managed"))
    assert (
        "Bình quân mỗi năm có 20 nguồn tin (03 năm đủ số liệu: 2015 - 2017); cao nhất là năm 2016 với "
        "30 nguồn tin; năm 2017 giảm 10 nguồn tin (50%) so với năm 2015." in text
    )


def test_statements_do_not_grow_with_villages(django_assert_num_queries):
    catalogue = list(Indicator.objects.all())
    for villages in (1, 6):
        frame = scene(villages).frame()
        with django_assert_num_queries(3):
            order(frame, catalogue)
