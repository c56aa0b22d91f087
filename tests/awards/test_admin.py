"""Meetings and awards in the admin site: scoped, 15 statements a list, and the committee decides there too."""

import datetime as dt

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards.models import AwardForm, AwardPaper, CertificateLayout, RoundingRule
from meetings.models import MeetingPaper, Minutes, Photo
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
MODELS = [
    model for model in admin.site._registry if model._meta.app_label in ("meetings", "awards")
]


def fill(cast, rows):
    for number in range(rows):
        meeting = f.MeetingFactory(commune=cast.commune, title=f"Hội nghị Đông {number}")
        f.AgendaItemFactory(meeting=meeting)
        f.DelegateFactory(meeting=meeting, full_name=f"Đông {number}")
        meeting.conclusions.create(what=f"Việc Đông {number}", owner="x")
        Minutes.objects.create(meeting=meeting, text="x")
        Photo.objects.create(meeting=meeting, caption=f"Ảnh Đông {number}")
        paper = f.PaperFactory(commune=cast.commune, subject=f"Đông {number}")
        MeetingPaper.objects.create(meeting=meeting, kind="plan", paper=paper)
        round_ = f.AwardRoundFactory(
            commune=cast.commune, title=f"Đợt Đông {number}", meeting=meeting
        )
        round_.council.create(full_name="x")
        f.NominationFactory(round=round_, person__full_name=f"Bàn Đông {number}")
        f.DecisionFactory(round=round_)
        other = f.PaperFactory(commune=cast.commune, subject=f"Đông {number}")
        AwardPaper.objects.create(round=round_, kind="council", paper=other)
    CertificateLayout.objects.create(commune=cast.commune).texts.create(
        what="title", x=1, y=1, width=9
    )


@pytest.mark.parametrize("rows", [1, 8])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_no_list_takes_more_than_fifteen_statements(
    cast, model, rows, django_assert_max_num_queries
):
    fill(cast, rows)
    client = of(cast.committee)
    with django_assert_max_num_queries(15):
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("who", ["officer", "committee"])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_no_card_takes_more_than_twenty_five_statements(
    cast, model, who, django_assert_max_num_queries
):
    fill(cast, 3)
    rows = model.objects.all()
    row = (rows.visible_to(cast.officer) if hasattr(rows, "visible_to") else rows).last()
    client = of(getattr(cast, who))
    with django_assert_max_num_queries(25):
        url = reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk]
        )
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.model_name)
def test_another_commune_sees_none_of_it(cast, model):
    fill(cast, 1)
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert "Đông 0" not in of(cast.stranger).get(url).content.decode()


def card(nomination, **changes):
    empty = {"files-TOTAL_FORMS": 0, "files-INITIAL_FORMS": 0}
    return empty | {
        "round": nomination.round_id, "form": nomination.form_id, "nominee_kind": "individual",
        "person": nomination.person_id, "village": nomination.village_id or "", "merits": nomination.merits,
        "state": "proposed",
    } | changes  # fmt: skip


def test_votes_and_decisions_are_the_rounds_page(cast):
    """The card corrects who is proposed; what the council voted and what was decided it shows only."""
    row = f.NominationFactory(
        round__commune=cast.commune, person__village=cast.village_a, village=cast.village_a
    )
    decision = f.DecisionFactory(round=row.round)
    url = reverse("admin:awards_nomination_change", args=[row.pk])
    committee = of(cast.committee)
    assert reverse("awards:round", args=[row.round_id]) in committee.get(url).content.decode()
    committee.post(url, card(row, state="approved", decision=decision.pk, merits="Mười năm."))
    row.refresh_from_db()
    assert (row.state, row.votes_for, row.decision, row.merits) == (
        "proposed",
        None,
        None,
        "Mười năm.",
    )
    row.state, row.decision = "approved", decision
    row.save()
    for user in (cast.committee, cast.stranger, cast.observer, cast.head_a):
        assert of(user).post(url, card(row, merits="Khác.")).status_code in (302, 403)
    row.refresh_from_db()
    assert (row.state, row.merits) == ("approved", "Mười năm.")


def test_on_a_day_one_coefficient_and_one_rounding_rule_hold(cast):
    form = AwardForm.objects.get(code="giay-khen-xa")
    lasting = form.coefficients.get(nominee_kind="individual", ended_on=None)
    client = of(cast.committee)
    url = reverse("admin:awards_roundingrule_add")
    data = {"direction": "down", "step": "1000", "started_on": "01/01/2026"}
    assert "trùng" in client.post(url, data).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundingRule.objects.create(direction="down", step=1000, started_on=dt.date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        form.coefficients.create(
            nominee_kind="individual", coefficient=1, started_on=lasting.started_on
        )
    # two new rows of one card that overlap among themselves: said, and nothing is written
    rows = {
        "authorities-TOTAL_FORMS": 0,
        "authorities-INITIAL_FORMS": 0,
        "coefficients-TOTAL_FORMS": 2,
        "coefficients-INITIAL_FORMS": 0,
        "code": "moi",
        "name": "Mới",
        "level": "x",
    }
    for place in (0, 1):
        rows |= {
            f"coefficients-{place}-nominee_kind": "individual", f"coefficients-{place}-coefficient": "1",
            f"coefficients-{place}-started_on": "01/01/2026",
        }  # fmt: skip
    page = client.post(reverse("admin:awards_awardform_add"), rows, follow=True)
    assert "trùng" in page.content.decode()
    assert not AwardForm.objects.filter(code="moi").exists()


def test_cards_lead_to_their_pages(cast):
    fill(cast, 1)
    meeting = f.MeetingFactory(commune=cast.commune)
    round_ = f.AwardRoundFactory(commune=cast.commune)
    client = of(cast.committee)
    page = client.get(reverse("admin:meetings_meeting_change", args=[meeting.pk])).content.decode()
    assert f"/meetings/{meeting.pk}/" in page
    page = client.get(reverse("admin:awards_awardround_change", args=[round_.pk])).content.decode()
    assert f"/awards/{round_.pk}/" in page
