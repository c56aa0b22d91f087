"""What is missing, doubtful or contradictory for a report: one list, for the wizard and the gate.

Each check takes the figures of the report and returns what it finds. Their order is the order
of the page.
"""

from reports.checks import registers, results
from reports.checks.findings import Check, Finding, Mend, Sort
from reports.figures import Figures

CHECKS: tuple[Check, ...] = (
    registers.sites,
    results.excesses,
    results.differing,
    registers.two_registers,
    results.without_results,
    results.missing_sheets,
    results.gaps,
    results.waiting_sheets,
    results.edges,
    results.estimates,
    results.after_cut_off,
    registers.days,
    registers.founding,
    registers.rosters,
    registers.waiting_changes,
    registers.headcounts,
    registers.cameras,
    registers.zones,
)


def findings(figures: Figures, *, of_results: bool = True) -> list[Finding]:
    """Return what the checks find. The figures came through `visible_to`. Three statements.

    `of_results` is False for a report that tells no monthly results: none is missing in it.
    """
    return [
        found
        for check in CHECKS
        if of_results or check.__module__ != results.__name__
        for found in check(figures)
    ]


__all__ = ["CHECKS", "Check", "Finding", "Mend", "Sort", "findings"]
