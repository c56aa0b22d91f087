"""What the committee remarks on a draft, sending it back, and what the officer answers."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import is_editable
from common.text import without_nul
from members.queries import keepers_of
from reports.compose.sections import BY_KEY
from reports.models import ReportRemark, ReviewReport
from reports.services import may_sign_off


@transaction.atomic
def remark(*, report: ReviewReport, key: str, text: str, user: Any) -> ReportRemark:
    """Remark on a chapter of a draft, or on all of it where `key` is "".

    Only the committee that signs it off. Raises ValidationError for an empty text, an unknown
    chapter, or a report that left the draft.
    """
    report = _draft_for_committee(report, user)
    if key and key not in BY_KEY:
        raise ValidationError({"key": _("There is no such section.")})
    row = ReportRemark(report=report, key=key, text=_typed(text), written_by=user)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def send_back(*, report: ReviewReport, user: Any) -> int:
    """Send a draft back with its open remarks; who drafts it is told. Return how many there are.

    Raises ValidationError where nothing was remarked: nobody could know what to change.
    """
    report = _draft_for_committee(report, user)
    count = report.remarks.open().update(sent_at=timezone.now())
    if not count:
        raise ValidationError(_("Write first what is to be changed, then send the draft back."))
    text = _("%(who)s sent back the draft “%(title)s”.") % {"who": user, "title": report.title}
    told = {officer.pk: officer for officer in keepers_of(report)}
    if report.created_by is not None:
        told[report.created_by.pk] = report.created_by
    for officer in told.values():
        if officer.pk != user.pk:
            officer.notify(text[:300], reverse("reports:page", args=[report.pk]))
    return count


@transaction.atomic
def settle(*, remark: ReportRemark, answer: str, user: Any) -> ReportRemark:
    """Say that a remark is dealt with, and how. Who drafts or who remarked may.

    When the last one that was sent back is settled, who remarked is told. Raises ValidationError for one that is
    settled already.
    """
    row = (
        ReportRemark.objects.select_for_update(of=("self",))
        .select_related("report__commune", "written_by")
        .get(pk=remark.pk)
    )
    if not (is_editable(row.report, user) or may_sign_off(row.report, user)):
        raise PermissionDenied(_("You may read this, but not change it."))
    if row.settled_at is not None:
        raise ValidationError(_("This remark is settled already."))
    row.settled_by, row.settled_at, row.answer = user, timezone.now(), _typed(answer)
    row.full_clean()
    row.save()
    if row.sent_at and row.written_by_id != user.pk and not row.report.remarks.open().exists():
        text = _("All remarks on “%(title)s” are settled.") % {"title": row.report.title}
        row.written_by.notify(text[:300], reverse("reports:page", args=[row.report_id]))
    return row


def _typed(text: str) -> str:
    """Return what was typed without what PostgreSQL keeps in no text."""
    return without_nul(text).strip()


def _draft_for_committee(report: ReviewReport, user: Any) -> ReviewReport:
    report = (
        ReviewReport.objects.select_for_update(of=("self",))
        .select_related("commune", "created_by")
        .get(pk=report.pk)
    )
    if not may_sign_off(report, user):
        raise PermissionDenied(_("Only the steering committee signs reports off."))
    if not report.is_draft:
        raise ValidationError(_("Only a draft can be changed."))
    return report
