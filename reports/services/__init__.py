"""Writes of reports: draft, sign-off, issue with a number, correction, files."""

from reports.services.drafts import (
    attach,
    check_period,
    draft_next,
    draft_report,
    may_draft,
    may_draft_at_all,
    retitle,
    save_section,
)
from reports.services.kinds import code_of, copy_kind
from reports.services.way import (
    FORMATS,
    correct,
    file_name,
    give_reason,
    issue,
    make_files,
    may_give_reason,
    may_sign_off,
    reopen,
    shown_digest,
    sign_off,
    withdraw_reason,
    write_document,
)

__all__ = [
    "FORMATS",
    "attach",
    "check_period",
    "code_of",
    "copy_kind",
    "correct",
    "draft_next",
    "draft_report",
    "file_name",
    "give_reason",
    "issue",
    "make_files",
    "may_draft",
    "may_draft_at_all",
    "may_give_reason",
    "may_sign_off",
    "reopen",
    "retitle",
    "save_section",
    "shown_digest",
    "sign_off",
    "withdraw_reason",
    "write_document",
]
