"""Who serves, who came, who went: at the start + joined - left = now."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.models import Membership, Team
from reports.figures.force import Spell, stays
from tests import factories as f
from tests.reports.cases import ONE_YEAR, TEN_YEARS, D, cells, commune, lines, prog, report, tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """A commune with two villages, a team in each and the self-managed programme there."""
    here = commune()
    villages = [f.VillageFactory(commune=here, name=f"Thôn {n}") for n in (1, 2)]
    teams = [f.TeamFactory(village=v, name=f"Tổ tự quản {v.name}") for v in villages]
    return here, villages, teams, prog(here, villages=villages)


def test_who_comes_back_has_come_again(place):
    here, _villages, (team, _other), program = place
    stays_, back = f.PersonFactory(), f.PersonFactory()
    f.MembershipFactory(team=team, person=stays_)
    f.MembershipFactory(
        team=team, person=back, started_on=D(2014, 1, 1), ended_on=D(2014, 6, 1), leaving="health"
    )
    f.MembershipFactory(team=team, person=back, started_on=D(2018, 1, 1))
    text = "\n".join(lines(report(here, [program], TEN_YEARS)))
    assert (
        "Trong kỳ báo cáo, đã có 02 người tham gia các tổ; ngày 15/09/2014 có 01 người; "
        "đã bổ sung 01 người; đến ngày chốt số liệu có 02 người, tăng 01 người so với đầu kỳ."
        in text
    )
    assert "thôi tham gia" not in text, "who left before the period left before it"


def test_a_move_within_the_commune_is_neither_coming_nor_going(place):
    here, _villages, (team, other), program = place
    person = f.PersonFactory()
    f.MembershipFactory(
        team=team, person=person, started_on=D(2013, 1, 1), ended_on=D(2019, 5, 1),
        leaving="transfer",
    )  # fmt: skip
    f.MembershipFactory(team=other, person=person, started_on=D(2019, 5, 1))
    document = report(here, [program], TEN_YEARS)
    text = "\n".join(lines(document))
    assert "; bổ sung" not in text
    assert "thôi tham gia" not in text
    (roster,) = tables(document, "Danh sách tổ và thành viên")
    assert roster.caption == "Tổ tự quản Thôn 2: 01 thành viên"
    assert cells(roster)[0][-1] == "01/01/2013", "service goes on through the move"


@pytest.mark.parametrize("span", [ONE_YEAR, TEN_YEARS])
def test_who_is_in_teams_of_two_villages_at_once_counts_once_in_all(place, span):
    here, _villages, (team, other), program = place
    both = f.PersonFactory()
    for one in (team, other):
        f.MembershipFactory(team=one)
        f.MembershipFactory(team=one, person=both)
    document = report(here, [program], span)
    text = "\n".join(lines(document))
    assert "gồm 03 thành viên" in text
    assert "Có 01 người cùng lúc tham gia tổ ở nhiều thôn: được đếm ở từng thôn" in text
    if span == ONE_YEAR:
        (table,) = [b for b in document.blocks if "Lực lượng" in getattr(b, "caption", "")]
        assert cells(table) == [["Thôn 1", "1", "2"], ["Thôn 2", "1", "2"], ["Cộng", "2", "3"]]
    else:
        (chart,) = [b for b in document.blocks if "Số thành viên" in getattr(b, "caption", "")]
        assert chart.alt.endswith("năm 2024: 03.")


def test_a_team_founded_again_keeps_the_first_days_of_its_people(place):
    here, (village, _other), (team, _second), program = place
    person = f.PersonFactory(village=village)
    f.MembershipFactory(team=team, person=person, started_on=D(2013, 1, 1))
    Team.objects.filter(pk=team.pk).update(dissolved_on=D(2020, 7, 1))
    village.dissolved_on = D(2020, 7, 1)
    village.save()
    merged = f.VillageFactory(commune=here, name="Thôn 1-3", formed_on=D(2020, 7, 1))
    again = f.TeamFactory(village=merged, founded_on=D(2020, 7, 1), name="Tổ tự quản Thôn 1-3")
    f.MembershipFactory(team=again, person=person, started_on=D(2020, 7, 1))
    for span in (TEN_YEARS, ONE_YEAR):
        document = report(here, [program], span)
        assert "; bổ sung" not in "\n".join(lines(document))
        (roster,) = tables(document, "Danh sách tổ và thành viên")
        assert cells(roster)[0][-1] == "01/01/2013"


def test_a_fall_is_told_as_a_rise_is(place):
    here, _villages, (team, _other), program = place
    for end in (None, D(2020, 1, 1), D(2021, 1, 1)):
        f.MembershipFactory(
            team=team, started_on=D(2013, 1, 1), ended_on=end, leaving="age" if end else ""
        )
    text = "\n".join(lines(report(here, [program], TEN_YEARS)))
    assert (
        "ngày 15/09/2014 có 03 người; có 02 người thôi tham gia (do tuổi cao: 02); đến ngày chốt số "
        "liệu còn 01 người, giảm 02 người so với đầu kỳ." in text
    )


def test_who_leads_is_told_of_the_known_only(place):
    here, villages, teams, program = place
    leaders = [
        f.MembershipFactory(team=team, role="leader", person__village=village).person
        for team, village in zip(teams, villages, strict=True)
    ]
    text = "\n".join(lines(report(here, [program])))
    assert "là trưởng thôn" not in text, "no post is entered"
    f.VillageOfficeFactory(village=villages[0], person=leaders[0], office="head")
    text = "\n".join(lines(report(here, [program])))
    assert "Có 01/01 tổ trưởng là trưởng thôn (01 tổ trưởng chưa rõ)." in text
    office = f.VillageOfficeFactory(village=villages[1], office="head")
    text = "\n".join(lines(report(here, [program])))
    assert "Có 01/02 tổ trưởng là trưởng thôn." in text
    assert "tổ phó" not in text, "there is none"
    office.person = leaders[1]
    office.save()
    text = "\n".join(lines(report(here, [program])))
    assert "Tổ trưởng là trưởng thôn." in text
    assert "00/" not in text


def test_members_and_sexes_nobody_entered_are_not_zero(place):
    here, _villages, (team, _other), program = place
    f.MembershipFactory(team=team, person__sex="female")
    f.MembershipFactory(team=team, person__sex="")
    document = report(here, [program])
    text = "\n".join(lines(document))
    assert "01 nữ (100%; 01 người chưa rõ giới tính)" in text
    table = next(
        b for b in document.blocks if getattr(b, "caption", "").endswith("an ninh, trật tự")
    )
    assert cells(table) == [["Thôn 1", "1", "2"], ["Thôn 2", "1", "–"], ["Cộng", "2", "2"]]


def test_teams_are_told_of_the_place_and_never_as_where_a_programme_runs(place):
    here, villages, (team, other), program = place
    f.MembershipFactory(team=team)
    f.MembershipFactory(team=other)
    told = "toàn xã có 02 tổ nhân dân tự quản về an ninh, trật tự tại 02 thôn, gồm 02 thành viên"
    text = "\n".join(lines(report(here, [program])))
    assert told in text
    assert "triển khai ở" not in text
    f.ProgramSiteFactory(program=program, village=f.VillageFactory(commune=here, name="Thôn 3"))
    text = "\n".join(lines(report(here, [program])))
    assert told in text
    assert "Mô hình có 03 điểm với 02 tổ tại cả 03 thôn." in text


def test_a_kind_without_teams_of_its_own_has_no_number_of_them(place):
    here, villages, _teams, program = place
    area = prog(here, "grassroots", villages=villages)
    (table,) = tables(report(here, [program, area]), "Mô hình, điểm và tổ")
    assert [row[-2:] for row in cells(table)] == [["2", "2"], ["2", "–"], ["4", "2"]]


def test_teams_without_sites_are_not_counted_as_none():
    here = commune()
    f.MembershipFactory(team=f.TeamFactory(village=f.VillageFactory(commune=here)))
    (table,) = tables(report(here, [prog(here)]), "Mô hình, điểm và tổ")
    assert [row[-2:] for row in cells(table)] == [["–", "–"], ["–", "–"]]


days = st.integers(0, 40).map(lambda n: D(2020, 1, 1) + dt.timedelta(days=n))


@given(st.lists(st.tuples(st.integers(1, 3), days, st.one_of(st.none(), st.integers(1, 20)))))
def test_start_and_joined_less_left_is_now(rows):
    team = Team(founded_on=D(2000, 1, 1))
    spells = []
    for person, start, length in rows:
        end = start + dt.timedelta(days=length) if length else None
        row = Membership(person_id=person, started_on=start, ended_on=end)
        spells.append(Spell(row, team, start, end))
    first, last = D(2020, 1, 10), D(2020, 1, 31)
    found = stays(spells)

    def serving(day):
        return {s.row.person_id for s in spells if s.lasts_on(day)}

    assert {stay.person for stay in found if stay.lasts_on(first)} == serving(first)
    joined = sum(first < stay.start <= last for stay in found)
    left = sum(stay.end is not None and first < stay.end <= last for stay in found)
    assert len(serving(first)) + joined - left == len(serving(last))
