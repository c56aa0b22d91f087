"""Units bear the name and kind of the cut-off day, no two alike; merged communes speak as one."""

import datetime as dt
import re

import pytest

from common.periods import Period
from common.unit_words import UnitWords
from members.models import FormerUnit, UnitChange
from members.services.unit_changes import Decree, merge_communes
from programs.models import Program, ProgramKind, RatingScheme
from reports.figures import collect, make_frame
from tests import factories as f
from tests.reports.cases import ONE_YEAR, D, cells, commune, lines, prog, report, tables
from tests.reports.scenes import CUT_OFF, PERIOD, scene

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 7, 1)
TEN_YEARS = Period(dt.date(2016, 1, 1), dt.date(2025, 10, 1))


def changed(village, on=DAY, **was):
    """Say what a village was until a day."""
    change = UnitChange.objects.create(kind="rename", decision_number="1/NQ", effective_on=on)
    was = {"name": village.name, "kind": village.kind, "within": village.commune} | was
    return FormerUnit.objects.create(change=change, village=village, ended_on=on, **was)


def merged(*, names=("Tổ tự quản", "Tổ tự quản"), kind="self_managed"):
    """Two communes, each with a Thôn 1, a Thôn 2 and a programme, made one on 1/7/2025."""
    old = [f.CommuneFactory(name="Bằng Cả"), f.CommuneFactory(name="Dân Chủ")]
    new = f.CommuneFactory(name="Quảng La", formed_on=DAY)
    programs = []
    for before, name in zip(old, names, strict=True):
        program = f.ProgramFactory(
            commune=before, kind=ProgramKind.objects.get(code=kind), name=name
        )
        programs.append(program)
        for number in (1, 2):
            village = f.VillageFactory(commune=before, name=f"Thôn {number}")
            f.ProgramSiteFactory(program=program, village=village)
    merge_communes(
        sources=old, into=new, decree=Decree("1679/NQ", DAY), names={}, staff_follow=True, user=None
    )
    return new, programs


def frame_of(commune, programs, period=TEN_YEARS, cut_off=dt.date(2025, 9, 30)):
    chosen = Program.objects.filter(pk__in=[p.pk for p in programs]).select_related(
        "kind", "decision", "commune"
    )
    return make_frame(commune, chosen, period, cut_off)


def test_a_unit_bears_name_and_kind_of_the_cut_off_day():
    commune = f.CommuneFactory(name="Hoành Bồ", kind="phuong")
    village = f.VillageFactory(commune=commune, name="Khu 1", kind="khu_pho")
    changed(village, name="Thôn Cũ", kind="thon")
    change = UnitChange.objects.create(kind="rename", decision_number="2/NQ", effective_on=DAY)
    FormerUnit.objects.create(
        change=change, commune=commune, name="Trới", kind="thi_tran", ended_on=DAY
    )
    before = frame_of(commune, [], cut_off=dt.date(2024, 9, 25))
    after = frame_of(commune, [])
    assert (before.named(village.pk), before.words.head) == ("Thôn Cũ", "trưởng thôn")
    assert (before.full_name, before.words.whole) == ("thị trấn Trới", "Toàn thị trấn")
    assert (after.named(village.pk), after.words.head) == ("Khu 1", "trưởng khu phố")
    assert after.full_name == "phường Hoành Bồ"


def test_a_village_of_another_commune_has_no_name_here():
    frame = frame_of(f.CommuneFactory(), [])
    stranger = f.VillageFactory()
    assert (frame.place(stranger.pk), frame.named(stranger.pk), frame.named(None)) == (None, "", "")


def test_villages_of_one_name_are_never_named_alike():
    new, programs = merged()
    names = [place.name for place in frame_of(new, programs).villages]
    assert sorted(names) == [
        "Thôn 1 (Bằng Cả)", "Thôn 1 (Dân Chủ)", "Thôn 2 (Bằng Cả)", "Thôn 2 (Dân Chủ)",
    ]  # fmt: skip
    commune = f.CommuneFactory()
    old = f.VillageFactory(commune=commune, name="Thôn 9", dissolved_on=dt.date(2020, 1, 1))
    f.VillageFactory(commune=commune, name="Thôn 9", formed_on=dt.date(2020, 1, 1))
    f.VillageFactory(commune=commune, name="Đông", kind="ban")
    f.VillageFactory(commune=commune, name="Đông")
    f.VillageFactory(commune=commune, name="Tây")
    f.VillageFactory(commune=commune, name="Tây")
    frame = frame_of(commune, [])
    names = {place.name for place in frame.villages}
    assert names == {
        "Thôn 9 (đến năm 2020)", "Thôn 9", "Đông (bản)", "Đông (thôn)", "Tây (1)", "Tây (2)",
    }  # fmt: skip
    assert old.pk in frame.village_ids
    assert old.pk not in [place.id for place in frame.standing]


def test_villages_that_came_through_two_mergers_are_told_apart_by_the_first():
    first, second = f.CommuneFactory(name="A"), f.CommuneFactory(name="B")
    middle, last = f.CommuneFactory(name="C"), f.CommuneFactory(name="D")
    for origin in (first, second):
        village = f.VillageFactory(commune=last, name="Thôn 1")
        changed(village, on=dt.date(2018, 1, 1), within=origin)
        changed(village, on=DAY, within=middle)
    assert sorted(place.name for place in frame_of(last, []).villages) == [
        "Thôn 1 (C) (A)", "Thôn 1 (C) (B)",
    ]  # fmt: skip


def test_the_same_programme_of_former_communes_is_one_group():
    new, programs = merged(names=("Tổ tự quản", "tổ  tự quản"))
    (group,) = frame_of(new, programs).groups
    assert group.ids == tuple(p.pk for p in programs)
    assert (group.kind, group.communes) == ("self_managed", ("Bằng Cả", "Dân Chủ"))
    assert group.merged
    own = f.ProgramFactory(commune=new, kind=programs[0].kind, name="Tổ tự quản mới")
    (group,) = frame_of(new, [*programs, own]).groups
    assert group.name == "Tổ tự quản mới", "as the commune of today calls it"


def test_two_programmes_of_one_kind_in_one_commune_stay_two():
    commune = f.CommuneFactory()
    kind = ProgramKind.objects.get(code="fire_safe")
    programs = [f.ProgramFactory(commune=commune, kind=kind, name=name) for name in ("A", "B")]
    groups = frame_of(commune, programs).groups
    assert [(group.name, group.merged) for group in groups] == [("A", False), ("B", False)]


def test_words_follow_the_kinds_of_the_units():
    words = UnitWords.of("phuong", "Hòn Gai", ["khu_pho", "thon", "khu_pho"])
    assert (words.whole, words.police, words.villages) == (
        "Toàn phường", "Công an phường", "các khu phố, thôn",
    )  # fmt: skip
    assert words.head == "trưởng khu phố, trưởng thôn"
    assert words.deputy_head == "phó trưởng khu phố, phó trưởng thôn"
    assert words.counted([("thon", "01"), ("khu_pho", "01")]) == "01 thôn và 01 khu phố"
    assert UnitWords.of("xa", "Bằng Cả", []).village == "thôn"


def everything_twice():
    """Two communes with the same programmes, villages, teams, cameras, made one: the new one."""
    made = [scene(2, f.CommuneFactory(name=name)) for name in ("Bằng Cả", "Dân Chủ")]
    new = commune(name="Quảng La", formed_on=DAY)
    merge_communes(
        sources=[one.commune for one in made], into=new, decree=Decree("1679/NQ", DAY), names={},
        staff_follow=True, user=None,
    )  # fmt: skip
    programs = [program for one in made for program in one.programs.values()]
    return new, made, programs


SPAN = (D(2016, 1, 1), D(2025, 9, 30), "ten_year")


def test_what_is_of_the_commune_is_told_once():
    new, _made, programs = everything_twice()
    said = lines(report(new, programs, SPAN))
    for words, times in (
        ("điểm camera với", 1), ("người có uy tín (", 1), ("gồm 12 thành viên", 1),
        ("Mô hình “Tổ nhân dân tự quản", 1), ("Khu Thôn 1 (Bằng Cả) có", 1),
        ("Khu Thôn 1 (Dân Chủ) có", 1),
    ):  # fmt: skip
        assert len([text for text in said if words in text]) == times, words
    founded = next(
        text for text in said if text.startswith("Mô hình được thành lập ở Bằng Cả theo")
    )
    assert "; ở Dân Chủ theo Quyết định số" in founded


def test_titles_and_lists_name_each_programme_once():
    new, _made, programs = everything_twice()
    document = report(new, programs, SPAN)
    name = programs[0].name
    (told,) = lines(document, "như sau:")
    assert told.count(name) == 1
    assert document.title.count(name) == 1
    (table,) = tables(document, "Mô hình, điểm và tổ")
    assert cells(table)[-1][2:] == ["05 mô hình", "", "20", "4"]
    assert cells(table)[0][2] == "Bằng Cả: 15/09/2014; Dân Chủ: 15/09/2014"


def test_each_team_has_its_own_table_and_each_place_its_own_name():
    new, _made, programs = everything_twice()
    document = report(new, programs, SPAN)
    assert [table.caption for table in tables(document, "Danh sách tổ và thành viên")] == [
        f"Tổ tự quản Thôn {n} ({origin}): 03 thành viên"
        for n in (1, 2) for origin in ("Bằng Cả", "Dân Chủ")
    ]  # fmt: skip
    (cameras,) = tables(document, "Hệ thống camera")
    assert [row[2] for row in cells(cameras)[:-1]] == [
        "Thôn 1 (Bằng Cả)", "Thôn 1 (Dân Chủ)", "Thôn 2 (Bằng Cả)", "Thôn 2 (Dân Chủ)",
    ]  # fmt: skip
    figures = collect(frame_of(new, programs))
    assert figures.trusted.by_village == tuple((place.name, 1) for place in figures.frame.villages)


def test_two_villages_of_one_name_have_two_rosters():
    here = commune()
    villages = [f.VillageFactory(commune=here, name="Thôn 1") for _ in range(2)]
    changed(villages[1], within=f.CommuneFactory(name="Tân Dân"), on=D(2020, 1, 1))
    for village, members in zip(villages, (3, 4), strict=True):
        team = f.TeamFactory(village=village, name="Tổ tự quản Thôn 1")
        for _ in range(members):
            f.MembershipFactory(team=team)
    document = report(here, [prog(here, villages=villages)])
    assert [table.caption for table in tables(document, "Danh sách tổ và thành viên")] == [
        "Tổ tự quản Thôn 1 (Thôn 1): 03 thành viên", "Tổ tự quản Thôn 1 (Tân Dân): 04 thành viên",
    ]  # fmt: skip


def test_a_name_given_later_is_in_no_list():
    made = scene(1)
    (village,) = made.villages
    village.name = "Thôn Mới"
    village.save()
    changed(village, name="Thôn Cũ", on=D(2025, 1, 1))
    f.LetterheadFactory(commune=made.commune)
    span = (PERIOD.start, CUT_OFF, "ten_year")
    document = report(made.commune, made.programs.values(), span)
    printed = "\n".join(lines(document)) + str(
        [cells(block) for part in document.appendices for block in part.blocks]
    )
    assert "Thôn Mới" not in printed
    for title in ("Mô hình, điểm và tổ", "Hệ thống camera", "Khen thưởng"):
        assert "Thôn Cũ" in str(cells(tables(document, title)[0])), title


def test_the_words_of_a_ward_know_no_village_and_no_commune():
    made = scene(2, f.CommuneFactory(name="Hòn Gai", kind="phuong"))
    for number, village in enumerate(made.villages, 1):
        village.kind, village.name = "khu_pho", f"Khu phố {number}"
        village.save()
        f.VillageOfficeFactory(village=village, person=leader_of(village), office="head")
    for team in [village.teams.get() for village in made.villages]:
        team.name = f"Tổ tự quản {team.village.name}"
        team.save()
    f.LetterheadFactory(commune=made.commune, organ="UBND phường Hòn Gai")
    document = report(made.commune, made.programs.values(), (PERIOD.start, CUT_OFF, "ten_year"))
    said = "\n".join(lines(document))
    assert "Tổ trưởng là trưởng khu phố." in said
    assert cells(tables(document, "Danh sách tổ và thành viên")[0])[0][5] == "Trưởng khu phố"
    assert "Toàn phường có 02 điểm camera" in said
    columns = [c.title for block in document.all_blocks() for c in getattr(block, "columns", ())]
    captions = [getattr(block, "caption", "") for block in document.all_blocks()]
    for text in (*columns, *captions, *(part.title for part in document.appendices)):
        assert not re.search(r"\b([Tt]hôn|[Xx]ã)\b", text.replace("Khu Thôn", "")), text


def leader_of(village):
    return village.teams.get().memberships.get(role="leader").person


def test_villages_of_mixed_kinds_are_named_by_their_kinds():
    here = commune()
    villages = [f.VillageFactory(commune=here, kind=kind) for kind in ("thon", "khu_pho")]
    text = "\n".join(lines(report(here, [prog(here, villages=villages)], ONE_YEAR)))
    assert "hiện có 02 thôn, khu phố (01 thôn và 01 khu phố)" in text


def test_zones_of_one_name_are_told_apart_by_their_village(db):
    commune = f.CommuneFactory()
    program = f.ProgramFactory(
        commune=commune,
        kind=ProgramKind.objects.get(code="fire_safe"),
        founded_on=D(2014, 1, 1),
    )
    for name in ("Thôn 1", "Thôn 2"):
        village = f.VillageFactory(commune=commune, name=name)
        f.FireSafeZoneFactory(program=program, village=village, name="Khu an toàn")
    figures = collect(frame_of(commune, [program]))
    assert [zone.name for zone in figures.zones] == [
        "Khu an toàn (Thôn 1)", "Khu an toàn (Thôn 2)",
    ]  # fmt: skip


def test_ratings_of_former_communes_are_told_once_where_they_are_alike():
    new, programs = merged()
    scheme = RatingScheme.objects.get(code="mo-hinh")
    for program in programs:
        program.ratings.create(year=2024, scheme=scheme, level="Tốt")
    assert "Năm 2024, mô hình được xếp loại tốt." in lines(report(new, programs, SPAN))
    programs[1].ratings.update(level="Khá")
    said = lines(report(new, programs, SPAN))
    assert "Năm 2024, mô hình (Bằng Cả) được xếp loại tốt." in said
    assert "Năm 2024, mô hình (Dân Chủ) được xếp loại khá." in said


def test_a_force_beside_other_programmes_is_told_of_the_place():
    here = commune()
    village = f.VillageFactory(commune=here)
    fire = prog(here, "fire_safe", D(2020, 1, 1), [village])
    f.TeamFactory(village=village, kind="inter_family", founded_on=D(2020, 1, 1))
    alone = "\n".join(lines(report(here, [fire])))
    assert "toàn xã có 01 tổ liên gia an toàn phòng cháy, chữa cháy tại 01 thôn" in alone
    both = "\n".join(lines(report(here, [fire, prog(here, "cameras", D(2020, 1, 1))])))
    assert "toàn xã có 01 tổ liên gia an toàn phòng cháy, chữa cháy tại 01 thôn" in both
