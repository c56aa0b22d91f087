"""What figures rest on, said below them: gaps, years counted whole, parts too large, estimates."""

from collections.abc import Iterable, Sequence

from common.dates import short_date
from common.figures import count, number
from common.text import lower_first, names, sentence_case
from documents.tree import Block, Paragraph
from programs.results import Excess
from reports.figures import Figures, Frame
from reports.figures.results import Measure

#: more cases than these are counted only
MOST_EXCESSES = 5
ESTIMATED = (
    "Số liệu của mô hình có phần là số ước tính, sẽ được điều chỉnh khi có số liệu chính thức."
)


def notes(measures: Iterable[Measure], frame: Frame) -> list[Block]:
    """Say what the figures rest on: gaps, years counted whole, parts above their whole, estimates."""
    told = list(measures)
    found = [gaps(told, frame), edges(told), excesses(told, frame)]
    if any(measure.estimated for measure in told):
        found.append(ESTIMATED)
    return [Paragraph((f"({text})",), "note") for text in found if text]


def counted_months(figures: Figures, body: list[Block]) -> list[Block]:
    """Return a chapter with the days its months cover above it, where they start on day 15."""
    counting = figures.results.counting
    if not body or not counting.months or counting.calendar.start_day == 1:
        return body
    first, last = (counting.month(*counting.months[index]) for index in (0, -1))
    text = (
        "(Kết quả tính theo tháng báo cáo, từ ngày 15 tháng trước đến ngày 14: kỳ này từ ngày "
        f"{short_date(first.start)} đến ngày {short_date(last.last_day)}.)"
    )
    return [Paragraph((text,), "note"), *body]


def gaps(told: Sequence[Measure], frame: Frame) -> str:
    """Say which figures are not complete, those that lack as much in one: unknown is not zero."""
    partial: dict[tuple[int, int], list[str]] = {}
    for measure in told:
        if not measure.is_gapless:
            total = measure.tally.total
            partial.setdefault((total.known, total.expected), []).append(lower_first(measure.name))
    if not partial:
        return ""
    parts = [
        f"{number(known)}/{number(expected)}{'' if index else ' số liệu tháng'} về "
        f"{', '.join(which)}"
        for index, ((known, expected), which) in enumerate(partial.items())
    ]
    return (
        f"Số liệu của {frame.words.villages} chưa đầy đủ, đã thống kê {'; '.join(parts)}. "
        "Phần còn lại chưa thống kê, không tính là 0."
    )


def edges(told: Iterable[Measure]) -> str:
    """Say which year totals reach outside the period and are counted whole."""
    whole = sorted({year for measure in told for year in measure.tally.edges})
    return f"Số liệu năm {names(map(str, whole))} tính cả năm." if whole else ""


def left_out(years: Sequence[int]) -> str:
    """Say which year totals reach outside the period and are not counted."""
    if not years:
        return ""
    return (
        f"Số liệu cả năm {names(map(str, years))} không tính vào kỳ báo cáo, "
        "vì vượt ra ngoài kỳ và chưa tách được theo tháng."
    )


def excesses(told: Sequence[Measure], frame: Frame) -> str:
    """Point out where a part is larger than its whole, by indicator, village and time."""
    found = [(measure, row) for measure in told for row in measure.tally.excesses]
    if not found:
        return ""
    texts = [excess_words(measure, row, frame) for measure, row in found[:MOST_EXCESSES]]
    if len(found) > MOST_EXCESSES:
        texts.append(f"và {len(found) - MOST_EXCESSES} trường hợp khác")
    return f"Cần rà soát: {'; '.join(texts)}."


def excess_words(measure: Measure, row: Excess, frame: Frame) -> str:
    """Return "nguồn tin có giá trị 05, lớn hơn nguồn tin 00 (Thôn 2, năm 2017)"."""
    when = f"tháng {row.month}/{row.year}" if row.month else f"năm {row.year}"
    where = frame.named(row.village) or frame.words.whole
    whole = measure.indicator.within
    than = lower_first(whole.name) if whole else "tổng số"
    return (
        f"{lower_first(measure.name)} {count(row.part)}, lớn hơn {than} {count(row.whole)} "
        f"({where}, {when})"
    )


def conflicts(told: Iterable[Measure], frame: Frame) -> str:
    """Say where two programmes tell one fact differently, and which figure counts."""
    found = []
    for measure in told:
        for row in measure.conflicts:
            where = frame.named(row.village) or frame.words.whole
            values = names(count(value) for value in row.values)
            found.append(f"{lower_first(measure.name)} ở {where} năm {row.year}: {values}")
    if not found:
        return ""
    return f"(Các mô hình ghi khác nhau, lấy số lớn hơn: {'; '.join(found[:MOST_EXCESSES])}.)"


def remarks(figures: Figures) -> list[Block]:
    """Say what the sheets remark, each with its villages, year and month, those alike in one."""
    frame = figures.frame
    times: dict[tuple[int | None, str], list[str]] = {}
    for row in figures.results.remarks:
        when = f"tháng {row.month}/{row.year}" if row.month else f"năm {row.year}"
        times.setdefault((row.village, row.text.rstrip(" .;")), []).append(when)
    places: dict[tuple[str, str], list[str]] = {}
    for (village, text), told in times.items():
        where = frame.named(village) or frame.words.whole
        places.setdefault((names(told), text), []).append(where)
    if not places:
        return []
    lines = [
        f"{sentence_case(frame.words.places(where, len(frame.standing)))}, {when}: {text}."
        for (when, text), where in places.items()
    ]
    return [
        Paragraph(("Ghi chú của phiếu kết quả:",), "lead"),
        *(Paragraph((line,), "item") for line in lines),
    ]
