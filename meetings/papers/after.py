"""What a meeting leaves on paper: minutes, notice of conclusions, captions of its photos."""

from collections.abc import Iterable

from django.utils import timezone

from common.dates import long_date, short_date
from common.figures import count
from common.text import lower_first
from documents.letter import Letter
from documents.tree import Block, Document, Heading, Paragraph, Picture, Signature
from meetings.models import AgendaItem, Delegate, Minutes
from meetings.papers.before import body
from meetings.papers.facts import GROUPS, Facts, clock, named, people, when

Part = AgendaItem.Part


def minutes_text(facts: Facts) -> str:
    """Draft the course of a meeting from its agenda; the secretary goes on writing."""
    lines = []
    for number, point in enumerate(facts.agenda, 1):
        at = f" ({point.at.hour:02d}h{point.at.minute:02d})" if point.at else ""
        who = point.item.presenter
        lines.append(f"{number}. {point.item.item}{at}")
        if point.item.part in (Part.PAPERS, Part.DISCUSSION):
            lines.append("- Ý kiến của các đại biểu: [thư ký ghi họ tên và nội dung từng ý kiến].")
        elif point.item.part == Part.VOTE:
            lines.append("- Hội nghị biểu quyết; kết quả ghi ở phần dưới.")
        elif who:
            lines.append(f"- Người thực hiện: {who}.")
    return "\n".join(lines)


def minutes(facts: Facts, letter: Letter, kept: Minutes | None) -> Document:
    """The minutes (BB; Decree 30, form 1.9), drafted from agenda and attendance where none are kept."""
    meeting = facts.meeting
    present, proxies = facts.present(), [row for row in facts.present() if row.proxy]
    absent = [row for row in facts.delegates if row.attendance in
              (Delegate.Attendance.EXCUSED, Delegate.Attendance.ABSENT)]  # fmt: skip
    counted = [
        f"{name}: {people(sum(row in present for row in rows))}/{count(len(rows))} được mời"
        for name, rows in facts.by_group()
    ]
    blocks: list[Block] = [
        Paragraph((f"Thời gian bắt đầu: {facts.when}.",)),
        Paragraph((f"Địa điểm: {meeting.place}.",)),
        Heading(2, "I. Thành phần tham dự"),
        *body(*counted, f"Có mặt: {people(len(present))} trên tổng số {people(len(facts.delegates))} "
              "được mời.", style="item"),
        *body(*(f"{row.proxy} dự thay {lower_first(named(row))}." for row in proxies), style="item"),
        *body("Vắng mặt: " + "; ".join(
            f"{row.full_name} ({row.unit or row.post or GROUPS[Delegate.Group(row.group)]}"
            f"{', có lý do' if row.attendance == Delegate.Attendance.EXCUSED else ''})"
            for row in absent) + "." if absent else "", style="item"),
        *body(f"Chủ trì: {named(meeting.chair)}." if meeting.chair else "", style="item"),
        *body(f"Thư ký: {named(meeting.secretary)}." if meeting.secretary else "", style="item"),
        Heading(2, "II. Diễn biến"),
        *_course(kept.text if kept and kept.text.strip() else minutes_text(facts)),
    ]  # fmt: skip
    if kept and kept.votes_total is not None:
        other = kept.votes_total - (kept.votes_for or 0) - (kept.votes_against or 0)
        blocks += [
            Heading(2, "III. Kết quả biểu quyết"),
            *body(f"Tổng số phiếu: {count(kept.votes_total)}; nhất trí: {count(kept.votes_for)}; không nhất "
                  f"trí: {count(kept.votes_against)}; ý kiến khác: {count(other)}."),
        ]  # fmt: skip
    if facts.conclusions:
        number = "IV" if kept and kept.votes_total is not None else "III"
        blocks += [Heading(2, f"{number}. Kết luận"), *_tasks(facts)]
    blocks.append(Paragraph((_closing(facts),), "closing"))
    chair, secretary = meeting.chair, meeting.secretary
    return Document(
        title=f"Biên bản {facts.title}", author=letter.author,
        head=letter.head("Biên bản", facts.title), blocks=tuple(blocks),
        signature=Signature(
            "", ("Chủ trì",), chair.full_name if chair else "", chair.rank if chair else "",
            ("Lưu: VT, hồ sơ hội nghị",),
            Signature("", ("Thư ký",), secretary.full_name if secretary else "",
                      secretary.rank if secretary else ""),
        ),
    )  # fmt: skip


def _closing(facts: Facts) -> str:
    ends = facts.meeting.ends_at
    if ends is None:
        return (
            "Hội nghị kết thúc hồi ....... giờ ....... phút cùng ngày. Biên bản được đọc lại cho mọi người "
            "cùng nghe và nhất trí thông qua./."
        )
    local = timezone.localtime(ends)
    same = local.date() == timezone.localtime(facts.meeting.starts_at).date()
    moment = f"{clock(local)} cùng ngày" if same else when(ends)
    return f"Hội nghị kết thúc hồi {moment}. Biên bản được đọc lại cho mọi người cùng nghe và nhất trí thông qua./."


def _course(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for line in text.splitlines():
        if line.strip().startswith("- "):
            blocks.append(Paragraph((line.strip()[2:],), "item"))
        elif line.strip():
            blocks.append(Paragraph((line.strip(),)))
    return tuple(blocks)


def _tasks(facts: Facts) -> tuple[Block, ...]:
    lines = []
    for row in facts.conclusions:
        due = f"; hoàn thành trước ngày {short_date(row.due_on)}" if row.due_on else ""
        lines.append(f"{row.what.strip().rstrip('.')}. Chủ trì thực hiện: {row.owner}{due}.")
    return body(*lines, style="item")


def notice(facts: Facts, letter: Letter) -> Document:
    """The notice of conclusions (TB): what is to be done, by whom and by when."""
    meeting = facts.meeting
    day = long_date(timezone.localtime(meeting.starts_at).date())
    chair = f" dưới sự chủ trì của {lower_first(named(meeting.chair))}" if meeting.chair else ""
    blocks: list[Block] = [
        Paragraph((f"Ngày {day.removeprefix('ngày ')}, tại {meeting.place}, {letter.author} đã tổ chức "
                   f"{facts.title}{chair}. Tham dự có {people(len(facts.present()))}.",)),
        Paragraph(("Sau khi nghe báo cáo và ý kiến của các đại biểu, hội nghị kết luận, giao nhiệm vụ như "
                   "sau:",)),
        *(_tasks(facts) or body("Tiếp tục thực hiện các nhiệm vụ theo báo cáo đã thông qua.", style="item")),
        Paragraph((f"Trên đây là kết luận của {facts.title}; đề nghị các đơn vị, cá nhân liên quan triển "
                   "khai thực hiện, báo cáo kết quả về cơ quan thường trực./.",), "closing"),
    ]  # fmt: skip
    return Document(
        title=f"Thông báo kết luận {facts.title}", author=letter.author,
        head=letter.head("Thông báo", f"Kết luận {facts.title}"), blocks=tuple(blocks),
        signature=letter.signature(),
    )  # fmt: skip


def captions_sheet(facts: Facts, letter: Letter, pictures: Iterable[Picture]) -> Document:
    """The photos with their captions, two on a page, for the file and the press."""
    shown = tuple(pictures)
    return Document(
        title=f"Ảnh {facts.title}", author=letter.author,
        head=letter.plain_head("Ảnh tư liệu", facts.title),
        blocks=shown or body("Chưa có ảnh nào."),
    )  # fmt: skip
