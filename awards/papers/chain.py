"""The chain of an award: submission, merit reports, council minutes, decision (Decree 98/2023)."""

import datetime as dt

from awards.models import CouncilMember
from awards.papers.facts import Line, RoundFacts
from awards.papers.lists import money_table, nominee_table, total_words
from awards.queries.money import payments
from common.dates import short_date
from common.figures import percent
from common.text import lower_first, quoted, sentence_case
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
from meetings.papers.facts import when

LAW = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
)
#: until the last day of June 2025 the one decree held, since then also the other
_DECREES = (
    (dt.date(2025, 7, 1), "Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ về phân cấp, phân quyền trong lĩnh vực thi "
     "đua, khen thưởng;"),
    (dt.date(2024, 1, 1), "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết "
     "thi hành một số điều của Luật Thi đua, khen thưởng;"),
)  # fmt: skip


def basis(day: dt.date) -> tuple[Block, ...]:
    """The legal grounds in force on a day, each ending in ";"."""
    decrees = [text for since, text in reversed(_DECREES) if day >= since]
    return body(*LAW, *decrees, style="basis")


def submission(facts: RoundFacts, letter: Letter) -> Document:
    """The submission (TTr) to the chairman of the People's Committee, with the list."""
    chairman = f"Chủ tịch Ủy ban nhân dân {facts.round.commune.full_name}"
    day = letter.dated or facts.round.period.last_day
    named = ", ".join(map(quoted, facts.programs))
    blocks: list[Block] = [
        *basis(day),
        Paragraph((f"Căn cứ kết quả thực hiện mô hình {named} từ ngày {short_date(facts.round.period_start)} đến "
                   f"ngày {short_date(facts.round.period.last_day)},",), "basis"),
        Paragraph((f"{letter.author} đề nghị {chairman} xem xét, tặng thưởng cho {facts.counted} {facts.reason} "
                   "(có danh sách kèm theo).",)),
        Paragraph(("Hồ sơ kèm theo gồm: danh sách đề nghị khen thưởng; báo cáo thành tích của từng tập thể, cá "
                   "nhân; biên bản họp xét khen thưởng.",)),
        Paragraph((f"Kính trình {chairman} xem xét, quyết định./.",), "closing"),
    ]  # fmt: skip
    return Document(
        title=f"Tờ trình {facts.round.title}", author=letter.author,
        head=letter.head("Tờ trình", f"Về việc {lower_first(facts.round.title)}", (chairman,)),
        blocks=tuple(blocks),
        signature=letter.signature(("Như trên", "Hội đồng TĐKT xã", "Lưu: VT")),
        appendices=(Appendix("", "Danh sách đề nghị khen thưởng", letter.reference,
                             (nominee_table(facts),), landscape=True),),
    )  # fmt: skip


def merit_report(
    facts: RoundFacts, line: Line, letter: Letter, reasons: tuple[str, ...]
) -> Document:
    """The merit report of one nominee: who it is, what was achieved, for the nominee to sign."""
    nomination = line.nomination
    person, team = nomination.person, nomination.team
    about: list[str] = []
    if person:
        about = [f"Họ và tên: {person.full_name}.", f"Ngày, tháng, năm sinh: {person.birth or '.......'}.",
                 f"Chức vụ, nơi công tác: {line.address or '.......'}."]  # fmt: skip
    elif team:
        about = [f"Tên tập thể: {team.name}.", f"Thành lập: ngày {short_date(team.founded_on)}.",
                 f"Địa bàn: {team.village.name}, {facts.round.commune.full_name}."]  # fmt: skip
    else:
        about = [f"Tên: {line.name}.", f"Địa chỉ: {line.address or '.......'}."]
    period = f"từ ngày {short_date(facts.round.period_start)} đến ngày {short_date(facts.round.period.last_day)}"
    blocks: list[Block] = [
        Heading(1, "I. Sơ lược"), *body(*about, style="item"),
        Heading(1, "II. Thành tích đạt được"),
        Paragraph((f"Trong thời gian {period}:",)),
        *body(*(f"{sentence_case(reason)}." for reason in reasons), style="item"),
        *body(*(nomination.merits or "[Người báo cáo ghi thành tích.]").splitlines()),
        Heading(1, "III. Đề nghị"),
        Paragraph((f"Đề nghị tặng {facts.form_of(line)} cho {lower_first(line.name) if person else line.name}./.",), "closing"),
    ]  # fmt: skip
    who = "Người báo cáo" if person else "Đại diện tập thể" if team else "Chủ hộ"
    return Document(
        title=f"Báo cáo thành tích {line.name}", author=letter.author,
        head=letter.plain_head("Báo cáo thành tích", f"Đề nghị tặng {facts.form_of(line)}"),
        blocks=tuple(blocks),
        signature=Signature("", (who,), person.full_name if person else "",
                            beside=Signature("Xác nhận của", (letter.author,), "")),
    )  # fmt: skip


def council_minutes(facts: RoundFacts, letter: Letter) -> Document:
    """The minutes of the award council (BB): who met, the votes on each nominee, what it proposes."""
    round_ = facts.round
    present = [row for row in facts.council if row.present]
    absent = [row for row in facts.council if not row.present]
    seats = {"chair": "Chủ tịch Hội đồng", "member": "Ủy viên", "secretary": "Thư ký"}
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
    opened = (
        when(round_.council_met_at)
        if round_.council_met_at
        else "....... giờ ......., ngày ......."
    )
    blocks: list[Block] = [
        Paragraph((f"Thời gian: {opened}.",)),
        Paragraph((f"Địa điểm: {round_.council_place or letter.author}.",)),
        Heading(2, "I. Thành phần"),
        *body(*(f"{row.full_name}{', ' + row.post if row.post else ''} - {seats[row.seat]};" for row in present),
              style="item"),
        *body(f"Vắng mặt: {', '.join(row.full_name for row in absent)}." if absent else "", style="item"),
        Heading(2, "II. Nội dung"),
        Paragraph((f"Hội đồng xét hồ sơ đề nghị khen thưởng {facts.counted} {facts.reason}; thảo luận và bỏ phiếu "
                   "từng trường hợp, kết quả như sau:",)),
        Table("", columns, tuple(rows)),
        Heading(2, "III. Kết luận"),
        Paragraph((f"Hội đồng nhất trí đề nghị Chủ tịch Ủy ban nhân dân xem xét khen thưởng các trường hợp đạt từ "
                   f"{round_.share_needed}% số phiếu trở lên. Biên bản được thông qua tại cuộc họp./.",), "closing"),
    ]  # fmt: skip
    chair = next((row for row in facts.council if row.seat == CouncilMember.Seat.CHAIR), None)
    secretary = next(
        (row for row in facts.council if row.seat == CouncilMember.Seat.SECRETARY), None
    )
    return Document(
        title=f"Biên bản họp xét {lower_first(round_.title)}", author=letter.author,
        head=letter.head("Biên bản", f"Họp Hội đồng Thi đua - Khen thưởng về việc {lower_first(round_.title)}"),
        blocks=tuple(blocks),
        signature=Signature("", ("Chủ tịch Hội đồng",), chair.full_name if chair else "",
                            recipients=("Lưu: VT, hồ sơ khen thưởng",),
                            beside=Signature("", ("Thư ký",), secretary.full_name if secretary else "")),
    )  # fmt: skip


def decision(facts: RoundFacts, letter: Letter, day: dt.date) -> Document:
    """The chairman's decision (QĐ) with the list and the money of its date. Three statements."""
    lines, total = payments([line.nomination for line in facts.nominations], day)
    chairman = f"Chủ tịch Ủy ban nhân dân {facts.round.commune.full_name}"
    forms = ", ".join(dict.fromkeys(facts.form_of(line) for line in facts.nominations))
    blocks: list[Block] = [
        Paragraph((chairman.upper(),), "address"),
        *basis(day),
        Paragraph(("Căn cứ biên bản họp Hội đồng Thi đua - Khen thưởng xã; theo đề nghị của Trưởng Công an xã.",),
                  "basis"),
        Paragraph(("QUYẾT ĐỊNH:",), "address"),
        Paragraph((f"Điều 1. Tặng {forms} cho {facts.counted} {facts.reason} (có danh sách kèm theo).",)),
        Paragraph((f"Điều 2. Tổng số tiền thưởng: {total_words(total)}; trích từ quỹ thi đua, khen thưởng của "
                   "xã.",)),
        Paragraph(("Điều 3. Văn phòng HĐND và UBND xã, Công an xã và các tập thể, cá nhân có tên tại Điều 1 chịu "
                   "trách nhiệm thi hành Quyết định này./.",), "closing"),
    ]  # fmt: skip
    listed = (nominee_table(facts, merits=False), money_table(lines, facts, total, sign=False))
    return Document(
        title=f"Quyết định {lower_first(facts.round.title)}", author=letter.author,
        head=letter.head("Quyết định", f"Về việc {lower_first(facts.round.title)}"), blocks=tuple(blocks),
        signature=letter.signature(("Như Điều 3", "Thường trực Đảng ủy, HĐND xã", "Lưu: VT")),
        appendices=(Appendix("", "Danh sách khen thưởng", letter.reference, listed),),
    )  # fmt: skip
