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
from awards.queries.authority import conferred_on
from awards.queries.money import Prizes, payments, prizes_on
from awards.services.papers import ISSUERS, MAKERS, decided_documents, refuse_nobody
from common.access import still_editable
from documents.freeze import freeze
from documents.letter import Letter
from members.models import Paper
from members.models.papers import IssuerKind, PaperKind
from members.services.papers import issue_document

State = Nomination.State


@transaction.atomic
def save_council(*, round_: AwardRound, members: Sequence[CouncilMember], user: Any) -> None:
    """Keep who sits in the council, in the order given; who is not among them goes.

    Raises ValidationError for two chairs, and once the council's minutes have their number.
    """
    still_editable(round_, user)
    if round_.papers.filter(kind=AwardPaper.Kind.COUNCIL).exists() or round_.decisions.exists():
        raise ValidationError(_("The council's minutes have their number; who sat in it stays."))
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
    votes: Mapping[int, tuple[int | None, str]], user: Any, closed_at: dt.time | None = None,
) -> None:  # fmt: skip
    """Enter what the council voted: nomination key -> (votes for, note).

    All who were present voted. A nomination without a number stays proposed. Raises
    ValidationError without anybody present, with half of the council or less, for more votes than
    those present, for a meeting still to come or a closing before its start; nothing is written then.
    """
    still_editable(round_, user)
    total = round_.council.filter(present=True).count()
    if not total:
        raise ValidationError(_("Enter first who of the council was present."))
    seats = round_.council.count()
    if total * 2 <= seats:
        words = _(
            "%(present)d of %(seats)d members were present: a council votes with more than half."
        )
        raise ValidationError(words % {"present": total, "seats": seats})
    if met_at > timezone.now():
        raise ValidationError(_("The council has not met yet: its day lies ahead."))
    if closed_at is not None and closed_at <= timezone.localtime(met_at).time():
        raise ValidationError(_("The council's meeting closes after it has begun."))
    if round_.papers.filter(kind=AwardPaper.Kind.COUNCIL).exists():
        raise ValidationError(_("The council's minutes have their number; its votes stay."))
    round_.council_met_at, round_.council_place, round_.council_closed_at = met_at, place, closed_at
    round_.full_clean()
    round_.save(update_fields=["council_met_at", "council_place", "council_closed_at"])
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

    The decision takes the next number of the People's Committee. Its lists, the pay sheet with the money
    of its date and the words of its certificates are frozen with it. Certificates run on in the commune's
    register of the year. What a higher level confers stays, for its submission. Raises ValidationError for
    nobody, for a form that the chairman does not confer on the day or whose money is not known, for a
    nomination the council has not voted on, without the numbers of the council's minutes and the
    submission, and for a date before them or the series' last decision; nothing is written then.
    """
    still_editable(round_, user)
    round_ = _locked(round_)
    wanted = {row.pk for row in approved}
    open_ = list(
        round_.nominations.undecided().select_for_update(of=("self",)).select_related("form")
    )
    chosen = [row for row in open_ if row.pk in wanted]
    if not chosen or len(chosen) != len(wanted):
        raise ValidationError(_("Choose nominations of this round that are not decided on yet."))
    own = conferred_on(dated)
    _refuse_undecidable(round_, chosen, own, dated)
    prizes = prizes_on(dated)
    _refuse_unpaid(chosen, prizes)
    _number_certificates(round_, chosen, dated)
    decision = _issue_decision(round_, wanted, prizes, dated, user)
    for row in chosen:
        row.state, row.decision = State.APPROVED, decision
    Nomination.objects.bulk_update(chosen, ["state", "decision"])
    for row in open_:
        if row.pk not in wanted and row.state == State.REVIEWED and row.form_id in own:
            row.state = State.REFUSED
            row.save(update_fields=["state"])
    # Last: from now on the database itself refuses another list (`awards.fixed`).
    decision.closed = True
    decision.save(update_fields=["closed"])
    return decision


def _refuse_undecidable(
    round_: AwardRound, chosen: Sequence[Nomination], own: frozenset[int], dated: dt.date
) -> None:
    higher = sorted(
        {f"{row.form.name} ({row.form.level})" for row in chosen if row.form_id not in own}
    )
    if higher:
        words = _(
            "The chairman of the commune does not confer: %(forms)s. Submit it to the level that does."
        )
        raise ValidationError(words % {"forms": "; ".join(higher)})
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
    issued = {row.kind: row.paper for row in round_.papers.select_related("paper")}
    for kind, words in (
        ("council", _("The decision names the council's minutes: give them their number first.")),
        ("submission", _("The decision names the submission: give it its number first.")),
    ):
        if kind not in issued:
            raise ValidationError(words)
        if issued[kind].issued_on > dated:
            told = _("The decision cannot be dated before %(code)s, which it names.")
            raise ValidationError(told % {"code": issued[kind].code})


def _refuse_unpaid(chosen: Sequence[Nomination], prizes: Prizes) -> None:
    unknown = sorted({
        f"{row.form.name} ({row.get_nominee_kind_display()})" for row in chosen
        if prizes.of(row.form_id, row.nominee_kind) is None
    })  # fmt: skip
    if unknown:
        words = _(
            "The money of %(forms)s on this day is not known: enter coefficient and base salary first."
        )
        raise ValidationError(words % {"forms": "; ".join(unknown)})


def _issue_decision(
    round_: AwardRound, wanted: set[int], prizes: Prizes, dated: dt.date, user: Any
) -> Decision:
    """Issue the decision with its lists, pay sheet and certificates, which cite its number."""
    facts = facts_of(round_, Nomination.objects.filter(pk__in=wanted), day=dated)

    def parts(letter: Letter) -> dict[str, Any]:
        paper = Paper(
            code_number=letter.number, code_notation=letter.symbol, issued_on=dated,
            kind=PaperKind.DECISION,
        )  # fmt: skip
        made = decided_documents(facts, letter, paper, prizes)
        return {
            "rewarded": freeze(made["rewarded"]), "payment": freeze(made["payment"]),
            "certificates": papers.certificate_words(facts, letter, paper),
        }  # fmt: skip

    lines, total = payments([line.nomination for line in facts.nominations], prizes)
    issued = issue_document(
        commune=round_.commune, issuer=IssuerKind.PEOPLES_COMMITTEE, kind=PaperKind.DECISION,
        dated=dated, compose=lambda letter: papers.decision(facts, letter, lines, total), parts=parts,
        user=user,
    )  # fmt: skip
    return Decision.objects.create(round=round_, paper=issued)


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
    """Give a submission or the council's minutes its number, and freeze it.

    Raises ValidationError for another paper, one that has its number, one about nobody, minutes of a
    council that has not met, and a date too far ahead or before it met.
    """
    if what not in ISSUERS:
        raise ValidationError(_("This paper bears no number."))
    still_editable(round_, user)
    round_ = _locked(round_)
    # The round's row is held: who comes second sees the paper of who came first.
    if round_.papers.filter(kind=what).exists():
        raise ValidationError(_("This paper has its number already."))
    facts: RoundFacts = facts_of(round_, day=dated)
    refuse_nobody(facts, what)
    if what in ("council", "higher"):
        if round_.council_met_at is None:
            raise ValidationError(_("The council has not met yet: enter its votes first."))
        if dated < timezone.localdate(round_.council_met_at):
            raise ValidationError(_("This paper cannot be dated before the meeting."))
    if what == "higher" and facts.minutes is None:
        raise ValidationError(_("It encloses the council's minutes: give them their number first."))
    issuer, kind = ISSUERS[what]
    paper = issue_document(
        commune=round_.commune, issuer=issuer, kind=kind, dated=dated,
        compose=lambda letter: MAKERS[what](facts, letter), user=user,
    )  # fmt: skip
    AwardPaper.objects.create(round=round_, kind=what, paper=paper)
    return paper
