"""Notices: officers learn what is asked, heads what was decided; by mail where there is one."""

import datetime as dt

import pytest
from django.core import mail

from accounts.models import Notice, Role, User
from members.models import Membership, RosterChange, UnitChange
from members.services import changes as services
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership(cast):
    return f.MembershipFactory(team__village=cast.village_a, person__full_name="Bàn Văn Hai")


def ask(membership, user):
    return services.ask_to_end(
        membership=membership, ended_on=dt.date(2025, 1, 1), leaving="health", reason="Ốm",
        user=user,
    )  # fmt: skip


def test_the_officers_of_the_commune_are_told_and_nobody_else(cast, membership):
    ask(membership, cast.head_a)
    assert [notice.user for notice in Notice.objects.all()] == [cast.officer]
    assert "Bàn Văn Hai" in Notice.objects.get().text
    bell = of(cast.officer).get("/accounts/notices/bell/").content.decode()
    assert "<b>1</b>" in bell
    assert "<b>" not in of(cast.committee).get("/accounts/notices/bell/").content.decode()


def test_the_head_is_told_what_was_decided_with_the_note(cast, membership):
    change = ask(membership, cast.head_a)
    services.decide(
        changes=RosterChange.objects.all(), accept=False, note="Chờ giấy", user=cast.officer
    )
    notice = cast.head_a.notices.get()
    assert notice.text.startswith("Không duyệt")
    assert "Chờ giấy" in notice.text
    client = of(cast.head_a)
    assert "Chờ giấy" in client.get("/accounts/notices/").content.decode()
    assert client.get(f"/accounts/notices/{notice.pk}/")["Location"] == "/members/changes/"
    notice.refresh_from_db()
    assert notice.read_at is not None
    change.refresh_from_db()
    assert change.state == "refused"
    assert of(cast.officer).get(f"/accounts/notices/{notice.pk}/").status_code == 404


def test_all_are_read_at_once_and_only_ones_own(cast):
    for user in (cast.officer, cast.head_a):
        user.notify("Tin", "/")
    of(cast.officer).post("/accounts/notices/read/")
    assert not cast.officer.notices.filter(read_at=None).exists()
    assert cast.head_a.notices.filter(read_at=None).exists()
    assert of(cast.officer).get("/accounts/notices/read/").status_code == 405


def test_a_notice_never_leads_out_of_the_portal(cast):
    cast.officer.notify("Tin", "https://evil.example/")
    answer = of(cast.officer).get(f"/accounts/notices/{cast.officer.notices.get().pk}/")
    assert answer["Location"] == "/"


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_where_an_address_is_given_and_names_nobody(cast, membership, settings):
    settings.EMAIL_URL = "smtp://localhost"
    settings.PORTAL_URL = "https://antt.example.vn"
    User.objects.filter(pk=cast.officer.pk).update(email="canbo@example.vn")
    ask(membership, cast.head_a)
    (sent,) = mail.outbox
    assert sent.to == ["canbo@example.vn"]
    assert "https://antt.example.vn/members/changes/" in sent.body
    assert "Bàn Văn Hai" not in sent.subject + sent.body


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_stops_nothing(cast, membership, settings):
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    User.objects.filter(pk=cast.officer.pk).update(email="canbo@example.vn")
    ask(membership, cast.head_a)
    assert RosterChange.objects.count() == 1
    assert Notice.objects.count() == 1


def test_after_a_merge_the_staff_who_followed_are_told(cast, membership):
    new = f.CommuneFactory(name="Mới", province=cast.commune.province)
    change = UnitChange.objects.create(
        kind="merge", decision_number="1", effective_on=dt.date(2025, 7, 1), staff_follow=True
    )
    change.communes_from.set([cast.commune])
    change.communes_to.set([new])
    type(cast.village_a).objects.filter(pk=cast.village_a.pk).update(commune=new)
    ask(Membership.objects.get(), User.objects.get(pk=cast.head_a.pk))
    assert Notice.objects.get().user == cast.officer
    Role.objects.filter(user=cast.officer).update(ended_on=dt.date(2025, 1, 1))
    ask(Membership.objects.get(), User.objects.get(pk=cast.head_a.pk))
    assert Notice.objects.count() == 1


# --- search ---------------------------------------------------------------------------


def test_one_box_finds_people_teams_and_villages_without_accents(cast):
    f.PersonFactory(village=cast.village_a, full_name="Đặng Thôn Á")
    f.TeamFactory(village=cast.village_a, name="Tổ tự quản Thôn Á")
    f.PersonFactory(village=cast.other_village, full_name="Đặng Thôn Ạ")
    found = of(cast.officer).get("/search/?q=thon+a").context
    assert [person.full_name for person in found["people"]] == ["Đặng Thôn Á"]
    assert [team.name for team in found["teams"]] == ["Tổ tự quản Thôn Á"]
    assert [village.name for village in found["villages"]] == ["Thôn A"]
    assert "people" not in of(cast.officer).get("/search/").context
    for text in ("\x00", "%", "'", "x" * 500, "\u200b"):
        assert of(cast.officer).get("/search/", {"q": text}).status_code == 200


@pytest.mark.parametrize("rows", [1, 12])
def test_the_search_takes_a_fixed_number_of_statements(cast, rows, django_assert_max_num_queries):
    for _ in range(rows):
        f.MembershipFactory(team__village=cast.village_a)
    client = of(cast.officer)
    with django_assert_max_num_queries(9):
        client.get("/search/?q=a")
