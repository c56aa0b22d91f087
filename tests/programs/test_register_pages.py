"""Pages of programmes, trusted persons, fire-safe zones and cameras, and the rows they keep."""

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.exports import as_document
from programs.exports import camera_list
from programs.models import (
    Camera,
    CameraCheck,
    FireInspection,
    Program,
    ProgramKind,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
    RatingScheme,
    TrustedActivity,
    TrustedPerson,
    ZoneHousehold,
)
from programs.queries.cameras import cameras_seen, through_years
from programs.queries.fire import lapses
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def place(cast):
    """One row of each register in village A, and what is typed to correct it."""
    program = f.ProgramFactory(commune=cast.commune)
    site = f.ProgramSiteFactory(program=program, village=cast.village_a)
    f.TeamFactory(village=cast.village_a, kind="self_managed")
    fire = f.ProgramFactory(commune=cast.commune, kind=ProgramKind.objects.get(code="fire_safe"))
    zone = f.FireSafeZoneFactory(program=fire, village=cast.village_a)
    household = f.ZoneHouseholdFactory(zone=zone)
    trusted = f.TrustedPersonFactory(person__village=cast.village_a)
    camera = f.CameraFactory(village=cast.village_a)
    return {
        "program": program, "site": site, "zone": zone, "household": household, "trusted": trusted,
        "camera": camera,
    }  # fmt: skip


#: a kind of row -> (its parent's name in `place`, what is typed for a new one)
NEW = {
    "alias": ("program", {"name": "Tổ tự phòng, tự quản"}),
    "state": ("program", {"state": "idle", "started_on": "01/03/2024"}),
    "activity": ("trusted", {"held_on": "01/03/2024", "kind": "mediation", "times": "2"}),
    "household": ("zone", {"head_name": "Bàn Văn Năm", "house_type": "home", "has_bell": "unknown",
                           "has_tools": "false", "second_exit": "unknown", "started_on": "01/03/2024"}),
    "equipment": ("household", {"kind": "powder", "quantity": "2", "expires_on": "01/03/2030"}),
    "drill": ("zone", {"held_on": "01/03/2024", "attendance": "40"}),
    "inspection": ("zone", {"held_on": "01/03/2024", "faults": "1"}),
    "check": ("camera", {"checked_on": "01/03/2024", "condition": "good", "working_units": "2"}),
    "upkeep": ("camera", {"done_on": "01/03/2024", "what": "Thay nguồn", "cost": "500000"}),
    "extraction": ("camera", {"extracted_on": "01/03/2024", "requesting_unit": "Công an xã",
                              "legal_purpose": "Xác minh tin báo về tội phạm", "case_clarified": "true"}),
}  # fmt: skip


@pytest.mark.parametrize("what", NEW)
def test_a_row_is_added_corrected_and_deleted(cast, place, what):
    from programs.views.rows import KINDS

    parent, typed = NEW[what]
    model = KINDS[what].model
    before = model.objects.count()
    officer = of(cast.officer)
    url = f"/programs/add/{what}/{place[parent].pk}/"
    assert officer.get(url).status_code == 200
    wrong = officer.post(url, dict.fromkeys(typed, ""))
    assert wrong.status_code == 200
    assert model.objects.count() == before
    answer = officer.post(url, typed, follow=True)
    assert "Đã lưu" in answer.content.decode(), answer.context["form"].errors
    row = model.objects.order_by("-pk").first()
    assert model.objects.count() == before + 1
    edit = f"/programs/edit/{what}/{row.pk}/"
    assert officer.get(edit).status_code == 200
    assert officer.post(edit, typed).status_code == 302
    assert officer.get(f"/programs/delete/{what}/{row.pk}/").status_code == 405
    asked = officer.post(f"/programs/delete/{what}/{row.pk}/")
    assert asked.status_code == (404 if what == "household" else 200)
    assert model.objects.filter(pk=row.pk).exists(), "asked first"
    officer.post(f"/programs/delete/{what}/{row.pk}/", {"sure": "yes"})
    kept = 1 if what == "household" else 0
    assert model.objects.filter(pk=row.pk).count() == kept


@pytest.mark.parametrize("what", NEW)
def test_others_may_not_see_or_write_a_row(cast, place, what):
    parent, typed = NEW[what]
    url = f"/programs/add/{what}/{place[parent].pk}/"
    assert of(cast.stranger).post(url, typed).status_code == 404
    assert of(cast.observer).post(url, typed).status_code == 403
    head = of(cast.head_a).post(url, typed)
    assert head.status_code == 403
    assert of(cast.head_b).post(url, typed).status_code == 404
    assert of(cast.officer).get(f"/programs/add/{what}/").status_code == 404
    assert of(cast.officer).get(f"/programs/edit/{what}/999999/").status_code == 404


@pytest.mark.parametrize("what", ["program", "trusted", "zone", "camera"])
def test_a_register_row_of_its_own_is_added_by_officers_only(cast, place, what):
    assert of(cast.officer).get(f"/programs/add/{what}/").status_code == 200
    assert of(cast.observer).get(f"/programs/add/{what}/").status_code == 403
    assert of(cast.head_a).get(f"/programs/add/{what}/").status_code == 403


def test_a_programme_is_founded_under_a_decision_that_enters_the_register(cast, place):
    kind = place["program"].kind
    of(cast.officer).post(
        "/programs/add/program/",
        {"commune": cast.commune.pk, "kind": kind.pk, "name": "Mô hình mới", "founded_on": "05/02/2024",
         "decision_code": "12/QĐ-UBND", "decision_date": "01/02/2024"},
    )  # fmt: skip
    program = Program.objects.get(name="Mô hình mới")
    assert program.decision.code == "12/QĐ-UBND"
    assert program.decision.commune == cast.commune


def test_the_next_state_closes_the_one_before_and_two_never_overlap(cast, place):
    program = place["program"]
    first = ProgramStatus.objects.create(program=program, started_on=dt.date(2015, 1, 1))
    officer = of(cast.officer)
    url = f"/programs/add/state/{program.pk}/"
    officer.post(url, {"state": "idle", "started_on": "01/03/2024"})
    first.refresh_from_db()
    assert first.ended_on == dt.date(2024, 3, 1)
    early = officer.post(url, {"state": "dissolved", "started_on": "01/02/2024"})
    assert "muộn hơn" in early.content.decode()
    edit = officer.post(
        f"/programs/edit/state/{first.pk}/",
        {"state": "active", "started_on": "01/01/2015", "ended_on": "01/06/2024"},
    )
    assert "trùng với một mục khác" in edit.content.decode()
    with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
        ProgramStatus.objects.create(program=program, started_on=dt.date(2016, 1, 1))
    shown = officer.get("/programs/?state=idle").content.decode()
    assert program.name in shown
    assert program.name not in officer.get("/programs/?state=active").content.decode()
    assert program.name in officer.get("/programs/?state=active&on=01/01/2020").content.decode()


def test_programmes_sites_teams_and_members_are_four_counts(cast, place):
    team = cast.village_a.teams.get()
    for _number in range(3):
        f.MembershipFactory(team=team, person__village=cast.village_a)
    f.ProgramSiteFactory(program=place["program"], village=cast.village_b)
    page = of(cast.officer).get("/programs/")
    row = next(row for row in page.context["rows"] if row.program == place["program"])
    assert (row.sites, row.teams, row.members) == (2, 1, 3)
    mine = of(cast.head_a).get("/programs/").context["rows"]
    row = next(row for row in mine if row.program == place["program"])
    assert (row.sites, row.teams, row.members) == (1, 1, 3), "a head counts the own village"


def test_ratings_keep_to_their_scheme(cast, place):
    program = place["program"]
    scheme = RatingScheme.objects.get(code="an-toan-antt")
    url = f"/programs/add/rating/{program.pk}/"
    officer = of(cast.officer)
    officer.post(url, {"year": "2023", "grade": f"{scheme.pk}:Đạt"})
    rating = ProgramRating.objects.get()
    assert (rating.scheme, rating.level) == (scheme, "Đạt")
    wrong = officer.post(url, {"year": "2023", "grade": f"{scheme.pk}:Tốt"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors["grade"]
    again = officer.post(url, {"year": "2023", "grade": f"{scheme.pk}:Đạt"})
    assert "đã" in again.content.decode()
    assert ProgramRating.objects.count() == 1


def test_a_new_kind_of_programme_is_data(cast, place):
    from programs.models import Indicator, ResultSheet

    kind = ProgramKind.objects.create(code="tuyen-duong", name="Tuyến đường tự quản", order=9)
    indicator = Indicator.objects.create(
        code="km", name="Số km tự quản", unit="km", rule="last", group="patrol"
    )
    indicator.kinds.add(kind)
    program = f.ProgramFactory(commune=cast.commune, kind=kind)
    f.ProgramSiteFactory(program=program, village=cast.village_a)
    url = f"/programs/{program.pk}/villages/{cast.village_a.pk}/2025/3/"
    head = of(cast.head_a)
    assert "Số km tự quản" in head.get(url).content.decode()
    head.post(url, {f"value-{indicator.pk}": "4,5"})
    assert ResultSheet.objects.get(program=program).values.get().indicator == indicator
    ResultSheet.objects.update(state="accepted")
    page = of(cast.officer).get(f"/programs/{program.pk}/").content.decode()
    assert "Số km tự quản" in page
    assert "4,5" in page


def test_a_trusted_person_is_recognised_works_and_ends(cast, place):
    officer = of(cast.officer)
    person = f.PersonFactory(village=cast.village_b)
    data = {
        "person": person.pk,
        "standing": "elder",
        "ethnicity": "Dao",
        "started_on": "01/02/2020",
    }
    officer.post("/programs/add/trusted/", data)
    found = TrustedPerson.objects.get(person=person)
    again = officer.post("/programs/add/trusted/", {**data, "started_on": "01/02/2022"})
    assert "trùng với một mục khác" in again.content.decode()
    url = f"/programs/trusted-persons/{found.pk}/"
    assert "Dao" in officer.get(url).content.decode()
    assert "Dao" not in of(cast.head_b).get(url).content.decode()
    assert "Dao" not in of(cast.committee).get(url).content.decode()
    assert of(cast.head_a).get(url).status_code == 404
    officer.post(
        f"/programs/edit/removal/{found.pk}/",
        {"ended_on": "01/06/2024", "removal_reason": "Chuyển nơi ở", "decision_code": "9/QĐ-UBND",
         "decision_date": "30/05/2024"},
    )  # fmt: skip
    found.refresh_from_db()
    assert (found.ended_on, found.removal.code) == (dt.date(2024, 6, 1), "09/QĐ-UBND")
    officer.get("/programs/trusted-persons/")
    assert person.full_name not in officer.get("/programs/trusted-persons/").content.decode()
    assert person.full_name in officer.get("/programs/trusted-persons/?former=yes").content.decode()
    was = officer.get("/programs/trusted-persons/?on=01/01/2021").content.decode()
    assert person.full_name in was


def test_a_note_that_names_a_suspect_is_asked_about(cast, place):
    officer = of(cast.officer)
    url = f"/programs/add/activity/{place['trusted'].pk}/"
    typed = {"held_on": "01/03/2024", "kind": "mediation", "times": "1",
             "note": "Giáo dục đối tượng Nguyễn Văn Bảy"}  # fmt: skip
    assert "Nguyễn Văn Bảy" in officer.post(url, typed).content.decode()
    assert not TrustedActivity.objects.exists()
    officer.post(url, {**typed, "sure": "on"})
    assert TrustedActivity.objects.count() == 1


def test_an_inspection_answers_the_checklist_that_is_data(cast, place):
    from programs.models import FireCriterion

    first, second, third = FireCriterion.objects.all()[:3]
    third.asked_until = dt.date(2020, 1, 1)
    third.save()
    officer = of(cast.officer)
    url = f"/programs/add/inspection/{place['zone'].pk}/"
    page = officer.get(url).content.decode()
    assert first.text in page
    assert third.text not in page
    officer.post(
        url,
        {"held_on": "01/03/2024", f"criterion-{first.pk}": "yes", f"criterion-{second.pk}": "no"},
    )
    inspection = FireInspection.objects.get()
    assert dict(inspection.findings.values_list("criterion", "met")) == {
        first.pk: True,
        second.pk: False,
    }
    officer.post(
        f"/programs/edit/inspection/{inspection.pk}/",
        {"held_on": "01/03/2024", f"criterion-{first.pk}": "", f"criterion-{second.pk}": "yes"},
    )
    assert dict(inspection.findings.values_list("criterion", "met")) == {second.pk: True}
    assert first.text not in officer.get(f"/programs/zones/{place['zone'].pk}/").content.decode()


def test_what_expires_or_lapses_within_sixty_days_is_named(cast, place):
    soon, later = TODAY + dt.timedelta(days=60), TODAY + dt.timedelta(days=61)
    past = TODAY - dt.timedelta(days=1)
    for day in (past, soon, later):
        f.FireEquipmentFactory(household=place["household"], expires_on=day)
    place["zone"].drills.create(held_on=TODAY)
    f.FireInspectionFactory(zone=place["zone"], held_on=TODAY - dt.timedelta(days=400))
    found = lapses(cast.officer, TODAY)
    assert [(row.day, row.is_past) for row in found if "hạn dùng" in row.what or "good until" in row.what] == [
        (past, True), (soon, False),
    ]  # fmt: skip
    assert len(found) == 3, "an inspection older than a year lapses, the drill of today does not"
    assert lapses(cast.head_b, TODAY) == []
    ZoneHousehold.objects.update(ended_on=TODAY)
    assert len(lapses(cast.officer, TODAY)) == 1, "a household that left takes its equipment along"


def test_a_team_of_fewer_than_five_houses_is_remarked(cast, place):
    team = f.TeamFactory(village=cast.village_a, kind="inter_family", name="Tổ liên gia số 1")
    for _number in range(4):
        f.ZoneHouseholdFactory(zone=place["zone"], inter_family_team=team)
    url = f"/programs/zones/{place['zone'].pk}/"
    assert "mới có 4 hộ" in of(cast.officer).get(url).content.decode()
    f.ZoneHouseholdFactory(zone=place["zone"], inter_family_team=team)
    assert "năm nhà liền kề" not in of(cast.officer).get(url).content.decode()


def test_installed_and_working_are_two_figures_over_time(cast, place):
    camera = place["camera"]
    f.CameraCheckFactory(camera=camera, checked_on=dt.date(2024, 12, 1), working_units=1)
    gone = f.CameraFactory(village=cast.village_a, units=4, removed_on=dt.date(2024, 6, 1))
    chart = through_years(cast.officer, dt.date(2025, 12, 31))
    installed, working = (dict(zip(chart.categories, s.values, strict=True)) for s in chart.series)
    assert installed == {"2023": 6, "2024": 2, "2025": 2}
    assert working == {"2023": None, "2024": 1, "2025": None}, "an old look is no look"
    page = of(cast.officer).get("/programs/cameras/?on=10/12/2024")
    assert page.context["network"] == type(page.context["network"])(1, 2, 1, 1, 0)
    assert gone.name not in page.content.decode()


def test_list_map_and_files_show_the_same_points(cast, place):
    Camera.objects.filter(pk=place["camera"].pk).update(latitude="21.05", longitude="106.95")
    f.CameraFactory(village=cast.village_b, latitude="21.06", longitude="106.96")
    f.CameraFactory(village=cast.other_village, latitude="21.07", longitude="106.97")
    officer = of(cast.officer)
    for query, count in (("", 2), (f"village={cast.village_b.pk}", 1), ("condition=good", 0)):
        listed = officer.get(f"/programs/cameras/?{query}").context["page"].paginator.count
        mapped = json.loads(officer.get(f"/programs/cameras/map.json?{query}").content)["features"]
        taken = officer.get(f"/programs/cameras/cameras.geojson?{query}")
        assert (listed, len(mapped), len(json.loads(taken.content)["features"])) == (count,) * 3
        assert taken["Cache-Control"] == "no-store"
    assert mapped == []
    first = json.loads(officer.get("/programs/cameras/cameras.geojson").content)["features"][0]
    assert first["geometry"]["coordinates"][0] > 100, "longitude comes first"


def test_more_working_units_than_there_are_is_refused(cast, place):
    url = f"/programs/add/check/{place['camera'].pk}/"
    typed = {"checked_on": "01/03/2024", "condition": "good", "working_units": "3"}
    assert "2 mắt" in of(cast.officer).post(url, typed).content.decode()
    assert not CameraCheck.objects.exists()


@pytest.mark.parametrize("what", ["programs", "trusted", "zones", "cameras"])
@pytest.mark.parametrize("format", ["xlsx", "csv", "docx", "pdf"])
def test_every_register_can_be_taken_away(cast, place, what, format):
    answer = of(cast.officer).get(f"/members/export/{what}.{format}")
    assert answer.status_code == 200
    assert len(answer.content) > 100


PAGES = {
    "programs": ("/programs/", "/programs/{}/", "program"),
    "trusted": ("/programs/trusted-persons/", "/programs/trusted-persons/{}/", "trusted"),
    "zones": ("/programs/zones/", "/programs/zones/{}/", "zone"),
    "cameras": ("/programs/cameras/", "/programs/cameras/{}/", "camera"),
}


@pytest.mark.parametrize("what", PAGES)
def test_each_page_opens_for_those_who_may_see_it(cast, place, what):
    listed, one, name = PAGES[what]
    one = one.format(place[name].pk)
    for user in (cast.officer, cast.committee, cast.observer, cast.head_a):
        assert of(user).get(listed).status_code == 200
        assert of(user).get(one).status_code == 200, user
    assert of(cast.stranger).get(one).status_code == 404
    assert of(cast.officer).post(listed).status_code == 405
    assert of(cast.officer).get(f"{one}?on=31/02/2020").status_code == 200
    url = one.split("?")[0]
    assert url in of(cast.officer).get(listed).content.decode()
    assert url not in of(cast.stranger).get(listed).content.decode()


@pytest.mark.parametrize("what", PAGES)
def test_pages_take_a_fixed_number_of_statements(cast, place, what, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    listed, one, name = PAGES[what]
    f.FireFindingFactory(inspection__zone=place["zone"])
    f.FireEquipmentFactory(household=place["household"])
    client = of(cast.officer)
    urls = [listed, one.format(place[name].pk)]
    client.get(listed)
    counts = []
    for _round in range(2):
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        for _number in range(8):
            program = f.ProgramFactory(commune=cast.commune)
            f.ProgramSiteFactory(program=program, village=cast.village_a)
            f.ProgramSiteFactory(program=place["program"], village=cast.village_b)
            f.TrustedActivityFactory(recognition=place["trusted"])
            f.TrustedPersonFactory(person__village=cast.village_a)
            zone = f.FireSafeZoneFactory(program=place["zone"].program, village=cast.village_a)
            f.FireEquipmentFactory(household__zone=zone)
            f.FireEquipmentFactory(household__zone=place["zone"])
            f.FireFindingFactory(inspection__zone=place["zone"])
            camera = f.CameraFactory(village=cast.village_a)
            f.CameraCheckFactory(camera=camera)
    assert counts[:2] == counts[2:]
    assert max(counts) <= 22


def test_what_stands_in_a_closed_village_is_named_and_moved_by_its_card(cast, place):
    cast.village_a.dissolved_on = dt.date(2025, 7, 1)
    cast.village_a.save()
    officer = of(cast.officer)
    camera = place["camera"]
    assert "thôn đã giải thể" in officer.get("/programs/cameras/").content.decode()
    assert "thôn đã giải thể" in officer.get("/programs/zones/").content.decode()
    url = f"/programs/edit/camera/{camera.pk}/"
    form = officer.get(url).context["form"]
    assert set(form.fields["village"].queryset) == {cast.village_a, cast.village_b}
    answer = officer.post(
        url,
        {"village": cast.village_b.pk, "name": camera.name, "units": camera.units,
         "installed_on": f"{camera.installed_on:%d/%m/%Y}"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    assert "thôn đã giải thể" not in officer.get("/programs/cameras/").content.decode()


def test_a_wide_list_lies_down_as_the_appendix_of_its_paper(cast, place):
    day = dt.date(2024, 9, 25)
    paper = as_document(
        camera_list(cameras_seen(cast.officer, day), day, note="x"), cast.commune, day
    )
    (appendix,) = paper.appendices
    assert appendix.landscape
    assert appendix.blocks[-1].rows
    assert "Tổng cộng: 01" in paper.blocks[-1].text


def test_a_site_with_sheets_is_not_deleted_on_any_door(cast, place):
    """R5: one click dropped years of approved results from every figure."""
    site = f.ProgramSiteFactory(program__commune=cast.commune, village=cast.village_a)
    f.ResultSheetFactory(program=site.program, village=cast.village_a, year=2020)
    officer = of(cast.officer)
    url = f"/programs/delete/site/{site.pk}/"
    asked = officer.post(url)
    assert ("phiếu kết quả", 1) in asked.context["rests"]
    answer = officer.post(url, {"sure": "yes"}, follow=True)
    assert "phiếu kết quả" in answer.content.decode()
    assert ProgramSite.objects.filter(pk=site.pk).exists()
    with pytest.raises(IntegrityError, match="holds_sheets"), transaction.atomic():
        ProgramSite.objects.filter(pk=site.pk).delete()
    twice = f.ProgramSiteFactory(program=site.program, village=cast.village_a)
    officer.post(f"/programs/delete/site/{twice.pk}/", {"sure": "yes"})
    assert not ProgramSite.objects.filter(pk=twice.pk).exists(), "the other one holds the sheets"
