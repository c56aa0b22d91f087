"""The ledger of a report: each figure that is named once, with what stands behind it."""

from collections.abc import Iterable
from decimal import Decimal

from common.figures import count, number, rounded
from common.text import fold
from documents.tree import Fact, Figure
from programs.models import ResultSheet
from programs.results import Amount
from reports.figures import Frame
from reports.figures.results import Measure

SOURCES = {
    ResultSheet.Source.REGISTER: "sổ theo dõi",
    ResultSheet.Source.YEARLY_REPORT: "báo cáo năm",
    ResultSheet.Source.ESTIMATE: "số ước",
}
RULES = {
    "sum": "Cộng các kỳ trong kỳ báo cáo; kỳ chưa thống kê không tính là 0.",
    "last": "Số ở thời điểm cuối kỳ báo cáo.",
    "distinct": "Đếm mỗi người một lần; số lớn nhất đã biết, thực tế có thể cao hơn.",
}


def cell(value: Decimal | int | None) -> Figure:
    """Return a table cell: the number, or "–" where it is not known."""
    return Figure(number(value), None if value is None else rounded(value))


class Ledger:
    """Collects facts while the report is put into words.

    A figure's title is also its placeholder: an officer writes [[Số thành
    viên]] and reads 23.
    """

    def __init__(self) -> None:
        self.facts: dict[str, Fact] = {}
        self.by_title: dict[str, Figure] = {}
        self.by_key: dict[str, Figure] = {}

    def figure(
        self,
        key: str,
        value: Decimal | int | None,
        *,
        title: str,
        rule: str,
        source: str,
        rows: Iterable[tuple[str, str]] = (),
        text: str | None = None,
        other_titles: Iterable[str] = (),
    ) -> Figure:
        """Enter a figure and return it for the sentence it stands in.

        `other_titles` are names under which officers' texts may know it besides.
        """
        exact = Decimal(value) if value is not None else None
        figure = Figure(text if text is not None else count(exact), exact, key)
        self.by_key[key] = figure
        if key not in self.facts:
            self.facts[key] = Fact(key, title, rule, source, tuple(rows))
            for name in (title, *other_titles):
                self.by_title.setdefault(fold(name), figure)
        return figure

    def measure(self, measure: Measure, frame: Frame, *, text: str | None = None) -> Figure:
        """Enter the total of an indicator, with what it rests on behind it: places, years, gaps."""
        rows = [
            (village.name, _amount(amount))
            for village, amount in zip(measure.villages, measure.by_village, strict=True)
        ]
        if measure.has_whole:
            whole = measure.tally.whole_total
            rows.append(
                (f"{frame.words.whole} (không tách theo {frame.words.village})", count(whole))
            )
        rows += [(f"{commune} (cũ)", _amount(amount)) for commune, amount in measure.former]
        rows += [
            (f"Năm {year}", _amount(amount))
            for year, amount in zip(measure.years, measure.by_year, strict=True)
        ]
        total = measure.tally.total
        rows.append(
            ("Số liệu có", f"{total.known}/{total.expected} ({frame.words.village}, tháng)")
        )
        source = ", ".join(SOURCES[ResultSheet.Source(name)] for name in sorted(measure.sources))
        return self.figure(
            measure.key,
            measure.total,
            title=measure.name,
            rule=RULES[measure.indicator.rule],
            source=f"Phiếu kết quả của {frame.words.villages} ({source})",
            rows=rows,
            text=text,
        )


def _amount(amount: Amount) -> str:
    """Return "12", or "12 (5/12 tháng)" where not all that was due is known."""
    if amount.value is None or amount.known >= amount.expected:
        return count(amount.value)
    return f"{count(amount.value)} ({amount.known}/{amount.expected} tháng)"
