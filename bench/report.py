"""How long a report takes: figures, words and each writer, cold and warm, beside plain SQL.

    .venv/bin/python bench/report.py

Uses a throw-away SQLite file; prints seconds for the demo, for 12 villages with ten years of months and
for 30 with every book filled, and the same sums by one plain SQL statement. Ends with 1 over a limit.
"""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="portal-bench-")
os.environ["DATABASE_URL"] = ""
os.environ["LOG_LEVEL"] = "ERROR"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

#: how many times the limits below a shared test machine may take
SLACK = float(os.environ.get("BENCH_SLACK", "1"))
#: seconds for figures, words and all four formats, warm
LIMIT, LARGE_LIMIT = 2.0, 3.0
#: seconds for figures and words alone, warm: what a page waits for
PAGE_LIMIT = 0.3
PLAIN = """
    SELECT s.program_id, v.indicator_id, s.village_id, s.year, SUM(v.value)
    FROM programs_resultvalue v JOIN programs_resultsheet s ON s.id = v.sheet_id
    WHERE s.state = 'accepted' AND s.program_id IN (%s)
    GROUP BY s.program_id, v.indicator_id, s.village_id, s.year
"""


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measure(title, report, limit=LIMIT):
    """Print the seconds of a report and return whether it stays within the limits."""
    from django.db import connection

    from documents import docx, html, pdf, xlsx
    from reports.figures import collect
    from reports.queries import compose_draft, frame_of

    print(f"\n{title}")
    print(f"  {'':<12}{'cold':>9}{'warm':>9}")
    rows = {}
    for run in range(2):
        rows.setdefault("figures", []).append(timed(lambda: collect(frame_of(report))))
        figures = rows["figures"][-1][1]
        rows.setdefault("composing", []).append(
            timed(lambda figures=figures: compose_draft(report, figures))
        )
        document = rows["composing"][-1][1].document
        for name, writer in (("html", html), ("docx", docx), ("pdf", pdf), ("xlsx", xlsx)):
            rows.setdefault(name, []).append(timed(lambda w=writer, d=document: w.write(d)))
        del run
    ids = ",".join(str(program.pk) for program in report.programs.all())

    def plain():
        with connection.cursor() as cursor:
            cursor.execute(PLAIN % ids)  # noqa: S608  our own numbers
            return cursor.fetchall()

    rows["plain SQL"] = [timed(plain), timed(plain)]
    for name, runs in rows.items():
        print(f"  {name:<12}" + "".join(f"{seconds:9.3f}" for seconds, _result in runs))
    warm = sum(runs[1][0] for name, runs in rows.items() if name != "plain SQL")
    page = rows["figures"][1][0] + rows["composing"][1][0]
    ratio = rows["figures"][1][0] / max(rows["plain SQL"][1][0], 1e-6)
    print(
        f"  figures and words, warm: {page:.3f} s (limit {PAGE_LIMIT} s); with all four formats "
        f"{warm:.3f} s (limit {limit} s); figures = {ratio:.1f} x plain SQL"
    )
    return page <= PAGE_LIMIT * SLACK and warm <= limit * SLACK


def main() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import translation

    translation.activate("vi")
    call_command("migrate", verbosity=0)
    from commune_security.demo import load_demo
    from reports.models import ReviewReport
    from tests.registers.six import large
    from tests.reports.big import big_report

    load_demo()
    gc.freeze()  # as the web worker does
    within = [
        measure("demo, ten years", ReviewReport.objects.get(kind__code="ten_year")),
        measure("demo, one year", ReviewReport.objects.get(kind__code="one_year")),
        measure("12 villages, ten years by month", big_report()),
        measure("30 villages, ten years by month, every book", large().report(), LARGE_LIMIT),
    ]
    return int(not all(within))


if __name__ == "__main__":
    sys.exit(main())
