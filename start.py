"""Start the portal without make, bash or gunicorn: on Windows, and wherever only Python is there.

    python start.py demo          an invented commune, its reports in var/reports/, on http://127.0.0.1:8000
    python start.py server        the office's own portal; settings in .env (python deploy/make_env.py)

What it needs it installs into .venv first. `--port 8001` takes another port, `--no-serve` only prepares.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
BIN = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
VAR = ROOT / "var"
COMMUNE = "07057"
#: what the demo's data depend on: where none of it changed, a second start need not load them again
DEMO_RESTS_ON = (
    "requirements.txt", "*/migrations/*.py", "static/css/*.css", "static/js/*.js",
    "documents/static/documents/*.css", "commune_security/demo/*.py", "commune_security/settings.py",
    "demo/*.xls*",
)  # fmt: skip


def run(*command: object, quiet: bool = False, **more: str) -> None:
    """Run a command of the project's, with settings beside the environment's. Ends where it fails."""
    done = subprocess.run(  # noqa: S603 our own commands
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **more},
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.returncode)


def manage(*command: object, quiet: bool = False, **more: str) -> None:
    run(PYTHON, "manage.py", *command, quiet=quiet, **more)


def install() -> None:
    """Make the environment of packages, once for each requirements.txt. As the Makefile does."""
    if sys.version_info < (3, 11):  # noqa: UP036 said in words before anything fails
        raise SystemExit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    stamp, wanted = ROOT / ".venv" / ".run", ROOT / "requirements.txt"
    if stamp.exists() and stamp.stat().st_mtime >= wanted.stat().st_mtime:
        return
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", ROOT / ".venv")
    run(
        PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps",
        "--require-hashes", "--only-binary", ":all:", "-r", wanted,
    )  # fmt: skip
    stamp.touch()


def demo(port: int) -> dict[str, str]:
    """Load the demo where the code has changed since, and return its settings."""
    for folder in ("reports", "matplotlib"):
        (VAR / folder).mkdir(parents=True, exist_ok=True)
    secrets = VAR / "demo.env"
    if not secrets.exists():
        made = subprocess.run(  # noqa: S603
            [str(PYTHON), "deploy/make_secrets.py"], cwd=ROOT, check=True, capture_output=True
        )
        secrets.write_bytes(made.stdout)
    settings = dict(
        line.split("=", 1) for line in secrets.read_text(encoding="utf-8").split() if "=" in line
    )
    settings |= {
        "DEMO": "on",
        "HTTPS": "off",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "MPLCONFIGDIR": str(VAR / "matplotlib"),
        "PORTAL_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{(VAR / 'demo.sqlite3').as_posix()}",
        "FILES_DIR": str(VAR / "demo-files"),
        "ENV_FILE": os.devnull,
    }
    stamp, now = VAR / "demo.stamp", _fingerprint()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != now:
        _load(settings)
        stamp.write_text(now, encoding="utf-8")
    papers = [path for path in (VAR / "papers").rglob("*") if path.is_file()]
    print("Reports:", *sorted((VAR / "reports").glob("*-year.*")), sep="\n")  # noqa: T201
    print(f"Papers of the conference: {VAR / 'papers'} ({len(papers)} files)", flush=True)  # noqa: T201
    manage("load_demo", **settings)
    return settings


def _load(settings: dict[str, str]) -> None:
    manage("migrate", "-v0", **settings)
    manage("collectstatic", "--noinput", "-v0", **settings)
    manage("load_demo", quiet=True, **settings)
    for kind, first in (("ten-year", "2014-09-15"), ("one-year", "2023-09-26")):
        manage(
            "review_report", "--commune", COMMUNE, "--kind", kind, "--from", first,
            "--to", "2024-09-25", "--out", VAR / "reports", quiet=True, **settings,
        )  # fmt: skip
    papers = ("--commune", COMMUNE, "--out", VAR / "papers")
    manage("conference_papers", *papers, quiet=True, **settings)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in DEMO_RESTS_ON:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def server() -> dict[str, str]:
    """Bring the office's own database up to date, and return no further settings: they are in .env."""
    if not (ROOT / ".env").exists():
        raise SystemExit("There is no .env yet. Run: python deploy/make_env.py")
    manage("migrate", "-v0")
    manage("collectstatic", "--noinput", "-v0")
    return {}


def serve(port: int, host: str, settings: dict[str, str]) -> None:
    """Serve with waitress, which runs everywhere; four threads, one process."""
    print(f"Portal: http://{host}:{port}/ (stop with Ctrl+C)", flush=True)  # noqa: T201
    run(
        PYTHON, "-m", "waitress", f"--listen={host}:{port}", "--threads=4",
        # ProxyMiddleware judges itself whose word is taken (TRUSTED_PROXIES).
        "--no-clear-untrusted-proxy-headers",
        "commune_security.wsgi:application", **settings,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=("demo", "server"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", 8000)))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--no-serve", action="store_true", default=os.environ.get("SERVE") == "no")
    options = parser.parse_args()
    install()
    settings = demo(options.port) if options.what == "demo" else server()
    if not options.no_serve:
        serve(options.port, options.host, settings)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
