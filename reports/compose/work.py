"""Part III.2: the work done, told from the indicators, one paragraph a field of work."""

from collections.abc import Mapping, Sequence

from common.figures import count, money_words, number, percent
from common.text import names, sentence_case
from documents.tree import Block, Chart, Heading, Paragraph, Run, Series
from programs.models import Indicator
from programs.results import Amount
from reports.compose.fields import FIELDS, NOUNS, SUBJECTS, WITH_REGISTERS, Clause, Field
from reports.compose.ledger import Ledger
from reports.compose.notes import left_out, notes
from reports.compose.sentences import (
    LETTERS,
    MONEY_UNIT,
    Runs,
    listed,
    share,
    standing_words,
    with_change,
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
    """
    frame = figures.frame
    measures = {
        measure.code: measure
        for measure in figures.results.of(group.id)
        if not figures.is_led(measure.code, group.id)
    }
    subject = SUBJECTS.get(group.kind, sentence_case(frame.words.villages))
    blocks: list[Block] = []
    for field in FIELDS:
        sentence = field_sentence(field, measures, ledger, subject, frame)
        if not sentence:
            continue
        letter = LETTERS[sum(isinstance(block, Heading) for block in blocks)]
        blocks.append(Heading(3, f"{letter}) {field.heading}"))
        blocks.append(Paragraph(sentence))
        best = best_year(field, measures, frame)
        if best:
            blocks.append(Paragraph((best,)))
        chart = field_chart(field, measures, figures)
        if chart:
            blocks.append(chart)
    if not figures.results.of(group.id) and group.kind not in WITH_REGISTERS:
        blocks.append(Paragraph(("Chưa có số liệu kết quả của mô hình trong thời gian báo cáo.",)))
    out = left_out(figures.results.known.left_out.get(group.id, ()))
    return [
        *blocks,
        *notes(measures.values(), frame),
        *([Paragraph((f"({out})",), "note")] if out else []),
    ]


def field_sentence(
    field: Field, measures: Measures, ledger: Ledger, subject: str, frame: Frame
) -> Runs:
    """Return the sentence of a field: clauses of unknown figures drop out, and of zeros too,
    but for those that matter."""
    clauses: list[Runs] = []
    told: set[str] = set()
    for clause in field.clauses:
        measure = measures.get(clause.code)
        if measure is None or measure.total is None:
            continue
        if measure.total:
            before = clause.before
            if clause.inside:
                if clause.share_of in told:
                    clauses[-1] += _inside(clause, measure, ledger, frame)
                continue
            if clause.alone and (clause.share_of or field.clauses[0].code) not in told:
                before = clause.alone
            clauses.append(_clause(clause, before, measure, ledger, frame, first=not told))
            told.add(clause.code)
    zeros = [
        clause.zero
        for clause in field.clauses
        if clause.zero
        and (measure := measures.get(clause.code)) is not None
        and measure.total == 0
        and measure.is_gapless
    ]
    if not clauses and not zeros:
        return ()
    opening = field.opening.format(subject=subject)
    if not clauses:
        return (f"{sentence_case(names(zeros))}.",)
    end = f"; {names(zeros)}." if zeros else "."
    return (opening, *listed(clauses, comma=", "), end)


def _clause(
    clause: Clause, before: str, measure: Measure, ledger: Ledger, frame: Frame, *, first: bool
) -> Runs:
    total = measure.total
    assert total is not None
    runs: list[Run] = [before] if before else []
    money = measure.unit == MONEY_UNIT
    noun = MONEY_UNIT if money else NOUNS.get(measure.code, measure.unit)
    figure = ledger.measure(measure, frame, text=money_words(total) if money else None)
    runs += with_change(figure, noun, measure.compared)
    if measure.standing:
        runs.append(standing_words(measure.standing, noun, lambda village: _where(frame, village)))
    if clause.share_of:
        runs.append(share(measure.tally.ratio, measure.unit, clause.share_word))
    if first and measure.former:
        parts = [
            f"{commune} {money_words(amount.value) if money and amount.value else count(amount.value)}"
            for commune, amount in measure.former
        ]
        runs.append(f" (trong đó {names(parts)})")
    return tuple(run for run in runs if run != "")


def _inside(clause: Clause, measure: Measure, ledger: Ledger, frame: Frame) -> Runs:
    """Return " (đã làm rõ 02 vụ, đạt 66,7%)", behind what it is part of."""
    told = share(measure.tally.ratio, measure.unit, clause.share_word).strip(" ()")
    noun = NOUNS.get(measure.code, measure.unit)
    end = f" {noun}, {told})" if told else f" {noun})"
    return (f" ({clause.before}", ledger.measure(measure, frame), end)


def _where(frame: Frame, village: int | None) -> str:
    return frame.named(village) or frame.words.whole


def best_year(field: Field, measures: Measures, frame: Frame) -> str:
    """Return "Bình quân mỗi năm 14 nguồn tin; năm cao nhất là năm 2023 với 24 nguồn tin.".

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
    noun = NOUNS.get(measure.code, measure.unit)
    over = f" ({count(len(average.years))} năm đủ số liệu: {years_words(average.years)})"
    text = f"Bình quân mỗi năm {number(average.value, 1)} {noun}{'' if average.is_all else over}"
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
            f"{name} {'chưa thống kê' if value is None else count(value)}"
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
