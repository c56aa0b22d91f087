"""An empty installation is set up in the browser, once, by whoever holds its server."""

import re
import threading

import pytest
from django.db import connections
from django.test import Client

from accounts.models import User
from accounts.services import first_start
from members.models import Commune, Village
from tests import factories as f

pytestmark = pytest.mark.django_db
URL = "/accounts/first-start/?province=22"


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def typed(**changed):
    return {
        "code": first_start.code(), "commune": "07054", "kind": "thon",
        "villages": "Thôn 1\n\n  Thôn 2 \nThôn 3", "full_name": "Trần Minh Quân",
        "username": "canbo", "password": "cho-phien-37-ban", "again": "cho-phien-37-ban", **changed,
    }  # fmt: skip


def test_two_steps_make_commune_villages_and_the_first_officer(var):
    client = Client()
    assert client.get("/")["Location"].startswith("/accounts/sign-in/")
    assert client.get("/accounts/sign-in/")["Location"] == "/accounts/first-start/"
    first = client.get("/accounts/first-start/").content.decode()
    assert "Quảng Ninh" in first
    second = client.get(URL).content.decode()
    assert "Xã Quảng La" in second
    assert first_start.code() not in second, "the code stands on the server only"
    assert client.post(URL, typed()).status_code == 302
    user = User.objects.get()
    assert (user.username, user.is_superuser) == ("canbo", True)
    assert user.home_commune() == Commune.objects.get(code="07054")
    assert list(Village.objects.values_list("name", flat=True)) == ["Thôn 1", "Thôn 2", "Thôn 3"]
    assert client.get("/")["Location"].startswith("/accounts/second-factor/"), "signed in"
    assert Client().get(URL).status_code == 404, "only once"
    assert not first_start.code_file().exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"code": "00000000"}, "Mã không đúng"), ({"commune": "00001"}, "lựa chọn hợp lệ"),
     ({"villages": "Thôn 1\nThôn 1"}, "hai lần"), ({"again": "khac"}, "không giống nhau"),
     ({"password": "1234567890", "again": "1234567890"}, "Mật khẩu"),
     ({"username": "cán bộ"}, "không dấu"), ({"villages": ""}, "Tên các thôn")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_made(var, changed, words):
    page = Client().post(URL, typed(**changed))
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not User.objects.exists()
    assert not Village.objects.exists()


def test_the_file_of_the_code_is_for_the_owner_of_the_server_alone(var):
    first_start.code()
    assert first_start.code_file().stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("province", ["99", "x", "", "0", "-1"])
def test_an_unknown_province_asks_again(var, province):
    page = Client().get(f"/accounts/first-start/?province={province}")
    assert page.status_code == 200
    assert "Tỉnh hoặc thành phố" in page.content.decode()


def test_a_portal_in_use_cannot_be_set_up_again(var):
    f.UserFactory()
    assert Client().post(URL, typed()).status_code == 404
    assert Client().get("/accounts/sign-in/").status_code == 200


def test_the_code_is_too_long_to_be_tried_out(var):
    assert re.fullmatch(r"([0-9a-f]{4}-){4}[0-9a-f]{4}", first_start.code())


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_at_once_one_is_told_that_it_is_done(var):
    gate, statuses = threading.Barrier(2), []
    forms = [typed(username=name) for name in ("canbo", "quantri")]

    def send(form):
        client = Client(raise_request_exception=False)
        try:
            gate.wait()
            statuses.append(client.post(URL, form).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 2
    assert statuses.count(302) == 1
    assert 500 not in statuses
    assert User.objects.count() == 1
