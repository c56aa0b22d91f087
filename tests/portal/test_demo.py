"""The demo holds the facts of the article, and its reports agree in all formats."""

import datetime as dt
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command

from commune_security.demo import USERS, load_demo
from documents.tree import Chart, Paragraph, Table
from meetings.models import Meeting
from members.models import Membership, Person, Team, Village, VillageOffice
from programs.models import Program
from reports.models import ReviewReport
from reports.queries import document_of
from reports.services import write_document
from tests.documents.readers import (
    assert_every_figure_is_there,
    docx_text,
    html_text,
    pdf_text,
    xlsx_cells,
)

pytestmark = [pytest.mark.django_db, pytest.mark.files]


def report(kind):
    return ReviewReport.objects.get(kind__code=kind)


def test_the_demo_is_the_commune_of_the_article(demo):
    assert Village.objects.filter(commune=demo).count() == 3
    self_managed = Team.objects.filter(village__commune=demo, kind="self_managed")
    day = dt.date(2024, 9, 29)
    serving = Membership.objects.filter(team__in=self_managed).serving_on(day)
    assert serving.count() == 23
    offices = VillageOffice.objects.filter(village__commune=demo).on(day)
    for role, office in (("leader", "head"), ("deputy", "deputy_head")):
        holders = set(serving.filter(role=role).values_list("person", flat=True))
        assert len(holders) == 3
        assert holders == set(offices.filter(office=office).values_list("person", flat=True))
    assert Program.objects.filter(commune=demo).count() == 5
    conference = Meeting.objects.filter(commune=demo).first()
    assert (conference.starts_at.month, conference.starts_at.day) == (9, 29)
    assert conference.programs.count() == 5
    assert conference.agenda.count() >= 8
    assert conference.delegates.filter(group="village").count() == 23
    kinds = list(
        conference.award_rounds.get().nominations.approved().values_list("nominee_kind", flat=True)
    )
    assert sorted(kinds) == ["collective", "individual", "individual", "individual"]


def test_who_stands_twice_on_the_old_list_is_one_person(demo):
    """Ten years' comings and goings as counted by hand from the two lists and the restaffings."""
    assert Person.objects.get(full_name="Hoàng Hữu Ứng").memberships.count() == 1
    start, end = dt.date(2014, 9, 15), dt.date(2024, 9, 25)
    spells = Membership.objects.filter(team__village__commune=demo)
    at_the_start = set(spells.serving_on(start).values_list("person", flat=True))
    at_the_end = set(spells.serving_on(end).values_list("person", flat=True))
    ever = set(spells.values_list("person", flat=True))
    assert (len(at_the_start), len(at_the_end), len(ever)) == (30, 23, 43)
    assert (len(ever - at_the_start), len(ever - at_the_end)) == (13, 20)


def test_loading_again_changes_nothing(demo):
    before = (Person.objects.count(), Membership.objects.count(), LogEntry.objects.count())
    assert load_demo() is False
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "is there already" in out.getvalue()
    assert all(username in out.getvalue() for username, *_rest in USERS)
    assert (Person.objects.count(), Membership.objects.count(), LogEntry.objects.count()) == before


@pytest.mark.parametrize("kind", ["ten_year", "one_year"])
def test_word_pdf_page_and_excel_agree_in_every_figure(demo, kind):
    document = document_of(report(kind))
    files = {name: write_document(document, name) for name in ("html", "docx", "pdf", "xlsx")}
    assert_every_figure_is_there(document, files)


def test_the_ten_year_report_says_what_the_article_says(demo):
    document = document_of(report("ten_year"))
    files = {name: write_document(document, name) for name in ("html", "docx", "pdf", "xlsx")}
    texts = {
        "html": html_text(files["html"]), "docx": docx_text(files["docx"]),
        "pdf": " ".join(pdf_text(files["pdf"]).split()), "xlsx": xlsx_cells(files["xlsx"])[0],
    }  # fmt: skip
    for name, text in texts.items():
        for words in ("03 thôn", "23 thành viên", "01 tập thể", "03 cá nhân", "Số: 01/BC-BCĐ"):
            assert words in text, (name, words)
    assert document.head.number == "Số: 01/BC-BCĐ"


def test_ten_years_by_village_show_gaps_as_dashes_charts_and_appendices(demo):
    document = document_of(report("ten_year"))
    by_year = next(a for a in document.appendices if a.title == "Kết quả theo năm")
    assert by_year.landscape
    table = by_year.blocks[0]
    assert isinstance(table, Table)
    assert [c.title for c in table.columns][2:] == [*map(str, range(2014, 2025)), "Cả kỳ"]
    gaps = [cell for row in table.rows for cell in row[2:] if cell.text == "–"]
    assert len(gaps) == 25
    assert all(cell.value is None for cell in gaps)
    assert sum(isinstance(block, Chart) for block in document.blocks) == 4
    assert len(document.appendices) == 9
    assert "Số liệu năm 2014 và 2024 tính cả năm." in table.note


def test_the_one_year_report_reviews_the_other_four_programmes(demo):
    document = document_of(report("one_year"))
    assert document.head.subject.startswith("Sơ kết 01 năm thực hiện các mô hình “An ninh cơ sở”")
    text = " ".join(b.text for b in document.blocks if isinstance(b, Paragraph))
    for words in ("05 người có uy tín", "09 điểm camera với 21 mắt camera", "07 mắt camera hoạt động tốt",
                  "14 hộ", "02 buổi thực tập phương án"):  # fmt: skip
        assert words in text
    assert "Cán bộ soạn thảo" not in text


def test_the_command_writes_the_same_four_files(demo, tmp_path):
    out = StringIO()
    call_command(
        "review_report", "--commune", "07057", "--kind", "ten-year", "--from", "2014-09-15",
        "--to", "2024-09-25", "--format", "html,docx,pdf,xlsx", "--out", str(tmp_path), stdout=out,
    )  # fmt: skip
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"ten-year.html", "ten-year.docx", "ten-year.pdf", "ten-year.xlsx"}
    assert "23 thành viên" in html_text((tmp_path / "ten-year.html").read_bytes())
    before = ReviewReport.objects.count()
    call_command(
        "review_report", "--commune", "07057", "--kind", "one-year", "--from", "2022-01-01",
        "--to", "2022-12-31", "--program-kind", "self_managed", "--format", "html",
        "--out", str(tmp_path), stdout=out,
    )  # fmt: skip
    assert ReviewReport.objects.count() == before
    assert "SƠ KẾT 01 NĂM".lower() in html_text((tmp_path / "one-year.html").read_bytes()).lower()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--commune", "1", "--kind", "ten-year", "--from", "2014-01-01", "--to", "2024-01-01"],
        ["--commune", "07057", "--kind", "ten-year", "--from", "2024-01-01", "--to", "2014-01-01"],
        ["--commune", "07057", "--kind", "ten-year", "--from", "1950-01-01", "--to", "1960-01-01"],
        ["--commune", "07057", "--kind", "ten-year", "--from", "2014-01-01", "--to", "2024-01-01",
         "--format", "rtf"],
    ],
)  # fmt: skip
def test_the_command_refuses_politely(demo, wrong, tmp_path):
    from django.core.management import CommandError

    with pytest.raises(CommandError):
        call_command("review_report", *wrong, "--out", str(tmp_path))
