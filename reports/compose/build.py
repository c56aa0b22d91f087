"""The whole report: front matter, parts I to VII, appendices, signature."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from common.dates import short_date
from common.figures import roman
from common.text import names, quoted, sentence_case
from documents.letter import Letter
from documents.tree import (
    Block,
    Chart,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from reports.compose import parts, programmes
from reports.compose.appendices import appendices
from reports.compose.force import force
from reports.compose.ledger import Ledger
from reports.compose.placeholders import paragraphs
from reports.compose.sections import BY_KEY, SECTIONS
from reports.compose.sentences import LETTERS
from reports.compose.side_by_side import side_by_side
from reports.compose.work import work
from reports.figures import Figures

OPEN = "[Cán bộ soạn thảo bổ sung nội dung mục này.]"
#: chapters that hold what officers write, and no figures
WRITTEN = frozenset({"directions", "proposals"})


@dataclass(frozen=True)
class Composed:
    """A document with what the editor wants to know: open sections, placeholders."""

    document: Document
    missing: tuple[str, ...]
    placeholders: tuple[tuple[str, str], ...]
    by_title: Mapping[str, Figure]


def compose(
    figures: Figures,
    *,
    letter: Letter,
    subject: str,
    review_word: str,
    texts: Mapping[str, str],
    corrects: str = "",
    plan: str = "",
) -> Composed:
    """Put figures and the officer's texts into one tree.

    `plan` is the plan that the report carries out, as it is cited. `review_word` is "tổng kết 10 năm" or "sơ kết 01 năm". `texts` maps section
    keys to what the officer wrote; required sections without a text show a
    note and are listed in `missing`. Runs no SQL.
    """
    ledger = Ledger()
    builder = _Builder(figures, ledger, texts, letter.author, review_word)
    generated = builder.parts()
    missing = tuple(
        section.key
        for section in SECTIONS
        if section.required and not texts.get(section.key, "").strip()
    )
    front = _front(figures, letter, review_word, texts, ledger, corrects, plan)
    document = Document(
        title=f"Báo cáo {sentence_case(subject)}",
        author=letter.author,
        head=letter.head("Báo cáo", sentence_case(subject)),
        blocks=numbered((*front, *generated)),
        signature=letter.signature(),
        appendices=appendices(figures, letter.reference),
        facts=tuple(ledger.facts.values()),
    )
    return Composed(
        document=document,
        missing=missing,
        placeholders=tuple(
            (ledger.facts[figure.key].title, figure.text)
            for figure in dict.fromkeys(ledger.by_title.values())
        ),
        by_title=ledger.by_title,
    )


def _front(
    figures: Figures,
    letter: Letter,
    review_word: str,
    texts: Mapping[str, str],
    ledger: Ledger,
    corrects: str,
    plan: str,
) -> list[Block]:
    frame = figures.frame
    bases = [
        f"Căn cứ Quyết định số {part.decision}{f' của {part.decided_by}' if part.decided_by else ''} "
        f"về việc thành lập mô hình {quoted(part.name)};"
        for item in figures.programmes
        for part in item.parts
        if part.decision
    ]
    blocks: list[Block] = [Paragraph((text,), "basis") for text in dict.fromkeys(bases)]
    blocks += paragraphs(texts.get("basis", ""), ledger.by_title, style="basis")
    opening = f"Thực hiện {plan}, " if plan else ""
    which = names(quoted(item.name) for item in figures.programmes)
    many = "các mô hình" if len(figures.programmes) > 1 else "mô hình"
    text = (
        f"{opening}{letter.author} báo cáo {review_word} thực hiện {many} {which} "
        f"(từ ngày {short_date(frame.period.start)} đến ngày {short_date(frame.period.last_day)}; "
        f"số liệu chốt đến ngày {short_date(frame.cut_off)}) như sau:"
    )
    blocks.append(Paragraph((sentence_case(text),)))
    if corrects:
        blocks.append(Paragraph((f"Báo cáo này thay thế Báo cáo số {corrects}.",)))
    return blocks


class _Builder:
    """Parts I to VII in order; a part's number depends on which parts hold anything."""

    def __init__(
        self,
        figures: Figures,
        ledger: Ledger,
        texts: Mapping[str, str],
        author: str,
        review: str,
    ) -> None:
        self.figures, self.ledger, self.texts = figures, ledger, texts
        self.author, self.review = author, review

    def parts(self) -> list[Block]:
        # The officer's texts may name any figure, so all figures are entered first.
        figures, ledger = self.figures, self.ledger
        situation = parts.situation(figures, ledger)
        leadership = parts.leadership(figures, ledger)
        built: list[Block] = []
        for item in figures.forces:
            built += force(figures, item, ledger)
        main = [group for group in figures.frame.groups if group.kind == "self_managed"][:1]
        fields: list[Block] = []
        for group in main:
            fields = work(figures, ledger, group)
        each = self.programmes(skip_work={id_ for group in main for id_ in group.ids})
        impact = parts.impact(figures, ledger)
        money = parts.money(figures, ledger)
        faults = parts.faults(figures)
        awards = parts.awards(figures, ledger)

        results: list[Block] = []
        chapter = 0
        for title, key, blocks in (
            ("Xây dựng, củng cố lực lượng", "", built),
            ("Kết quả trên từng mặt công tác", "work", fields),
            ("Kết quả từng mô hình", "", each),
            ("Tác động của các mô hình", "impact", impact),
            ("Kinh phí thực hiện", "", money),
        ):
            body = [*blocks, *self.text(key)]
            if body:
                chapter += 1
                results += [Heading(2, f"{chapter}. {title}"), *body]
        assessment: list[Block] = []
        for number, (title, key, blocks) in enumerate(
            (
                ("Ưu điểm", "strengths", []),
                ("Tồn tại, hạn chế", "shortcomings", faults),
                ("Nguyên nhân", "causes", []),
                ("Bài học kinh nghiệm", "lessons", []),
            ),
            1,
        ):
            body = [*self.text(key), *blocks]
            assessment += [Heading(2, f"{number}. {title}"), *(body or [_open()])]
        chapters: list[tuple[str, str, list[Block]]] = [
            ("Đặc điểm tình hình", "context", [*situation, *self.text("context")]),
            ("Công tác lãnh đạo, chỉ đạo", "leadership",
             [*self.text("leadership"), *leadership]),
            ("Kết quả thực hiện", "", results),
            ("Đánh giá chung", "", assessment),
            ("Phương hướng, nhiệm vụ thời gian tới", "directions", self.text("directions")),
            ("Đề xuất, kiến nghị", "proposals", self.text("proposals")),
            ("Khen thưởng", "awards", [*awards, *self.text("awards")]),
        ]  # fmt: skip
        blocks_out: list[Block] = []
        for index, (title, key, body) in enumerate(chapters, 1):
            if not body:
                required = key in BY_KEY and BY_KEY[key].required
                # Nothing entered is nothing known: it is not denied.
                empty = "Chưa có nội dung." if key in WRITTEN else "Chưa có số liệu."
                body = [_open()] if required else [Paragraph((empty,))]
            blocks_out += [Heading(1, f"{roman(index)}. {title}", key), *body]
        closing = f"Trên đây là báo cáo {self.review} của {self.author}./."
        return [*blocks_out, Paragraph((closing,), "closing")]

    def programmes(self, *, skip_work: set[int]) -> list[Block]:
        """III.3: one subsection a programme; its results where III.2 did not tell them."""
        figures = self.figures
        blocks: list[Block] = []
        for index, item in enumerate(figures.programmes):
            letter = LETTERS[index % len(LETTERS)]
            blocks.append(Heading(3, f"{letter}) Mô hình {quoted(item.name)}"))
            told = item.id in skip_work
            group = figures.frame.group_of(item.id)
            results = [] if told else work(figures, self.ledger, group)
            results = [block for block in results if not isinstance(block, Heading)]
            blocks += programmes.programme(figures, item, self.ledger, results)
        return [*blocks, *side_by_side(figures)]

    def text(self, key: str) -> list[Block]:
        return list(paragraphs(self.texts.get(key, ""), self.ledger.by_title))


def _open() -> Paragraph:
    return Paragraph((OPEN,), "note")


def numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Number tables ("Bảng 1. ...") and charts ("Biểu đồ 1. ...") of the body."""
    tables = charts = 0
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and block.caption:
            tables += 1
            block = replace(block, caption=f"Bảng {tables}. {block.caption}")
        elif isinstance(block, Chart):
            charts += 1
            block = replace(block, caption=f"Biểu đồ {charts}. {block.caption}")
        out.append(block)
    return tuple(out)
