"""The whole report: front matter, parts I to VII, appendices, signature."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from common.figures import roman
from common.text import quoted, sentence_case
from documents.letter import Letter
from documents.tree import (
    Block,
    Chart,
    Document,
    Figure,
    Heading,
    Paragraph,
    Run,
    Table,
)
from reports.compose import parts, programmes
from reports.compose.appendices import appendices
from reports.compose.force import force
from reports.compose.ledger import Ledger
from reports.compose.notes import counted_months
from reports.compose.outline import Outline, Planned
from reports.compose.placeholders import paragraphs
from reports.compose.sections import sections_of
from reports.compose.sentences import LETTERS
from reports.compose.side_by_side import side_by_side
from reports.compose.words import the_programmes
from reports.compose.work import work
from reports.figures import Figures
from reports.models import Part
from reports.models.parts import ASSESSMENT, CHAPTERS, RESULTS

OPEN = "[Cán bộ soạn thảo bổ sung nội dung mục này.]"
#: chapters that hold what officers write, and no figures
WRITTEN = frozenset({Part.DIRECTIONS, Part.PROPOSALS})


@dataclass(frozen=True)
class Composed:
    """A document with what the editor wants to know: open sections, placeholders."""

    document: Document
    missing: tuple[str, ...]
    placeholders: tuple[tuple[str, str], ...]
    by_title: Mapping[str, Figure]
    #: every figure that could be told, by its key
    by_key: Mapping[str, Figure]


def compose(
    figures: Figures,
    *,
    letter: Letter,
    subject: str,
    outline: Outline,
    texts: Mapping[str, str],
    corrects: str = "",
    plan: str = "",
) -> Composed:
    """Put figures and the officer's texts into one tree.

    `plan` is the plan that the report carries out, as it is cited. `texts` maps section
    keys to what the officer wrote; required sections without a text show a
    note and are listed in `missing`. Runs no SQL.
    """
    ledger = Ledger()
    generated = _Builder(figures, ledger, texts, outline).parts()
    missing = tuple(
        section.key
        for section, required in sections_of(outline)
        if required and not texts.get(section.key, "").strip()
    )
    front = _front(figures, outline, texts, ledger, corrects, plan)
    document = Document(
        title=f"Báo cáo {sentence_case(subject)}",
        author=letter.author,
        head=letter.head("Báo cáo", sentence_case(subject), outline.addressees),
        blocks=numbered((*front, *generated)),
        signature=letter.signature(),
        appendices=appendices(figures, letter.reference, outline),
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
        by_key=ledger.by_key,
    )


def _front(
    figures: Figures,
    outline: Outline,
    texts: Mapping[str, str],
    ledger: Ledger,
    corrects: str,
    plan: str,
) -> list[Block]:
    blocks: list[Block] = []
    if outline.has(Part.BASES):
        blocks += _bases(figures, texts.get("basis", ""), ledger)
    carried_out = f"Thực hiện {plan}, " if plan else ""
    blocks.append(Paragraph((sentence_case(f"{carried_out}{outline.opening}"),)))
    if corrects:
        blocks.append(Paragraph((f"Báo cáo này thay thế Báo cáo số {corrects}.",)))
    return blocks


def _bases(figures: Figures, text: str, ledger: Ledger) -> list[Block]:
    """Return the legal bases, each on a line of its own: a semicolon behind each, a stop behind the last.

    The same programme of several former communes has one line for all its decisions.
    """
    found = []
    for item in figures.programmes:
        cited = [
            f"số {part.decision}{f' của {part.decided_by}' if part.decided_by else ''}"
            for part in item.parts
            if part.decision
        ]
        cited = list(dict.fromkeys(cited))
        about = f"về việc thành lập mô hình {quoted(item.name)}"
        if len(cited) == 1:
            found.append(f"Căn cứ Quyết định {cited[0]} {about}")
        elif cited:
            found.append(f"Căn cứ các Quyết định {about}: {', '.join(cited)}")
    typed = paragraphs(text, ledger.by_title, style="basis")
    lines: list[tuple[Run, ...]] = [(line,) for line in found]
    lines += [_without_end(paragraph.runs) for paragraph in typed]
    last = len(lines) - 1
    return [
        Paragraph((*line, "." if index == last else ";"), "basis")
        for index, line in enumerate(lines)
    ]


def _without_end(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    if runs and isinstance(runs[-1], str):
        return (*runs[:-1], runs[-1].rstrip(" .;,"))
    return runs


class _Builder:
    """The chapters in the order of the outline; a number depends on which parts hold anything."""

    def __init__(
        self, figures: Figures, ledger: Ledger, texts: Mapping[str, str], outline: Outline
    ) -> None:
        self.figures, self.ledger, self.texts = figures, ledger, texts
        self.outline = outline

    def parts(self) -> list[Block]:
        # The officer's texts may name any figure, so all figures are entered first.
        figures, ledger, outline = self.figures, self.ledger, self.outline
        situation = parts.situation(figures, ledger)
        leadership = parts.leadership(figures, ledger)
        results = self.results()
        faults = parts.faults(figures)
        awards = parts.awards(figures, ledger)
        bodies: dict[Part, tuple[str, str, list[Block]]] = {
            Part.SITUATION: (
                "Đặc điểm tình hình", "context", [*situation, *self.text("context")],
            ),
            Part.LEADERSHIP: (
                "Công tác lãnh đạo, chỉ đạo", "leadership",
                [*self.text("leadership"), *leadership],
            ),
            Part.RESULTS: (
                "Kết quả thực hiện", "",
                counted_months(figures, self.sections(RESULTS, results)),
            ),
            Part.ASSESSMENT: ("Đánh giá chung", "", self.assessment(faults)),
            Part.DIRECTIONS: (
                "Phương hướng, nhiệm vụ thời gian tới", "directions", self.text("directions"),
            ),
            Part.PROPOSALS: ("Đề xuất, kiến nghị", "proposals", self.text("proposals")),
            Part.AWARDS: ("Khen thưởng", "awards", [*awards, *self.text("awards")]),
        }  # fmt: skip
        blocks: list[Block] = []
        index = 0
        for planned in outline.of(CHAPTERS):
            title, key, body = bodies[planned.part]
            body = body or self.empty(planned)
            if body:
                index += 1
                blocks.append(Heading(1, f"{roman(index)}. {planned.heading or title}", key))
                blocks += body
        return [*blocks, Paragraph((sentence_case(outline.closing),), "closing")]

    def empty(self, planned: Planned) -> list[Block]:
        """Return what stands in a chapter without content; nothing where it is left out."""
        if planned.required:
            return [_open()]
        # Nothing entered is nothing known: it is not denied. What nobody wrote is no chapter.
        keeps = self.outline.keeps_empty and planned.part not in WRITTEN
        return [Paragraph(("Chưa có số liệu.",))] if keeps else []

    def results(self) -> dict[Part, tuple[str, str, list[Block]]]:
        """Return the sections of the results: usual heading, key of the text, blocks."""
        figures, ledger, outline = self.figures, self.ledger, self.outline
        built: list[Block] = []
        for item in figures.forces:
            built += force(figures, item, ledger)
        main = [group for group in figures.frame.groups if group.kind == "self_managed"][:1]
        fields: list[Block] = []
        for group in main:
            fields = work(figures, ledger, group)
        each = self.programmes(skip_work={id_ for group in main for id_ in group.ids})
        since, several = outline.has(Part.BEFORE_AND_SINCE), len(figures.programmes) > 1
        return {
            Part.FORCE: ("Xây dựng, củng cố lực lượng", "", built),
            Part.WORK: ("Kết quả trên từng mặt công tác", "work", fields),
            Part.PROGRAMS: (
                "Kết quả từng mô hình" if several else "Kết quả của mô hình", "", each,
            ),
            Part.IMPACT: (
                f"Tác động của {the_programmes(figures.programmes)}", "impact",
                parts.impact(figures, ledger, since=since),
            ),
            Part.MONEY: ("Kinh phí thực hiện", "", parts.money(figures, ledger)),
        }  # fmt: skip

    def sections(
        self, order: tuple[Part, ...], found: Mapping[Part, tuple[str, str, list[Block]]]
    ) -> list[Block]:
        """Return the sections that hold anything, numbered in the order of the outline."""
        blocks: list[Block] = []
        number = 0
        for planned in self.outline.of(order):
            if planned.part not in found:
                continue
            title, key, generated = found[planned.part]
            body = [*generated, *self.text(key)]
            if body:
                number += 1
                blocks += [Heading(2, f"{number}. {planned.heading or title}"), *body]
        return blocks

    def assessment(self, faults: list[Block]) -> list[Block]:
        """Return the sections of the assessment; one that must be written says so while it is empty."""
        usual = {
            Part.STRENGTHS: "Ưu điểm",
            Part.SHORTCOMINGS: "Tồn tại, hạn chế",
            Part.CAUSES: "Nguyên nhân",
            Part.LESSONS: "Bài học kinh nghiệm",
        }
        blocks: list[Block] = []
        number = 0
        for planned in self.outline.of(ASSESSMENT):
            body = self.text(planned.part.value)
            if planned.part == Part.SHORTCOMINGS:
                body += faults
            if not body and (planned.required or self.outline.keeps_empty):
                body = [_open()]
            if body:
                number += 1
                title = planned.heading or usual[planned.part]
                blocks += [Heading(2, f"{number}. {title}"), *body]
        return blocks

    def programmes(self, *, skip_work: set[int]) -> list[Block]:
        """III.3: one subsection a programme; its results where III.2 did not tell them."""
        figures, outline = self.figures, self.outline
        about, told_at_all = outline.has(Part.ABOUT), outline.has(Part.WORK)
        parts_: list[tuple[str, list[Block]]] = []
        for item in figures.programmes:
            group = figures.frame.group_of(item.id)
            results = [] if item.id in skip_work else work(figures, self.ledger, group)
            # Entered for the officer's texts, also where the kind does not tell them.
            results = results if told_at_all else []
            # Without headings of their own the sentences stand first, and then what they rest on.
            results = [block for block in results if not isinstance(block, Heading)]
            results.sort(key=lambda block: isinstance(block, Paragraph) and block.style == "note")
            body = programmes.programme(figures, item, self.ledger, results, about=about)
            if body:
                parts_.append((item.name, body))
        blocks: list[Block] = []
        for index, (name, body) in enumerate(parts_):
            letter = f"{LETTERS[index % len(LETTERS)]}) " if len(parts_) > 1 else ""
            blocks += [Heading(3, f"{letter}Mô hình {quoted(name)}"), *body]
        if outline.has(Part.SIDE_BY_SIDE):
            blocks += side_by_side(figures)
        return blocks

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
