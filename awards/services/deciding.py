"""The council's votes, the decision with its number, and the other papers of a round."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from awards import papers
from awards.models import AwardPaper, AwardRound, CouncilMember, Decision, Nomination
from awards.papers.facts import RoundFacts, facts_of
from common.access import still_editable
from members.models import Paper
from members.models.papers import IssuerKind, PaperKind
from members.services.papers import issue_document

State = Nomination.State
#: which office writes a paper of a round, of which kind
ISSUERS = {
    "submission": (IssuerKind.POLICE, PaperKind.SUBMISSION),
    "council": (IssuerKind.PEOPLES_COMMITTEE, PaperKind.MINUTES),
}


@transaction.atomic
def save_council(*, round_: AwardRound, members: Sequence[CouncilMember], user: Any) -> None:
    """Keep who sits in the council, in the order given; who is not among them goes."""
    still_editable(round_, user)
    round_.council.exclude(pk__in=[row.pk for row in members if row.pk]).delete()
    for order, row in enumerate(members, 1):
        row.round, row.order = round_, order
        row.full_clean()
        row.save()
    if sum(row.seat == CouncilMember.Seat.CHAIR for row in members) > 1:
        raise ValidationError(_("A council has one chair."))


@transaction.atomic
def hold_council(
    *, round_: AwardRound, met_at: dt.datetime, place: str,
    votes: Mapping[int, tuple[int | None, str]], user: Any,
) -> None:  # fmt: skip
    """Enter what the council voted: nomination key -> (votes for, note).

    All who were present voted. A nomination without a number stays proposed. Raises
    ValidationError without anybody present, or for more votes than those present; nothing
    is written then.
    """
    still_editable(round_, user)
    total = round_.council.filter(present=True).count()
    if not total:
        raise ValidationError(_("Enter first who of the council was present."))
    if round_.papers.filter(kind=AwardPaper.Kind.COUNCIL).exists():
        raise ValidationError(_("The council's minutes have their number; its votes stay."))
    round_.council_met_at, round_.council_place = met_at, place
    round_.full_clean()
    round_.save(update_fields=["council_met_at", "council_place"])
    for row in round_.nominations.undecided().select_for_update().filter(pk__in=votes):
        for_it, row.note = votes[row.pk]
        row.votes_for = for_it
        row.votes_total = None if for_it is None else total
        row.state = State.PROPOSED if for_it is None else State.REVIEWED
        if for_it is not None and for_it > total:
            words = _("%(name)s: %(votes)d votes, but only %(total)d were present.")
            raise ValidationError(words % {"name": row.nominee, "votes": for_it, "total": total})
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save(update_fields=["votes_for", "votes_total", "state", "note"])


@transaction.atomic
def decide(
    *, round_: AwardRound, approved: Iterable[Nomination], dated: dt.date, user: Any
) -> Decision:
    """Take the chairman's decision: these are rewarded, the others that were voted on are not.

    The decision takes the next number of the People's Committee and keeps its list and the
    money of its date. Certificates run on in the commune's register of the year. Raises
    ValidationError for nobody, for a nomination the council has not voted on, and for a date
    before the council's meeting or the series' last decision; nothing is written then.
    """
    still_editable(round_, user)
    round_ = _locked(round_)
    wanted = {row.pk for row in approved}
    open_ = list(round_.nominations.undecided().select_for_update(of=("self",)))
    chosen = [row for row in open_ if row.pk in wanted]
    if not chosen or len(chosen) != len(wanted):
        raise ValidationError(_("Choose nominations of this round that are not decided on yet."))
    unheard = [row.nominee for row in chosen if row.state != State.REVIEWED]
    if unheard:
        raise ValidationError(
            _("The council has not voted on: %(names)s.") % {"names": ", ".join(unheard)}
        )
    without = [row.nominee for row in chosen if not row.merits.strip()]
    if without:
        raise ValidationError(
            _("These have no merits text: %(names)s.") % {"names": ", ".join(without)}
        )
    if round_.council_met_at and dated < timezone.localdate(round_.council_met_at):
        raise ValidationError(_("The decision cannot be dated before the council's meeting."))
    _number_certificates(round_, chosen, dated)
    facts = facts_of(round_, Nomination.objects.filter(pk__in=wanted))
    paper = issue_document(
        commune=round_.commune, issuer=IssuerKind.PEOPLES_COMMITTEE, kind=PaperKind.DECISION,
        dated=dated, compose=lambda letter: papers.decision(facts, letter, dated), user=user,
    )  # fmt: skip
    decision = Decision.objects.create(round=round_, paper=paper)
    for row in chosen:
        row.state, row.decision = State.APPROVED, decision
    Nomination.objects.bulk_update(chosen, ["state", "decision"])
    for row in open_:
        if row.pk not in wanted and row.state == State.REVIEWED:
            row.state = State.REFUSED
            row.save(update_fields=["state"])
    # Last: from now on the database itself refuses another list (`awards.fixed`).
    decision.closed = True
    decision.save(update_fields=["closed"])
    return decision


def _locked(round_: AwardRound) -> AwardRound:
    """Return the row as it is now, held until the transaction ends."""
    rows = AwardRound.objects.select_for_update(of=("self",)).select_related("commune")
    found: AwardRound = rows.get(pk=round_.pk)
    return found


def _number_certificates(round_: AwardRound, chosen: list[Nomination], dated: dt.date) -> None:
    last = (
        Nomination.objects.filter(
            round__commune=round_.commune_id, decision__paper__issued_on__year=dated.year
        ).aggregate(last=Max("certificate_number"))["last"]
        or 0
    )
    for number, row in enumerate(
        sorted(chosen, key=lambda row: (row.nominee_kind, row.pk)), last + 1
    ):
        row.certificate_number = number
    Nomination.objects.bulk_update(chosen, ["certificate_number"])


@transaction.atomic
def issue_paper(*, round_: AwardRound, what: str, dated: dt.date, user: Any) -> Paper:
    """Give the submission or the council's minutes its number, and freeze it.

    Raises ValidationError for another paper, one that has its number, a round without
    nominations, minutes of a council that has not met, and a date before it met.
    """
    if what not in ISSUERS:
        raise ValidationError(_("This paper bears no number."))
    still_editable(round_, user)
    round_ = _locked(round_)
    # The round's row is held: who comes second sees the paper of who came first.
    if round_.papers.filter(kind=what).exists():
        raise ValidationError(_("This paper has its number already."))
    facts: RoundFacts = facts_of(round_)
    if not facts.nominations:
        raise ValidationError(_("Nobody is nominated yet."))
    if what == "council":
        if round_.council_met_at is None:
            raise ValidationError(_("The council has not met yet: enter its votes first."))
        if dated < timezone.localdate(round_.council_met_at):
            raise ValidationError(_("This paper cannot be dated before the meeting."))
    issuer, kind = ISSUERS[what]
    maker = papers.submission if what == "submission" else papers.council_minutes
    paper = issue_document(
        commune=round_.commune, issuer=issuer, kind=kind, dated=dated,
        compose=lambda letter: maker(facts, letter), user=user,
    )  # fmt: skip
    AwardPaper.objects.create(round=round_, kind=what, paper=paper)
    return paper
