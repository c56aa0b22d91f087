"""What a decision rewarded stays: its list is closed when its paper is frozen."""

from django.utils.translation import gettext_lazy as _

from common.fixed import Guard, guard
from members.fixed import GONE_OUT

DECIDED = _("This nomination is decided on and stays as it is.")
_CLOSED = "EXISTS (SELECT 1 FROM awards_decision d WHERE d.id = {row}.decision_id AND d.closed)"
_OLD, _NEW = (_CLOSED.replace("{row}", row) for row in ("{old}", "{new}"))


def guard_awards() -> None:
    needs = ("awards_decision.closed", "awards_nomination.decision_id")
    guard(
        Guard(
            name="awards_nomination_joins_no_closed_decision",
            table="awards_nomination",
            refused={"INSERT": _NEW, "UPDATE": _NEW},
            columns=("decision_id",),
            needs=needs,
            message=_("This decision is closed: nobody is added to its list."),
        ),
        Guard(
            name="awards_nomination_decided_stays",
            table="awards_nomination",
            refused={"UPDATE": _OLD, "DELETE": _OLD},
            # The person and the village may be joined with another record of the same one.
            columns=(
                "round_id", "form_id", "nominee_kind", "household_name", "state", "votes_for",
                "votes_total", "certificate_number", "decision_id",
            ),
            needs=needs,
            message=DECIDED,
        ),
        Guard(
            name="awards_decision_stays",
            table="awards_decision",
            refused={"UPDATE": "{old}.closed", "DELETE": "{old}.closed"},
            columns=("round_id", "paper_id", "closed"),
            message=GONE_OUT,
        ),
        Guard(
            name="awards_awardpaper_stays",
            table="awards_awardpaper",
            refused={"UPDATE": "1 = 1", "DELETE": "1 = 1"},
            message=GONE_OUT,
        ),
    )  # fmt: skip
