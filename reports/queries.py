"""Reads of reports: their figures, their words, what changed since they were issued."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Value

from common.dates import short_date
from common.figures import count
from common.periods import Period, Span, add_months
from common.text import lower_first, names, quoted, sentence_case
from common.unit_words import organ_words, province_words
from documents.freeze import thaw
from documents.letter import Letter
from documents.tree import Document, Figure
from members.models import Commune, Paper
from members.models.papers import PaperKind
from members.queries.letters import letter_for
from programs.models import Program
from reports.compose import SECTIONS, Composed, Outline, Planned, Section, compose
from reports.figures import Figures, Frame, collect, make_frame
from reports.figures.base import ProgramGroup, grouped
from reports.models import Part, ReportKind, ReviewReport
from reports.models.kinds import filled
from reports.models.reports import LONGEST_TITLE

#: a part as its kind keeps it: which, its heading, whether it must be written
PartRow = tuple[str, str, bool]


def span_of(report: ReviewReport) -> Span:
    """Return what the report's period is called."""
    return Span.of(report.period, report.commune.calendar)


def _places(report: ReviewReport, letter: Letter) -> dict[str, str]:
    """Return what stands in the places of a kind's words, but for the programmes."""
    rule = report.kind.rule(report.commune.calendar)
    return {
        "kỳ": rule.words(report.period),
        "kỳ sau": rule.next_words(report.period),
        "sơ kết": span_of(report).review,
        "đơn vị": letter.author,
        "cấp trên": organ_words(letter.parent),
        "địa bàn": report.commune.full_name,
        "tỉnh": province_words(report.commune.province),
        "từ ngày": short_date(report.period_start),
        "đến ngày": short_date(report.period.last_day),
        "ngày chốt": short_date(report.cut_off),
    }


def _programs(groups: Sequence[ProgramGroup]) -> dict[str, str]:
    """Return the programmes as the words of a kind name them: each, or several at once."""
    many = "các mô hình" if len(groups) > 1 else "mô hình"
    named = f"{many} {names(quoted(group.name) for group in groups)}"
    return {
        "mô hình": named,
        "các mô hình": "các mô hình về an ninh, trật tự" if len(groups) > 1 else named,
    }


def default_title(report: ReviewReport, programs: list[Program]) -> str:
    """Return the abstract of the report: what is reviewed, over how long. One statement.

    Where the names of the programmes do not fit the field, it says how many they are: a
    title is never cut.
    """
    return _title_of_kind(
        report.kind, _places(report, letter_of(report)), grouped(programs, report.commune)
    )


def _title_of_kind(kind: ReportKind, places: dict[str, str], groups: Sequence[ProgramGroup]) -> str:
    title = filled(kind.title, places | _programs(groups))
    if len(title) > LONGEST_TITLE:
        short = dict.fromkeys(("mô hình", "các mô hình"), f"{count(len(groups))} mô hình")
        title = filled(kind.title, places | short)
    return sentence_case(title)


def programs_for(kind: ReportKind, commune: Commune, period: Period) -> list[Program]:
    """Return what a report of this kind reviews, unless something else is chosen. One statement.

    Programmes there are by the end of the period. A review of ten years and more takes those
    that ran through most of it, a review of a year leaves those to it.
    """
    programs = (
        Program.objects.filter(commune=commune, founded_on__lte=period.last_day)
        .select_related("kind")
        .order_by("kind__order", "pk")
    )
    if kind.periods == ReportKind.Periods.YEARS:
        if kind.years == 1:
            return list(programs.filter(founded_on__gt=add_months(period.last_day, -9 * 12)))
        return list(programs.filter(founded_on__lte=period.start + (period.end - period.start) / 2))
    return list(programs)


def last_of_kind(report: ReviewReport) -> ReviewReport | None:
    """Return the report of the same kind on the time before, with its texts. Two statements.

    A commune's own kind goes on from the shared one that it replaces.

    The caller has let `visible_to` decide on the commune.
    """
    return (
        ReviewReport.objects.filter(
            commune=report.commune,
            kind__code=report.kind.code,
            period_end__lte=report.period_start,
        )
        .prefetch_related("sections")
        .order_by("-period_end", "-created_at", "-pk")
        .first()
    )


def _parts_and_texts(report: ReviewReport) -> tuple[list[PartRow], dict[str, str]]:
    """Return the parts of the report's kind in order, and the officer's texts. One statement."""
    rows = (
        report.kind.parts.order_by()
        .values_list(Value("part"), "part", "heading", "order", "required")
        .union(
            report.sections.order_by().values_list(
                Value("text"), "key", "text", Value(0), Value(False)
            ),
            all=True,
        )
    )
    parts, texts = [], {}
    for what, key, text, order, required in rows:
        if what == "part":
            parts.append((order, key, text, bool(required)))
        else:
            texts[key] = text
    return [(key, text, required) for _order, key, text, required in sorted(parts)], texts


def outline_of(
    report: ReviewReport, groups: Sequence[ProgramGroup], letter: Letter, parts: Sequence[PartRow]
) -> Outline:
    """Return the parts and words of the report, as its kind has them now.

    Where the draft was given a title of its own, the sentences say that one.
    """
    kind = report.kind
    places = _places(report, letter)
    usual = _title_of_kind(kind, places, groups)
    places |= _programs(groups)
    short = places | {"mô hình": places["các mô hình"]}
    own = report.title if report.title != usual else ""
    places["tên"] = lower_first(own or filled(kind.title, places))
    places["tên gọn"] = lower_first(own or filled(kind.title, short))
    return Outline(
        parts=tuple(
            Planned(Part(part), sentence_case(filled(heading, places)), required)
            for part, heading, required in parts
        ),
        opening=filled(kind.opening, places),
        closing=filled(kind.closing, places),
        addressees=_lines(filled(kind.addressees, places)),
        keeps_empty=kind.keeps_empty,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def sections_in(report: ReviewReport) -> list[Section]:
    """Return the sections in which the officer writes, in the report's order. One statement."""
    by_part = {section.part: section for section in SECTIONS}
    parts, _texts = _parts_and_texts(report)
    return [by_part[Part(part)] for part, _heading, _required in parts if part in by_part]


def frame_of(report: ReviewReport) -> Frame:
    """Return what the report looks at. At most five statements."""
    programs = report.programs.select_related("kind", "decision", "commune")
    return make_frame(
        report.commune,
        programs,
        report.period,
        report.cut_off,
        in_todays_units=report.in_todays_units,
        basis=report.kind.basis,
    )


def letter_of(report: ReviewReport) -> Letter:
    """Return head and foot without number and date; who receives it, as the kind says. One statement."""
    letter = letter_for(report.commune, report.issuer, PaperKind.REPORT, report.cut_off)
    named = _lines(filled(report.kind.recipients, _places(report, letter)))
    # The writers set the stops of the list.
    own = tuple(line.rstrip(" ;.") for line in named)
    return replace(letter, recipients=own) if own else letter


def compose_draft(
    report: ReviewReport, figures: Figures | None = None, *, whole: bool = False
) -> Composed:
    """Return the report as its data and texts are now, from `figures` where they are known.

    With `whole` it has every part, whatever its kind has: for the figures, not to be read.
    The caller has let `visible_to` decide. At most 40 statements.
    """
    parts, texts = _parts_and_texts(report)
    corrects = ""
    if report.corrects and hasattr(report.corrects, "issue"):
        corrects = report.corrects.issue.paper.cited
    figures = figures or collect(frame_of(report))
    letter = letter_of(report)
    outline = outline_of(report, figures.frame.groups, letter, parts)
    if whole:
        outline = replace(outline, parts=tuple(map(Planned, Part)))
    return compose(
        figures,
        letter=letter,
        subject=report.title,
        outline=outline,
        texts=texts,
        corrects=corrects,
        plan=_cited(report.plan) if report.plan else "",
    )


def _cited(plan: Paper) -> str:
    """Return a plan as the first sentence cites it: kind, number, day, issuer, subject."""
    return f"Kế hoạch số {plan.cited} của {plan.organ_name} về {lower_first(plan.subject)}"


def document_of(report: ReviewReport) -> Document:
    """Return the tree that holds: issued, signed off, or drafted from today's data."""
    if report.state == ReviewReport.State.ISSUED:
        return thaw(report.issue.tree)
    if report.state == ReviewReport.State.SIGNED_OFF:
        assert report.signed_tree is not None
        return thaw(report.signed_tree)
    return compose_draft(report).document


@dataclass(frozen=True)
class Difference:
    """A figure that is another one now than in the issued report."""

    title: str
    then: str
    now: str


def changed_since(report: ReviewReport, frozen: Document) -> list[Difference]:
    """Return the named figures of a report's frozen tree that today's data would give otherwise.

    The report documents its day and stays as it is; this says what a
    correction would change.
    """
    today = {fact.key: fact for fact in frozen.facts}
    then = _by_key(frozen)
    # Its kind may have fewer parts today; what it told is compared all the same.
    now = compose_draft(report, whole=True).by_key
    return [
        Difference(today[key].title, figure.text, now[key].text if key in now else "–")
        for key, figure in then.items()
        if key in today and (key not in now or now[key].text != figure.text)
    ]


def _by_key(document: Document) -> dict[str, Figure]:
    return {figure.key: figure for figure in document.figures() if figure.key}
