"""Ask what an installation needs, and write `.env` that only its owner can read.

`python deploy/make_env.py` asks; `--host antt.xa.vn --yes` takes what is usual for the rest.
Secrets are made fresh. A `.env` that stands already is never written over.
"""

import argparse
import os
import secrets
import sys
from pathlib import Path

from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent
#: name, question, what is usual; {host} stands for the first answer
QUESTIONS = (
    ("ALLOWED_HOSTS", "Host name of the portal (e.g. antt.xa.vn)", ""),
    ("DATABASE_URL", "Database (empty: SQLite; postgres://user:password@host:5432/portal)", ""),
    ("VAR_DIR", "Folder of the portal's own data", "/var/lib/portal"),
    ("FILES_DIR", "Folder of uploaded and issued files", "{VAR_DIR}/files"),
    ("BACKUP_DIR", "Folder of backups (on another disk)", "/var/backups/portal"),
    ("BACKUP_RECIPIENTS", "Public key (age1…) that seals backups (empty: not sealed)", ""),
    ("BEHIND_PROXY", "Does nginx or Caddy stand before it, with TLS? (on/off)", "on"),
    ("HTTPS", "Do people reach it by https? (on/off)", "{BEHIND_PROXY}"),
    ("TASKS_BACKEND", "Long work: database (with the worker's unit) or immediate", "database"),
    ("EMAIL_URL", "Mail server (empty: none; smtp+tls://user:password@host:587)", ""),
    ("EMAIL_FROM", "Sender of mails", "antt@{ALLOWED_HOSTS}"),
    ("PORTAL_URL", "Address of the portal", "{scheme}://{ALLOWED_HOSTS}"),
)


def answers(given: dict[str, str], *, ask: bool) -> dict[str, str]:
    """Return a value for every question: given, typed, or what is usual."""
    found: dict[str, str] = {}
    for name, question, usual in QUESTIONS:
        scheme = "https" if found.get("HTTPS") == "on" else "http"
        usual = usual.format(scheme=scheme, **found)
        value = given.get(name)
        if value is None and ask:
            value = input(f"{question} [{usual}]: ").strip()
        found[name] = value or usual
        if name == "ALLOWED_HOSTS" and not found[name]:
            raise SystemExit("A host name is needed.")
    return found


def write(path: Path, found: dict[str, str]) -> None:
    """Write the file with mode 600 from its first byte on. Raises FileExistsError."""
    made = {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "CITIZEN_ID_KEYS": Fernet.generate_key().decode(),
        "CITIZEN_ID_HASH_KEY": secrets.token_urlsafe(40),
        "METRICS_TOKEN": secrets.token_urlsafe(30),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("# Made by deploy/make_env.py; .env.example tells what each means.\n")
        for name, value in {**made, **found}.items():
            file.write(f"{name}={value}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / ".env")
    parser.add_argument("--host", help="host name of the portal")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    options = parser.parse_args()
    given = dict(part.split("=", 1) for part in options.set)
    if options.host:
        given["ALLOWED_HOSTS"] = options.host
    if options.to.exists():
        raise SystemExit(f"{options.to} stands already; move it away first.")
    found = answers(given, ask=not options.yes)
    write(options.to, found)
    sys.stdout.write(
        f"{options.to} is written. Keep a copy of its keys in a safe place: without CITIZEN_ID_KEYS "
        "no citizen ID and no backup of one can be read.\n"
    )
    kept = [found[name] for name in ("VAR_DIR", "FILES_DIR", "BACKUP_DIR")]
    if kept != ["/var/lib/portal", "/var/lib/portal/files", "/var/backups/portal"]:
        sys.stdout.write(
            "The units of deploy/systemd may write to the usual folders only. For yours: systemctl edit portal-web "
            f"portal-worker portal-daily portal-backup, with\n[Service]\nReadWritePaths={' '.join(kept)}\n"
        )


if __name__ == "__main__":
    main()
