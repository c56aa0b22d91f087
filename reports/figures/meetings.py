"""Meetings of the period, and the papers that led the work."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from common.periods import Period
from meetings.models import Meeting
from members.models import Paper
from members.models.papers import PaperKind
from programs.queries.papers import concerning
from reports.figures.base import Frame
from reports.figures.programmes import Programme

#: papers that lead no work: they report, invite, record, ask
NOT_LEADING = (
    PaperKind.REPORT, PaperKind.INVITATION, PaperKind.PROGRAMME, PaperKind.MINUTES,
    PaperKind.SUBMISSION,
)  # fmt: skip


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


def leadership(frame: Frame, programmes: Iterable[Programme]) -> Leadership:
    """Return the meetings and papers of the period that concern the programmes under review.

    Up to the cut-off day. Four statements. What concerns no programme, or another one, is in
    no list and no count.
    """
    counted = Period.inclusive(frame.period.start, frame.cut_off)
    held = list(
        Meeting.objects.filter(commune__in=frame.communes, programs__in=frame.program_ids)
        .held_in(counted)
        .distinct()
        .order_by("starts_at")
    )
    issued = list(
        Paper.objects.filter(
            commune__in=frame.communes,
            issued_on__gte=counted.start,
            issued_on__lt=counted.end,
        )
        .exclude(kind__in=NOT_LEADING)
        .order_by("issued_on", "code_number", "pk")
    )
    names = {
        key: [item.name, *item.aliases, *(part.name for part in item.parts)]
        for item in programmes
        for key in item.ids
    }
    led = concerning(issued, frame.programs, names)
    papers = [
        PaperLine(
            kind=paper.kind,
            code=paper.code,
            issued_on=paper.issued_on,
            organ=paper.organ_name,
            subject=paper.subject,
            issued=paper.direction == Paper.Direction.ISSUED,
        )
        for paper in issued
        if paper.pk in led
    ]
    return Leadership(
        meetings=tuple((timezone.localdate(meeting.starts_at), meeting.title) for meeting in held),
        meetings_by_kind=tuple(Counter(meeting.kind for meeting in held).items()),
        papers=tuple(papers),
        papers_by_kind=tuple(Counter(paper.kind for paper in papers).most_common()),
    )
