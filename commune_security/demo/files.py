"""Where the demo's workbooks lie."""

from pathlib import Path

from django.conf import settings


def workbook(name: str) -> Path:
    """Return the path of a workbook of the demo."""
    path: Path = settings.BASE_DIR / "demo" / name
    return path
