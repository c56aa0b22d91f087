"""Results and cameras from workbooks: blanks stay blank, wrong cells are named."""

import datetime as dt

import pytest
from django.utils import translation

from common.parcels import Parcel, RefusedImport
from common.workbook import read_workbook
from programs.imports import apply_cameras, plan_cameras
from programs.models import Camera, CameraCheck, Indicator, ProgramKind
from tests.books import book
from tests.factories import CommuneFactory, VillageFactory
from tests.paths import DEMO

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    found = CommuneFactory(code="07057", name="Bằng Cả")
    for number in (1, 2, 3):
        VillageFactory(commune=found, name=f"Thôn {number}")
    return found


def cameras_of(content, commune, day=dt.date(2024, 9, 20)):
    with translation.override("vi"):
        return plan_cameras(
            read_workbook(content), commune=commune, program=None, as_of=day, parcel=Parcel()
        )


def test_the_camera_list_gives_points_units_and_their_condition(commune):
    apply_cameras(cameras_of(DEMO / "cameras.xlsx", commune), user=None, source="x")
    assert Camera.objects.count() == 9
    assert sum(camera.units for camera in Camera.objects.all()) == 21
    good = CameraCheck.objects.filter(condition="good")
    assert sum(check.working_units for check in good) == 7
    assert Camera.objects.get(name="Chợ").cost == 14_800_000
    again = cameras_of(DEMO / "cameras.xlsx", commune)
    assert not (again.new or again.changed or again.checks)


CAMERA = ["Điểm lắp đặt", "Thôn", "Số mắt", "Ngày lắp", "Kinh phí (đồng)", "Vĩ độ", "Tình trạng"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["Chợ", "Thôn 9", 1, "1/9/2023", "", "", ""], "B"),
        (["Chợ", "Thôn 1", 0, "1/9/2023", "", "", ""], "C"),
        (["Chợ", "Thôn 1", "hai", "1/9/2023", "", "", ""], "C"),
        (["Chợ", "Thôn 1", 1, "1/9/2033", "", "", ""], "D"),
        (["Chợ", "Thôn 1", 1, "1/9/2023", "nhiều", "", ""], "E"),
        (["Chợ", "Thôn 1", 1, "1/9/2023", "", 106.8, ""], "F"),
        (["Chợ", "Thôn 1", 1, "1/9/2023", "", "", "Lạ"], "G"),
    ],
)
def test_a_wrong_camera_cell_is_named(row, column, commune):
    plan = cameras_of(book(Camera=[CAMERA, row]), commune)
    assert column in {note.column for note in plan.parcel.errors}
    with pytest.raises(RefusedImport):
        apply_cameras(plan, user=None, source="x")
    assert not Camera.objects.exists()


def test_a_changed_camera_is_changed_not_doubled(commune):
    row = ["Chợ", "Thôn 1", 1, "1/9/2023", 5_000_000, 21.02, "Tốt"]
    apply_cameras(cameras_of(book(Camera=[CAMERA, row]), commune), user=None, source="x")
    row[2], row[6] = 4, "Hỏng"
    twice = cameras_of(book(Camera=[CAMERA, row, row]), commune, dt.date(2024, 10, 1))
    assert "hai lần" in twice.parcel.errors[0].message
    once = cameras_of(book(Camera=[CAMERA, row]), commune, dt.date(2024, 10, 1))
    apply_cameras(once, user=None, source="x")
    assert Camera.objects.get().units == 4
    assert CameraCheck.objects.get(checked_on=dt.date(2024, 10, 1)).working_units == 0


def test_the_catalogue_has_the_kinds_and_indicators_of_the_field():
    assert ProgramKind.objects.count() == 5
    assert set(Indicator.objects.values_list("rule", flat=True)) == {"sum", "last"}
    assert Indicator.objects.filter(kinds__code="self_managed").count() >= 25
