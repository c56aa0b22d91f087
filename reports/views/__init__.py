"""The report pages, by subject."""

from reports.views.drafting import report_new, report_next, report_title
from reports.views.gate import report_checks, report_reason, report_reason_withdraw
from reports.views.reports import (
    report_correct,
    report_facts,
    report_file,
    report_issue,
    report_job,
    report_list,
    report_make_files,
    report_page,
    report_remark,
    report_reopen,
    report_section,
    report_send_back,
    report_settle,
    report_sign_off,
)

__all__ = [
    "report_checks",
    "report_correct",
    "report_facts",
    "report_file",
    "report_issue",
    "report_job",
    "report_list",
    "report_make_files",
    "report_new",
    "report_next",
    "report_page",
    "report_reason",
    "report_reason_withdraw",
    "report_remark",
    "report_reopen",
    "report_section",
    "report_send_back",
    "report_settle",
    "report_sign_off",
    "report_title",
]
