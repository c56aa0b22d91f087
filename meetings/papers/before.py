"""What goes out before a meeting: plan, invitations, programme, list of delegates, table cards."""

from collections.abc import Iterable
from dataclasses import replace

from common.dates import long_date
from common.figures import count
from common.text import quoted, sentence_case
from common.unit_words import MOST_NAMED
from documents.letter import Letter
from documents.placed import Placed, PlacedPage
from documents.tree import Block, Column, Document, Heading, Paragraph, Picture, Signature, Table
from meetings.models import AgendaItem, Delegate
from meetings.papers.facts import Facts, agenda_table, named, people
from members.models import Paper
from members.queries.letters import cite

Part = AgendaItem.Part
_DOTS = "." * 60
_ASKED = (
    "Kính mong quý đại biểu đến dự đúng giờ; nếu bận, xin báo lại Ban Tổ chức trước ngày {event}."
)


def body(*texts: str, style: str = "body") -> tuple[Block, ...]:
    return tuple(Paragraph((text,), style) for text in texts if text)


def instead_of(before: Paper | None, letter: Letter) -> str:
    """Return the sentence by which a new paper names the one it takes the place of, or ""."""
    if before is None:
        return ""
    return (
        f"{letter.word} này thay thế {letter.word} số {before.code} {long_date(before.issued_on)} của "
        f"{letter.author}."
    )


def plan(facts: Facts, letter: Letter, before: Paper | None = None) -> Document:
    """The plan of the meeting (KH): grounds, purpose, time, who takes part, agenda, funds, who does what."""
    meeting, words = facts.meeting, facts.words
    invited = [f"{name}: {count(len(rows))} người;" for name, rows in facts.by_group()]
    funds = meeting.funding.strip() or (
        f"Kinh phí tổ chức {facts.event} do ngân sách {words.commune_kind} bảo đảm và từ các nguồn hợp "
        "pháp khác theo quy định."
    )
    blocks: list[Block] = [
        *_grounds(facts, letter),
        Heading(1, "I. Mục đích, yêu cầu"),
        *body(*_purpose(facts), style="item"),
        Heading(1, "II. Nội dung"),
        Heading(2, "1. Thời gian, địa điểm"),
        *body(f"Thời gian: {facts.when}.", f"Địa điểm: {meeting.place}.", style="item"),
        Heading(2, "2. Thành phần"),
        *(body(*invited, f"Tổng số: {people(len(facts.delegates))}.", style="item")
          if invited else body("Theo giấy mời.", style="item")),
        *([Heading(2, "3. Mô hình được sơ kết, tổng kết"),
           *body(*map(quoted, facts.programs), style="item")] if facts.programs else []),
        Heading(2, f"{4 if facts.programs else 3}. Chương trình"),
        *([agenda_table(facts.agenda)] if facts.agenda else body("Theo chương trình kèm theo.")),
        Heading(2, f"{5 if facts.programs else 4}. Kinh phí"),
        *body(*funds.splitlines()),
        Heading(1, "III. Tổ chức thực hiện"),
        *body(*_duties(facts), style="item"),
        *body(instead_of(before, letter)),
        Paragraph((f"Trên đây là kế hoạch tổ chức {facts.title}./.",), "closing"),
    ]  # fmt: skip
    return Document(
        title=f"Kế hoạch tổ chức {facts.title}", author=letter.author,
        head=letter.head("Kế hoạch", f"Tổ chức {facts.title}"), blocks=tuple(blocks),
        signature=letter.signature(),
    )  # fmt: skip


def _grounds(facts: Facts, letter: Letter) -> tuple[Block, ...]:
    """The founding decisions of the programmes under review, and the plan that the meeting carries out."""
    words, plan_of = facts.words, facts.meeting.plan
    listed = [f"Căn cứ {cite(paper)};" for paper in facts.founded]
    if len(listed) > MOST_NAMED:
        listed = [f"Căn cứ các quyết định thành lập mô hình trên địa bàn {words.full_name};"]
    first = f"Thực hiện {cite(plan_of)}, {letter.author}" if plan_of else letter.author
    return (
        *body(*listed, style="basis"),
        *body(f"{first} xây dựng kế hoạch tổ chức {facts.title} như sau:"),
    )


def _purpose(facts: Facts) -> list[str]:
    typed = [line.strip("- ").strip() for line in facts.meeting.purpose.splitlines()]
    if any(typed):
        return [line for line in typed if line]
    usual = ["Đánh giá kết quả thực hiện; chỉ ra ưu điểm, tồn tại, nguyên nhân; rút kinh nghiệm và đề ra phương "
             "hướng thời gian tới."]  # fmt: skip
    if facts.rewards:
        usual.append("Biểu dương, khen thưởng kịp thời các tập thể, cá nhân có thành tích.")
    usual.append("Tổ chức trang trọng, tiết kiệm, đúng thành phần, thời gian.")
    return usual


def _duties(facts: Facts) -> list[str]:
    words = facts.words
    awards = "; tham mưu công tác khen thưởng" if facts.rewards else ""
    talks = any(point.item.part == Part.PAPERS for point in facts.agenda)
    return [
        f"{words.police}: chuẩn bị báo cáo, giấy mời, chương trình, kịch bản, danh sách đại biểu{awards}.",
        f"{words.office}: chuẩn bị hội trường, âm thanh, khánh tiết; bố trí kinh phí.",
        f"{sentence_case(words.head)}: thông báo, đôn đốc đại biểu của {words.village} dự đủ, đúng giờ"
        f"{'; chuẩn bị tham luận' if talks else ''}.",
    ]


def invitation(
    facts: Facts,
    letter: Letter,
    delegate: Delegate | None = None,
    code: Picture | None = None,
    before: Paper | None = None,
) -> Document:
    """The invitation of one delegate, or the form that is kept in the register (Decree 30, form 1.7)."""
    meeting = facts.meeting
    to = named(delegate) if delegate else _DOTS
    asked = meeting.requests.strip() or _ASKED.format(event=facts.event)
    blocks: list[Block] = [
        Paragraph((f"{letter.author} trân trọng kính mời:",)),
        Paragraph((to,), "address"),
        Paragraph((f"Tới dự: {facts.title}.",)),
        *body(f"Chủ trì: {named(meeting.chair)}." if meeting.chair else ""),
        Paragraph((f"Thời gian: {facts.when}.",)),
        Paragraph((f"Địa điểm: {meeting.place}.",)),
        *body(f"Chỗ ngồi: {delegate.seat}." if delegate and delegate.seat else ""),
        *body(*asked.splitlines()),
        *body(instead_of(before, letter)),
        *([code] if code else []),
        Paragraph(("Rất hân hạnh được đón tiếp./.",), "closing"),
    ]
    own = f" {delegate.full_name}" if delegate else ""
    return Document(
        title=f"Giấy mời{own}", author=letter.author,
        head=letter.head("Giấy mời", f"Dự {facts.title}"), blocks=tuple(blocks),
        signature=letter.signature(("Như trên", "Lưu: VT")),
    )  # fmt: skip


def copy_of(form: Document, to: str, seat: str, name: str, code: Picture | None) -> Document:
    """Return one delegate's copy of an invitation that was issued: all else is as the form has it.

    `form` is the frozen paper of the register; `to` and `seat` are the delegate's, `code` goes in
    before the last sentence.
    """
    blocks: list[Block] = []
    addressed = False
    for block in form.blocks:
        if isinstance(block, Paragraph) and block.style == "closing" and code:
            blocks.append(code)
        if isinstance(block, Paragraph) and block.style == "address" and not addressed:
            block, addressed = Paragraph((to,), "address"), True
        blocks.append(block)
        if isinstance(block, Paragraph) and block.text.startswith("Địa điểm: ") and seat:
            blocks += body(f"Chỗ ngồi: {seat}.")
    return replace(form, title=f"Giấy mời {name}", blocks=tuple(blocks))


def programme(facts: Facts, letter: Letter, before: Paper | None = None) -> Document:
    """The programme that lies on the tables (CTr)."""
    blocks = (
        Paragraph((f"(Thời gian: {facts.when}; địa điểm: {facts.meeting.place})",), "address"),
        agenda_table(facts.agenda),
        *body(instead_of(before, letter), style="note"),
    )
    return Document(
        title=f"Chương trình {facts.title}", author=letter.author,
        head=letter.head("Chương trình", facts.title), blocks=blocks,
        signature=letter.signature(),
    )  # fmt: skip


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
