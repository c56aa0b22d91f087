"""Two records of one person: found for reasons one can read, merged after a look, nothing lost."""

import datetime as dt

import pytest

from accounts.models import Role
from members.models import DifferentPeople, Membership, Person
from members.queries.doubles import doubles_of, near_names
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


def person(village, name="Đặng Hữu Ưng", **fields):
    return f.PersonFactory(village=village, full_name=name, **fields)


@pytest.mark.parametrize(
    ("name", "fields", "other_village", "found"),
    [
        ("Đặng Hữu Ưng", {}, True, {"cùng tên", "cùng năm sinh"}),
        ("Dang Huu Ung", {}, True, {"cùng tên", "cùng năm sinh"}),
        ("Đặng Hữu Ứng", {"birth_date": dt.date(1970, 1, 1)}, False,
         {"cùng tên", "cùng năm sinh", "cùng thôn"}),
        ("Đặng Hữu Hưng", {}, False, {"tên gần giống", "cùng năm sinh", "cùng thôn"}),
        ("Đặng Hữu Hưng", {}, True, set()),
        ("Đặng Hữu Hưng", {"phone": "0912345678", "birth_date": None}, True,
         {"tên gần giống", "cùng số điện thoại"}),
        ("Đặng Hữu Ưng", {"birth_date": dt.date(1985, 1, 1)}, False, set()),
        ("Bàn Thị Hoa", {"phone": "0912345678"}, False, set()),
    ],
)  # fmt: skip
def test_the_finder_says_why(cast, name, fields, other_village, found):
    person(cast.village_a, phone="0912345678")
    person(cast.village_b if other_village else cast.village_a, name, **fields)
    pairs = doubles_of(cast.officer)
    assert ({reason for pair in pairs for reason in pair.reasons}) == found


def test_the_finder_stays_inside_the_officers_reach(cast):
    person(cast.village_a)
    person(cast.other_village)
    assert doubles_of(cast.officer) == []
    assert doubles_of(cast.observer) == []


@pytest.mark.parametrize("people", [2, 60])
def test_the_list_takes_a_fixed_number_of_statements(cast, people, django_assert_max_num_queries):
    for _ in range(people):
        person(cast.village_a)
    client = of(cast.officer)
    with django_assert_max_num_queries(8):
        assert client.get("/members/people/doubles/").status_code == 200


def test_two_people_are_not_asked_about_again(cast):
    one, two = person(cast.village_a), person(cast.village_a)
    client = of(cast.officer)
    client.post(f"/members/people/{two.pk}/tell-apart/{one.pk}/")
    client.post(f"/members/people/{one.pk}/tell-apart/{two.pk}/")
    assert DifferentPeople.objects.get().said_by == cast.officer
    assert client.get("/members/people/doubles/").context["page"].paginator.count == 0


def test_a_merge_keeps_both_histories_and_every_row_that_pointed_at_either(cast):
    keep = person(cast.village_a, phone="")
    drop = person(cast.village_b, phone="0912345678")
    drop.citizen_id = "022070123456"
    drop.save()
    team = f.TeamFactory(village=cast.village_a)
    first = f.MembershipFactory(team=team, person=keep, ended_on=dt.date(2018, 1, 1))
    second = f.MembershipFactory(team=team, person=drop, started_on=dt.date(2020, 1, 1))
    office = f.VillageOfficeFactory(person=drop, village=cast.village_b)
    award = f.NominationFactory(person=drop, round__commune=cast.commune)
    guest = f.DelegateFactory(person=drop, meeting__commune=cast.commune)
    trusted = f.TrustedPersonFactory(person=drop)
    client = of(cast.officer)
    assert client.get(f"/members/people/{drop.pk}/").status_code == 200, "logged"
    url = f"/members/people/{keep.pk}/merge/{drop.pk}/"
    page = client.get(url)
    assert {line["name"] for line in page.context["lines"]} == {"phone", "village", "citizen_id"}
    assert client.post(url, {"village": "drop"})["Location"] == f"/members/people/{keep.pk}/"
    keep.refresh_from_db()
    assert not Person.objects.filter(pk=drop.pk).exists()
    assert (keep.phone, keep.citizen_id, keep.village) == (
        "0912345678", "022070123456", cast.village_b,
    )  # fmt: skip
    for row in (first, second, office, award, guest, trusted):
        row.refresh_from_db()
        assert row.person == keep
    history = client.get(f"/members/people/{keep.pk}/").context["changes"]
    told = [line.what for line in history]
    assert "đã gộp với hồ sơ khác của cùng một người" in told
    assert told.count("đã mở hồ sơ") >= 2, "the record that is gone still tells who opened it"


def test_overlapping_spells_of_one_role_become_one(cast):
    keep, drop = person(cast.village_a), person(cast.village_a)
    team = f.TeamFactory(village=cast.village_a)
    f.MembershipFactory(team=team, person=keep, started_on=dt.date(2016, 1, 1))
    f.MembershipFactory(
        team=team, person=drop, started_on=dt.date(2014, 1, 1), ended_on=dt.date(2018, 1, 1)
    )
    of(cast.officer).post(f"/members/people/{keep.pk}/merge/{drop.pk}/")
    row = Membership.objects.get()
    assert (row.person, row.started_on, row.ended_on) == (keep, dt.date(2014, 1, 1), None)


def test_two_roles_at_once_are_said_and_nothing_is_merged(cast):
    keep, drop = person(cast.village_a), person(cast.village_a)
    team = f.TeamFactory(village=cast.village_a)
    f.MembershipFactory(team=team, person=keep, role="leader")
    f.MembershipFactory(team=team, person=drop, role="member")
    client = of(cast.officer)
    url = f"/members/people/{keep.pk}/merge/{drop.pk}/"
    assert "hai chức vụ cùng lúc" in client.get(url).context["conflict"]
    assert client.post(url).status_code == 409
    assert Person.objects.filter(pk=drop.pk).exists()
    assert Membership.objects.filter(person=drop).count() == 1


def test_both_nominated_for_the_same_award_is_said(cast):
    keep, drop = person(cast.village_a), person(cast.village_a)
    first = f.NominationFactory(person=keep, round__commune=cast.commune)
    f.NominationFactory(person=drop, round=first.round, form=first.form)
    page = of(cast.officer).post(f"/members/people/{keep.pk}/merge/{drop.pk}/")
    assert page.status_code == 409
    assert "Cả hai hồ sơ đều có" in page.content.decode()
    assert Person.objects.filter(pk=drop.pk).exists()


def test_others_may_not_merge(cast):
    one, two = person(cast.village_a), person(cast.village_a)
    foreign = person(cast.other_village)
    for url in (f"/members/people/{one.pk}/merge/{two.pk}/",
                f"/members/people/{one.pk}/tell-apart/{two.pk}/"):  # fmt: skip
        for who in ("committee", "observer", "head_a"):
            assert of(getattr(cast, who)).post(url).status_code == 403
        for who in ("head_b", "stranger"):
            assert of(getattr(cast, who)).post(url).status_code == 404
    assert of(cast.officer).get(f"/members/people/{one.pk}/merge/{foreign.pk}/").status_code == 404
    assert of(cast.observer).get("/members/people/doubles/").status_code == 403
    assert of(cast.officer).post("/members/people/doubles/").status_code == 405
    assert of(cast.officer).post(f"/members/people/{one.pk}/merge/{one.pk}/").status_code == 409


def test_a_name_being_typed_shows_whom_it_may_mean(cast):
    known = person(cast.village_a)
    person(cast.other_village)
    assert near_names(cast.officer, "Dang Huu Ứng", year=1970, leave_out=None) == [known]
    assert near_names(cast.officer, "Đặng Hữu Ưng", year=1999, leave_out=None) == []
    page = of(cast.officer).get("/members/people/near/?full_name=dang+huu+ung&birth=1970")
    assert "Đặng Hữu Ưng" in page.content.decode()
    mine = of(cast.officer).get(
        f"/members/people/near/?full_name=dang+huu+ung&person={known.pk}&birth=x"
    )
    assert "Đặng Hữu Ưng" not in mine.content.decode()
    Role.objects.filter(user=cast.officer).delete()
    assert (
        near_names(
            type(cast.officer).objects.get(pk=cast.officer.pk),
            "Đặng Hữu Ưng",
            year=None,
            leave_out=None,
        )
        == []
    )
