"""Results and cameras from workbooks: blanks stay blank, wrong cells are named."""

import datetime as dt
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from common.parcels import Parcel, RefusedImport
from common.workbook import read_workbook
from programs.imports import apply_cameras, apply_results, plan_cameras, plan_results
from programs.models import Camera, CameraCheck, Indicator, ProgramKind, ResultSheet, ResultValue
from tests.books import book
from tests.factories import CommuneFactory, ProgramFactory, VillageFactory
from tests.paths import DEMO

pytestmark = pytest.mark.django_db
HEAD = ["TT", "Nội dung", "Đơn vị tính"]


@pytest.fixture
def commune():
    found = CommuneFactory(code="07057", name="Bằng Cả")
    for number in (1, 2, 3):
        VillageFactory(commune=found, name=f"Thôn {number}")
    return found


@pytest.fixture
def program(commune):
    return ProgramFactory(commune=commune)


def plan_of(content, program, source="yearly_report"):
    with translation.override("vi"):
        return plan_results(read_workbook(content), program=program, source=source, parcel=Parcel())


def test_eleven_years_of_three_villages_come_in_with_their_gaps(program):
    plan = plan_of(DEMO / "results-2014-2024.xlsx", program)
    apply_results(plan, user=None, source="x")
    assert ResultSheet.objects.count() == 33
    assert ResultValue.objects.count() == 338
    gaps = 33 * 11 - 338
    assert gaps == 25
    tips = ResultValue.objects.filter(indicator__code="tips")
    assert sum(row.value for row in tips) == 135
    assert not tips.filter(sheet__village__name="Thôn 2", sheet__year=2015).exists()
    assert tips.get(sheet__village__name="Thôn 2", sheet__year=2014).value == 0
    noted = set(ResultSheet.objects.exclude(note="").values_list("year", "note"))
    assert noted == {(2014, "năm 2014 tính từ tháng 9"), (2024, "năm 2024 đến 25/9")}
    assert any("lớn hơn" in note.message for note in plan.parcel.notes)


def test_the_same_workbook_twice_changes_nothing(program):
    apply_results(plan_of(DEMO / "results-2014-2024.xlsx", program), user=None, source="x")
    plan = plan_of(DEMO / "results-2014-2024.xlsx", program)
    assert not (plan.new_sheets or plan.new_values or plan.changed_values)


def test_months_come_in_by_the_communes_calendar(commune, program):
    commune.reporting_day = 15
    commune.save()
    content = book(
        Thôn__1=[[*HEAD, "9/2024", "Tháng 10/2024"], [1, "Số buổi sinh hoạt tổ", "buổi", 2, ""]]
    )
    apply_results(plan_of(content, program), user=None, source="x")
    sheet = ResultSheet.objects.get(month=9)
    assert (sheet.period_start, sheet.period_end) == (dt.date(2024, 8, 15), dt.date(2024, 9, 15))
    assert sheet.source == ResultSheet.Source.REGISTER
    assert ResultValue.objects.get().value == 2


def test_a_changed_figure_is_said_and_replaces_the_old(program):
    def content(value):
        return book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", value]])

    apply_results(plan_of(content(5), program), user=None, source="x")
    plan = plan_of(content("1.234,5"), program)
    apply_results(plan, user=None, source="x")
    assert ResultValue.objects.get().value == Decimal("1234.5")
    assert "5.00 đổi thành 1234.50" in plan.parcel.warnings[0].message


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (book(Xóm=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", 5]]), "Xóm", "Đặt tên trang tính"),
        (book(Thôn__1=[["a", "b"]]), "Thôn 1", "Nội dung"),
        (book(Thôn__1=[HEAD, [1, "Lượt tuần tra", "lượt"]]), "Thôn 1!1", "năm (2024)"),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Số lần bay", "lượt", 5]]), "Thôn 1!B2", "Số lần bay"),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "vụ", 5]]), "Thôn 1!C2", "tính theo"),
        (
            book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", "nhiều"]]),
            "Thôn 1!D2",
            "nhiều",
        ),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", -3]]), "Thôn 1!D2", "từ 0"),
        (book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", 1e20]]), "Thôn 1!D2", "từ 0"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(content, place, words, program):
    plan = plan_of(content, program)
    assert [(n.place, words in n.message) for n in plan.parcel.errors] == [(place, True)]
    with pytest.raises(RefusedImport):
        apply_results(plan, user=None, source="x")
    assert not ResultSheet.objects.exists()


def test_a_year_beside_its_months_is_refused(program):
    month = book(Thôn__1=[[*HEAD, "3/2023"], [1, "Lượt tuần tra", "lượt", 5]])
    apply_results(plan_of(month, program), user=None, source="x")
    year = book(Thôn__1=[[*HEAD, 2023], [1, "Lượt tuần tra", "lượt", 50]])
    assert "trùng thời gian" in plan_of(year, program).parcel.errors[0].message


def test_the_results_command_wants_one_programme_of_the_kind(program):
    path = str(DEMO / "results-2014-2024.xlsx")
    out = StringIO()
    call_command("import_results", path, "--commune", "07057", stdout=out)
    assert "338" in out.getvalue()
    with pytest.raises(CommandError, match="đúng một mô hình"):
        call_command("import_results", path, "--commune", "07057", "--kind", "cameras")


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
