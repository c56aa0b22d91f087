"""Who is invited: sets of the register on the day of the meeting, and guests."""

import datetime as dt

import pytest

from meetings.models import Delegate
from members.models import Team
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    found = f.MeetingFactory(commune=cast.commune)
    team = f.TeamFactory(village=cast.village_a)
    leader = f.MembershipFactory(team=team, role="leader", person__village=cast.village_a)
    f.MembershipFactory(team=team, person__village=cast.village_a)
    f.MembershipFactory(team=team, person__village=cast.village_a, ended_on=dt.date(2024, 1, 1))
    f.VillageOfficeFactory(person=leader.person, village=cast.village_a, office="head")
    f.TrustedPersonFactory(person__village=cast.village_b)
    f.TrustedPersonFactory(person__village=cast.other_village)
    return found


def test_sets_of_the_register_are_invited_once_each_and_by_what_they_are_on_the_day(cast, meeting):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/invite/"
    assert officer.get(url).status_code == 200
    officer.post(url, {"sets": ["heads", "members", "trusted"]})
    rows = list(meeting.delegates.order_by("protocol_order"))
    assert [(row.group, row.post) for row in rows] == [
        ("village", "Trưởng thôn"), ("village", f"Tổ viên {Team.objects.get(village=cast.village_a).name}"), ("people", "Người có uy tín"),
    ]  # fmt: skip
    page = officer.post(url, {"sets": ["heads", "leaders", "members", "trusted"]}, follow=True)
    assert "Đã thêm 0 đại biểu" in page.content.decode()
    assert meeting.delegates.count() == 3


def test_a_guest_is_invited_corrected_and_taken_off(cast, meeting):
    officer = of(cast.officer)
    guest = {"honorific": "Đồng chí", "rank": "Trung tá", "full_name": "Vũ Đình Nam", "post": "Phó trưởng phòng",
             "unit": "Công an tỉnh", "group": "superior", "protocol_order": "1", "seat": "A1"}  # fmt: skip
    wrong = officer.post(
        f"/meetings/{meeting.pk}/guests/new/", {**guest, "full_name": "", "group": "x"}
    )
    assert wrong.status_code == 200
    assert set(wrong.context["form"].errors) == {"full_name", "group"}
    officer.post(f"/meetings/{meeting.pk}/guests/new/", guest)
    row = Delegate.objects.get()
    assert (row.rank, row.seat, row.attendance) == ("Trung tá", "A1", "invited")
    officer.post(f"/meetings/delegates/{row.pk}/edit/", {**guest, "rank": "Thượng tá"})
    row.refresh_from_db()
    assert row.rank == "Thượng tá"
    assert officer.get(f"/meetings/delegates/{row.pk}/delete/").status_code == 405
    officer.post(f"/meetings/delegates/{row.pk}/delete/")
    assert not Delegate.objects.exists()


@pytest.mark.parametrize("path", ["/meetings/{}/invite/", "/meetings/{}/guests/new/"])
def test_others_may_not_invite(cast, meeting, path):
    url = path.format(meeting.pk)
    data = {"sets": ["members"]}
    assert of(cast.observer).post(url, data).status_code == 403
    for user in (cast.stranger, cast.head_a):
        assert of(user).post(url, data).status_code == 404
    assert of(cast.officer).get(path.format(999999)).status_code == 404
    assert not Delegate.objects.exists()


def test_nothing_chosen_is_said(cast, meeting):
    page = of(cast.officer).post(f"/meetings/{meeting.pk}/invite/", {"next": ""})
    assert "Hãy chọn thành phần" in page.content.decode()


def test_whole_teams_and_single_roles_and_posts_are_invited(cast, meeting):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/invite/"
    fire = f.TeamFactory(village=cast.village_b, kind="inter_family")
    f.MembershipFactory(
        team=fire, person__village=cast.village_b, person__sex="female", role="deputy"
    )
    f.VillageOfficeFactory(
        person__village=cast.village_b, village=cast.village_b, office="party_secretary"
    )
    elsewhere = f.TeamFactory(village=cast.other_village)
    assert "teams" in officer.post(url, {"teams": [elsewhere.pk]}).context["form"].errors
    officer.post(url, {"sets": ["party", "deputies"], "teams": [fire.pk]})
    rows = list(meeting.delegates.order_by("protocol_order"))
    assert [(row.honorific, row.post) for row in rows] == [
        ("Ông", "Bí thư chi bộ"), ("Bà", f"Tổ phó {fire.name}")
    ]  # fmt: skip
