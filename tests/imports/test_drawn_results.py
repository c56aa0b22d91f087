"""Any office's results: random figures in random layouts and spellings come back equal."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from programs.imports import plan_results
from tests.factories import CommuneFactory, ProgramFactory, VillageFactory
from tests.imports.drawn_results import VILLAGES, drawn
from tests.imports.examples import EXAMPLES, sheets_of

pytestmark = [pytest.mark.django_db, pytest.mark.files]
TODAY = dt.date(2026, 11, 27)


@pytest.fixture
def program():
    commune = CommuneFactory(name="Thử")
    for name in VILLAGES:
        kind = "ban" if name == "Khe Sím" else "thon"
        VillageFactory(commune=commune, name=name, kind=kind)
    return ProgramFactory(commune=commune, founded_on=dt.date(2014, 1, 1))


@settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(data=st.data())
def test_what_comes_back_is_what_was_drawn(program, data):
    workbook = data.draw(drawn())
    note(workbook.layout)
    plan = plan_results(
        sheets_of(workbook.content), program=program, source="yearly_report", today=TODAY
    )
    note([(n.place, n.message) for n in plan.errors])
    note([(q.key, q.text, [str(p) for p in q.where]) for q in plan.questions])
    assert plan.is_writable
    read = {
        (
            value.sheet.village.name,
            value.indicator.code,
            value.sheet.year,
            value.sheet.month,
        ): value.value
        for value in plan.new_values
    }
    assert read == {key: value for key, value in workbook.figures.items() if value is not None}
