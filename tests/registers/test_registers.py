"""The registers themselves: what they hold, and that a report can be written on each."""

import datetime as dt

import pytest
from django.apps import apps

from documents.tree import Table
from members.models import Membership, Village
from programs.models import ResultSheet, ResultValue
from reports.queries import document_of
from tests.registers import Register, large

pytestmark = pytest.mark.django_db

#: the books that a full register has rows in
BOOKS = (
    "members.Team",
    "members.Membership",
    "members.VillageOffice",
    "members.VillageYear",
    "members.Paper",
    "programs.ProgramSite",
    "programs.ResultSheet",
    "programs.ResultValue",
    "programs.TrustedPerson",
    "programs.TrustedActivity",
    "programs.FireSafeZone",
    "programs.ZoneHousehold",
    "programs.FireEquipment",
    "programs.FireDrill",
    "programs.FireInspection",
    "programs.FireFinding",
    "programs.Camera",
    "programs.CameraCheck",
    "programs.CameraUpkeep",
    "programs.CameraExtraction",
    "programs.ProgramRating",
    "programs.Highlight",
    "meetings.Meeting",
    "meetings.Delegate",
    "awards.AwardRound",
    "awards.Nomination",
    "awards.Decision",
)


@pytest.mark.parametrize("name", ["ward_register", "merged_register", "day_15_register"])
def test_a_full_register_has_rows_in_every_book(name, request):
    request.getfixturevalue(name)
    assert [book for book in BOOKS if not apps.get_model(book).objects.exists()] == []


def test_a_report_can_be_written_on_each(any_register: Register):
    for report in (any_register.report(), any_register.one_year()):
        document = document_of(report)
        assert document.blocks
        if any_register.name != "empty":
            assert any(
                isinstance(block, Table) for part in document.appendices for block in part.blocks
            )


def test_the_merged_commune_has_four_villages_of_one_name(merged_register: Register):
    assert Village.objects.filter(commune=merged_register.commune, name="Thôn 1").count() == 4
    assert {program.commune.name for program in merged_register.of("self_managed")} == {
        "Bằng Cả",
        "Dân Chủ",
        "Quảng La",
        "Tân Dân",
    }
    assert all(commune.dissolved_on is None for commune in [merged_register.commune])


def test_months_from_day_15_begin_in_the_month_before(day_15_register: Register):
    january = ResultSheet.objects.filter(year=2024, month=1).first()
    assert (january.period_start, january.period_end) == (
        dt.date(2023, 12, 15),
        dt.date(2024, 1, 15),
    )


def test_the_force_of_a_village_moves_as_it_says(ward_register: Register):
    village = ward_register.villages[0]
    spells = Membership.objects.filter(team__village=village, team__kind="self_managed")
    on = {
        year: spells.serving_on(dt.date(year, 6, 1)).count()
        for year in (2016, 2018, 2019, 2020, 2021, 2025)
    }
    assert on == {2016: 6, 2018: 5, 2019: 5, 2020: 5, 2021: 6, 2025: 6}


def test_the_gaps_are_there(gaps_register: Register):
    sheets = ResultSheet.objects.filter(program__commune=gaps_register.commune)
    assert set(sheets.values_list("state", flat=True)) == {"accepted", "sent", "draft"}
    assert sheets.filter(source="estimate").exists()


def test_the_empty_commune_holds_nothing(empty_register: Register):
    assert [book for book in BOOKS if apps.get_model(book).objects.exists()] == []


def test_the_large_one_is_by_month(db):
    made = large(villages=3, first_year=2022)
    assert len(made.villages) == 3
    sheets = ResultSheet.objects.filter(program=made.of("self_managed")[0])
    assert (sheets.count(), ResultValue.objects.filter(sheet__in=sheets).count()) == (
        3 * 48,
        3 * 48 * 12,
    )
