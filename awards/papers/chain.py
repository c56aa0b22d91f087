"""The chain of an award: submissions, merit reports, council minutes, decision."""

from collections.abc import Sequence

from awards.models import CouncilMember
from awards.papers.facts import KINDS, Line, RoundFacts, counted, mid_gift
from awards.papers.lists import money_table, nominee_table, total_words
from awards.queries.money import Payment
from common.dates import long_date
from common.figures import count, percent
from common.text import lower_first, mid_sentence, names, sentence_case
from documents.letter import Letter
from documents.tree import (
    Appendix,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Signature,
    Table,
)
from meetings.papers.before import body
from meetings.papers.facts import clock, when
from members.models import Paper
from members.queries.letters import cite


def basis(facts: RoundFacts) -> tuple[Block, ...]:
    """The legal grounds in force on the paper's day, each ending in ";"."""
    return body(*(f"Căn cứ {law};" for law in facts.laws), style="basis")


def about(facts: RoundFacts) -> str:
    """Return what the papers are about: "Về việc khen thưởng ...", whatever the round is called."""
    title = mid_sentence(facts.round.title.strip().rstrip("."))
    return f"Về việc {title}"


def _period(facts: RoundFacts) -> str:
    first, last = facts.round.period_start, facts.round.period.last_day
    return f"từ {long_date(first)} đến {long_date(last)}"


def submission(facts: RoundFacts, letter: Letter) -> Document:
    """The submission (TTr) of the police to the chairman of the People's Committee, with the list."""
    asked = []
    if facts.own:
        asked.append(f"xem xét, tặng {facts.gifts(facts.own)}")
    for level, lines in by_level(facts).items():
        asked.append(f"xem xét, trình {level} tặng {facts.gifts(lines)}")
    enclosed = ["danh sách đề nghị khen thưởng", "báo cáo thành tích của từng tập thể, cá nhân"]
    if facts.minutes:
        enclosed.append(_short(facts.minutes, facts.board))
    blocks: list[Block] = [
        *basis(facts),
        *body(f"Căn cứ kết quả thực hiện {facts.named_programs} {_period(facts)},", style="basis"),
        *body(f"{letter.author} kính đề nghị {facts.chairman} {'; '.join(asked)} {facts.reason} (có danh sách kèm "
              "theo).",
              f"Hồ sơ kèm theo gồm: {'; '.join(enclosed)}."),
        Paragraph((f"Kính trình {facts.chairman} xem xét, quyết định./.",), "closing"),
    ]  # fmt: skip
    return Document(
        title=f"Tờ trình {facts.round.title}", author=letter.author,
        head=letter.head("Tờ trình", about(facts), (facts.chairman,)),
        blocks=tuple(blocks),
        signature=letter.signature(("Như trên", facts.board, "Lưu: VT")),
        appendices=(Appendix("", "Danh sách đề nghị khen thưởng", letter.reference,
                             (nominee_table(facts),), landscape=True),),
    )  # fmt: skip


def by_level(facts: RoundFacts) -> dict[str, list[Line]]:
    """Return the nominees for higher forms by who confers them."""
    found: dict[str, list[Line]] = {}
    for line in facts.higher:
        found.setdefault(facts.level_of(line), []).append(line)
    return found


def _short(paper: Paper, organ: str) -> str:
    """Cite a paper of this very round: kind, number, day and issuer say which."""
    return cite(paper, organ=organ).split(" về việc ")[0]


def higher_submission(facts: RoundFacts, letter: Letter) -> Document:
    """The committee's submission (TTr) of what a level above confers: to that level, with the list."""
    levels = by_level(facts)
    asked = [f"{level} xem xét, tặng {facts.gifts(lines)}" for level, lines in levels.items()]
    enclosed = ["danh sách đề nghị khen thưởng", "báo cáo thành tích của từng tập thể, cá nhân"]
    if facts.minutes:
        enclosed.append(_short(facts.minutes, facts.board))
    blocks: list[Block] = [
        *basis(facts),
        *body(f"Căn cứ kết quả thực hiện {facts.named_programs} {_period(facts)},", style="basis"),
        *body(f"{letter.author} kính đề nghị {'; '.join(asked)} {facts.reason} (có danh sách kèm theo).",
              f"Hồ sơ kèm theo gồm: {'; '.join(enclosed)}."),
        Paragraph((f"{letter.author} kính trình {names(levels)} xem xét, quyết định./.",), "closing"),
    ]  # fmt: skip
    return Document(
        title=f"Tờ trình cấp trên {facts.round.title}", author=letter.author,
        head=letter.head("Tờ trình", about(facts), tuple(sentence_case(level) for level in levels)),
        blocks=tuple(blocks),
        signature=letter.signature(("Như trên", facts.words.police_name, "Lưu: VT")),
        appendices=(Appendix("", "Danh sách đề nghị khen thưởng", letter.reference,
                             (nominee_table(facts, facts.higher),), landscape=True),),
    )  # fmt: skip


def merit_report(
    facts: RoundFacts, line: Line, letter: Letter, merits: tuple[str, ...]
) -> Document:
    """The merit report of one nominee: who it is, what it achieved itself, for the nominee to sign.

    `merits` are sentences that the register knows; those typed already are not said twice.
    """
    nomination = line.nomination
    person, team = nomination.person, nomination.team
    typed = nomination.merits.strip()
    known = [text for text in merits if text.rstrip(".") not in typed]
    blocks: list[Block] = [
        Heading(1, "I. Sơ lược lý lịch" if person else "I. Đặc điểm, tình hình"),
        *body(*_who(facts, line), style="item"),
        Heading(1, "II. Thành tích đạt được"),
        *body(*([f"{sentence_case(_period(facts))}:"] if known or typed else [])),
        *body(*known, style="item"),
        *_typed(typed or "[Người báo cáo ghi thành tích.]", items=bool(known)),
        Heading(1, "III. Đề nghị"),
        Paragraph((f"Đề nghị tặng {mid_gift(facts.form_of(line))} cho {line.inside}./.",), "closing"),
    ]  # fmt: skip
    signs = "Người báo cáo" if person else "Đại diện tập thể" if team else "Đại diện hộ gia đình"
    if not person and not team and not nomination.household_name:
        signs = "Đại diện tập thể"
    return Document(
        title=f"Báo cáo thành tích {line.name}", author=letter.author,
        head=letter.plain_head("Báo cáo thành tích", f"Đề nghị tặng {mid_gift(facts.form_of(line))}"),
        blocks=tuple(blocks),
        signature=Signature("", (signs,), person.full_name if person else "",
                            beside=Signature("Xác nhận của", (letter.author,), "")),
    )  # fmt: skip


def _typed(text: str, *, items: bool) -> tuple[Block, ...]:
    """Merits that were typed: a line that begins with "- " is an item, and all are after items."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(
        block
        for line in lines
        for block in body(
            line.removeprefix("- "),
            style="item" if items or line.startswith("- ") else "body",
        )
    )


def _who(facts: RoundFacts, line: Line) -> list[str]:
    nomination, unit = line.nomination, facts.words.full_name
    if nomination.person:
        person = nomination.person
        return [f"Họ và tên: {person.full_name}.", f"Ngày, tháng, năm sinh: {person.birth or '.......'}.",
                f"Chức vụ, nơi công tác: {line.address or '.......'}."]  # fmt: skip
    if nomination.team:
        team = nomination.team
        return [f"Tên tập thể: {line.name}.", f"Thành lập: {long_date(team.founded_on)}.",
                f"Địa bàn: {team.village.name}, {unit}."]  # fmt: skip
    place = ", ".join(filter(None, (line.address, unit)))
    return [f"Tên: {line.name}.", f"Địa chỉ: {place}."]


def council_minutes(facts: RoundFacts, letter: Letter) -> Document:
    """The minutes of the award council (BB): who met, the votes on each nominee, what it proposes."""
    round_ = facts.round
    opened = (
        when(round_.council_met_at)
        if round_.council_met_at
        else "....... giờ ......., ngày ......."
    )
    closed = (
        clock(round_.council_closed_at) if round_.council_closed_at else "....... giờ ....... phút"
    )
    blocks: list[Block] = [
        Paragraph((f"Thời gian bắt đầu: {opened}.",)),
        Paragraph((f"Địa điểm: {round_.council_place or letter.author}.",)),
        Heading(2, "I. Thành phần"),
        *_present(facts.council),
        Heading(2, "II. Nội dung"),
        Paragraph((f"Hội đồng xét hồ sơ đề nghị khen thưởng {facts.counted} {facts.reason}; thảo luận và bỏ phiếu "
                   "từng trường hợp, kết quả như sau:",)),
        _votes(facts),
        Heading(2, "III. Kết luận"),
        *body(*_agreed(facts)),
        Paragraph((f"Cuộc họp kết thúc vào hồi {closed} cùng ngày. Biên bản được đọc lại cho các thành viên cùng "
                   "nghe và thống nhất thông qua./.",), "closing"),
    ]  # fmt: skip
    chair = next((row for row in facts.council if row.seat == CouncilMember.Seat.CHAIR), None)
    secretary = next(
        (row for row in facts.council if row.seat == CouncilMember.Seat.SECRETARY), None
    )
    subject = f"Họp Hội đồng Thi đua - Khen thưởng {lower_first(about(facts))}"
    return Document(
        title=f"Biên bản {lower_first(subject)}", author=letter.author,
        head=letter.head("Biên bản", subject),
        blocks=tuple(blocks),
        signature=Signature("", ("Chủ tịch Hội đồng",), chair.full_name if chair else "",
                            recipients=("Lưu: VT, hồ sơ khen thưởng",),
                            beside=Signature("", ("Thư ký",), secretary.full_name if secretary else "")),
    )  # fmt: skip


def _present(council: Sequence[CouncilMember]) -> tuple[Block, ...]:
    seats = {"chair": "Chủ tịch Hội đồng", "member": "Ủy viên", "secretary": "Thư ký"}
    present = [row for row in council if row.present]
    absent = [row.full_name for row in council if not row.present]
    listed = [
        f"{row.full_name}{', ' + row.post if row.post else ''} - {seats[row.seat]}"
        for row in present
    ]
    lines = [
        f"{text}{'.' if place == len(listed) else ';'}" for place, text in enumerate(listed, 1)
    ]
    total = f"Có mặt: {count(len(present))}/{count(len(council))} thành viên." if council else ""
    away = f"Vắng mặt: {', '.join(absent)}." if absent else ""
    return (*body(*lines, style="item"), *body(" ".join(filter(None, (total, away)))))


def _votes(facts: RoundFacts) -> Table:
    rows = []
    for place, line in enumerate(facts.nominations, 1):
        row = line.nomination
        rows.append((
            str(place), line.name, facts.short_form(line),
            f"{row.votes_for}/{row.votes_total}" if row.share is not None else "–",
            Figure(percent(row.votes_for, row.votes_total)), row.note,
        ))  # fmt: skip
    columns = (
        Column("TT", "centre", 0.6), Column("Họ và tên, tập thể", "text", 2.8), Column("Hình thức", "text", 2.4),
        Column("Phiếu đồng ý", "centre", 1), Column("Tỷ lệ"), Column("Ghi chú", "text", 1.8),
    )  # fmt: skip
    return Table("", columns, tuple(rows))


def _agreed(facts: RoundFacts) -> list[str]:
    """Whom the council proposes to whom, and whom not: those who reached the share that was set."""
    needed = facts.round.share_needed
    reached = [row for row in facts.nominations if (row.nomination.share or -1) >= needed]
    below = [
        row for row in facts.nominations
        if row.nomination.share is not None and row.nomination.share < needed
    ]  # fmt: skip
    own = [row for row in reached if row in facts.own]
    lines = []
    if own:
        lines.append(f"Hội đồng thống nhất đề nghị {facts.chairman} xem xét, tặng {facts.gifts(own)} (đạt từ "
                     f"{needed}% số phiếu đồng ý trở lên).")  # fmt: skip
    for level, rows in by_level(facts).items():
        given = [row for row in rows if row in reached]
        if given:
            lines.append(f"Hội đồng thống nhất đề nghị {facts.chairman} trình {level} xem xét, tặng "
                         f"{facts.gifts(given)}.")  # fmt: skip
    if below:
        lines.append(f"Không đề nghị khen thưởng {counted(below)} (dưới {needed}% số phiếu đồng ý): "
                     f"{names(row.inside for row in below)}.")  # fmt: skip
    return lines or ["[Ghi kết luận của Hội đồng.]"]


def decision(
    facts: RoundFacts, letter: Letter, lines: list[Payment], total: int | None
) -> Document:
    """The chairman's own decision (QĐ) with the list and the money of its date.

    He decides himself, so nobody signs "TM.". `facts` are those of the decision's day.
    """
    own, words = letter.personal, facts.words
    minutes = _short(facts.minutes, facts.board) if facts.minutes else (
        f"Biên bản số ....... ngày ....... của {facts.board}"
    )  # fmt: skip
    proposal = facts.proposal
    number = (
        f"{proposal.code} {long_date(proposal.issued_on)}" if proposal else "....... ngày ......."
    )
    office = f"Văn phòng Hội đồng nhân dân và Ủy ban nhân dân {words.commune_kind}"
    blocks: list[Block] = [
        Paragraph((facts.chairman.upper(),), "address"),
        *basis(facts),
        *body(f"Căn cứ {minutes};",
              f"Theo đề nghị của Trưởng {words.police_name} tại Tờ trình số {number}.", style="basis"),
        Paragraph(("QUYẾT ĐỊNH:",), "address"),
        *body(
            f"Điều 1. Tặng {facts.gifts(facts.nominations)} {facts.reason} (có danh sách kèm theo).",
            f"Điều 2. Tổng số tiền thưởng kèm theo là {total_words(total)}, trích từ quỹ thi đua, khen thưởng "
            f"của {words.commune_kind}.",
        ),
        Paragraph((f"Điều 3. Quyết định này có hiệu lực kể từ ngày ký. {office}, {words.police} và các "
                   f"{_rewarded(facts)} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",), "closing"),
    ]  # fmt: skip
    listed = (nominee_table(facts, merits=False), money_table(lines, facts, total, sign=False))
    return Document(
        title=f"Quyết định {mid_sentence(facts.round.title)}", author=own.author,
        head=own.head("Quyết định", about(facts)), blocks=tuple(blocks),
        signature=own.signature((
            "Như Điều 3", f"Thường trực Đảng ủy, HĐND {words.commune_kind}", "Lưu: VT",
        )),
        appendices=(Appendix("", "Danh sách khen thưởng", own.reference, listed),),
    )  # fmt: skip


def _rewarded(facts: RoundFacts) -> str:
    """ "tập thể, cá nhân": the kinds of those who are rewarded."""
    kinds = {line.nomination.nominee_kind for line in facts.nominations}
    return ", ".join(word for kind, word in KINDS.items() if kind in kinds)
