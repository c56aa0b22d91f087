"""Results of one programme (or the same programme of several former communes) in plain loops.

Rules (a) to (g), (j), (p). Conventions are in README.md.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tests.oracle import spans
from tests.oracle.books import Books, Sheet, Village
from tests.oracle.spans import Month


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked: programmes that are told as one, villages, a span with its last day that counts."""

    books: Books
    programs: tuple[int, ...]
    villages: tuple[int, ...]
    start: dt.date
    end: dt.date
    cut_off: dt.date
    reporting_day: int = 1

    @cached_property
    def until(self) -> dt.date:
        """The end of what counts: that of the span, or the day after the cut-off day."""
        return min(self.end, self.cut_off + dt.timedelta(days=1))

    @cached_property
    def is_long(self) -> bool:
        """More than two years: a year total that is cut at the edge counts whole, with a mark."""
        return len(self.months) > 24

    @cached_property
    def months(self) -> list[Month]:
        return spans.months_in(self.start, self.until, self.reporting_day)

    @cached_property
    def whole_years(self) -> list[int]:
        return spans.whole_years(self.start, self.until, self.reporting_day)

    @cached_property
    def cut_years(self) -> list[int]:
        return spans.cut_years(self.start, self.until, self.reporting_day)

    @cached_property
    def years(self) -> list[int]:
        return sorted({year for year, _month in self.months})

    # -- which sheets count ------------------------------------------------------------------

    def told(self) -> Iterator[Sheet]:
        """Accepted sheets of the programmes and villages, of any time."""
        for sheet in self.books.sheets:
            if sheet.program not in self.programs or sheet.state != "accepted":
                continue
            if sheet.village is not None and sheet.village not in self.villages:
                continue
            yield sheet

    @cached_property
    def counted(self) -> list[Sheet]:
        """Months whose middle lies in the span; whole years; years cut at the edge of a long span."""
        months, whole, cut = self.months, self.whole_years, self.cut_years
        if not self.is_long:
            cut = []
        return [
            sheet
            for sheet in self.told()
            if ((sheet.year, sheet.month) in months if sheet.month else sheet.year in whole + cut)
        ]

    @cached_property
    def _cells(self) -> dict[str, list[tuple[Sheet, Decimal]]]:
        return {
            code: [
                (sheet, self.books.values[sheet.id, code])
                for sheet in self.counted
                if (sheet.id, code) in self.books.values
            ]
            for code in self.books.indicators
        }

    def cells(self, code: str) -> list[tuple[Sheet, Decimal]]:
        """Counted sheets that have a value of the indicator."""
        return self._cells[code]

    def codes(self) -> list[str]:
        """The indicators with a known value in the span."""
        return [code for code in self.books.indicators if self.cells(code)]

    def marked_years(self, code: str) -> list[int]:
        """Years cut at the edge whose year total is counted whole: the text says so."""
        return sorted(
            {s.year for s, _v in self.cells(code) if s.month is None and s.year in self.cut_years}
        )

    def left_out_years(self, code: str) -> list[int]:
        """Years cut at the edge whose year total is not counted: the text says so."""
        if self.is_long:
            return []
        return sorted(
            {
                sheet.year
                for sheet in self.told()
                if sheet.month is None
                and sheet.year in self.cut_years
                and (sheet.id, code) in self.books.values
            }
        )

    # -- values ------------------------------------------------------------------------------

    def _rule(self, code: str) -> str:
        return self.books.indicators[code].rule

    def _over_time(self, code: str, pairs: list[tuple[dt.date, Decimal]]) -> Decimal | None:
        """One village's values over time: added up, the latest, or the largest."""
        if not pairs:
            return None
        if self._rule(code) == "sum":
            return sum((value for _day, value in pairs), Decimal(0))
        if self._rule(code) == "last":
            return max(pairs, key=lambda pair: pair[0])[1]
        return max(value for _day, value in pairs)

    def _of(
        self, code: str, village: int | None, program: int | None = None, year: int | None = None
    ):
        return [
            (sheet.start, value)
            for sheet, value in self.cells(code)
            if sheet.village == village
            and (program is None or sheet.program == program)
            and (year is None or sheet.year == year)
        ]

    def cell(self, code: str, village: int, year: int) -> Decimal | None:
        """The value of a village in a year; None where nothing is known."""
        return self._over_time(code, self._of(code, village, year=year))

    def village_months(self, code: str, village: int, year: int) -> set[int]:
        """The months of a year that a village knows; a year sheet knows all twelve."""
        return {
            month
            for sheet, _value in self.cells(code)
            if sheet.village == village and sheet.year == year
            for month in range(1, 13)
            if sheet.month in (None, month)
        }

    def village(self, code: str, village: int) -> Decimal | None:
        """The value of a village over the whole span."""
        return self._over_time(code, self._of(code, village))

    def year(self, code: str, year: int) -> Decimal | None:
        """The value of a year over all villages, a total of the commune with them."""
        return self._together(code, year)

    def total(self, code: str) -> Decimal | None:
        return self._together(code, None)

    def _together(self, code: str, year: int | None) -> Decimal | None:
        if year is None and self._rule(code) == "last":
            return self._stock(code)
        parts = [
            self._over_time(code, self._of(code, village, year=year)) for village in self.villages
        ]
        for program in self.programs:
            parts.append(self._over_time(code, self._of(code, None, program, year)))
        known = [value for value in parts if value is not None]
        return sum(known, Decimal(0)) if known else None

    def moments(self, code: str) -> list[tuple[int | None, int, Decimal]]:
        """(village or None for a commune's own number, year of its latest number, the number)."""
        found = []
        for village in self.villages:
            years = [year for year in self.years if self.cell(code, village, year) is not None]
            if years:
                found.append((village, max(years), self.village(code, village)))
        for program in self.programs:
            pairs = self._of(code, None, program)
            if pairs:
                day, value = max(pairs, key=lambda pair: pair[0])
                year = max(
                    s.year
                    for s, _v in self.cells(code)
                    if s.village is None and s.program == program
                )
                found.append((None, year, value))
        return found

    def _stock(self, code: str) -> Decimal | None:
        """Of standings only those of the latest year are added; older ones are told beside."""
        found = self.moments(code)
        latest = max((year for _place, year, _value in found), default=None)
        values = [value for _place, year, value in found if year == latest]
        return sum(values, Decimal(0)) if values else None

    def days_of_stock(self, code: str) -> dict[int, dt.date]:
        """The first day of the sheet from which each village's latest number is."""
        return {
            village: max(day for day, _value in pairs)
            for village in self.villages
            if (pairs := self._of(code, village))
        }

    def estimated(self, code: str) -> bool:
        return any(sheet.source == "estimate" for sheet, _value in self.cells(code))

    # -- completeness ------------------------------------------------------------------------

    def _alive(self, village: int, day: dt.date) -> bool:
        row: Village = next(row for row in self.books.villages if row.id == village)
        return (row.formed_on is None or row.formed_on <= day) and (
            row.dissolved_on is None or day < row.dissolved_on
        )

    @cached_property
    def due_of(self) -> dict[int, set[tuple[int, int, int]]]:
        """(village, year, month) that each programme owes: on its last day the village lived and had a site."""
        found: dict[int, set[tuple[int, int, int]]] = {program: set() for program in self.programs}
        for site in self.books.sites:
            if site.program not in self.programs or site.village not in self.villages:
                continue
            for year, month in self.months:
                last = spans.last_day((year, month), self.reporting_day)
                day = min(last, self.until - dt.timedelta(days=1))
                sited = site.started_on <= day and (site.ended_on is None or day < site.ended_on)
                if sited and self._alive(site.village, day):
                    found[site.program].add((site.village, year, month))
        return found

    @cached_property
    def due(self) -> set[tuple[int, int, int]]:
        return set().union(*self.due_of.values())

    def _told_by_communes(self, code: str) -> set[tuple[int, int, int]]:
        """What is owed and known through a total of the commune: all that its programme owes then."""
        found = set()
        for sheet, _value in self.cells(code):
            if sheet.village is None:
                found |= {
                    cell
                    for cell in self.due_of[sheet.program]
                    if cell[1] == sheet.year and sheet.month in (None, cell[2])
                }
        return found

    def _told_by_villages(self, code: str) -> set[tuple[int, int, int]]:
        """Village-months with a value, due or not; a year sheet is all months of it that count."""
        return {
            (sheet.village, year, month)
            for sheet, _value in self.cells(code)
            if sheet.village is not None
            for year, month in self.months
            if year == sheet.year and sheet.month in (None, month)
        }

    def coverage(self, code: str, year: int | None = None) -> tuple[int, int]:
        """Known of expected village-months, of the span or one of its years.

        Expected is what was due, and what is known though it was not due.
        """
        known = self._told_by_villages(code) | self._told_by_communes(code)
        wanted = self.due | known
        known_months = expected = 0
        for each in self.years if year is None else [year]:
            owed = len([cell for cell in wanted if cell[1] == each])
            told = len([cell for cell in known if cell[1] == each])
            if not owed and any(s.village is None and s.year == each for s, _v in self.cells(code)):
                # Nobody was asked: the commune told its own months.
                owed = told = len([month for month in self.months if month[0] == each])
            known_months, expected = known_months + told, expected + owed
        return known_months, expected

    def village_coverage(self, code: str, village: int) -> tuple[int, int]:
        """Known of expected months of one village; where only the commune's total is known none is missing."""
        known = {cell for cell in self._told_by_villages(code) if cell[0] == village}
        owed = {cell for cell in self.due if cell[0] == village} - self._told_by_communes(code)
        return len(known), len(owed | known)

    def complete_years(self, code: str) -> list[int]:
        """Whole years of the span in which every village that was due is known for every month."""
        found = []
        for year in self.whole_years:
            known, expected = self.coverage(code, year)
            if 0 < expected == known and not self._told_in_part(code, year):
                found.append(year)
        return found

    def _told_in_part(self, code: str, year: int) -> bool:
        """Whether a village that owed nothing in a year told some of its months and not others."""
        owed = {village for village, when, _month in self.due if when == year}
        told: dict[int, set[int]] = {}
        for village, when, month in self._told_by_villages(code):
            if when == year and village not in owed:
                told.setdefault(village, set()).add(month)
        return any(len(months) < 12 for months in told.values())

    def average(self, code: str) -> Decimal | None:
        """The mean of the complete whole years; not of standings, and not of one year."""
        years = self.complete_years(code)
        if self._rule(code) != "sum" or len(years) < 2:
            return None
        return sum((self.year(code, year) for year in years), Decimal(0)) / len(years)

    def best_years(self, code: str) -> tuple[list[int], Decimal] | None:
        """The best of the complete whole years, all that tie."""
        if self.average(code) is None:
            return None
        values = {year: self.year(code, year) for year in self.complete_years(code)}
        best = max(values.values())
        years = [year for year, value in values.items() if value == best]
        return (years, best) if best and len(years) < len(values) else None

    # -- two numbers beside each other -------------------------------------------------------

    def ratio(self, part: str, whole: str) -> tuple[Decimal, Decimal] | None:
        """Part and whole over the sheets in which both are known; None where there is none."""
        pairs = [
            (self.books.values[sheet.id, part], self.books.values[sheet.id, whole])
            for sheet in self.counted
            if (sheet.id, part) in self.books.values and (sheet.id, whole) in self.books.values
        ]
        if not pairs:
            return None
        return sum((a for a, _b in pairs), Decimal(0)), sum((b for _a, b in pairs), Decimal(0))

    def share(self, part: str, whole: str) -> Decimal | None:
        """The percentage, None without a base and where the part is more than its whole."""
        found = self.ratio(part, whole)
        if found is None or not found[1] or found[0] > found[1]:
            return None
        return found[0] * 100 / found[1]

    def contradictions(self, part: str, whole: str) -> set[tuple[int | None, int, int | None]]:
        """(village, year, month) where a part is more than its whole."""
        return {
            (sheet.village, sheet.year, sheet.month)
            for sheet in self.counted
            if (sheet.id, part) in self.books.values
            and (sheet.id, whole) in self.books.values
            and self.books.values[sheet.id, part] > self.books.values[sheet.id, whole]
        }

    def comparison(self, code: str) -> tuple[Decimal, Decimal] | None:
        """(now, a year before) over the village-months known in both spans, None where there is none."""
        if not 0 < len(self.months) <= 12:
            return None
        pairs: list[tuple[Decimal, Decimal]] = []
        for program in self.programs:
            pairs += self._compared(code, program)
        if not pairs:
            return None
        return sum((a for a, _b in pairs), Decimal(0)), sum((b for _a, b in pairs), Decimal(0))

    def _compared(self, code: str, program: int) -> list[tuple[Decimal, Decimal]]:
        values: dict[tuple[int | None, int, int | None], Decimal] = {}
        for sheet in self.told():
            value = self.books.values.get((sheet.id, code))
            if value is not None and sheet.program == program:
                values[sheet.village, sheet.year, sheet.month] = value
        whole = self.whole_years
        year = whole[0] if len(whole) == 1 and not self.cut_years else None
        found = []
        if year and (None, year, None) in values and (None, year - 1, None) in values:
            found.append((values[None, year, None], values[None, year - 1, None]))
        for village in self.villages:
            if year and ((village, year, None) in values or (village, year - 1, None) in values):
                now, before = (
                    self._village_year(code, values, village, y) for y in (year, year - 1)
                )
                if now is not None and before is not None:
                    found.append((now, before))
                continue
            both = [
                (y, m)
                for y, m in self.months
                if (village, y, m) in values and (village, y - 1, m) in values
            ]
            if both:
                now = [(dt.date(y, m, 1), values[village, y, m]) for y, m in both]
                before = [(dt.date(y, m, 1), values[village, y - 1, m]) for y, m in both]
                found.append((self._over_time(code, now), self._over_time(code, before)))
        return found

    def _village_year(self, code: str, values: dict, village: int, year: int) -> Decimal | None:
        """A village's whole year: its year sheet, or all twelve months."""
        if (village, year, None) in values:
            return values[village, year, None]
        months = [
            (dt.date(year, m, 1), values[village, year, m])
            for m in range(1, 13)
            if (village, year, m) in values
        ]
        return self._over_time(code, months) if len(months) == 12 else None
