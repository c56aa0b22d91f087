"""The page of a programme's targets, by the ladder of every page."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from programs.models import Indicator, Program, Target
from programs.services.targets import set_targets
from tests import factories as f
from tests.clients import of
from tests.factories import make_cast

pytestmark = pytest.mark.django_db
THIS_YEAR = dt.date.today().year


@pytest.fixture
def program(cast):
    found = f.ProgramFactory(commune=cast.commune)
    f.ProgramSiteFactory(program=found, village=cast.village_a)
    return found


def url_of(program):
    return f"/programs/{program.pk}/targets/"


def typed(year, **values):
    keys = Indicator.objects.in_bulk(values, field_name="code")
    return {f"target-{keys[code].pk}-{year}": value for code, value in values.items()}


def test_the_office_sets_changes_and_takes_away_targets(cast, program):
    officer, url = of(cast.officer), f"{url_of(program)}?year=2024"
    page = officer.post(url, typed(2024, tips="1.250", patrols="0") | typed(2022, tips="10"))
    assert (page.status_code, page.url) == (302, url)
    rows = Target.objects.order_by("year", "indicator__code")
    assert [(row.year, row.indicator.code, row.value) for row in rows] == [
        (2022, "tips", 10), (2024, "patrols", 0), (2024, "tips", 1250),
    ]  # fmt: skip
    assert 'value="1.250"' in officer.get(url).content.decode()
    of(cast.committee).post(url, typed(2024, tips="1.300", patrols="") | typed(2022, tips="10"))
    assert {(row.year, row.value) for row in Target.objects.all()} == {(2022, 10), (2024, 1300)}
    assert url_of(program) in officer.get(f"/programs/{program.pk}/").content.decode()


def test_years_are_shown_five_at_a_time_and_the_others_stay(cast, program):
    f.TargetFactory(program=program, year=2010)
    page = of(cast.officer).get(url_of(program))
    assert list(page.context["years"])[-1] == THIS_YEAR + 1
    of(cast.officer).post(f"{url_of(program)}?year=2024", typed(2024, tips="5"))
    assert {row.year for row in Target.objects.all()} == {2010, 2024}
    for year in ("abc", "0", "99999"):
        assert of(cast.officer).get(f"{url_of(program)}?year={year}").status_code == 200


def test_nothing_typed_is_lost_where_a_target_is_no_count(cast, program):
    url = f"{url_of(program)}?year=2024"
    page = of(cast.officer).post(url, typed(2024, tips="<b>nhiều</b>", patrols="77"))
    text = page.content.decode()
    assert "&lt;b&gt;nhiều&lt;/b&gt;" in text
    assert 'value="77"' in text
    assert "<b>nhiều" not in text
    assert not Target.objects.exists()


def test_who_may_open_and_set_targets(cast, program):
    url = url_of(program)
    f.TargetFactory(program=program, year=THIS_YEAR, value=42)
    for user in (cast.officer, cast.committee, cast.observer):
        assert "42" in of(user).get(url).content.decode()
    assert of(cast.observer).post(url, typed(THIS_YEAR, tips="1")).status_code == 403
    for user in (cast.head_a, cast.head_b, cast.stranger):
        assert of(user).get(url).status_code == 404
        assert of(user).post(url, typed(THIS_YEAR, tips="1")).status_code == 404
    assert url not in of(cast.head_a).get(f"/programs/{program.pk}/").content.decode()
    assert of(cast.officer).get("/programs/999999/targets/").status_code == 404
    assert of(cast.officer).delete(url).status_code == 405
    assert Target.objects.get().value == 42


@pytest.mark.parametrize("fields", [{}, {"year": 2023, "value": -1}, {"year": 1800}])
def test_the_database_keeps_one_target_that_makes_sense(program, fields):
    f.TargetFactory(program=program, year=2024)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.TargetFactory(program=program, **({"year": 2024} | fields))


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_takes_a_fixed_number_of_statements(
    cast, program, many, django_assert_max_num_queries
):
    indicators = list(Indicator.objects.filter(kinds=program.kind_id))
    for number in range(many):
        f.TargetFactory(
            program=program, indicator=indicators[number % 8], year=THIS_YEAR - number // 8
        )
    client = of(cast.officer)
    client.get(url_of(program))
    with django_assert_max_num_queries(12):
        assert client.get(url_of(program)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_who_set_targets_at_once_both_keep_theirs():
    cast = make_cast()
    program = f.ProgramFactory(commune=cast.commune)
    indicators = list(Indicator.objects.filter(kinds=program.kind_id)[:2])
    faults = []

    def run(indicator, user):
        try:
            values = {(indicator.pk, 2024): indicator.pk, (indicators[0].pk, 2023): 7}
            set_targets(program=Program.objects.get(pk=program.pk), values=values, user=user)
        except Exception as error:  # noqa: BLE001
            faults.append(error)
        finally:
            connection.close()

    users = (cast.officer, cast.committee)
    threads = [
        threading.Thread(target=run, args=pair) for pair in zip(indicators, users, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert Target.objects.count() == 3
