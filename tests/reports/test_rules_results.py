"""The rules (a) to (g), (m) and (p) of figures, each with its example and its counter-example, in what a report says."""

import pytest

from members.models import Commune
from programs.models import ResultSheet
from tests import factories as f
from tests.reports.cases import TEN_YEARS, D, cells, commune, lines, prog, report, tables
from tests.reports.scenes import values

pytestmark = pytest.mark.django_db
FIVE_YEARS = (D(2015, 1, 1), D(2019, 12, 31), "thematic")


@pytest.fixture
def place():
    return commune(name="Bằng Cả")


def villages_of(place: Commune, *names: str):
    return [f.VillageFactory(commune=place, name=name) for name in names]


def months_of(program, village, year, months, **told) -> None:
    """Months as the commune's calendar has them."""
    for month in months:
        sheet = ResultSheet.of_month(program, village, year, month)
        sheet.state = "accepted"
        sheet.save()
        for code, value in told.items():
            f.ResultValueFactory(
                sheet=sheet, indicator=f.Indicator.objects.get(code=code), value=value
            )


def said(document, *words) -> str:
    return "\n".join(lines(document, *words))


# (a) ratios


def test_a_share_is_of_the_sheets_that_know_both(place):
    a, b = villages_of(place, "Thôn A", "Thôn B")
    program = prog(place, villages=(a, b))
    values(program, a, 2024, {"disputes_received": 10, "disputes_settled": 7}, month=5)
    values(program, b, 2024, {"disputes_settled": 4}, month=5)
    text = said(report(place, [program]), "hòa giải")
    assert "tiếp nhận 10 vụ" in text
    assert "hòa giải thành 11 vụ (đạt 70%" in text
    assert "110%" not in text


def test_a_share_of_nothing_and_a_part_above_its_whole_have_no_percentage(place):
    a, b = villages_of(place, "Thôn A", "Thôn B")
    program = prog(place, villages=(a, b))
    values(program, a, 2017, {"tips": 0, "useful_tips": 5})
    text = said(report(place, [program], TEN_YEARS))
    assert "chiếm" not in text
    assert (
        "nguồn tin có giá trị 05, lớn hơn nguồn tin cung cấp cho Công an 00 (Thôn A, năm 2017)"
        in text
    )
    assert "Thôn B" not in "\n".join(line for line in text.split("\n") if "Cần rà soát" in line)


def test_where_nothing_exceeds_its_whole_nothing_is_pointed_out(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    values(program, a, 2024, {"tips": 5, "useful_tips": 5})
    text = said(report(place, [program]))
    assert "(chiếm 100%)" in text
    assert "Cần rà soát" not in text


# (b) comparisons


def test_a_month_is_set_beside_the_month_of_the_year_before(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year, month, tips in ((2023, 8, 3), (2024, 7, 6), (2024, 8, 15)):
        values(program, a, year, {"tips": tips}, month=month)
    text = said(report(place, [program], (D(2024, 8, 1), D(2024, 8, 31), "thematic")), "nguồn tin")
    assert "15 nguồn tin (tăng 12 nguồn tin, 400% so với cùng kỳ năm trước)" in text
    assert "150%" not in text


def test_a_year_is_compared_over_the_months_that_both_know(place):
    a, b = villages_of(place, "Thôn A", "Thôn B")
    program = prog(place, villages=(a, b))
    for month in range(1, 13):
        for village in (a, b):
            values(program, village, 2024, {"tips": 2}, month=month)
        if month <= 3:
            values(program, a, 2023, {"tips": 2}, month=month)
    text = said(report(place, [program]), "nguồn tin")
    assert (
        "48 nguồn tin (bằng cùng kỳ năm trước, tính trên các tháng có số liệu của cả hai kỳ)"
        in text
    )
    assert "700%" not in text


def test_no_percentage_on_a_base_of_nothing(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    values(program, a, 2023, {"tips": 0})
    values(program, a, 2024, {"tips": 4})
    text = said(report(place, [program]), "nguồn tin")
    assert "04 nguồn tin (tăng 04 nguồn tin so với cùng kỳ năm trước)" in text
    assert "%" not in text


def test_twelve_months_and_a_year_sheet_are_both_a_year(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    values(program, a, 2023, {"tips": 6})
    for month in range(1, 13):
        values(program, a, 2024, {"tips": 1}, month=month)
    assert "12 nguồn tin (tăng 06 nguồn tin, 100% so với cùng kỳ năm trước)" in said(
        report(place, [program])
    )


def test_eleven_months_are_no_year_to_compare(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    values(program, a, 2023, {"tips": 6})
    for month in range(1, 12):
        values(program, a, 2024, {"tips": 1}, month=month)
    assert "cùng kỳ" not in said(report(place, [program]))


def test_a_village_that_ended_before_both_years_is_not_compared(place):
    """Its sheets of later years are a slip: they count in no total, and in no comparison."""
    a, b = villages_of(place, "Thôn A", "Thôn B")
    a.dissolved_on = D(2020, 12, 29)
    a.save()
    program = prog(place, villages=(a, b))
    for year, tips in ((2023, 5), (2024, 8)):
        values(program, a, year, {"tips": tips})
    values(program, b, 2024, {"tips": 9})
    text = said(report(place, [program]), "nguồn tin")
    assert "09 nguồn tin" in text
    assert "cùng kỳ" not in text
    values(program, b, 2023, {"tips": 6})
    text = said(report(place, [program]), "nguồn tin")
    assert "09 nguồn tin (tăng 03 nguồn tin, 50% so với cùng kỳ năm trước)" in text


def test_a_village_that_ended_in_the_year_before_is_left_out_and_said(place):
    a, b = villages_of(place, "Thôn A", "Thôn B")
    a.dissolved_on = D(2023, 12, 1)
    a.save()
    program = prog(place, villages=(a, b))
    values(program, a, 2023, {"tips": 5})
    for year, tips in ((2023, 6), (2024, 9)):
        values(program, b, year, {"tips": tips})
    assert (
        "09 nguồn tin (tăng 03 nguồn tin, 50% so với cùng kỳ năm trước, tính trên các tháng có"
        in said(report(place, [program]), "nguồn tin")
    )


# (c) averages


def test_the_mean_is_over_the_complete_whole_years_and_says_which(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in range(2014, 2025):
        values(program, a, year, {"tips": 30 if year in (2014, 2024) else 14})
    text = said(report(place, [program], TEN_YEARS), "Bình quân")
    assert text.startswith("Bình quân mỗi năm có 14 nguồn tin (09 năm đủ số liệu: 2015 - 2023)")


def test_a_mean_of_all_years_of_the_period_does_not_name_them(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in range(2015, 2020):
        values(program, a, year, {"tips": year - 2010})
    text = said(report(place, [program], FIVE_YEARS), "Bình quân")
    assert text.startswith(
        "Bình quân mỗi năm có 7 nguồn tin; cao nhất là năm 2019 với 09 nguồn tin"
    )


def test_without_two_complete_years_there_is_no_mean(place):
    a, b = villages_of(place, "Thôn A", "Thôn B")
    program = prog(place, villages=(a, b))
    for year in range(2015, 2020):
        values(program, a, year, {"tips": 5})
    values(program, b, 2017, {"tips": 5})
    assert "Bình quân" not in said(report(place, [program], FIVE_YEARS))


def test_months_of_a_village_without_a_site_make_no_year(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place)
    for month in (1, 2, 3):
        values(program, a, 2017, {"tips": 4}, month=month)
    for year in (2018, 2019):
        values(program, a, year, {"tips": 12})
    text = said(report(place, [program], FIVE_YEARS), "Bình quân")
    assert "12 nguồn tin (02 năm đủ số liệu: 2018 và 2019)" in text


# (d) best years


def test_all_years_that_tie_are_named(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in range(2014, 2025):
        values(program, a, year, {"meetings_held": 27 if year in (2016, 2018, 2019) else 14})
    text = said(report(place, [program], TEN_YEARS), "Bình quân")
    assert "cao nhất là các năm 2016, 2018 và 2019, cùng 27 buổi sinh hoạt" in text


def test_a_year_with_gaps_does_not_compete(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in (2015, 2016, 2017, 2018):
        values(program, a, year, {"tips": year - 2010})
    for month in range(1, 7):
        values(program, a, 2019, {"tips": 20}, month=month)
    text = said(report(place, [program], FIVE_YEARS), "Bình quân")
    assert "cao nhất là năm 2018 với 08 nguồn tin" in text


def test_where_all_years_are_alike_none_is_best(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in range(2015, 2020):
        values(program, a, year, {"tips": 5})
    text = said(report(place, [program], FIVE_YEARS), "Bình quân")
    assert "cao nhất" not in text


# (e) standings


def test_a_standing_has_its_year_and_is_neither_added_nor_averaged(place):
    a, b = villages_of(place, "Thôn 1", "Thôn 2")
    program = prog(place, villages=(a, b))
    values(program, b, 2016, {"pledges": 100})
    values(program, a, 2024, {"pledges": 50})
    document = report(place, [program], TEN_YEARS)
    text = said(document, "cam kết")
    assert "50 hộ ký cam kết (số liệu năm 2024; Thôn 2: 100 hộ ký cam kết năm 2016)" in text
    assert "150" not in text
    assert "Bình quân" not in said(document)


def test_a_standing_of_a_month_names_the_month(place):
    (a,) = villages_of(place, "Thôn 1")
    program = prog(place, villages=(a,))
    for month, households in ((3, 40), (9, 60)):
        values(program, a, 2024, {"pledges": households}, month=month)
    assert "60 hộ ký cam kết (số liệu tháng 9/2024)" in said(report(place, [program]))


# (f) year totals at the edge


def test_a_year_total_at_the_edge_of_years_is_counted_whole_and_marked(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, founded=D(2010, 1, 1), villages=(a,))
    for year in range(2018, 2025):
        values(program, a, year, {"tips": 12})
    document = report(place, [program], (D(2019, 7, 1), D(2024, 6, 30), "thematic"))
    assert "72 nguồn tin" in said(document)
    assert "Số liệu năm 2019 và 2024 tính cả năm." in said(document)
    assert "12 nguồn tin (04 năm đủ số liệu: 2020 - 2023)" in said(document)
    (table,) = tables(document, "Kết quả theo năm")
    assert "Số liệu năm 2019 và 2024 tính cả năm." in table.note


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [(D(2023, 8, 1), D(2024, 7, 31), "2023 và 2024"), (D(2024, 1, 1), D(2024, 6, 30), "2024")],
)
def test_in_a_short_period_it_is_left_out_and_said(place, first, last, years):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, founded=D(2010, 1, 1), villages=(a,))
    for year in range(2018, 2025):
        values(program, a, year, {"tips": 12})
    text = said(report(place, [program], (first, last, "thematic")))
    assert f"Số liệu cả năm {years} không tính vào kỳ báo cáo" in text
    assert "12 nguồn tin" not in text


def test_whole_years_bear_no_mark(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in range(2015, 2020):
        values(program, a, year, {"tips": 12})
    text = said(report(place, [program], FIVE_YEARS))
    assert "60 nguồn tin" in text
    assert "tính cả năm" not in text
    assert "không tính vào kỳ" not in text


# (g) completeness


def test_months_that_lack_are_said_and_their_year_is_not_complete(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in range(2015, 2025):
        for month in range(1, 13) if year != 2020 else [1]:
            values(program, a, year, {"tips": 1}, month=month)
    text = said(report(place, [program], (D(2015, 1, 1), D(2024, 12, 31), "ten_year")))
    assert "109 nguồn tin" in text
    assert "đã thống kê 109/120 số liệu tháng về nguồn tin cung cấp cho Công an." in text
    assert "09 năm đủ số liệu: 2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023 và 2024" in text


def test_a_report_on_one_year_says_its_gaps_too(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for month in range(1, 10):
        values(program, a, 2024, {"tips": 1}, month=month)
    text = said(report(place, [program]))
    assert "đã thống kê 9/12 số liệu tháng về nguồn tin cung cấp cho Công an." in text
    assert "đạt 75%" in text


def test_nine_of_nine_months_over_two_years_are_complete(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year, month in [(2023, 10), (2023, 11), (2023, 12), *((2024, m) for m in range(1, 7))]:
        values(program, a, year, {"tips": 1}, month=month)
    text = said(report(place, [program], (D(2023, 10, 1), D(2024, 6, 30), "thematic")))
    assert "09 nguồn tin" in text
    assert "đầy đủ" not in text


def test_a_village_owes_nothing_before_its_site_and_sheets_on_the_way_do_not_count(place):
    a, b = villages_of(place, "Thôn A", "Thôn B")
    program = prog(place, villages=(a,))
    f.ProgramSiteFactory(program=program, village=b, started_on=D(2024, 7, 1))
    values(program, a, 2024, {"tips": 4})
    for month in range(7, 13):
        values(program, b, 2024, {"tips": 1}, month=month)
    assert "đầy đủ" not in said(report(place, [program]))
    ResultSheet.objects.filter(village=b, month=12).update(state="sent")
    text = said(report(place, [program]))
    assert "09 nguồn tin" in text
    assert "17/18" in text


def test_an_indicator_that_nobody_entered_is_no_gap(place):
    a, b = villages_of(place, "Thôn A", "Thôn B")
    program = prog(place, villages=(a, b))
    for village in (a, b):
        values(program, village, 2024, {"tips": 4})
    text = said(report(place, [program]))
    assert "đầy đủ" not in text
    assert "tuần tra" not in text


# (m) rounding


def test_halves_are_rounded_up(place):
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    values(program, a, 2024, {"tips": 16, "useful_tips": 1, "money_community": 2_250_000})
    document = report(place, [program])
    assert "(chiếm 6,3%)" in said(document)
    assert "2,25 triệu đồng" in said(document)
    (money,) = tables(document, "Kinh phí")
    assert "2,25" in [text for row in cells(money) for text in row]


# (p) months from day 15


@pytest.mark.parametrize(
    ("first", "last"), [(D(2024, 1, 1), D(2024, 12, 31)), (D(2023, 12, 15), D(2024, 12, 14))]
)
def test_a_year_has_the_twelve_months_of_its_name(first, last):
    place = commune(name="Rằm", reporting_day=15)
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    for year in (2023, 2024, 2025):
        months_of(program, a, year, range(1, 13), tips=1)
    text = said(report(place, [program], (first, last, "one_year")))
    assert "12 nguồn tin (bằng cùng kỳ năm trước)" in text
    assert "đầy đủ" not in text


@pytest.mark.parametrize("day", [1, 15])
def test_a_report_says_which_days_months_from_day_15_cover(day):
    place = commune(name="Rằm", reporting_day=day)
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    months_of(program, a, 2024, range(1, 13), tips=1)
    text = said(report(place, [program]))
    assert ("kỳ này từ ngày 15/12/2023 đến ngày 14/12/2024" in text) == (day == 15)


def test_a_month_that_lacks_is_a_gap_on_day_15_too():
    place = commune(name="Rằm", reporting_day=15)
    (a,) = villages_of(place, "Thôn A")
    program = prog(place, villages=(a,))
    months_of(program, a, 2024, range(2, 13), tips=1)
    text = said(report(place, [program]))
    assert "11 nguồn tin" in text
    assert "11/12" in text
