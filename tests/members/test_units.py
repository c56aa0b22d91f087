"""Today's communes come from the national list, and come again without doubles."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from members.models import Commune
from members.services.units import load_units
from tests.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def test_the_country_has_its_communes():
    counts = load_units()
    assert counts["new"] == Commune.objects.count() == 3321
    kinds = {
        kind: Commune.objects.filter(kind=kind).count() for kind in ("xa", "phuong", "dac_khu")
    }
    assert kinds == {"xa": 2621, "phuong": 687, "dac_khu": 13}
    assert Commune.objects.values("province").distinct().count() == 34
    quang_la = Commune.objects.get(code="07054")
    assert (quang_la.full_name, quang_la.province) == ("xã Quảng La", "Quảng Ninh")
    assert not quang_la.existed_on(dt.date(2025, 6, 30))
    assert not Commune.objects.filter(name="Bằng Cả").exists()


def test_a_second_run_changes_only_what_the_list_says_otherwise():
    load_units(province=22)
    assert Commune.objects.count() == 54
    Commune.objects.filter(code="07054").update(name="Quang La")
    CommuneFactory(code="07054", code_scheme="GSO", name="Quảng La cũ")
    counts = load_units(province=22)
    assert (counts["new"], counts["changed"], counts["same"]) == (0, 1, 53)
    assert Commune.objects.get(code="07054", code_scheme="QĐ 19/2025").name == "Quảng La"
    assert Commune.objects.filter(name="Quảng La cũ").exists()


def test_the_command_says_what_it_did():
    out = StringIO()
    call_command("load_units", "--province", "22", stdout=out)
    assert out.getvalue() == "Communes: new 54, changed 0, same 0.\n"
