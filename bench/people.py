"""The list of people beside the same rows read by plain SQL and printed by a bare template.

    .venv/bin/python bench/people.py

2,000 people in 30 villages on a throw-away SQLite file, 25 rows a page, asked for through the
portal's own server as a browser asks. Both pages stand behind the same sign-in. Single runs are
noise here, so they are timed in pairs, in turns, and the median of the ratios counts.
"""

import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("BENCH_DIR", tempfile.mkdtemp(prefix="portal-bench-"))
os.environ["VAR_DIR"] = os.environ["BENCH_DIR"]
os.environ["DATABASE_URL"] = ""
os.environ["LOG_LEVEL"] = "ERROR"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

LIMIT = float(os.environ.get("LIST_BENCH_LIMIT", "2.5"))
VILLAGES, PEOPLE, PAIRS = 30, 2000, 60
PLAIN = """
    SELECT p.id, p.full_name, p.birth_date, v.name, p.phone, p.citizen_id_tail,
           (SELECT MIN(m.started_on) FROM members_membership m WHERE m.person_id = p.id
            AND EXISTS (SELECT 1 FROM members_membership n WHERE n.person_id = p.id
                        AND n.started_on <= date('now')
                        AND (n.ended_on IS NULL OR n.ended_on > date('now')))) AS since
    FROM members_person p JOIN members_village v ON v.id = p.village_id
    WHERE v.commune_id = %s {where} ORDER BY {order} LIMIT 25
"""
#: page -> (its address, what plain SQL asks for the same rows)
PAGES = {
    "by given name": ("", "", "p.sort_key, p.birth_date, p.id"),
    "searched": ("?q=dang+huu", "AND p.search LIKE '%%dang%%' AND p.search LIKE '%%huu%%'",
                 "p.sort_key, p.birth_date, p.id"),
    "by village": ("?order=village", "", "v.sort_key, p.sort_key, p.id"),
    "by service": ("?order=service", "", "since, p.sort_key, p.id"),
}  # fmt: skip
BARE = """<!doctype html><html><body><table>{% for row in rows %}<tr>
{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table></body></html>"""


def fill():
    from members.models import Membership, Person, Team, Village
    from tests import factories as f

    commune = f.CommuneFactory()
    villages = [Village(commune=commune, name=f"Thôn {n}") for n in range(1, VILLAGES + 1)]
    for village in villages:
        village.save()
    people = []
    names = ("Đặng Hữu Ưng", "Bàn Thị Hoa", "Triệu Văn Mạnh", "Lý Kim Đạt", "Nguyễn Ngọc Ánh")
    for number in range(PEOPLE):
        person = Person(
            full_name=f"{names[number % 5]} {number}", village=villages[number % VILLAGES],
            phone=f"09{number:08d}", birth_date="1970-05-01", citizen_id_tail=f"{number:04d}",
        )  # fmt: skip
        person.fill_keys()
        people.append(person)
    Person.objects.bulk_create(people)
    teams = [
        Team(village=village, name=f"Tổ {village}", founded_on="2014-01-01") for village in villages
    ]
    Team.objects.bulk_create(teams)
    Membership.objects.bulk_create(
        Membership(team=teams[n % VILLAGES], person=person, started_on="2016-01-01")
        for n, person in enumerate(people)
    )
    return commune


def bare(request):
    """The same rows by plain SQL and a bare template, behind the same sign-in."""
    from django.db import connection
    from django.http import HttpResponse
    from django.template import engines

    _url, where, order = PAGES[request.GET["page"]]
    with connection.cursor() as cursor:
        cursor.execute(PLAIN.format(where=where, order=order), [int(request.GET["commune"])])
        rows = cursor.fetchall()
    return HttpResponse(engines["django"].from_string(BARE).render({"rows": rows}))


def application(environ, start_response):
    """The portal with the bare page beside it, for the server that is measured."""
    global _application
    if _application is None:
        from django.core.wsgi import get_wsgi_application

        _application = get_wsgi_application()
        from importlib import import_module

        from django.urls import path

        import_module("commune_security.urls").urlpatterns.append(path("bench/bare/", bare))
    return _application(environ, start_response)


_application = None


def main():
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.clients import of
    from tests.factories import LONG_AGO, UserFactory

    call_command("migrate", verbosity=0)
    commune = fill()
    user = UserFactory()
    user.roles.create(kind="officer", commune=commune, started_on=LONG_AGO)
    client = of(user)
    cookie = f"{settings_cookie()}={client.session.session_key}"
    with served() as port:
        visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

        def timed(url):
            start = time.perf_counter()
            visitor.request("GET", url, headers={"Cookie": cookie})
            answer = visitor.getresponse()
            answer.read()
            assert answer.status == 200, (url, answer.status)
            return time.perf_counter() - start

        worst = 0.0
        print(
            f"{'list of people':<16}{'statements':>12}{'page ms':>10}{'plain ms':>10}{'ratio':>8}"
        )
        for title, (query, _where, _order) in PAGES.items():
            url = f"/members/people/{query}"
            plain = f"/bench/bare/?{urlencode({'page': title, 'commune': commune.pk})}"
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            statements = len(queries)
            assert 4 < statements <= 8, f"{title}: {statements} statements"
            for _ in range(5):
                timed(url), timed(plain)
            pairs = [(timed(url), timed(plain)) for _ in range(PAIRS)]
            ratio = statistics.median(one / two for one, two in pairs)
            worst = max(worst, ratio)
            one, two = (statistics.median(pair[side] for pair in pairs) * 1000 for side in (0, 1))
            print(f"{title:<16}{statements:>12}{one:>10.1f}{two:>10.1f}{ratio:>8.2f}")
    print(f"worst ratio {worst:.2f}, limit {LIMIT}")
    return worst > LIMIT


def settings_cookie():
    from django.conf import settings

    return settings.SESSION_COOKIE_NAME


@contextmanager
def served():
    """The portal's own server, gunicorn, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "bench.people:application", "--bind",
         f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "2", "--keep-alive", "60",
         "--log-level", "error"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


if __name__ == "__main__":
    sys.exit(main())
