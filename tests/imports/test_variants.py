"""Lists as other offices write them: other words, layouts and orders than the corpus holds.

Each stands for a kind: what any clerk reads comes in right, what is doubtful is asked about or
refused by its cell, and nothing comes in wrong unsaid.
"""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from imports.dates import read_date
from imports.grid import Sheet
from imports.kinds import importer_of
from imports.plan import Context
from imports.questions import Answers, open_questions
from members.imports.villages import VillageNames
from members.imports.words import clean_name, is_name, is_whole_name, read_post
from members.models import Commune
from programs.imports import plan_results
from programs.imports.camera_words import read_funding
from programs.imports.periods import read_period
from programs.models import Program
from tests.imports.corpus_cases import build_base

DAY, TODAY = dt.date(2025, 9, 1), dt.date(2026, 1, 1)
HEAD = ["STT", "Họ và tên", "Năm sinh", "Thôn", "Chức vụ"]
SHORT = ["STT", "Họ và tên", "Năm sinh", "Chức vụ"]
LEADER, MEMBER = [1.0, "Lý Văn Tài", "1975", "Tổ trưởng"], [2.0, "Bàn Thị Mơ", "1980", "Tổ viên"]
THIRD = [3.0, "Vũ Văn Bảy", "1970", "Tổ viên"]
TIPS = "Nguồn tin cung cấp cho Công an"


@pytest.fixture
def base(db):
    build_base()


def roster(rows, *, name="DS", answers=None, code="90001"):
    commune = Commune.objects.get(code=code)
    options = {"team_kind": "self_managed", "as_of": DAY}
    return importer_of("roster").read(
        [Sheet(name, rows)], Context(commune.pk, options, TODAY), Answers(answers or {})
    )


def served(plan):
    """Return (village, name, role) of everybody who would serve."""
    assert plan.is_writable, (plan.errors, open_questions(plan.questions))
    return [(m.team.village.name, m.person.full_name, str(m.role)) for m in plan.new_memberships]


def keys(plan):
    return [question.key for question in open_questions(plan.questions)]


# --- words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "forms"),
    [
        ("leader", ["Tổ trưởng (Trưởng thôn)", "Bí thư CB - Trưởng thôn - Tổ trưởng", "T/trưởng", "Trưởng KP - Tổ trưởng", "Trưởng TDP, tổ trưởng",
                    "Tổ trưởng Thôn 1", "1. Tổ trưởng", "Là Tổ trưởng", "Tổ trưởng, phụ trách chung", "Trưởng tổ", "Trưởng ấp, tổ trưởng"]),
        ("deputy", ["P. Tổ trưởng", "T.P", "Tổ phó thường trực", "Tổ phó 1", "Tổ phó (Công an viên)", "Phó thôn - Tổ phó", "Tổ phó, CA viên"]),
        ("member", ["T.V", "tổ viên (CCB)", "Thành viên tham gia", "Công an viên, tổ viên", "Người dân - Tổ viên", "Chi hội trưởng Phụ nữ - Tổ viên"]),
        (None, ["Tổ trưởng tổ hòa giải", "Tổ phó dân phòng", "Trưởng ban CTMT", "nguyên tổ trưởng", "Tổ trưởng danh dự", "Trưởng thôn", "Công an viên", "x"]),
    ],
)  # fmt: skip
def test_roles_as_offices_write_them(role, forms):
    assert {form: read_post(form).role for form in forms} == dict.fromkeys(forms, role)


def test_who_leads_mediators_is_asked_about_in_one_list_and_leads_in_the_other(base):
    rows = [HEAD, [1.0, "Lý Văn Tài", "1975", "Thôn 1", "Tổ trưởng tổ hòa giải"]]
    assert keys(roster(rows)) == ["role:to truong to hoa giai"]
    commune = Commune.objects.get(code="90001")
    options = {"team_kind": "mediation", "as_of": DAY}
    plan = importer_of("roster").read(
        [Sheet("DS", rows)], Context(commune.pk, options, TODAY), Answers({})
    )
    assert served(plan) == [("Thôn 1", "Lý Văn Tài", "leader")]


@pytest.mark.parametrize(
    "text", ["Chưa bầu", "Không có", "Khuyết", "Trưởng thôn", "TỔ TRƯỞNG", "Lý Văn Tài và Bàn Văn An"]
)  # fmt: skip
def test_what_is_no_persons_name(text):
    assert not is_name(clean_name(text)[0])


@pytest.mark.parametrize(
    ("text", "name"),
    [("Trương Tố", "Trương Tố"), ("Nguyễn Thanh Niên", "Nguyễn Thanh Niên"), ("K'Brôi", "K'Brôi"), ("H'Hen", "H'Hen"),
     ("Đ/c Lý Văn Tài - TT", "Lý Văn Tài"), ("01. Ông Lý Văn Tài;", "Lý Văn Tài")],
)  # fmt: skip
def test_what_is_one(text, name):
    found = clean_name(text)[0]
    assert found == name
    assert is_name(found)
    assert is_whole_name(found)


@pytest.mark.parametrize(
    ("text", "birth"),
    [("00/00/1975", "1975"), ("…/…/1975", "1975"), ("__/3/1975", "03/1975"), ("12-Mar-75", "12/03/1975"), ("1975/03/12", "12/03/1975"),
     ("12–03–1975", "12/03/1975"), ("SN: 1975", "1975"), ("1975 (50 tuổi)", "1975"), ("n. 1975", "1975")],
)  # fmt: skip
def test_dates_with_parts_left_blank_or_in_other_orders(text, birth):
    assert str(read_date(text, latest=DAY)) == birth


@pytest.mark.parametrize(
    "text", ["02/3/1975 AL", "1975-1976", "1975?", "l975", "12,3,1975", "0/3/75", "1/0/1975"]
)
def test_dates_that_nobody_can_tell(text):
    with pytest.raises(ValidationError):
        read_date(text, latest=DAY)


@pytest.mark.parametrize(
    ("text", "village"),
    [("Khe Bùn", "Thôn 3"), ("Thôn 3 (Khe Bùn cũ)", "Thôn 3"), ("Thôn Khe Bùn (nay là Thôn 3)", "Thôn 3"), ("T. Đồng Mùng", "Thôn Đồng Mùng"),
     ("Thôn 1, xã Thử, huyện Đầm Hà, tỉnh Quảng Ninh", "Thôn 1"), ("Tổ tự quản Thôn 1", "Thôn 1"), ("số 2", "Thôn 2"),
     ("Thôn 1 (Khe Cát)", None), ("Thôn 1+2", None), ("Thôn 1, Thôn 2", None), ("Thôn 1A", None), ("Tổ 1", None)],
)  # fmt: skip
def test_villages_by_former_names_addresses_and_remarks(base, text, village):
    found = VillageNames.on(Commune.objects.get(code="90001"), DAY).find(text)
    assert (found and found.name) == village


@pytest.mark.parametrize(
    "text", ["Thôn 1/Khe Vàng", "Thôn 1 (trước đây thuộc xã Khe Vàng)", "Khe Vàng - Thôn 1"]
)
def test_villages_of_a_merged_commune_by_the_commune_they_came_from(base, text):
    names = VillageNames.on(Commune.objects.get(code="90002"), DAY)
    found = names.find(text)
    assert found is not None
    assert names.names[found.pk] == "Thôn 1 (Khe Vàng)"


# --- layouts of rosters ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [("Đơn vị: Thôn 1", "Đơn vị: Thôn 2"), ("Địa bàn Thôn 1", "Địa bàn Thôn 2"), ("Thôn 1 (Tổ trưởng: Lý Văn Tài)", "Thôn 2"),
     ("* Tổ ANTT thôn 1:", "* Tổ ANTT thôn 2:"), ("THÔN 1 - 02 THÀNH VIÊN", "THÔN 2 - 01 THÀNH VIÊN")],
)  # fmt: skip
def test_sections_in_other_words(base, first, second):
    plan = roster([["DANH SÁCH"], SHORT, [first], LEADER, MEMBER, ["", second], THIRD])
    assert [village for village, _name, _role in served(plan)] == ["Thôn 1", "Thôn 1", "Thôn 2"]


@pytest.mark.parametrize("lead", ["I", "I.", "(I)", "A"])
def test_a_section_with_its_number_in_a_cell_of_its_own(base, lead):
    plan = roster([SHORT, [lead, "Thôn 1"], LEADER, ["II", "Thôn 2"], THIRD])
    assert [village for village, _name, _role in served(plan)] == ["Thôn 1", "Thôn 2"]


@pytest.mark.parametrize("text", ["Đá Bạc", "Tổ 2", "Những người đã thôi tham gia", "Đã nghỉ:"])
@pytest.mark.parametrize("name", ["DS", "Thôn 1"])
def test_a_word_between_the_people_is_asked_about(base, text, name):
    rows = [SHORT, *([["Thôn 1"]] if name == "DS" else []), LEADER, MEMBER, ["", text], THIRD]
    (key,) = keys(roster(rows, name=name))
    left_out = served(roster(rows, name=name, answers={key: "-"}))
    assert [person for _village, person, _role in left_out] == ["Lý Văn Tài", "Bàn Thị Mơ"]
    as_above = served(roster(rows, name=name, answers={key: "above"}))
    assert {village for village, _name, _role in as_above} == {"Thôn 1"}
    assert len(as_above) == 3
    second = Commune.objects.get(code="90001").villages.get(name="Thôn 2")
    moved = served(roster(rows, name=name, answers={key: str(second.pk)}))
    assert moved[2][:2] == ("Thôn 2", "Vũ Văn Bảy")


def test_totals_between_sections_are_no_doubt(base):
    rows = [SHORT, ["Thôn 1"], LEADER, ["", "Cộng thôn 1: 01 người"], ["Thôn 2"], THIRD]
    assert len(served(roster([*rows, ["", "Tổng cộng: 02 người"]]))) == 2


def test_who_signs_below_a_list_is_nobody_of_it(base):
    rows = [SHORT, [1.0, "Bàn Thị Mơ", "1980", "Tổ viên"], ["", "TRƯỞNG THÔN", "", "TỔ TRƯỞNG"]]
    plan = roster([*rows, ["", "(Đã ký)"], ["", "Phạm Thị Lan", "", "Đỗ Văn Hà"]], name="Thôn 1")
    assert served(plan) == [("Thôn 1", "Bàn Thị Mơ", "member")]


def test_a_title_that_names_another_village_than_its_sheet_is_asked_about(base):
    rows = [["DANH SÁCH TỔ TỰ QUẢN THÔN 2"], SHORT, LEADER]
    (key,) = keys(roster(rows, name="Thôn 1"))
    second = Commune.objects.get(code="90001").villages.get(name="Thôn 2")
    plan = roster(rows, name="Thôn 1", answers={key: str(second.pk)})
    assert served(plan) == [("Thôn 2", "Lý Văn Tài", "leader")]


@pytest.mark.parametrize(
    ("at", "head"),
    [(4, "Phân công nhiệm vụ"), (4, "Chức vụ đảm nhiệm"), (4, "Vị trí"), (4, "C.vụ"), (3, "Khóm"), (3, "Khối phố"), (3, "Khu vực ở"),
     (3, "Nơi ở"), (2, "N/S"), (2, "Ng.sinh"), (2, "Ngày-tháng-năm sinh"), (2, "DOB"), (1, "Ông (bà)"), (1, "Danh sách thành viên")],
)  # fmt: skip
def test_columns_with_unusual_heads_are_told_by_their_cells(base, at, head):
    heads = [*HEAD[:at], head, *HEAD[at + 1 :]]
    rows = [[1.0, "Lý Văn Tài", "1975", "Thôn 1", "Tổ trưởng"], [2.0, "Bàn Thị Mơ", "1980", "Thôn 1", "Tổ viên"]]  # fmt: skip
    plan = roster([heads, *rows])
    assert served(plan) == [
        ("Thôn 1", "Lý Văn Tài", "leader"), ("Thôn 1", "Bàn Thị Mơ", "member"),
    ]  # fmt: skip
    assert [str(person.birth) for person in plan.new_people] == ["1975", "1980"]


def test_a_column_whose_head_says_nothing_is_asked_about_not_dropped(base):
    rows = [["STT", "Họ và tên", "Cột 3", "Thôn", "Chức vụ"], [1.0, "Lý Văn Tài", "12/3/1975", "Thôn 1", "Tổ trưởng"]]  # fmt: skip
    assert keys(roster(rows)) == ["column:cot 3"]
    (person,) = roster(rows, answers={"column:cot 3": "birth"}).new_people
    assert str(person.birth) == "12/03/1975"
    (person,) = roster(rows, answers={"column:cot 3": "-"}).new_people
    assert person.birth is None


def test_dates_of_something_else_are_no_births(base):
    rows = [["STT", "Họ và tên", "Ngày vào Đảng", "Thôn", "Chức vụ"], [1.0, "Lý Văn Tài", "12/3/1995", "Thôn 1", "Tổ trưởng"]]  # fmt: skip
    (person,) = roster(rows).new_people
    assert person.birth is None


@pytest.mark.parametrize(
    ("name", "role", "remark"),
    [("Lý Văn Tài (đã mất)", "Tổ trưởng", ""), ("Lý Văn Tài - nghỉ", "Tổ trưởng", ""), ("Lý Văn Tài", "Đã nghỉ", ""),
     ("Lý Văn Tài", "Tổ trưởng (đã nghỉ)", ""), ("Lý Văn Tài", "Tổ trưởng", "Xin rút"), ("Lý Văn Tài", "Tổ trưởng", "Hết nhiệm kỳ"),
     ("Lý Văn Tài", "Tổ trưởng", "đi xuất khẩu lao động")],
)  # fmt: skip
def test_nobody_of_whom_the_list_says_that_they_left_comes_in_as_serving(base, name, role, remark):
    rows = [[*HEAD, "Ghi chú"], [1.0, name, "1975", "Thôn 1", role, remark]]
    (key,) = keys(roster(rows))
    assert key.startswith("left:ly van tai:")
    assert not roster(rows, answers={key: "1/3/2023"}).new_memberships


@pytest.mark.parametrize("remark", ["vợ đã mất", "đã nghỉ hưu", "Chưa nghỉ", "chuyển đến 2020"])
def test_a_remark_on_something_else_ends_nobodys_service(base, remark):
    rows = [[*HEAD, "Ghi chú"], [1.0, "Lý Văn Tài", "1975", "Thôn 1", "Tổ trưởng", remark]]
    plan = roster(rows)
    assert len(served(plan)) == 1
    assert any(remark in note.message for note in plan.notes), "a remark is not passed over unsaid"


# --- results ------------------------------------------------------------------------------


def results(rows, *, name="Thôn 1"):
    program = Program.objects.get(commune__code="90001", kind__code="self_managed")
    plan = plan_results([Sheet(name, rows)], program=program, source="yearly_report", today=TODAY)
    values = [(v.sheet.village.name, v.indicator.name, int(v.value)) for v in plan.new_values]
    return plan, values


def test_figures_below_a_village_that_is_not_known_are_not_the_ones_above(base):
    rows = [["STT", "Nội dung", 2019.0], ["I", "THÔN 1"], [1.0, TIPS, 5.0], ["II", "Thôn Đá Bạc"]]
    plan, _values = results([*rows, [1.0, "Số buổi sinh hoạt", 7.0]], name="TH")
    assert keys(plan) == ["village:thon da bac"]


def test_figures_below_an_indicator_that_is_not_known_are_not_the_one_above(base):
    rows = [["STT", "Đơn vị", 2019.0], ["I", TIPS], [1.0, "Thôn 1", 5.0], ["II", "Số vụ việc lạ"]]
    plan, _values = results([*rows, [1.0, "Thôn 2", 12.0]], name="TH")
    assert [note.place for note in plan.errors] == ["TH!C5"]


def test_a_section_of_a_village_may_be_worded_otherwise(base):
    rows = [["STT", "Nội dung", 2019.0], ["I", "Đơn vị: Thôn 1"], [1.0, TIPS, 5.0]]
    _plan, values = results([*rows, ["II", "Tổ tự quản Thôn 2"], [1.0, TIPS, 7.0]], name="TH")
    assert values == [("Thôn 1", TIPS, 5), ("Thôn 2", TIPS, 7)]


def test_months_down_below_their_years(base):
    rows = [["Tháng", TIPS], ["NĂM 2023"], ["Tháng 1", 5.0], ["NĂM 2024"], ["Tháng 1", 7.0]]
    plan, values = results(rows)
    assert [value for _village, _name, value in values] == [5, 7]
    assert [(s.year, s.month) for s in plan.new_sheets] == [(2023, 1), (2024, 1)]


@pytest.mark.parametrize(("head", "first"), [("Tháng", "3/2014"), ("Năm", 2014.0)])
def test_a_figure_that_looks_like_a_year_is_no_head(base, head, first):
    _plan, values = results([[head, TIPS, "Số buổi sinh hoạt"], [first, "", 1900.0]])
    assert values == [("Thôn 1", "Số buổi sinh hoạt", 1900)]


@pytest.mark.parametrize(
    ("head", "span", "month"),
    [("12 tháng năm 2020", "year", None), ("Từ 01/01/2020 đến 31/12/2020", "year", None), ("1/9-30/9/2020", "month", 9),
     ("15/8-14/9/2020", "unclear", None), ("Từ 01/01/2020 đến 30/11/2020", "unclear", None)],
)  # fmt: skip
def test_a_span_of_days_is_a_year_or_a_month_only_if_it_is_whole(head, span, month):
    found = read_period(head)
    assert (found.span, found.month) == (span, month)
    assert found.year == (2020 if span != "unclear" else None)


# --- cameras ------------------------------------------------------------------------------

CAMERA_HEAD = ["TT", "Điểm lắp đặt", "Thôn", "Số mắt", "Ngày lắp", "Kinh phí (đồng)"]


def cameras(rows, **answers):
    commune = Commune.objects.get(code="90001")
    context = Context(commune.pk, {"as_of": DAY, "program": None}, TODAY)
    return importer_of("cameras").read([Sheet("Camera", rows)], context, Answers(answers))


@pytest.mark.parametrize(
    ("text", "funding"),
    [("50% ngân sách, 50% dân", "mixed"), ("Ngân sách: 10 triệu; dân: 5 triệu", "mixed"), ("Dân góp", "community"), ("NS xã", "budget"),
     ("Ngân sách + Hội CCB", ""), ("Ngân sách không hỗ trợ, dân góp", ""), ("Dân quân", "")],
)  # fmt: skip
def test_no_source_of_money_vanishes_beside_another(text, funding):
    assert read_funding(text) == funding


@pytest.mark.parametrize("head", ["Kinh phí, triệu đồng", "Kinh phí lắp đặt (tr.đ)", "Số tiền triệu đồng"])  # fmt: skip
def test_the_unit_of_a_cost_is_read_wherever_the_head_names_it(base, head):
    row = [1.0, "Ngã ba chợ", "Thôn 1", 2.0, "12/3/2023", 15.0]
    (camera,) = cameras([[*CAMERA_HEAD[:5], head], row]).new
    assert camera.cost == 15_000_000


def test_a_cost_too_small_to_be_in_dong_is_asked_about_even_under_that_head(base):
    plan = cameras([CAMERA_HEAD, [1.0, "Ngã ba chợ", "Thôn 1", 2.0, "12/3/2023", 15.0]])
    assert keys(plan) == ["money:cost"]


@pytest.mark.parametrize(
    ("at", "head"),
    [(3, "Mắt"), (3, "SL mắt"), (3, "Camera (mắt)"), (3, "Số lượng lắp đặt"), (4, "Năm đầu tư"), (4, "Thời gian"), (4, "Ngày vận hành"),
     (2, "Khối"), (1, "Vị trí")],
)  # fmt: skip
def test_heads_of_camera_lists_in_other_words(base, at, head):
    heads = [*CAMERA_HEAD[:at], head, *CAMERA_HEAD[at + 1 :]]
    plan = cameras([heads, [1.0, "Ngã ba chợ", "Thôn 1", 2.0, "12/3/2023", 15_000_000.0]])
    (camera,) = plan.new
    assert (camera.name, camera.units, camera.installed_on) == ("Ngã ba chợ", 2, dt.date(2023, 3, 12))  # fmt: skip
    assert camera.village.name == "Thôn 1"


def test_people_whose_village_is_asked_about_are_counted_as_asked(base):
    rows = [HEAD, [*LEADER[:3], "Thôn 1", "Tổ trưởng"], [*MEMBER[:3], "Xóm Đồng", "Tổ viên"]]
    plan = roster(rows)
    people = [(item.label, item.what) for item in plan.items if item.where and item.where.column == 1]  # fmt: skip
    assert people == [("Lý Văn Tài", "new"), ("Bàn Thị Mơ", "asked")]
