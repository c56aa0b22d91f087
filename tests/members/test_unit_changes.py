"""Units through time: nothing is lost, old names print on old events, staff follow by decision."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Role, User
from common.periods import Period
from members.models import Commune, FormerUnit, Membership, Person, Team, UnitChange, Village
from members.queries.teams import teams_on
from members.queries.units import villages_of
from members.services import unit_changes as services
from members.services.unit_changes import Decree, Part
from reports.figures import collect, make_frame
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
MERGED = dt.date(2025, 7, 1)
DECREE = Decree("1679/NQ-UBTVQH15", MERGED)
OLD = ("Bằng Cả", "Dân Chủ", "Tân Dân", "Quảng La")


def four_communes():
    """The four communes of 2025, each with its Thôn 1 and Thôn 2, a team and its member."""
    made = {}
    for number, name in enumerate(OLD):
        commune = f.CommuneFactory(name=name, code=f"0705{number}", code_scheme="GSO")
        for village in ("Thôn 1", "Thôn 2"):
            team = f.TeamFactory(village=f.VillageFactory(commune=commune, name=village))
            f.MembershipFactory(team=team)
        made[name] = commune
    return made


def officer_of(*communes):
    user = f.UserFactory(username=f"cb{User.objects.count()}")
    for commune in communes:
        Role.objects.create(
            user=user, kind="officer", commune=commune, started_on=dt.date(2020, 1, 1)
        )
    return user


def fresh(user):
    """The user as a next request finds them: roles are read once an object."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def merged(db):
    communes = four_communes()
    new = f.CommuneFactory(name="Quảng La", code="07054", formed_on=MERGED)
    before = {
        "people": Person.objects.count(),
        "teams": Team.objects.count(),
        "memberships": list(Membership.objects.values_list("pk", "team", "person", "started_on")),
    }
    user = officer_of(*communes.values())
    change = services.merge_communes(
        sources=communes.values(), into=new, decree=DECREE, names={}, staff_follow=True, user=user
    )
    return communes, new, user, change, before


def test_four_communes_become_quang_la_and_nothing_is_lost(merged):
    communes, new, _user, change, before = merged
    assert Person.objects.count() == before["people"]
    assert Team.objects.count() == before["teams"]
    assert before["memberships"] == list(
        Membership.objects.values_list("pk", "team", "person", "started_on")
    )
    assert new.villages.filter(name="Thôn 1").count() == 4
    assert set(change.communes_from.all()) == set(communes.values())
    for commune in communes.values():
        commune.refresh_from_db()
        assert commune.dissolved_on == MERGED
        assert not commune.villages.exists()
    assert FormerUnit.objects.filter(change=change).count() == 8


def test_a_list_as_at_a_day_prints_the_old_names_and_can_roll_up_to_today(merged):
    communes, new, user, _change, _before = merged
    user = fresh(user)
    old = communes["Bằng Cả"]
    before, after = MERGED - dt.timedelta(days=1), MERGED
    assert [v.name_then for v in villages_of(old, user, before)] == ["Thôn 1", "Thôn 2"]
    assert villages_of(old, user, after) == []
    assert len(villages_of(new, user, after)) == 8
    assert villages_of(new, user, before) == []
    rolled_up = villages_of(new, user, before, todays_units=True)
    assert len(rolled_up) == 8, "in today's units the new commune has them all"
    assert {village.serving_then for village in rolled_up} == {1}
    page = of(user).get(f"/members/communes/{new.pk}/?on=30/06/2025&units=today")
    assert len(page.context["villages"]) == 8
    places = {team.place for team in teams_on(user, before)}
    assert ("Thôn 1", "xã Dân Chủ") in places
    assert {place[1] for place in places} == {f"xã {name}" for name in OLD}
    assert {team.place[1] for team in teams_on(user, before, todays_units=True)} == {"xã Quảng La"}


def test_a_report_of_the_new_commune_speaks_for_the_old_ones_and_tells_villages_apart(merged):
    communes, new, _user, _change, _before = merged
    program = f.ProgramFactory(commune=communes["Bằng Cả"])
    period = Period(dt.date(2015, 1, 1), dt.date(2026, 1, 1))
    frame = make_frame(new, [program], period, dt.date(2025, 12, 31))
    names = {place.name for place in frame.villages}
    assert {"Thôn 1 (Bằng Cả)", "Thôn 1 (Dân Chủ)"} <= names
    assert len(names) == 8
    assert collect(frame).situation.villages == 8
    past = make_frame(
        communes["Bằng Cả"], [program], Period(dt.date(2015, 1, 1), dt.date(2025, 1, 1)),
        dt.date(2024, 12, 31),
    )  # fmt: skip
    assert [place.name for place in past.villages] == ["Thôn 1", "Thôn 2"]


def test_staff_follow_only_where_the_decision_says_so(merged):
    communes, new, user, change, _before = merged
    one = officer_of(communes["Bằng Cả"])
    assert Village.objects.editable_by(one).count() == 8
    assert one.home_commune() == new
    UnitChange.objects.filter(pk=change.pk).update(staff_follow=False)
    assert Village.objects.editable_by(fresh(one)).count() == 0
    assert Village.objects.editable_by(officer_of(new)).count() == 8
    head = f.UserFactory(username="head")
    Role.objects.create(
        user=head, kind="village_head", village=new.villages.first(), started_on=dt.date(2020, 1, 1)
    )
    assert Team.objects.visible_to(head).count() == 1


def test_villages_take_new_names_with_the_merge():
    commune = f.CommuneFactory(name="Bằng Cả", code_scheme="GSO")
    village = f.VillageFactory(commune=commune, name="Thôn 1")
    new = f.CommuneFactory(name="Quảng La", formed_on=MERGED)
    services.merge_communes(
        sources=[commune], into=new, decree=DECREE, names={village.pk: "Thôn 1 Bằng Cả"},
        staff_follow=True, user=officer_of(commune),
    )  # fmt: skip
    village.refresh_from_db()
    assert (village.name, village.commune) == ("Thôn 1 Bằng Cả", new)
    (then,) = Village.objects.of_commune_on(commune, dt.date(2020, 1, 1))
    assert then.name_then == "Thôn 1"


@pytest.mark.parametrize(
    ("what", "error"),
    [("future", ValidationError), ("itself", ValidationError), ("foreign", PermissionDenied),
     ("taken", PermissionDenied), ("not_yet", ValidationError), ("nothing", ValidationError)],
)  # fmt: skip
def test_a_merge_that_cannot_be_writes_nothing(what, error):
    communes = list(four_communes().values())
    new = f.CommuneFactory(name="Quảng La mới", formed_on=MERGED)
    user = officer_of(*communes)
    sources, into, decree = communes, new, DECREE
    if what == "future":
        decree = Decree("1", dt.date.today() + dt.timedelta(days=5))
    elif what == "itself":
        into = communes[0]
    elif what == "foreign":
        user = officer_of(communes[0])
    elif what == "taken":
        f.VillageFactory(commune=new)
    elif what == "not_yet":
        Commune.objects.filter(pk=communes[0].pk).update(formed_on=MERGED)
        sources = [Commune.objects.get(pk=communes[0].pk)]
    elif what == "nothing":
        sources = []
    with pytest.raises(error):
        services.merge_communes(
            sources=sources, into=into, decree=decree, names={}, staff_follow=True, user=user
        )
    assert not UnitChange.objects.exists()
    assert not FormerUnit.objects.exists()
    assert not Commune.objects.filter(dissolved_on__isnull=False).exists()


def test_a_village_passes_over_and_keeps_its_team_and_people(cast):
    other = f.CommuneFactory(province=cast.commune.province, name="Mới tách")
    team = f.TeamFactory(village=cast.village_a)
    user = officer_of(cast.commune, other)
    services.transfer_villages(
        kind=UnitChange.Kind.TRANSFER, villages=[cast.village_a], into=other, decree=DECREE,
        names={}, user=user,
    )  # fmt: skip
    assert list(Team.objects.visible_to(officer_of(other))) == [team]
    assert not Team.objects.visible_to(fresh(cast.officer)).exists()
    with pytest.raises(ValidationError, match="thuộc xã đó rồi"):
        services.transfer_villages(
            kind=UnitChange.Kind.TRANSFER, villages=[cast.village_a], into=other, names={},
            decree=DECREE, user=fresh(user),
        )  # fmt: skip


@pytest.mark.parametrize("level", ["commune", "village"])
def test_a_renaming_keeps_the_old_name_for_what_was_before(cast, level):
    unit = cast.commune if level == "commune" else cast.village_a
    old = unit.name
    services.rename_unit(
        unit=unit, name="Tên mới", kind=unit.kind, decree=DECREE, user=cast.officer
    )
    unit.refresh_from_db()
    assert unit.name == "Tên mới"
    then = type(unit).objects.as_on(dt.date(2020, 1, 1)).get(pk=unit.pk)
    now = type(unit).objects.as_on(MERGED).get(pk=unit.pk)
    assert (then.name_then, now.name_then) == (old, "Tên mới")
    with pytest.raises(ValidationError, match="có tên này rồi"):
        services.rename_unit(
            unit=unit, name="Tên mới", kind=unit.kind, decree=DECREE, user=cast.officer
        )
    with pytest.raises(ValidationError, match="thay đổi sau đó"):
        services.rename_unit(
            unit=unit, name="Tên khác", kind=unit.kind, user=cast.officer,
            decree=Decree("2", dt.date(2024, 1, 1)),
        )  # fmt: skip


def test_merged_villages_close_and_a_new_one_opens_with_its_team(cast):
    people = [
        f.MembershipFactory(team=f.TeamFactory(village=village), role=role).person
        for village, role in ((cast.village_a, "leader"), (cast.village_b, "member"))
    ]
    f.VillageOfficeFactory(person=people[0])
    change = services.regroup_villages(
        kind=UnitChange.Kind.MERGE, sources=[cast.village_a, cast.village_b],
        parts=[Part("Thôn Mới", "thon")], decree=DECREE, user=cast.officer,
    )  # fmt: skip
    new = change.villages_to.get()
    assert set(new.people.all()) == set(people)
    team = new.teams.get()
    assert {(row.person, row.role) for row in team.memberships.all()} == {
        (person, "member") for person in people
    }
    assert Team.objects.standing_on(MERGED).get() == team
    assert Team.objects.standing_on(MERGED - dt.timedelta(days=1)).count() == 2
    assert not people[0].offices.on(MERGED).exists()
    assert people[0].memberships.filter(role="leader", ended_on=MERGED).exists()
    head = fresh(cast.head_a)
    head.roles.all().delete()
    Role.objects.create(user=head, kind="village_head", village=new, started_on=dt.date(2025, 7, 1))
    assert Team.objects.visible_to(fresh(head)).count() == 3, "the new and both before it"


def test_a_split_village_lets_each_person_go_where_they_live(cast):
    team = f.TeamFactory(village=cast.village_a)
    one, two = (f.MembershipFactory(team=team).person for _ in range(2))
    change = services.regroup_villages(
        kind=UnitChange.Kind.SPLIT, sources=[cast.village_a], decree=DECREE, user=cast.officer,
        parts=[Part("Thôn Đông", "thon"), Part("Thôn Tây", "thon", [two])],
    )  # fmt: skip
    east, west = change.villages_to.order_by("pk")
    assert (list(east.people.all()), list(west.people.all())) == ([one], [two])
    assert [village.teams.get().memberships.get().person for village in (east, west)] == [one, two]


# --- pages -------------------------------------------------------------------------


def pages(cast):
    return {
        "communes": "/members/communes/?on=01/01/2020",
        "commune": f"/members/communes/{cast.commune.pk}/",
        "village": f"/members/villages/{cast.village_a.pk}/",
    }


@pytest.mark.parametrize("name", ["communes", "commune", "village"])
def test_everybody_of_the_commune_reads_and_strangers_do_not(cast, name):
    path = pages(cast)[name]
    for who in ("officer", "committee", "observer", "head_a"):
        assert of(getattr(cast, who)).get(path).status_code == 200, who
    if name != "communes":
        assert of(cast.stranger).get(path).status_code == 404
    if name == "village":
        assert of(cast.head_b).get(path).status_code == 404
    assert of(cast.officer).post(path).status_code == 405


@pytest.mark.parametrize("villages", [1, 6])
def test_unit_pages_take_a_fixed_number_of_statements(
    cast, villages, django_assert_max_num_queries
):
    for _ in range(villages):
        f.MembershipFactory(team__village=f.VillageFactory(commune=cast.commune))
    client = of(cast.officer)
    for path in pages(cast).values():
        with django_assert_max_num_queries(18):
            assert client.get(path).status_code == 200


def test_an_officer_keeps_villages_posts_and_years_in_the_browser(cast):
    client = of(cast.officer)
    data = {"commune": cast.commune.pk, "name": "Thôn 9", "kind": "thon", "formed_on": ""}
    assert client.post("/members/villages/new/", data).status_code == 302
    village = Village.objects.get(name="Thôn 9")
    page = client.post(
        f"/members/villages/{village.pk}/edit/",
        {"name": "Thôn 9", "kind": "ban", "formed_on": "31/02/2020"},
    )
    assert "Ngày này không có trong lịch" in page.content.decode()
    answer = client.post(
        f"/members/villages/{village.pk}/years/",
        {"year": "2024", "households": "120", "population": ""},
    )
    assert answer.status_code == 302
    assert (village.years.get().households, village.years.get().population) == (120, None)
    assert client.post(
        f"/members/villages/{village.pk}/years/", {"year": "24"}
    ).status_code == 422  # fmt: skip
    old, new = (f.PersonFactory(village=village) for _ in range(2))
    for person, day in ((old, "01/01/2020"), (new, "01/01/2025")):
        answer = client.post(
            f"/members/villages/{village.pk}/offices/new/",
            {"person": person.pk, "office": "head", "started_on": day, "replaces": "on"},
        )
        assert answer.status_code == 302
    assert old.offices.get().ended_on == dt.date(2025, 1, 1)
    answer = client.post(f"/members/offices/{new.offices.get().pk}/end/", follow=True)
    assert "đã kết thúc từ hôm nay" in answer.content.decode()


@pytest.mark.parametrize("who", ["committee", "observer", "head_a", "stranger"])
def test_only_officers_change_units(cast, who):
    client = of(getattr(cast, who))
    outside = 404 if who == "stranger" else 403
    assert client.get(f"/members/villages/{cast.village_a.pk}/edit/").status_code == outside
    assert client.post(f"/members/villages/{cast.village_a.pk}/years/").status_code == outside
    if who != "stranger":
        assert client.get("/members/communes/change/").status_code == 403
        assert client.get("/members/villages/new/").status_code == 403


def test_the_guided_page_shows_what_would_happen_before_it_does(cast):
    client = of(cast.officer)
    assert "Sáp nhập xã" in client.get("/members/communes/change/").content.decode()
    f.MembershipFactory(team__village=cast.village_a)
    data = {
        "decision_number": "1679/NQ-UBTVQH15", "effective_on": "01/07/2025",
        "communes_from": cast.commune.pk, "new_name": "Quảng La", "new_kind": "xa",
        "new_code": "07999", "staff_follow": "on", "note": "",
    }  # fmt: skip
    url = "/members/communes/change/?way=merge-communes"
    page = client.post(url, data)
    assert page.status_code == 200
    told = page.context["preview"]
    assert told["communes_to"] == ["xã Quảng La"]
    assert [name for _pk, name, reached_by, _now in told["villages"]] == ["Thôn A", "Thôn B"]
    assert not UnitChange.objects.exists(), "a preview changes nothing"
    data |= {f"name-{cast.village_a.pk}": "Thôn A Bằng Cả", "confirm": "1"}
    done = client.post(url, data)
    new = Commune.objects.get(code="07999")
    assert done["Location"] == f"/members/communes/{new.pk}/"
    assert {village.name for village in new.villages.all()} == {"Thôn A Bằng Cả", "Thôn B"}
    assert client.get(done["Location"]).status_code == 200, "the officer followed"


@pytest.mark.parametrize(
    "way", ["merge-communes", "split-commune", "transfer", "rename-commune", "merge-villages",
            "split-village", "rename-village"],
)  # fmt: skip
def test_every_guided_form_opens_and_says_what_is_missing(cast, way):
    client = of(cast.officer)
    url = f"/members/communes/change/?way={way}"
    assert client.get(url).status_code == 200
    page = client.post(url, {"effective_on": "31/02/2025"})
    assert page.status_code == 200
    assert "Ngày này không có trong lịch" in page.content.decode()
    assert not UnitChange.objects.exists()


def test_a_split_village_asks_who_lives_where(cast):
    person = f.PersonFactory(village=cast.village_a)
    client = of(cast.officer)
    url = "/members/communes/change/?way=split-village"
    data = {
        "decision_number": "12/NQ-HĐND", "effective_on": "01/07/2025",
        "village": cast.village_a.pk, "names": "Thôn Đông\nThôn Tây", "kind": "thon",
    }  # fmt: skip
    page = client.post(url, data)
    assert page.context["preview"]["people"] == [(person, "0")]
    client.post(url, data | {f"part-{person.pk}": "1", "confirm": "1"})
    person.refresh_from_db()
    assert person.village.name == "Thôn Tây"


def test_a_village_that_passes_over_opens_nothing_else_of_the_commune_it_left(cast):
    other = f.CommuneFactory(province=cast.commune.province)
    moving = f.VillageFactory(commune=other, name="Thôn chuyển")
    staying = f.VillageFactory(commune=other, name="Thôn ở lại")
    services.transfer_villages(
        kind=UnitChange.Kind.TRANSFER,
        villages=[moving],
        into=cast.commune,
        decree=DECREE,
        names={},
        user=officer_of(cast.commune, other),
    )
    seen = set(Village.objects.visible_to(fresh(cast.officer)).values_list("pk", flat=True))
    assert moving.pk in seen
    assert staying.pk not in seen
    assert not Commune.objects.editable_by(fresh(cast.officer)).filter(pk=other.pk).exists()
