"""Papers and their numbers: each issuer, kind and year has one series, no gap, no double."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.access import still_editable
from members.models import Commune, Paper, PaperSeries
from members.models.papers import IssuerKind, PaperKind


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
    numbers of a year run on with their dates (Decree 30/2020, art. 15).
    """
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
