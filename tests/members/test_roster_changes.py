"""A village head asks, an officer decides; the roster moves only then, and never unawares."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Membership, Person, RosterChange
from members.services import changes as services
from members.services.teams import restaff
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast):
    return f.TeamFactory(village=cast.village_a)


@pytest.fixture
def membership(team):
    return f.MembershipFactory(
        team=team, started_on=dt.date(2015, 1, 1), person__full_name="Lý Văn Sơn",
        person__phone="0911111111",
    )  # fmt: skip


ADD = {"full_name": "bàn thị hoa", "sex": "female", "birth": "1970", "phone": "0912345678",
       "role": "member", "started_on": "01/03/2024", "reason": "Thay người chuyển đi"}  # fmt: skip
END = {"ended_on": "01/03/2024", "leaving": "moved", "reason": "Chuyển nơi ở"}
CORRECT = {"full_name": "Lý Văn Sơn", "phone": "0922222222", "address": "", "reason": "Đổi số"}


def urls(team, membership):
    return {
        f"/members/teams/{team.pk}/add/": ADD,
        f"/members/memberships/{membership.pk}/end/": END,
        f"/members/memberships/{membership.pk}/correct/": CORRECT,
    }


def test_asking_moves_nothing_until_an_officer_accepts(cast, team, membership):
    client = of(cast.head_a)
    for url, data in urls(team, membership).items():
        assert client.get(url).status_code == 200
        assert client.post(url, data).status_code == 302
    assert RosterChange.objects.waiting().count() == 3
    assert (Person.objects.count(), Membership.objects.count()) == (1, 1)
    membership.refresh_from_db()
    assert (membership.ended_on, membership.person.phone) == (None, "0911111111")

    page = of(cast.officer).get("/members/changes/")
    text = page.content.decode()
    assert "Bàn Thị Hoa" in text
    assert "<del>0911111111</del> → <b>0922222222</b>" in text
    chosen = [change.pk for change in page.context["waiting"]]
    answer = of(cast.officer).post(
        "/members/changes/decide/", {"change": chosen, "note": "Đồng ý", "accept": ""}
    )
    assert answer.status_code == 302
    membership.refresh_from_db()
    membership.person.refresh_from_db()
    assert (membership.ended_on, membership.leaving) == (dt.date(2024, 3, 1), "moved")
    assert membership.person.phone == "0922222222"
    hoa = Person.objects.get(full_name="Bàn Thị Hoa")
    assert (str(hoa.birth), hoa.memberships.get().started_on) == ("1970", dt.date(2024, 3, 1))
    decided = RosterChange.objects.first()
    assert (decided.state, decided.decided_by, decided.note) == ("accepted", cast.officer, "Đồng ý")


def test_asking_is_for_the_own_village(cast, team, membership):
    for url, data in urls(team, membership).items():
        for user, status in ((cast.head_b, 404), (cast.stranger, 404), (cast.observer, 403),
                             (cast.committee, 403)):  # fmt: skip
            assert of(user).get(url).status_code == status
            assert of(user).post(url, data).status_code == status
        assert of(cast.head_a).delete(url).status_code == 405
    assert not RosterChange.objects.exists()


@pytest.mark.parametrize(
    ("path", "change", "field"),
    [
        ("add", {"full_name": "123"}, "full_name"), ("add", {"birth": "31/02/1970"}, "birth"),
        ("add", {"phone": "12"}, "phone"), ("add", {"started_on": "hôm qua"}, "started_on"),
        ("add", {"role": "king"}, "role"), ("add", {"reason": ""}, "reason"),
        ("end", {"ended_on": "01/01/2010"}, "__all__"), ("end", {"leaving": "x"}, "leaving"),
        ("correct", {"phone": "0911111111"}, "__all__"), ("correct", {"phone": "x"}, "phone"),
    ],
)  # fmt: skip
def test_a_wrong_request_is_kept_and_explained(cast, team, membership, path, change, field):
    url, data = next(
        (url, data) for url, data in urls(team, membership).items() if url.endswith(f"{path}/")
    )
    page = of(cast.head_a).post(url, data | change)
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert not RosterChange.objects.exists()


def ask_end(membership, user):
    return services.ask_to_end(
        membership=membership, ended_on=dt.date(2024, 3, 1), leaving="moved", reason="x", user=user
    )


def test_a_roster_that_moved_meanwhile_is_shown_not_overwritten(cast, membership):
    change = ask_end(membership, cast.head_a)
    membership.role = "deputy"
    membership.save()
    other = services.ask_to_correct(
        membership=membership, reason="x", user=cast.head_a,
        data={"full_name": "Lý Văn Sơn", "phone": "0922222222", "address": ""},
    )  # fmt: skip
    page = of(cast.officer).post(
        "/members/changes/decide/", {"change": [change.pk, other.pk], "accept": ""}
    )
    assert page.status_code == 409
    assert "Danh sách đã thay đổi" in page.content.decode()
    change.refresh_from_db()
    other.refresh_from_db()
    membership.refresh_from_db()
    assert (change.state, other.state, membership.ended_on) == ("waiting", "accepted", None)


def test_a_refusal_says_why_and_changes_nothing(cast, membership):
    change = ask_end(membership, cast.head_a)
    of(cast.officer).post(
        "/members/changes/decide/", {"change": [change.pk], "note": "Chưa rõ", "refuse": ""}
    )
    change.refresh_from_db()
    membership.refresh_from_db()
    assert (change.state, membership.ended_on) == ("refused", None)
    assert "Chưa rõ" in of(cast.head_a).get("/members/changes/").content.decode()


def test_only_officers_of_the_commune_decide(cast, membership):
    change = ask_end(membership, cast.head_a)
    for user in (cast.head_a, cast.committee, cast.observer):
        answer = of(user).post("/members/changes/decide/", {"change": [change.pk], "accept": ""})
        assert answer.status_code == 403
    answer = of(cast.stranger).post(
        "/members/changes/decide/", {"change": [change.pk], "accept": ""}
    )
    assert answer.status_code == 422
    for wrong in ([], ["x"], ["999999"]):
        answer = of(cast.officer).post("/members/changes/decide/", {"change": wrong, "accept": ""})
        assert answer.status_code == 422
    assert of(cast.officer).get("/members/changes/decide/").status_code == 405
    change.refresh_from_db()
    assert change.state == "waiting"


def test_a_second_leader_and_a_second_service_wait_for_the_first_to_end(cast, team, membership):
    membership.role = "leader"
    membership.save()
    common = {"team": team, "sex": "male", "birth": None, "phone": "", "reason": "x",
              "started_on": dt.date(2024, 1, 1), "user": cast.head_a}  # fmt: skip
    leader = services.ask_to_add(full_name="Bàn A", role="leader", **common)
    again = services.ask_to_add(full_name="Bàn B", role="member", **common)
    twice = services.ask_to_add(full_name="Bàn B", role="member", **common)
    done, left = services.decide(
        changes=[leader, again, twice], accept=True, note="", user=cast.officer
    )
    assert [change.pk for change in done] == [again.pk]
    assert [change.pk for change, _why in left] == [leader.pk, twice.pk]
    assert Person.objects.filter(full_name="Bàn B").count() == 1


def test_who_asked_takes_it_back_and_nobody_else(cast, membership):
    change = ask_end(membership, cast.head_a)
    url = f"/members/changes/{change.pk}/withdraw/"
    assert of(cast.head_a).get(url).status_code == 405
    assert of(cast.officer).post(url).status_code == 403
    assert of(cast.head_b).post(url).status_code == 404
    assert of(cast.head_a).post(url).status_code == 302
    change.refresh_from_db()
    assert change.state == "withdrawn"
    of(cast.head_a).post(url)
    done, left = services.decide(changes=[change], accept=True, note="", user=cast.officer)
    assert (done, len(left)) == ([], 1)


def test_a_head_sees_the_own_requests_only(cast, membership):
    ask_end(membership, cast.head_a)
    assert len(of(cast.head_a).get("/members/changes/").context["waiting"]) == 1
    assert of(cast.head_b).get("/members/changes/").context["waiting"] == []
    assert of(cast.stranger).get("/members/changes/").context["waiting"] == []


def test_the_page_takes_the_same_statements_for_one_and_for_many(cast, membership):
    client = of(cast.officer)
    ask_end(membership, cast.head_a)
    client.get("/members/changes/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get("/members/changes/")
        counts.append(len(captured))
        for _number in range(8):
            ask_end(
                f.MembershipFactory(team=membership.team, started_on=dt.date(2015, 1, 1)),
                cast.head_a,
            )
    assert counts[0] == counts[1] <= 8


# --- what the database refuses, doubles, officers -----------------------------------------


def test_what_the_database_refuses_leaves_the_others_decided(cast, team):
    """R8: dates that overlap an ended spell; the other two requests are decided."""
    day = dt.date(2019, 1, 1)
    there = f.MembershipFactory(
        team=team, started_on=dt.date(2015, 1, 1), ended_on=dt.date(2020, 1, 1)
    ).person
    asked = [
        services.ask_to_add(team=team, full_name=name, sex="female", birth=birth, phone="", role="member",
                            started_on=day, reason="x", user=cast.head_a).pk
        for name, birth in (("Lý Thị Khác", None), (there.full_name, there.birth), ("Lý Thị Ba", None))
    ]  # fmt: skip
    answer = of(cast.officer).post(
        "/members/changes/decide/", {"change": asked, "accept": "1", "note": ""}
    )
    assert answer.status_code == 409
    assert [RosterChange.objects.get(pk=key).state for key in asked] == [
        "accepted",
        "waiting",
        "accepted",
    ]
    assert "trùng" in answer.content.decode()


def test_a_backdated_restaffing_before_a_leader_is_told(cast, team):
    f.MembershipFactory(team=team, role="leader", started_on=dt.date(2020, 1, 1))
    person = f.PersonFactory(village=cast.village_a)
    with pytest.raises(ValidationError, match="Mỗi thời điểm một tổ chỉ có một tổ trưởng"):
        restaff(team=team, on=dt.date(2018, 1, 1), decision=None, leave=[],
                join=[(person, Membership.Role.LEADER)], user=cast.officer)  # fmt: skip
    assert not person.memberships.exists()


def test_a_year_stays_a_year_on_the_card_of_a_request(cast, team):
    of(cast.head_a).post(f"/members/teams/{team.pk}/add/", ADD)
    text = of(cast.officer).get("/members/changes/").content.decode()
    assert "<b>1970</b>" in text
    assert "01/01/1970" not in text


def test_an_accepted_request_makes_no_double_without_a_word(cast, team):
    """R9: the office knows the person in another village; the head learns that somebody is known, no more."""
    known = f.PersonFactory(
        village=cast.village_b, full_name="Bàn Thị Hoa", birth_date=dt.date(1970, 1, 1),
        birth_precision="year",
    )  # fmt: skip
    page = of(cast.head_a).post(f"/members/teams/{team.pk}/add/", ADD, follow=True)
    text = page.content.decode()
    assert "Đã có người trùng tên trong sổ: hãy hỏi cơ quan Công an." in text
    assert cast.village_b.name not in text
    change = RosterChange.objects.get()
    officer = of(cast.officer)
    assert (
        f'name="person-{change.pk}" value="{known.pk}"'
        in officer.get("/members/changes/").content.decode()
    )
    data = {"change": [change.pk], "accept": "1", "note": ""}
    assert officer.post("/members/changes/decide/", data).status_code == 409
    assert (
        officer.post(
            "/members/changes/decide/", data | {f"person-{change.pk}": "999999"}
        ).status_code
        == 409
    )
    assert Person.objects.count() == 1
    officer.post("/members/changes/decide/", data | {f"person-{change.pk}": str(known.pk)})
    assert team.memberships.get().person == known
    assert Person.objects.count() == 1


def test_somebody_else_of_that_name_is_added_where_the_officer_says_so(cast, team):
    f.PersonFactory(village=cast.village_b, full_name="Bàn Thị Hoa", birth_date=dt.date(1970, 1, 1))
    of(cast.head_a).post(f"/members/teams/{team.pk}/add/", ADD)
    change = RosterChange.objects.get()
    of(cast.officer).post(
        "/members/changes/decide/",
        {"change": [change.pk], "accept": "1", "note": "", f"person-{change.pk}": "new"},
    )
    assert Person.objects.count() == 2


def test_an_officer_asks_nobody(cast, team, membership):
    client = of(cast.officer)
    for url, data in urls(team, membership).items():
        page = client.get(url).content.decode()
        assert "Gửi Công an" not in page
        assert client.post(url, data).status_code == 302
    assert {row.state for row in RosterChange.objects.all()} == {"accepted"}
    membership.refresh_from_db()
    assert (membership.ended_on, membership.person.phone) == (dt.date(2024, 3, 1), "0922222222")
    assert team.memberships.filter(person__full_name="Bàn Thị Hoa").exists()
    assert not cast.officer.notices.exists()


def test_an_officer_is_asked_about_a_double_and_keeps_what_was_typed(cast, team):
    known = f.PersonFactory(
        village=cast.village_b, full_name="Bàn Thị Hoa", birth_date=dt.date(1970, 1, 1)
    )
    client = of(cast.officer)
    page = client.post(f"/members/teams/{team.pk}/add/", ADD)
    text = page.content.decode()
    assert page.status_code == 200
    assert f'name="person" value="{known.pk}"' in text
    assert "0912345678" in text
    assert not RosterChange.objects.exists()
    assert (
        client.post(f"/members/teams/{team.pk}/add/", ADD | {"person": str(known.pk)}).status_code
        == 302
    )
    assert team.memberships.get().person == known


@pytest.mark.parametrize("person", ["²", "x", "999999"])
def test_an_answer_that_names_nobody_is_asked_for_again(cast, team, person):
    f.PersonFactory(village=cast.village_b, full_name="Bàn Thị Hoa", birth_date=dt.date(1970, 1, 1))
    page = of(cast.officer).post(f"/members/teams/{team.pk}/add/", ADD | {"person": person})
    assert page.status_code == 200
    assert not team.memberships.exists()


def test_who_left_is_not_offered_to_be_ended_again(cast, team):
    """R20: on a day of the past."""
    gone = f.MembershipFactory(
        team=team, started_on=dt.date(2015, 1, 1), ended_on=dt.date(2017, 1, 1)
    )
    stays = f.MembershipFactory(team=team, started_on=dt.date(2015, 1, 1))
    text = of(cast.officer).get(f"/members/teams/{team.pk}/?on=01/01/2016").content.decode()
    assert f"/members/memberships/{stays.pk}/end/" in text
    assert f"/members/memberships/{gone.pk}/end/" not in text


def test_a_name_that_is_only_near_is_no_double_without_its_year(cast, team):
    f.PersonFactory(village=cast.village_b, full_name="Đặng Thị Hòa", birth_date=None)
    f.PersonFactory(village=cast.village_b, full_name="Bàn Thị Hoa", birth_date=dt.date(1988, 1, 1))
    of(cast.head_a).post(f"/members/teams/{team.pk}/add/", ADD)
    page = of(cast.officer).get("/members/changes/")
    assert [change.near for change in page.context["waiting"]] == [[]]
