"""Reports: their kinds, drafts, texts, sign-off, issue, files."""

from reports.models.kinds import ReportKind, ReportKindPart
from reports.models.parts import Part
from reports.models.reports import (
    IssuedReport,
    ReportFile,
    ReportJob,
    ReportReason,
    ReportRemark,
    ReportSection,
    ReviewReport,
)

__all__ = [
    "IssuedReport",
    "Part",
    "ReportFile",
    "ReportJob",
    "ReportKind",
    "ReportKindPart",
    "ReportReason",
    "ReportRemark",
    "ReportSection",
    "ReviewReport",
]
