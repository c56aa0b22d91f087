"""Any list to take away as it is shown: safe in Excel, official in Word and PDF, in the log."""

import csv
import datetime as dt
import io

import pytest
from auditlog.models import LogEntry

from common.listing import ListColumn, Listing, to_csv, to_xlsx
from imports.reading import read_file
from tests import factories as f
from tests.clients import of
from tests.documents.readers import docx_text, pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast):
    team = f.TeamFactory(village=cast.village_a, name="Tổ của A")
    made = []
    for number, name in enumerate(["Đặng Hữu Ưng", "=HYPERLINK(1)", "Bàn Thị Hoa"]):
        person = f.PersonFactory(village=cast.village_a, full_name=name, phone="0912345678")
        person.citizen_id = f"02207012345{number}"
        person.save()
        f.MembershipFactory(team=team, person=person)
        made.append(person)
    f.PersonFactory(village=cast.other_village, full_name="Người Nơi Khác")
    return made


def rows_of(content: bytes) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in read_file(content)[0].rows]


def test_the_list_comes_as_it_is_shown(cast, people):
    client = of(cast.officer)
    book = rows_of(client.get("/members/export/people.xlsx?q=dang+huu").content)
    assert book[0][0] == "Danh sách người trong sổ"
    assert "tìm: dang huu" in book[1][0]
    assert [row[1] for row in book[4:]] == ["Đặng Hữu Ưng"]
    assert book[4][4] == "022•••••3450", "masked unless asked for"
    everybody = rows_of(client.get("/members/export/people.xlsx").content)
    assert "Đặng Hữu Ưng" in {cell for row in everybody for cell in row}
    assert "Người Nơi Khác" not in {cell for row in everybody for cell in row}


def test_csv_opens_in_excel_with_accents_and_computes_nothing(cast, people):
    content = of(cast.officer).get("/members/export/people.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    names = [row[1] for row in rows]
    assert "'=HYPERLINK(1)" in names
    assert "Đặng Hữu Ưng" in names


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_whatever_excel_would_compute_is_led_by_an_apostrophe(start):
    listing = Listing("x", "", (ListColumn("a"),), ((f"{start}1+1",), (7,), (None,)))
    cells = [row[0] for row in csv.reader(io.StringIO(to_csv(listing).decode("utf-8-sig")))]
    assert cells[1].startswith("'")
    assert cells[2:] == ["7", ""]
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(listing))).active
    assert sheet["A5"].data_type in ("s", "inlineStr"), "text, not a formula"
    assert sheet["A6"].value == 7


def test_whole_citizen_ids_only_for_officers_and_the_log_says_so(cast, people):
    book = rows_of(of(cast.officer).get("/members/export/people.xlsx?ids=whole").content)
    assert {row[4] for row in book[4:]} == {"022070123450", "022070123451", "022070123452"}
    entry = LogEntry.objects.filter(additional_data__what="list.export_with_ids").get()
    assert entry.actor == cast.officer
    assert entry.additional_data["rows"] == 3
    for who in ("committee", "observer", "head_a"):
        answer = of(getattr(cast, who)).get("/members/export/people.xlsx?ids=whole")
        assert answer.status_code == 403, who


@pytest.mark.files
@pytest.mark.parametrize(("format_", "reader"), [("docx", docx_text), ("pdf", pdf_text)])
def test_word_and_pdf_are_official_lists_with_a_signature(cast, people, format_, reader):
    team = people[0].memberships.get().team
    answer = of(cast.officer).get(f"/members/export/roster.{format_}?team={team.pk}&on=01/01/2020")
    text = " ".join(reader(answer.content).split())
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "DANH SÁCH", "Đặng Hữu Ưng", "Tổ viên",
                  "tính đến 01/01/2020", "TRƯỞNG CÔNG AN", "Tổng cộng: 03"):  # fmt: skip
        assert words in text, words
    assert "022070123450" not in text


@pytest.mark.parametrize(
    "path", ["people.xlsx", "teams.csv", "changes.xlsx", "villages.xlsx?commune={commune}",
             "roster.xlsx?team={team}", "teams.docx", "villages.pdf?commune={commune}"],
)  # fmt: skip
def test_every_list_can_be_taken_and_each_time_is_logged(cast, people, path):
    team = people[0].memberships.get().team
    url = "/members/export/" + path.format(team=team.pk, commune=cast.commune.pk)
    for who in ("officer", "committee", "observer", "head_a"):
        answer = of(getattr(cast, who)).get(url)
        assert answer.status_code == 200, who
        assert "attachment" in answer["Content-Disposition"]
    logged = LogEntry.objects.filter(additional_data__what="list.export")
    assert {entry.actor for entry in logged} == {
        cast.officer, cast.committee, cast.observer, cast.head_a,
    }  # fmt: skip


def test_a_list_of_another_unit_is_not_there(cast, people):
    team = people[0].memberships.get().team
    for who in ("head_b", "stranger"):
        client = of(getattr(cast, who))
        assert client.get(f"/members/export/roster.xlsx?team={team.pk}").status_code == 404
    assert of(cast.stranger).get(
        f"/members/export/villages.xlsx?commune={cast.commune.pk}"
    ).status_code == 404  # fmt: skip
    client = of(cast.officer)
    for path in ("nothing.xlsx", "people.exe", "roster.xlsx?team=x", "roster.xlsx"):
        assert client.get(f"/members/export/{path}").status_code == 404, path
    assert client.post("/members/export/people.xlsx").status_code == 405


@pytest.mark.parametrize("many", [1, 30])
def test_a_list_takes_a_fixed_number_of_statements(cast, many, django_assert_max_num_queries):
    for _ in range(many):
        f.MembershipFactory(team__village=cast.village_a, started_on=dt.date(2020, 1, 1))
    client = of(cast.officer)
    with django_assert_max_num_queries(10):
        assert client.get("/members/export/people.xlsx").status_code == 200
