"""The ledger of a report: each figure that is named once, with what stands behind it."""

from collections.abc import Iterable
from decimal import Decimal

from common.figures import count, number, rounded
from common.text import fold
from documents.tree import Fact, Figure
from programs.models import ResultSheet
from reports.figures.results import Measure

SOURCES = {
    ResultSheet.Source.REGISTER: "sổ theo dõi",
    ResultSheet.Source.YEARLY_REPORT: "báo cáo năm",
    ResultSheet.Source.ESTIMATE: "số ước",
}
RULES = {
    "sum": "Cộng các kỳ trong thời gian báo cáo; kỳ chưa thống kê không tính là 0.",
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
    ) -> Figure:
        """Enter a figure and return it for the sentence it stands in."""
        exact = Decimal(value) if value is not None else None
        figure = Figure(text if text is not None else count(exact), exact, key)
        if key not in self.facts:
            self.facts[key] = Fact(key, title, rule, source, tuple(rows))
            self.by_title.setdefault(fold(title), figure)
        return figure

    def measure(self, measure: Measure, *, text: str | None = None) -> Figure:
        """Enter the total of an indicator, with its villages and years behind it."""
        grid = measure.grid
        rows = [
            (village.name, count(total))
            for village, total in zip(grid.villages, grid.by_village, strict=True)
        ]
        rows += [
            (f"Năm {year}", count(total))
            for year, total in zip(grid.years, grid.by_year, strict=True)
        ]
        rows.append(("Số liệu có", f"{grid.known}/{grid.expected} (thôn, năm)"))
        source = ", ".join(SOURCES[ResultSheet.Source(name)] for name in measure.sources)
        return self.figure(
            f"{measure.code}-{measure.program_id}",
            measure.total,
            title=measure.name,
            rule=RULES[grid.rule],
            source=f"Phiếu kết quả của các thôn ({source})" if source else "Phiếu kết quả",
            rows=rows,
            text=text,
        )
