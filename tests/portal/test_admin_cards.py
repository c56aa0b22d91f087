"""Every card of the admin site opens for whoever may; what went out is changed by nobody, on no door."""

import datetime as dt
import re

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Role, User
from awards.models import Decision, Nomination
from common.access import ScopedQuerySet
from common.fixed import all_guards, put_on, take_off
from meetings.models import Minutes
from members.models import Paper
from members.services.papers import register_paper
from reports.models import IssuedReport, ReviewReport
from tests import factories as f
from tests.accounts.test_access import ROWS
from tests.clients import of

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
WHO = ["committee", "officer", "administrator"]


def named(model, what, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def row_of(model, cast):
    manager = model._default_manager
    if model._meta.model_name in ROWS:
        return ROWS[model._meta.model_name](cast.village_a)
    if model is User:
        return cast.officer
    if model._meta.model_name == "unitchange":
        return manager.create(kind="rename", decision_number="1", effective_on=dt.date(2025, 7, 1))
    found = manager.first()
    return found or manager.create(in_force_from=dt.date(2020, 1, 1), amount=1)


@pytest.fixture
def who(cast):
    people = {"administrator": User.objects.create_superuser("root", full_name="Root")}
    return lambda name: people.get(name) or getattr(cast, name)


@pytest.mark.parametrize("name", WHO)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_list_add_and_card_open(model, name, cast, who):
    row = row_of(model, cast)
    client = of(who(name))
    seen = client.get(named(model, "changelist"))
    scoped = isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
    visible = not scoped or model.objects.visible_to(who(name)).filter(pk=row.pk).exists()
    page = client.get(named(model, "change", row.pk))
    if seen.status_code == 200:
        assert page.status_code == (200 if visible else 302)
    else:
        assert seen.status_code == page.status_code == 403
    adding = client.get(named(model, "add"))
    site = admin.site._registry[model]
    adding_allowed = site.has_add_permission(adding.wsgi_request)
    assert adding.status_code == (200 if adding_allowed else 403)
    for answer in (seen, page, adding):
        if answer.status_code == 200:
            text = re.sub(r"<script.*?</script>|<[^>]*>", " ", answer.content.decode(), flags=re.S)
            assert not re.search(r"\[\]|\{\}|&#x27;:|&quot;:", text), "JSON"


@pytest.mark.parametrize("name", WHO)
def test_keys_of_second_factors_and_sessions_have_no_card(name, who):
    client = of(who(name))
    for path in ("otp_totp/totpdevice", "otp_static/staticdevice", "qsessions/session",
                 "django_tasks_database/dbtaskresult", "auditlog/logentry"):  # fmt: skip
        assert client.get(f"/admin/{path}/").status_code == 404


# --- what went out --------------------------------------------------------------------


@pytest.fixture
def gone_out(cast):
    """A paper with a number of its series."""
    return register_paper(
        commune=cast.commune, issuer="steering_committee", kind="BC", symbol="BC-BCĐ",
        issued_on=dt.date(2024, 9, 27), organ_name="BCĐ", subject="Tổng kết", user=cast.officer,
    )  # fmt: skip


@pytest.mark.parametrize("name", WHO)
def test_a_numbered_paper_only_shows(name, who, gone_out):
    client = of(who(name))
    url = named(Paper, "change", gone_out.pk)
    assert client.get(url).context["has_change_permission"] is False
    assert client.post(url, {"code_number": 77, "issued_on": "01/01/2024"}).status_code == 403
    assert client.post(named(Paper, "delete", gone_out.pk), {"post": "yes"}).status_code == 403
    client.post(
        named(Paper, "changelist"),
        {"action": "delete_selected", "_selected_action": [gone_out.pk], "post": "yes"},
    )
    assert Paper.objects.get(pk=gone_out.pk).code == "01/BC-BCĐ"


def test_the_database_refuses_another_number_and_the_end_of_the_paper(gone_out):
    for change in ({"code_number": 77}, {"issued_on": dt.date(2023, 1, 1)}, {"series": None}):
        with (
            pytest.raises(IntegrityError, match="members_paper_number_stays"),
            transaction.atomic(),
        ):
            Paper.objects.filter(pk=gone_out.pk).update(**change)
    with pytest.raises(IntegrityError, match="members_paper_number_stays"), transaction.atomic():
        gone_out.delete()
    Paper.objects.filter(pk=gone_out.pk).update(page_amount=3)
    with pytest.raises(IntegrityError, match="members_paperseries_runs_on"), transaction.atomic():
        type(gone_out.series).objects.filter(pk=gone_out.series_id).update(last_number=0)


def test_the_words_of_a_frozen_paper_stay(gone_out):
    document = gone_out.document = type(gone_out).document.related.related_model.objects.create(
        paper=gone_out, tree={"a": 1}, sha256="x"
    )
    for wrong in (
        lambda: Paper.objects.filter(pk=gone_out.pk).update(subject="khác"),
        lambda: type(document).objects.filter(pk=document.pk).update(tree={}),
        document.delete,
    ):
        with pytest.raises(IntegrityError, match="stay"), transaction.atomic():
            wrong()


def test_numbered_minutes_stay(cast, gone_out, who):
    meeting = f.MeetingFactory(commune=cast.commune)
    minutes = Minutes.objects.create(meeting=meeting, text="Đã họp.")
    Minutes.objects.filter(pk=minutes.pk).update(text="Đã họp xong.")
    paper = meeting.papers.create(kind="minutes", paper=gone_out)
    for name in WHO:
        client = of(who(name))
        url = named(Minutes, "change", minutes.pk)
        data = {
            "meeting": meeting.pk,
            "text": "99/99",
            "votes_for": 99,
            "votes_against": 0,
            "votes_total": 99,
        }
        assert client.post(url, data).status_code == 403
        assert client.post(named(Minutes, "delete", minutes.pk), {"post": "yes"}).status_code == 403
    for wrong in (
        lambda: Minutes.objects.filter(pk=minutes.pk).update(votes_for=99, votes_against=0, votes_total=99),
        minutes.delete, paper.delete,
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="stay"), transaction.atomic():
            wrong()
    assert Minutes.objects.get().text == "Đã họp xong."


@pytest.fixture
def decided(cast):
    row = f.NominationFactory(
        round__commune=cast.commune, person__village=cast.village_a, state="reviewed",
        votes_for=8, votes_total=9,
    )  # fmt: skip
    decision = f.DecisionFactory(round=row.round)
    row.state, row.decision = "approved", decision
    row.save()
    Decision.objects.filter(pk=decision.pk).update(closed=True)
    return row


def test_nobody_joins_a_closed_decision(cast, decided, who):
    """R1: a certificate and money without votes, under a decision that went out."""
    person = f.PersonFactory(village=cast.village_a)
    data = {
        "round": decided.round_id, "form": decided.form_id, "nominee_kind": "individual",
        "person": person.pk, "merits": "thử", "state": "approved", "decision": decided.decision_id,
        "files-TOTAL_FORMS": 0, "files-INITIAL_FORMS": 0,
    }  # fmt: skip
    of(cast.committee).post(named(Nomination, "add"), data)
    made = Nomination.objects.exclude(pk=decided.pk).get()
    assert (made.state, made.decision, made.votes_for) == ("proposed", None, None)
    with pytest.raises(IntegrityError, match="joins_no_closed_decision"), transaction.atomic():
        Nomination.objects.filter(pk=made.pk).update(state="approved", decision=decided.decision)
    with pytest.raises(IntegrityError, match="joins_no_closed_decision"), transaction.atomic():
        f.NominationFactory(round=decided.round, state="approved", decision=decided.decision)


def test_a_rewarded_nomination_stays(decided, who):
    for name in WHO:
        client = of(who(name))
        assert (
            client.post(named(Nomination, "change", decided.pk), {"state": "refused"}).status_code
            == 403
        )
        assert (
            client.post(named(Nomination, "delete", decided.pk), {"post": "yes"}).status_code == 403
        )
    for wrong in (
        lambda: Nomination.objects.filter(pk=decided.pk).update(state="refused", decision=None),
        lambda: Nomination.objects.filter(pk=decided.pk).update(votes_for=9),
        decided.delete,
        lambda: Decision.objects.filter(pk=decided.decision_id).update(closed=False),
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            wrong()


def test_an_issued_report_stays(cast, gone_out):
    report = f.ReviewReportFactory(
        commune=cast.commune, state="issued", signed_off_by=cast.committee,
        signed_off_at=dt.datetime(2024, 9, 27, tzinfo=dt.UTC),
    )  # fmt: skip
    section = report.sections.model(report=report, key="basis", text="x")
    section.save()
    issued = IssuedReport.objects.create(
        report=report, paper=gone_out, tree={}, sha256="", issued_by=cast.officer
    )
    for wrong in (
        lambda: IssuedReport.objects.filter(pk=issued.pk).update(sha256="y"),
        issued.delete,
        lambda: ReviewReport.objects.filter(pk=report.pk).update(state="draft"),
        lambda: Paper.objects.filter(pk=gone_out.pk).update(subject="khác"),
        lambda: type(section).objects.filter(pk=section.pk).update(text="y"),
        section.delete,
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            wrong()
    ReviewReport.objects.filter(pk=report.pk).update(meeting=f.MeetingFactory(commune=cast.commune))


def test_every_guard_speaks_and_stands_after_migrate(django_db_blocker):
    assert len(all_guards()) >= 12
    for one in all_guards():
        assert str(one.message)
        assert one.name.startswith(one.table) or "issuedreport_paper" in one.name
    take_off()
    paper = f.PaperFactory(series=None)
    put_on()
    put_on()
    assert paper.pk


# --- through the services -----------------------------------------------------------------


def test_a_paper_of_the_register_is_entered_and_corrected(cast):
    client = of(cast.committee)
    data = {
        "commune": cast.commune.pk, "direction": "received", "kind": "QĐ", "code_number": "7",
        "code_notation": "QĐ-UBND", "issued_on": "01/06/2024", "organ_name": "UBND tỉnh", "subject": "Ban hành quy chế",
        "program_links-TOTAL_FORMS": 0, "program_links-INITIAL_FORMS": 0,
    }  # fmt: skip
    page = client.post(named(Paper, "add"), data | {"issued_on": "01/06/2062"})
    assert "Ngày này ở tương lai." in page.content.decode()
    assert "Ban hành quy chế" in page.content.decode(), "what was typed is there"
    assert not Paper.objects.exists()
    assert client.post(named(Paper, "add"), data).status_code == 302
    paper = Paper.objects.get()
    client.post(named(Paper, "change", paper.pk), data | {"subject": "Ban hành quy chế mới"})
    paper.refresh_from_db()
    assert paper.subject == "Ban hành quy chế mới"


def test_nobody_gives_a_role_to_themselves(cast):
    data = {"kind": "officer", "commune": cast.commune.pk, "started_on": "01/01/2025"}
    client = of(cast.committee)
    assert client.post(named(Role, "add"), data | {"user": cast.committee.pk}).status_code == 403
    assert not cast.committee.roles.filter(kind="officer").exists()
    client.post(named(Role, "add"), data | {"user": cast.head_a.pk})
    role = cast.head_a.roles.get(kind="officer")
    again = client.post(named(Role, "add"), data | {"user": cast.head_a.pk})
    assert "Tài khoản đã có vai trò này." in again.content.decode()
    client.post(named(Role, "change", role.pk), {"ended_on": "01/01/2024"})
    role.refresh_from_db()
    assert role.ended_on is None
    client.post(named(Role, "change", role.pk), {"ended_on": "01/02/2026", "kind": "committee"})
    role.refresh_from_db()
    assert (role.ended_on, role.kind) == (dt.date(2026, 2, 1), "officer")
    assert client.post(named(Role, "delete", role.pk), {"post": "yes"}).status_code == 403


def test_what_the_service_refuses_stands_on_the_form(cast):
    """A meeting with a programme of another commune: the pages' rule, on the admin's form."""
    foreign = f.ProgramFactory(commune=f.CommuneFactory(province="Quảng Ninh"))
    root = User.objects.create_superuser("root")
    data = {
        "commune": cast.commune.pk, "kind": "other", "title": "Hội nghị mùa thu", "programs": [foreign.pk],
        "starts_at_0": "29/09/2024", "starts_at_1": "08:00", "place": "Nhà văn hóa", "issuer": "steering_committee",
    }  # fmt: skip
    for prefix in ("agenda", "delegates", "conclusions", "papers"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    page = of(root).post("/admin/meetings/meeting/add/", data)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors["programs"]
    assert "Hội nghị mùa thu" in page.content.decode()


def test_every_column_has_a_heading_in_words():
    """A property without a description is headed by its English name."""
    for model, site in admin.site._registry.items():
        inlines = [(inline.model, inline.fields or []) for inline in site.inlines]
        for owner, names in [(model, site.list_display), *inlines]:
            for name in names:
                found = getattr(owner, name, None) if not hasattr(site, name) else None
                if isinstance(found, property):
                    assert str(found.fget.short_description), f"{owner.__name__}.{name}"


def test_the_committees_site_is_in_vietnamese(cast, who):
    for name in WHO:
        text = of(who(name)).get("/admin/").content.decode()
        for words in ("Welcome", "CHÀO MỪNG BẠN", "Chào mừng bạn", "History", "Recent actions"):
            assert words not in text, words
    row = f.PaperFactory(commune=cast.commune)
    assert "Lịch sử" in of(cast.committee).get(named(Paper, "change", row.pk)).content.decode()
