"""The admin site of the committee: everything of the register, scoped, folded, at a fixed cost."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse

from members.models import Membership
from members.services.unit_changes import Decree, rename_unit
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
MODELS = [
    model for model in admin.site._registry if model._meta.app_label in ("members", "accounts")
]


def fill(cast, rows):
    for number in range(rows):
        village = f.VillageFactory(commune=cast.commune, name=f"Thôn Đông {number}")
        f.VillageYearFactory(village=village)
        person = f.PersonFactory(village=village, full_name=f"Đặng Hữu Ưng {number}")
        team = f.TeamFactory(village=village, name=f"Tổ tự quản Đông {number}")
        for _ in range(2):
            f.MembershipFactory(team=team, person__village=village)
        f.MembershipFactory(team=team, person=person)
        f.VillageOfficeFactory(person=person, village=village)
        f.LetterheadFactory(commune=cast.commune, started_on=dt.date(2014, 1, 1 + number))
        f.PaperFactory(commune=cast.commune, code_number=100 + number)


@pytest.mark.parametrize("rows", [1, 8])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_no_list_takes_more_than_fifteen_statements(
    cast, model, rows, django_assert_max_num_queries
):
    fill(cast, rows)
    client = of(cast.committee)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    with django_assert_max_num_queries(15):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("rows", [1, 8])
@pytest.mark.parametrize("who", ["officer", "committee"])
@pytest.mark.parametrize(
    "what", ["person", "team", "village", "membership", "villageoffice", "commune"]
)
def test_no_card_takes_more_than_fifteen_statements(
    cast, rows, who, what, django_assert_max_num_queries
):
    fill(cast, rows)
    model = next(m for m in MODELS if m._meta.model_name == what)
    row = model.objects.visible_to(cast.officer).last()
    if what == "team":
        for _ in range(rows):
            Membership.objects.create(
                team=row,
                person=f.PersonFactory(village=row.village),
                started_on=dt.date(2020, 1, 1),
            )
    client = of(getattr(cast, who))
    with django_assert_max_num_queries(15):
        assert client.get(f"/admin/members/{what}/{row.pk}/change/").status_code == 200


@pytest.mark.parametrize(
    ("path", "found"),
    [("members/person/?q=dang+huu", 1), ("members/person/?q=xyz", 0),
     ("members/team/?q=to+tu+quan+dong", 1), ("members/village/?q=thon+dong", 1),
     ("members/membership/?q=dang+huu", 1), ("members/villageoffice/?q=ung", 1),
     ("members/commune/?q=bang+ca", 1), ("members/commune/?q=07057", 1),
     ("accounts/role/?q=head", 2), ("accounts/user/?q=HEAD", 2), ("accounts/user/?q=ung+dang", 0)],
)  # fmt: skip
def test_search_folds_accents(cast, path, found):
    fill(cast, 1)
    page = of(cast.committee).get(f"/admin/{path}")
    assert page.context["cl"].result_count == found


def test_the_lists_show_today_unless_asked_for_more(cast):
    team = f.TeamFactory(village=cast.village_a)
    f.MembershipFactory(team=team, ended_on=dt.date(2020, 1, 1))
    f.MembershipFactory(team=team)
    client = of(cast.committee)

    def count(query):
        return client.get(f"/admin/members/membership/{query}").context["cl"].result_count

    assert (count(""), count("?standing=past"), count("?standing=all")) == (1, 1, 2)


def test_another_commune_is_not_there(cast):
    f.MembershipFactory(team__village=cast.other_village)
    client = of(cast.committee)
    for name in ("person", "team", "village", "membership"):
        assert client.get(f"/admin/members/{name}/").context["cl"].result_count == (
            2 if name == "village" else 0
        )
    users = client.get("/admin/accounts/user/").context["cl"].result_list
    assert "stranger" not in {user.username for user in users}


def test_a_change_of_units_shows_what_was_before(cast):
    change = rename_unit(
        unit=cast.village_a, name="Thôn Mới", kind="thon", user=cast.officer,
        decree=Decree("12/NQ", dt.date(2025, 7, 1)),
    )  # fmt: skip
    page = of(cast.committee).get(f"/admin/members/unitchange/{change.pk}/change/")
    assert "Thôn A" in page.content.decode()
