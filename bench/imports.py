"""Time and memory of taking lists in: reading alone, planning, writing. `python -m bench.imports [rows …]`.

Each size runs in a child process over an empty database, so that the peak is its own; the list is
made outside it, and the database is a file, for neither is in the memory of a worker.
The bounds of the project: 5,000 rows in 3 s and 20,000 in 12 s of processor time, 250 MB.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.books import book

SIZES = (300, 5_000, 20_000)
#: rows -> seconds of processor time, of this process and of the one that reads
BOUNDS = {5_000: 3.0, 20_000: 12.0}
MEMORY = 250
VILLAGES = 3
FAMILY = ("Triệu", "Bàn", "Lý", "Đặng", "Phùng", "Chíu", "Tằng", "Hoàng", "Nguyễn", "Trần")
MIDDLE = ("Văn", "Thị", "Đức", "Quang", "Minh", "Xuân", "Hữu", "Ngọc")


def main() -> int:
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    print(
        f"{'rows':>7} {'read':>7} {'plan':>7} {'write':>7} {'all':>7} {'again':>7} s CPU {'MB':>6} {'base':>6}"
    )
    failed = False
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "r.xlsx")
            file.write_bytes(book(DS=rows_of(rows)))
            done = subprocess.run(
                [sys.executable, "-m", "bench.imports", "--child", str(file)],
                capture_output=True, text=True, check=True,
                env={
                    **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings",
                    "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
                },
            )  # fmt: skip
        told = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{rows:>7} {told['read']:>7.2f} {told['plan']:>7.2f} {told['write']:>7.2f} "
            f"{told['all']:>7.2f} {told['again']:>7.2f}       {told['mb']:>6.0f} {told['base']:>6.0f}"
        )
        over = told["all"] > BOUNDS.get(rows, 1e9) or told["mb"] > MEMORY
        failed = failed or over
        if over:
            print("        above the bound")
    return 1 if failed else 0


def child(content: bytes) -> None:
    """Take a list in, then the same again, where nothing changes."""
    import datetime as dt

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import translation

    from imports.kinds import importer_of
    from imports.plan import Context
    from imports.questions import Answers
    from imports.reading import read_file
    from imports.writing import BulkWriter
    from members.models import Team
    from tests import factories

    call_command("migrate", verbosity=0)
    translation.activate("vi")
    commune = factories.CommuneFactory(code="90001")
    for number in range(VILLAGES):
        factories.VillageFactory(commune=commune, name=f"Thôn {number + 1}")
    day = dt.date(2025, 9, 1)
    context = Context(commune.pk, {"team_kind": Team.Kind.SELF_MANAGED, "as_of": day}, day, "bench")
    importer = importer_of("roster")
    times: dict[str, float] = {}

    def clock() -> float:
        own, below = (
            resource.getrusage(resource.RUSAGE_SELF),
            resource.getrusage(resource.RUSAGE_CHILDREN),
        )
        return own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime

    times["base"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = clock()
    sheets = read_file(content, "r.xlsx")
    times["read"] = clock() - began
    plan = importer.read(sheets, context, Answers())
    times["plan"] = clock() - began - times["read"]
    assert plan.is_writable, [note.message for note in plan.errors][:3] + [
        q.text for q in plan.questions if q.needed
    ][:3]
    with transaction.atomic():
        importer.write(plan, BulkWriter(None, "bench", record=True))
    times["all"] = clock() - began
    times["write"] = times["all"] - times["plan"] - times["read"]
    times["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = clock()
    again = importer.read(read_file(content, "r.xlsx"), context, Answers())
    times["again"] = clock() - began
    assert {item.what for item in again.items} == {"same"}, again.counts
    print(json.dumps(times))


def rows_of(count: int) -> list[list[object]]:
    """Return the rows of a list of so many people in three teams."""
    head: list[object] = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Số CCCD",
        "Điện thoại",
        "Thôn",
        "Chức vụ",
    ]
    rows: list[list[object]] = [["DANH SÁCH TỔ TỰ QUẢN"], [], head]
    for n in range(count):
        name = f"{FAMILY[n % 10]} {MIDDLE[n // 10 % 8]} {chr(65 + n // 80 % 26)}{chr(97 + n // 2080 % 26)}a"
        role = "Tổ trưởng" if n < VILLAGES else "Tổ viên"
        year = 1950 + n % 50
        rows.append(
            [n + 1, name, f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{year}", f"0220{year % 100:02d}{n:06d}",
             f"09{n:08d}", f"Thôn {n % VILLAGES + 1}", role]
        )  # fmt: skip
    return rows


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]).read_bytes())
    else:
        sys.exit(main())
