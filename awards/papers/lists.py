"""Lists of nominees: proposed, rewarded, paid."""

from collections.abc import Sequence
from decimal import Decimal

from awards.models import NomineeKind
from awards.papers.facts import KINDS, Line, RoundFacts
from awards.queries.money import Payment, Prizes, payments
from common.dates import long_date
from common.figures import in_words, money, number
from common.text import names, sentence_case
from documents.letter import Letter
from documents.tree import Cell, Column, Document, Figure, Paragraph, Signature, Table
from members.models import Paper


def nominee_table(
    facts: RoundFacts, lines: Sequence[Line] | None = None, *, merits: bool = True
) -> Table:
    """Nominees by kind, all of the facts or those given, with form and merits as a submission has them."""
    wanted = facts.nominations if lines is None else lines
    rows: list[tuple[Cell, ...]] = []
    bands: list[int] = []
    for kind in KINDS:
        of_kind = [line for line in wanted if line.nomination.nominee_kind == kind]
        if not of_kind:
            continue
        bands.append(len(rows))
        rows.append(("", _kind_title(kind, len(of_kind)), *([""] * (3 if merits else 2))))
        rows += [_nominee_row(place, line, facts, merits) for place, line in enumerate(of_kind, 1)]
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
    """Return "2.810.000 đồng (Bằng chữ: Hai triệu tám trăm mười nghìn đồng)"."""
    if total is None:
        return "chưa xác định (thiếu hệ số hoặc mức lương cơ sở của ngày quyết định)"
    return f"{money(total)} (Bằng chữ: {sentence_case(in_words(total))} đồng)"


def goes_with(paper: Paper | None, facts: RoundFacts) -> Paragraph:
    """The line under a list's title: with which decision it goes, or that there is none yet."""
    cited = f"Kèm theo Quyết định số {paper.code} {long_date(paper.issued_on)} của {facts.chairman}" if paper else (
        "Chưa có quyết định"
    )  # fmt: skip
    return Paragraph((f"({cited})",), "address")


def rewarded_list(facts: RoundFacts, letter: Letter, paper: Paper | None) -> Document:
    """Who was rewarded under a decision, for reading out and for the board."""
    own = letter.personal
    return Document(
        title=f"Danh sách khen thưởng {facts.round.title}", author=own.author,
        head=own.plain_head("Danh sách khen thưởng", facts.round.title),
        blocks=(goes_with(paper, facts), nominee_table(facts, merits=False)),
        signature=own.signature(()),
    )  # fmt: skip


def payment_list(
    facts: RoundFacts, letter: Letter, paper: Paper | None, prizes: Prizes
) -> Document:
    """What is paid to whom under a decision, to be signed for; by the rules in force on its day."""
    lines, total = payments([line.nomination for line in facts.nominations], prizes)
    return Document(
        title=f"Danh sách chi tiền thưởng {facts.round.title}", author=letter.author,
        head=letter.plain_head("Danh sách chi tiền thưởng", facts.round.title),
        blocks=(
            goes_with(paper, facts),
            Paragraph((_rules(lines, prizes),)),
            money_table(lines, facts, total, sign=True),
            Paragraph((f"Tổng số tiền: {total_words(total)}.",)),
        ),
        signature=Signature("", ("Thủ trưởng đơn vị",), letter.signer_name, letter.signer_rank,
                            beside=Signature("", ("Người lập",), "")),
    )  # fmt: skip


def _rules(lines: Sequence[Payment], prizes: Prizes) -> str:
    """By which decrees the money of the day is worked out."""
    sources = sorted({line.prize.source for line in lines if line.prize and line.prize.source})
    base, rule = prizes.base, prizes.rule
    by = f" theo {names(sources)}" if sources else ""
    salary = f" {money(base.amount)}{f' ({base.source})' if base.source else ''}" if base else ""
    rounding = ""
    if rule is not None and rule.step > 1:
        way = {"up": "làm tròn lên", "down": "làm tròn xuống"}.get(rule.direction, "làm tròn")
        rounding = f", {way} đến {_STEPS.get(rule.step, money(rule.step))}"
    return f"Tiền thưởng được tính{by}, bằng hệ số nhân với mức lương cơ sở{salary}{rounding}."


#: how papers name the steps of rounding
_STEPS = {1_000: "hàng nghìn đồng", 10_000: "hàng chục nghìn đồng", 100_000: "hàng trăm nghìn đồng"}
