"""The second factor: asked of officers and the committee, offered to everybody, never skipped."""

import re
import time

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.services.second_factor import confirm, device_to_set_up, has_factor
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu-138"


def code(device, drift=0):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + drift * device.step
    return f"{totp.token():06d}"


def sign_in(user):
    client = Client()
    client.post("/accounts/sign-in/", {"username": user.username, "password": PASSWORD})
    return client


def enrolled(user):
    """The user with a factor, and their recovery codes."""
    device = device_to_set_up(user)
    codes = confirm(user=user, token=code(device))
    # The same code never works twice; the next test of it must not wait half a minute.
    TOTPDevice.objects.filter(user=user).update(last_t=-1)
    return TOTPDevice.objects.get(user=user), codes


@pytest.mark.parametrize("who", ["officer", "committee"])
def test_officers_and_committee_must_set_it_up_before_any_page(cast, who):
    user = getattr(cast, who)
    client = sign_in(user)
    for path in ("/", "/members/people/", "/admin/", "/accounts/me/"):
        answer = client.get(path)
        assert answer["Location"].startswith("/accounts/second-factor/"), path
    page = client.get("/accounts/second-factor/").content.decode()
    assert "<svg" in page
    wrong = client.post("/accounts/second-factor/", {"token": "000000"})
    assert "không đúng" in wrong.content.decode()
    device = device_to_set_up(user)
    TOTPDevice.objects.filter(pk=device.pk).update(throttling_failure_count=0)
    done = client.post("/accounts/second-factor/", {"token": code(device)})
    codes = re.findall(r"<li>([a-z2-7]{8})</li>", done.content.decode())
    assert len(codes) == 10
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("who", ["head_a", "observer"])
def test_others_may_go_without(cast, who):
    assert sign_in(getattr(cast, who)).get("/").status_code == 200


def test_who_has_one_owes_it_whatever_the_role(cast):
    device, _codes = enrolled(cast.head_a)
    client = sign_in(cast.head_a)
    for path in ("/", "/accounts/me/", "/accounts/second-factor/", "/accounts/password/"):
        assert client.get(path)["Location"].startswith("/accounts/verify/"), path
    assert client.get("/accounts/verify/").status_code == 200
    refused = client.post("/accounts/verify/", {"token": "123456"})
    assert "không đúng" in refused.content.decode()
    assert client.get("/").status_code == 302
    TOTPDevice.objects.filter(pk=device.pk).update(throttling_failure_count=0)
    passed = client.post("/accounts/verify/", {"token": code(device), "next": "/members/teams/"})
    assert passed["Location"] == "/members/teams/"
    assert client.get("/").status_code == 200


def test_a_code_works_once_and_wrong_ones_make_the_next_wait(cast):
    device, _codes = enrolled(cast.officer)
    good = code(device)
    first, second = sign_in(cast.officer), sign_in(cast.officer)
    assert first.post("/accounts/verify/", {"token": good}).status_code == 302
    assert second.post("/accounts/verify/", {"token": good}).status_code == 200
    third = sign_in(cast.officer)
    for _ in range(3):
        third.post("/accounts/verify/", {"token": "000000"})
    late = third.post("/accounts/verify/", {"token": code(device, 1)})
    assert late.status_code == 200, "right, but too soon after wrong ones"


def test_a_recovery_code_replaces_the_phone_once(cast):
    _device, codes = enrolled(cast.officer)
    client = sign_in(cast.officer)
    assert client.post("/accounts/verify/", {"token": codes[0].upper()}).status_code == 302
    assert client.get("/").status_code == 200
    again = sign_in(cast.officer)
    assert again.post("/accounts/verify/", {"token": codes[0]}).status_code == 200
    assert StaticToken.objects.count() == 9
    page = client.post("/accounts/second-factor/codes/")
    fresh = re.findall(r"<li>([a-z2-7]{8})</li>", page.content.decode())
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)


def test_the_way_on_survives_the_second_factor(cast):
    device, _codes = enrolled(cast.head_a)
    client = Client()
    data = {"username": "head_a", "password": PASSWORD, "next": "/members/teams/?on=01/01/2020&x=1"}
    asked = client.post("/accounts/sign-in/", data)
    page = client.get(asked["Location"])
    assert page.context["next"] == "/members/teams/?on=01/01/2020&x=1"
    answer = client.post("/accounts/verify/", {"token": code(device), "next": page.context["next"]})
    assert answer["Location"] == "/members/teams/?on=01/01/2020&x=1"


def test_a_foreign_next_leads_home(cast):
    device, _codes = enrolled(cast.head_a)
    client = sign_in(cast.head_a)
    answer = client.post(
        "/accounts/verify/", {"token": code(device), "next": "https://evil.example/"}
    )
    assert answer["Location"] == "/"


def test_it_comes_off_by_oneself_only_where_no_role_asks_for_it(cast):
    enrolled(cast.head_a)
    enrolled(cast.officer)
    assert of(cast.head_a).post("/accounts/second-factor/remove/").status_code == 302
    assert not has_factor(cast.head_a)
    assert of(cast.officer).post("/accounts/second-factor/remove/").status_code == 403
    assert has_factor(cast.officer)
    assert of(cast.head_a).get("/accounts/second-factor/remove/").status_code == 405


def test_a_page_part_sends_the_whole_browser(cast):
    client = sign_in(cast.officer)
    answer = client.get("/members/people/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/accounts/second-factor/"
    bell = client.get("/accounts/notices/bell/", headers={"HX-Request": "true"})
    assert bell.status_code == 200, "or the page of the factor would load itself for ever"
    assert "HX-Redirect" not in bell


def test_the_admin_sites_own_door_leads_to_ours(cast):
    answer = Client().get("/admin/login/?next=/admin/members/person/")
    assert answer["Location"].startswith("/accounts/sign-in/?next=")
    superuser = f.UserFactory(username="root", is_superuser=True, is_staff=True)
    assert sign_in(superuser).get("/admin/")["Location"].startswith("/accounts/second-factor/")
