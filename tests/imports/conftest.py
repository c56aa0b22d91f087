"""Uploads of the plain kind of list."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports import kinds
from imports.models import ImportRun
from tests import factories as f
from tests.books import book
from tests.clients import of
from tests.imports.stub import HEAD, Stub


@pytest.fixture
def stub():
    """The plain kind of list, entered for the time of a test."""
    kind = Stub()
    kinds.register(kind)
    yield kind
    kinds._KINDS.pop("stub")


@pytest.fixture
def village(cast):
    return f.VillageFactory(commune=cast.commune, name="Thôn 1")


class Uploads:
    """What one officer uploads."""

    def __init__(self, cast, user=None):
        self.cast = cast
        self.client = of(user or cast.officer)

    def post(self, content=None, *, name="ds.xlsx", rows=(), **typed):
        data = {"kind": "stub", "commune": self.cast.commune.pk, **typed}
        if "pasted" not in typed:
            content = book(DS=[HEAD, *rows]) if content is None else content
            data["file"] = SimpleUploadedFile(name, content)
        return self.client.post("/imports/", data)

    def run(self, *rows, **kwargs):
        answer = self.post(rows=[list(row) for row in rows], **kwargs)
        assert answer.status_code == 302, answer.context["form"].errors
        return ImportRun.objects.latest("pk")

    def look(self, run, **typed):
        typed = {name.replace("__", ":", 1): value for name, value in typed.items()}
        answer = self.client.post(f"/imports/{run.pk}/", {"sort": "a", "day": "", **typed})
        run.refresh_from_db()
        return answer

    def page(self, run, query=""):
        return self.client.get(f"/imports/{run.pk}/{query}").content.decode()

    def write(self, run, digest=None, **kwargs):
        answer = self.client.post(
            f"/imports/{run.pk}/write/", {"digest": run.digest if digest is None else digest},
            **kwargs,
        )  # fmt: skip
        run.refresh_from_db()
        return answer

    def undo(self, run, **kwargs):
        answer = self.client.post(f"/imports/{run.pk}/undo/", **kwargs)
        run.refresh_from_db()
        return answer


@pytest.fixture
def uploads(cast, stub, village):
    return Uploads(cast)
