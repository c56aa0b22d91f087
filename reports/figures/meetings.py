"""Meetings of the period, and the papers that led the work."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from common.periods import Period
from meetings.models import Meeting
from members.models import Paper
from reports.figures.base import Frame


@dataclass(frozen=True)
class PaperLine:
    kind: str
    code: str
    issued_on: dt.date
    organ: str
    subject: str
    issued: bool


@dataclass(frozen=True)
class Leadership:
    """Meetings held, by kind, and papers of the period, in order of date."""

    meetings: tuple[tuple[dt.date, str], ...]
    meetings_by_kind: tuple[tuple[str, int], ...]
    papers: tuple[PaperLine, ...]
    papers_by_kind: tuple[tuple[str, int], ...]


def leadership(frame: Frame) -> Leadership:
    """Return meetings and papers up to the cut-off day. Two statements.

    Reports, invitations, programmes, minutes and submissions lead no work; they are left out.
    """
    counted = Period.inclusive(frame.period.start, frame.cut_off)
    held = list(
        Meeting.objects.filter(commune__in=frame.communes)
        .held_in(counted)
        .filter(Q(programs__in=frame.program_ids) | Q(programs__isnull=True))
        .distinct()
        .order_by("starts_at")
    )
    papers = [
        PaperLine(
            kind=paper.kind,
            code=paper.code,
            issued_on=paper.issued_on,
            organ=paper.organ_name,
            subject=paper.subject,
            issued=paper.direction == Paper.Direction.ISSUED,
        )
        for paper in Paper.objects.filter(
            commune__in=frame.communes,
            issued_on__gte=frame.period.start - dt.timedelta(days=366),
            issued_on__lte=frame.cut_off,
        )
        .exclude(kind__in=["BC", "GM", "CTr", "BB", "TTr"])
        .order_by("issued_on", "code_number")
    ]
    return Leadership(
        meetings=tuple((timezone.localdate(meeting.starts_at), meeting.title) for meeting in held),
        meetings_by_kind=tuple(Counter(meeting.kind for meeting in held).items()),
        papers=tuple(papers),
        papers_by_kind=tuple(Counter(paper.kind for paper in papers).most_common()),
    )
