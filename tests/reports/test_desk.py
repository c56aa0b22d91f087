"""The committee's desk: reads a report in the admin site, remarks, sends back, signs what it was shown."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Role
from reports import remarks, services
from reports.models import ReportRemark
from tests import factories as f
from tests.clients import of
from tests.reports.scenes import TEXTS, scene
from tests.reports.test_pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast):
    made = scene(1, cast.commune)
    draft = services.draft_report(
        commune=cast.commune, kind=f.report_kind("ten_year"), programs=[made.program],
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26),
        cut_off=dt.date(2024, 9, 25), user=cast.officer,
    )  # fmt: skip
    for key, text in TEXTS.items():
        services.save_section(report=draft, key=key, text=text, user=cast.officer)
    return draft


def card(report):
    return reverse("admin:reports_reviewreport_change", args=[report.pk])


def test_the_committee_does_its_whole_work_on_the_card(cast, report):
    committee, officer = of(cast.committee), of(cast.officer)
    index = committee.get("/admin/").content.decode()
    assert card(report) in index
    page = committee.get(card(report))
    text = page.content.decode()
    assert "Tổng kết 10 năm thực hiện mô hình" in text
    assert 'class="paper' in text or "desk-paper" in text
    assert at("page", report.pk) in text, "a link to the portal's page"
    nothing = committee.post(at("send_back", report.pk), {"from": "admin"}, follow=True)
    assert "Hãy ghi trước nội dung cần sửa" in nothing.content.decode()
    said = {"key": "causes", "text": "Nêu rõ nguyên nhân chủ quan.", "from": "admin"}
    assert committee.post(at("remark", report.pk), said)["Location"] == card(report)
    assert committee.post(at("send_back", report.pk), {"from": "admin"}).status_code == 302
    assert cast.officer.notices.filter(url=at("page", report.pk)).exists()
    assert "Nêu rõ nguyên nhân chủ quan." in officer.get(at("page", report.pk)).content.decode()
    shown = committee.get(card(report)).context["shown"]
    held = committee.post(at("sign_off", report.pk), {"shown": shown, "from": "admin"}, follow=True)
    assert "Còn góp ý chưa giải quyết" in held.content.decode()
    row = ReportRemark.objects.get()
    officer.post(at("settle", report.pk, row.pk), {"answer": "Đã bổ sung."})
    row.refresh_from_db()
    assert (row.settled_by, row.answer) == (cast.officer, "Đã bổ sung.")
    assert cast.committee.notices.exists()
    assert committee.post(at("sign_off", report.pk), {"shown": shown, "from": "admin"})[
        "Location"
    ] == card(report)
    report.refresh_from_db()
    assert (report.state, report.signed_off_by) == ("signed_off", cast.committee)
    committee.post(at("reopen", report.pk), {"from": "admin"})
    report.refresh_from_db()
    assert report.state == "draft"


def test_what_changed_meanwhile_is_shown_again(cast, report):
    committee = of(cast.committee)
    shown = committee.get(at("page", report.pk)).context["shown"]
    services.save_section(report=report, key="causes", text="Nguyên nhân khác.", user=cast.officer)
    for digest in (shown, "", "x"):
        page = committee.post(at("sign_off", report.pk), {"shown": digest}, follow=True)
        assert "Báo cáo đã thay đổi so với bản được xem" in page.content.decode()
        assert "Nguyên nhân khác." in page.content.decode()
        report.refresh_from_db()
        assert report.state == "draft"
    again = page.context["shown"]
    assert again != shown
    committee.post(at("sign_off", report.pk), {"shown": again})
    report.refresh_from_db()
    assert report.state == "signed_off"


def test_nobody_signs_off_their_own_draft(cast, report):
    """An officer who sits in the committee as well."""
    Role.objects.create(
        user=cast.officer, kind="committee", commune=cast.commune, started_on=dt.date(2020, 1, 1)
    )
    both = type(cast.officer).objects.get(pk=cast.officer.pk)
    with pytest.raises(PermissionDenied):
        services.sign_off(report=report, user=both)
    shown = of(both).get(at("page", report.pk)).context["shown"]
    assert of(both).post(at("sign_off", report.pk), {"shown": shown}).status_code == 403
    report.refresh_from_db()
    assert report.state == "draft"


def test_who_may_remark_and_settle(cast, report):
    for user in (cast.officer, cast.observer):
        assert of(user).post(at("remark", report.pk), {"text": "x"}).status_code == 403
        assert of(user).post(at("send_back", report.pk)).status_code == 403
    for user in (cast.head_a, cast.stranger):
        assert of(user).post(at("remark", report.pk), {"text": "x"}).status_code == 404
    assert not ReportRemark.objects.exists()
    for key, text in (("causes", "  "), ("no", "x")):
        with pytest.raises(ValidationError):
            remarks.remark(report=report, key=key, text=text, user=cast.committee)
    row = remarks.remark(report=report, key="", text="Ngắn hơn.", user=cast.committee)
    for user, status in ((cast.observer, 403), (cast.stranger, 404), (cast.head_a, 404)):
        assert of(user).post(at("settle", report.pk, row.pk)).status_code == status
    assert of(cast.committee).get(at("remark", report.pk)).status_code == 405
    remarks.settle(remark=row, answer="", user=cast.committee)
    with pytest.raises(ValidationError):
        remarks.settle(remark=row, answer="", user=cast.officer)


def test_a_signed_report_takes_no_remark(cast, report):
    services.sign_off(report=report, user=cast.committee)
    with pytest.raises(ValidationError):
        remarks.remark(report=report, key="", text="x", user=cast.committee)
    with pytest.raises(ValidationError):
        remarks.send_back(report=report, user=cast.committee)


def test_a_replacement_replaces_when_it_is_issued_and_is_begun_once(cast, report):
    """R15, G5: readers are not told of a draft, and there is one."""
    signed = services.sign_off(report=report, user=cast.committee)
    services.issue(report=signed, dated=dt.date(2024, 9, 27), user=cast.officer)
    report.refresh_from_db()
    officer = of(cast.officer)
    officer.post(at("correct", report.pk))
    draft = report.corrections.get()
    for user in (cast.officer, cast.observer):
        assert list(of(user).get(at("page", report.pk)).context["corrections"]) == []
    again = officer.post(at("correct", report.pk), follow=True)
    assert "Báo cáo thay thế đã được soạn" in again.content.decode()
    assert report.corrections.count() == 1
    signed = services.sign_off(report=draft, user=cast.committee)
    services.issue(report=signed, dated=dt.date(2024, 9, 28), user=cast.officer)
    assert list(officer.get(at("page", report.pk)).context["corrections"]) == [draft]


def test_a_refused_remark_or_answer_loses_nothing_typed(cast, report):
    committee, officer = of(cast.committee), of(cast.officer)
    page = committee.post(at("remark", report.pk), {"key": "no", "text": "Câu dài <b>"})
    assert page.status_code == 422
    assert "Câu dài &lt;b&gt;</textarea>" in page.content.decode()
    committee.post(at("remark", report.pk), {"text": "Ngắn\x00 hơn."})
    row = ReportRemark.objects.get()
    assert row.text == "Ngắn hơn."
    page = officer.post(at("settle", report.pk, row.pk), {"answer": "x" * 301})
    assert page.status_code == 422
    assert f'value="{"x" * 301}"' in page.content.decode()
    officer.post(at("settle", report.pk, row.pk), {"answer": "Đã\x00 sửa."})
    row.refresh_from_db()
    assert row.answer == "Đã sửa."
    page = committee.post(at("settle", report.pk, row.pk), {"answer": "Chưa được"})
    assert page.status_code == 422
    assert "Chưa được" in page.content.decode()
    services.sign_off(report=report, user=cast.committee)
    page = committee.post(at("remark", report.pk), {"text": "Muộn rồi"})
    assert page.status_code == 422
    assert "Muộn rồi" in page.content.decode()


def test_the_committee_drafts_from_the_first_page_of_the_admin_site(cast):
    committee = of(cast.committee)
    add = reverse("admin:reports_reviewreport_add")
    index = committee.get("/admin/").content.decode()
    assert f'href="{add}"' in index
    assert f'href="{at("new")}"' not in index
    assert committee.get(add).status_code == 200
