"""Camera lists as offices keep them: read right, asked about, or refused by cell."""

import datetime as dt
import io
from decimal import Decimal
from io import StringIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import translation

from common.listing import to_xlsx
from imports.plan import What
from imports.questions import Answers
from imports.reading import read_file
from imports.writing import BulkWriter, take_back
from programs.exports import camera_list
from programs.imports import plan_cameras, write_cameras
from programs.imports.camera_words import (
    LATITUDE,
    LONGITUDE,
    read_condition,
    read_coordinate,
    read_funding,
    read_pair,
)
from programs.models import Camera, CameraCheck, Indicator, ProgramKind
from tests.books import book
from tests.factories import CommuneFactory, VillageFactory
from tests.paths import DEMO

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 20)
HEAD = ["TT", "Điểm lắp đặt", "Thôn", "Số mắt", "Ngày lắp", "Nguồn kinh phí", "Kinh phí (đồng)", "Đơn vị quản lý",
        "Vĩ độ", "Kinh độ", "Tình trạng"]  # fmt: skip
ROW = [1, "Chợ", "Thôn 1", 2, "1/9/2023", "Ngân sách", 15_000_000, "Công an xã", 21.01, 107.02, "Tốt"]  # fmt: skip


@pytest.fixture
def commune():
    found = CommuneFactory(code="07057", name="Bằng Cả")
    for number in (1, 2, 3):
        VillageFactory(commune=found, name=f"Thôn {number}")
    return found


def plan_of(content, commune, day=DAY, answers=None):
    with translation.override("vi"):
        return plan_cameras(
            read_file(content), commune=commune, program=None, as_of=day,
            answers=Answers(answers or {}),
        )  # fmt: skip


def listed(*rows, head=HEAD):
    return book(Camera=[["DANH SÁCH CAMERA AN NINH"], head, *rows])


def write(plan):
    writer = BulkWriter(None, "x.xlsx", record=True)
    write_cameras(plan, writer)
    return writer


def row(**cells):
    names = [
        "number",
        "name",
        "village",
        "units",
        "day",
        "funding",
        "cost",
        "manager",
        "lat",
        "lng",
        "state",
    ]
    return [cells.get(name, value) for name, value in zip(names, ROW, strict=True)]


def facts():
    return {
        camera.name: (camera.units, camera.installed_on, camera.funding, camera.cost, camera.manager,
                      camera.latitude, camera.longitude)
        for camera in Camera.objects.all()
    }  # fmt: skip


WHOLE = (
    2,
    dt.date(2023, 9, 1),
    "budget",
    15_000_000,
    "Công an xã",
    Decimal("21.01"),
    Decimal("107.02"),
)


def test_the_camera_list_gives_points_units_and_their_condition(commune):
    write(plan_of(DEMO / "cameras.xlsx", commune))
    assert Camera.objects.count() == 9
    assert sum(camera.units for camera in Camera.objects.all()) == 21
    good = CameraCheck.objects.filter(condition="good")
    assert sum(check.working_units for check in good) == 7
    assert Camera.objects.get(name="Chợ").cost == 14_800_000
    again = plan_of(DEMO / "cameras.xlsx", commune)
    assert not (again.new or again.changed or again.new_checks or again.changed_checks)
    assert {item.what for item in again.items} == {What.SAME}


@pytest.mark.parametrize(
    "content",
    [
        listed(ROW),
        listed(row(units="02 mắt", cost="15.000.000đ", funding="NSNN", lat="21,01", lng="107,02", state="Hoạt động tốt")),
        listed(row(name="1. Chợ", day="ngày 01 tháng 9 năm 2023", cost="15 triệu", funding="UBND xã", state="Bình thường")),
        listed([*ROW[:6], 15, *ROW[7:]], head=[*HEAD[:6], "Kinh phí (triệu đồng)", *HEAD[7:]]),
        listed(ROW, ["", "Tổng cộng", "", 2], [], ["", "Người lập biểu"], ["", "Hoàng Văn Khoa"]),
        book(Camera=[["Đơn vị tính: nghìn đồng"], [*HEAD[:6], "Kinh phí", *HEAD[7:]], [*ROW[:6], 15_000, *ROW[7:]]]),
        book(Thôn__1=[[*HEAD[:2], *HEAD[3:]], [*ROW[:2], *ROW[3:]]]),
        book(Camera=[[*HEAD[:2], *HEAD[3:]], ["THÔN 1 (01 điểm)"], [*ROW[:2], *ROW[3:]]]),
        listed([*ROW[:8], "21.01, 107.02", "Tốt"], head=[*HEAD[:8], "Tọa độ", "Tình trạng"]),
        listed(row(lat="21°00'36\"N", lng="107°01'12\"E")),
        listed(ROW, head=["STT", "Vị trí lắp đặt camera", "Thôn/xóm", "Số lượng mắt", "Thời gian lắp đặt", "Nguồn vốn", "Số tiền",
                          "Đơn vị quản lý, vận hành", "Lat", "Long", "Hiện trạng"]),
    ],
)  # fmt: skip
def test_a_point_in_any_spelling_is_the_same_point(content, commune):
    plan = plan_of(content, commune)
    assert not [question for question in plan.questions if question.needed]
    write(plan)
    assert facts() == {"Chợ": WHOLE}
    look = CameraCheck.objects.get()
    assert (look.condition, look.checked_on, look.working_units) == ("good", DAY, 2)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"units": 0}, "D"), ({"units": "hai"}, "D"), ({"units": 2.5}, "D"), ({"units": ""}, "D"),
        ({"day": "1/9/2033"}, "E"), ({"day": "31/2/2023"}, "E"), ({"cost": "nhiều"}, "G"),
        ({"cost": "15,000"}, "G"), ({"cost": "15.5"}, "G"), ({"cost": -5}, "G"), ({"cost": 1234567.5}, "G"),
        ({"lat": 107.02, "lng": 21.01}, "I"), ({"lat": 2.1}, "I"), ({"lng": 10702340}, "J"),
        ({"manager": "x" * 121}, "H"), ({"name": "Chợ" * 60}, "B"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_is_written(cells, column, commune):
    plan = plan_of(listed(row(**cells)), commune)
    assert f"Camera!{column}3" in {str(place) for note in plan.errors for place in note.where}
    assert not plan.is_writable


@pytest.mark.parametrize(
    ("cells", "key", "answer", "expected"),
    [
        ({"state": "Hỏng 1/2 mắt"}, "condition:hong 1/2 mat", "blurred", ("condition", "blurred")),
        ({"state": "Đang sửa"}, "condition:dang sua", "skip", None),
        ({"funding": "Vốn khác"}, "funding:von khac", "community", ("funding", "community")),
        ({"village": "Thôn Mới"}, "village:thon moi", None, None),
        ({"day": ""}, "installed_on", "2022", ("installed_on", dt.date(2022, 1, 1))),
    ],
)
def test_a_doubt_is_asked_and_its_answer_goes_on(cells, key, answer, expected, commune):
    content = listed(row(**cells))
    plan = plan_of(content, commune)
    assert [question.key for question in plan.questions if question.needed] == [key]
    assert not plan.is_writable
    chosen = answer or str(commune.villages.get(name="Thôn 3").pk)
    write(plan_of(content, commune, answers={key: chosen}))
    camera = Camera.objects.get()
    look = CameraCheck.objects.filter(camera=camera).first()
    if expected is None:
        assert camera.village.name == "Thôn 3" if answer is None else look is None
    else:
        name, value = expected
        assert getattr(look if name == "condition" else camera, name) == value


def test_a_typed_day_that_cannot_be_read_leaves_the_question_open(commune):
    plan = plan_of(listed(row(day="")), commune, answers={"installed_on": "hôm qua"})
    (question,) = [q for q in plan.questions if q.needed]
    assert "hôm qua" in question.text
    assert not plan.is_writable


def test_costs_without_a_unit_that_are_too_small_are_asked_about(commune):
    content = listed(row(cost=15), head=[*HEAD[:6], "Kinh phí", *HEAD[7:]])
    (question,) = [q for q in plan_of(content, commune).questions if q.needed]
    write(plan_of(content, commune, answers={question.key: "1000000"}))
    assert Camera.objects.get().cost == 15_000_000


@pytest.mark.parametrize(
    ("day", "kept"),
    [("2023", dt.date(2023, 1, 1)), ("3/2023", dt.date(2023, 3, 1)), ("Tháng 3 năm 2023", dt.date(2023, 3, 1)),
     ("Quý II/2023", dt.date(2023, 4, 1)), (dt.date(2023, 3, 12), dt.date(2023, 3, 12))],
)  # fmt: skip
def test_what_is_known_of_the_day_is_kept_and_said(day, kept, commune):
    plan = plan_of(listed(row(day=day)), commune)
    assert bool(plan.warnings) == (kept.day == 1)
    write(plan)
    assert Camera.objects.get().installed_on == kept


def test_a_column_that_is_absent_and_a_blank_cell_change_nothing(commune):
    write(plan_of(listed(ROW), commune))
    short = listed([1, "Chợ", "Thôn 1", 2, "1/9/2023"], head=HEAD[:5])
    blank = listed([1, "Chợ", "Thôn 1", "", "-", "", "", "", "", "", ""])
    for content in (short, blank):
        plan = plan_of(content, commune, DAY + dt.timedelta(days=9))
        assert [item.what for item in plan.items] == [What.SAME]
        write(plan)
    assert facts() == {"Chợ": WHOLE}
    assert CameraCheck.objects.count() == 1


def test_a_second_list_of_the_day_changes_the_condition_only_where_it_says_so(commune):
    write(plan_of(listed(ROW), commune))
    silent = plan_of(listed(row(state="", units=3)), commune)
    (item,) = silent.items
    assert [(change.before, change.after) for change in item.changes] == [("2", "3")]
    writer = write(plan_of(listed(row(state="Hỏng", units=3)), commune))
    look = CameraCheck.objects.get()
    assert (look.condition, look.working_units, Camera.objects.get().units) == ("broken", 0, 3)
    take_back(writer.written, user=None, source="x.xlsx")
    look.refresh_from_db()
    assert (look.condition, look.working_units, Camera.objects.get().units) == ("good", 2, 2)


def test_an_older_list_does_not_rewrite_what_is_known_later(commune):
    write(plan_of(listed(ROW), commune))
    older = listed(row(units=1, manager="Thôn", state="Mờ", day="1/9/2023"))
    day = dt.date(2024, 1, 5)
    plan = plan_of(older, commune, day)
    (question,) = [q for q in plan.questions if q.needed]
    assert question.proposed == "keep"
    write(plan_of(older, commune, day, {question.key: "keep"}))
    assert facts() == {"Chợ": WHOLE}
    assert CameraCheck.objects.get(checked_on=day).condition == "blurred"
    write(plan_of(older, commune, day, {question.key: "rewrite"}))
    assert Camera.objects.get().units == 1


def test_a_point_listed_twice_is_refused_and_accents_tell_points_apart(commune):
    twice = plan_of(listed(ROW, ROW), commune)
    assert [note.place for note in twice.errors] == ["Camera!B4"]
    write(plan_of(listed(row(name="Ngã ba chợ"), row(name="Ngã ba Chờ")), commune))
    assert Camera.objects.count() == 2


def test_a_corrected_accent_of_a_known_point_is_asked_about(commune):
    write(plan_of(listed(row(name="Nga ba cho")), commune))
    plan = plan_of(listed(row(name="Ngã ba chợ", units=5)), commune)
    (question,) = [q for q in plan.questions if q.needed]
    write(plan_of(listed(row(name="Ngã ba chợ", units=5)), commune, answers={question.key: "same"}))
    assert Camera.objects.get().units == 5


def test_the_village_merged_down_left_empty_or_repeated_by_signs(commune):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    rows = [HEAD, ROW, row(name="B", village=None), row(name="C", village="nt"), row(name="D", village=None),
            row(name="E", village="Thôn 2")]  # fmt: skip
    for cells in rows:
        sheet.append(cells)
    sheet.merge_cells("C2:C3")
    out = io.BytesIO()
    workbook.save(out)
    plan = plan_of(out.getvalue(), commune)
    write(plan)
    assert {c.name: c.village.name for c in Camera.objects.select_related("village")} == {
        "Chợ": "Thôn 1", "B": "Thôn 1", "C": "Thôn 1", "D": "Thôn 1", "E": "Thôn 2",
    }  # fmt: skip
    assert [note.place for note in plan.warnings] == ["Sheet!C5"]


def test_the_list_to_take_away_comes_in_again_unchanged(commune):
    write(
        plan_of(
            listed(
                ROW,
                row(
                    name="Cổng trường", village="Thôn 2", funding="Ngân sách, xã hội hóa", state=""
                ),
            ),
            commune,
        )
    )
    day = DAY + dt.timedelta(days=300)
    with translation.override("vi"):
        content = to_xlsx(
            camera_list(Camera.objects.with_condition(day), day, note="tính đến hôm nay")
        )
    plan = plan_of(content, commune, day)
    assert {item.what for item in plan.items} == {What.SAME}
    assert plan.is_writable


def test_the_command_tells_each_point(commune, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(listed(ROW, row(name="B", state="Đang sửa")))
    call = ["import_cameras", str(path), "--commune", "07057", "--as-of", "2024-09-20"]
    with pytest.raises(CommandError):
        call_command(*call, stdout=StringIO())
    answers = tmp_path / "answers.json"
    answers.write_text('{"condition:dang sua": "broken"}')
    out = StringIO()
    call_command(*call, "--answers", str(answers), "--dry-run", stdout=out)
    assert "Camera!B3 Chợ (Thôn 1)" in out.getvalue()
    assert not Camera.objects.exists()
    call_command(*call, "--answers", str(answers), stdout=out)
    assert Camera.objects.count() == 2


def test_planning_takes_a_fixed_number_of_statements(commune, django_assert_num_queries):
    rows = [row(name=f"Điểm {n}") for n in range(200)]
    sheets = read_file(listed(*rows))
    with django_assert_num_queries(4):
        plan_cameras(sheets, commune=commune, program=None, as_of=DAY)


@pytest.mark.parametrize("count", [2, 20])
def test_rows_of_a_village_that_was_chosen_take_no_statement_each(
    commune, count, django_assert_num_queries
):
    head = [title for title in HEAD if title != "Thôn"]
    rows = [row(name=f"Điểm {n}") for n in range(count)]
    sheets = read_file(book(Camera=[head, *([*r[:2], *r[3:]] for r in rows)]))
    village = commune.villages.get(name="Thôn 2")
    answers = Answers({"village-of-sheet:camera": str(village.pk)})
    with django_assert_num_queries(4):
        plan = plan_cameras(sheets, commune=commune, program=None, as_of=DAY, answers=answers)
    assert [camera.village for camera in plan.new] == [village] * count


def test_a_village_of_another_commune_cannot_be_chosen(commune):
    head = [title for title in HEAD if title != "Thôn"]
    elsewhere = VillageFactory()
    plan = plan_of(
        book(Camera=[head, [*ROW[:2], *ROW[3:]]]), commune,
        answers={"village-of-sheet:camera": str(elsewhere.pk)},
    )  # fmt: skip
    assert not plan.new


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Tốt", "good"), ("Hoạt động bình thường", "good"), ("đang hoạt động tốt", "good"), ("Còn tốt", "good"),
        ("ổn định", "good"), ("Mờ", "blurred"), ("Hình ảnh mờ", "blurred"), ("bị mờ", "blurred"), ("hỏng", "broken"),
        ("Hư hỏng", "broken"), ("đã hỏng", "broken"), ("Không hoạt động", "broken"), ("ngừng hoạt động", "broken"),
        ("Mất tín hiệu", "broken"), ("Không hoạt động được", "broken"), ("", None), ("-", None), ("chưa kiểm tra trong 90 ngày", None), ("Không rõ", None),
        ("Hỏng 1/2 mắt", ""), ("Đang sửa", ""), ("Trung bình", ""), ("01 mắt hỏng", ""), ("không tốt", ""),
    ],
)  # fmt: skip
def test_conditions(text, condition):
    assert read_condition(text) == condition


@pytest.mark.parametrize(
    ("text", "funding"),
    [
        ("Ngân sách", "budget"), ("NSNN", "budget"), ("Ngân sách xã", "budget"), ("UBND xã", "budget"), ("XHH", "community"),
        ("Xã hội hóa", "community"), ("Nhân dân đóng góp", "community"), ("Doanh nghiệp tài trợ", "community"),
        ("Xã hội hóa + ngân sách", "mixed"), ("cả hai nguồn", "mixed"), ("Nhà nước và nhân dân cùng làm", "mixed"),
        ("NSNN 50%, dân đóng góp 50%", "mixed"), ("", None), ("–", None), ("Vốn khác", ""),
    ],
)  # fmt: skip
def test_fundings(text, funding):
    assert read_funding(text) == funding


def test_coordinates():
    assert read_coordinate("21,0123", LATITUDE) == Decimal("21.0123")
    assert read_coordinate(107.0234, LONGITUDE) == Decimal("107.0234")
    assert read_coordinate("107.02E", LONGITUDE) == Decimal("107.02")
    assert read_coordinate("107.02 Đ", LONGITUDE) == Decimal("107.02")
    assert read_coordinate("N 21.0123", LATITUDE) == Decimal("21.0123")
    assert read_coordinate("21°01'23\"N", LATITUDE) == Decimal("21.023056")
    assert read_coordinate("-", LATITUDE) is None
    assert read_pair("21.0123, 107.0234") == (Decimal("21.0123"), Decimal("107.0234"))
    assert read_pair("21,0123; 107,0234") == (Decimal("21.0123"), Decimal("107.0234"))
    assert read_pair("21°01'23\"N 107°02'E") == (Decimal("21.023056"), Decimal("107.033333"))
    assert read_pair("(107.0234, 21.0123)") == (Decimal("21.0123"), Decimal("107.0234"))
    assert read_pair("https://maps.google.com/?q=21.0123,107.0234") == read_pair("21.0123 107.0234")
    assert read_pair("Chợ") is None
    for wrong in (2101230, 107.02, 2.1, "21.0123E", "21°61'N", "x"):
        with pytest.raises(ValidationError):
            read_coordinate(wrong, LATITUDE)


def test_the_catalogue_has_the_kinds_and_indicators_of_the_field():
    assert ProgramKind.objects.count() == 5
    assert set(Indicator.objects.values_list("rule", flat=True)) == {"sum", "last"}
    assert Indicator.objects.filter(kinds__code="self_managed").count() >= 25
