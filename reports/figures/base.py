"""What every part of a report shares: the frame it looks through, and grids of values."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from common.periods import Period
from common.text import fold
from common.unit_words import VILLAGES, UnitWords
from members.models import Commune, Village
from members.queries import todays_villages, told_apart, with_predecessors
from programs.models import Program
from programs.results import History, same_programmes
from reports.models import ReportKind

Value = Decimal | None


@dataclass(frozen=True)
class Place:
    """A village as the report names it: name and kind of the cut-off day, and its lifetime.

    `mark` is what tells it apart from one of the same name, as it stands in brackets: "Dân Chủ".
    """

    id: int
    name: str
    kind: str = Village.Kind.THON
    formed_on: dt.date | None = None
    dissolved_on: dt.date | None = None
    mark: str = ""

    def stands_on(self, day: dt.date) -> bool:
        """Whether the village existed on this day; an unknown founding day is long ago."""
        begun = self.formed_on is None or self.formed_on <= day
        return begun and (self.dissolved_on is None or self.dissolved_on > day)


@dataclass(frozen=True)
class ProgramGroup:
    """One programme as the commune of today tells it: that of all communes that went up in it.

    `communes` names the commune of each of `programs`, in the same order. A programme
    that no other commune had is a group of one.
    """

    kind: str
    name: str
    programs: tuple[Program, ...]
    communes: tuple[str, ...]

    @property
    def id(self) -> int:
        """The key of the group: the id of its first programme."""
        return int(self.programs[0].pk)

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(program.pk for program in self.programs)

    @property
    def merged(self) -> bool:
        return len(self.programs) > 1


def grouped(
    programs: Iterable[Program], commune: Commune, name_of: Callable[[int], str] = str
) -> tuple[ProgramGroup, ...]:
    """Return the programmes, the same one of several former communes taken as one, in order.

    It is called as `commune`, that of today, calls it, else as the first of them. `name_of`
    names a commune by its id.
    """
    return tuple(
        ProgramGroup(
            kind=group[0].kind.code,
            name=next((row for row in group if row.commune_id == commune.pk), group[0]).name,
            programs=group,
            communes=tuple(name_of(row.commune_id) for row in group),
        )
        for group in same_programmes(programs)
    )


@dataclass(frozen=True)
class Frame:
    """What a report looks at: a commune, programmes, a period, and a cut-off day.

    The period is half-open; what became true after `cut_off` is not counted.
    `villages` are those that existed on a day of the period. A commune of today
    speaks for those that went up in it: `communes` holds the ids of all of them.
    Units bear name and kind of the cut-off day: `units` has (kind, name) by commune id.
    `rolled` leads from villages that went up in another to the one of the cut-off day, where
    the report tells its figures in the units of that day; then `villages` are those only.
    `history` has every village there was, also before the period. `basis` says what results are
    compared with.
    """

    commune: Commune
    communes: frozenset[int]
    programs: tuple[Program, ...]
    period: Period
    cut_off: dt.date
    villages: tuple[Place, ...]
    units: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    rolled: Mapping[int, int] = field(default_factory=dict)
    history: History = field(default_factory=History)
    basis: str = ReportKind.Basis.YEAR_BEFORE

    @cached_property
    def _places(self) -> dict[int, Place]:
        return {place.id: place for place in self.villages}

    def place(self, village: int) -> Place | None:
        """Return a village as the report names it, None where it is not of the commune."""
        return self._places.get(self.rolled.get(village, village))

    def parts_of(self, village: int) -> tuple[int, ...]:
        """Return the villages whose figures stand under this one, itself first."""
        return (village, *(old for old, new in self.rolled.items() if new == village))

    def named(self, village: int | None) -> str:
        """Return the name a village bears in the report, "" where it is not of the commune."""
        place = self.place(village) if village is not None else None
        return place.name if place else ""

    @property
    def village_ids(self) -> list[int]:
        """The villages whose rows are read, in the order in which they are told."""
        return [part for place in self.villages for part in self.parts_of(place.id)]

    def told_apart(self, rows: Sequence[tuple[int, str, int]]) -> dict[int, str]:
        """Return names by key, equal ones told apart by their village: "Khu 1 (Bằng Cả)".

        `rows` are (key, name, village id) in the order in which they are told; what is alike
        in one village is numbered.
        """
        often = Counter(fold(name) for _key, name, _village in rows)
        seen: Counter[str] = Counter()
        found = {}
        for key, name, village in rows:
            place = self.place(village)
            if often[fold(name)] > 1 and place is not None:
                name = f"{name} ({place.mark or place.name})"
            seen[name] += 1
            found[key] = f"{name} ({seen[name]})" if seen[name] > 1 else name
        return found

    @property
    def standing(self) -> tuple[Place, ...]:
        """The villages that exist on the cut-off day."""
        return tuple(place for place in self.villages if place.stands_on(self.cut_off))

    def unit(self, commune: int | None = None) -> tuple[str, str]:
        """Return (kind, name) of the report's commune, or another, on the cut-off day."""
        return self.units.get(commune or self.commune.pk, (self.commune.kind, self.commune.name))

    @property
    def full_name(self) -> str:
        """The commune with its kind, as it was called on the cut-off day: "xã Bằng Cả"."""
        return self.words.full_name

    @cached_property
    def words(self) -> UnitWords:
        """The words for the commune and its villages: of those standing, the commonest first."""
        kinds = Counter(place.kind for place in self.standing or self.villages)
        return UnitWords.of(*self.unit(), (kind for kind, _times in kinds.most_common()))

    @cached_property
    def groups(self) -> tuple[ProgramGroup, ...]:
        """The programmes, the same one of several former communes taken as one, in order."""
        return grouped(self.programs, self.commune, lambda commune: self.unit(commune)[1])

    def group_of(self, program: int) -> ProgramGroup:
        """Return the group a programme of the frame is in."""
        return next(group for group in self.groups if program in group.ids)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The reporting years of which the period has a month by the cut-off day, else those it touches."""
        told = Period.inclusive(self.period.start, self.cut_off)
        touched = self.commune.calendar.years_of(told).touched
        return touched or tuple(told.years)

    def year_end(self, year: int) -> dt.date:
        """Return the day on which a year's standing is told: its last, or the cut-off.

        The last year is told on the cut-off day, as the text is, though with months from day 15
        the year ends before it.
        """
        if year == self.years[-1]:
            return self.cut_off
        return min(self.commune.calendar.year(year).last_day, self.cut_off)

    @property
    def tells_first_and_last(self) -> bool:
        """Whether the first year is compared with the last: where asked, and of more than a year."""
        return self.basis in (ReportKind.Basis.FIRST_AND_LAST, ReportKind.Basis.YEAR_BEFORE)

    @property
    def program_ids(self) -> list[int]:
        return [program.pk for program in self.programs]


def make_frame(
    commune: Commune,
    programs: Iterable[Program],
    period: Period,
    cut_off: dt.date,
    *,
    in_todays_units: bool = False,
    basis: str = ReportKind.Basis.YEAR_BEFORE,
) -> Frame:
    """Return the frame of a report. Takes three statements, four where villages ended.

    Villages bear the name of the cut-off day; where two of them share it (merged
    communes each own a "Thôn 1"), the commune they come from is added. The
    cut-off day must lie in the period; it is drawn into it otherwise.
    """
    day = min(max(cut_off, period.start), period.last_day)
    communes = with_predecessors(commune.pk)
    found = (
        Village.objects.as_on(day)
        .filter(commune_then__in=communes)
        .with_origin()
        .order_by("sort_key", "pk")
    )
    ever = list(found)
    lives = {row.pk: (row.formed_on, row.dissolved_on) for row in ever}
    ended = [row.pk for row in ever if row.dissolved_on and row.dissolved_on <= day]
    after = todays_villages(ended, day) if ended else {}
    history = History(
        lives, {old: (new, lives[old][1]) for old, new in after.items() if new in lives}
    )
    every = {row.pk for row in ever if history.stands_in(row.pk, period)}
    rolled = (
        {old: new for old, (new, _day) in history.successors.items() if {old, new} <= every}
        if in_todays_units
        else {}
    )
    villages = [row for row in ever if row.pk in every and row.pk not in rolled]
    names = _names(villages)
    units = Commune.objects.as_on(day).filter(pk__in=communes)
    return Frame(
        commune=commune,
        communes=communes,
        programs=tuple(programs),
        period=period,
        cut_off=day,
        rolled=rolled,
        history=history,
        basis=basis,
        villages=tuple(
            Place(
                row.pk, names[row.pk], row.kind_then, row.formed_on, row.dissolved_on,
                names[row.pk].removeprefix(row.name_then).strip(" ()").replace(") (", ", "),
            )
            for row in villages
        ),
        units={unit.pk: (unit.kind_then, unit.name_then) for unit in units},
    )  # fmt: skip


def _names(villages: list[Any]) -> dict[int, str]:
    """Return the name of each village on the day, no two alike.

    Told apart by the commune they last came from, then by the first one, by their kind,
    by the year in which one ended; and by a number where nothing else is known.
    """
    names = told_apart((row.pk, row.name_then, row.origin) for row in villages)
    for mark in (
        lambda row: row.first_origin,
        lambda row: VILLAGES.get(row.kind_then),
        lambda row: row.dissolved_on and f"đến năm {row.dissolved_on.year}",
    ):
        rows = [(row.pk, names[row.pk], mark(row)) for row in villages]
        # A mark that all bearers of a name share tells nobody apart.
        shared = {name for name, marks in _by_name(rows).items() if len(marks) < 2}
        names |= told_apart((key, name, None if name in shared else m) for key, name, m in rows)
    seen: Counter[str] = Counter()
    often = Counter(names.values())
    for row in villages:
        name = names[row.pk]
        seen[name] += 1
        if often[name] > 1:
            names[row.pk] = f"{name} ({seen[name]})"
    return names


def _by_name(rows: list[tuple[int, str, str | None]]) -> dict[str, set[str | None]]:
    marks: dict[str, set[str | None]] = {}
    for _key, name, mark in rows:
        marks.setdefault(name, set()).add(mark)
    return marks


@dataclass(frozen=True)
class Grid:
    """Values by village (rows) and year (columns) with totals by the indicator's own rule.

    "sum" adds years up, "last" takes the latest known, "distinct" the largest
    known (people counted once cannot be added, so it is a lower bound). Over
    villages all rules add. A total of nothing known is None, never 0.
    """

    villages: tuple[Place, ...]
    years: tuple[int, ...]
    cells: tuple[tuple[Value, ...], ...]
    rule: str = "sum"

    @classmethod
    def of(
        cls,
        frame: Frame,
        value: Callable[[int, int], Value],
        rule: str,
        villages: tuple[Place, ...] | None = None,
    ) -> "Grid":
        """Fill a grid from `value(village id, year)`, for all villages or only these.

        Villages that went up in another are added under it, where the frame says so.
        """
        rows = frame.villages if villages is None else villages
        cells = tuple(
            tuple(
                add(value(part, year) for part in frame.parts_of(village.id))
                for year in frame.years
            )
            for village in rows
        )
        return cls(rows, frame.years, cells, rule)

    def over_time(self, values: Iterable[Value]) -> Value:
        known = [value for value in values if value is not None]
        if not known:
            return None
        if self.rule == "last":
            return known[-1]
        return max(known) if self.rule == "distinct" else sum(known, Decimal(0))

    @property
    def by_village(self) -> tuple[Value, ...]:
        return tuple(self.over_time(row) for row in self.cells)

    @property
    def by_year(self) -> tuple[Value, ...]:
        return tuple(add(row[index] for row in self.cells) for index in range(len(self.years)))

    @property
    def total(self) -> Value:
        return add(self.by_village)

    @property
    def known(self) -> int:
        return sum(value is not None for row in self.cells for value in row)

    @property
    def expected(self) -> int:
        return len(self.villages) * len(self.years)

    @property
    def complete(self) -> bool:
        return self.known == self.expected


def add(values: Iterable[Decimal | int | None]) -> Value:
    """Return the sum of what is known, None where nothing is."""
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
