"""The leader is the village head, the deputy the deputy head: a warning, and its remedy."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Membership
from members.services.posts import departures, follow_offices
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast):
    return f.TeamFactory(village=cast.village_a)


def member(team, role, office=None, **person):
    spell = f.MembershipFactory(team=team, role=role, started_on=dt.date(2015, 1, 1))
    if office:
        f.VillageOfficeFactory(person=spell.person, village=team.village, office=office)
    return spell.person


def roles(team):
    today = timezone.localdate()
    return {row.person: row.role for row in team.memberships.serving_on(today)}


def test_a_team_that_follows_the_rule_is_left_alone(cast, team):
    member(team, "leader", "head")
    member(team, "deputy", "deputy_head")
    member(team, "member")
    assert departures(team, timezone.localdate()) == []
    with pytest.raises(ValidationError):
        follow_offices(team=team, on=timezone.localdate(), user=cast.officer)


def test_a_post_nobody_holds_asks_for_nothing(team):
    member(team, "leader")
    assert departures(team, timezone.localdate()) == []


def test_other_kinds_of_team_have_no_such_rule(cast):
    team = f.TeamFactory(village=cast.village_a, kind="mediation")
    member(team, "leader")
    member(team, "member", "head")
    assert departures(team, timezone.localdate()) == []


def test_one_click_lets_the_team_follow_the_new_head(cast, team):
    old = member(team, "leader")
    new = member(team, "member", "head")
    outside = f.PersonFactory(village=team.village)
    f.VillageOfficeFactory(person=outside, village=team.village, office="deputy_head")
    client = of(cast.officer)
    page = client.get(f"/members/teams/{team.pk}/").content.decode()
    assert f"tổ trưởng là {new.full_name}; hiện nay là {old.full_name}" in page
    url = f"/members/teams/{team.pk}/follow-offices/"
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert roles(team) == {new: "leader", old: "member", outside: "deputy"}
    today = timezone.localdate()
    assert Membership.objects.filter(ended_on=today, leaving="role_change").count() == 2
    assert departures(team, today) == []


def test_the_remedy_is_for_officers_only(cast, team):
    member(team, "leader")
    member(team, "member", "head")
    before = roles(team)
    for user, status in ((cast.committee, 403), (cast.observer, 403), (cast.head_a, 403),
                         (cast.head_b, 404), (cast.stranger, 404)):  # fmt: skip
        client = of(user)
        assert client.post(f"/members/teams/{team.pk}/follow-offices/").status_code == status
    assert roles(team) == before
