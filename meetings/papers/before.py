"""What goes out before a meeting: plan, invitations, programme, script, lists, table cards."""

from collections.abc import Iterable

from common.figures import count
from common.text import lower_first, quoted
from documents.letter import Letter
from documents.placed import Placed, PlacedPage
from documents.tree import Block, Column, Document, Heading, Paragraph, Picture, Signature, Table
from meetings.models import AgendaItem, Delegate
from meetings.papers.facts import GROUPS, Facts, agenda_table, named, people

Part = AgendaItem.Part
_DOTS = "." * 60
_ASKED = (
    "Đề nghị các đồng chí đến dự đúng thành phần, thời gian; báo lại Ban tổ chức trước ngày họp nếu "
    "không dự được."
)


def body(*texts: str, style: str = "body") -> tuple[Block, ...]:
    return tuple(Paragraph((text,), style) for text in texts if text)


def plan(facts: Facts, letter: Letter) -> Document:
    """The plan of the meeting (KH): purpose, time, who takes part, agenda, who does what."""
    meeting = facts.meeting
    purpose = [line.strip("- ").strip() for line in meeting.purpose.splitlines() if line.strip()]
    usual = (
        "Đánh giá kết quả thực hiện, chỉ ra ưu điểm, tồn tại, nguyên nhân; rút kinh nghiệm và đề ra "
        "phương hướng thời gian tới.",
        "Biểu dương, khen thưởng kịp thời các tập thể, cá nhân có thành tích.",
        "Tổ chức trang trọng, tiết kiệm, đúng thành phần, thời gian.",
    )
    invited = [f"{name}: {people(len(rows))}" for name, rows in facts.by_group()]
    blocks: list[Block] = [
        Heading(1, "I. Mục đích, yêu cầu"),
        *body(*(purpose or usual), style="item"),
        Heading(1, "II. Nội dung"),
        Heading(2, "1. Thời gian, địa điểm"),
        *body(f"Thời gian: {facts.when}.", f"Địa điểm: {meeting.place}.", style="item"),
        Heading(2, "2. Thành phần"),
        *(body(*invited, f"Tổng số: {people(len(facts.delegates))}.", style="item")
          if invited else body("Theo giấy mời.", style="item")),
        Heading(2, "3. Mô hình được đánh giá"),
        *body(*(list(map(quoted, facts.programs)) or ["Theo nội dung hội nghị"]), style="item"),
        Heading(2, "4. Chương trình"),
        *([agenda_table(facts.agenda)] if facts.agenda else body("Theo chương trình kèm theo.")),
        Heading(1, "III. Tổ chức thực hiện"),
        *body(
            "Công an xã là cơ quan thường trực: chuẩn bị báo cáo, giấy mời, chương trình, kịch bản, "
            "danh sách đại biểu; tham mưu công tác khen thưởng.",
            "Văn phòng HĐND và UBND xã: chuẩn bị hội trường, âm thanh, khánh tiết, kinh phí.",
            "Trưởng các thôn: mời và đôn đốc đại biểu của thôn dự đủ, đúng giờ; chuẩn bị tham luận.",
            style="item",
        ),
        Paragraph((f"Trên đây là kế hoạch tổ chức {facts.title}./.",), "closing"),
    ]  # fmt: skip
    return Document(
        title=f"Kế hoạch tổ chức {facts.title}", author=letter.author,
        head=letter.head("Kế hoạch", f"Tổ chức {facts.title}"), blocks=tuple(blocks),
        signature=letter.signature(),
    )  # fmt: skip


def invitation(
    facts: Facts, letter: Letter, delegate: Delegate | None = None, code: Picture | None = None
) -> Document:
    """The invitation of one delegate, or the form that is kept in the register (Decree 30, form 1.7)."""
    meeting = facts.meeting
    to = named(delegate) if delegate else _DOTS
    chair = f"{named(meeting.chair)}." if meeting.chair else ""
    blocks: list[Block] = [
        Paragraph((f"{letter.author} trân trọng kính mời:",)),
        Paragraph((to,), "address"),
        Paragraph((f"Tới dự: {facts.title}.",)),
        *body(f"Chủ trì: {chair}" if chair else ""),
        Paragraph((f"Thời gian: {facts.when}.",)),
        Paragraph((f"Địa điểm: {meeting.place}.",)),
        *body(f"Chỗ ngồi: {delegate.seat}." if delegate and delegate.seat else ""),
        *body(*(meeting.requests.strip() or _ASKED).splitlines()),
        *([code] if code else []),
        Paragraph(("Rất hân hạnh được đón tiếp./.",), "closing"),
    ]
    own = f" {delegate.full_name}" if delegate else ""
    return Document(
        title=f"Giấy mời{own}", author=letter.author,
        head=letter.head("Giấy mời", f"Dự {facts.title}"), blocks=tuple(blocks),
        signature=letter.signature(("Như trên", "Lưu: VT")),
    )  # fmt: skip


def programme(facts: Facts, letter: Letter) -> Document:
    """The programme that lies on the tables (CTr)."""
    blocks = (
        Paragraph((f"(Thời gian: {facts.when}; địa điểm: {facts.meeting.place})",), "address"),
        agenda_table(facts.agenda),
    )
    return Document(
        title=f"Chương trình {facts.title}", author=letter.author,
        head=letter.head("Chương trình", facts.title), blocks=blocks,
        signature=letter.signature(),
    )  # fmt: skip


def script(facts: Facts, letter: Letter) -> Document:
    """What the MC reads out, item by item; typed words of an item go before the usual ones."""
    blocks: list[Block] = []
    for number, point in enumerate(facts.agenda, 1):
        time = f" ({point.at.hour:02d}h{point.at.minute:02d})" if point.at else ""
        blocks.append(Heading(2, f"{number}. {point.item.item}{time}"))
        typed = point.item.script.strip().splitlines()
        blocks += body(*(typed or _usual_words(facts, point.item)))
    return Document(
        title=f"Kịch bản điều hành {facts.title}", author=letter.author,
        head=letter.plain_head("Kịch bản điều hành", facts.title), blocks=tuple(blocks),
    )  # fmt: skip


def _usual_words(facts: Facts, item: AgendaItem) -> list[str]:
    who = item.presenter or "đồng chí được phân công"
    if item.part == Part.SETTLE:
        return ["Kính mời quý vị đại biểu ổn định chỗ ngồi, để điện thoại ở chế độ im lặng. Hội nghị "
                "xin được phép bắt đầu."]  # fmt: skip
    if item.part == Part.FLAG:
        return ["Kính mời quý vị đại biểu đứng dậy, chỉnh đốn trang phục làm lễ chào cờ.",
                "Nghiêm! Chào cờ, chào! (Quốc ca) Thôi! Kính mời quý vị đại biểu an tọa."]  # fmt: skip
    if item.part == Part.INTRODUCTION:
        return _introduction(facts)
    if item.part == Part.REPORT:
        return [f"Xin trân trọng kính mời {who} trình bày {lower_first(item.item)}.",
                "(Sau báo cáo) Xin cảm ơn đồng chí."]  # fmt: skip
    if item.part in (Part.PAPERS, Part.DISCUSSION):
        return [f"Tiếp theo là phần {lower_first(item.item)}. Xin kính mời {who} phát biểu.",
                "(Sau mỗi ý kiến) Xin cảm ơn đồng chí; kính mời đại biểu tiếp theo."]  # fmt: skip
    if item.part == Part.AWARDS:
        return ["Kính thưa các đồng chí! Ghi nhận thành tích của các tập thể, cá nhân, Chủ tịch UBND xã "
                "đã ban hành quyết định khen thưởng. Xin kính mời đồng chí được phân công lên công bố "
                "quyết định.",
                f"Xin kính mời {who} lên trao thưởng; kính mời đại diện tập thể và các cá nhân có tên lên "
                "bục nhận thưởng.",
                "Đề nghị hội nghị nhiệt liệt chúc mừng."]  # fmt: skip
    if item.part == Part.VOTE:
        return [f"Xin ý kiến biểu quyết của hội nghị về việc {lower_first(item.item)}. Đồng chí nào nhất trí, "
                "đề nghị giơ tay. Xin mời bỏ tay. Có đồng chí nào không nhất trí? Có ý kiến khác?"]  # fmt: skip
    if item.part == Part.CLOSING:
        return ["Kính thưa các đồng chí! Chương trình hội nghị đến đây đã hoàn thành. Thay mặt Ban tổ chức, "
                "xin trân trọng cảm ơn sự có mặt của quý vị đại biểu. Kính chúc quý vị mạnh khỏe, hạnh phúc. "
                "Xin tuyên bố bế mạc hội nghị."]  # fmt: skip
    return [f"Xin trân trọng kính mời {who} {lower_first(item.item)}."]


def _introduction(facts: Facts) -> list[str]:
    words = [
        "Kính thưa các đồng chí lãnh đạo! Kính thưa quý vị đại biểu! Hôm nay, tại "
        f"{facts.meeting.place}, chúng ta long trọng tổ chức {facts.title}.",
        "Đến dự hội nghị, xin trân trọng giới thiệu:",
    ]
    groups = dict(facts.by_group())
    for group in (Delegate.Group.SUPERIOR, Delegate.Group.COMMUNE_LEADERS, Delegate.Group.FRONT):
        words += [f"- {named(row)};" for row in groups.get(GROUPS[group], [])]
    words += [
        f"- {name}: {people(len(rows))};"
        for name, rows in groups.items()
        if name
        in (
            GROUPS[Delegate.Group.VILLAGE],
            GROUPS[Delegate.Group.POLICE],
            GROUPS[Delegate.Group.PEOPLE],
        )
    ]
    words.append("Đề nghị hội nghị nhiệt liệt chào mừng.")
    if facts.meeting.chair:
        words.append(
            f"Xin kính mời {lower_first(named(facts.meeting.chair))} lên chủ trì hội nghị."
        )
    if facts.meeting.secretary:
        words.append(f"Thư ký hội nghị: {lower_first(named(facts.meeting.secretary))}.")
    return words


def delegate_list(facts: Facts, letter: Letter) -> Document:
    """The list that delegates sign at the door, by group in protocol order."""
    rows: list[tuple[str, ...]] = []
    bands: list[int] = []
    number = 0
    for name, delegates in facts.by_group():
        bands.append(len(rows))
        rows.append(("", f"{name} ({count(len(delegates))})", "", "", ""))
        for row in delegates:
            number += 1
            rows.append((str(number), " ".join(filter(None, (row.rank, row.full_name))), row.standing,
                         row.seat, ""))  # fmt: skip
    columns = (
        Column("TT", "centre", 0.6), Column("Họ và tên", "text", 2.6),
        Column("Chức vụ, đơn vị", "text", 3.4), Column("Chỗ ngồi", "centre", 0.9),
        Column("Ký tên", "text", 1.7),
    )  # fmt: skip
    blocks = (
        Paragraph((f"(Thời gian: {facts.when}; địa điểm: {facts.meeting.place})",), "address"),
        Table("", columns, tuple(rows), bands=tuple(bands), tall=True),
        Paragraph((f"Danh sách có {people(number)}; có mặt: ....... đại biểu.",), "note"),
    )
    return Document(
        title=f"Danh sách đại biểu {facts.title}", author=letter.author,
        head=letter.plain_head("Danh sách đại biểu", f"Dự {facts.title}"), blocks=blocks,
        signature=Signature("", ("Người lập danh sách",), ""),
    )  # fmt: skip


def table_cards(facts: Facts) -> tuple[PlacedPage, ...]:
    """Name cards for stands of 20 x 9,9 cm, three on a sheet of A4, cut along the lines.

    Those of the villages and the people sit by rows and have none, but at a monthly meeting.
    """
    few = len(facts.delegates) <= 60
    front = (
        Delegate.Group.SUPERIOR,
        Delegate.Group.COMMUNE_LEADERS,
        Delegate.Group.FRONT,
        Delegate.Group.POLICE,
    )
    rows = [row for row in facts.delegates if few or row.group in front]
    return tuple(_sheet(rows[start : start + 3]) for start in range(0, len(rows), 3))


def _sheet(rows: Iterable[Delegate]) -> PlacedPage:
    texts: list[Placed] = []
    for place, row in enumerate(rows):
        top = place * 99
        name = row.full_name.upper()
        size = 44 if len(name) <= 18 else 36 if len(name) <= 24 else 30
        if row.rank or row.honorific:
            texts.append(Placed(row.rank or row.honorific, 10, top + 18, 190, 20))
        texts.append(Placed(name, 5, top + 32, 200, size, bold=True))
        texts.append(Placed(row.standing, 10, top + 62, 190, 20 if len(row.standing) < 50 else 16))
    return PlacedPage(210, 297, tuple(texts), (99, 198))
