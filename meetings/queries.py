"""Reads of meetings: the agenda with its times running on, and who has come."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from common.search import keys_matching
from meetings.models import AgendaItem, Conclusion, Delegate, Meeting


@dataclass(frozen=True)
class Point:
    """An item of the agenda with the time at which it begins, as far as it follows."""

    item: AgendaItem
    at: dt.time | None


def agenda_of(meeting: Meeting) -> list[Point]:
    """Return the agenda in order. A time that is typed counts; others run on from the item
    before by its minutes, and stop where its length is not known. One statement."""
    points = []
    running: dt.datetime | None = timezone.localtime(meeting.starts_at)
    for item in meeting.agenda.order_by("order", "pk"):
        if item.starts_at is not None:
            running = timezone.localtime(meeting.starts_at).replace(
                hour=item.starts_at.hour, minute=item.starts_at.minute
            )
        points.append(Point(item, running.time() if running else None))
        if running is not None:
            running = running + dt.timedelta(minutes=item.minutes) if item.minutes else None
    return points


def delegates_of(meeting: Meeting, text: str = "") -> list[Delegate]:
    """Return delegates in protocol order, found by name, post or unit with or without accents.

    The caller's meeting came through `visible_to`. One statement, two with words to find.
    """
    rows: Any = meeting.delegates.select_related("village").order_by("protocol_order", "pk")
    if text.strip():
        rows = rows.filter(pk__in=keys_matching(rows, text, "full_name", "post", "unit"))
    return list(rows)


@dataclass(frozen=True)
class GroupCount:
    """How many of a group are invited, have come (themselves or by proxy) and are excused."""

    label: str
    invited: int
    present: int
    proxies: int
    excused: int


def counts_of(meeting: Meeting) -> tuple[list[GroupCount], GroupCount]:
    """Return counts by group, and of all. Each delegate counts once, whoever tapped. One statement."""
    rows = list(meeting.delegates.order_by().values_list("group", "attendance", "proxy"))
    came, excused = Delegate.Attendance.PRESENT, Delegate.Attendance.EXCUSED
    by: Counter[tuple[str, str]] = Counter()
    for group, attendance, proxy in rows:
        for key in (group, ""):
            by[(key, "invited")] += 1
            by[(key, "present")] += attendance == came
            by[(key, "proxy")] += attendance == came and bool(proxy)
            by[(key, "excused")] += attendance == excused

    def count(key: str, label: str) -> GroupCount:
        return GroupCount(
            label,
            by[(key, "invited")],
            by[(key, "present")],
            by[(key, "proxy")],
            by[(key, "excused")],
        )

    groups = [
        count(group.value, str(group.label))
        for group in Delegate.Group
        if by[(group.value, "invited")]
    ]
    return groups, count("", "")


def late_tasks(user: Any, day: dt.date) -> list[Conclusion]:
    """Return the tasks that the user may see and that are overdue, the oldest first. One statement."""
    rows = Conclusion.objects.visible_to(user).overdue_on(day).select_related("meeting")
    return list(rows.order_by("due_on", "pk")[:20])
