"""Lists that leave the portal, are opened in LibreOffice, saved in another format, and come in again unchanged."""

import subprocess

import pytest
from django.utils import timezone

from tests.clients import of
from tests.imports.test_round_trips import back, cameras, people, results, unchanged

__all__ = ["cameras", "people", "results"]  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.files]


def saved_as(content, ending, tmp_path):
    """Return what LibreOffice saves of an .xlsx: a workbook of its own, a text file, a page."""
    source = tmp_path / "list.xlsx"
    source.write_bytes(content)
    out = tmp_path / "saved"
    kind = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76"}.get(ending, ending)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", kind, "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (out / f"list.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls", "csv"])
def test_a_roster_saved_by_libreoffice(cast, people, tmp_path, ending):
    team = people[0].memberships.order_by("pk").first().team
    answer = of(cast.officer).get(f"/members/export/roster.xlsx?team={team.pk}&ids=whole")
    content = saved_as(answer.content, ending, tmp_path)
    day = timezone.localdate().strftime("%d/%m/%Y")
    run = back(cast, content, "roster", f"to.{ending}", team_kind="self_managed", as_of=day)
    unchanged(cast, run)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_people_saved_by_libreoffice(cast, people, tmp_path, ending):
    answer = of(cast.officer).get("/members/export/people.xlsx?x=1&ids=whole")
    content = saved_as(answer.content, ending, tmp_path)
    day = timezone.localdate().strftime("%d/%m/%Y")
    run = back(cast, content, "roster", f"nguoi.{ending}", team_kind="self_managed", as_of=day)
    unchanged(cast, run)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
def test_the_cameras_saved_by_libreoffice(cast, cameras, tmp_path, ending):
    answer = of(cast.officer).get("/members/export/cameras.xlsx")
    content = saved_as(answer.content, ending, tmp_path)
    unchanged(cast, back(cast, content, "cameras", f"camera.{ending}", as_of=""))


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_the_results_saved_by_libreoffice(cast, results, tmp_path, ending):
    answer = of(cast.officer).get(f"/programs/{results.pk}/results.xlsx")
    content = saved_as(answer.content, ending, tmp_path)
    run = back(
        cast, content, "results", f"ket-qua.{ending}", program=results.pk, source="yearly_report"
    )
    unchanged(cast, run)


@pytest.mark.parametrize("what", ["roster", "people", "cameras", "results"])
def test_every_list_is_a_page_that_libreoffice_prints(
    cast, people, cameras, results, tmp_path, what
):
    team = people[0].memberships.order_by("pk").first().team
    address = {
        "roster": f"/members/export/roster.xlsx?team={team.pk}", "people": "/members/export/people.xlsx",
        "cameras": "/members/export/cameras.xlsx", "results": f"/programs/{results.pk}/results.xlsx",
    }[what]  # fmt: skip
    page = saved_as(of(cast.officer).get(address).content, "pdf", tmp_path)
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=page, capture_output=True, check=True
    ).stdout.decode()
    assert {"roster": "Đặng Văn Ân", "people": "Vũ Không Tổ", "cameras": "Điểm 1", "results": "2018"}[what] in text  # fmt: skip
