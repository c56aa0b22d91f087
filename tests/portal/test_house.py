"""What the house promises: settings, translations, files, assets, documents."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.contrib.staticfiles import finders

from commune_security import env
from tests.paths import ROOT

pytestmark = pytest.mark.files
HERE = Path(__file__)
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
OURS = ["accounts", "awards", "bench", "common", "commune_security", "deploy", "documents",
        "imports", "meetings", "members", "operations", "programs", "reports", "tests"]  # fmt: skip


def python(code: str, **environment: str) -> subprocess.CompletedProcess:
    kept = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/tmp"),
        "ENV_FILE": os.devnull,
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
    )


SETTINGS = "import commune_security.settings"
SAFE = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "localhost", "CITIZEN_ID_HASH_KEY": "h",
        "CITIZEN_ID_KEYS": "dGVzdHMtb25seS1rZXktMDAwMDAwMDAwMDAwMDAwMDA="}  # fmt: skip


@pytest.mark.parametrize("missing", sorted(SAFE))
def test_without_a_secret_or_hosts_it_does_not_start(missing, tmp_path):
    kept = {name: value for name, value in SAFE.items() if name != missing}
    failed = python(SETTINGS, VAR_DIR=str(tmp_path), **kept)
    assert failed.returncode != 0
    assert f"{missing} is not set" in failed.stderr


def test_with_them_it_starts_on_sqlite_and_safely(tmp_path):
    code = (
        f"{SETTINGS} as s; assert not s.DEBUG and s.HTTPS and s.SESSION_COOKIE_SECURE;"
        "assert 'sqlite3' in s.DATABASES['default']['ENGINE'];"
        "assert s.DATABASES['default']['OPTIONS']['transaction_mode'] == 'IMMEDIATE'"
    )
    done = python(code, VAR_DIR=str(tmp_path), **SAFE)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "wrong", [{"DEBUG": "perhaps"}, {"DATABASE_POOL": "many"}, {"DATABASE_POOL": "1"},
              {"TASKS_BACKEND": "celery"}, {"SECRET_KEY_FILE": "/no/such/file"}],
)  # fmt: skip
def test_a_bad_setting_stops_the_start_with_its_name(wrong, tmp_path):
    database = {"DATABASE_URL": "postgres://a:b@localhost/c"}
    failed = python(SETTINGS, VAR_DIR=str(tmp_path), **(SAFE | database | wrong))
    assert failed.returncode != 0
    assert next(iter(wrong)) in failed.stderr


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text("from-a-file\n")
    kept = {name: value for name, value in SAFE.items() if name != "SECRET_KEY"}
    code = f"{SETTINGS} as s; assert s.SECRET_KEY == 'from-a-file'"
    done = python(code, VAR_DIR=str(tmp_path), SECRET_KEY_FILE=str(tmp_path / "key"), **kept)
    assert done.returncode == 0, done.stderr


def test_the_example_lists_every_setting():
    listed = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    conditional = {"DATABASE_POOL", "TRUSTED_PROXIES"}
    assert listed | conditional == env.asked | conditional
    assert conditional <= listed


def test_the_vietnamese_catalogue_is_complete_and_compiled():
    catalogue = polib.pofile(str(CATALOGUE))
    assert len(catalogue) > 700
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []
    for entry in catalogue:
        names = re.findall(r"%\((\w+)\)[sd]", entry.msgid)
        text = entry.msgstr or entry.msgstr_plural[0]
        assert sorted(re.findall(r"%\((\w+)\)[sd]", text)) == sorted(names), entry.msgid
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {e.msgid: e.msgstr or e.msgstr_plural for e in compiled} == {
        e.msgid: e.msgstr or e.msgstr_plural for e in catalogue
    }


def test_no_message_of_the_code_is_missing_in_the_catalogue(tmp_path):
    copy = tmp_path / "house"
    names = [*OURS, "templates", "locale", "static", "manage.py"]
    for name in names:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, _made(copy) / name)
    before = {entry.msgid for entry in polib.pofile(str(CATALOGUE))}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "vi", "--no-obsolete",
         "--ignore", "tests/*", "--ignore", "bench/*"],
        cwd=copy, env={**os.environ, "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "commune_security.settings"},
        check=True, capture_output=True,
    )  # fmt: skip
    after = {e.msgid for e in polib.pofile(str(copy / CATALOGUE.relative_to(ROOT)))}
    assert after - before == set()
    assert before - after == set()


def _made(folder):
    folder.mkdir(exist_ok=True)
    return folder


def python_files():
    for app in OURS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def test_no_file_grows_past_its_subject():
    long = {
        str(path.relative_to(ROOT)): count
        for path in python_files()
        if "tests" not in path.parts
        and "demo" not in path.parts
        and (count := len(path.read_text().splitlines())) > 420
    }
    assert long == {}


def test_nothing_looks_outside_its_own_folder():
    """`.ci/run` proves it in an empty folder; this says where, and without waiting for it."""
    outside = re.compile(
        r"ROOT\.parent|BASE_DIR\.parent|parents\[[3-9]\]|\.\./shared|[\"' =]/work\b"
    )
    kinds = {".py", ".sh", ".toml", ".html", ".typ", ".css", ".js", ""}
    rooms = [path for path in ROOT.iterdir() if path.is_dir() and path.name not in {"var", "media"}]
    read = [
        path
        for room in rooms
        if not room.name.startswith(".") or room.name == ".ci"
        for path in room.rglob("*")
        if path.is_file() and path.suffix in kinds
    ]
    assert len(read) > 400
    looking = {path for path in read if outside.search(path.read_text(errors="ignore"))}
    assert looking <= {HERE}


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.name not in {"__init__.py", "apps.py", "urls.py"}
        and not path.read_text().startswith('"""')
    ]
    assert silent == []


def test_pages_load_nothing_from_elsewhere():
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.*"),
                 *(ROOT / "documents" / "static").rglob("*.css")]:  # fmt: skip
        text = path.read_text()
        assert not re.findall(
            r"""(?:src|href|url\()\s*[=("']*\s*https?://(?!www\.w3\.org)""", text
        ), path
        assert "style=" not in text, path
        assert "onclick" not in text, path


@pytest.mark.parametrize(
    "asset",
    ["js-lib-bootstrap5/css/bootstrap.min.css", "bootstrap-icons/font/bootstrap-icons.min.css",
     "bootstrap-icons/font/fonts/bootstrap-icons.woff2", "django_htmx/htmx-2.min.js",
     "css/portal.css", "documents/document.css"],
)  # fmt: skip
def test_the_assets_come_from_wheels(asset):
    assert finders.find(asset)


def test_static_files_are_collected_with_hashes(tmp_path):
    code = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.STATIC_ROOT = r'{tmp_path}';"
        "from django.core.management import call_command;"
        "call_command('collectstatic', interactive=False, verbosity=0)"
    )
    done = python(
        code,
        DJANGO_SETTINGS_MODULE="commune_security.settings",
        VAR_DIR=str(tmp_path / "var"),
        **SAFE,
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "css").glob("portal.*.css"))


def test_the_readme_and_docs_name_every_command_and_role():
    texts = "\n".join(
        path.read_text() for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    )
    for path in ROOT.glob("*/management/commands/*.py"):
        if path.stem != "__init__":
            assert path.stem in texts, path.stem
    for command in ("make demo", "make test", ".env.example"):
        assert command in texts


def test_the_permissions_page_tells_what_the_code_does(settings):
    from django.apps import apps

    from common.access import ScopedQuerySet

    page = (ROOT / "docs" / "permissions.md").read_text()
    for label in ("imports", "members", "accounts", "programs", "meetings", "awards", "reports"):
        for model in apps.get_app_config(label).get_models():
            queryset = model._default_manager.get_queryset()
            if not isinstance(queryset, ScopedQuerySet):
                continue
            scope = queryset.scope
            row = next(
                (line for line in page.splitlines() if line.startswith(f"| `{model.__name__}` |")),
                "",
            )
            assert row, model.__name__
            readers, editors = (set(re.findall(r"[a-z_]+", part)) for part in row.split("|")[2:4])
            assert readers == set(scope.readers) - (
                set() if scope.village is not None else {"village_head"}
            ), model.__name__
            assert editors == set(scope.editors), model.__name__


def test_all_requirements_are_pinned_with_hashes():
    for name in ("requirements.txt", "requirements/dev.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^([a-z0-9-]+)==", text, re.M)
        assert len(pins) > 40
        assert text.count("--hash=sha256:") >= len(pins)
        assert not re.findall(r"https?://", text.split("\n\n")[0])
