"""Every list that leaves the portal comes in again unchanged: the plan says so, and the register is equal."""

import datetime as dt

import pytest
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from imports.models import ImportRun
from imports.reading import read_file
from members.models import Membership, Person, Team, VillageOffice
from programs.models import Camera, CameraCheck, ResultSheet, ResultValue
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
REGISTER = (Person, Team, Membership, VillageOffice, Camera, CameraCheck, ResultSheet, ResultValue)


def register():
    """All rows of the register as they are stored, but for when they were last touched."""
    found = {}
    for model in REGISTER:
        for row in serializers.serialize("python", model.objects.order_by("pk")):
            fields = {
                n: v
                for n, v in row["fields"].items()
                if not n.endswith(("updated_at", "changed_at", "listed_on"))
            }
            found[model.__name__, row["pk"]] = fields
    return found


@pytest.fixture
def people(cast):
    """Two villages with their teams, one of them of two kinds; gaps of all sorts."""
    made = []
    born = [dt.date(1970, 3, 4), dt.date(1971, 3, 1), dt.date(1972, 1, 1), dt.date(1973, 12, 30)]
    for number, village in enumerate((cast.village_a, cast.village_b)):
        team = f.TeamFactory(village=village, founded_on=dt.date(2014, 1, 2))
        for index, role in enumerate(["leader", "deputy", "member", "member"]):
            person = f.PersonFactory(
                village=village, full_name=f"Đặng Văn {['Ân', 'Bảy', 'Cường', 'Dũng'][index]}",
                birth_date=born[index], birth_precision=["day", "month", "year", "day"][index],
                phone=["0912345678", "", "0987654321", ""][index], sex=["male", "female"][index % 2],
            )  # fmt: skip
            if index < 2:
                person.citizen_id = f"0220700{number}{index}111"
                person.save()
            f.MembershipFactory(
                team=team, person=person, role=role, started_on=dt.date(2014 + index, 2, 3)
            )
            made.append(person)
    other = f.TeamFactory(village=cast.village_a, kind="statutory", name="Tổ bảo vệ ANTT Thôn A")
    f.MembershipFactory(team=other, person=made[0], role="member")
    f.MembershipFactory(team=other, person__village=cast.village_a, person__full_name="Bàn Thị Riêng",
                        role="leader")  # fmt: skip
    f.PersonFactory(village=cast.village_b, full_name="Vũ Không Tổ", birth_date=None)
    left = f.PersonFactory(village=cast.village_a, full_name="Lý Đã Nghỉ")
    f.MembershipFactory(
        team=made[0].memberships.first().team, person=left, ended_on=dt.date(2020, 1, 1)
    )
    return made


def back(cast, content, kind, name, **options):
    """Upload what was taken away; return the run with its preview."""
    client = of(cast.officer)
    data = {"kind": kind, "commune": cast.commune.pk, "file": SimpleUploadedFile(name, content)}
    answer = client.post("/imports/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    run = ImportRun.objects.latest("pk")
    client.post(f"/imports/{run.pk}/", options)
    run.refresh_from_db()
    assert run.state == "planned", run.message
    return run


def unchanged(cast, run):
    """Hold that a run changes nothing, before it is written and after."""
    before = register()
    told = [
        (item[0], item[1], item[2], item[6]) for item in run.preview["items"] if item[0] != "same"
    ]
    assert told == []
    assert run.preview["items"], "and it says so of each"
    assert [one for one in run.preview["questions"] if one["needed"]] == []
    assert run.preview["errors"] == 0, run.preview["notes"]
    of(cast.officer).post(f"/imports/{run.pk}/write/", {"digest": run.digest})
    run.refresh_from_db()
    assert run.state == "done", run.message
    assert register() == before


TODAY = dt.date(2026, 6, 1)


@pytest.mark.parametrize("ids", ["", "&ids=whole"])
@pytest.mark.parametrize("format_", ["xlsx", "csv", "docx"])
def test_a_teams_roster(cast, people, format_, ids):
    team = people[0].memberships.order_by("pk").first().team
    answer = of(cast.officer).get(f"/members/export/roster.{format_}?team={team.pk}{ids}")
    day = timezone.localdate().strftime("%d/%m/%Y")
    run = back(cast, answer.content, "roster", f"to.{format_}", team_kind="self_managed", as_of=day)
    assert len([i for i in run.preview["items"] if i[0] == "same"]) >= 4
    unchanged(cast, run)


def test_a_roster_as_of_a_day_of_the_past_bears_its_day(cast, people):
    team = people[0].memberships.order_by("pk").first().team
    answer = of(cast.officer).get(f"/members/export/roster.xlsx?team={team.pk}&on=01/01/2019")
    run = back(cast, answer.content, "roster", "to.xlsx", team_kind="self_managed", as_of="")
    unchanged(cast, run)


@pytest.mark.parametrize("ids", ["", "&ids=whole"])
@pytest.mark.parametrize("format_", ["xlsx", "csv"])
def test_the_people_of_the_commune_also_those_who_serve_nowhere(cast, people, format_, ids):
    answer = of(cast.officer).get(f"/members/export/people.{format_}?x=1{ids}")
    day = timezone.localdate().strftime("%d/%m/%Y")
    run = back(
        cast, answer.content, "roster", f"nguoi.{format_}", team_kind="self_managed", as_of=day
    )
    unchanged(cast, run)


def test_the_roster_form_as_it_is_offered(cast, people):
    for kind in ("self_managed", "statutory"):
        url = f"/imports/blanks/roster/{kind}/?commune={cast.commune.pk}"
        run = back(
            cast, of(cast.officer).get(url).content, "roster", "mau.xlsx", team_kind=kind, as_of=""
        )
        unchanged(cast, run)


@pytest.fixture
def cameras(cast):
    program = f.ProgramFactory(commune=cast.commune, kind__code="cameras")
    today = timezone.localdate()
    for number, (condition, days) in enumerate(
        [("good", 5), ("broken", 200), ("", 0), ("blurred", 10)]
    ):
        camera = f.CameraFactory(
            village=cast.village_a if number % 2 else cast.village_b, program=program, name=f"Điểm {number}",
            units=number + 1, installed_on=dt.date(2020, 1, 5), cost=[None, 15_000_000, 2_500_000, 0][number],
            funding=["budget", "community", "mixed", ""][number], manager=["", "Công an xã", "", "Thôn"][number],
            owner=["", "UBND xã", "", ""][number],
        )  # fmt: skip
        if condition:
            f.CameraCheckFactory(camera=camera, condition=condition, working_units=number,
                                 checked_on=today - dt.timedelta(days=days))  # fmt: skip
    return program


@pytest.mark.parametrize("format_", ["xlsx", "csv", "docx"])
def test_the_camera_list(cast, cameras, format_):
    answer = of(cast.officer).get(f"/members/export/cameras.{format_}")
    run = back(cast, answer.content, "cameras", f"camera.{format_}", as_of="")
    assert len(run.preview["items"]) == 4
    unchanged(cast, run)


def test_the_camera_form_as_it_is_offered(cast, cameras):
    url = f"/imports/blanks/cameras/list/?commune={cast.commune.pk}"
    run = back(cast, of(cast.officer).get(url).content, "cameras", "mau.xlsx", as_of="")
    unchanged(cast, run)


@pytest.fixture
def results(cast):
    program = f.ProgramFactory(commune=cast.commune)
    indicators = list(program.kind.indicators.all()[:6])
    for village in (cast.village_a, cast.village_b):
        f.ProgramSiteFactory(program=program, village=village)
        sheets = [ResultSheet.of_year(program, village, year) for year in (2018, 2019)]
        sheets += [ResultSheet.of_month(program, village, 2025, month) for month in (1, 2, 12)]
        for number, sheet in enumerate(sheets):
            sheet.state = "accepted"
            if number < 2:
                sheet.source = "yearly_report"
            sheet.save()
            for index, indicator in enumerate(indicators):
                if (index + number) % 3:
                    ResultValue.objects.create(
                        sheet=sheet, indicator=indicator, value=index * 7 * number
                    )
    return program


def test_all_results_of_a_programme(cast, results):
    answer = of(cast.officer).get(f"/programs/{results.pk}/results.xlsx")
    assert [sheet.name for sheet in read_file(answer.content)] == ["Thôn A", "Thôn B"]
    run = back(
        cast, answer.content, "results", "ket-qua.xlsx", program=results.pk, source="yearly_report"
    )
    unchanged(cast, run)


def test_totals_of_the_whole_commune_too(cast, results):
    sheet = ResultSheet.of_year(results, None, 2016)
    sheet.state, sheet.source = "accepted", "yearly_report"
    sheet.save()
    ResultValue.objects.create(sheet=sheet, indicator=results.kind.indicators.first(), value=12)
    answer = of(cast.officer).get(f"/programs/{results.pk}/results.xlsx")
    run = back(
        cast, answer.content, "results", "ket-qua.xlsx", program=results.pk, source="yearly_report"
    )
    unchanged(cast, run)


def test_results_leave_only_through_the_door(cast, results):
    mine = of(cast.head_a).get(f"/programs/{results.pk}/results.xlsx")
    assert [sheet.name for sheet in read_file(mine.content)] == ["Thôn A"]
    assert of(cast.stranger).get(f"/programs/{results.pk}/results.xlsx").status_code == 404
    assert of(cast.officer).post(f"/programs/{results.pk}/results.xlsx").status_code == 405
    assert of(cast.officer).get("/programs/999999/results.xlsx").status_code == 404
    ResultSheet.objects.update(state="draft")
    assert of(cast.officer).get(f"/programs/{results.pk}/results.xlsx").status_code == 404
