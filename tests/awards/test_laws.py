"""Laws by date: which grounds, coefficients, salaries and titles hold on which day."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from awards.models import AwardAuthority, AwardForm, BaseSalary, Law, RoundingRule
from awards.queries.money import prizes_on

pytestmark = pytest.mark.django_db


def laws_on(*day) -> str:
    return "\n".join(row.citation for row in Law.objects.on(dt.date(*day)))


@pytest.mark.parametrize(
    ("day", "held", "gone"),
    [
        ((2018, 1, 1), ("91/2017", "26 tháng 11 năm 2003", "19 tháng 6 năm 2015"), ("98/2023", "2022", "2019")),
        ((2023, 7, 1), ("91/2017", "16 tháng 11 năm 2013", "22 tháng 11 năm 2019"), ("98/2023", "năm 2022")),
        ((2023, 12, 31), ("91/2017",), ("98/2023",)),
        ((2024, 9, 24), ("98/2023", "15 tháng 6 năm 2022"), ("91/2017", "152/2025", "năm 2003", "năm 2013")),
        ((2025, 3, 1), ("19 tháng 02 năm 2025",), ("19 tháng 6 năm 2015", "16 tháng 6 năm 2025")),
        ((2025, 6, 30), ("98/2023", "16 tháng 6 năm 2025"), ("152/2025", "129/2025", "02 năm 2025")),
        ((2025, 7, 1), ("152/2025", "129/2025", "16 tháng 6 năm 2025"), ("98/2023", "91/2017")),
    ],
)  # fmt: skip
def test_only_what_is_in_force_on_the_day_is_a_ground(day, held, gone):
    found = laws_on(*day)
    for words in held:
        assert words in found
    for words in gone:
        assert words not in found


def test_the_base_salary_of_july_2026_names_its_decree():
    row = BaseSalary.objects.get(in_force_from=dt.date(2026, 7, 1))
    assert (row.amount, row.source) == (2_530_000, "Nghị định số 161/2026/NĐ-CP")


@pytest.mark.parametrize(
    ("day", "source", "rounding"),
    [
        ((2023, 12, 31), "91/2017", "91/2017"),
        ((2024, 9, 24), "98/2023", "98/2023"),
        ((2025, 7, 1), "152/2025", "152/2025"),
    ],
)
def test_coefficient_and_rounding_name_the_one_decree_of_the_day(day, source, rounding):
    form = AwardForm.objects.get(code="giay-khen-xa")
    prize = prizes_on(dt.date(*day)).of(form.pk, "individual")
    assert prize.source == f"Nghị định số {source}/NĐ-CP"
    assert RoundingRule.objects.on(dt.date(*day)).get().source == f"Nghị định số {rounding}/NĐ-CP"


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ((2024, 9, 24), {"giay-khen-xa", "lao-dong-tien-tien", "gia-dinh-van-hoa"}),
        (
            (2025, 7, 1),
            {"giay-khen-xa", "lao-dong-tien-tien", "gia-dinh-van-hoa", "tap-the-ldtt", "cstd-co-so",
             "thon-to-dan-pho-van-hoa"},
        ),
    ],
)  # fmt: skip
def test_the_chairman_confers_what_the_law_of_the_day_gives_him(day, codes):
    rows = AwardAuthority.objects.on(dt.date(*day))
    assert set(rows.values_list("form__code", flat=True)) == codes


def test_coefficients_that_the_committee_entered_stay_and_stop_no_update():
    form = AwardForm.objects.get(code="lao-dong-tien-tien")
    form.coefficients.all().delete()
    own = form.coefficients.create(
        nominee_kind="individual", coefficient="0.5", started_on=dt.date(2025, 1, 1), source="Riêng"
    )
    for model in (Law, AwardAuthority):
        model.objects.all().delete()
    import_module("awards.migrations.0008_laws_by_date").fill(apps, None)
    assert form.coefficients.get() == own
