"""The gate before the sign-off: what was found, and which contradictions have their reason."""

from dataclasses import dataclass

from reports.checks import Finding, Sort, findings
from reports.figures import Figures, collect
from reports.models import Part, ReportReason, ReviewReport
from reports.queries import frame_of


@dataclass(frozen=True)
class Gate:
    """The findings of a draft. `held` are contradictions without a reason: they hold it up.

    `former` are reasons whose contradiction is gone, or tells other figures now.
    """

    missing: tuple[Finding, ...]
    doubtful: tuple[Finding, ...]
    held: tuple[Finding, ...]
    explained: tuple[tuple[Finding, ReportReason], ...]
    former: tuple[ReportReason, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing holds up the sign-off."""
        return not self.held

    @property
    def against(self) -> int:
        """How many contradictions there are, with a reason or without."""
        return len(self.held) + len(self.explained)


def gate_of(report: ReviewReport, figures: Figures | None = None) -> Gate:
    """Return the gate of a draft, from its `figures` where they are known.

    The caller has let `visible_to` decide. Five statements beside those of `collect`.
    """
    found = findings(
        figures or collect(frame_of(report)), of_results=report.kind.has_part(Part.WORK)
    )
    reasons = {row.key: row for row in report.reasons.select_related("written_by")}
    against = [one for one in found if one.sort == Sort.CONTRADICTION]
    keys = {one.key for one in against}
    return Gate(
        missing=tuple(one for one in found if one.sort == Sort.MISSING),
        doubtful=tuple(one for one in found if one.sort == Sort.DOUBTFUL),
        held=tuple(one for one in against if one.key not in reasons),
        explained=tuple((one, reasons[one.key]) for one in against if one.key in reasons),
        former=tuple(row for row in reasons.values() if row.key not in keys),
    )
