"""The way of a report: sign-off, issue with a number, correction, files."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.access import COMMITTEE, reach, still_editable
from common.text import fold
from documents import docx, html, pdf, xlsx
from documents.freeze import digest, freeze, thaw
from documents.letter import Letter
from documents.tree import Document
from members.models.papers import IssuerKind, PaperKind
from members.services import register_paper
from reports.checks import Finding
from reports.checks.gate import gate_of
from reports.compose import SECTIONS
from reports.figures import collect
from reports.models import (
    IssuedReport,
    ReportFile,
    ReportReason,
    ReportSection,
    ReviewReport,
)
from reports.queries import (
    compose_draft,
    document_of,
    frame_of,
    letter_of,
    sections_in,
)
from reports.services.drafts import draft_report, refuse_unknown
from reports.services.state import locked, only_in

FORMATS = tuple(ReportFile.Format.values)


@transaction.atomic
def sign_off(*, report: ReviewReport, user: Any, shown: str | None = None) -> ReviewReport:
    """Sign a draft off: from now on its figures and words stand still.

    `shown` is the digest of the tree that the signer read (`shown_digest`); None signs it as it is
    now, for the shell. Only the committee of the commune may, and nobody their own draft. Raises
    PermissionDenied otherwise, ValidationError where required sections are empty, where a text names a
    figure that is not there, where figures contradict each other and nobody wrote why, where a
    remark is open, and where the report is no longer what was shown.
    """
    report = locked(report)
    _as_committee(report, user)
    if report.created_by_id == user.pk:
        raise PermissionDenied(_("Nobody signs off a report that they drafted themselves."))
    only_in(report, ReviewReport.State.DRAFT, _("The report has left the draft already."))
    figures = collect(frame_of(report))
    composed = compose_draft(report, figures)
    if shown is not None and shown != shown_digest(composed.document):
        raise ValidationError(
            _("The report is not what was shown any more. Read it again below, then sign it off.")
        )
    if report.remarks.open().exists():
        raise ValidationError(_("There are open remarks. Settle them before signing off."))
    if composed.missing:
        titles = [str(s.title) for s in SECTIONS if s.key in composed.missing]
        raise ValidationError(
            _("These sections are still empty: %(titles)s. The officer writes them first."),
            params={"titles": ", ".join(titles)},
        )
    printed = {section.key for section in sections_in(report)}
    written = report.sections.filter(key__in=printed).order_by("pk")
    refuse_unknown((row.text for row in written), composed.by_title)
    gate = gate_of(report, figures)
    held = gate.held
    if held:
        raise ValidationError(
            ngettext(
                "%(count)d contradiction is open: %(first)s. Mend it, or write the reason under "
                "“Check before signing”.",
                "%(count)d contradictions are open, the first: %(first)s. Mend them, or write the "
                "reasons under “Check before signing”.",
                len(held),
            ),
            params={"count": len(held), "first": held[0].what},
        )
    # A reason whose contradiction was mended explains nothing that is signed.
    report.reasons.filter(pk__in=[row.pk for row in gate.former]).delete()
    report.state = ReviewReport.State.SIGNED_OFF
    report.signed_off_by, report.signed_off_at = user, timezone.now()
    report.signed_tree = freeze(composed.document)
    report.save()
    return report


def shown_digest(document: Document) -> str:
    """Return what a sign-off carries back, to know that nothing changed since it was shown."""
    return digest(freeze(document))


@transaction.atomic
def give_reason(*, report: ReviewReport, keys: Iterable[str], reason: str, user: Any) -> int:
    """Write why these contradictions of a draft stand; return how many now have the reason.

    The officer of the commune or the committee that signs may. A reason is kept with what was
    read then, and holds for these figures only. Raises ValidationError for an empty reason,
    where none of the contradictions is there any more, or where the report left the draft.
    """
    report = locked(report)
    if not may_give_reason(report, user):
        raise PermissionDenied(_("You may read this, but not change it."))
    only_in(report, ReviewReport.State.DRAFT, _("Only a draft can be changed."))
    said = reason.strip()
    if not said:
        raise ValidationError({"reason": _("Say why the contradiction stands.")})
    gate = gate_of(report)
    found = {one.key: one for one in (*gate.held, *(one for one, row in gate.explained))}
    chosen = [found[key] for key in dict.fromkeys(keys) if key in found]
    if not chosen:
        raise ValidationError({"keys": _("Choose at least one contradiction that is still there.")})
    for one in chosen:
        ReportReason.objects.update_or_create(
            report=report,
            key=one.key,
            defaults={"what": _said(one), "reason": said, "written_by": user},
        )
    return len(chosen)


@transaction.atomic
def withdraw_reason(*, reason: ReportReason, user: Any) -> None:
    """Take a reason back while the report is a draft; the log keeps what it said."""
    report = locked(reason.report)
    if not may_give_reason(report, user):
        raise PermissionDenied(_("You may read this, but not change it."))
    only_in(report, ReviewReport.State.DRAFT, _("Only a draft can be changed."))
    reason.delete()


def may_give_reason(report: ReviewReport, user: Any) -> bool:
    """Whether the user drafts or signs reports of this commune. One statement."""
    covered = reach(user, ReportReason.objects.all().scope.editors)
    return ReviewReport.objects.filter(covered.q("commune", None), pk=report.pk).exists()


def _said(found: Finding) -> str:
    return f"{found.what} ({found.where})"


@transaction.atomic
def reopen(*, report: ReviewReport, user: Any) -> ReviewReport:
    """Take a sign-off back, before the report is issued. Only the committee may."""
    report = locked(report)
    _as_committee(report, user)
    only_in(report, ReviewReport.State.SIGNED_OFF, _("Only a signed-off report can be reopened."))
    report.state = ReviewReport.State.DRAFT
    report.signed_off_by = report.signed_off_at = report.signed_tree = None
    report.save()
    return report


@transaction.atomic
def issue(*, report: ReviewReport, dated: dt.date, user: Any) -> IssuedReport:
    """Give a signed-off report its number and date, and freeze it for good.

    The number is the next of the issuer's series for reports of that year.
    Two reports issued at once get two numbers; a failure leaves no gap.
    Raises ValidationError for a report that is not signed off or a date
    before its cut-off day.
    """
    report = locked(report)
    still_editable(report, user)
    only_in(
        report,
        ReviewReport.State.SIGNED_OFF,
        _("Only a report that the committee signed off can be issued."),
    )
    if dated < report.cut_off:
        raise ValidationError(_("A report cannot be dated before its cut-off day."))
    assert report.signed_tree is not None
    signed = thaw(report.signed_tree)
    letter = letter_of(report)
    paper = register_paper(
        commune=report.commune,
        issuer=IssuerKind(report.issuer),
        kind=PaperKind.REPORT,
        symbol=letter.symbol,
        issued_on=dated,
        organ_name=letter.author,
        subject=report.title,
        signer=letter.signer_name,
        recipients="; ".join(signed.signature.recipients) if signed.signature else "",
        user=user,
    )
    document = _numbered(signed, replace(letter, number=paper.code_number, dated=dated))
    tree = freeze(document)
    issued = IssuedReport.objects.create(
        report=report, paper=paper, tree=tree, sha256=digest(tree), issued_by=user
    )
    report.state = ReviewReport.State.ISSUED
    report.save(update_fields=["state"])
    return issued


def _numbered(document: Document, letter: Letter) -> Document:
    """Put number and date into a signed tree: the head, and the line of each appendix."""
    return replace(
        document,
        head=replace(
            document.head, number=letter.number_line, place_and_date=letter.place_and_date
        ),
        appendices=tuple(
            replace(appendix, reference=letter.reference) for appendix in document.appendices
        ),
    )


@transaction.atomic
def correct(*, report: ReviewReport, user: Any) -> ReviewReport:
    """Start a new report that corrects an issued one and names it; texts are taken over.

    It replaces that one when it is issued, not before. Raises ValidationError where one is begun
    already, or was issued: that one is then the report to correct.
    """
    report = locked(report)
    only_in(report, ReviewReport.State.ISSUED, _("Only an issued report can be corrected."))
    if report.corrections.exists():
        raise ValidationError(
            _("A replacement of this report is begun already. Go on with that one.")
        )
    draft = draft_report(
        commune=report.commune,
        kind=report.kind,
        programs=report.programs.all(),
        period_start=report.period_start,
        period_end=report.period_end,
        cut_off=report.cut_off,
        issuer=report.issuer,
        corrects=report,
        plan=report.plan,
        in_todays_units=report.in_todays_units,
        user=user,
    )
    ReportSection.objects.bulk_create(
        ReportSection(report=draft, key=section.key, text=section.text)
        for section in report.sections.all()
    )
    return draft


def write_document(document: Document, format_: str, made_at: dt.datetime | None = None) -> bytes:
    """Return a document in one of `FORMATS`."""
    if format_ == ReportFile.Format.HTML:
        return html.write(document)
    writer = {
        ReportFile.Format.DOCX: docx.write,
        ReportFile.Format.PDF: pdf.write,
        ReportFile.Format.XLSX: xlsx.write,
    }[ReportFile.Format(format_)]
    return writer(document, made_at=made_at)


def file_name(report: ReviewReport, format_: str) -> str:
    """Return the name a download bears: by number once issued, else as a draft."""
    if report.state == ReviewReport.State.ISSUED:
        paper = report.issue.paper
        return f"bao-cao-{slugify(fold(paper.code))}-{paper.issued_on.year}.{format_}"
    return f"bao-cao-ban-thao-{report.pk}.{format_}"


def make_files(
    *,
    report: ReviewReport,
    formats: Iterable[str],
    progress: Callable[[int, str], None] = lambda step, message: None,
) -> list[ReportFile]:
    """Write the files of a report and store them; issued ones once and for all.

    `progress(step, message)` is told before each format and after the last.
    """
    frozen = report.state == ReviewReport.State.ISSUED
    issued = report.issue if frozen else None
    document = document_of(report)
    made_at = issued.issued_at if issued else timezone.now()
    files = []
    for step, format_ in enumerate(formats, 1):
        progress(step, str(ReportFile.Format(format_).label))
        there = report.files.filter(format=format_, frozen=True).first() if frozen else None
        if there is not None:
            files.append(there)
            continue
        content = write_document(document, format_, made_at)
        old = list(report.files.filter(format=format_))
        row = ReportFile(
            report=report,
            format=format_,
            frozen=frozen,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        path = f"{report.pk}/{file_name(report, format_)}"
        row.file.save(path, ContentFile(content), save=False)
        row.save()
        for before in old:
            before.delete()
            before.file.delete(save=False)
        files.append(row)
    progress(len(files) + 1, "")
    return files


def may_sign_off(report: ReviewReport, user: Any) -> bool:
    """Whether the user sits in the committee that signs this report off. One statement.

    Nobody signs off what they drafted; that is refused when they try, with the reason.
    """
    covered = reach(user, frozenset({COMMITTEE}))
    return ReviewReport.objects.filter(covered.q("commune", None), pk=report.pk).exists()


def _as_committee(report: ReviewReport, user: Any) -> None:
    if not may_sign_off(report, user):
        raise PermissionDenied(_("Only the steering committee signs reports off."))
