"""Files of a round's papers: as they went out, or as they stand now."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards import papers
from awards.models import (
    AwardForm,
    AwardRound,
    CertificateLayout,
    CertificateText,
    Decision,
    Nomination,
)
from awards.papers.facts import RoundFacts, facts_of
from awards.queries.candidates import candidates
from awards.services.deciding import ISSUERS
from common.access import still_editable
from documents import files, placed
from documents.files import Content, Sheets
from documents.freeze import thaw
from documents.letter import Letter
from documents.tree import Document
from members.models import Commune, Paper
from members.models.papers import IssuerKind, PaperKind
from members.queries.letters import letter_for
from members.services.papers import PaperRow

State = Nomination.State


#: in the order of the chain
PAPERS = {
    row.what: row
    for row in (
        PaperRow("merits", gettext_lazy("Merit reports"), "bao-cao-thanh-tich"),
        PaperRow("submission", gettext_lazy("Submission with list"), "to-trinh", PaperKind.SUBMISSION),
        PaperRow("council", gettext_lazy("Minutes of the council"), "bien-ban-hoi-dong", PaperKind.MINUTES),
        PaperRow("decision", gettext_lazy("Award decision"), "quyet-dinh"),
        PaperRow("rewarded", gettext_lazy("List of the rewarded"), "danh-sach-khen-thuong"),
        PaperRow("payment", gettext_lazy("Payment list"), "danh-sach-chi-thuong"),
        PaperRow("certificates", gettext_lazy("Certificates"), "giay-khen", sheets=True),
    )
}  # fmt: skip


def issued_of(round_: AwardRound) -> dict[str, Paper]:
    """Return the papers that have their number: what -> paper. One statement."""
    return {row.kind: row.paper for row in round_.papers.select_related("paper__document")}


def documents_of(round_: AwardRound, what: str, user: Any) -> list[Document]:
    """Return the papers of a kind: one, or one for each nominee or decision.

    The caller's round came through `visible_to`. Raises KeyError for what is no such paper.
    """
    issued = issued_of(round_).get(what)
    if issued is not None:
        return [thaw(issued.document.tree)]
    if what == "merits":
        return _merits(round_, user)
    if what == "decision":
        frozen = [
            row.paper.document
            for row in round_.decisions.select_related("paper__document").order_by("pk")
            if hasattr(row.paper, "document")
        ]  # fmt: skip
        if frozen:
            return [thaw(row.tree) for row in frozen]
        facts = facts_of(round_, hopeful(round_))
        today = timezone.localdate()
        return [papers.decision(facts, _letter(round_.commune, PaperKind.DECISION, today), today)]
    if what in ("rewarded", "payment"):
        return _lists(round_, what)
    makers = {"submission": papers.submission, "council": papers.council_minutes}
    issuer, kind = ISSUERS[what]
    day = timezone.localdate()
    return [makers[what](facts_of(round_), letter_for(round_.commune, issuer, kind, day))]


def hopeful(round_: AwardRound) -> Any:
    """Return the nominations that a decision would approve by the council's votes."""
    rows = round_.nominations.filter(state=State.REVIEWED)
    enough = [row.pk for row in rows if row.share is not None and row.share >= round_.share_needed]
    return round_.nominations.filter(pk__in=enough)


def _letter(commune: Commune, kind: PaperKind, day: dt.date) -> Letter:
    return letter_for(commune, IssuerKind.PEOPLES_COMMITTEE, kind, day)


def _lists(round_: AwardRound, what: str) -> list[Document]:
    decisions = list(round_.decisions.select_related("paper").order_by("pk"))
    sets: list[tuple[RoundFacts, dt.date]] = [
        (facts_of(round_, round_.nominations.filter(decision=row)), row.paper.issued_on)
        for row in decisions
    ]
    if not sets:
        sets = [(facts_of(round_, hopeful(round_)), timezone.localdate())]
    made = []
    for facts, day in sets:
        letter = _letter(round_.commune, PaperKind.OTHER, day)
        made.append(
            papers.rewarded_list(facts, letter)
            if what == "rewarded"
            else papers.payment_list(facts, letter, day)
        )
    return made


def _merits(round_: AwardRound, user: Any) -> list[Document]:
    """The merit reports of all nominees, with the facts the register knows of each."""
    reasons = {row.key: row.reasons for rows in candidates(round_, user) for row in rows}
    facts = facts_of(round_)
    letter = _letter(round_.commune, PaperKind.OTHER, round_.period.last_day)
    made = []
    for line in facts.nominations:
        row = line.nomination
        key = f"person-{row.person_id}" if row.person_id else f"team-{row.team_id}"
        made.append(papers.merit_report(facts, line, letter, reasons.get(key, ())))
    return made


def content_of(round_: AwardRound, what: str, user: Any) -> Content:
    """Return what the file of a paper holds.

    Raises ValidationError where there is nothing to write yet, KeyError for what is no paper.
    """
    if PAPERS[what].sheets:
        pages = certificate_pages(round_)
        return Sheets(f"Giấy khen {round_.title}", round_.commune.full_name, pages)
    documents = documents_of(round_, what, user)
    if not documents:
        raise ValidationError(_("Nobody is nominated yet."))
    return documents


def write_paper(round_: AwardRound, what: str, format_: str, user: Any) -> tuple[bytes, str]:
    """Return a paper's file and its name; `format_` is "docx" or "pdf". Raises as `content_of`."""
    name = f"{PAPERS[what].file}-{round_.pk}.{format_}"
    return files.write(content_of(round_, what, user), format_), name


def certificate_pages(round_: AwardRound) -> tuple[placed.PlacedPage, ...]:
    """Return the certificates of all who are rewarded, each form in its own layout.

    Raises ValidationError before the decision.
    """
    approved = round_.nominations.approved().select_related("form", "decision__paper")
    pages: list[placed.PlacedPage] = []
    for decision in Decision.objects.filter(round=round_).select_related("paper").order_by("pk"):
        letter = _letter(round_.commune, PaperKind.OTHER, decision.paper.issued_on)
        rows = approved.filter(decision=decision)
        for form in sorted({row.form_id for row in rows}):
            layout, texts = layout_of(round_.commune, form)
            facts = facts_of(round_, round_.nominations.filter(decision=decision, form=form))
            pages += papers.certificates(facts, letter, layout, texts)
    if not pages:
        raise ValidationError(_("Certificates are printed after the decision."))
    return tuple(pages)


def layout_of(
    commune: Commune, form: int | None
) -> tuple[CertificateLayout, list[CertificateText]]:
    """Return the layout for a form of award, else that for all forms, else the usual one, not saved."""
    found = CertificateLayout.objects.filter(commune=commune, form__in=[form] if form else [])
    layout = found.first() or CertificateLayout.objects.filter(commune=commune, form=None).first()
    if layout is None:
        layout = CertificateLayout(commune=commune)
        return layout, papers.default_texts(layout)
    return layout, list(layout.texts.all())


@transaction.atomic
def own_layout(*, commune: Commune, form: AwardForm | None, user: Any) -> CertificateLayout:
    """Make the layout of a form (None: of all others) from the usual one, to be adjusted.

    One that is there is returned as it stands.
    """
    layout, made = CertificateLayout.objects.get_or_create(commune=commune, form=form)
    if made:
        still_editable(layout, user)
        CertificateText.objects.bulk_create(papers.default_texts(layout))
    return layout


def trial_page(layout: CertificateLayout, texts: Iterable[CertificateText]) -> placed.PlacedPage:
    """Return the test print of a layout: a sample with boxes and a centimetre grid."""
    letter = _letter(layout.commune, PaperKind.OTHER, timezone.localdate())
    form = layout.form.name if layout.form else "Giấy khen"
    citation = "Đã có thành tích xuất sắc trong 10 năm thực hiện mô hình “Tổ nhân dân tự quản về an ninh, trật tự”"
    return papers.trial_print(letter, layout, texts, form, citation)
