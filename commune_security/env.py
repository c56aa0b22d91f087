"""Settings from the environment, strictly: a bad value stops the start with its name.

Every variable may also come from a file (`SECRET_KEY_FILE=/run/secrets/key`).
They are read from `.env` beside manage.py as well, which `python deploy/make_env.py` writes.
`.env.example` lists all of them; a test holds the two together.
"""

import os
import stat
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

#: Names asked for so far, for the test that compares with `.env.example`.
asked: set[str] = set()


def read_file(usual: Path) -> None:
    """Read `.env` where there is one, or the file `ENV_FILE`; what the environment says already is kept.

    Raises ImproperlyConfigured where everybody on the machine could read the secrets in it.
    """
    path = Path(os.environ.get("ENV_FILE") or usual)
    if not path.is_file():
        return
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o007:
        raise ImproperlyConfigured(f"{path}: everybody can read the secrets. Run: chmod 600 {path}")
    environ.Env.read_env(str(path), overwrite=False)


def text(name: str, default: str = "") -> str:
    """Return a setting; one that is empty counts as not set."""
    asked.add(name)
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE: cannot read {path}: {error}") from error
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool) -> bool:
    value = text(name).lower()
    if value == "":
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: say on or off")


def integer(name: str, default: int, *, least: int = 0) -> int:
    value = text(name)
    if value == "":
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r}: a whole number is needed") from None
    if number < least:
        raise ImproperlyConfigured(f"{name}={number}: at least {least} is needed")
    return number


def names(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r}: one of {', '.join(allowed)} is needed")
    return value


def required(name: str, hint: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value
