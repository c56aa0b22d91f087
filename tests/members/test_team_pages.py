"""Teams founded, re-staffed, dissolved and their people transferred, each under one decision."""

import datetime as dt

import pytest

from members.models import Membership, Paper, Team
from members.queries.teams import makeup_of
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)
PAPER = {"decision_code": "15/QĐ-UBND", "decision_date": "25/02/2025"}


@pytest.fixture
def team(cast):
    made = f.TeamFactory(village=cast.village_a)
    for role in ("leader", "deputy", "member"):
        f.MembershipFactory(team=made, role=role)
    return made


def roles(team, day=DAY):
    return {row.person_id: row.role for row in team.memberships.serving_on(day)}


def restaffing(team, **changed):
    """What the form sends where only these people change."""
    typed = {f"person-{pk}": role for pk, role in roles(team).items()}
    return {"on": "01/03/2025", **PAPER, **typed, **changed}


def test_one_decision_restaffs_a_whole_team(cast, team):
    leader, deputy, member = (row.person for row in team.memberships.order_by("pk"))
    new = f.PersonFactory(village=cast.village_a)
    client = of(cast.officer)
    assert client.get(f"/members/teams/{team.pk}/restaff/").status_code == 200
    data = restaffing(team, **{
        f"person-{leader.pk}": "leave", f"person-{deputy.pk}": "leader", f"person-{new.pk}": "member",
    })  # fmt: skip
    assert client.post(f"/members/teams/{team.pk}/restaff/", data).status_code == 302
    assert roles(team) == {deputy.pk: "leader", member.pk: "member", new.pk: "member"}
    paper = Paper.objects.get(code_number=15, code_notation="QĐ-UBND")
    opened = Membership.objects.filter(appointment=paper)
    assert {row.person for row in opened} == {deputy, new}
    closed = Membership.objects.filter(dismissal=paper)
    assert {(row.person, row.leaving) for row in closed} == {
        (leader, "restaffing"), (deputy, "role_change")
    }  # fmt: skip


def test_two_leaders_are_refused_and_nothing_is_written(cast, team):
    member = team.memberships.get(role="member").person
    before = roles(team)
    page = of(cast.officer).post(
        f"/members/teams/{team.pk}/restaff/", restaffing(team, **{f"person-{member.pk}": "leader"})
    )
    assert "một tổ chỉ có một tổ trưởng" in page.content.decode()
    assert roles(team) == before
    assert not Paper.objects.filter(code_number=15).exists(), "the paper rolls back with the act"
    unchanged = of(cast.officer).post(f"/members/teams/{team.pk}/restaff/", restaffing(team))
    assert "không khác" in unchanged.content.decode().lower()


def test_a_decision_needs_its_form_and_its_date(cast, team):
    data = restaffing(team, decision_code="mười lăm", decision_date="")
    page = of(cast.officer).post(f"/members/teams/{team.pk}/restaff/", data).content.decode()
    assert "Nhập đúng như trên văn bản" in page
    assert "Nhập ngày của quyết định" in page


def test_a_team_is_founded_under_its_decision(cast):
    data = {
        "village": cast.village_b.pk, "kind": "self_managed", "name": "Tổ tự quản mới",
        "founded_on": "01/03/2025", **PAPER,
    }  # fmt: skip
    answer = of(cast.officer).post("/members/teams/new/", data)
    team = Team.objects.get(name="Tổ tự quản mới")
    assert answer["Location"] == f"/members/teams/{team.pk}/"
    assert (team.village, team.decision.code) == (cast.village_b, "15/QĐ-UBND")


def test_a_dissolved_team_lets_everybody_go(cast, team):
    client = of(cast.officer)
    url = f"/members/teams/{team.pk}/dissolve/"
    assert client.get(url).status_code == 200
    f.MembershipFactory(team=team, started_on=dt.date(2025, 6, 1))
    page = client.post(url, {"on": "01/03/2025"}).content.decode()
    assert "Sửa lại ngày tham gia" in page
    assert client.post(url, {"on": "01/07/2025", **PAPER}).status_code == 302
    team.refresh_from_db()
    assert (team.dissolved_on, team.dissolution.code) == (dt.date(2025, 7, 1), "15/QĐ-UBND")
    assert set(team.memberships.values_list("ended_on", "leaving")) == {
        (dt.date(2025, 7, 1), "dissolved")
    }


def test_somebody_passes_to_another_team_on_one_day(cast, team):
    other = f.TeamFactory(village=cast.village_b)
    row = team.memberships.get(role="member")
    client = of(cast.officer)
    url = f"/members/memberships/{row.pk}/transfer/"
    assert client.get(url).status_code == 200
    data = {"to": other.pk, "role": "leader", "on": "01/03/2025", **PAPER}
    assert client.post(url, data).status_code == 302
    row.refresh_from_db()
    assert (row.ended_on, row.leaving) == (DAY, "transfer")
    opened = other.memberships.get()
    assert (opened.person, opened.role, opened.started_on) == (row.person, "leader", DAY)
    again = client.post(url, data).content.decode()
    assert "không tham gia" in again


def test_a_transfer_to_another_commune_is_no_choice(cast, team):
    foreign = f.TeamFactory(village=cast.other_village)
    row = team.memberships.get(role="member")
    page = of(cast.officer).post(
        f"/members/memberships/{row.pk}/transfer/",
        {"to": foreign.pk, "role": "member", "on": "01/03/2025"},
    )
    assert page.status_code == 200
    row.refresh_from_db()
    assert row.ended_on is None


@pytest.mark.parametrize("what", ["restaff", "dissolve", "transfer"])
def test_others_may_not(cast, team, what):
    urls = {
        "restaff": f"/members/teams/{team.pk}/restaff/",
        "dissolve": f"/members/teams/{team.pk}/dissolve/",
        "transfer": f"/members/memberships/{team.memberships.first().pk}/transfer/",
    }
    for who in ("committee", "observer", "head_a"):
        assert of(getattr(cast, who)).get(urls[what]).status_code == 403, who
    for who in ("head_b", "stranger"):
        assert of(getattr(cast, who)).post(urls[what]).status_code == 404, who
    assert of(cast.officer).put(urls[what]).status_code == 405
    assert of(cast.observer).get("/members/teams/new/").status_code == 403


def test_people_count_once_by_role_sex_age_and_service(cast):
    team, other = (f.TeamFactory(village=cast.village_a) for _ in range(2))
    old = f.PersonFactory(village=cast.village_a, birth_date=dt.date(1950, 5, 1), sex="female")
    f.MembershipFactory(team=team, person=old, role="leader")
    f.MembershipFactory(team=other, person=old, role="member")
    f.MembershipFactory(
        team=team, person__birth_date=None, person__sex="", started_on=dt.date(2024, 6, 1)
    )
    made = {part.title: dict(part.lines) for part in makeup_of([team, other], dt.date(2025, 1, 1))}
    assert made["Chức vụ"] == {"tổ trưởng": 1, "tổ phó": 0, "tổ viên": 1}
    assert made["Giới tính"] == {"nam": 0, "nữ": 1, "chưa biết": 1}
    assert made["Độ tuổi"]["từ 60 tuổi trở lên"] == 1
    assert made["Độ tuổi"]["chưa biết"] == 1
    assert made["Thời gian tham gia"]["dưới 1 năm"] == 1
    assert made["Thời gian tham gia"]["từ 10 năm trở lên"] == 1
