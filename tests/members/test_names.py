"""No two villages of one name in a commune at one time, no two teams of one name in a village (R14)."""

import datetime as dt

import pytest

from members.models import Team, Village
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


def village(cast, **more):
    return {"commune": cast.commune.pk, "name": "Thôn Mới", "kind": "thon", "formed_on": ""} | more


def team(cast, **more):
    return {
        "village": cast.village_a.pk, "kind": "self_managed", "name": "Tổ Đồng Trong", "founded_on": "01/01/2020",
    } | more  # fmt: skip


def test_a_village_sent_twice_is_one(cast):
    client = of(cast.officer)
    assert client.post("/members/villages/new/", village(cast)).status_code == 302
    for name in ("Thôn Mới", "thôn mới"):
        page = client.post("/members/villages/new/", village(cast, name=name))
        assert page.status_code == 200
        assert "Đã có đơn vị cùng tên" in page.content.decode()
    assert Village.objects.filter(name__iexact="Thôn Mới").count() == 1
    page = client.post(f"/members/villages/{cast.village_b.pk}/edit/", village(cast, name="Thôn A"))
    assert page.status_code == 200
    assert Village.objects.get(pk=cast.village_b.pk).name == "Thôn B"


def test_the_card_of_a_twin_that_a_merger_made_can_be_saved(cast):
    twin = f.VillageFactory(commune=cast.commune, name="Thôn A")
    url = f"/members/villages/{twin.pk}/edit/"
    data = village(cast, name="Thôn A", kind="ban")
    data["formed_on"] = twin.formed_on.strftime("%d/%m/%Y") if twin.formed_on else ""
    assert of(cast.officer).post(url, data).status_code == 302
    assert Village.objects.get(pk=twin.pk).kind == "ban"
    assert of(cast.officer).post(url, data | {"name": "Thôn B"}).status_code == 200
    assert Village.objects.get(pk=twin.pk).name == "Thôn A"


def test_the_name_of_a_village_that_ended_is_free_again(cast):
    f.VillageFactory(commune=cast.commune, name="Thôn Mới", dissolved_on=dt.date(2019, 1, 1))
    data = village(cast, formed_on="01/01/2019")
    assert of(cast.officer).post("/members/villages/new/", data).status_code == 302
    assert Village.objects.filter(name="Thôn Mới").count() == 2


def test_a_village_of_another_commune_has_its_own_name(cast):
    f.VillageFactory(commune=cast.other_commune, name="Thôn Mới")
    assert of(cast.officer).post("/members/villages/new/", village(cast)).status_code == 302


def test_a_team_sent_twice_is_one(cast):
    client = of(cast.officer)
    assert client.post("/members/teams/new/", team(cast)).status_code == 302
    page = client.post("/members/teams/new/", team(cast, name="tổ đồng trong"))
    assert page.status_code == 200
    assert "Đã có tổ cùng tên tại đây" in page.content.decode()
    assert Team.objects.count() == 1
    assert (
        client.post("/members/teams/new/", team(cast, village=cast.village_b.pk)).status_code == 302
    )
    Team.objects.filter(village=cast.village_a).update(dissolved_on=dt.date(2021, 1, 1))
    assert (
        client.post("/members/teams/new/", team(cast, founded_on="01/01/2021")).status_code == 302
    )
