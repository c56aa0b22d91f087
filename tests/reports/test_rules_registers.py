"""The rules (h) to (l), (n), (o), (q) and (r) of figures, each with its example and its counter-example."""

import datetime as dt
import re

import pytest

from awards.queries import candidates
from documents.tree import Figure, Table
from members.models import FormerUnit, UnitChange
from programs.models import ResultSheet
from reports.services import write_document
from tests import factories as f
from tests.documents import readers
from tests.reports.cases import ONE_YEAR, TEN_YEARS, D, cells, commune, lines, prog, report, tables
from tests.reports.scenes import values

pytestmark = pytest.mark.django_db


def said(document, *words) -> str:
    return "\n".join(lines(document, *words))


@pytest.fixture
def place():
    return commune(name="Bằng Cả")


@pytest.fixture
def twins(place):
    """Two villages "Thôn 1", the second from another commune since 2020, and the programme in both."""
    own, other = (f.VillageFactory(commune=place, name="Thôn 1") for _ in range(2))
    gone = f.CommuneFactory(name="Dân Chủ")
    change = UnitChange.objects.create(
        kind="transfer", decision_number="1/NQ", effective_on=D(2020, 1, 1)
    )
    change.communes_from.add(gone)
    change.communes_to.add(place)
    FormerUnit.objects.create(
        change=change,
        village=other,
        name="Thôn 1",
        kind="thon",
        within=gone,
        ended_on=D(2020, 1, 1),
    )
    return own, other, prog(place, villages=(own, other))


# (h) villages


def test_two_villages_of_one_name_have_each_their_roster_and_figures(place, twins):
    own, other, program = twins
    for village, size in ((own, 3), (other, 4)):
        team = f.TeamFactory(village=village, name="Tổ tự quản Thôn 1")
        for n in range(size):
            f.MembershipFactory(team=team, role="leader" if n == 0 else "member")
        values(program, village, 2024, {"tips": 10 * size})
    document = report(place, [program])
    one, two = (table.caption for table in tables(document, "Danh sách tổ và thành viên"))
    assert "03 thành viên" in one
    assert two == "Tổ tự quản Thôn 1 (Dân Chủ): 04 thành viên"
    assert [len(table.rows) for table in tables(document, "Danh sách tổ và thành viên")] == [3, 4]
    (table,) = tables(document, "Kết quả theo thôn")
    heads = [column.title for column in table.columns]
    assert heads[2:5] == ["Thôn 1", "Thôn 1 (Dân Chủ)", "Toàn xã"]
    assert cells(table)[0][2:5] == ["30", "40", "70"]
    assert "02 tổ" in said(document, "tổ nhân dân tự quản về an ninh, trật tự tại")


def test_a_merged_commune_is_told_whole(merged_register):
    document = merged_register.report()
    from reports.queries import document_of

    tree = document_of(document)
    text = "\n".join(lines(tree))
    assert text.count("điểm camera với") == 1
    assert text.count("người có uy tín (") == 1
    for table in tables(tree, "Kết quả theo xã cũ"):
        for row in table.rows:
            numbers = [cell.value for cell in row[2:] if isinstance(cell, Figure)]
            label = row[0]
            if label not in ("Hộ ký cam kết", "Số hộ tham gia"):
                assert sum(value or 0 for value in numbers[:-1]) == numbers[-1], label


# (i) names


def test_a_unit_bears_the_name_of_the_cut_off_day_in_every_list(place):
    village = f.VillageFactory(commune=place, name="Thôn Mới")
    change = UnitChange.objects.create(
        kind="rename", decision_number="2/NQ", effective_on=D(2025, 1, 1)
    )
    FormerUnit.objects.create(
        change=change,
        village=village,
        name="Thôn Cũ",
        kind="thon",
        within=place,
        ended_on=D(2025, 1, 1),
    )
    program, network = (
        prog(place, villages=(village,)),
        prog(place, "cameras", D(2023, 1, 1), (village,)),
    )
    f.MembershipFactory(team=f.TeamFactory(village=village, name="Tổ một"))
    f.CameraFactory(village=village, program=network)
    values(program, village, 2024, {"tips": 3})
    before = report(place, [program, network], TEN_YEARS)
    after = report(place, [program, network], (D(2025, 1, 1), D(2025, 6, 30), "thematic"))
    assert "Thôn Mới" not in everything(before)
    assert "Thôn Cũ" in everything(before)
    assert "Thôn Cũ" not in everything(after)
    assert "Thôn Mới" in everything(after)


def everything(document) -> str:
    parts = lines(document)
    for appendix in document.appendices:
        for block in appendix.blocks:
            if isinstance(block, Table):
                parts += [block.caption, *(column.title for column in block.columns)]
                parts += [text for row in cells(block) for text in row]
    return "\n".join(parts)


# (j) unknown


def test_exits_are_told_of_those_checked(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, "fire_safe", D(2020, 1, 1), (village,))
    zone = f.FireSafeZoneFactory(program=program, village=village, name="Khu A")
    for exit_ in ["yes"] * 11 + ["no"] * 2 + ["unknown"]:
        f.ZoneHouseholdFactory(zone=zone, second_exit=exit_)
    text = said(report(place, [program]), "Khu A")
    assert "11 hộ có lối thoát nạn thứ hai (84,6%; 01 hộ chưa kiểm tra)" in text
    assert "78,6%" not in text
    assert "Khu A còn 02 hộ chưa có lối thoát nạn thứ hai." in text


def test_what_nobody_looked_at_is_not_denied(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, "fire_safe", D(2020, 1, 1), (village,))
    zone = f.FireSafeZoneFactory(program=program, village=village, name="Khu A")
    home = f.ZoneHouseholdFactory(zone=zone)
    f.FireEquipmentFactory(household=home, kind="other", quantity=7)
    document = report(place, [program])
    text = said(document, "Khu A", "huấn luyện")
    for wrong in ("100%", "07", "00 người", "lối thoát nạn", "chuông"):
        assert wrong not in text
    (table,) = tables(document, "An toàn phòng cháy, chữa cháy")
    assert cells(table)[0][3] in ("–", "0")
    assert cells(table)[0][-1] == "–"


def test_units_are_shares_of_those_looked_at(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, "cameras", D(2020, 1, 1), (village,))
    for n in range(3):
        camera = f.CameraFactory(village=village, program=program, units=2)
        if n == 0:
            f.CameraCheckFactory(camera=camera, checked_on=D(2024, 12, 1), working_units=2)
    text = said(report(place, [program]))
    assert "06 mắt camera" in text
    assert "33,3%" not in text
    assert "04 mắt camera chưa kiểm tra trong 90 ngày" in text


def test_a_known_zero_is_told_where_it_matters(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, "grassroots", D(2020, 1, 1), (village,))
    values(program, village, 2024, {"fires": 0, "crimes": 2})
    assert "không xảy ra cháy" in said(report(place, [program]))
    ResultSheet.objects.update(state="sent")
    assert "cháy" not in said(report(place, [program]), "Trên địa bàn", "xảy ra")


def test_a_zero_of_some_villages_is_no_zero_of_the_commune(place):
    one, two = f.VillageFactory(commune=place), f.VillageFactory(commune=place)
    program = prog(place, "grassroots", D(2020, 1, 1), (one, two))
    values(program, one, 2024, {"fires": 0, "crimes": 2})
    assert "không xảy ra cháy" not in said(report(place, [program]))


def test_estimates_are_marked(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, villages=(village,))
    sheet = values(program, village, 2024, {"tips": 5}, source="estimate")
    assert "số ước" in said(report(place, [program]))
    ResultSheet.objects.filter(pk=sheet.pk).update(source="yearly_report")
    assert "số ước" not in said(report(place, [program]))


# (k) members


def test_start_and_who_came_less_who_left_is_now(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, villages=(village,))
    team = f.TeamFactory(village=village)
    back = f.PersonFactory(village=village)
    f.MembershipFactory(team=team, role="leader")
    f.MembershipFactory(
        team=team, person=back, started_on=D(2014, 1, 1), ended_on=D(2014, 6, 1), leaving="health"
    )
    f.MembershipFactory(team=team, person=back, started_on=D(2018, 1, 1))
    text = said(report(place, [program], TEN_YEARS), "người tham gia")
    assert "ngày 15/09/2014 có 01 người; đã bổ sung 01 người" in text
    assert "thôi tham gia" not in text


def test_who_goes_to_another_team_neither_leaves_nor_joins(place):
    one, two = f.VillageFactory(commune=place), f.VillageFactory(commune=place)
    program = prog(place, villages=(one, two))
    teams = [f.TeamFactory(village=village) for village in (one, two)]
    mover = f.PersonFactory(village=one)
    f.MembershipFactory(team=teams[0], role="leader")
    f.MembershipFactory(team=teams[0], person=mover, ended_on=D(2018, 1, 1), leaving="transfer")
    f.MembershipFactory(team=teams[1], person=mover, started_on=D(2018, 1, 1))
    text = said(report(place, [program], TEN_YEARS), "người tham gia")
    assert "bổ sung" not in text
    assert "thôi tham gia" not in text


# (l) two registers of one fact


def test_inspections_have_one_figure_or_two_with_their_sources(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, "fire_safe", D(2020, 1, 1), (village,))
    zone = f.FireSafeZoneFactory(program=program, village=village, name="Khu A")
    f.ZoneHouseholdFactory(zone=zone)
    for month in (3, 5, 7):
        f.FireInspectionFactory(zone=zone, held_on=D(2024, month, 1))
    values(program, village, 2024, {"fire_checks": 4})
    text = said(report(place, [program]), "lượt kiểm tra")
    assert "03 lượt kiểm tra" in text
    assert "phiếu kết quả ghi 04" in text


def test_where_two_registers_agree_one_figure_is_enough(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, "fire_safe", D(2020, 1, 1), (village,))
    zone = f.FireSafeZoneFactory(program=program, village=village, name="Khu A")
    f.ZoneHouseholdFactory(zone=zone)
    f.FireInspectionFactory(zone=zone, held_on=D(2024, 3, 1))
    values(program, village, 2024, {"fire_checks": 1})
    assert "phiếu kết quả ghi" not in said(report(place, [program]))


@pytest.mark.parametrize("turned", [False, True])
def test_crimes_of_two_programmes_are_added_in_any_order(place, turned):
    one, two = f.VillageFactory(commune=place), f.VillageFactory(commune=place)
    programs = [
        prog(place, "grassroots", D(2020, 1, 1), (one,)),
        prog(place, "grassroots", D(2020, 1, 1), (two,)),
    ]
    values(programs[0], one, 2024, {"crimes": 1})
    values(programs[1], two, 2024, {"crimes": 2})
    text = said(report(place, programs[::-1] if turned else programs), "phạm pháp hình sự")
    assert "03 vụ phạm pháp hình sự" in text


# (n) titles and files


@pytest.mark.parametrize(
    ("first", "last", "kind", "words"),
    [
        (D(2024, 8, 1), D(2024, 8, 31), "thematic", "sơ kết tháng 8 năm 2024"),
        (D(2024, 7, 1), D(2024, 9, 30), "thematic", "sơ kết quý III năm 2024"),
        (D(2024, 1, 1), D(2024, 6, 30), "thematic", "sơ kết 06 tháng đầu năm 2024"),
        (D(2024, 1, 1), D(2024, 9, 30), "thematic", "sơ kết 09 tháng đầu năm 2024"),
        (D(2023, 7, 1), D(2024, 12, 31), "thematic", "sơ kết 18 tháng"),
        (*ONE_YEAR[:2], "one_year", "sơ kết 01 năm"),
        (D(2020, 1, 1), D(2024, 12, 31), "thematic", "tổng kết 05 năm"),
        (*TEN_YEARS[:2], "ten_year", "tổng kết 10 năm"),
    ],
)
def test_title_and_first_and_last_sentence_say_the_period(place, first, last, kind, words):
    village = f.VillageFactory(commune=place)
    program = prog(place, founded=D(2010, 1, 1), villages=(village,))
    document = report(place, [program], (first, last, kind))
    assert words.lower() in document.title.lower()
    told = lines(document)
    assert f"báo cáo {words} thực hiện" in "\n".join(told[:4])
    assert f"Báo cáo {words} thực hiện mô hình" in told[-1]


def test_long_titles_and_odd_signs_stop_no_file(place):
    village = f.VillageFactory(commune=place)
    programs = [
        prog(place, villages=(village,), name=f"{word} an ninh trật tự 😀 " + "rất dài " * 20)
        for word in ("Một", "Hai", "Ba")
    ]
    f.HighlightFactory(
        program=programs[0], happened_on=D(2024, 3, 1), text="Có dấu\x0b lạ \x07 và 😀."
    )
    document = report(place, programs)
    for format_ in ("html", "docx", "pdf", "xlsx"):
        assert len(write_document(document, format_)) > 1000


# (o) papers and meetings


def test_what_concerns_another_model_is_in_no_list(place):
    village = f.VillageFactory(commune=place)
    program = prog(place, villages=(village,), name="Tổ tự quản xanh")
    other = prog(place, "cameras", D(2024, 2, 1), (village,), name="Camera an ninh")
    for subject in ("Thanh lý tài sản", "Ra quân diệt chuột", f"Thành lập mô hình {other.name}"):
        f.PaperFactory(commune=place, issued_on=D(2024, 3, 1), subject=subject)
    f.PaperFactory(
        commune=place, kind="KH", issued_on=D(2024, 2, 1), subject=f"Triển khai {program.name}"
    )
    meeting = f.MeetingFactory(commune=place, starts_at=dt.datetime(2024, 6, 1, 7, tzinfo=dt.UTC))
    meeting.programs.add(program)
    f.MeetingFactory(
        commune=place, title="Họp xét hộ nghèo", starts_at=dt.datetime(2024, 6, 2, 7, tzinfo=dt.UTC)
    )
    document = report(place, [program])
    text = everything(document)
    for wrong in ("Thanh lý", "diệt chuột", "Camera", "hộ nghèo"):
        assert wrong not in text
    assert "01 văn bản" in text
    assert "01 hội nghị" in text


def test_the_founding_decision_is_always_a_basis(place):
    village = f.VillageFactory(commune=place)
    decision = f.PaperFactory(commune=place, issued_on=D(2014, 9, 15), code_number=77)
    program = prog(place, villages=(village,), decision=decision)
    assert "Căn cứ Quyết định số 77/QĐ-UBND ngày 15 tháng 9 năm 2014 của" in said(
        report(place, [program])
    )


# (q) words of the unit


def test_a_ward_knows_no_village_and_no_commune(ward_register):
    from reports.queries import document_of

    text = everything(document_of(ward_register.one_year()))
    assert "Toàn phường" in text
    assert re.findall(r".*\b(?:thôn|(?<!cấp )xã)\b(?! hội).*", text, re.IGNORECASE) == []


def test_villages_of_two_kinds_are_named_by_their_kinds(place):
    f.VillageFactory(commune=place, name="Thôn Một")
    f.VillageFactory(commune=place, name="Khu phố Hai", kind="khu_pho")
    text = said(report(place, [prog(place)]))
    assert "01 thôn và 01 khu phố" in text or "01 khu phố và 01 thôn" in text


# (r) the same figure elsewhere


def test_candidates_tell_the_figures_of_the_report(cast):
    place, village = cast.commune, cast.village_a
    f.LetterheadFactory(commune=place)
    program = prog(place, villages=(village,))
    f.MembershipFactory(team=f.TeamFactory(village=village))
    for year in range(2014, 2025):
        values(program, village, year, {"tips": 3 + 6 * (year in (2014, 2024))})
    round_ = f.AwardRoundFactory(
        commune=place, period_start=TEN_YEARS[0], period_end=D(2024, 9, 26)
    )
    round_.programs.set([program])
    (team,), _people = candidates(round_, cast.officer)
    told = " ".join(team.reasons)
    assert "45" in told
    assert "121/121" in told
    assert "45 nguồn tin" in said(report(place, [program], TEN_YEARS))


def test_a_sheet_without_a_value_is_no_month_reported(cast):
    place, village = cast.commune, cast.village_a
    program = prog(place, villages=(village,))
    f.MembershipFactory(team=f.TeamFactory(village=village))
    values(program, village, 2024, {})
    round_ = f.AwardRoundFactory(
        commune=place, period_start=D(2024, 1, 1), period_end=D(2025, 1, 1)
    )
    round_.programs.set([program])
    (team,), _people = candidates(round_, cast.officer)
    assert "0/12" in " ".join(team.reasons)


def test_all_four_files_have_the_same_numbers(gaps_register):
    from reports.queries import document_of

    document = document_of(gaps_register.one_year())
    files = {
        format_: write_document(document, format_) for format_ in ("html", "docx", "pdf", "xlsx")
    }
    readers.assert_every_figure_is_there(document, files)
