"""Totals of years known from papers only, and the page that shows where ten years have holes."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models import Indicator, ProgramKind, ResultSheet
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(cast):
    found = f.ProgramFactory(commune=cast.commune, founded_on=dt.date(2014, 9, 1))
    for village in (cast.village_a, cast.village_b):
        f.ProgramSiteFactory(program=found, village=village)
    return found


def url_of(program, village, year=2015):
    return f"/programs/{program.pk}/villages/{village.pk}/{year}/"


def typed(**values):
    keys = Indicator.objects.in_bulk(values, field_name="code")
    return {f"value-{keys[code].pk}": value for code, value in values.items()}


def test_an_officer_keeps_the_totals_of_a_year_with_their_source(cast, program):
    officer = of(cast.officer)
    url = url_of(program, cast.village_a)
    page = officer.post(
        url, {**typed(tips="1.250", patrols=""), "source": "estimate", "note": "sổ tay tháng 9"}
    )
    assert page.status_code == 302
    sheet = ResultSheet.objects.get()
    assert (sheet.year, sheet.month, sheet.source, sheet.state) == (
        2015,
        None,
        "estimate",
        "accepted",
    )
    assert [(row.indicator.code, row.value) for row in sheet.values.all()] == [("tips", 1250)]
    shown = officer.get(url).content.decode()
    assert "số ước" in shown.lower() or "ước" in shown
    assert "sổ tay tháng 9" in shown
    officer.post(url, {**typed(tips="1.251"), "source": "yearly_report", "note": ""})
    assert ResultSheet.objects.get().source == "yearly_report"
    assert ResultSheet.objects.get().values.get().value == 1251
    after = officer.get(url_of(program, cast.village_a, 2016)).content.decode()
    assert "năm trước 1.251" in after


def test_what_is_no_count_is_said_and_nothing_is_written(cast, program):
    page = of(cast.officer).post(
        url_of(program, cast.village_a), {**typed(tips="nhiều"), "source": "estimate"}
    )
    assert "Nhập số, ví dụ 12" in page.content.decode()
    assert "nhiều" in page.content.decode()
    assert not ResultSheet.objects.exists()


def test_a_year_with_months_has_no_total_and_a_month_none_beside_a_total(cast, program):
    f.ResultSheetFactory(
        program=program, village=cast.village_a, year=2015, month=3,
        period_start=dt.date(2015, 3, 1), period_end=dt.date(2015, 4, 1),
    )  # fmt: skip
    officer = of(cast.officer)
    assert officer.get(url_of(program, cast.village_a)).status_code == 404
    assert officer.get(url_of(program, cast.village_b)).status_code == 200


def test_others_read_or_do_not_see(cast, program):
    url = url_of(program, cast.village_a)
    data = {**typed(tips="3"), "source": "estimate"}
    for user in (cast.head_a, cast.observer, cast.committee):
        assert of(user).get(url).status_code == 200
        assert of(user).post(url, data).status_code == 403
    assert of(cast.head_b).get(url).status_code == 404
    assert of(cast.stranger).get(url).status_code == 404
    assert of(cast.officer).get(url_of(program, cast.village_a, 2199)).status_code == 404
    assert of(cast.officer).delete(url).status_code == 405
    assert not ResultSheet.objects.exists()


def test_the_page_of_years_shows_the_holes_and_leads_to_the_form(cast, program):
    year = dict(program=program, village=cast.village_a, month=None, state="accepted")  # noqa: C408
    for number, source in ((2015, "yearly_report"), (2016, "estimate")):
        f.ResultSheetFactory(
            **year, year=number, source=source, period_start=dt.date(number, 1, 1),
            period_end=dt.date(number + 1, 1, 1),
        )  # fmt: skip
    for month in (1, 2):
        f.ResultSheetFactory(
            program=program, village=cast.village_a, year=2017, month=month, state="accepted",
            period_start=dt.date(2017, month, 1), period_end=dt.date(2017, month + 1, 1),
        )  # fmt: skip
    program.sites.update(started_on=program.founded_on)
    url = f"/programs/{program.pk}/years/"
    page = of(cast.officer).get(url)
    cells = {cell.year: cell for cell in dict(page.context["matrix"].rows)[cast.village_a]}
    assert [cells[number].state for number in (2015, 2016, 2017, 2018)] == [
        "accepted", "draft", "sent", "late",
    ]  # fmt: skip
    assert (cells[2017].months, cells[2017].expected) == (2, 12)
    assert cells[2014].expected == 4, "the programme began in September"
    assert url_of(program, cast.village_b, 2018) in page.content.decode()
    mine = of(cast.head_a).get(url)
    assert [village for village, _cells in mine.context["matrix"].rows] == [cast.village_a]
    assert of(cast.stranger).get(url).status_code == 404


def test_the_page_of_years_takes_a_fixed_number_of_statements(cast, program):
    client = of(cast.officer)

    def statements():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/programs/{program.pk}/years/").status_code == 200
        return len(queries)

    few = statements()
    for _number in range(6):
        village = f.VillageFactory(commune=cast.commune)
        f.ProgramSiteFactory(program=program, village=village)
        f.ResultSheetFactory(program=program, village=village)
    assert statements() == few


def test_nothing_happened_is_a_real_zero(cast, program):
    head = of(cast.head_a)
    url = f"/programs/{program.pk}/villages/{cast.village_a.pk}/2025/3/"
    head.post(url, {**typed(tips="2", patrols=""), "nothing": "1"})
    values = dict(ResultSheet.objects.get().values.values_list("indicator__code", "value"))
    assert (values["tips"], values["patrols"]) == (2, 0)
    assert "households_joined" not in values, "what does not add up is not known, not zero"
    assert ResultSheet.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("tiles", "host"),
    [("", None), ("https://tiles.antt.vn/{z}/{x}/{y}.png", "https://tiles.antt.vn")],
)
def test_a_tile_server_is_used_only_where_one_is_configured(cast, settings, tiles, host):
    code = (
        "import django;django.setup();from django.conf import settings;"
        "print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'])"
    )
    env = {**os.environ, "MAP_TILES": tiles, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert (host in told.stdout) if host else ("https" not in told.stdout), told.stderr
    settings.MAP_TILES = tiles
    page = of(cast.officer).get("/programs/cameras/").content.decode()
    assert f'data-tiles="{tiles}"' in page


def test_years_before_a_programme_are_offered_where_it_tells_of_the_area(cast, program):
    url = f"/programs/{program.pk}/years/"
    first = program.founded_on.year
    assert of(cast.officer).get(url).context["matrix"].years[0] == first
    program.kind = ProgramKind.objects.get(code="grassroots")
    program.save()
    page = of(cast.officer).get(url)
    assert page.context["matrix"].years[0] == first - 3, (
        "crimes before and since are told side by side"
    )
    year = url_of(program, cast.village_a, first - 3)
    assert year in page.content.decode()
    assert of(cast.officer).get(year).status_code == 200


# --- the total of the whole commune ---------------------------------------------------------------


def whole_url(program, year=2015):
    return f"/programs/{program.pk}/commune/{year}/"


def test_an_officer_keeps_the_total_of_the_whole_commune(cast, program):
    officer, url = of(cast.officer), whole_url(program)
    assert "Toàn xã" in officer.get(url).content.decode()
    page = officer.post(url, {**typed(tips="300", patrols=""), "source": "yearly_report"})
    assert (page.status_code, page.url) == (302, url)
    sheet = ResultSheet.objects.get()
    assert (sheet.village, sheet.year, sheet.month, sheet.state) == (None, 2015, None, "accepted")
    assert [(row.indicator.code, row.value) for row in sheet.values.all()] == [("tips", 300)]
    officer.post(url, {**typed(tips="301"), "source": "estimate", "note": "sổ tay"})
    assert ResultSheet.objects.get().values.get().value == 301
    wrong = officer.post(url, {**typed(tips="nhiều"), "source": "estimate"})
    assert "nhiều" in wrong.content.decode()
    assert ResultSheet.objects.get().values.get().value == 301


def test_who_may_open_the_total_of_the_whole_commune(cast, program):
    url = whole_url(program)
    for user in (cast.officer, cast.committee, cast.observer):
        assert of(user).get(url).status_code == 200
    for user in (cast.committee, cast.observer):
        assert of(user).post(url, {"source": "estimate"}).status_code == 403
    for user in (cast.head_a, cast.head_b, cast.stranger):
        assert of(user).get(url).status_code == 404
        assert of(user).post(url, {"source": "estimate"}).status_code == 404
    assert of(cast.officer).get("/programs/999999/commune/2015/").status_code == 404
    assert of(cast.officer).get(whole_url(program, 1800)).status_code == 404
    assert of(cast.officer).delete(url).status_code == 405
    assert not ResultSheet.objects.exists()


@pytest.mark.parametrize("month", [None, 3])
def test_a_year_told_by_villages_has_no_total_of_the_commune(cast, program, month):
    f.ResultSheetFactory(
        program=program, village=cast.village_a, year=2015, month=month,
        period_start=dt.date(2015, month or 1, 1), period_end=dt.date(2015, (month or 11) + 1, 1),
    )  # fmt: skip
    officer = of(cast.officer)
    page = officer.get(whole_url(program))
    assert page.status_code == 200
    assert page.context["refused"]
    assert "2015" in page.context["refused"]
    answer = officer.post(
        whole_url(program), {**typed(tips="1.234"), "source": "estimate", "note": "Sổ tay cũ"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [page.context["refused"]]
    shown = answer.content.decode()
    assert 'value="1.234"' in shown, "what was typed stays"
    assert "Sổ tay cũ" in shown
    assert of(cast.observer).post(whole_url(program), {}).status_code == 403
    assert ResultSheet.objects.count() == 1


def test_villages_have_no_sheet_beside_the_total_of_the_commune(cast, program):
    of(cast.officer).post(whole_url(program), {**typed(tips="300"), "source": "yearly_report"})
    for url in (url_of(program, cast.village_a), f"{url_of(program, cast.village_a)}3/"):
        for user in (cast.officer, cast.head_a):
            assert of(user).get(url).status_code == 404
            page = of(user).post(url, {**typed(tips="1"), "source": "estimate"})
            assert page.status_code == 403 or "2015" in page.context["form"].non_field_errors()[0]
    assert of(cast.officer).get(url_of(program, cast.village_a, 2016)).status_code == 200
    assert ResultSheet.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["/programs/{}/years/", "/programs/results/?program={}&year=2015"]
)
def test_the_matrices_show_the_total_of_the_commune_but_not_to_village_heads(
    cast, program, address
):
    url = address.format(program.pk)
    of(cast.officer).post(whole_url(program), {**typed(tips="300"), "source": "yearly_report"})
    shown = of(cast.officer).get(url).content.decode()
    assert whole_url(program) in shown
    assert ("Toàn xã" in shown) == ("years" in url)
    assert url_of(program, cast.village_a) not in shown.replace("years/", "")
    theirs = of(cast.head_a).get(url)
    assert theirs.status_code == 200
    assert "/commune/" not in theirs.content.decode()
    assert "Toàn xã" not in theirs.content.decode()


def test_a_ward_calls_it_by_its_own_name(cast, program):
    cast.commune.kind = "phuong"
    cast.commune.save()
    assert "Toàn phường" in of(cast.officer).get(whole_url(program)).content.decode()
    assert "Toàn phường" in of(cast.officer).get(f"/programs/{program.pk}/years/").content.decode()


def test_pages_admin_exports_and_api_live_with_a_sheet_of_no_village(cast, program):
    of(cast.officer).post(whole_url(program), {**typed(tips="300"), "source": "yearly_report"})
    sheet = ResultSheet.objects.get()
    officer = of(cast.officer)
    for url in (
        f"/programs/{program.pk}/", f"/programs/{program.pk}/results.xlsx",
        f"/admin/programs/resultsheet/{sheet.pk}/change/", "/admin/programs/resultsheet/",
        f"/programs/{program.pk}/form-2015.xlsx", "/",
    ):  # fmt: skip
        assert officer.get(url).status_code == 200, url
    sheet.state = "sent"
    sheet.save()
    page = officer.get(f"/programs/results/?program={program.pk}")
    assert whole_url(program) in page.content.decode()
    assert officer.post("/programs/results/accept/", {"sheet": sheet.pk}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == "accepted"
    back = officer.post(f"/programs/results/{sheet.pk}/return/", {"reply": "x"})
    assert back.url == whole_url(program)
