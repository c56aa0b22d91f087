"""Part III.2: the work done, told from the indicators, one paragraph a field of work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from common.figures import count, money_words, number, percent
from common.text import names
from documents.tree import Block, Chart, Heading, Paragraph, Series
from programs.models import Indicator
from programs.results import Amount
from reports.compose.clauses import Said, in_brackets, sentence
from reports.compose.fields import FIELDS, WITH_REGISTERS, Clause, Field
from reports.compose.ledger import Ledger
from reports.compose.notes import left_out, notes
from reports.compose.sentences import (
    BOTH_KNOWN,
    LETTERS,
    MONEY_UNIT,
    Runs,
    change_phrase,
    share,
    standing_words,
    years_words,
)
from reports.figures import Figures, Frame
from reports.figures.base import ProgramGroup
from reports.figures.results import Measure

Group = Indicator.Group
Measures = Mapping[str, Measure]


def work(figures: Figures, ledger: Ledger, group: ProgramGroup) -> list[Block]:
    """Return the fields of work of one programme; fields without figures are left out.

    So is what a register of the programme tells: one fact has one figure (`figures.facts`).
    What the figures rest on is said before them all, for it is of no single field.
    """
    frame = figures.frame
    measures = {
        measure.code: measure
        for measure in figures.results.of(group.id)
        if not figures.is_led(measure.code, group.id)
    }
    subject = subject_of(figures, group, measures)
    told = [
        (field, sentence)
        for field in FIELDS
        if (sentence := field_sentence(field, measures, ledger, subject, frame))
    ]
    blocks: list[Block] = []
    for index, (field, sentence) in enumerate(told):
        letter = f"{LETTERS[index]}) " if len(told) > 1 else ""
        blocks.append(Heading(3, f"{letter}{field.heading}"))
        blocks.append(Paragraph(sentence))
        best = best_year(field, measures, frame)
        if best:
            blocks.append(Paragraph((best,)))
        chart = field_chart(field, measures, figures)
        if chart:
            blocks.append(chart)
    if not figures.results.of(group.id) and group.kind not in WITH_REGISTERS:
        blocks.append(Paragraph(("Chưa có số liệu kết quả của mô hình trong kỳ báo cáo.",)))
    out = left_out(figures.results.known.left_out.get(group.id, ()))
    return [
        *notes(measures.values(), frame),
        *([Paragraph((f"({out})",), "note")] if out else []),
        *blocks,
    ]


def subject_of(figures: Figures, group: ProgramGroup, measures: Measures) -> str:
    """Return who acts in a programme: "các tổ", "Thôn 1", "các thôn, khu phố"."""
    item = next(item for item in figures.programmes if item.id == group.id)
    if group.kind == "self_managed":
        return "tổ tự quản" if item.team_count == 1 else "các tổ"
    if group.kind == "trusted_persons":
        return "người có uy tín"
    if group.kind == "fire_safe":
        return "khu dân cư" if item.site_count == 1 else "các khu dân cư"
    places = {place.name for measure in measures.values() for place in measure.villages}
    if len(places) == 1 and not any(measure.has_whole for measure in measures.values()):
        return places.pop()
    return figures.frame.words.villages


def field_sentence(
    field: Field, measures: Measures, ledger: Ledger, subject: str, frame: Frame
) -> Runs:
    """Return the sentence of a field: clauses of unknown figures drop out, and of zeros too,
    but for those that matter."""
    known = {code: measure for code, measure in measures.items() if measure.total is not None}
    some = {code for code, measure in known.items() if measure.total}
    # What stands in the brackets of its whole stands nowhere without it.
    told = [c for c in field.clauses if c.code in some and not (c.inside and c.part_of not in some)]
    codes = [clause.code for clause in told]
    inside = {c.part_of: c for c in told if c.inside}
    compared = [known[code].compared for code in codes if known[code].compared is not None]
    # What is alike in all of them is said once, behind them.
    once = len(compared) > 1 and not any(row.is_all for row in compared if row is not None)
    clauses = [
        _said(
            clause, known, ledger, frame, _Place(codes[:index], inside.get(clause.code), not once)
        )
        for index, clause in enumerate(told)
        if clause not in inside.values()
    ]
    zeros = [
        (clause.zero, *in_brackets([(change_phrase(measure.compared, clause.noun),)]))
        for clause in field.clauses
        if clause.zero
        and (measure := known.get(clause.code)) is not None
        and not measure.total
        and measure.is_gapless
    ]
    found = sentence(field.subject.format(subject=subject), clauses, comma=field.comma, zeros=zeros)
    return (*found, f" Mức tăng, giảm {BOTH_KNOWN}.") if found and once else found


@dataclass(frozen=True)
class _Place:
    """Where a clause stands: what is told before it, what goes into its brackets, how it compares."""

    before: Sequence[str]
    inside: Clause | None
    over: bool


def _said(clause: Clause, known: Measures, ledger: Ledger, frame: Frame, place: _Place) -> Said:
    measure = known[clause.code]
    total = measure.total
    assert total is not None
    verb, noun = clause.verb, clause.noun
    if any(code in place.before for code in clause.joins):
        verb, noun = clause.joint
    money = measure.unit == MONEY_UNIT
    figure = ledger.measure(measure, frame, text=money_words(total) if money else None)
    counted = MONEY_UNIT if money else noun
    part = clause.part_of in place.before
    remarks: list[Runs] = [
        (share(measure.tally.ratio, measure.unit, clause.share),) if part else (),
    ]
    if measure.standing:
        remarks.append((standing_words(measure.standing, counted, lambda v: _where(frame, v)),))
    remarks.append((change_phrase(measure.compared, counted, over=place.over),))
    if not place.before and measure.former:
        parts = [
            f"{commune} {money_words(amount.value) if money and amount.value else count(amount.value)}"
            for commune, amount in measure.former
        ]
        remarks.append((f"trong đó {names(parts)}",))
    if place.inside:  # last, so that what is said of the whole is not read as its part's
        remarks.append(_inside(place.inside, known[place.inside.code], ledger, frame))
    return Said(verb, figure, noun, tuple(remarks), clause.done)


def _inside(clause: Clause, measure: Measure, ledger: Ledger, frame: Frame) -> Runs:
    """Return "đã làm rõ 02 vụ, đạt 66,7%": what stands in the brackets of its whole."""
    told = share(measure.tally.ratio, measure.unit, clause.share)
    end = f" {measure.unit}, {told}" if told else f" {measure.unit}"
    return (f"đã {clause.verb} ", ledger.measure(measure, frame), end)


def _where(frame: Frame, village: int | None) -> str:
    return frame.named(village) or frame.words.whole


def best_year(field: Field, measures: Measures, frame: Frame) -> str:
    """Return "Bình quân mỗi năm có 14 nguồn tin; cao nhất là năm 2023 với 24 nguồn tin.".

    Over the complete whole years only, which are named unless they are all of the period.
    """
    measure = next(
        (measures[c.code] for c in field.clauses if c.code in measures and measures[c.code].total),
        None,
    )
    if measure is None or len(measure.years) < 3 or measure.unit == MONEY_UNIT:
        return ""
    average, best = measure.tally.average, measure.tally.best
    if average is None:
        return ""
    noun = next(clause.noun for clause in field.clauses if clause.code == measure.code)
    over = f" ({count(len(average.years))} năm đủ số liệu: {years_words(average.years)})"
    text = f"Bình quân mỗi năm có {number(average.value, 1)} {noun}{'' if average.is_all else over}"
    if best is not None:
        one = len(best.years) == 1
        which = (
            f"năm {best.years[0]} với" if one else f"các năm {names(map(str, best.years))}, cùng"
        )
        text += f"; cao nhất là {which} {count(best.value)} {noun}"
    first = _first_and_last(measure, average.years, noun) if frame.tells_first_and_last else ""
    return f"{text}{first}."


def _first_and_last(measure: Measure, years: Sequence[int], noun: str) -> str:
    """Return "; năm 2023 tăng 05 nguồn tin (25%) so với năm 2015": the first complete year and the last."""
    first, last = (measure.tally.by_year(year).value for year in (years[0], years[-1]))
    if first is None or last is None:
        return ""
    if first == last:
        return f"; năm {years[-1]} bằng năm {years[0]}"
    part = percent(abs(last - first), first) if abs(last - first) <= first else ""
    share_ = f" ({part})" if part else ""
    word = "tăng" if last > first else "giảm"
    return (
        f"; năm {years[-1]} {word} {count(abs(last - first))} {noun}{share_} so với năm {years[0]}"
    )


CHARTS = {
    Group.INFORMATION: ("tips", "useful_tips", "Nguồn tin nhân dân cung cấp", "tin"),
    Group.RECONCILIATION: (
        "disputes_received",
        "disputes_settled",
        "Kết quả hòa giải mâu thuẫn",
        "vụ",
    ),
    Group.PATROL: ("patrols", "", "Lượt tuần tra", "lượt"),
}
_SERIES = {
    "tips": "Nguồn tin",
    "useful_tips": "Có giá trị",
    "disputes_received": "Tiếp nhận",
    "disputes_settled": "Hòa giải thành",
    "patrols": "Lượt tuần tra",
}
#: behind a year or village of which not all is known
PARTLY = "*"


def field_chart(field: Field, measures: Measures, figures: Figures) -> Chart | None:
    """Return the chart of a field: by year for a long period, by village for a short one."""
    if field.group not in CHARTS:
        return None
    by_year = len(figures.results.counting.years) >= 3
    one, two, caption, unit = CHARTS[Group(field.group)]
    shown = [measures[code] for code in (one, two) if code in measures]
    if not shown or not shown[0].total:
        return None
    if not by_year and (field.group != Group.INFORMATION or not 1 < len(shown[0].villages) <= 12):
        return None
    amounts = [m.by_year if by_year else tuple(map(m.tally.by_village, _ids(shown))) for m in shown]
    named = map(str, shown[0].years) if by_year else map(figures.frame.named, _ids(shown))
    partly = [_is_partly(parts) for parts in zip(*amounts, strict=True)]
    categories = tuple(
        f"{name}{PARTLY}" if part else name for name, part in zip(named, partly, strict=True)
    )
    village = figures.frame.words.village
    caption = f"{caption} {'qua các năm' if by_year else f'theo {village}'}"
    if any(partly):
        caption += f" ({PARTLY} chưa đủ số liệu)"
    series = tuple(
        Series(_SERIES[m.code], tuple(amount.value for amount in row))
        for m, row in zip(shown, amounts, strict=True)
    )
    told = "; ".join(
        f"{item.name}: " + ", ".join(
            f"{name}: {'chưa thống kê' if value is None else count(value)}"
            for name, value in zip(categories, item.values, strict=True)
        )
        for item in series
    )  # fmt: skip
    kind = "columns" if len(series) > 1 or one != "patrols" else "lines"
    return Chart(caption, kind, unit, categories, series, alt=f"{caption}. {told}")


def _ids(shown: Sequence[Measure]) -> list[int]:
    return [village.id for village in shown[0].villages]


def _is_partly(amounts: Sequence[Amount]) -> bool:
    """Whether something is known of a column, but not all that was due."""
    return any(amount.value is not None and amount.known < amount.expected for amount in amounts)
