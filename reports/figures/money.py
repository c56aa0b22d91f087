"""Money by source and year, from every register, nothing twice.

Sheets tell what programmes got; the camera register what points and their upkeep cost; the
book of trusted persons what gifts were worth. For a camera programme its register leads:
what its sheets say of money stands beside and is not added (`docs/facts.md`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from programs.models import Camera
from reports.figures.base import Frame, Value, add
from reports.figures.cameras import Cameras, Spent
from reports.figures.results import Measure, Results
from reports.figures.trusted import Trusted

BUDGET, COMMUNITY, IN_KIND, MIXED, UNKNOWN = "budget", "community", "in_kind", "mixed", "unknown"
#: indicators of money, and the source that each is of
SOURCES = {"money_budget": BUDGET, "money_community": COMMUNITY, "money_in_kind": IN_KIND}
#: sources in the order they are told
ORDER = (BUDGET, COMMUNITY, IN_KIND, MIXED, UNKNOWN)
_FUNDING = {
    Camera.Funding.BUDGET: BUDGET, Camera.Funding.COMMUNITY: COMMUNITY, Camera.Funding.MIXED: MIXED,
    "": UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True)
class Funds:
    """Money of one source from one register, by year; `unknown` entries bear no amount.

    What is not `counted` is told by another register too, which leads.
    """

    source: str
    what: str
    by_year: tuple[Value, ...]
    total: Value
    counted: bool = True
    unknown: int = 0
    #: the indicator and the group it is of, where the sheets tell it
    code: str = ""
    group: int = 0


@dataclass(frozen=True)
class Money:
    """All money of the period, with the years of the columns."""

    years: tuple[int, ...]
    rows: tuple[Funds, ...]

    def is_led(self, code: str, group: int) -> bool:
        """Whether a register tells the money that this indicator of a programme does."""
        return any(row.code == code and row.group == group and not row.counted for row in self.rows)

    def of(self, source: str) -> Funds | None:
        """Return what is counted of a source, all registers together; None for nothing."""
        return self._added(source, [row for row in self.rows if row.source == source])

    @property
    def total(self) -> Funds | None:
        return self._added("", self.rows)

    def _added(self, source: str, rows: Iterable[Funds]) -> Funds | None:
        counted = [row for row in rows if row.counted]
        if not counted:
            return None
        columns = zip(*(row.by_year for row in counted), strict=True)
        return Funds(
            source, "", tuple(add(column) for column in columns),
            add(row.total for row in counted), unknown=sum(row.unknown for row in counted),
        )  # fmt: skip


def money(
    frame: Frame, results: Results, cameras: Cameras | None, trusted: Trusted | None
) -> Money:
    """Return the money of the period. No statement."""
    years = results.counting.years or frame.years

    def year_of(day: dt.date) -> int:
        # A day at the edge of the period belongs to the year of its first or last month.
        year, _month = results.counting.calendar.month_of(day)
        return min(max(year, years[0]), years[-1])

    by_register = cameras is not None and any(
        row.cost is not None for row in (*cameras.built, *cameras.kept)
    )
    rows = [
        Funds(
            SOURCES[measure.code], f"{measure.name}: {measure.group.name}",
            tuple(amount.value for amount in measure.by_year), measure.total,
            counted=not (by_register and measure.group.kind == "cameras"),
            code=measure.code, group=measure.group.id,
        )
        for measure in _measures(frame, results)
    ]  # fmt: skip
    if cameras is not None:
        for funding, source in _FUNDING.items():
            built = [row for row in cameras.built if row.funding == funding]
            rows += _spent(source, "Lắp đặt camera (sổ camera)", built, year_of, years)
        rows += _spent(
            UNKNOWN, "Sửa chữa, bảo dưỡng camera (sổ camera)", cameras.kept, year_of, years
        )
    if trusted is not None:
        gifts = [Spent(day, "", worth) for day, worth in trusted.gifts.given]
        rows += _spent(UNKNOWN, "Thăm hỏi, tặng quà người có uy tín", gifts, year_of, years)
    rows.sort(key=lambda row: ORDER.index(row.source))
    return Money(years, tuple(rows))


def _measures(frame: Frame, results: Results) -> list[Measure]:
    return [
        measure
        for group in frame.groups
        for measure in results.of(group.id)
        if measure.code in SOURCES and measure.total is not None
    ]


def _spent(
    source: str,
    what: str,
    rows: Iterable[Spent],
    year_of: Callable[[dt.date], int],
    years: tuple[int, ...],
) -> list[Funds]:
    """Return the line of what was spent on single days, [] where no amount is known."""
    listed = list(rows)
    by_year: dict[int, Decimal] = defaultdict(Decimal)
    known = [row for row in listed if row.cost is not None]
    for row in known:
        by_year[year_of(row.on)] += Decimal(row.cost or 0)
    if not known:
        return []
    return [
        Funds(
            source, what, tuple(by_year.get(year) for year in years),
            sum(by_year.values(), Decimal(0)), unknown=len(listed) - len(known),
        )
    ]  # fmt: skip
