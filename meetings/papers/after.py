"""What a meeting leaves on paper: minutes, notice of conclusions, captions of its photos."""

from collections.abc import Iterable

from django.utils import timezone

from common.dates import long_date, short_date
from common.figures import MISSING, count, percent
from common.text import mid_sentence, sentence_case
from documents.letter import Letter
from documents.tree import Block, Document, Heading, Paragraph, Picture, Signature
from meetings.models import AgendaItem, Delegate, Minutes
from meetings.papers.before import body
from meetings.papers.facts import (
    Facts,
    clock,
    does,
    groups_of,
    named,
    named_inside,
    people,
    when,
)

Part = AgendaItem.Part
#: so many absent delegates are named; of more the number is told
MOST_ABSENT = 12


def minutes_text(facts: Facts) -> str:
    """Draft the course of a meeting from its agenda, with who spoke; the secretary goes on writing."""
    lines = []
    for number, point in enumerate(facts.agenda, 1):
        at = f" ({point.at.hour:02d}h{point.at.minute:02d})" if point.at else ""
        item, part = point.item.item.strip().rstrip("."), point.item.part
        who = facts.speaker(point.item.presenter) if point.item.presenter.strip() else ""
        done = does(item)
        if part == Part.REPORT and not done.startswith("trình bày"):
            done = f"trình bày {mid_sentence(item)}"
        if who and done and part not in (Part.PAPERS, Part.DISCUSSION, Part.VOTE):
            lines.append(f"{number}. {sentence_case(who)} {done}{at}.")
        else:
            lines.append(f"{number}. {item}{at}.")
        if part in (Part.PAPERS, Part.DISCUSSION):
            lines.append("- Ý kiến của các đại biểu: [thư ký ghi họ tên và nội dung từng ý kiến].")
        elif part == Part.VOTE:
            lines.append(f"- {sentence_case(facts.event)} biểu quyết; kết quả ghi ở phần dưới.")
    return "\n".join(lines)


def minutes(facts: Facts, letter: Letter, kept: Minutes | None) -> Document:
    """The minutes (BB; Decree 30, form 1.9), drafted from agenda and attendance where none are kept."""
    meeting, event = facts.meeting, facts.event
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("Thành phần tham dự", _attendance(facts)),
        ("Diễn biến", _course(kept.text if kept and kept.text.strip() else minutes_text(facts))),
    ]
    if kept and kept.votes_total is not None:
        parts.append(("Kết quả biểu quyết", _votes(facts, kept)))
    if facts.conclusions:
        parts.append(("Kết luận", _tasks(facts)))
    blocks: list[Block] = [
        Paragraph((f"Thời gian bắt đầu: {facts.when}.",)),
        Paragraph((f"Địa điểm: {meeting.place}.",)),
    ]
    for number, (heading, told) in zip(("I", "II", "III", "IV"), parts, strict=False):
        blocks += [Heading(2, f"{number}. {heading}"), *told]
    blocks.append(Paragraph((_closing(facts),), "closing"))
    chair, secretary = meeting.chair, meeting.secretary
    return Document(
        title=f"Biên bản {facts.title}", author=letter.author,
        head=letter.head("Biên bản", facts.title), blocks=tuple(blocks),
        signature=Signature(
            "", ("Chủ trì",), chair.full_name if chair else "", chair.rank if chair else "",
            (f"Lưu: VT, hồ sơ {event}",),
            Signature("", ("Thư ký",), secretary.full_name if secretary else "",
                      secretary.rank if secretary else ""),
        ),
    )  # fmt: skip


def _attendance(facts: Facts) -> tuple[Block, ...]:
    """Who came by group, who stood in for whom, who was absent; what nobody marked is not told as 0."""
    meeting, here = facts.meeting, facts.present()
    if here:
        counted = [
            f"{name}: {count(sum(row in here for row in rows))}/{count(len(rows))} đại biểu được mời;"
            for name, rows in facts.by_group()
        ]
        total = (
            f"Tổng số có mặt: {count(len(here))}/{count(len(facts.delegates))} đại biểu được mời."
        )
    else:
        counted = [f"{name}: {people(len(rows))} được mời;" for name, rows in facts.by_group()]
        total = "Số có mặt: [chưa điểm danh]." if counted else ""
    return (
        *body(*counted, total, style="item"),
        *body(*(f"{sentence_case(row.proxy)} dự thay {named_inside(row)}." for row in here if row.proxy),
              style="item"),
        *body(_absent(facts) if here else "", style="item"),
        *body(f"Chủ trì: {named(meeting.chair)}." if meeting.chair else "", style="item"),
        *body(f"Thư ký: {named(meeting.secretary)}." if meeting.secretary else "", style="item"),
    )  # fmt: skip


def _absent(facts: Facts) -> str:
    """Return how many were absent and how many of them excused, with their names where they are few."""
    away = [row for row in facts.delegates if row.attendance != Delegate.Attendance.PRESENT]
    if not away:
        return ""
    labels = groups_of(facts.words)
    excused = [row for row in away if row.attendance == Delegate.Attendance.EXCUSED]
    reasons = f" (có lý do: {count(len(excused))})" if excused else ""
    names = "; ".join(
        f"{row.full_name} ({row.standing or labels[Delegate.Group(row.group)]}"
        f"{', có lý do' if row in excused else ''})"
        for row in away
    )
    listed = f": {names}" if len(away) <= MOST_ABSENT else ""
    return f"Vắng mặt: {people(len(away))}{reasons}{listed}."


def _votes(facts: Facts, kept: Minutes) -> tuple[Block, ...]:
    total, for_it, against = kept.votes_total or 0, kept.votes_for or 0, kept.votes_against or 0
    what = mid_sentence(kept.voted_on.strip().rstrip("."))
    about = what if does(what) or what.startswith(("về ", "việc ")) else f"về {what}"
    share = percent(for_it, total)
    reached = "" if share == MISSING else f" (đạt {share})"
    return body(
        f"{sentence_case(facts.event)} biểu quyết {about}. Kết quả: tổng số phiếu biểu quyết: {count(total)}; nhất trí: "
        f"{count(for_it)}{reached}; không nhất trí: {count(against)}; ý kiến khác: "
        f"{count(total - for_it - against)}."
    )


def _closing(facts: Facts) -> str:
    ends, event = facts.meeting.ends_at, sentence_case(facts.event)
    moment = "....... giờ ....... phút cùng ngày"
    if ends is not None:
        local = timezone.localtime(ends)
        same = local.date() == timezone.localtime(facts.meeting.starts_at).date()
        moment = f"{clock(local)} cùng ngày" if same else when(ends)
    return (
        f"{event} kết thúc vào hồi {moment}. Biên bản được đọc lại cho mọi người cùng nghe và nhất trí "
        "thông qua./."
    )


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
        due = f"; hoàn thành chậm nhất ngày {short_date(row.due_on)}" if row.due_on else ""
        lines.append(f"{row.what.strip().rstrip('.')}. Thực hiện: {row.owner}{due}.")
    return body(*lines, style="item")


def notice(facts: Facts, letter: Letter) -> Document:
    """The notice of conclusions (TB): what is to be done, by whom and by when."""
    meeting = facts.meeting
    day = long_date(timezone.localtime(meeting.starts_at).date())
    chair = named_inside(meeting.chair) if meeting.chair else ""
    led = f" do {chair} chủ trì" if chair else ""
    came = f" Tham dự có {people(len(facts.present()))}." if facts.present() else ""
    blocks: list[Block] = [
        Paragraph((f"{sentence_case(day)}, tại {meeting.place}, {letter.author} đã tổ chức {facts.title}"
                   f"{led}.{came}",)),
        Paragraph((f"Sau khi nghe báo cáo và ý kiến của các đại biểu, {_who_concludes(facts)} kết luận, giao nhiệm "
                   "vụ như sau:",)),
        *(_tasks(facts) or body("[Ghi nội dung kết luận.]", style="item")),
        Paragraph((f"Trên đây là kết luận tại {facts.title}; đề nghị các đơn vị, cá nhân liên quan triển "
                   f"khai thực hiện, báo cáo kết quả về {facts.words.police_name} để tổng hợp./.",), "closing"),
    ]  # fmt: skip
    return Document(
        title=f"Thông báo kết luận tại {facts.title}", author=letter.author,
        head=letter.head("Thông báo", f"Kết luận tại {facts.title}"), blocks=tuple(blocks),
        signature=letter.signature(),
    )  # fmt: skip


def _who_concludes(facts: Facts) -> str:
    """The chair concludes; where none is chosen, the meeting does."""
    chair = facts.meeting.chair
    if chair is None:
        return facts.event
    return " ".join(filter(None, (mid_sentence(chair.honorific), chair.rank, chair.full_name)))


def captions_sheet(facts: Facts, letter: Letter, pictures: Iterable[Picture]) -> Document:
    """The photos with their captions, two on a page, for the file and the press."""
    return Document(
        title=f"Ảnh {facts.title}", author=letter.author,
        head=letter.plain_head("Ảnh tư liệu", facts.title), blocks=tuple(pictures),
    )  # fmt: skip
