"""Awards of the period: collectives, individuals, households, by form."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from awards.models import Nomination, NomineeKind
from reports.figures.base import Frame


@dataclass(frozen=True)
class Awarded:
    """A rewarded or proposed nominee as the list prints it."""

    kind: str
    name: str
    village: str
    form: str
    merits: str
    decision: str
    decided_on: dt.date | None


@dataclass(frozen=True)
class Awards:
    """Approved awards of rounds that end in the period, and those still proposed."""

    approved: tuple[Awarded, ...]
    proposed: tuple[Awarded, ...]
    by_kind: tuple[tuple[str, int], ...]
    by_form: tuple[tuple[str, int], ...]

    def count(self, kind: NomineeKind) -> int:
        return dict(self.by_kind).get(kind, 0)


def awards(frame: Frame) -> Awards:
    """Return the awards for the programmes of the frame. One statement.

    A round belongs to the period it reviews: its last day lies in the report's
    period, though the decision may come after the cut-off day.
    """
    rows = (
        Nomination.objects.filter(
            round__commune__in=frame.communes,
            round__programs__in=frame.program_ids,
            round__period_end__gt=frame.period.start,
            round__period_end__lte=frame.period.end,
        )
        .exclude(state=Nomination.State.REFUSED)
        .select_related("person", "team", "village", "form", "decision__paper", "round")
        .distinct()
        .order_by("nominee_kind", "pk")
    )
    order = [NomineeKind.COLLECTIVE, NomineeKind.INDIVIDUAL, NomineeKind.HOUSEHOLD]
    found = sorted(rows, key=lambda row: order.index(NomineeKind(row.nominee_kind)))
    approved = [row for row in found if row.state == Nomination.State.APPROVED]
    return Awards(
        approved=tuple(_line(frame, row) for row in approved),
        proposed=tuple(
            _line(frame, row) for row in found if row.state != Nomination.State.APPROVED
        ),
        by_kind=tuple(Counter(row.nominee_kind for row in approved).items()),
        by_form=tuple(Counter(row.form.name for row in approved).most_common()),
    )


def _line(frame: Frame, row: Nomination) -> Awarded:
    paper = row.decision.paper if row.decision else None
    # The village stands beside a person; of a team or household it tells which of one name.
    where = row.village_id or (row.team.village_id if row.team else None)
    is_village = row.person is None and row.team is None and not row.household_name
    return Awarded(
        kind=row.nominee_kind,
        name=(frame.named(row.village_id) if is_village else "") or row.nominee,
        village=frame.named(where),
        form=row.form.name,
        merits=row.merits,
        decision=paper.code if paper else "",
        decided_on=paper.issued_on if paper else None,
    )
