"""What the papers of one meeting say: read once, told in words."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from common.dates import long_date
from common.figures import count
from common.text import lower_first
from documents.tree import Cell, Column, Table
from meetings.models import Conclusion, Delegate, Meeting
from meetings.queries import Point, agenda_of, delegates_of

#: how a letter names the groups of delegates
GROUPS = {
    Delegate.Group.SUPERIOR: "Đại biểu cấp trên",
    Delegate.Group.COMMUNE_LEADERS: "Lãnh đạo xã",
    Delegate.Group.FRONT: "Mặt trận Tổ quốc và các đoàn thể",
    Delegate.Group.VILLAGE: "Đại biểu các thôn",
    Delegate.Group.POLICE: "Cán bộ, chiến sĩ Công an",
    Delegate.Group.PEOPLE: "Đại diện nhân dân",
}
_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Facts:
    """A meeting with its programmes, agenda, delegates and conclusions, in order."""

    meeting: Meeting
    programs: tuple[str, ...]
    agenda: tuple[Point, ...]
    delegates: tuple[Delegate, ...]
    conclusions: tuple[Conclusion, ...]

    @property
    def title(self) -> str:
        """What the meeting is, as it stands inside a sentence: "Hội nghị tổng kết ..."."""
        title = self.meeting.title.strip().rstrip(".")
        if title.lower().startswith(("hội nghị", "cuộc họp", "họp ", "lễ ", "giao ban")):
            return title
        return f"Hội nghị {lower_first(title)}"

    @property
    def when(self) -> str:
        return when(self.meeting.starts_at)

    def present(self) -> list[Delegate]:
        return [row for row in self.delegates if row.attendance == Delegate.Attendance.PRESENT]

    def by_group(self) -> list[tuple[str, list[Delegate]]]:
        """Return (name of the group, its delegates), groups with somebody only."""
        found = [
            (GROUPS[group], [row for row in self.delegates if row.group == group])
            for group in Delegate.Group
        ]
        return [(name, rows) for name, rows in found if rows]


def when(moment: dt.datetime) -> str:
    """Return "14 giờ 00 phút, Chủ nhật, ngày 29 tháng 9 năm 2024"."""
    local = timezone.localtime(moment)
    return f"{clock(local)}, {_DAYS[local.weekday()]}, {long_date(local.date())}"


def clock(moment: dt.datetime) -> str:
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def named(delegate: Delegate) -> str:
    """Return "Đồng chí Trung tá Ngô Thanh Bình, Cán bộ ..., BCĐ 138"."""
    return ", ".join(filter(None, (delegate.introduced, delegate.standing)))


def people(number: int) -> str:
    return f"{count(number)} đại biểu"


def agenda_table(agenda: tuple[Point, ...], caption: str = "") -> Table:
    """The agenda with its times running on."""
    rows: list[tuple[Cell, ...]] = []
    for number, point in enumerate(agenda, 1):
        time = f"{point.at.hour:02d}h{point.at.minute:02d}" if point.at else ""
        length = f"{point.item.minutes} phút" if point.item.minutes else ""
        rows.append((str(number), time, point.item.item, point.item.presenter, length))
    columns = (
        Column("TT", "centre", 0.6), Column("Thời gian", "centre", 1.2),
        Column("Nội dung", "text", 4.6), Column("Người thực hiện", "text", 2.8),
        Column("Thời lượng", "centre", 1.2),
    )  # fmt: skip
    return Table(caption, columns, tuple(rows))


def facts_of(meeting: Meeting) -> Facts:
    """Read what the papers of a meeting say. The caller's meeting came through the door.

    Four statements, and those for commune, chair and secretary where they were not read with it.
    """
    return Facts(
        meeting=meeting,
        programs=tuple(meeting.programs.order_by("pk").values_list("name", flat=True)),
        agenda=tuple(agenda_of(meeting)),
        delegates=tuple(delegates_of(meeting)),
        conclusions=tuple(
            meeting.conclusions.exclude(state="dropped").order_by(
                F("due_on").asc(nulls_last=True), "pk"
            )
        ),
    )
