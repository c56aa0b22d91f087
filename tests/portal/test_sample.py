"""The sample province: plausible, the same for the same seed, and never among real data."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F

from members.models import Commune, Membership, Person, Team
from programs.models import Camera, ResultSheet, ResultValue
from tests import factories as f

pytestmark = pytest.mark.django_db


def make(**options):
    f.ensure_catalogue()
    sizes = {"communes": 2, "villages": 4, "years": 2, "seed": 7, **options}
    call_command("make_sample", **sizes)


def facts():
    return (
        list(Person.objects.order_by("pk").values_list("full_name", "birth_date")[:40]),
        list(ResultValue.objects.order_by("pk").values_list("value", flat=True)[:300]),
    )


def test_a_sample_is_plausible():
    make()
    assert Commune.objects.count() == 2
    assert Team.objects.count() == 8
    assert {len(c.code) for c in Commune.objects.all()} == {5}
    leaders = Membership.objects.filter(role="leader").values("team").annotate(n=Count("pk"))
    assert {row["n"] for row in leaders} == {1}
    assert not Person.objects.filter(search="").exists()
    months = ResultSheet.objects.filter(month__isnull=False)
    expected = 8 * (24 + dt.date.today().month - 1)
    assert 0.8 * expected < months.count() < expected, "some months are missing, as in life"
    assert not ResultSheet.objects.filter(period_end__lte=F("period_start")).exists()
    assert Camera.objects.values("village__commune").distinct().count() == 2


@pytest.mark.parametrize(("seed", "same"), [(7, True), (8, False)])
def test_the_same_seed_makes_the_same_province(seed, same):
    found = []
    for number in (7, seed):
        with transaction.atomic():
            make(seed=number)
            found.append(facts())
            transaction.set_rollback(True)
    assert (found[0] == found[1]) is same


def test_a_sample_never_goes_among_real_data():
    f.CommuneFactory()
    with pytest.raises(CommandError, match="empty"):
        make()
    with pytest.raises(CommandError, match="communes"):
        make(communes=0)
