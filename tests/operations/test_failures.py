"""The database goes away and comes back, the disk is full: a sentence, soon, and no 500."""

import contextlib
import errno
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from operations.views import is_disk_full
from tests.clients import of
from tests.paths import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast):
    client = of(cast.officer)
    client.raise_request_exception = False
    return client


def raised(monkeypatch, error):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("commune_security.queries.tiles", fail)


def test_a_database_that_is_away_is_told_with_503(officer, monkeypatch):
    raised(monkeypatch, OperationalError("couldn't get a connection after 2.00 sec"))
    page = officer.get(reverse("start"))
    assert page.status_code == 503
    assert page["Retry-After"] == "5"
    assert "Cơ sở dữ liệu tạm thời không trả lời" in page.content.decode()


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OperationalError("database or disk is full"),
        OperationalError("could not extend file: No space left on device"),
    ],
)
def test_a_full_disk_is_told_as_such(officer, monkeypatch, error):
    raised(monkeypatch, error)
    page = officer.get(reverse("start"))
    assert page.status_code == 507
    assert "đã đầy" in page.content.decode()


def test_our_own_fault_stays_a_500(officer, monkeypatch):
    raised(monkeypatch, ZeroDivisionError())
    page = officer.get(reverse("start"))
    assert page.status_code == 500
    assert "Có lỗi xảy ra" in page.content.decode()


def test_a_cause_is_looked_for_behind_an_error():
    try:
        try:
            raise OSError(errno.ENOSPC, "full")
        except OSError as error:
            raise ValueError("the picture could not be kept") from error
    except ValueError as error:
        assert is_disk_full(error)
    assert not is_disk_full(ValueError("another"))


# --- a real server behind a line that is cut -----------------------------------------------------


class Line:
    """Hands bytes between a port of its own and a database server, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self.target, self.cut_off, self.open = (host, port), False, []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self.door.accept()
            except OSError:
                return
            if self.cut_off:
                near.close()
                continue
            far = socket.create_connection(self.target)
            self.open += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._hand_on, args=(source, sink), daemon=True).start()

    def _hand_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            end.close()

    def cut(self) -> None:
        """As where the server stops: what was open ends, nothing new is taken."""
        self.cut_off = True
        self.drop()

    def drop(self) -> None:
        """As where the server restarts quickly: what was open ends."""
        for end in self.open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.open.clear()

    def mend(self) -> None:
        self.cut_off = False


@pytest.fixture
def line():
    settings = connection.settings_dict
    made = Line(settings["HOST"] or "127.0.0.1", int(settings["PORT"] or 5432))
    yield made
    made.cut()
    made.door.close()


@pytest.fixture
def portal(line, tmp_path):
    """A portal of its own under gunicorn, whose database lies behind the line."""
    settings = connection.settings_dict
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.operations.real_settings",
        "DATABASE_URL": f"postgres://{settings['USER']}:{settings['PASSWORD']}@127.0.0.1:"
        f"{line.port}/{settings['NAME']}",
        "HTTPS": "off",
        "VAR_DIR": str(tmp_path),
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    command = [sys.executable, "-m", "gunicorn", "commune_security.wsgi", "--bind"]
    command += [f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while asked(base + "/healthz")[0] != 200:
        assert time.monotonic() < deadline, "the portal did not start"
        time.sleep(0.3)
    yield base
    process.terminate()
    process.wait(20)


def asked(url: str) -> tuple[int, str, float]:
    """Return the status, the page and the seconds that it took; 0 where nobody answers."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read().decode()
    except OSError:
        status, text = 0, ""
    return status, text, time.monotonic() - began


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_restarted_database_costs_no_page(portal, line):
    page = portal + "/accounts/sign-in/"
    assert {asked(page)[0] for _each in range(4)} == {200}
    for _round in range(3):
        line.drop()
        assert [asked(page)[0] for _each in range(6)] == [200] * 6


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_a_page_says_so_soon_and_comes_back_by_itself(portal, line):
    page = portal + "/accounts/sign-in/"
    assert asked(page)[0] == 200
    line.cut()
    for _each in range(4):
        status, text, seconds = asked(page)
        assert status == 503
        assert "Cơ sở dữ liệu tạm thời không trả lời" in text
        assert seconds < 3
    assert asked(portal + "/healthz")[0] == 200
    status, _text, seconds = asked(portal + "/readyz")
    assert status == 503
    assert seconds < 4
    line.mend()
    began = time.monotonic()
    while asked(page)[0] != 200:
        assert time.monotonic() - began < 5
        time.sleep(0.2)
