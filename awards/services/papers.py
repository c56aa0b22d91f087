"""Files of a round's papers: as they went out, or as they stand now."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
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
from awards.queries.authority import conferred_on
from awards.queries.candidates import candidates
from awards.queries.money import Prizes, payments, prizes_on
from common.access import still_editable
from documents import files, placed
from documents.files import Content, Sheets
from documents.freeze import thaw
from documents.letter import Letter
from documents.tree import Document
from members.models import Commune, Paper
from members.models.papers import IssuerKind, PaperKind
from members.queries.letters import letter_for
from members.services.papers import PaperRow, part_of

State = Nomination.State
#: which office writes a paper of a round that bears a number of its own, of which kind
ISSUERS = {
    "submission": (IssuerKind.POLICE, PaperKind.SUBMISSION),
    "council": (IssuerKind.PEOPLES_COMMITTEE, PaperKind.MINUTES),
    "higher": (IssuerKind.PEOPLES_COMMITTEE, PaperKind.SUBMISSION),
}
MAKERS: dict[str, Callable[[RoundFacts, Letter], Document]] = {
    "submission": papers.submission, "council": papers.council_minutes,
    "higher": papers.higher_submission,
}  # fmt: skip

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
        PaperRow("higher", gettext_lazy("Submission to the level above"), "to-trinh-cap-tren", PaperKind.SUBMISSION),
    )
}  # fmt: skip


def issued_of(round_: AwardRound) -> dict[str, Paper]:
    """Return the papers that have their number: what -> paper. One statement."""
    return {row.kind: row.paper for row in round_.papers.select_related("paper__document")}


def documents_of(round_: AwardRound, what: str, user: Any) -> list[Document]:
    """Return the papers of a kind: one, or one for each nominee or decision.

    What has its number, and what went out with a decision, is as it went out. The caller's round came
    through `visible_to`. Raises KeyError for what is no such paper, ValidationError where there is nobody
    whom it would be about.
    """
    issued = issued_of(round_).get(what)
    if issued is not None:
        return [thaw(issued.document.tree)]
    if what in ("decision", "rewarded", "payment"):
        return _of_decisions(round_, what)
    if what == "merits":
        return _merits(round_, user)
    issuer, kind = ISSUERS[what]
    day = timezone.localdate()
    facts = facts_of(round_, day=day)
    refuse_nobody(facts, what)
    return [MAKERS[what](facts, letter_for(round_.commune, issuer, kind, day))]


def _of_decisions(round_: AwardRound, what: str) -> list[Document]:
    """The decisions of a round or their lists, as they went out; else as they would be today."""
    decisions = list(round_.decisions.select_related("paper__document").order_by("pk"))
    made = []
    for row in decisions:
        frozen = _frozen(row.paper, what)
        made.append(frozen or _list(round_, what, row.paper))
    if made:
        return made
    today = timezone.localdate()
    facts = facts_of(round_, hopeful(round_), day=today)
    refuse_nobody(facts, what)
    prizes, letter = prizes_on(today), committee_letter(round_.commune, PaperKind.DECISION, today)
    return [decided_documents(facts, letter, None, prizes)[what]]


def _frozen(paper: Paper, what: str) -> Document | None:
    if not hasattr(paper, "document"):
        return None
    if what == "decision":
        return thaw(paper.document.tree)
    kept = part_of(paper, what)
    return thaw(kept) if kept else None


def _list(round_: AwardRound, what: str, paper: Paper) -> Document:
    """A list of a decision that went out before lists were kept with it, or was entered by hand."""
    rows = round_.nominations.filter(decision__paper=paper)
    facts = facts_of(round_, rows, day=paper.issued_on)
    letter = committee_letter(round_.commune, PaperKind.DECISION, paper.issued_on)
    return decided_documents(facts, letter, paper, prizes_on(paper.issued_on))[what]


def decided_documents(
    facts: RoundFacts, letter: Letter, paper: Paper | None, prizes: Prizes
) -> dict[str, Document]:
    """Return a decision and what goes out with it: the lists of who is rewarded and what is paid."""
    lines, total = payments([line.nomination for line in facts.nominations], prizes)
    working = replace(letter, number=None)
    return {
        "decision": papers.decision(facts, letter, lines, total),
        "rewarded": papers.rewarded_list(facts, working, paper),
        "payment": papers.payment_list(facts, working, paper, prizes),
    }


def refuse_nobody(facts: RoundFacts, what: str) -> None:
    """Raise ValidationError for a paper that would be about nobody, with the reason."""
    if what == "higher" and not facts.higher:
        raise ValidationError(_("Nobody is nominated for a form that a higher level confers."))
    if facts.nominations:
        return
    if what in ("decision", "rewarded", "payment") and facts.round.nominations.exists():
        raise ValidationError(
            _(
                "Nobody has the council's votes for a form that the chairman confers: there is nothing to decide."
            )
        )
    raise ValidationError(_("Nobody is nominated yet."))


def hopeful(round_: AwardRound, day: dt.date | None = None) -> Any:
    """Return the nominations that a decision of a day would approve: by the votes, for his own forms."""
    own = conferred_on(day or timezone.localdate())
    rows = round_.nominations.filter(state=State.REVIEWED, form__in=own)
    enough = [row.pk for row in rows if row.share is not None and row.share >= round_.share_needed]
    return round_.nominations.filter(pk__in=enough)


def committee_letter(commune: Commune, kind: PaperKind, day: dt.date) -> Letter:
    """Return the letter of the People's Committee of a day."""
    return letter_for(commune, IssuerKind.PEOPLES_COMMITTEE, kind, day)


def _merits(round_: AwardRound, user: Any) -> list[Document]:
    """The merit reports of all nominees, with what the register knows of each itself."""
    known = {row.key: row.merits for rows in candidates(round_, user) for row in rows}
    facts = facts_of(round_)
    refuse_nobody(facts, "merits")
    letter = letter_for(round_.commune, IssuerKind.POLICE, PaperKind.OTHER, round_.period.last_day)
    made = []
    for line in facts.nominations:
        row = line.nomination
        key = f"person-{row.person_id}" if row.person_id else f"team-{row.team_id}"
        made.append(papers.merit_report(facts, line, letter, known.get(key, ())))
    return made


def content_of(round_: AwardRound, what: str, user: Any) -> Content:
    """Return what the file of a paper holds.

    Raises ValidationError where there is nothing to write yet, KeyError for what is no paper.
    """
    if PAPERS[what].sheets:
        pages = certificate_pages(round_)
        return Sheets(f"Giấy khen {round_.title}", round_.commune.full_name, pages)
    return documents_of(round_, what, user)


def write_paper(round_: AwardRound, what: str, format_: str, user: Any) -> tuple[bytes, str]:
    """Return a paper's file and its name; `format_` is "docx" or "pdf". Raises as `content_of`."""
    name = f"{PAPERS[what].file}-{round_.pk}.{format_}"
    return files.write(content_of(round_, what, user), format_), name


def certificate_pages(round_: AwardRound) -> tuple[placed.PlacedPage, ...]:
    """Return the certificates of all who are rewarded, each form in its own layout.

    What they say went out with the decision; where it stands on the paper is the layout of today.
    Raises ValidationError before the decision.
    """
    pages: list[placed.PlacedPage] = []
    for decision in Decision.objects.filter(round=round_).select_related("paper").order_by("pk"):
        sheets = _certificate_words(round_, decision)
        for form in dict.fromkeys(words["form"] for words in sheets):
            layout, texts = layout_of(round_.commune, int(form))
            own = [words for words in sheets if words["form"] == form]
            pages += papers.certificates(own, layout, texts)
    if not pages:
        raise ValidationError(_("Certificates are printed after the decision."))
    return tuple(pages)


def _certificate_words(round_: AwardRound, decision: Decision) -> list[dict[str, str]]:
    kept = part_of(decision.paper, "certificates")
    if kept is not None:
        found: list[dict[str, str]] = kept
        return found
    day = decision.paper.issued_on
    facts = facts_of(round_, round_.nominations.filter(decision=decision), day=day)
    letter = committee_letter(round_.commune, PaperKind.DECISION, day)
    return papers.certificate_words(facts, letter, decision.paper)


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
    letter = committee_letter(layout.commune, PaperKind.OTHER, timezone.localdate())
    form = layout.form.name if layout.form else "Giấy khen"
    citation = "Đã có thành tích xuất sắc trong 10 năm thực hiện mô hình “Tổ nhân dân tự quản về an ninh, trật tự”"
    return papers.trial_print(letter, layout, texts, form, citation)
