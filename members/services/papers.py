"""Papers and their numbers: each issuer, kind and year has one series, no gap, no double."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.access import still_editable
from documents.freeze import digest, freeze
from documents.letter import Letter
from documents.tree import Document
from members.fixed import GONE_OUT
from members.models import Commune, IssuedDocument, IssuedPart, Paper, PaperSeries
from members.models.papers import IssuerKind, PaperKind
from members.queries.letters import letter_for

#: a number given to a day far ahead by a slip would close its series until that day
MOST_AHEAD = dt.timedelta(days=7)


@dataclass(frozen=True)
class PaperRow:
    """A paper that an app can write: its name in addresses, its title, what its file is called.

    `kind` where it takes a number; `sheets` where it is no document but pages of placed texts.
    """

    what: str
    title: str | Promise
    file: str
    kind: PaperKind | None = None
    sheets: bool = False


@transaction.atomic
def register_paper(
    *,
    commune: Commune,
    issuer: IssuerKind,
    kind: PaperKind,
    symbol: str,
    issued_on: dt.date,
    organ_name: str,
    subject: str,
    signer: str = "",
    recipients: str = "",
    user: Any,
) -> Paper:
    """Give a paper the next number of its series and enter it in the register.

    The series row is locked until the transaction ends, so two papers issued
    at once get two numbers, and one that rolls back leaves no gap. `user` acts
    (None from the shell) and stands in the log.

    Raises ValidationError where the date lies before the series' last paper:
    numbers of a year run on with their dates (Decree 30/2020, art. 15), and where it lies
    more than a week ahead.
    """
    if issued_on > timezone.localdate() + MOST_AHEAD:
        raise ValidationError(
            _(
                "%(day)s lies too far ahead: later papers of the series could not be dated before it."
            ),
            params={"day": f"{issued_on:%d/%m/%Y}"},
        )
    PaperSeries.objects.get_or_create(
        commune=commune, issuer=issuer, kind=kind, year=issued_on.year
    )
    series = PaperSeries.objects.select_for_update().get(
        commune=commune, issuer=issuer, kind=kind, year=issued_on.year
    )
    last = series.papers.order_by("-code_number").first()
    if last is not None and issued_on < last.issued_on:
        raise ValidationError(
            _("The last paper of this series, %(code)s, is dated %(day)s. Choose a later date."),
            params={"code": last.code, "day": f"{last.issued_on:%d/%m/%Y}"},
        )
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return Paper.objects.create(
        commune=commune,
        series=series,
        kind=kind,
        code_number=series.last_number,
        code_notation=symbol,
        issued_on=issued_on,
        organ_name=organ_name,
        subject=subject[:500],
        signer=signer,
        recipients=recipients[:500],
    )


@transaction.atomic
def enter_paper(
    *,
    commune: Commune,
    kind: PaperKind,
    number: int,
    notation: str,
    issued_on: dt.date,
    subject: str,
    user: Any,
) -> Paper:
    """Enter a paper that exists outside the portal, with its own number; find it where it is there.

    It takes no number of our series. Raises PermissionDenied outside the user's commune.
    """
    known: Paper | None = Paper.objects.filter(
        commune=commune, kind=kind, code_number=number, code_notation=notation, issued_on=issued_on
    ).first()
    if known is not None:
        return known
    paper = Paper(
        commune=commune, kind=kind, code_number=number, code_notation=notation,
        issued_on=issued_on, organ_name=f"UBND {commune.full_name}", subject=subject,
    )  # fmt: skip
    paper.full_clean()
    paper.save()
    still_editable(paper, user)
    return paper


@transaction.atomic
def save_paper(*, paper: Paper, user: Any) -> Paper:
    """Save a paper of the register that has no number of our series: one received, or of before.

    Raises ValidationError for one that went out and for a day that has not come, PermissionDenied
    outside the user's commune.
    """
    if paper.pk and Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk).is_fixed:
        raise ValidationError(GONE_OUT)
    if paper.issued_on > timezone.localdate():
        raise ValidationError({"issued_on": _("This day lies in the future.")})
    paper.full_clean()
    paper.save()
    still_editable(paper, user)
    return paper


@transaction.atomic
def issue_document(
    *,
    commune: Commune,
    issuer: str,
    kind: PaperKind,
    dated: dt.date,
    compose: Callable[[Letter], Document],
    parts: Callable[[Letter], Mapping[str, Any]] | None = None,
    user: Any,
) -> Paper:
    """Give a document the next number of its series, and keep it as it went out.

    `compose` makes the document with the numbered head; its tree is frozen with its SHA-256. `parts`
    gives what belongs to it and went out with it (name -> JSON-ready content), frozen beside it.
    `user` acts (None from the shell). Raises ValidationError where the date lies before the
    series' last paper or too far ahead, PermissionDenied outside the user's commune; nothing is written then.
    """
    letter = letter_for(commune, issuer, kind, dated)
    paper = register_paper(
        commune=commune, issuer=IssuerKind(issuer), kind=kind, symbol=letter.symbol,
        issued_on=dated, organ_name=letter.author, subject="", signer=letter.signer_name,
        recipients="; ".join(letter.recipients), user=user,
    )  # fmt: skip
    numbered = replace(letter, number=paper.code_number, dated=dated)
    document = compose(numbered)
    tree = freeze(document)
    paper.subject = document.head.subject[:500]
    paper.save(update_fields=["subject"])
    if user is not None:
        still_editable(paper, user)
    issued = IssuedDocument.objects.create(
        paper=paper, tree=tree, sha256=digest(tree), issued_by=user
    )
    for what, content in (parts(numbered) if parts else {}).items():
        IssuedPart.objects.create(
            document=issued, what=what, content=content, sha256=digest(content)
        )
    return paper


def part_of(paper: Paper, what: str) -> Any:
    """Return what went out with a paper under a name, None where nothing did. One statement.

    The caller's paper came through the door.
    """
    rows = IssuedPart.objects.filter(document__paper=paper, what=what)
    return rows.values_list("content", flat=True).first()
