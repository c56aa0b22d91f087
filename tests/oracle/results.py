"""Results of one programme (or the same programme of several former communes) in plain loops.

Rules (a) to (g), (j), (p). Conventions are in README.md.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
    #: villages that went up in another: that one, and the day
    went_up: Mapping[int, tuple[int, dt.date]] = field(default_factory=dict)
    #: those of them that are told under that one
    rolled: frozenset[int] = frozenset()

    @cached_property
    def parts(self) -> dict[int, list[int]]:
        """The villages that are told under each of `villages`, itself first."""
        found = {village: [village] for village in self.villages}
        for old in sorted(self.rolled):
            found[self.went_up[old][0]].append(old)
        return found

    @cached_property
    def row_of(self) -> dict[int, int]:
        """Under which village each is told."""
        return {part: row for row, parts in self.parts.items() for part in parts}

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
            if sheet.village is not None and sheet.village not in self.row_of:
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
        """The value of a village in a year; None where nothing is known. What its parts told adds up."""
        values = [
            self._over_time(code, self._of(code, part, year=year))
            for part in self.parts[village]
            if not self._told_anew(code, part, year)
        ]
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if known else None

    def _told_anew(self, code: str, village: int, year: int | None = None) -> bool:
        """Whether the village it went up in told a standing of its own since, in that year or any."""
        if self._rule(code) != "last" or village not in self.went_up:
            return False
        after, day = self.went_up[village]
        told = [s for s, _v in self.cells(code) if s.village == after and year in (None, s.year)]
        if not told:
            return False
        last = max(told, key=lambda sheet: sheet.start)
        return spans.last_day((last.year, last.month or 12), self.reporting_day) >= day

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
        years = [(dt.date(y, 1, 1), self.cell(code, village, y)) for y in self.years]
        return self._over_time(code, [(day, v) for day, v in years if v is not None])

    def year(self, code: str, year: int) -> Decimal | None:
        """The value of a year over all villages, a total of the commune with them."""
        return self._together(code, year)

    def total(self, code: str) -> Decimal | None:
        return self._together(code, None)

    def _together(self, code: str, year: int | None) -> Decimal | None:
        if year is None and self._rule(code) == "last":
            return self._stock(code)
        parts = [
            self.village(code, village) if year is None else self.cell(code, village, year)
            for village in self.villages
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
            if years and not self._told_anew(code, village):
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
            for village in self.row_of
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
            if site.program not in self.programs or site.village not in self.row_of:
                continue
            for year, month in self.months:
                last = spans.last_day((year, month), self.reporting_day)
                day = min(last, self.until - dt.timedelta(days=1))
                sited = site.started_on <= day and (site.ended_on is None or day < site.ended_on)
                if sited and self._alive(site.village, day):
                    found[site.program].add((self.row_of[site.village], year, month))
                    self.due_of_parts.add((site.village, year, month))
        return found

    @cached_property
    def due_of_parts(self) -> set[tuple[int, int, int]]:
        """(village, year, month) that is owed, by the villages of then."""
        return set()

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
        told = {
            (sheet.village, year, month)
            for sheet, _value in self.cells(code)
            if sheet.village is not None
            for year, month in self.months
            if year == sheet.year and sheet.month in (None, month)
        }
        _ = self.due
        # A month is known where it is of every village that owed it and is told as one with others.
        lacking = {
            (self.row_of[village], year, month) for village, year, month in self.due_of_parts - told
        }
        known = {(self.row_of[village], year, month) for village, year, month in told}
        return known - lacking if self.rolled else known

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
        now, before = self._values(code, program)
        whole = self.whole_years
        year = whole[0] if len(whole) == 1 and not self.cut_years else None
        found = []
        if year and (None, year, None) in now and (None, year - 1, None) in before:
            found.append((now[None, year, None], before[None, year - 1, None]))
        villages = {village for village, _y, _m in {**now, **before} if village is not None}
        roots = {self.went_up[v][0] if v in self.went_up else v for v in villages}
        for root in sorted(roots):
            parts = [root, *(old for old, (new, _day) in self.went_up.items() if new == root)]
            pair = self._pair(code, now, before, parts, year)
            if pair is not None:
                found.append(pair)
        return found

    def _values(self, code: str, program: int) -> tuple[dict, dict]:
        """What counts of the span, and of that a year before: of villages that stood then, too."""
        start, until = (
            day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
            for day in (self.start, self.until)
        )
        stood = {
            row.id
            for row in self.books.villages
            if (row.formed_on is None or row.formed_on < until)
            and (row.dissolved_on is None or start < row.dissolved_on)
        }
        now: dict[tuple[int | None, int, int | None], Decimal] = {}
        before: dict[tuple[int | None, int, int | None], Decimal] = {}
        for sheet in self.books.sheets:
            value = self.books.values.get((sheet.id, code))
            if value is None or sheet.program != program or sheet.state != "accepted":
                continue
            if sheet.village is None or sheet.village in self.row_of:
                now[sheet.village, sheet.year, sheet.month] = value
            if sheet.village is None or sheet.village in stood | set(self.row_of):
                before[sheet.village, sheet.year, sheet.month] = value
        return now, before

    def _pair(
        self, code: str, now: dict, before: dict, parts: list[int], year: int | None
    ) -> tuple[Decimal, Decimal] | None:
        """A village with those that went up in it, over what all of them know in both spans."""
        adds = len(parts) == 1 or self._rule(code) == "sum"
        if year and adds and self._has_year(now, before, parts, year):
            ours = self._year_of_parts(code, now, parts, year)
            theirs = self._year_of_parts(code, before, parts, year - 1)
            return None if ours is None or theirs is None else (ours, theirs)
        both = [
            (dt.date(y, m, 1), a, b)
            for y, m in self.months
            if (a := self._month_of_parts(now, parts, y, m)) is not None
            and (b := self._month_of_parts(before, parts, y - 1, m)) is not None
        ]
        if not both:
            return None
        return (
            self._over_time(code, [(day, a) for day, a, _b in both]),
            self._over_time(code, [(day, b) for day, _a, b in both]),
        )

    def _has_year(self, now: dict, before: dict, parts: list[int], year: int) -> bool:
        return any((p, year, None) in now or (p, year - 1, None) in before for p in parts)

    def _month_of_parts(self, values: dict, parts: list[int], y: int, m: int) -> Decimal | None:
        """A month of all parts that stood on its last day; None where one of them is not known."""
        last = spans.last_day((y, m), self.reporting_day)
        there = [part for part in parts if len(parts) == 1 or self._alive(part, last)]
        if not there or any((part, y, m) not in values for part in there):
            return None
        return sum((values[part, y, m] for part in there), Decimal(0))

    def _year_of_parts(
        self, code: str, values: dict, parts: list[int], year: int
    ) -> Decimal | None:
        """A whole year of all parts: the year sheets, or all months in which a part stood."""
        if len(parts) == 1:
            return self._village_year(code, values, parts[0], year)
        if not any((part, year, None) in values for part in parts):
            months = [self._month_of_parts(values, parts, year, m) for m in range(1, 13)]
            return None if None in months else sum(months, Decimal(0))
        total = Decimal(0)
        for part in parts:
            own = {m: v for (p, y, m), v in values.items() if p == part and y == year}
            for m in range(1, 13):
                last = spans.last_day((year, m), self.reporting_day)
                if None not in own and self._alive(part, last) and m not in own:
                    return None
            total += sum(own.values(), Decimal(0))
        return total

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
