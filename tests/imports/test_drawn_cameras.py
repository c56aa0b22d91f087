"""Any office's camera list: random points in random layouts and spellings come back equal."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from programs.imports import plan_cameras
from tests.factories import CommuneFactory, VillageFactory
from tests.imports.drawn_cameras import VILLAGES, drawn_cameras
from tests.imports.examples import EXAMPLES, sheets_of

pytestmark = [pytest.mark.django_db, pytest.mark.files]
DAY = dt.date(2025, 9, 1)


@pytest.fixture
def commune():
    found = CommuneFactory(name="Thử")
    for name in VILLAGES:
        VillageFactory(commune=found, name=name, kind="ban" if name == "Khe Sím" else "thon")
    return found


@settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(data=st.data())
def test_what_comes_back_is_what_was_drawn(commune, data):
    drawn = data.draw(drawn_cameras())
    plan = plan_cameras(sheets_of(drawn.content), commune=commune, program=None, as_of=DAY)
    note([(n.place, n.message) for n in plan.errors])
    note([(q.key, q.text, [str(p) for p in q.where]) for q in plan.questions if q.needed])
    assert plan.is_writable
    looks = {id(look.camera): look.condition for look in plan.new_checks}
    read = {
        (c.village.name, c.name): (c.units, c.installed_on, c.funding, c.cost, c.manager, c.latitude, c.longitude,
                                   looks.get(id(c), ""))
        for c in plan.new
    }  # fmt: skip
    assert read == drawn.points
