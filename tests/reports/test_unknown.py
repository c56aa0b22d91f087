"""Not known is never no, none or 0; and a share is of those known."""

import datetime as dt

import pytest

from programs.models import TrustedPerson
from reports.figures import collect
from reports.models import ReviewReport
from reports.queries import compose_draft
from tests import factories as f
from tests.reports.cases import ONE_YEAR, D, cells, commune, lines, prog, report, tables
from tests.reports.scenes import scene
from tests.reports.test_compose import words, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    """An empty fire-safe zone "Khu A" of the only village."""
    here = commune()
    village = f.VillageFactory(commune=here)
    program = prog(here, "fire_safe", D(2020, 1, 1), [village])
    return f.FireSafeZoneFactory(program=program, village=village, name="Khu A")


def told(zone):
    document = report(zone.program.commune, [zone.program])
    return document, "\n".join(lines(document))


GOOD = D(2030, 1, 1)


def household(zone, expires=GOOD, kind="powder", **fields):
    made = f.ZoneHouseholdFactory(zone=zone, **fields)
    if kind:
        f.FireEquipmentFactory(household=made, expires_on=expires, kind=kind)
    return made


def test_an_exit_nobody_looked_at_is_no_missing_exit(zone):
    for exit_ in ["yes"] * 11 + ["no"] * 2 + ["unknown"]:
        household(zone, second_exit=exit_)
    _document, text = told(zone)
    assert "11 hộ có lối thoát nạn thứ hai (84,6%; 01 hộ chưa kiểm tra)" in text
    assert "Khu A còn 02 hộ chưa có lối thoát nạn thứ hai." in text


def test_nothing_is_said_of_what_nobody_looked_at(zone):
    household(zone, second_exit="unknown", has_bell=None, kind=None)
    document, text = told(zone)
    assert "Khu A có 01 hộ." in text
    (table,) = tables(document, "An toàn phòng cháy, chữa cháy")
    assert cells(table)[-1] == ["", "Cộng: 01 hộ", "–", "–", "–", "–", "–", "–", "–"]
    assert "huấn luyện" not in text


def test_a_known_zero_is_told(zone):
    household(zone, second_exit="no", has_bell=False, expires=D(2020, 1, 1))
    document, text = told(zone)
    assert "00 hộ có bình chữa cháy còn hạn (0%)" in text
    assert "00 hộ lắp chuông báo cháy (0%)" in text
    assert "00 hộ có lối thoát nạn thứ hai (0%)" in text
    (table,) = tables(document, "An toàn phòng cháy, chữa cháy")
    assert cells(table)[-1][3:8] == ["1", "1", "00 hộ", "–", "00 hộ"]


def test_an_extinguisher_without_a_date_is_not_good_and_not_bad(zone):
    household(zone, expires=None)
    household(zone)
    household(zone, kind=None)
    document, text = told(zone)
    assert "01 hộ có bình chữa cháy còn hạn (50%; 01 hộ chưa rõ hạn bình)" in text
    (table,) = tables(document, "An toàn phòng cháy, chữa cháy")
    assert "01 bình chưa ghi hạn dùng." in table.note


def test_only_extinguishers_are_extinguishers(zone):
    household(zone, kind="other")
    document, text = told(zone)
    assert "00 hộ có bình chữa cháy còn hạn (0%)" in text
    (table,) = tables(document, "An toàn phòng cháy, chữa cháy")
    assert cells(table)[0][3] == "0"


def test_trained_people_are_a_standing_and_not_of_the_period(zone):
    household(zone, trained_people=2)
    household(zone, trained_people=None)
    zone.drills.create(held_on=D(2024, 5, 1), attendance=30)
    zone.drills.create(held_on=D(2024, 6, 1), attendance=None)
    zone.inspections.create(held_on=D(2024, 7, 1), faults=0)
    _document, text = told(zone)
    assert (
        "Đến ngày chốt số liệu, các hộ có 02 người đã được huấn luyện (01 hộ chưa có số liệu)."
        in text
    )
    assert (
        "Trong kỳ báo cáo, đã tổ chức 02 buổi thực tập phương án chữa cháy với 30 lượt người tham gia "
        "(01 buổi chưa ghi số người); 01 lượt kiểm tra." in text
    )


def cameras(*looks):
    """A commune with six units in points; of each its last look: (units, condition or None)."""
    here = commune()
    village = f.VillageFactory(commune=here)
    for units, condition in looks:
        camera = f.CameraFactory(
            village=village, units=units, cost=None, installed_on=D(2024, 2, 1)
        )
        if condition:
            f.CameraCheckFactory(
                camera=camera, condition=condition, checked_on=D(2024, 12, 1), working_units=units
            )
    document = report(here, [prog(here, "cameras", D(2020, 1, 1), [village])])
    return document, "\n".join(lines(document))


def test_the_share_of_good_units_is_of_those_looked_at():
    document, text = cameras((2, "good"), (4, None))
    assert (
        "có 02 mắt camera hoạt động tốt (100% của 02 mắt camera đã kiểm tra), 04 mắt camera chưa kiểm "
        "tra trong 90 ngày." in text
    )
    assert "kinh phí" not in text


def test_units_nobody_looked_at_are_not_told_as_down():
    document, text = cameras((6, None))
    assert "có 06 mắt camera chưa kiểm tra trong 90 ngày." in text
    assert "00 mắt" not in text
    (table,) = tables(document, "Hệ thống camera")
    assert cells(table)[-1][-1] == "Chưa kiểm tra"


def test_a_standing_of_the_place_bears_its_year_and_says_what_it_lacks():
    here = commune()
    villages = [f.VillageFactory(commune=here) for _ in range(3)]
    f.VillageYearFactory(village=villages[0], year=2019, households=100, population=None)
    f.VillageYearFactory(village=villages[1], year=2023, households=50, population=200)
    f.VillageYearFactory(village=villages[1], year=2025, households=60)
    text = "\n".join(lines(report(here, [prog(here, villages=villages)])))
    assert (
        "hiện có 03 thôn, 150 hộ (năm 2019 - 2023; 01 thôn chưa có số liệu) với 200 nhân khẩu "
        "(năm 2023; 02 thôn chưa có số liệu)." in text
    )


def test_households_of_a_village_that_ended_are_not_counted_again():
    here = commune()
    old = f.VillageFactory(commune=here, dissolved_on=D(2024, 3, 1))
    new = f.VillageFactory(commune=here, formed_on=D(2024, 3, 1))
    f.VillageYearFactory(village=old, year=2023, households=100)
    f.VillageYearFactory(village=new, year=2024, households=110)
    text = "\n".join(lines(report(here, [prog(here, villages=[new])])))
    assert "hiện có 01 thôn, 110 hộ" in text


def test_chapters_nobody_filled_deny_nothing():
    here = commune()
    document = report(here, [prog(here)])
    said = lines(document)
    assert "Không có." not in said
    for title in ("II. Công tác lãnh đạo, chỉ đạo", "VI. Khen thưởng"):
        assert said[said.index(title) + 1] == "Chưa có số liệu."
    assert not any("Đề xuất, kiến nghị" in text for text in said), "nobody asks for anything"


def test_the_figures_of_a_zone_without_households_are_not_known():
    made = scene(1)
    f.FireSafeZoneFactory(
        program=made.programs["fire_safe"], village=made.villages[0], name="Khu trống"
    )
    (empty,) = [zone for zone in collect(made.frame()).zones if zone.name == "Khu trống"]
    assert (empty.trained.total, empty.extinguishers.total) == (None, None)
    text = "\n".join(lines(report(made.commune, made.programs.values(), ONE_YEAR)))
    assert "Khu trống" not in text


def test_teams_and_members_nobody_entered_are_not_none():
    made = scene(1)
    fire = made.programs["fire_safe"]
    figures = collect(made.frame())
    (told,) = [item for item in figures.programmes if item.id == fire.pk]
    assert told.team_count is None, "no inter-family team was ever entered"
    team = f.TeamFactory(village=made.villages[0], kind="inter_family")
    figures = collect(made.frame())
    (told,) = [item for item in figures.programmes if item.id == fire.pk]
    assert told.team_count == 1
    (force,) = [force for force in figures.forces if force.kind == "inter_family"]
    assert force.members is None
    team.dissolved_on = D(2024, 1, 1)
    team.save()
    (told,) = [item for item in collect(made.frame()).programmes if item.id == fire.pk]
    assert told.team_count == 0, "there was one, and there is none"


def test_cameras_that_were_only_not_looked_at_want_a_look_and_no_repair():
    _document, text = cameras((6, None))
    assert "Có 06 mắt camera chưa kiểm tra trong 90 ngày, cần kiểm tra." in text
    _document, text = cameras((6, "broken"))
    assert "Có 06 mắt camera hỏng, cần sửa chữa, kiểm tra." in text


def test_what_trusted_persons_did_is_told_also_where_none_is_recognised_any_more():
    made = scene(1, years=[])
    recognition = TrustedPerson.objects.get()
    f.TrustedActivityFactory(
        recognition=recognition, kind="outreach", held_on=dt.date(2020, 3, 1), times=3
    )
    recognition.ended_on = dt.date(2021, 1, 1)
    recognition.save()
    text = words(written(made))
    assert "Người có uy tín đã tổ chức 03 buổi tuyên truyền." in text
    assert "người có uy tín (" not in text


@pytest.mark.parametrize(("then", "now"), [(4, 5), (5, 4)])
def test_zones_told_in_one_and_each_by_itself_are_compared(then, now):
    here = commune()
    village = f.VillageFactory(commune=here)
    program = prog(here, "fire_safe", D(2020, 1, 1), [village])
    zones = [
        f.FireSafeZoneFactory(program=program, village=village, name=f"Khu {number}")
        for number in range(5)
    ]
    for zone in zones:
        f.ZoneHouseholdFactory(zone=zone)
    last = program.zones.filter(pk=zones[-1].pk)
    last.update(ended_on=None if then == 5 else D(2023, 1, 1))
    document = report(here, [program])
    keys = {one.key for one in document.figures() if one.key.startswith("zone")}
    assert len(keys) == (1 if then == 5 else 4)
    last.update(ended_on=None if now == 5 else D(2023, 1, 1))
    assert keys <= set(compose_draft(ReviewReport.objects.get()).by_key)
