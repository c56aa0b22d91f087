"""Accounts: opened, reset, closed; roles given and ended; sessions; the log."""

import datetime as dt
import re

import pytest
from django.test import Client
from qsessions.models import Session

from accounts.models import Role, User
from common.audit import log_access
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()


def account(cast, **changed):
    return {
        "username": "truongthon9", "full_name": "bàn văn chín", "phone": "0912345678",
        "kind": "village_head", "village": cast.village_a.pk, "started_on": "01/01/2025", **changed,
    }  # fmt: skip


def test_an_officer_opens_the_account_of_a_village_head(cast):
    page = of(cast.officer).post("/accounts/users/new/", account(cast))
    password = re.search(r'class="big key">([a-z0-9-]{14})<', page.content.decode())[1]
    made = User.objects.get(username="truongthon9")
    role = made.roles.get()
    assert (role.kind, role.village, role.started_on) == (
        "village_head", cast.village_a, dt.date(2025, 1, 1)
    )  # fmt: skip
    client = Client()
    client.post("/accounts/sign-in/", {"username": "truongthon9", "password": password})
    assert client.get("/")["Location"].startswith("/accounts/password/")
    new = "cho-phien-37-ban"
    client.post(
        "/accounts/password/",
        {"old_password": password, "new_password1": new, "new_password2": new},
    )
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("who", "changed", "message"),
    [
        ("officer", {"kind": "officer"}, "lựa chọn hợp lệ"),
        ("officer", {"kind": "committee"}, "lựa chọn hợp lệ"),
        ("officer", {"village": "foreign"}, "lựa chọn hợp lệ"),
        ("officer", {"village": ""}, "Chọn nơi giữ vai trò"),
        ("officer", {"username": "officer"}, "đã có người dùng"),
        ("officer", {"username": "tên có dấu"}, "không dấu"),
        ("officer", {"started_on": "31/02/2025"}, "không có trong lịch"),
        ("committee", {"kind": "observer"}, "lựa chọn hợp lệ"),
    ],
)
def test_nobody_gives_what_is_not_theirs_to_give(cast, who, changed, message):
    if changed.get("village") == "foreign":
        changed = {"village": cast.other_village.pk}
    page = of(getattr(cast, who)).post("/accounts/users/new/", account(cast, **changed))
    assert page.status_code == 200
    assert message in page.content.decode()
    assert not User.objects.filter(username="truongthon9").exists()


def test_the_committee_gives_and_ends_the_role_of_an_officer(cast):
    client = of(cast.committee)
    data = {"kind": "officer", "commune": cast.commune.pk, "started_on": "01/01/2025"}
    assert client.post(f"/accounts/users/{cast.head_a.pk}/roles/", data).status_code == 302
    role = cast.head_a.roles.get(kind="officer")
    again = client.post(f"/accounts/users/{cast.head_a.pk}/roles/", data)
    assert again.status_code == 422
    assert "đã có vai trò này" in again.content.decode()
    url = f"/accounts/users/{cast.head_a.pk}/roles/end/"
    client.post(url, {"role": role.pk, "ended_on": "01/01/2020"})
    role.refresh_from_db()
    assert role.ended_on is None
    client.post(url, {"role": role.pk, "ended_on": "01/06/2025"})
    role.refresh_from_db()
    assert role.ended_on == dt.date(2025, 6, 1)
    own = cast.committee.roles.get()
    client.post(f"/accounts/users/{cast.committee.pk}/roles/end/",
                {"role": own.pk, "ended_on": "01/06/2025"})  # fmt: skip
    own.refresh_from_db()
    assert own.ended_on is None, "a committee role is given and ended by an administrator"


def test_an_officer_resets_a_head_but_not_a_colleague_or_the_committee(cast):
    client = of(cast.officer)
    signed_in = of(cast.head_a)
    page = client.post(f"/accounts/users/{cast.head_a.pk}/password/")
    assert page.status_code == 200
    assert signed_in.get("/").status_code == 302, "signed out everywhere"
    cast.head_a.refresh_from_db()
    assert cast.head_a.password_is_temporary
    colleague = f.UserFactory(username="colleague")
    Role.objects.create(
        user=colleague, kind="officer", commune=cast.commune, started_on=dt.date(2020, 1, 1)
    )
    both = f.UserFactory(username="both")
    for kind, place in (("village_head", {"village": cast.village_a}),
                        ("committee", {"commune": cast.commune})):  # fmt: skip
        Role.objects.create(user=both, kind=kind, started_on=dt.date(2020, 1, 1), **place)
    for target in (colleague, cast.committee, both):
        before = User.objects.get(pk=target.pk).password
        for act in ("password", "factor", "sign-out", "close"):
            assert client.post(f"/accounts/users/{target.pk}/{act}/").status_code == 403, act
        assert User.objects.get(pk=target.pk).password == before
    assert client.post(f"/accounts/users/{cast.stranger.pk}/password/").status_code == 404


def test_a_closed_account_gets_in_no_more_until_it_is_opened(cast):
    client = of(cast.officer)
    client.post(f"/accounts/users/{cast.head_a.pk}/close/")
    data = {"username": "head_a", "password": "mat-khau-thu-138"}
    assert "Đăng nhập" in Client().post("/accounts/sign-in/", data).content.decode()
    client.post(f"/accounts/users/{cast.head_a.pk}/open/")
    assert Client().post("/accounts/sign-in/", data).status_code == 302
    assert client.post(f"/accounts/users/{cast.head_a.pk}/nonsense/").status_code == 404


@pytest.mark.parametrize("path", ["/accounts/users/", "/accounts/users/new/", "/accounts/log/"])
def test_accounts_are_for_officers_and_committee(cast, path):
    for who in ("officer", "committee"):
        assert of(getattr(cast, who)).get(path).status_code == 200
    for who in ("head_a", "observer"):
        assert of(getattr(cast, who)).get(path).status_code == 403


def test_the_list_finds_without_accents_and_shows_only_ones_own(cast):
    cast.head_a.full_name = "Đặng Hữu Ưng"
    cast.head_a.save()
    page = of(cast.officer).get("/accounts/users/?q=dang+ung")
    assert [row.username for row in page.context["page"]] == ["head_a"]
    everybody = of(cast.officer).get("/accounts/users/").context["page"]
    assert "stranger" not in {row.username for row in everybody}


@pytest.mark.parametrize("rows", [1, 8])
def test_accounts_pages_take_a_fixed_number_of_statements(
    cast, rows, django_assert_max_num_queries
):
    for number in range(rows):
        user = f.UserFactory(username=f"more{number}")
        Role.objects.create(
            user=user, kind="village_head", village=cast.village_a, started_on=dt.date(2020, 1, 1)
        )
        log_access(user, user=cast.officer, what="person.open")
    client = of(cast.officer)
    for path, most in (("/accounts/users/", 10), ("/accounts/log/", 8), ("/accounts/me/", 9),
                       (f"/accounts/users/{cast.head_a.pk}/", 14)):  # fmt: skip
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200


# --- sessions ------------------------------------------------------------------------


def test_one_sees_where_one_is_signed_in_and_signs_out_there(cast):
    here, phone, pc = of(cast.officer), of(cast.officer), of(cast.officer)
    sessions = here.get("/accounts/me/").context["sessions"]
    assert len(sessions) == 3
    key = phone.session.session_key[-8:]
    here.post(f"/accounts/sessions/{key}/end/")
    assert phone.get("/").status_code == 302
    assert pc.get("/").status_code == 200
    here.post("/accounts/sessions/end/")
    assert pc.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_nobody_ends_the_session_of_another(cast):
    other = of(cast.head_a)
    of(cast.officer).post(f"/accounts/sessions/{other.session.session_key[-8:]}/end/")
    assert other.get("/").status_code == 200
    assert Session.objects.filter(user=cast.head_a).count() == 1


def test_the_own_card_is_kept_and_its_phone_checked(cast):
    client = of(cast.head_a)
    page = client.post("/accounts/me/", {"full_name": "Bàn Văn A", "phone": "12"})
    assert "mười chữ số" in page.content.decode() or "10 chữ số" in page.content.decode()
    client.post("/accounts/me/", {"full_name": "Bàn Văn A", "phone": "+84 912 345 678"})
    cast.head_a.refresh_from_db()
    assert (cast.head_a.full_name, cast.head_a.phone) == ("Bàn Văn A", "0912345678")


# --- the log -------------------------------------------------------------------------


def test_the_log_tells_who_opened_changed_and_exported(cast):
    person = f.PersonFactory(village=cast.village_a, full_name="Bàn Thị Hoa")
    client = of(cast.officer)
    client.get(f"/members/people/{person.pk}/")
    data = {"full_name": "Bàn Thị Huệ", "sex": "female", "village": cast.village_a.pk,
            "seen": client.get(f"/members/people/{person.pk}/edit/").context["form"].initial["seen"]}  # fmt: skip
    assert client.post(f"/members/people/{person.pk}/edit/", data).status_code == 302
    opened = client.get("/accounts/log/?kind=open").content.decode()
    assert "đã mở hồ sơ" in opened
    changed = client.get("/accounts/log/?kind=change&q=Huệ").content.decode()
    assert "Bàn Thị Hoa" in changed, "before and after"
    assert of(cast.stranger).get("/accounts/log/?q=Huệ").context["lines"] == []
    mine = client.get(f"/accounts/log/?actor={cast.officer.pk}&first=01/01/2020&last=01/01/2021")
    assert mine.context["lines"] == []
    wrong = client.get("/accounts/log/?first=31/02/2020&actor=x&kind=y&page=99")
    assert wrong.status_code == 200
    assert "Ngày này không có trong lịch" in wrong.content.decode()
