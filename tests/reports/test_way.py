"""Draft, sign-off, issue, correction: who may, and what stands still from then on."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection

from documents.freeze import digest, thaw
from documents.tree import Paragraph
from members.models import Membership, Paper, PaperSeries
from reports import services
from reports.models import ReportFile, ReviewReport
from reports.queries import changed_since, document_of
from reports.tasks import start_files
from tests import factories as f
from tests.factories import ProgramFactory, make_cast
from tests.reports.scenes import TEXTS, scene

DATED = dt.date(2024, 9, 27)


@pytest.fixture
def made(cast):
    return scene(1, cast.commune)


@pytest.fixture
def draft(cast, made):
    return write_draft(cast, made)


def write_draft(cast, made):
    report = services.draft_report(
        commune=cast.commune, kind=f.report_kind("ten_year"), programs=[made.program],
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26),
        cut_off=dt.date(2024, 9, 25), user=cast.officer,
    )  # fmt: skip
    for key, text in TEXTS.items():
        services.save_section(report=report, key=key, text=text, user=cast.officer)
    return report


def signed(report, cast):
    return services.sign_off(report=report, user=cast.committee)


def issued(report, cast, dated=DATED):
    return services.issue(report=signed(report, cast), dated=dated, user=cast.officer)


pytestmark = pytest.mark.django_db


def test_a_draft_names_what_it_reviews(draft):
    assert draft.title.startswith("Tổng kết 10 năm thực hiện mô hình “Tổ nhân dân tự quản")
    assert draft.state == "draft"


@pytest.mark.parametrize(
    ("kind", "start_day", "first", "last", "words"),
    [
        ("thematic", 1, dt.date(2024, 8, 1), dt.date(2024, 8, 31), "sơ kết tháng 8 năm 2024"),
        ("thematic", 15, dt.date(2024, 7, 15), dt.date(2024, 8, 14), "sơ kết tháng 8 năm 2024"),
        ("thematic", 1, dt.date(2024, 7, 1), dt.date(2024, 9, 30), "sơ kết quý III năm 2024"),
        ("half_year", 1, dt.date(2024, 1, 1), dt.date(2024, 6, 30), "sơ kết 06 tháng đầu năm 2024"),
        ("thematic", 1, dt.date(2024, 1, 1), dt.date(2024, 9, 30), "sơ kết 09 tháng đầu năm 2024"),
        ("thematic", 1, dt.date(2023, 1, 1), dt.date(2024, 6, 30), "sơ kết 18 tháng"),
        ("one_year", 1, dt.date(2023, 9, 26), dt.date(2024, 9, 25), "sơ kết 01 năm"),
        ("thematic", 1, dt.date(2019, 7, 1), dt.date(2024, 6, 30), "tổng kết 05 năm"),
        ("ten_year", 1, dt.date(2014, 9, 15), dt.date(2024, 9, 25), "tổng kết 10 năm"),
    ],
)
def test_title_first_and_last_sentence_say_the_period_truly(
    cast, made, kind, start_day, first, last, words
):
    cast.commune.reporting_day = start_day
    report = services.draft_report(
        commune=cast.commune, kind=f.report_kind(kind), programs=[made.program], period_start=first,
        period_end=last + dt.timedelta(days=1), cut_off=last, user=cast.officer,
    )  # fmt: skip
    assert report.title.startswith(f"{words[0].upper()}{words[1:]} thực hiện mô hình “")
    said = [
        "".join(getattr(run, "text", run) for run in block.runs)
        for block in document_of(report).blocks
        if isinstance(block, Paragraph)
    ]
    opening = next(text for text in said if text.endswith("như sau:"))
    assert f" báo cáo {words} thực hiện " in opening
    assert said[-1].startswith("Trên đây là ")
    assert f" {words} " in said[-1]


def test_a_title_that_does_not_fit_counts_the_programmes(cast):
    long = [ProgramFactory(commune=cast.commune, name=f"{'Tổ tự quản ' * 17}{n}") for n in range(3)]
    report = services.draft_report(
        commune=cast.commune, kind=f.report_kind("ten_year"), programs=long, cut_off=dt.date(2024, 9, 25),
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26), user=cast.officer,
    )  # fmt: skip
    assert report.title == "Tổng kết 10 năm thực hiện 03 mô hình"


def test_only_officers_and_committee_of_the_commune_draft(cast, made):
    for user in (cast.observer, cast.head_a, cast.stranger):
        with pytest.raises(PermissionDenied):
            services.draft_report(
                commune=cast.commune, kind=f.report_kind("one_year"), programs=[made.program],
                period_start=dt.date(2023, 9, 26), period_end=dt.date(2024, 9, 26),
                cut_off=dt.date(2024, 9, 25), user=user,
            )  # fmt: skip
    assert not ReviewReport.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"programs": []}, "ít nhất một mô hình"),
        ({"period_end": dt.date(2014, 1, 1)}, "sau ngày bắt đầu"),
        ({"cut_off": dt.date(2030, 1, 1)}, "chốt số liệu"),
    ],
)
def test_a_wrong_draft_is_refused_with_words(cast, made, change, words):
    wanted = {
        "commune": cast.commune, "kind": f.report_kind("ten_year"), "programs": [made.program],
        "period_start": dt.date(2014, 9, 15), "period_end": dt.date(2024, 9, 26),
        "cut_off": dt.date(2024, 9, 25), "user": cast.officer,
    }  # fmt: skip
    with pytest.raises(ValidationError) as refusal:
        services.draft_report(**(wanted | change))
    assert words in " ".join(refusal.value.messages)


def test_programmes_of_another_commune_are_refused(cast):
    with pytest.raises(ValidationError, match="một xã"):
        services.draft_report(
            commune=cast.commune, kind=f.report_kind("ten_year"),
            programs=[ProgramFactory(commune=cast.other_commune)],
            period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26),
            cut_off=dt.date(2024, 9, 25), user=cast.officer,
        )  # fmt: skip


def test_only_the_committee_signs_off(draft, cast):
    for user in (cast.officer, cast.observer, cast.head_a, cast.stranger):
        with pytest.raises(PermissionDenied):
            services.sign_off(report=draft, user=user)
    report = signed(draft, cast)
    assert (report.state, report.signed_off_by) == ("signed_off", cast.committee)
    with pytest.raises(ValidationError):
        signed(draft, cast)


def test_an_open_section_stops_the_sign_off_and_is_named(draft, cast):
    services.save_section(report=draft, key="causes", text="  ", user=cast.officer)
    with pytest.raises(ValidationError, match="Nguyên nhân"):
        signed(draft, cast)


def test_a_placeholder_that_names_nothing_is_refused(draft, cast):
    with pytest.raises(ValidationError, match="Số voi"):
        services.save_section(report=draft, key="causes", text="[[Số voi]]", user=cast.officer)
    with pytest.raises(ValidationError):
        services.save_section(report=draft, key="nothing", text="x", user=cast.officer)


def test_no_report_is_signed_with_a_placeholder_that_names_nothing(draft, cast):
    draft.sections.filter(key="causes").update(text="Có [[Số voi]] con.")
    with pytest.raises(ValidationError, match="Số voi"):
        signed(draft, cast)


def test_a_text_may_name_a_result_that_the_kind_does_not_tell(draft, cast):
    draft.kind.parts.filter(part="work").delete()
    text = "Có [[Nguồn tin cung cấp cho Công an]] nguồn tin."
    services.save_section(report=draft, key="causes", text=text, user=cast.officer)
    document = document_of(signed(draft, cast))
    (said,) = [
        block.text for block in document.blocks if "nguồn tin." in getattr(block, "text", "")
    ]
    assert said == "Có 33 nguồn tin."


def test_a_text_is_not_kept_in_a_report_that_was_signed_meanwhile(draft, cast):
    stale = ReviewReport.objects.get(pk=draft.pk)
    signed(draft, cast)
    with pytest.raises(ValidationError):
        services.save_section(report=stale, key="causes", text="Khác.", user=cast.officer)
    assert draft.sections.get(key="causes").text == TEXTS["causes"]


def test_from_sign_off_on_figures_and_words_stand_still(draft, cast):
    services.save_section(report=draft, key="causes", text="[[Số thành viên]]", user=cast.officer)
    report = signed(draft, cast)
    before = document_of(report)
    Membership.objects.filter(role="member").delete()
    assert document_of(report) == before
    with pytest.raises(ValidationError):
        services.save_section(report=report, key="causes", text="x", user=cast.officer)
    services.reopen(report=report, user=cast.committee)
    report.refresh_from_db()
    assert document_of(report) != before


def test_an_issue_takes_the_next_number_of_its_series_and_freezes(draft, cast):
    done = issued(draft, cast)
    assert done.paper.code == "01/BC-BCĐ"
    assert done.paper.series.last_number == 1
    assert done.sha256 == digest(done.tree)
    tree = thaw(done.tree)
    assert tree.head.number == "Số: 01/BC-BCĐ"
    assert "ngày 27 tháng 9 năm 2024" in tree.head.place_and_date
    assert all("01/BC-BCĐ" in appendix.reference for appendix in tree.appendices)


def test_what_is_issued_does_not_follow_the_register_and_says_what_changed(draft, cast):
    done = issued(draft, cast)
    report = ReviewReport.objects.get(pk=draft.pk)
    assert changed_since(report, document_of(report)) == []
    files = services.make_files(report=report, formats=["docx", "xlsx"])
    contents = [file.file.read() for file in files]
    Membership.objects.filter(role="member").delete()
    assert document_of(report) == thaw(done.tree)
    again = services.make_files(report=report, formats=["docx", "xlsx"])
    assert [file.pk for file in again] == [file.pk for file in files]
    assert [open(file.file.path, "rb").read() for file in again] == contents  # noqa: PTH123, SIM115
    assert ReportFile.objects.filter(frozen=True).count() == 2
    changed = {
        item.title: (item.then, item.now) for item in changed_since(report, document_of(report))
    }
    assert changed["Số thành viên"] == ("03", "02")


def test_issue_is_refused_before_sign_off_before_the_cut_off_and_to_others(draft, cast):
    with pytest.raises(ValidationError, match="ký duyệt"):
        services.issue(report=draft, dated=DATED, user=cast.officer)
    report = signed(draft, cast)
    with pytest.raises(ValidationError, match="chốt số liệu"):
        services.issue(report=report, dated=dt.date(2024, 9, 1), user=cast.officer)
    for user in (cast.committee, cast.observer, cast.stranger):
        with pytest.raises(PermissionDenied):
            services.issue(report=report, dated=DATED, user=user)
    assert not Paper.objects.filter(kind="BC").exists()
    assert not PaperSeries.objects.filter(last_number__gt=0).exists()


def test_a_correction_is_a_new_report_that_names_the_old_one(draft, cast):
    issued(draft, cast)
    report = ReviewReport.objects.get(pk=draft.pk)
    correction = services.correct(report=report, user=cast.officer)
    assert correction.corrects == report
    assert dict(correction.sections.values_list("key", "text")) == TEXTS
    second = issued(correction, cast, dt.date(2024, 10, 3))
    assert second.paper.code == "02/BC-BCĐ"
    texts = [getattr(block, "text", "") for block in thaw(second.tree).blocks]
    assert "Báo cáo này thay thế Báo cáo số 01/BC-BCĐ ngày 27 tháng 9 năm 2024." in texts
    with pytest.raises(ValidationError):
        services.correct(report=draft, user=cast.officer) if draft.state == "draft" else None


def test_numbers_run_on_with_their_dates(draft, cast, made):
    issued(draft, cast)
    other = signed(write_draft(cast, made), cast)
    with pytest.raises(ValidationError, match="27/09/2024"):
        services.issue(report=other, dated=dt.date(2024, 9, 26), user=cast.officer)
    assert services.issue(report=other, dated=DATED, user=cast.officer).paper.code_number == 2
    assert PaperSeries.objects.get().last_number == 2


def test_a_new_year_starts_at_one(draft, cast, made):
    issued(draft, cast)
    other = signed(write_draft(cast, made), cast)
    done = services.issue(report=other, dated=dt.date(2025, 1, 6), user=cast.officer)
    assert done.paper.code == "01/BC-BCĐ"


@pytest.mark.django_db(transaction=True)
def test_two_issues_at_once_get_two_numbers_without_gap_or_double():
    cast = make_cast()
    made = scene(1, cast.commune)
    reports = [signed(write_draft(cast, made), cast) for _ in range(4)]
    start = threading.Barrier(len(reports))
    failures = []

    def run(report):
        try:
            start.wait(20)
            services.issue(report=report, dated=DATED, user=cast.officer)
        except Exception as error:  # noqa: BLE001  told below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(report,)) for report in reports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    numbers = Paper.objects.filter(kind="BC").values_list("code_number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4]
    assert PaperSeries.objects.get().last_number == 4


@pytest.mark.django_db(transaction=True)
def test_one_report_issued_twice_at_once_gets_one_number():
    cast = make_cast()
    report = signed(write_draft(cast, scene(1, cast.commune)), cast)
    start = threading.Barrier(2)
    outcomes = []

    def run():
        try:
            start.wait(20)
            services.issue(report=report, dated=DATED, user=cast.officer)
            outcomes.append("issued")
        except ValidationError:
            outcomes.append("refused")
        except Exception as error:  # noqa: BLE001  shown by the comparison below
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["issued", "refused"]
    assert PaperSeries.objects.get().last_number == 1


def test_the_background_work_tells_how_far_it_is_and_how_it_ended(draft, cast, monkeypatch):
    job = start_files(report=draft, formats=["html", "xlsx"], user=cast.officer)
    assert (job.state, job.percent, job.message) == ("done", 100, "")
    assert set(draft.files.values_list("format", flat=True)) == {"html", "xlsx"}
    again = start_files(report=draft, formats=["html"], user=cast.officer)
    assert again.state == "done"
    assert draft.files.filter(format="html").count() == 1
    monkeypatch.setattr("documents.html.write", lambda document: 1 / 0)
    failed = start_files(report=draft, formats=["html"], user=cast.officer)
    assert (failed.state, failed.message) == (
        "failed", "Không tạo được tệp. Thử lại, hoặc báo người quản trị.",
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_database_worker_does_the_same_work(settings):
    cast = make_cast()
    draft = write_draft(cast, scene(1, cast.commune))
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    job = start_files(report=draft, formats=["html"], user=cast.officer)
    assert job.state == "waiting"
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)
    job.refresh_from_db()
    assert job.state == "done"
