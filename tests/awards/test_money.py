"""Money of awards by the day of the decision, and the warnings of nominations."""

import datetime as dt
from decimal import Decimal

import pytest

from awards.models import AwardForm, BaseSalary, Nomination, RoundingRule
from awards.queries import doubts_of, payments, prizes_on, rounded
from awards.queries.checks import days_of
from common.figures import in_words
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("day", "kind", "coefficient", "exact", "amount"), [
    ((2024, 9, 24), "individual", "0.15", "351000", 360_000),
    ((2024, 9, 24), "collective", "0.30", "702000", 710_000),
    ((2024, 6, 30), "individual", "0.15", "270000", 270_000),
    ((2025, 6, 30), "household", "0.225", "526500", 530_000),
    ((2025, 7, 1), "individual", "0.30", "702000", 710_000),
    ((2025, 7, 1), "collective", "0.60", "1404000", 1_410_000),
    ((2025, 7, 1), "household", "0.45", "1053000", 1_060_000),
    ((2026, 7, 1), "individual", "0.30", "759000", 760_000),
])  # fmt: skip
def test_money_follows_coefficient_and_base_salary_of_the_day(
    cast, day, kind, coefficient, exact, amount
):
    form = AwardForm.objects.get(code="giay-khen-xa")
    prize = prizes_on(dt.date(*day)).of(form.pk, kind)
    assert (prize.coefficient, prize.exact, prize.amount) == (
        Decimal(coefficient),
        Decimal(exact),
        amount,
    )


@pytest.mark.parametrize(("direction", "step", "amount"), [
    ("up", 10_000, 230_000), ("down", 10_000, 220_000), ("nearest", 10_000, 220_000),
    ("nearest", 1_000, 224_000), ("up", 1, 223_500),
])  # fmt: skip
def test_the_rounding_rule_is_a_dated_row(direction, step, amount):
    assert rounded(Decimal(223_500), RoundingRule(direction=direction, step=step)) == amount


def test_without_a_rule_whole_dong_are_kept_and_without_a_coefficient_nothing_is_known(cast):
    assert rounded(Decimal("223500.4"), None) == 223_500
    other = AwardForm.objects.get(code="giay-khen-ca-tinh")
    row = f.NominationFactory(round__commune=cast.commune, form=other)
    lines, total = payments([row], dt.date(2024, 9, 24))
    assert (lines[0].prize, total) == (None, None)
    BaseSalary.objects.all().delete()
    form = AwardForm.objects.get(code="giay-khen-xa")
    assert prizes_on(dt.date(2024, 9, 24)).of(form.pk, "individual") is None


def test_a_payment_list_adds_up_what_is_known_of_each(cast):
    form = AwardForm.objects.get(code="giay-khen-xa")
    other = AwardForm.objects.get(code="giay-khen-ca-tinh")
    rows = [
        f.NominationFactory(round__commune=cast.commune, form=form, **nominee)
        for nominee in (
            {"nominee_kind": "individual"},
            {"nominee_kind": "collective", "person": None, "team": f.TeamFactory()},
        )
    ]
    day = dt.date(2025, 7, 1)
    lines, total = payments(rows, day)
    assert [line.nomination for line in lines] == rows
    assert [line.prize.amount for line in lines] == [710_000, 1_410_000]
    assert total == 2_120_000
    assert {(line.prize.base, line.prize.source) for line in lines} == {
        (2_340_000, "Nghị định số 152/2025/NĐ-CP")
    }
    lines, total = payments([*rows, f.NominationFactory(form=other)], day)
    assert [line.prize is None for line in lines] == [False, False, True]
    assert total is None
    assert payments([], day) == ([], 0)
    assert prizes_on(day).day == day


@pytest.mark.parametrize(("amount", "kept"), [("223501", 223_501), ("223500.5", 223_501)])
def test_whole_dong_are_every_dong(amount, kept):
    assert rounded(Decimal(amount), None) == kept


@pytest.mark.parametrize(("number", "words"), [
    (0, "không"), (5, "năm"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (105, "một trăm linh năm"),
    (1_005, "một nghìn không trăm linh năm"), (702_000, "bảy trăm linh hai nghìn"),
    (2_810_000, "hai triệu tám trăm mười nghìn"), (1_000_000_000, "một tỷ"),
    (12_000_000_055, "mười hai tỷ không trăm năm mươi lăm"), (111, "một trăm mười một"),
    (70_000_000, "bảy mươi triệu"), (24_000, "hai mươi bốn nghìn"),
])  # fmt: skip
def test_amounts_are_said_in_words(number, words):
    assert in_words(number) == words


def test_below_zero_there_are_no_words():
    with pytest.raises(ValueError, match="below zero"):
        in_words(-1)


def test_days_in_two_spells_count_once():
    day = dt.date
    spells = [
        (day(2020, 1, 1), day(2020, 3, 1)),
        (day(2020, 2, 1), None),
        (day(2019, 1, 1), day(2019, 1, 11)),
    ]
    assert days_of(spells, day(2020, 4, 1)) == 91 + 10
    assert days_of(spells, day(2020, 4, 1), day(2020, 1, 1)) == 91
    assert days_of([], day(2020, 4, 1)) == 0


@pytest.fixture
def round_(cast):
    program = f.ProgramFactory(commune=cast.commune)
    found = f.AwardRoundFactory(
        commune=cast.commune, period_start=dt.date(2014, 1, 1), period_end=dt.date(2024, 9, 26)
    )
    found.programs.add(program)
    return found


def words_of(round_):
    rows = list(round_.nominations.order_by("pk"))
    doubts = doubts_of(round_, rows)
    return [
        " | ".join(f"{doubt.words} [{doubt.rule}]" for doubt in doubts.get(row.pk, []))
        for row in rows
    ]


def nominee(cast, **spell):
    team = f.TeamFactory(village=cast.village_a)
    member = f.MembershipFactory(team=team, person__village=cast.village_a, **spell)
    return member.person


def test_each_warning_names_its_rule(cast, round_):
    long, short = nominee(cast), nominee(cast, started_on=dt.date(2024, 6, 1))
    expelled = nominee(cast, ended_on=dt.date(2020, 1, 1), leaving="discipline")
    twice = nominee(cast)
    before = f.AwardRoundFactory(
        commune=cast.commune, period_start=dt.date(2014, 1, 1), period_end=dt.date(2019, 1, 1)
    )
    before.programs.set(round_.programs.all())
    f.NominationFactory(
        round=before, person=long, state="approved", decision=f.DecisionFactory(round=before)
    )
    for person in (long, short, expelled, twice):
        f.NominationFactory(
            round=round_, person=person, state="reviewed", votes_for=5, votes_total=9
        )
    other = AwardForm.objects.get(code="bang-khen-tinh")
    f.NominationFactory(round=round_, person=twice, form=other)
    said = words_of(round_)
    assert "Đã được khen thưởng cho mô hình này" in said[0]
    assert "06/2022/QH15, Điều 5" in said[0]
    assert "chưa đủ một năm (117 ngày)" in said[1]
    assert "kỷ luật" in said[2]
    assert all("nhiều lần" in text for text in said[3:])
    assert all("báo cáo thành tích đã ký" in text for text in said)
    assert all("55 %" in text for text in said[:4])
    assert "chưa đủ" not in said[0]


def test_another_programme_or_another_time_is_no_second_merit(cast, round_):
    person = nominee(cast)
    elsewhere = f.AwardRoundFactory(
        commune=cast.commune, period_start=dt.date(2020, 1, 1), period_end=dt.date(2021, 1, 1)
    )
    elsewhere.programs.add(f.ProgramFactory(commune=cast.commune))
    earlier = f.AwardRoundFactory(
        commune=cast.commune, period_start=dt.date(2010, 1, 1), period_end=dt.date(2014, 1, 1)
    )
    earlier.programs.set(round_.programs.all())
    for other in (elsewhere, earlier):
        f.NominationFactory(
            round=other, person=person, state="approved", decision=f.DecisionFactory(round=other)
        )
    f.NominationFactory(round=round_, person=person)
    assert "Đã được khen thưởng" not in words_of(round_)[0]


def test_warnings_take_a_fixed_number_of_statements(cast, round_, django_assert_num_queries):
    for _turn in (1, 2):
        for _number in range(8):
            f.NominationFactory(round=round_, person=nominee(cast))
        rows = list(Nomination.objects.filter(round=round_))
        with django_assert_num_queries(5):
            doubts_of(round_, rows)
