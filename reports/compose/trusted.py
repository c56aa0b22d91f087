"""Part III.3: trusted persons in words."""

from common.figures import count, money_words
from common.text import names
from documents.tree import Block, Paragraph, Run
from programs.models import TrustedActivity, TrustedPerson
from reports.compose.clauses import Said, sentence
from reports.compose.ledger import Ledger
from reports.compose.sentences import Runs
from reports.compose.two_registers import beside, beside_rows
from reports.compose.words import ACTIVITIES, STANDINGS, register
from reports.figures import Figures
from reports.figures.facts import TRUSTED
from reports.figures.programmes import Programme
from reports.figures.trusted import Trusted


def trusted(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    """Say who is trusted, what they did, and how they were thanked."""
    facts = figures.trusted
    if facts is None:
        return []
    blocks: list[Block] = [_now(figures, facts, ledger)] if facts.count else []
    if facts.activities:
        blocks.append(_done(figures, facts, programme, ledger))
    if facts.gifts.times:
        text = (
            "Trong kỳ báo cáo, đã tổ chức "
            f"{count(facts.gifts.times)} lượt thăm hỏi, tặng quà người có uy tín"
        )
        if facts.gifts.worth:
            text += f", trị giá {money_words(facts.gifts.worth)}"
            if facts.gifts.unknown:
                text += f" ({count(facts.gifts.unknown)} lần chưa ghi trị giá)"
        blocks.append(Paragraph((text + ".",)))
    return blocks


def _now(figures: Figures, facts: Trusted, ledger: Ledger) -> Paragraph:
    """Say who is recognised on the cut-off day, and who came and went in the period."""
    total = ledger.figure(
        "trusted",
        facts.count,
        title="Số người có uy tín",
        source=register(figures.frame),
        rows=[(village, count(times)) for village, times in facts.by_village],
        rule="Người có quyết định công nhận còn hiệu lực trong ngày chốt số liệu.",
    )
    standing = names(
        f"{count(times)} {STANDINGS[TrustedPerson.Standing(kind)]}"
        for kind, times in facts.by_standing
    )
    moves = [
        f"{word} {count(times)} người"
        for word, times in (
            ("công nhận mới", facts.recognised),
            ("đưa ra khỏi danh sách", facts.removed),
        )
        if times
    ]
    runs: list[Run] = [f"{figures.frame.words.whole} có ", total, f" người có uy tín ({standing})"]
    if moves:
        runs.append(f"; trong kỳ báo cáo đã {names(moves)}")
    return Paragraph((*runs, "."))


def _done(figures: Figures, facts: Trusted, programme: Programme, ledger: Ledger) -> Paragraph:
    """Say what they did, each kind with a verb of its own."""
    codes = dict(TRUSTED)
    said = []
    for item in facts.activities:
        kind = TrustedActivity.Kind(item.kind)
        activity = ACTIVITIES[kind]
        fact = figures.fact(codes.get(kind, ""), programme.id)
        figure = ledger.figure(
            f"trusted-{item.kind}", item.times, title=activity.title,
            source="Sổ hoạt động của người có uy tín", rows=beside_rows(fact),
            rule="Cộng số lượt đã ghi trong kỳ báo cáo.",
        )  # fmt: skip
        remarks: list[Runs] = [(beside(fact),)]
        noun = activity.noun
        if item.people:
            noun += f" với {count(item.people)} lượt người dự"
            if item.unknown:
                remarks.append((f"{count(item.unknown)} lần chưa thống kê số người",))
            attended = beside(figures.fact("outreach_attendance", programme.id))
            if kind == TrustedActivity.Kind.OUTREACH and attended:
                remarks.append((f"lượt người dự {attended}",))
        said.append(Said(activity.verb, figure, noun, tuple(remarks)))
    return Paragraph(sentence("người có uy tín", said, comma="; "))
