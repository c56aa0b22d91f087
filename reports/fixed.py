"""An issued report stays: its tree, its number, its texts."""

from django.utils.translation import gettext_lazy as _

from common.fixed import Guard, guard
from members.fixed import GONE_OUT, NUMBER, WORDS

ISSUED = _("An issued report stays as it is; a correction is a new report.")


def guard_reports() -> None:
    issued = "{old}.state = 'issued'"
    of_issued = (
        "EXISTS (SELECT 1 FROM reports_reviewreport r "
        "WHERE r.id = {old}.report_id AND r.state = 'issued')"
    )
    guard(
        Guard(
            name="reports_issuedreport_stays",
            table="reports_issuedreport",
            refused={"UPDATE": "1 = 1", "DELETE": "1 = 1"},
            message=ISSUED,
        ),
        Guard(
            name="reports_issuedreport_paper_stays",
            table="members_paper",
            refused={
                "UPDATE": "EXISTS (SELECT 1 FROM reports_issuedreport i WHERE i.paper_id = {old}.id)"
            },
            columns=NUMBER + WORDS,
            needs=("reports_issuedreport.paper_id",),
            message=GONE_OUT,
        ),
        Guard(
            name="reports_reviewreport_issued_stays",
            table="reports_reviewreport",
            refused={"UPDATE": issued, "DELETE": issued},
            columns=(
                "state",
                "title",
                "commune_id",
                "period_start",
                "period_end",
                "cut_off",
                "kind_id",
            ),
            message=ISSUED,
        ),
        Guard(
            name="reports_reportsection_issued_stays",
            table="reports_reportsection",
            refused={"UPDATE": of_issued, "DELETE": of_issued},
            columns=("text", "key", "report_id"),
            needs=("reports_reviewreport.state",),
            message=ISSUED,
        ),
    )
