"""The report pages, each by the same ladder: works, other's scope, read-only, missing, method."""

import datetime as dt

import pytest
from django.urls import reverse

from reports import services
from reports.models import ReviewReport
from reports.tasks import start_files
from tests import factories as f
from tests.clients import of
from tests.reports.scenes import TEXTS, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    return scene(1, cast.commune)


@pytest.fixture
def report(cast, made):
    draft = services.draft_report(
        commune=cast.commune, kind=f.report_kind("ten_year"), programs=[made.program],
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26),
        cut_off=dt.date(2024, 9, 25), user=cast.officer,
    )  # fmt: skip
    for key, text in TEXTS.items():
        services.save_section(report=draft, key=key, text=text, user=cast.officer)
    return draft


def at(name, *args):
    return reverse(f"reports:{name}", args=args)


READ = [("page", []), ("facts", ["villages"])]
WRITE = [("section", ["causes"])]
POSTS = [("sign_off", []), ("reopen", []), ("issue", []), ("correct", []), ("make_files", [])]


@pytest.mark.parametrize(("name", "more"), READ)
def test_reading_is_for_the_communes_readers(cast, report, name, more):
    url = at(name, report.pk, *more)
    for user in (cast.officer, cast.committee, cast.observer):
        assert of(user).get(url).status_code == 200
    for user in (cast.head_a, cast.head_b, cast.stranger):
        assert of(user).get(url).status_code == 404
    assert of(cast.officer).get(at(name, 999999, *more)).status_code == 404
    assert of(cast.officer).post(url).status_code == 405


@pytest.mark.parametrize(("name", "more"), WRITE)
def test_writing_is_for_the_officer(cast, report, name, more):
    url = at(name, report.pk, *more)
    assert of(cast.officer).get(url).status_code == 200
    for user in (cast.committee, cast.observer):
        assert of(user).get(url).status_code == 403
        assert of(user).post(url, {"text": "x"}).status_code == 403
    for user in (cast.head_a, cast.stranger):
        assert of(user).post(url, {"text": "x"}).status_code == 404
    assert of(cast.officer).get(at(name, report.pk, "khong-co")).status_code == 404
    assert of(cast.officer).delete(url).status_code == 405
    assert report.sections.get(key="causes").text == "Nội dung."


@pytest.mark.parametrize(("name", "more"), POSTS)
def test_steps_are_taken_by_post_and_not_from_outside(cast, report, name, more):
    url = at(name, report.pk, *more)
    assert of(cast.officer).get(url).status_code == 405
    for user in (cast.head_a, cast.stranger):
        assert of(user).post(url).status_code == 404
    report.refresh_from_db()
    assert report.state == "draft"
    assert not report.files.exists()


def test_the_list_shows_ones_own_reports_and_can_be_narrowed(cast, report):
    page = of(cast.officer).get(at("list"))
    assert list(page.context["page"].object_list) == [report]
    assert not of(cast.officer).get(at("list") + "?state=issued").context["page"].object_list
    assert of(cast.officer).get(at("list") + "?state=x&page=x").status_code == 200
    for user in (cast.head_a, cast.stranger):
        assert not of(user).get(at("list")).context["page"].object_list


FORM = {"first_day": "15/09/2014", "last_day": "25/09/2024", "cut_off": "",
        "issuer": "steering_committee"}  # fmt: skip


def test_the_wizard_tells_what_is_missing_and_makes_the_draft(cast, made):
    data = FORM | {
        "commune": cast.commune.pk,
        "kind": f.report_kind("ten_year").pk,
        "programs": [made.program.pk],
    }
    checked = of(cast.officer).post(at("new"), data | {"check": "1"})
    missing = {item.sort for item in checked.context["missing"]}
    assert missing == {"missing", "doubtful"}
    assert 'value="15/09/2014"' in checked.content.decode()
    assert not ReviewReport.objects.exists()
    answer = of(cast.officer).post(at("new"), data | {"draft": "1"})
    drafted = ReviewReport.objects.get()
    assert answer.url == at("page", drafted.pk)
    assert (drafted.period_end, drafted.cut_off) == (dt.date(2024, 9, 26), dt.date(2024, 9, 25))


def test_the_wizard_names_holes_in_the_data(cast, made):
    made.villages[0].sheets.filter(year=2016).delete()
    made.villages[0].teams.get().memberships.filter(role="leader").delete()
    data = FORM | {
        "commune": cast.commune.pk,
        "kind": f.report_kind("ten_year").pk,
        "programs": [made.program.pk],
        "check": "1",
    }
    missing = of(cast.officer).post(at("new"), data).context["missing"]
    told = {(item.what, item.where) for item in missing}
    assert ("Chưa có tổ trưởng", "Tổ tự quản Thôn 1") in told
    assert (
        "Thôn 1: thiếu phiếu kết quả của 12 tháng",
        f"{made.program.name}: năm 2016",
    ) in told


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first_day": "31/02/2014"}, "first_day"),
        ({"last_day": "01/01/2000"}, "last_day"),
        ({"cut_off": "01/01/2030"}, "cut_off"),
        ({"first_day": "01/01/0001"}, None),
        ({"last_day": "01/01/9999"}, None),
        ({"programs": []}, "programs"),
        ({"programs": ["abc"]}, "programs"),
        ({"kind": "forever"}, "kind"),
        ({"commune": "0"}, "commune"),
    ],
)
def test_the_wizard_keeps_what_was_typed_and_says_what_is_wrong(cast, made, change, field):
    data = (
        FORM
        | {
            "commune": cast.commune.pk,
            "kind": f.report_kind("ten_year").pk,
            "programs": [made.program.pk],
            "draft": "1",
        }
        | change
    )
    page = of(cast.officer).post(at("new"), data)
    assert page.status_code == 200
    errors = page.context["form"].errors
    assert errors
    assert field is None or field in errors
    assert not ReviewReport.objects.exists()


def test_the_wizard_offers_only_ones_own_programmes(cast, made):
    other = scene(1, cast.other_commune)
    data = FORM | {
        "commune": cast.commune.pk,
        "kind": f.report_kind("ten_year").pk,
        "programs": [other.program.pk],
        "draft": "1",
    }
    assert "programs" in of(cast.officer).post(at("new"), data).context["form"].errors
    for user in (cast.committee, cast.observer, cast.head_a):
        assert of(user).get(at("new")).status_code == 403


def test_a_section_is_written_with_a_live_figure(cast, report):
    url = at("section", report.pk, "strengths")
    page = of(cast.officer).get(url).content.decode()
    assert 'data-placeholder="Số thành viên"' in page
    assert of(cast.officer).post(url, {"text": "Có [[Số thành viên]] người."}).status_code == 302
    assert "Có " in of(cast.officer).get(at("page", report.pk)).content.decode()
    wrong = of(cast.officer).post(url, {"text": "Có [[Số voi]] con."})
    assert "Không có số liệu tên [[Số voi]]" in wrong.content.decode()
    assert "Có [[Số voi]] con." in wrong.content.decode()
    assert report.sections.get(key="strengths").text == "Có [[Số thành viên]] người."
    too_long = of(cast.officer).post(url, {"text": "x" * 20_001})
    assert too_long.context["form"].errors


def test_text_of_a_user_stays_text_on_the_page(cast, report):
    url = at("section", report.pk, "strengths")
    of(cast.officer).post(url, {"text": "<script>alert(1)</script> & “b”"})
    page = of(cast.officer).get(at("page", report.pk)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_facts_behind_a_figure(cast, report):
    key = "members-self_managed"
    page = of(cast.officer).get(at("page", report.pk)).content.decode()
    assert at("facts", report.pk, key) in page
    part = of(cast.officer).get(at("facts", report.pk, key), headers={"HX-Request": "true"})
    assert "mỗi người đếm một lần" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "<html" in of(cast.officer).get(at("facts", report.pk, key)).content.decode()
    assert of(cast.officer).get(at("facts", report.pk, "no")).status_code == 404


def test_the_whole_way_in_the_browser_pages(cast, report):
    officer, committee = of(cast.officer), of(cast.committee)
    assert officer.post(at("sign_off", report.pk)).status_code == 403
    shown = committee.get(at("page", report.pk)).context["shown"]
    assert committee.post(at("sign_off", report.pk), {"shown": shown}).status_code == 302
    assert officer.post(at("section", report.pk, "causes"), {"text": "x"}).status_code == 200
    assert committee.post(at("issue", report.pk), {"dated": "27/09/2024"}).status_code == 403
    early = officer.post(at("issue", report.pk), {"dated": "01/09/2024"})
    assert early.status_code == 422
    assert "chốt số liệu" in early.content.decode()
    assert officer.post(at("issue", report.pk), {"dated": "31/02/2024"}).status_code == 422
    assert officer.post(at("issue", report.pk), {"dated": "27/09/2024"}).status_code == 302
    page = officer.get(at("page", report.pk)).content.decode()
    assert "01/BC-BCĐ" in page
    for name in services.FORMATS:
        answer = officer.get(at("file", report.pk, name))
        assert answer.status_code == 200
        assert f'filename="bao-cao-01bc-bcd-2024.{name}"' in answer["Content-Disposition"]
        assert of(cast.head_a).get(at("file", report.pk, name)).status_code == 404
        assert of(cast.observer).get(at("file", report.pk, name)).status_code == 200
    answer = officer.post(at("correct", report.pk))
    assert answer.status_code == 302
    assert ReviewReport.objects.get(corrects=report).state == "draft"
    assert committee.post(at("correct", report.pk)).status_code == 403


def test_a_download_stands_in_the_log(cast, report):
    from auditlog.models import LogEntry

    start_files(report=report, formats=["html"], user=cast.officer)
    of(cast.observer).get(at("file", report.pk, "html"))
    entry = LogEntry.objects.get(additional_data__what="report.download")
    assert (entry.actor, entry.additional_data["format"]) == (cast.observer, "html")
    assert of(cast.officer).get(at("file", report.pk, "docx")).status_code == 404
    assert of(cast.officer).get(at("file", report.pk, "exe")).status_code == 404


def test_the_work_on_files_can_be_watched(cast, report):
    url = at("make_files", report.pk)
    part = of(cast.officer).post(url, headers={"HX-Request": "true"})
    assert "Word" in part.content.decode()
    job = report.jobs.get()
    assert of(cast.officer).get(at("job", job.pk)).status_code == 200
    assert of(cast.stranger).get(at("job", job.pk)).status_code == 404
    assert of(cast.officer).post(url, {"format": ["exe"]}).status_code == 302
    job.state, job.step, job.steps = "running", 2, 5
    job.save()
    running = of(cast.officer).get(at("job", job.pk)).content.decode()
    assert 'value="2"' in running
    assert "hx-trigger" in running


def test_the_report_page_takes_the_same_statements_for_few_and_many_villages(cast, report):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = of(cast.officer)
    client.get(at("page", report.pk))
    with CaptureQueriesContext(connection) as few:
        client.get(at("page", report.pk))
    other = scene(6)
    for village in other.villages:
        village.commune = cast.commune
        village.save()
    with CaptureQueriesContext(connection) as many:
        client.get(at("page", report.pk))
    assert len(few) == len(many) <= 60
