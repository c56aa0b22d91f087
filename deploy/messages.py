"""Translations: take up new messages, compile, and say what is still missing.

`python deploy/messages.py` rewrites locale/vi/LC_MESSAGES/django.po and .mo.
Needs gettext (Debian package `gettext`) for taking up; compiling needs nothing.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
IGNORED = [".venv", "var", "staticfiles", "tests", "bench"]


def take_up() -> None:
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "-l",
        "vi",
        "--no-wrap",
        "--no-obsolete",
    ]
    command += ["--add-location", "file"]
    for name in IGNORED:
        command += ["--ignore", f"{name}/*"]
    environment = {**os.environ, "DEBUG": "1"}
    subprocess.run(command, cwd=ROOT, check=True, env=environment)  # noqa: S603


def compile_catalogue() -> list[str]:
    """Write the .mo file and return the messages without a translation."""
    catalogue = polib.pofile(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return [entry.msgid for entry in catalogue if not entry.translated() and not entry.obsolete]


if __name__ == "__main__":
    take_up()
    missing = compile_catalogue()
    for text in missing:
        print(f"missing: {text}")  # noqa: T201
    sys.exit(1 if missing else 0)
