"""Forms to fill in: filled with the commune's own, readable again, and only for its officers."""

import io

import openpyxl
import pytest
from auditlog.models import LogEntry
from django.utils import timezone

from imports.reading import read_file
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(cast):
    team = f.TeamFactory(village=cast.village_a)
    person = f.PersonFactory(village=cast.village_a, full_name="Lý Văn Tài")
    person.citizen_id = "022075000011"
    person.save()
    f.MembershipFactory(team=team, person=person, role="leader")
    f.MembershipFactory(team=team, person__village=cast.village_a, ended_on=timezone.localdate())
    other = f.TeamFactory(village=cast.other_village)
    f.MembershipFactory(team=other, person__full_name="Người Nơi Khác")
    program = f.ProgramFactory(commune=cast.commune)
    f.ProgramSiteFactory(program=program, village=cast.village_a)
    f.CameraFactory(village=cast.village_a, program=program, name="Nhà văn hóa")
    return program


def taken(cast, kind, key, who="officer"):
    url = f"/imports/blanks/{kind}/{key}/?commune={cast.commune.pk}"
    return of(getattr(cast, who)).get(url)


def test_a_roster_form_holds_who_serves_today_and_offers_the_villages(cast, filled):
    answer = taken(cast, "roster", "self_managed")
    (sheet,) = read_file(answer.content)
    rows = [row for row in sheet.rows[4:] if any(row)]
    assert [(row[1], row[6], row[7]) for row in rows] == [("Lý Văn Tài", "Thôn A", "Tổ trưởng")]
    assert "022075000011" not in str(sheet.rows), "masked"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    offered = {str(v.sqref): v.formula1 for v in book.active.data_validations.dataValidation}
    assert any("Thôn A,Thôn B" in text for text in offered.values())
    assert LogEntry.objects.filter(additional_data__what="list.blank").get().actor == cast.officer


def test_a_results_form_has_a_sheet_a_village(cast, filled):
    answer = taken(cast, "results", str(filled.pk))
    assert [sheet.name for sheet in read_file(answer.content)] == ["Thôn A"]


def test_a_camera_form_holds_the_points_that_stand(cast, filled):
    answer = taken(cast, "cameras", "list")
    (sheet,) = read_file(answer.content)
    assert sheet.rows[4][1:3] == ["Nhà văn hóa", "Thôn A"]


def test_the_ladder(cast, filled):
    assert taken(cast, "roster", "nothing").status_code == 404
    assert taken(cast, "nothing", "x").status_code == 404
    for who in ("committee", "observer", "head_a"):
        assert taken(cast, "roster", "self_managed", who).status_code == 403, who
    assert taken(cast, "roster", "self_managed", "stranger").status_code == 404
    url = f"/imports/blanks/roster/self_managed/?commune={cast.other_commune.pk}"
    assert of(cast.officer).get(url).status_code == 404
    assert of(cast.officer).get("/imports/blanks/roster/self_managed/").status_code == 404
    assert of(cast.officer).post(url).status_code == 405
