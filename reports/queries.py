"""Reads of reports: their figures, their words, what changed since they were issued."""

from dataclasses import dataclass

from common.figures import count
from common.periods import Span
from common.text import lower_first, names, quoted, sentence_case
from documents.freeze import thaw
from documents.letter import Letter
from documents.tree import Document, Figure
from members.models import Paper
from members.models.papers import PaperKind
from members.queries.letters import letter_for
from programs.models import Program
from reports.compose import Composed, compose
from reports.figures import Figures, Frame, collect, make_frame
from reports.figures.base import grouped
from reports.models import ReviewReport

TITLE_LENGTH = ReviewReport._meta.get_field("title").max_length or 400


def span_of(report: ReviewReport) -> Span:
    """Return what the report's period is called."""
    return Span.of(report.period, report.commune.calendar)


def review_word(report: ReviewReport) -> str:
    """Return "tổng kết 10 năm", "sơ kết 06 tháng đầu năm 2024", true to the period.

    A ten-year review closes a time ("tổng kết") also where it is not ten years long.
    """
    span = span_of(report)
    word = "tổng kết" if report.kind == ReviewReport.Kind.TEN_YEAR else span.review
    return f"{word} {span.title}"


def default_title(report: ReviewReport, programs: list[Program]) -> str:
    """Return the abstract of the report: what is reviewed, over how long.

    Where the names of the programmes do not fit the field, it says how many they are: a
    title is never cut.
    """
    groups = grouped(programs, report.commune)
    many = "các mô hình" if len(groups) > 1 else "mô hình"
    listed = names(quoted(group.name) for group in groups)
    title = f"{review_word(report)} thực hiện {many} {listed}"
    if len(title) > TITLE_LENGTH:
        title = f"{review_word(report)} thực hiện {count(len(groups))} mô hình"
    return sentence_case(title)


def frame_of(report: ReviewReport) -> Frame:
    """Return what the report looks at. At most five statements."""
    programs = report.programs.select_related("kind", "decision", "commune")
    return make_frame(
        report.commune,
        programs,
        report.period,
        report.cut_off,
        in_todays_units=report.in_todays_units,
    )


def letter_of(report: ReviewReport) -> Letter:
    """Return head and foot without number and date. One statement."""
    return letter_for(report.commune, report.issuer, PaperKind.REPORT, report.cut_off)


def compose_draft(report: ReviewReport, figures: Figures | None = None) -> Composed:
    """Return the report as its data and texts are now, from `figures` where they are known.

    The caller has let `visible_to` decide. At most 40 statements.
    """
    texts = dict(report.sections.values_list("key", "text"))
    corrects = ""
    if report.corrects and hasattr(report.corrects, "issue"):
        corrects = report.corrects.issue.paper.cited
    return compose(
        figures or collect(frame_of(report)),
        letter=letter_of(report),
        subject=report.title,
        review_word=review_word(report),
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
    now = _by_key(compose_draft(report).document)
    return [
        Difference(today[key].title, figure.text, now[key].text if key in now else "–")
        for key, figure in then.items()
        if key in today and (key not in now or now[key].text != figure.text)
    ]


def _by_key(document: Document) -> dict[str, Figure]:
    return {figure.key: figure for figure in document.figures() if figure.key}
