"""Lists of nominees: proposed, rewarded, paid."""

import datetime as dt
from decimal import Decimal

from awards.models import NomineeKind
from awards.papers.facts import KINDS, Line, RoundFacts
from awards.queries.money import Payment, payments
from common.dates import long_date
from common.figures import in_words, money, number
from common.text import sentence_case
from documents.letter import Letter
from documents.tree import Cell, Column, Document, Figure, Paragraph, Signature, Table


def nominee_table(facts: RoundFacts, *, merits: bool = True) -> Table:
    """Nominees by kind with form and merits, as it goes with a submission."""
    rows: list[tuple[Cell, ...]] = []
    bands: list[int] = []
    for kind in KINDS:
        lines = facts.of_kind(kind)
        if not lines:
            continue
        bands.append(len(rows))
        rows.append(("", _kind_title(kind, len(lines)), *([""] * (3 if merits else 2))))
        rows += [_nominee_row(place, line, facts, merits) for place, line in enumerate(lines, 1)]
    columns = [
        Column("TT", "centre", 0.6), Column("Họ và tên, tập thể", "text", 2.6),
        Column("Chức vụ, đơn vị", "text", 2.4), Column("Hình thức", "text", 1.8),
    ]  # fmt: skip
    if merits:
        columns.append(Column("Thành tích", "text", 4.2))
    return Table("", tuple(columns), tuple(rows), bands=tuple(bands))


def _kind_title(kind: NomineeKind, many: int) -> str:
    return f"{sentence_case(KINDS[kind])} ({many:02d})"


def _nominee_row(place: int, line: Line, facts: RoundFacts, merits: bool) -> tuple[Cell, ...]:
    first = (str(place), line.name, line.address, facts.short_form(line))
    return (*first, line.nomination.merits) if merits else first


def money_table(lines: list[Payment], facts: RoundFacts, total: int | None, *, sign: bool) -> Table:
    """What each award is worth: coefficient x base salary, rounded; the total below."""
    addresses = {line.nomination.pk: line for line in facts.nominations}
    rows: list[tuple[Cell, ...]] = []
    for place, line in enumerate(lines, 1):
        known = addresses[line.nomination.pk]
        prize = line.prize
        cells: tuple[Cell, ...] = (
            str(place), known.name, known.address,
            _figure(prize.coefficient if prize else None, 3), _figure(prize.base if prize else None),
            _figure(prize.amount if prize else None),
        )  # fmt: skip
        rows.append((*cells, "") if sign else cells)
    last: tuple[Cell, ...] = ("", "Cộng", "", "", "", _figure(total))
    rows.append((*last, "") if sign else last)
    columns = [
        Column("TT", "centre", 0.6), Column("Họ và tên, tập thể", "text", 2.6),
        Column("Chức vụ, đơn vị", "text", 2.4), Column("Hệ số", "figure", 0.9),
        Column("Lương cơ sở (đồng)", "figure", 1.4), Column("Tiền thưởng (đồng)", "figure", 1.4),
    ]  # fmt: skip
    if sign:
        columns.append(Column("Ký nhận", "text", 1.4))
    return Table("", tuple(columns), tuple(rows), totals=1, tall=sign)


def _figure(value: Decimal | int | None, places: int = 0) -> Figure:
    exact = None if value is None else Decimal(value)
    return Figure(number(exact, places), exact)


def total_words(total: int | None) -> str:
    """Return "2.810.000 đồng (bằng chữ: hai triệu tám trăm mười nghìn đồng)"."""
    if total is None:
        return "chưa xác định (thiếu hệ số hoặc mức lương cơ sở của ngày quyết định)"
    return f"{money(total)} (bằng chữ: {in_words(total)} đồng)"


def rewarded_list(facts: RoundFacts, letter: Letter) -> Document:
    """Who was rewarded under the round's decision, for reading out and for the board."""
    decisions = {
        line.nomination.decision.paper for line in facts.nominations if line.nomination.decision
    }
    cited = "; ".join(
        f"Quyết định số {paper.cited}" for paper in sorted(decisions, key=lambda p: p.pk)
    )
    return Document(
        title=f"Danh sách khen thưởng {facts.round.title}", author=letter.author,
        head=letter.plain_head("Danh sách khen thưởng", facts.round.title),
        blocks=(
            Paragraph((f"(Kèm theo {cited})" if cited else "(Chưa có quyết định)",), "address"),
            nominee_table(facts, merits=False),
        ),
        signature=letter.signature(()),
    )  # fmt: skip


def payment_list(facts: RoundFacts, letter: Letter, day: dt.date) -> Document:
    """What is paid to whom, to be signed for; by the rules in force on the decision's day.

    Three statements.
    """
    lines, total = payments([line.nomination for line in facts.nominations], day)
    sources = sorted({line.prize.source for line in lines if line.prize and line.prize.source})
    return Document(
        title=f"Danh sách chi tiền thưởng {facts.round.title}", author=letter.author,
        head=letter.plain_head("Danh sách chi tiền thưởng", facts.round.title),
        blocks=(
            Paragraph((f"Mức tính theo quy định có hiệu lực {long_date(day)}"
                       f"{': ' + '; '.join(sources) if sources else ''}. Tiền thưởng bằng hệ số nhân mức lương "
                       "cơ sở, làm tròn theo quy định.",)),
            money_table(lines, facts, total, sign=True),
            Paragraph((f"Tổng số tiền: {total_words(total)}.",)),
        ),
        signature=Signature("", ("Thủ trưởng đơn vị",), letter.signer_name, letter.signer_rank,
                            beside=Signature("", ("Người lập",), "")),
    )  # fmt: skip
