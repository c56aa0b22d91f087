"""Sheets follow the commune's calendar: a year from day 15 leaves the January after it free."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.periods import Period
from members.services.calendars import set_reporting_day
from programs.models import ResultSheet
from programs.services.results import sheet_for, year_sheet_for
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
POLICE_2024 = Period(dt.date(2023, 12, 15), dt.date(2024, 12, 15))


@pytest.fixture
def police(cast):
    cast.commune.reporting_day = 15
    cast.commune.save()
    return f.ProgramFactory(commune=cast.commune)


def test_january_is_entered_after_a_year_sheet_and_before_one(cast, police):
    year = year_sheet_for(police, cast.village_a, 2024)
    assert year.period == POLICE_2024
    year.save()
    january = sheet_for(police, cast.village_a, 2025, 1)
    assert january.period == Period(dt.date(2024, 12, 15), dt.date(2025, 1, 15))
    january.save()
    december = sheet_for(police, cast.village_a, 2023, 12)
    december.save()
    assert sheet_for(police, cast.village_a, 2025, 1) == january
    assert year_sheet_for(police, cast.village_a, 2024) == year
    for month in (1, 12):
        with pytest.raises(ValidationError, match="2024"):
            sheet_for(police, cast.village_a, 2024, month)
    for taken in (2023, 2025):
        with pytest.raises(ValidationError, match=str(taken)):
            year_sheet_for(police, cast.village_a, taken)


def test_the_form_takes_january_after_a_year_sheet(cast, police):
    f.ProgramSiteFactory(program=police, village=cast.village_a)
    ResultSheet.of_year(police, cast.village_a, 2024).save()
    url = f"/programs/{police.pk}/villages/{cast.village_a.pk}"
    officer = of(cast.officer)
    assert officer.get(f"{url}/2025/1/").status_code == 200
    assert officer.get(f"{url}/2024/12/").status_code != 200


def test_months_from_day_1_keep_the_calendar_year(cast):
    program = f.ProgramFactory(commune=cast.commune)
    assert ResultSheet.of_year(program, cast.village_a, 2024).period == Period.year(2024)


@pytest.mark.parametrize(("old", "new"), [(1, 15), (15, 1)])
def test_a_commune_that_changes_its_calendar_keeps_its_sheets_by_name(cast, old, new):
    cast.commune.reporting_day = old
    cast.commune.save()
    program = f.ProgramFactory(commune=cast.commune)
    ResultSheet.of_year(program, cast.village_a, 2023).save()
    ResultSheet.of_year(program, None, 2022).save()
    for month in range(1, 13):
        ResultSheet.of_month(program, cast.village_a, 2024, month).save()
        ResultSheet.of_month(program, cast.village_b, 2024, month).save()
    elsewhere = ResultSheet.of_year(f.ProgramFactory(commune=cast.other_commune), None, 2023)
    elsewhere.save()
    names = set(ResultSheet.objects.values_list("village", "year", "month"))
    set_reporting_day(commune=cast.commune, day=new)
    for sheet in ResultSheet.objects.filter(program=program):
        assert sheet.period == cast.commune.calendar.days(sheet.year, sheet.month)
    assert set(ResultSheet.objects.values_list("village", "year", "month")) == names
    elsewhere.refresh_from_db()
    assert elsewhere.period == Period.year(2023)
    # Every month can be found and entered again under its name.
    assert sheet_for(program, cast.village_a, 2024, 1).pk
    assert sheet_for(program, cast.village_a, 2025, 1).pk is None


def test_the_committee_changes_the_calendar_in_the_admin_site(cast):
    program = f.ProgramFactory(commune=cast.commune)
    sheet = ResultSheet.of_year(program, cast.village_a, 2024)
    sheet.save()
    admin = of(cast.committee)
    url = f"/admin/members/commune/{cast.commune.pk}/change/"
    form = admin.get(url).context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in data.items() if value is not None}
    assert admin.post(url, data | {"reporting_day": 15}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.period == POLICE_2024


def test_another_day_is_no_calendar(cast):
    with pytest.raises(ValueError, match="day 15"):
        set_reporting_day(commune=cast.commune, day=7)


def test_moving_takes_a_statement_a_month_whatever_the_number_of_villages(cast):
    program = f.ProgramFactory(commune=cast.commune)
    counts = []
    for start_day in (15, 1):
        for _turn in range(2):
            village = f.VillageFactory(commune=cast.commune)
            for month in (1, 2, 3):
                ResultSheet.of_month(program, village, 2024, month).save()
        with CaptureQueriesContext(
            connection,
        ) as found:
            set_reporting_day(commune=cast.commune, day=start_day)
        counts.append(len(found))
        program.commune.refresh_from_db()
    assert counts[0] == counts[1]
