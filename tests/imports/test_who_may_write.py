"""An import writes what its writer reaches: a village that passed to another commune is that one's."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from imports.kinds import importer_of
from imports.plan import Context
from imports.questions import Answers
from imports.reading import read_file
from imports.writing import BulkWriter, take_back
from members.models import Membership, Person, Team
from programs.imports import plan_results
from programs.models import Camera, CameraCheck, ResultSheet, ResultValue
from tests import factories as f
from tests.books import book
from tests.clients import of
from tests.imports.test_kinds_on_the_page import HEAD, looked_at, person_row, written

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 25)
COUNTED = (Person, Team, Membership, Camera, CameraCheck, ResultSheet, ResultValue)
RESULTS = book(Thôn__Rằm=[["Nội dung", "2023"], ["Lượt tuần tra", 7]])
CAMERAS = book(Camera=[["TT", "Điểm lắp đặt", "Thôn", "Số mắt", "Ngày lắp", "Tình trạng"],
                       [1, "Chợ", "Thôn Rằm", 2, "1/9/2023", "Tốt"]])  # fmt: skip
ROSTER = book(DS=[HEAD, person_row(village="Thôn Rằm")])


@pytest.fixture
def village(cast):
    return f.VillageFactory(commune=cast.commune, name="Thôn Rằm")


@pytest.fixture
def program(cast, village):
    made = f.ProgramFactory(commune=cast.commune)
    f.ProgramSiteFactory(program=made, village=village)
    return made


def pass_over(village, commune):
    village.commune = commune
    village.save()


def counts():
    return [model.objects.count() for model in COUNTED]


def test_figures_of_a_village_that_passed_on_are_not_written_by_the_office_it_left(
    cast, village, program
):
    pass_over(village, cast.other_commune)
    before = counts()
    officer = of(cast.officer)
    options = {"program": str(program.pk), "source": "estimate"}
    run = looked_at(officer, cast, RESULTS, kind="results", options=options)
    assert not run.preview["writable"]
    officer.post(f"/imports/{run.pk}/", {**options, "q__village:thon ram": str(village.pk)})
    run.refresh_from_db()
    assert not run.preview["writable"], "nor can it be chosen"
    officer.post(f"/imports/{run.pk}/write/", {"digest": run.digest})
    assert counts() == before


def test_figures_of_a_village_that_came_are_written_by_its_new_office(cast, village, program):
    pass_over(village, cast.other_commune)
    (sheet,) = plan_results(
        read_file(RESULTS), program=program, source="estimate", user=cast.stranger
    ).new_sheets
    assert sheet.village == village
    assert not plan_results(
        read_file(RESULTS), program=program, source="estimate", user=cast.officer
    ).new_sheets


@pytest.mark.parametrize(
    ("kind", "content", "options"),
    [
        ("results", RESULTS, {"source": "estimate"}),
        ("cameras", CAMERAS, {}),
        ("roster", ROSTER, {"team_kind": "self_managed", "as_of": DAY}),
    ],
)
def test_what_passed_on_between_plan_and_write_is_refused_as_a_whole(
    cast, village, program, kind, content, options
):
    """Plan, transfer, write: the writer holds every row against its user before it is committed."""
    before = counts()
    importer = importer_of(kind)
    options = {**options, "program": program} if kind == "results" else options
    context = Context(cast.commune.pk, options, timezone.localdate(), "x.xlsx", cast.officer)

    def write(*, passes):
        plan = importer.read(read_file(content), context, Answers({}))
        if passes:
            pass_over(village, cast.other_commune)
        with transaction.atomic():
            importer.write(plan, BulkWriter(cast.officer, "x.xlsx", record=True))

    with pytest.raises(ValidationError):
        write(passes=True)
    assert counts() == before
    pass_over(village, cast.commune)
    write(passes=False)
    assert counts() != before


def test_what_passed_on_since_is_not_taken_back_by_the_office_it_left(cast, village, program):
    officer = of(cast.officer)
    options = {"program": str(program.pk), "source": "estimate"}
    run = written(officer, looked_at(officer, cast, RESULTS, kind="results", options=options))
    pass_over(village, cast.other_commune)
    with pytest.raises(ValidationError):
        take_back(run.written, user=cast.officer, source="x.xlsx")
    officer.post(f"/imports/{run.pk}/undo/")
    run.refresh_from_db()
    assert run.state == "done"
    assert ResultSheet.objects.get().village == village
    assert take_back(run.written, user=cast.stranger, source="x.xlsx") == 2
