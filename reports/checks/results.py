"""Checks of results: sheets that lack, gaps, parts above their whole, programmes that differ."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from common.figures import count, percent
from common.text import names, quoted, sentence_case
from programs.models import Indicator, ResultSheet
from programs.results import Conflict, Counting, Excess, Overall
from reports.checks.findings import Finding, Mend, Sort, key_of
from reports.compose.fields import WITH_REGISTERS
from reports.compose.notes import excess_words
from reports.figures import Figures
from reports.figures.base import ProgramGroup
from reports.figures.results import Measure

#: below this share of what was due a figure is doubtful
LEAST_COVERAGE = Decimal("0.8")
#: more places than these are counted only
MOST_PLACES = 4


def without_results(figures: Figures) -> Iterator[Finding]:
    """Programmes of which no sheet is accepted at all. No statement."""
    for group in figures.frame.groups:
        if not figures.results.of(group.id) and group.kind not in WITH_REGISTERS:
            yield Finding(
                Sort.MISSING,
                key_of("no-results", group.id),
                "Chưa có phiếu kết quả nào được duyệt trong kỳ",
                group.name,
                (years_of(group.id),),
            )


def missing_sheets(figures: Figures) -> Iterator[Finding]:
    """Months for which a village was asked and has no accepted sheet. No statement."""
    known = figures.results.known
    for group in figures.frame.groups:
        measures = figures.results.of(group.id)
        if not measures:
            continue
        for place in figures.frame.villages:
            lacking: dict[int, int] = {}
            for year in known.counting.years:
                told = known.reported.get((group.id, place.id, year), 0)
                for measure in measures:
                    for (_commune, when), whole in measure.tally.wholes.items():
                        told |= whole.spared.get(place.id, 0) if when == year else 0
                bits = known.due.get((group.id, place.id, year), 0) & ~told
                if bits:
                    lacking[year] = bits
            if lacking:
                months = sum(bits.bit_count() for bits in lacking.values())
                yield Finding(
                    Sort.MISSING,
                    key_of("no-sheet", group.id, place.id),
                    f"{place.name}: thiếu phiếu kết quả của {count(months)} tháng",
                    f"{group.name}: {months_words(lacking)}",
                    (_sheets_of(figures, group, place.id, lacking),),
                )


def gaps(figures: Figures) -> Iterator[Finding]:
    """Figures of which less than 80 % is known, and cells left empty in accepted sheets. No statement.

    What lacks because there is no sheet is told by `missing_sheets`.
    """
    for measure in figures.results.measures:
        total = measure.tally.total
        if total.expected and total.known < LEAST_COVERAGE * total.expected:
            yield Finding(
                Sort.DOUBTFUL,
                key_of("coverage", measure.key),
                f"{measure.name}: mới có {total.known}/{total.expected} số liệu tháng của "
                f"{figures.frame.words.villages} ({percent(total.known, total.expected)})",
                measure.group.name,
                (years_of(measure.group.id),),
            )
        empty = _empty_cells(figures, measure)
        if empty:
            places = [
                f"{figures.frame.named(village)} ({months_words({year: bits})})"
                for (village, year), bits in empty.items()
            ]
            yield Finding(
                Sort.MISSING,
                key_of("empty", measure.key),
                f"{measure.name}: bỏ trống trong phiếu đã duyệt",
                f"{measure.group.name}: {_shortened(places)}",
                (_empty_at(figures, measure.group, empty),),
            )


def _empty_cells(figures: Figures, measure: Measure) -> dict[tuple[int, int], int]:
    """Return (village, year) -> the months of which a sheet tells something, but not this."""
    reported, tally = figures.results.known.reported, measure.tally
    found = {}
    for village, year, _months in tally.holes():
        cell = tally.cells.get((village, year))
        known = cell.months if cell else 0
        bits = tally.due.get((village, year), 0) & ~known
        bits &= reported.get((measure.group.id, village, year), 0)
        if bits:
            found[(village, year)] = bits
    return found


def _empty_at(figures: Figures, group: ProgramGroup, empty: Mapping[tuple[int, int], int]) -> Mend:
    """Return the link to the one sheet that lacks something, to their year, or to all years."""
    (village, year), bits = next(iter(empty.items()))
    program = program_at(figures, group, village)
    if len(empty) == 1 and bits.bit_count() == 1:
        month = bits.bit_length() - 1
        return Mend.at("Mở phiếu tháng", "programs:sheet", program, village, year, month)
    if len({year for _village, year in empty}) > 1:
        return years_of(program)
    return Mend.at(
        "Kết quả theo tháng", "programs:results", query=f"?program={program}&year={year}"
    )


def excesses(figures: Figures) -> Iterator[Finding]:
    """Parts that are larger than their whole, sheet by sheet. No statement."""
    for measure in figures.results.measures:
        for row in measure.tally.excesses:
            when = f"tháng {row.month}/{row.year}" if row.month else f"năm {row.year}"
            place = figures.frame.named(row.village) or figures.frame.words.whole
            text = excess_words(measure, row, figures.frame)
            yield Finding(
                Sort.CONTRADICTION,
                key_of(
                    "excess", row.program, measure.code, row.village or 0, row.year,
                    row.month or 0, f"{row.part}>{row.whole}",
                ),
                sentence_case(text),
                f"{measure.group.name}, {place}, {when}",
                (_sheet_of(row),),
            )  # fmt: skip


def differing(figures: Figures) -> Iterator[Finding]:
    """Facts of the area of which two programmes tell different figures. No statement."""
    situation = Indicator.Group.SITUATION
    codes = dict.fromkeys(
        m.code for m in figures.results.measures if m.indicator.group == situation
    )
    for code in codes:
        measures = figures.results.all_of(code)
        overall = figures.results.known.overall(code)
        if overall is not None:
            yield from _differing(figures, measures, overall)


def _differing(
    figures: Figures, measures: Iterable[Measure], overall: Overall
) -> Iterator[Finding]:
    for row in overall.conflicts:
        told = [measure for measure in measures if _tells(measure, row)]
        place = figures.frame.named(row.village) or figures.frame.words.whole
        values = names(count(value) for value in row.values)
        name = overall.tally.indicator.name
        yield Finding(
            Sort.CONTRADICTION,
            key_of(
                "differs", overall.tally.indicator.code, row.village or 0, row.year,
                "/".join(map(str, row.values)),
            ),
            f"{name}: các mô hình ghi khác nhau, {values}",
            f"{place}, năm {row.year}: {names(quoted(m.group.name) for m in told)}",
            tuple(
                Mend.at(
                    f"Kết quả của {quoted(measure.group.name)}", "programs:results",
                    query=f"?program={program_at(figures, measure.group, row.village)}&year={row.year}",
                )
                for measure in told
            ),
        )  # fmt: skip


def _tells(measure: Measure, row: Conflict) -> bool:
    if row.village is None:
        return any(year == row.year for _commune, year in measure.tally.wholes)
    return (row.village, row.year) in measure.tally.cells


def edges(figures: Figures) -> Iterator[Finding]:
    """Year totals that reach outside the period: left out, or counted whole. No statement."""
    known = figures.results.known
    for group in figures.frame.groups:
        for year in known.left_out.get(group.id, ()):
            yield Finding(
                Sort.DOUBTFUL,
                key_of("left-out", group.id, year),
                f"Số liệu cả năm {year} không tính vào kỳ báo cáo vì vượt ra ngoài kỳ; "
                "tách theo tháng nếu có số liệu tháng",
                group.name,
                (years_of(group.id),),
            )
        whole = {year for m in figures.results.of(group.id) for year in m.tally.edges}
        for year in sorted(whole):
            yield Finding(
                Sort.DOUBTFUL,
                key_of("whole-year", group.id, year),
                f"Số liệu năm {year} tính cả năm, dù kỳ báo cáo chỉ gồm một phần của năm",
                group.name,
                (years_of(group.id),),
            )


def estimates(figures: Figures) -> Iterator[Finding]:
    """Programmes whose figures are partly estimates. No statement."""
    for group in figures.frame.groups:
        years = {
            year
            for measure in figures.results.of(group.id)
            for cells in (
                measure.tally.cells,
                {place: whole.cell for place, whole in measure.tally.wholes.items()},
            )
            for (_place, year), cell in cells.items()
            if cell.estimated
        }
        if years:
            yield Finding(
                Sort.DOUBTFUL,
                key_of("estimate", group.id),
                f"Có số ước tính (năm {names(map(str, sorted(years)))}); "
                "thay bằng số chính thức nếu đã có",
                group.name,
                (years_of(group.id),),
            )


def waiting_sheets(figures: Figures) -> Iterator[Finding]:
    """Sheets of the period that were sent and wait for the office. One statement."""
    rows = Counter(
        ResultSheet.objects.of_places(figures.frame.village_ids, figures.frame.program_ids)
        .filter(figures.results.counting.q(""), state=ResultSheet.State.SENT)
        .order_by()
        .values_list("program_id", flat=True)
    )
    for program, times in sorted(rows.items()):
        yield Finding(
            Sort.MISSING,
            key_of("waiting", program),
            f"{count(times)} phiếu kết quả đã gửi, chưa được duyệt; chưa tính vào báo cáo",
            figures.frame.group_of(program).name,
            (Mend.at("Duyệt phiếu", "programs:results", query=f"?program={program}"),),
        )


def after_cut_off(figures: Figures) -> Iterator[Finding]:
    """Accepted sheets of the period that begin after the cut-off day. One statement."""
    frame = figures.frame
    if frame.cut_off >= frame.period.last_day:
        return
    every = Counting.of(frame.period, frame.commune.reporting_day)
    rows = Counter(
        ResultSheet.objects.accepted()
        .of_places(frame.village_ids, frame.program_ids)
        .filter(every.q(""), month__isnull=False)
        .exclude(figures.results.counting.q(""))
        .order_by()
        .values_list("program_id", flat=True)
    )
    for program, times in sorted(rows.items()):
        yield Finding(
            Sort.DOUBTFUL,
            key_of("after-cut-off", program),
            f"{count(times)} phiếu đã duyệt trong kỳ nhưng sau ngày chốt số liệu, không được tính",
            frame.group_of(program).name,
            (Mend.at("Xem kết quả", "programs:results", query=f"?program={program}"),),
        )


def months_words(lacking: Mapping[int, int]) -> str:
    """Return "năm 2015; tháng 3, 5/2016" from the months of each year as bits 1 to 12."""
    return "; ".join(_months_of(year, bits) for year, bits in sorted(lacking.items()))


def _months_of(year: int, bits: int) -> str:
    months = [month for month in range(1, 13) if bits & 1 << month]
    if len(months) == 12:
        return f"năm {year}"
    if len(months) > 2 and months[-1] - months[0] == len(months) - 1:
        return f"tháng {months[0]} - {months[-1]}/{year}"
    return f"tháng {', '.join(map(str, months))}/{year}"


def years_of(program: int) -> Mend:
    """Return the link to a programme's years, each hole of which leads to its form."""
    return Mend.at("Kết quả theo năm", "programs:result_years", program)


def program_at(figures: Figures, group: ProgramGroup, village: int | None) -> int:
    """Return the programme of a group that runs in a village; its first where no site tells."""
    for item in figures.programmes:
        if item.id == group.id:
            for site in item.sites or ():
                if site.village_id == village:
                    return site.program_id
    return group.id


def _sheets_of(
    figures: Figures, group: ProgramGroup, village: int, lacking: Mapping[int, int]
) -> Mend:
    """Return the link to where a village's missing sheets are entered: the months of a single
    year, else all years."""
    program = program_at(figures, group, village)
    if len(lacking) > 1:
        return years_of(program)
    year = next(iter(lacking))
    return Mend.at(
        "Kết quả theo tháng", "programs:results", query=f"?program={program}&year={year}"
    )


def _sheet_of(row: Excess) -> Mend:
    if row.village is None:
        return years_of(row.program)
    if row.month is None:
        return Mend.at("Sửa phiếu năm", "programs:year_sheet", row.program, row.village, row.year)
    return Mend.at(
        "Mở phiếu tháng", "programs:sheet", row.program, row.village, row.year, row.month
    )


def _shortened(places: list[str]) -> str:
    rest = len(places) - MOST_PLACES
    text = ", ".join(places[:MOST_PLACES])
    return f"{text} và {rest} trường hợp khác" if rest > 0 else text
