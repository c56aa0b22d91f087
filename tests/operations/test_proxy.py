"""Who really asks, behind a proxy: the client, and nobody who only says so."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from operations.middleware import ProxyMiddleware
from tests.clients import of

PROXY, CLIENT, FORGED = "127.0.0.1", "203.0.113.7", "10.9.9.9"


def seen(settings, trusted, peer, forwarded=None, **more):
    """Return the address and the headers that the portal goes by."""
    settings.TRUSTED_PROXIES = trusted
    kept = {}

    def respond(request):
        kept.update(request.META)
        return HttpResponse()

    headers = {"REMOTE_ADDR": peer, **more}
    if forwarded is not None:
        headers["HTTP_X_FORWARDED_FOR"] = forwarded
    ProxyMiddleware(respond)(RequestFactory().get("/", **headers))
    return kept


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        (CLIENT, CLIENT),
        (f"{FORGED}, {CLIENT}", CLIENT),
        (f"{FORGED}, {CLIENT}, 127.0.0.5", CLIENT),
        ("2001:db8::5", "2001:db8::5"),
        ("", PROXY),
        (None, PROXY),
        ("not an address", PROXY),
        (f"{CLIENT}, rubbish", PROXY),
        ("127.0.0.2", "127.0.0.2"),
    ],
)
def test_a_trusted_proxy_is_believed_for_its_last_word(settings, forwarded, address):
    meta = seen(settings, ["127.0.0.0/8", "::1"], PROXY, forwarded)
    assert meta["REMOTE_ADDR"] == address
    assert "HTTP_X_FORWARDED_FOR" not in meta


def test_a_stranger_is_not_believed(settings):
    meta = seen(
        settings, ["127.0.0.0/8"], CLIENT, FORGED,
        HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_HOST="evil.example",
    )  # fmt: skip
    assert meta["REMOTE_ADDR"] == CLIENT
    assert not {name for name in meta if name.startswith("HTTP_X_FORWARDED")}


def test_without_a_proxy_nobody_is_believed(settings):
    meta = seen(settings, [], PROXY, FORGED)
    assert meta["REMOTE_ADDR"] == PROXY
    assert "HTTP_X_FORWARDED_FOR" not in meta


def test_a_socket_of_this_machine_hands_on_its_client(settings):
    assert seen(settings, ["127.0.0.0/8"], "", CLIENT)["REMOTE_ADDR"] == CLIENT


def test_the_protocol_of_a_trusted_proxy_is_kept(settings):
    meta = seen(settings, ["127.0.0.0/8"], PROXY, CLIENT, HTTP_X_FORWARDED_PROTO="https")
    assert meta["HTTP_X_FORWARDED_PROTO"] == "https"


def test_the_log_names_the_client_and_not_what_it_forged(cast, settings):
    from auditlog.models import LogEntry

    settings.TRUSTED_PROXIES = ["127.0.0.0/8"]
    client = of(cast.officer)
    client.get(
        f"/members/people/{cast.person.pk}/" if hasattr(cast, "person") else "/members/people/",
        REMOTE_ADDR=PROXY,
        HTTP_X_FORWARDED_FOR=f"{FORGED}, {CLIENT}",
    )
    client.post(
        "/accounts/sign-in/",
        {"username": "officer", "password": "sai"},
        REMOTE_ADDR=PROXY,
        HTTP_X_FORWARDED_FOR=f"{FORGED}, {CLIENT}",
    )
    addresses = set(LogEntry.objects.values_list("remote_addr", flat=True))
    assert FORGED not in addresses


@pytest.mark.django_db
def test_a_lock_holds_for_the_address_that_guessed(cast, settings):
    from django.test import Client

    settings.TRUSTED_PROXIES = ["127.0.0.0/8"]
    client = Client()

    def attempt(address, password):
        return client.post(
            "/accounts/sign-in/",
            {"username": "head_a", "password": password},
            REMOTE_ADDR=PROXY,
            HTTP_X_FORWARDED_FOR=address,
        ).status_code

    for _try in range(6):
        last = attempt(FORGED, "sai-mat-khau")
    assert last == 429
    assert attempt(FORGED, "mat-khau-thu-138") == 429
    assert attempt(CLIENT, "mat-khau-thu-138") == 302
