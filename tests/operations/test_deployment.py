"""What the deployment guide promises: the settings' file, the units, the proxy, the daily command, the start without make."""

import http.client
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError

from tests.paths import ROOT

pytestmark = pytest.mark.files
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def python(*command: object, **environment: str) -> subprocess.CompletedProcess:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT, env=kept | environment, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture
def env_file(tmp_path):
    path = tmp_path / ".env"
    made = python(
        "deploy/make_env.py", "--to", path, "--host", "antt.xa.vn", "--yes",
        "--set", f"VAR_DIR={tmp_path / 'var'}", "--set", f"BACKUP_DIR={tmp_path / 'backups'}",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return path


def test_the_settings_file_is_its_owners_alone_and_read_at_the_start(env_file):
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600
    code = (
        "import commune_security.settings as s; print(s.ALLOWED_HOSTS, s.TRUSTED_PROXIES, s.DEBUG)"
    )
    started = python("-c", code, ENV_FILE=str(env_file))
    assert started.stdout.strip() == "['antt.xa.vn'] ['127.0.0.0/8', '::1'] False", started.stderr
    assert "SECRET_KEY=" in env_file.read_text()


def test_the_environment_goes_before_the_file(env_file):
    code = "import commune_security.settings as s; print(s.ALLOWED_HOSTS)"
    started = python("-c", code, ENV_FILE=str(env_file), ALLOWED_HOSTS="another.vn")
    assert started.stdout.strip() == "['another.vn']"


def test_a_settings_file_that_everybody_reads_stops_the_start(env_file):
    env_file.chmod(0o644)
    refused = python("-c", "import commune_security.settings", ENV_FILE=str(env_file))
    assert refused.returncode != 0
    assert "chmod 600" in refused.stderr


def test_secrets_are_never_written_over(env_file):
    before = env_file.read_text()
    again = python("deploy/make_env.py", "--to", env_file, "--host", "antt.xa.vn", "--yes")
    assert again.returncode != 0
    assert env_file.read_text() == before


def test_a_new_installation_is_told_what_it_lacks_and_then_that_it_is_ready(env_file):
    place = {"ENV_FILE": str(env_file)}
    lacking = python("manage.py", "check_installation", **place)
    assert lacking.returncode != 0
    assert "✗ Cấu trúc cơ sở dữ liệu" in lacking.stdout
    assert python("manage.py", "migrate", "-v0", **place).returncode == 0
    text = python("manage.py", "check_installation", **place).stdout
    assert "✓ Cấu trúc cơ sở dữ liệu" in text
    assert "! Sao lưu: Chưa có bản sao lưu nào" in text
    assert python("manage.py", "backup", **place).returncode == 0
    assert "✓ Sao lưu" in python("manage.py", "check_installation", **place).stdout


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_a_unit_runs_what_there_is(unit):
    (line,) = re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.M)
    words = line.split()
    assert words[0].startswith("/srv/portal/.venv/bin/")
    if "manage.py" in words:
        assert words[2] in get_commands()
    else:
        assert (ROOT / words[words.index("--config") + 1]).is_file()
    if "oneshot" in unit.read_text():
        assert unit.with_suffix(".timer").is_file()


def test_gunicorn_takes_its_settings():
    done = python(
        "-m", "gunicorn", "--check-config", "--config", "deploy/gunicorn.conf.py", "commune_security.wsgi",
        DEBUG="on", PORTAL_BIND="127.0.0.1:0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_what_is_due_each_day_is_done_though_one_fails(monkeypatch, settings):
    call_command("daily")
    done = []

    def only(name, **options):
        done.append(name)
        if name == "send_reminders":
            raise OSError("no mail server")

    monkeypatch.setattr("operations.management.commands.daily.call_command", only)
    settings.TASKS_BACKEND = "database"
    with pytest.raises(CommandError, match="send_reminders"):
        call_command("daily")
    assert len(done) == 5


def test_the_office_of_one_starts_without_make_or_gunicorn(env_file, tmp_path):
    port = free_port()
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "ENV_FILE": str(env_file), "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "off", "DEBUG": "on",
    }  # fmt: skip
    assert python("manage.py", "migrate", "-v0", **environment).returncode == 0
    command = [sys.executable, "-c", f"import start; start.serve({port}, '127.0.0.1', {{}})"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        assert wait_for(port, "/readyz") == 200
        assert answer(port, "/accounts/sign-in/")[0] in (200, 302)
    finally:
        os.killpg(process.pid, 15)
        process.wait(20)


# --- nginx itself, with the file that the guide names -----------------------------------------------


@pytest.fixture
def nginx(tmp_path):
    """nginx with our file, on a port of this machine, before a server that tells what it was handed."""
    behind, front = tmp_path / "web.sock", free_port()
    seen: list[dict[str, str]] = []
    threading.Thread(target=_listen, args=(behind, seen), daemon=True).start()
    text = (DEPLOY / "nginx" / "portal.conf").read_text()
    text = text.replace("unix:/run/portal/web.sock", f"unix:{behind}")
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{front};")
    text = re.sub(r"^\s*ssl_.*$", "", text, flags=re.M)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("/var/log/nginx", str(tmp_path))
    place = tmp_path / "nginx.conf"
    paths = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    place.write_text(
        f"user root; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ {paths}\n{text}\n}}\n"
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen([program, "-c", place, "-g", "daemon off;"])
    assert wait_for(front, "/") == 200
    seen.clear()
    yield front, seen, tmp_path
    process.terminate()
    process.wait(20)


def _listen(path: Path, seen: list[dict[str, str]]) -> None:
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(path))
    path.chmod(0o666)
    door.listen()
    while True:
        line, _address = door.accept()
        with line, line.makefile("rb") as reader:
            reader.readline()
            headers = dict(
                part.decode().strip().split(": ", 1)
                for part in iter(reader.readline, b"\r\n")
                if b": " in part
            )
            reader.read(int(headers.get("Content-Length", 0)))
            seen.append(headers)
            body = b"x" * 5000
            line.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )


def test_nginx_hands_on_the_client_and_not_its_claims(nginx):
    port, seen, _place = nginx
    answer(port, "/members/people/?q=B%C3%ADch", {"X-Forwarded-For": "10.9.9.9"})
    assert seen[0]["X-Forwarded-For"] == "127.0.0.1"
    assert seen[0]["X-Forwarded-Proto"] == "http"
    assert seen[0]["Host"] == "127.0.0.1"


def test_nginx_takes_a_list_of_15_mb_and_refuses_more_in_words(nginx):
    port, _seen, _place = nginx
    assert answer(port, "/imports/", {}, b"x" * 15 * 2**20)[0] == 200
    status, text = answer(port, "/imports/", {}, b"x" * 21 * 2**20)
    assert status == 413
    assert "Tệp quá lớn" in text


def test_nginx_writes_down_no_searches_and_compresses(nginx):
    port, _seen, place = nginx
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/search/?q=TenNguoi", headers={"Accept-Encoding": "gzip"})
    assert connection.getresponse().getheader("Content-Encoding") == "gzip"
    connection.close()
    deadline = time.monotonic() + 5
    while "/search/" not in (log := (place / "portal.log").read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "TenNguoi" not in log


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def answer(
    port: int, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST" if body else "GET", path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def wait_for(port: int, path: str) -> int:
    deadline = time.monotonic() + 60
    while True:
        try:
            return answer(port, path)[0]
        except OSError:
            assert time.monotonic() < deadline, "nobody answers"
            time.sleep(0.2)
