"""Programmes, registers and results in the admin site: scoped, found without accents, 15 statements."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from programs.models import Indicator, ProgramKind, RatingScheme
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model._meta.app_label == "programs"]


def fill(cast, rows):
    for number in range(rows):
        village = f.VillageFactory(commune=cast.commune, name=f"Thôn Đông {number}")
        program = f.ProgramFactory(commune=cast.commune, name=f"Mô hình Đông {number}")
        program.statuses.create(started_on=dt.date(2020, 1, 1))
        scheme = RatingScheme.objects.first()
        program.ratings.create(year=2020, scheme=scheme, level=scheme.levels[0])
        program.aliases.create(name=f"Tên khác {number}")
        f.ProgramSiteFactory(program=program, village=village)
        sheet = f.ResultSheetFactory(program=program, village=village)
        f.ResultValueFactory(sheet=sheet)
        f.HighlightFactory(program=program, village=village)
        f.TrustedActivityFactory(recognition__person__village=village)
        zone = f.FireSafeZoneFactory(program=program, village=village)
        f.TargetFactory(program=program, year=2020 + number)
        zone.drills.create(held_on=dt.date(2020, 1, 1))
        f.FireFindingFactory(inspection__zone=zone)
        f.FireEquipmentFactory(household__zone=zone)
        f.CameraCheckFactory(camera__village=village, camera__name=f"Điểm Đông {number}")


@pytest.mark.parametrize("rows", [1, 8])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_no_list_takes_more_than_fifteen_statements(
    cast, model, rows, django_assert_max_num_queries
):
    fill(cast, rows)
    client = of(cast.committee)
    with django_assert_max_num_queries(15):
        page = client.get(reverse(f"admin:programs_{model._meta.model_name}_changelist"))
        assert page.status_code == 200


@pytest.mark.parametrize("who", ["officer", "committee"])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_no_card_takes_more_than_twenty_statements_for_any_number_of_rows(
    cast, model, who, django_assert_max_num_queries
):
    fill(cast, 3)
    rows = model.objects.all()
    row = (rows.visible_to(cast.officer) if hasattr(rows, "visible_to") else rows).last()
    assert row is not None
    client = of(getattr(cast, who))
    # Kept for the life of a process: whether another test asked for it before is chance.
    ContentType.objects.get_for_model(model)
    with django_assert_max_num_queries(20):
        url = reverse(f"admin:programs_{model._meta.model_name}_change", args=[row.pk])
        assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("path", "found"),
    [("program/?q=mo+hinh+dong", 1), ("camera/?q=diem+dong", 1), ("firesafezone/?q=khu+dan", 1),
     ("indicator/?q=nguon+tin+cung", 1), ("firecriterion/?q=thoat+nan", 1)],
)  # fmt: skip
def test_search_folds_accents(cast, path, found):
    fill(cast, 1)
    page = of(cast.committee).get(f"/admin/programs/{path}")
    assert page.context["cl"].result_count == found


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_another_commune_sees_none_of_it(cast, model):
    fill(cast, 1)
    url = reverse(f"admin:programs_{model._meta.model_name}_changelist")
    shown = of(cast.stranger).get(url).content.decode()
    assert "Đông 0" not in shown
    assert of(cast.observer).get(url).status_code in (302, 403)


def test_the_committee_defines_a_new_kind_with_its_form(cast):
    tips = Indicator.objects.get(code="tips")
    of(cast.committee).post(
        "/admin/programs/programkind/add/",
        {"code": "tuyen-duong", "name": "Tuyến đường tự quản", "team_kind": "", "order": "9",
         "Indicator_kinds-TOTAL_FORMS": "1", "Indicator_kinds-INITIAL_FORMS": "0",
         "Indicator_kinds-0-indicator": tips.pk},
    )  # fmt: skip
    kind = ProgramKind.objects.get(code="tuyen-duong")
    assert list(kind.indicators.all()) == [tips]
    assert of(cast.officer).get("/admin/programs/programkind/add/").status_code == 403


def test_ethnicity_is_for_officers_only(cast):
    row = f.TrustedPersonFactory(person__village=cast.village_a, ethnicity="Sán Dìu")
    url = f"/admin/programs/trustedperson/{row.pk}/change/"
    assert "Sán Dìu" in of(cast.officer).get(url).content.decode()
    assert "Sán Dìu" not in of(cast.committee).get(url).content.decode()
