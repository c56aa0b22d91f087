"""Heads and feet of papers, from the letterheads in force."""

import datetime as dt

from common.unit_words import organ_words
from documents.letter import Letter
from members.models import Commune
from members.models.papers import PaperKind
from members.queries.units import letterhead_for


def letter_for(commune: Commune, issuer: str, kind: PaperKind, day: dt.date) -> Letter:
    """Return head and foot of a paper of this kind without number and date.

    Who may see the commune may see it. One statement.
    """
    letterhead = letterhead_for(commune, issuer, day)
    organ, unit = organ_words(letterhead.organ), commune.full_name
    lines = letterhead.recipients.splitlines()
    return Letter(
        parent=letterhead.parent,
        organ=letterhead.organ,
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
}  # fmt: skip
