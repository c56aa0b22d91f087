"""One fact, one figure: a register leads, the sheets stand beside; money is told whole, nothing twice."""

from decimal import Decimal

import pytest

from common.periods import Period
from reports.checks import Sort, findings
from reports.figures import collect, make_frame
from tests import factories as f
from tests.reports.cases import D, cells, commune, lines, prog, report, tables
from tests.reports.scenes import values

pytestmark = pytest.mark.django_db
MAY = D(2024, 5, 1)


@pytest.fixture
def here():
    return commune()


@pytest.fixture
def village(here):
    return f.VillageFactory(commune=here)


def figures(here, *programs):
    return collect(make_frame(here, programs, Period.year(2024), D(2024, 12, 31)))


def said(here, *programs):
    return "\n".join(lines(report(here, programs)))


def test_inspections_of_two_books_stand_in_one_place(here, village):
    program = prog(here, "fire_safe", D(2020, 1, 1), [village])
    zone = f.FireSafeZoneFactory(program=program, village=village, name="Khu A")
    for month in (1, 2, 3):
        zone.inspections.create(held_on=D(2024, month, 1))
    values(program, village, 2024, {"fire_checks": 4, "fire_trained": 21})
    text = said(here, program)
    assert (
        "Trong kỳ báo cáo, mô hình đã tổ chức 03 lượt kiểm tra an toàn phòng cháy, chữa cháy (theo sổ "
        "kiểm tra; phiếu kết quả ghi 04); huấn luyện cho 21 người (theo phiếu kết quả)." in text
    )
    (found,) = [row for row in findings(figures(here, program)) if row.key.startswith("registers")]
    assert found.sort == Sort.CONTRADICTION
    assert found.what.endswith("sổ kiểm tra ghi 03, phiếu kết quả ghi 04")
    assert all(mend.url.startswith("/") for mend in found.mends)


def test_tables_tell_what_the_text_tells_or_say_where_they_differ(here, village):
    fire = prog(here, "fire_safe", D(2020, 1, 1), [village])
    zone = f.FireSafeZoneFactory(program=fire, village=village, name="Khu A")
    zone.inspections.create(held_on=MAY)
    values(fire, village, 2024, {"fire_checks": 4})
    trusted = prog(here, "trusted_persons", D(2020, 1, 1), [village])
    person = f.TrustedPersonFactory(person__village=village, program=trusted)
    f.TrustedActivityFactory(recognition=person, kind="outreach", held_on=MAY, times=2)
    values(trusted, village, 2024, {"outreach_sessions": 9})
    teams = prog(here, villages=[village])
    values(teams, village, 2024, {"outreach_sessions": 5})
    document = report(here, [teams, trusted, fire])
    notes = {t.caption: t.note for t in tables(document, "Kết quả theo thôn")}
    assert (
        "Bảng ghi theo phiếu kết quả; báo cáo lấy: lượt kiểm tra an toàn PCCC 01 (sổ kiểm tra)."
        in notes[fire.name]
    )
    assert "Bảng ghi theo" not in notes[teams.name]
    (table,) = [b for b in document.blocks if "Tổng hợp" in getattr(b, "caption", "")]
    at = [column.title for column in table.columns].index("Số buổi tuyên truyền (buổi)")
    told = {row[0]: row[at] for row in cells(table)}
    assert (told[teams.name], told[trusted.name]) == ("5", "2")


def test_the_sheets_fill_the_place_of_a_register_that_has_nothing(here, village):
    program = prog(here, "cameras", D(2020, 1, 1), [village])
    camera = f.CameraFactory(village=village, installed_on=D(2023, 1, 1))
    values(program, village, 2024, {"extractions": 5, "camera_cases": 2})
    text = said(here, program)
    assert (
        "Trong kỳ báo cáo, đã trích xuất dữ liệu camera 05 lượt (theo phiếu kết quả) phục vụ xác minh, "
        "giải quyết vụ việc, giúp làm rõ 02 vụ việc (theo phiếu kết quả)." in text
    )
    camera.extractions.create(
        extracted_on=MAY, requesting_unit="x", legal_purpose="y", case_clarified=True
    )
    text = said(here, program)
    assert "dữ liệu camera 01 lượt (theo sổ camera; phiếu kết quả ghi 05) phục vụ" in text


def test_what_trusted_persons_did_has_one_figure(here, village):
    program = prog(here, "trusted_persons", D(2020, 1, 1), [village])
    person = f.TrustedPersonFactory(person__village=village, program=program)
    f.TrustedActivityFactory(recognition=person, held_on=MAY, kind="outreach", times=36, people=900)
    values(
        program, village, 2024,
        {"outreach_sessions": 394, "outreach_attendance": 900, "tips": 7, "disputes_settled": 2},
    )  # fmt: skip
    text = said(here, program)
    assert (
        "36 buổi tuyên truyền với 900 lượt người dự (theo sổ hoạt động của người có uy tín; phiếu kết "
        "quả ghi 394)." in text
    )
    assert text.count("394") == 1
    assert "07 nguồn tin" in text, "of which the book has nothing"


def money_of(here, *programs):
    return figures(here, *programs).money


def test_money_of_every_register_is_added_once(here, village):
    teams = prog(here, villages=[village])
    network = prog(here, "cameras", D(2020, 1, 1), [village])
    trusted = prog(here, "trusted_persons", D(2020, 1, 1), [village])
    values(teams, village, 2024, {"money_community": 26_500_000, "work_days": 12})
    values(network, village, 2024, {"money_community": 40_000_000})
    for funding, cost, day in (
        ("community", 47_300_000, MAY), ("budget", 33_900_000, MAY), ("", None, MAY),
        ("community", 9_000_000, D(2023, 12, 31)),
    ):  # fmt: skip
        f.CameraFactory(village=village, funding=funding, cost=cost, installed_on=day)
    village.cameras.first().upkeep.create(done_on=MAY, what="x", cost=350_000)
    person = f.TrustedPersonFactory(person__village=village)
    f.TrustedActivityFactory(recognition=person, held_on=MAY, kind="visit", worth=500_000)
    facts = money_of(here, teams, network, trusted)
    assert facts.of("community").total == 26_500_000 + 47_300_000
    assert (facts.of("budget").total, facts.of("unknown").total) == (33_900_000, 850_000)
    assert facts.total.total == Decimal(108_550_000)
    document = report(here, [teams, network, trusted])
    (text,) = lines(document, "Tổng kinh phí thực hiện")
    assert "108,55 triệu đồng, gồm ngân sách 33,9 triệu đồng; xã hội hóa 73,8 triệu đồng" in text
    assert "không cộng: Kinh phí xã hội hóa" in text
    (table,) = tables(document, "Kinh phí")
    rows = {row[0]: row[-1] for row in cells(table)}
    assert (rows["Cộng xã hội hóa"], rows["Tổng cộng"]) == ("73,8", "108,55")
    network_text = "\n".join(lines(document)).split("Mô hình “" + network.name)[1]
    assert "xã hội hóa được 40" not in network_text, "the camera book tells it"


def test_money_of_the_sheets_counts_where_the_camera_book_has_no_cost(here, village):
    network = prog(here, "cameras", D(2020, 1, 1), [village])
    f.CameraFactory(village=village, cost=None, installed_on=MAY)
    values(network, village, 2024, {"money_community": 40_000_000})
    assert money_of(here, network).total.total == 40_000_000


def test_money_of_two_years_stands_in_their_columns_also_from_day_15(here, village):
    here.reporting_day = 15
    here.save()
    network = prog(here, "cameras", D(2020, 1, 1), [village])
    for cost, day in ((1_000_000, D(2023, 12, 14)), (2_000_000, D(2023, 12, 15))):
        f.CameraFactory(village=village, cost=cost, installed_on=day, funding="budget")
    frame = make_frame(here, [network], Period(D(2022, 12, 15), D(2024, 12, 15)), D(2024, 12, 14))
    facts = collect(frame).money
    assert (facts.years, facts.of("budget").by_year) == ((2023, 2024), (1_000_000, 2_000_000))


def test_teams_from_before_their_programme_are_doubtful(here, village):
    team = f.TeamFactory(village=village, name="Tổ 1", founded_on=D(2014, 1, 2))
    program = prog(here, villages=[village])
    (found,) = [row for row in findings(figures(here, program)) if row.key.startswith("founding")]
    assert (found.sort, found.where) == (Sort.DOUBTFUL, "Tổ 1 (02/01/2014)")
    team.founded_on = program.founded_on
    team.save()
    assert not [r for r in findings(figures(here, program)) if r.key.startswith("founding")]
