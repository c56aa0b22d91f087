"""What the papers of one meeting say: read once, told in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from common.dates import long_date
from common.figures import count
from common.text import fold, lower_first, mid_sentence, sentence_case
from common.unit_words import UnitWords
from documents.tree import Cell, Column, Table
from meetings.models import Conclusion, Delegate, Meeting
from meetings.queries import Point, agenda_of, delegates_of
from members.models import Paper
from members.queries import unit_words

Group = Delegate.Group
_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
#: how an organ's name begins; what it does somebody does for it
_ORGANS = (
    "công an", "ubnd", "ủy ban", "cơ quan", "ban chỉ đạo", "bcđ", "hội ", "hđnd", "mặt trận", "mttq",
    "đoàn ", "văn phòng", "đảng ủy", "thường trực", "ban công tác", "chi bộ",
)  # fmt: skip
#: with what an item begins that tells what its presenter does
_VERBS = (
    "bế mạc", "biểu quyết", "biểu dương", "báo cáo", "chỉ đạo", "chúc mừng", "công bố", "giao", "giới thiệu",
    "giải đáp", "hướng dẫn", "khai mạc", "kết luận", "phát biểu", "phổ biến", "quán triệt", "tham luận",
    "thông qua", "thảo luận", "trao", "triển khai", "trình bày", "trả lời", "tuyên bố", "đánh giá", "đọc",
    "tặng", "ký kết",
)  # fmt: skip


def groups_of(words: UnitWords) -> Mapping[Delegate.Group, str]:
    """Return how a paper names the groups of delegates, by the kinds of units there."""
    return {
        Group.SUPERIOR: "Đại biểu cấp trên",
        Group.COMMUNE_LEADERS: sentence_case(words.leaders),
        Group.FRONT: "Mặt trận Tổ quốc và các đoàn thể",
        Group.VILLAGE: f"Đại biểu {words.villages}",
        Group.POLICE: "Cán bộ, chiến sĩ Công an",
        Group.PEOPLE: "Đại diện nhân dân",
    }


@dataclass(frozen=True)
class Facts:
    """A meeting with its programmes, agenda, delegates and conclusions, in order.

    `words` are those of the commune on the meeting's day, `founded` the founding decisions of the
    programmes under review, `awards` the decisions on awards that are conferred at it; `rewards` says
    whether anything is conferred.
    """

    meeting: Meeting
    words: UnitWords
    programs: tuple[str, ...]
    agenda: tuple[Point, ...]
    delegates: tuple[Delegate, ...]
    conclusions: tuple[Conclusion, ...]
    founded: tuple[Paper, ...] = ()
    awards: tuple[Paper, ...] = ()
    rewards: bool = False

    @property
    def event(self) -> str:
        """What kind of gathering it is, in mid-sentence: "hội nghị", "cuộc họp", "buổi lễ"."""
        title = self.meeting.title.strip().lower()
        if title.startswith("lễ "):
            return "buổi lễ"
        if self.meeting.kind == Meeting.Kind.MONTHLY or title.startswith(
            ("cuộc họp", "họp ", "giao ban")
        ):
            return "cuộc họp"
        return "hội nghị"

    @property
    def title(self) -> str:
        """What the meeting is, as it stands inside a sentence: "Hội nghị tổng kết ..."."""
        title = self.meeting.title.strip().rstrip(".")
        if title.lower().startswith(("hội nghị", "cuộc họp", "họp ", "lễ ", "giao ban")):
            return title
        return f"{sentence_case(self.event)} {mid_sentence(title)}"

    @property
    def when(self) -> str:
        return when(self.meeting.starts_at)

    def present(self) -> list[Delegate]:
        return [row for row in self.delegates if row.attendance == Delegate.Attendance.PRESENT]

    def by_group(self) -> list[tuple[str, list[Delegate]]]:
        """Return (name of the group, its delegates), groups with somebody only."""
        labels = groups_of(self.words)
        found = [
            (labels[group], [row for row in self.delegates if row.group == group])
            for group in Group
        ]
        return [(name, rows) for name, rows in found if rows]

    def of_group(self, group: Delegate.Group) -> list[Delegate]:
        return [row for row in self.delegates if row.group == group]

    def speaker(self, presenter: str) -> str:
        """Return who presents an item, in mid-sentence: a delegate in full where it can be only one.

        "Công an xã", with two delegates of it, is "đại diện Công an xã".
        """
        text = presenter.strip().rstrip(".")
        if not text:
            return "đồng chí được phân công"
        found = self._delegate_of(text)
        if found is not None:
            return named_inside(found)
        if text.lower().startswith(_ORGANS):
            return f"đại diện {text}"
        return mid_sentence(text)

    def _delegate_of(self, text: str) -> Delegate | None:
        by_name = [row for row in self.delegates if row.full_name in text]
        if by_name:
            return by_name[0] if len(by_name) == 1 else None
        wanted = _post(text)
        for said in (
            lambda row: wanted in [_post(part) for part in (*row.post.split(","), row.standing)],
            lambda row: wanted == _post(row.unit),
            lambda row: wanted in fold(row.standing.replace(",", "")),
        ):
            found = [row for row in self.delegates if said(row)]
            if len(found) == 1:
                return found[0]
        return None


def _post(text: str) -> str:
    """Return a post as it is compared: "Trưởng Ban Chỉ đạo 138 xã" is "Trưởng Ban Chỉ đạo 138"."""
    bare = fold(text.strip())
    for kind in (" xa", " phuong", " dac khu"):
        bare = bare.removesuffix(kind)
    return bare


def when(moment: dt.datetime) -> str:
    """Return "14 giờ 00 phút, Chủ nhật, ngày 29 tháng 9 năm 2024"."""
    local = timezone.localtime(moment)
    return f"{clock(local)}, {_DAYS[local.weekday()]}, {long_date(local.date())}"


def clock(moment: dt.datetime | dt.time) -> str:
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def named(delegate: Delegate) -> str:
    """Return "Đồng chí Trung tá Ngô Thanh Bình, Cán bộ ..., BCĐ 138"."""
    return ", ".join(filter(None, (delegate.introduced, delegate.standing)))


def named_inside(delegate: Delegate) -> str:
    """Return the same in mid-sentence: the honorific goes small, a name never does."""
    words = named(delegate)
    return lower_first(words) if delegate.honorific.strip() else words


def people(number: int) -> str:
    return f"{count(number)} đại biểu"


def does(item: str) -> str:
    """Return an item of the agenda as what its presenter does, or "" where it tells none."""
    words = mid_sentence(item.strip().rstrip("."))
    return words if words.lower().startswith(_VERBS) else ""


def agenda_table(agenda: tuple[Point, ...], caption: str = "") -> Table:
    """The agenda with its times running on."""
    rows: list[tuple[Cell, ...]] = []
    for number, point in enumerate(agenda, 1):
        time = f"{point.at.hour:02d}h{point.at.minute:02d}" if point.at else ""
        length = f"{count(point.item.minutes)} phút" if point.item.minutes else ""
        rows.append((str(number), time, point.item.item, point.item.presenter, length))
    columns = (
        Column("TT", "centre", 0.6), Column("Thời gian", "centre", 1.2),
        Column("Nội dung", "text", 4.6), Column("Người thực hiện", "text", 2.8),
        Column("Thời lượng", "centre", 1.2),
    )  # fmt: skip
    return Table(caption, columns, tuple(rows))


def facts_of(meeting: Meeting) -> Facts:
    """Read what the papers of a meeting say. The caller's meeting came through the door.

    Nine statements, and those for commune, chair, secretary and plan where they were not read with it.
    Awards stand on a floor above; they are asked for through the meeting's own name for them.
    """
    programs = list(meeting.programs.select_related("decision").order_by("pk"))
    decisions = {row.decision_id: row.decision for row in programs if row.decision}
    awards = Paper.objects.filter(award_decision__round__meeting=meeting).order_by(
        "issued_on", "pk"
    )
    return Facts(
        meeting=meeting,
        words=unit_words(meeting.commune, timezone.localdate(meeting.starts_at)),
        programs=tuple(dict.fromkeys(row.name for row in programs)),
        agenda=tuple(agenda_of(meeting)),
        delegates=tuple(delegates_of(meeting)),
        conclusions=tuple(
            meeting.conclusions.exclude(state="dropped").order_by(
                F("due_on").asc(nulls_last=True), "pk"
            )
        ),
        founded=tuple(sorted(decisions.values(), key=lambda paper: (paper.issued_on, paper.pk))),
        awards=tuple(awards),
        rewards=Meeting.objects.filter(pk=meeting.pk, award_rounds__isnull=False).exists(),
    )
