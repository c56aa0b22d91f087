"""Migrations stand alone: their data is frozen in them, and they import nothing that moves on."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from programs.models import Indicator
from tests.paths import ROOT

pytestmark = pytest.mark.files
OURS = {
    config.label: Path(config.path)
    for config in apps.get_app_configs()
    if ROOT in Path(config.path).parents and ".venv" not in config.path
}
PACKAGES = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
#: What a migration may import of ours, and why that stays what it is.
ALLOWED = {
    "common.constraints": "operations of our own, as Django's are of Django",
    "common.audit": "the triggers of the append-only log",
    "common.crypto": "what is encrypted cannot be read otherwise",
    "imports.models": "Django writes a callable storage as its path",
}
HOW_TO = ROOT / "docs" / "how-to.md"


def migration_files() -> list[Path]:
    found = [
        path
        for folder in OURS.values()
        for path in (folder / "migrations").glob("*.py")
        if path.name != "__init__.py"
    ]
    assert len(found) > 20
    return found


def imported(tree: ast.AST) -> set[str]:
    """Every module that a file imports, wherever in it, by statement or by call."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            found.add(node.module or "")
        elif isinstance(node, ast.Call):
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            assert name not in {"import_module", "__import__", "import_string"}, name
    return found


@pytest.mark.parametrize(
    "path", migration_files(), ids=lambda path: f"{path.parts[-3]}-{path.stem[:4]}"
)
def test_a_migration_imports_no_live_code(path):
    ours = {
        name for name in imported(ast.parse(path.read_text())) if name.split(".")[0] in PACKAGES
    }
    assert ours <= ALLOWED.keys()
    if "imports.models" in ours:
        assert set(re.findall(r"imports\.models\.(\w+)", path.read_text())) == {"uploads_storage"}


def test_every_app_has_one_latest_migration():
    leaves = MigrationLoader(None).graph.leaf_nodes()
    labels = [label for label, _name in leaves if label in OURS]
    assert sorted(labels) == sorted(set(labels))
    assert {"programs", "awards", "members"} <= set(labels)


@pytest.mark.django_db
def test_an_indicator_added_as_the_docs_say_is_in_a_new_installation(tmp_path):
    """The code of docs/how-to.md, word for word, as the latest migration of a copy of the house."""
    chapter = HOW_TO.read_text().split("## Add an indicator")[1].split("\n## ")[0]
    code = re.search(r"```python\n(.*?)```", chapter, re.S).group(1)
    before, operations = code.split("operations = ")
    house = tmp_path / "house"
    for name in (*PACKAGES - {"tests"}, "manage.py", "templates", "static", "locale"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, house / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, house / name)
    ((_label, latest),) = MigrationLoader(None).graph.leaf_nodes("programs")
    (house / "programs" / "migrations" / "9000_add_leaflets_posted.py").write_text(
        f"from django.db import migrations\n\n{before}"
        "class Migration(migrations.Migration):\n"
        f"    dependencies = [('programs', {latest!r})]\n"
        f"{indent('operations = ' + operations, '    ')}"
    )
    environment = {**os.environ, "DEBUG": "1", "VAR_DIR": str(tmp_path / "var"), "DATABASE_URL": "",
                   "DJANGO_SETTINGS_MODULE": "commune_security.settings"}  # fmt: skip
    (tmp_path / "var").mkdir()

    def manage(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=house, env=environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    manage("migrate", "--no-input", "-v", "0")
    manage("migrate", "programs", latest, "--no-input", "-v", "0")
    manage("migrate", "--no-input", "-v", "0")  # once more: the row that is there stays
    told = manage(
        "shell", "-v", "0", "-c",
        "from programs.models import Indicator as I;"
        "print(I.objects.count(), sorted(I.objects.get(code='leaflets_posted').kinds.values_list('code', flat=True)))",
    )  # fmt: skip
    assert told.strip() == f"{Indicator.objects.count() + 1} ['grassroots', 'self_managed']"
