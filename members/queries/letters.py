"""Heads and feet of papers, from the letterheads in force."""

import datetime as dt

from common.dates import long_date
from common.text import in_full, mid_sentence
from common.unit_words import organ_words
from documents.letter import Letter
from members.models import Commune, Paper
from members.models.papers import PaperKind
from members.queries.units import letterhead_for


def letter_for(commune: Commune, issuer: str, kind: PaperKind, day: dt.date) -> Letter:
    """Return head and foot of a paper of this kind without number and date.

    Who may see the commune may see it. One statement.
    """
    letterhead = letterhead_for(commune, issuer, day)
    # The issuer stands in full; the body above it may be written short (Decree 30, annex I, II.2).
    printed = in_full(letterhead.organ)
    organ, unit = organ_words(printed), commune.full_name
    lines = letterhead.recipients.splitlines()
    return Letter(
        parent=letterhead.parent,
        organ=printed,
        author=organ if unit.lower() in organ.lower() else f"{organ} {unit}",
        symbol=f"{kind.value}-{letterhead.symbol}",
        place=letterhead.place,
        authority=letterhead.authority,
        posts=tuple(post.strip() for post in letterhead.signer_post.split("/") if post.strip()),
        signer_name=letterhead.signer_name,
        signer_rank=letterhead.signer_rank,
        recipients=tuple(line for line in lines if line.strip()),
        word=WORDS.get(kind, ""),
    )


#: how another paper names one of this kind
WORDS = {
    PaperKind.REPORT: "Báo cáo", PaperKind.PLAN: "Kế hoạch", PaperKind.DECISION: "Quyết định",
    PaperKind.SUBMISSION: "Tờ trình", PaperKind.MINUTES: "Biên bản", PaperKind.NOTICE: "Thông báo",
    PaperKind.INVITATION: "Giấy mời", PaperKind.PROGRAMME: "Chương trình",
    PaperKind.RESOLUTION: "Nghị quyết", PaperKind.DIRECTIVE: "Chỉ thị",
    PaperKind.GUIDANCE: "Hướng dẫn", PaperKind.LETTER: "Công văn",
}  # fmt: skip


def cite(paper: Paper, *, organ: str = "") -> str:
    """Return a paper as another names it: kind, number, day, issuer, subject (Decree 30, annex I, II.6).

    `organ` stands in place of the issuer that the register has.
    """
    kind = WORDS.get(PaperKind(paper.kind), "Văn bản")
    issuer = organ or organ_words(in_full(paper.organ_name))
    about = paper.subject.strip().rstrip(".")
    for start in ("Về việc ", "về việc ", "V/v ", "v/v "):
        about = about.removeprefix(start)
    subject = f" về việc {mid_sentence(about)}" if about else ""
    return f"{kind} số {paper.code} {long_date(paper.issued_on)} của {issuer}{subject}"
