"""The overview: a period against the one before, what decays, charts, communes side by side."""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commune_security.overview import queries
from members.models import VillageOffice
from programs.models import Indicator, ProgramKind
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
DAY = "30/09/2025"


@pytest.fixture
def program(cast):
    found = f.ProgramFactory(commune=cast.commune)
    for village in (cast.village_a, cast.village_b):
        f.ProgramSiteFactory(program=found, village=village)
    return found


def month(program, village, year, number, state="accepted", **values):
    end = dt.date(year + number // 12, number % 12 + 1, 1)
    sheet = f.ResultSheetFactory(
        program=program, village=village, year=year, month=number, state=state,
        period_start=dt.date(year, number, 1), period_end=end,
    )  # fmt: skip
    for code, value in values.items():
        sheet.values.create(indicator=Indicator.objects.get(code=code), value=value)


def compared(client, **query):
    page = client.get("/overview/", {"on": DAY, **query})
    assert page.status_code == 200
    return {
        row.indicator.code: (row.now, row.before, row.words) for row in page.context["compared"]
    }


def test_only_the_same_months_of_the_year_before_count(cast, program):
    for number in (1, 2):
        month(program, cast.village_a, 2025, number, tips=3)
        month(program, cast.village_a, 2024, number, tips=2)
    month(program, cast.village_a, 2024, 11, tips=99)
    month(program, cast.village_a, 2025, 3, state="sent", tips=50)
    month(program, cast.village_b, 2025, 1, tips=1, patrols=0)
    found = compared(of(cast.officer))
    now, before, words = found["tips"]
    assert (now, before) == (7, 4)
    assert words.startswith("tăng 2 (50%), "), "the village that tells nothing of 2024 is left out"
    assert found["patrols"] == (0, None, ""), "nothing is said about what is not known"
    assert compared(of(cast.officer), village=cast.village_b.pk)["tips"] == (1, None, "")
    other = f.ProgramFactory(commune=cast.commune, kind=ProgramKind.objects.get(code="grassroots"))
    month(other, cast.village_a, 2025, 1, tips=10)
    assert compared(of(cast.officer))["tips"][0] == 17
    assert compared(of(cast.officer), kind=program.kind_id)["tips"][:2] == (7, 4)
    other.sheets.all().delete()
    now, before, words = compared(of(cast.officer), on="31/01/2025")["tips"]
    assert (now, before) == (4, 2)
    assert words.startswith("tăng 1 (50%), ")


def test_each_rule_over_time_is_kept(cast, program):
    month(program, cast.village_a, 2025, 1, zalo_members=40, tips=1)
    month(program, cast.village_a, 2025, 2, zalo_members=35)
    month(program, cast.village_b, 2025, 1, zalo_members=10)
    page = of(cast.officer).get("/overview/", {"on": DAY, "indicator": "zalo_members"})
    charts = {what: chart for what, chart, _numbers in page.context["charts"]}
    assert charts["year"].series[0].values == (45,), "the last known of each village, added"
    assert charts["month"].series[0].values[:3] == (50, 35, None)
    assert charts["village"].series[0].values == (35, 10)


def test_charts_are_taken_away_with_their_filters(cast, program):
    month(program, cast.village_a, 2025, 1, tips=4)
    client = of(cast.officer)
    query = f"?on={DAY}&year=2025&indicator=tips"
    svg = client.get(f"/overview/month.svg{query}")
    assert svg.content.startswith(b"<svg")
    png = client.get(f"/overview/month.png{query}")
    assert png.content.startswith(b"\x89PNG")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/overview/month.xlsx{query}").content))
    cells = [cell.value for row in book.worksheets[0] for cell in row]
    assert 4 in cells
    assert book.worksheets[0]._charts
    assert client.get(f"/overview/month.svg?year=2020&on={DAY}").status_code == 404
    assert client.get("/overview/week.svg").status_code == 404
    assert client.get("/overview/year.exe").status_code == 404
    other = f"/overview/month.svg{query}&commune={cast.commune.pk}"
    assert of(cast.stranger).get(other).status_code == 404


def test_what_decays_is_named_and_what_is_cared_for_is_not(cast, program):
    on = dt.date(2025, 9, 30)
    camera = f.CameraFactory(village=cast.village_a, name="Ngã ba hỏng")
    f.CameraCheckFactory(camera=camera, checked_on=on, condition="broken", working_units=0)
    zone = f.FireSafeZoneFactory(village=cast.village_a)
    f.FireEquipmentFactory(household__zone=zone, expires_on=dt.date(2025, 1, 1))
    team = f.TeamFactory(village=cast.village_a, name="Tổ lặng")
    client = of(cast.officer)

    def decays():
        rows = client.get("/overview/", {"on": DAY}).context["decays"]
        return [row.count for row in rows], "".join(line for row in rows for line in row.lines)

    numbers, words = decays()
    assert "Ngã ba hỏng" in words
    assert "Tổ lặng" in words
    assert "Thôn A: trưởng thôn" in words
    assert numbers == [1, 3, 1, 3], "equipment, drill and inspection; two heads and a leader"
    month(program, cast.village_a, 2025, 8, meetings_held=1)
    f.MembershipFactory(team=team, person__village=cast.village_a, role="leader")
    for village in (cast.village_a, cast.village_b):
        f.VillageOfficeFactory(
            person__village=village, village=village, office=VillageOffice.Office.HEAD
        )
    zone.drills.create(held_on=on)
    f.FireInspectionFactory(zone=zone, held_on=on)
    f.CameraCheckFactory(camera=camera, checked_on=on - dt.timedelta(days=1))
    assert decays()[0] == [1, 1, 0, 0]


def test_communes_of_a_province_stand_side_by_side(cast, program):
    second = f.CommuneFactory(name="Xã Hai", province=cast.commune.province)
    village = f.VillageFactory(commune=second)
    other = f.ProgramFactory(commune=second)
    f.ProgramSiteFactory(program=other, village=village)
    month(program, cast.village_a, 2025, 1, tips=4)
    month(other, village, 2025, 1, tips=6)
    client = of(cast.observer)
    page = client.get("/overview/", {"on": DAY, "year": "2025"})
    rows = {row.commune: row for row in page.context["rows"]}
    assert set(rows) == {cast.commune, second}
    assert rows[cast.commune].figures[0] == 4
    assert (rows[cast.commune].reported, rows[cast.commune].expected) == (1, 16)
    book = client.get("/overview/", {"on": DAY, "year": "2025", "format": "xlsx"})
    names = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(book.content)).active]
    assert "xã Xã Hai" in names
    one = client.get("/overview/", {"on": DAY, "commune": second.pk})
    assert one.context["asked"].commune == second
    unknown = client.get("/overview/", {"on": DAY, "commune": cast.other_commune.pk})
    assert cast.other_commune.full_name not in unknown.content.decode()


def test_who_may_open_it(cast):
    for user in (cast.officer, cast.committee, cast.observer):
        assert of(user).get("/overview/").status_code == 200
    assert of(cast.head_a).get("/overview/").status_code == 403
    assert of(cast.officer).post("/overview/").status_code == 405
    assert (
        of(cast.officer).get("/overview/?on=31/02/2025&year=x&village=9&indicator=z").status_code
        == 200
    )


def test_one_commune_takes_at_most_35_statements_for_any_number_of_years(cast, program):
    client = of(cast.officer)

    def statements():
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/overview/", {"on": DAY, "year": "2025"})
            assert page.status_code == 200
        return len(queries)

    month(program, cast.village_a, 2025, 1, tips=4)
    f.CameraFactory(village=cast.village_a)
    f.FireEquipmentFactory(household__zone__village=cast.village_a)
    few = statements()
    for year in range(2014, 2025):
        for number in (1, 2, 3):
            month(program, cast.village_a, year, number, tips=year)
    for number in range(10):
        village = f.VillageFactory(commune=cast.commune)
        f.TeamFactory(village=village)
        f.CameraFactory(village=village)
        f.FireEquipmentFactory(household__zone__village=village)
        month(program, village, 2025, number + 1, tips=1)
    many = statements()
    assert few == many
    assert many <= 35


def test_comparing_communes_takes_the_same_statements_for_two_and_for_twelve(cast, program):
    client = of(cast.observer)

    def statements():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/overview/", {"on": DAY}).status_code == 200
        return len(queries)

    f.CommuneFactory(province=cast.commune.province)
    few = statements()
    for _number in range(10):
        village = f.VillageFactory(commune__province=cast.commune.province)
        f.TeamFactory(village=village)
        f.CameraFactory(village=village)
    assert statements() == few


def test_communes_side_by_side_count_facts_once_and_months_that_were_due(cast, program):
    indicator = Indicator.objects.get(code="crimes")
    other = f.ProgramFactory(commune=cast.commune, kind=ProgramKind.objects.get(code="grassroots"))
    month(program, cast.village_a, 2025, 1, crimes=4)
    month(other, cast.village_a, 2025, 1, crimes=3)
    late = f.ProgramFactory(commune=cast.commune, kind=ProgramKind.objects.get(code="cameras"))
    f.ProgramSiteFactory(program=late, village=cast.village_a, started_on=dt.date(2025, 7, 1))
    f.ResultSheetFactory(program=late, village=cast.village_a, year=2025)
    rows = queries.communes_compared(
        cast.officer, [cast.commune], [indicator], 2025, dt.date(2025, 9, 30)
    )
    assert rows[0].figures == (4,), "one fact, told twice"
    # Two villages of eight months, and a site of two; one month and the year's two were told.
    assert (rows[0].reported, rows[0].expected) == (1 + 2, 16 + 2)


def test_a_total_of_the_commune_reports_for_its_villages(cast, program):
    f.ResultSheetFactory(program=program, village=None, year=2025)
    rows = queries.communes_compared(cast.officer, [cast.commune], [], 2025, dt.date(2025, 9, 30))
    assert (rows[0].reported, rows[0].expected) == (16, 16)
