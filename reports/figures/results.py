"""Results by indicator, village and year, as the core of results tells them (`programs.results`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.periods import Comparison
from programs.models import Indicator
from programs.results import (
    Amount,
    Compared,
    Conflict,
    Counting,
    Remark,
    Standing,
    Tally,
    remarks_of,
    results_of,
)
from programs.results import (
    Results as Known,
)
from reports.figures.base import Frame, Place, ProgramGroup, Value
from reports.models import ReportKind


@dataclass(frozen=True)
class Measure:
    """One indicator of one programme: what is known of it, and how it was a year before.

    `villages` are its rows, as the report names them; `former` has the totals of the former
    communes, where several are told as one.
    """

    tally: Tally
    group: ProgramGroup
    villages: tuple[Place, ...]
    compared: Compared | None
    former: tuple[tuple[str, Amount], ...] = ()
    #: whether it is told of several programmes as one, and where they differ
    several: bool = False
    conflicts: tuple[Conflict, ...] = ()

    @property
    def key(self) -> str:
        """The key of its facts in the report."""
        return f"{self.code}-all" if self.several else f"{self.code}-{self.group.id}"

    @property
    def indicator(self) -> Indicator:
        return self.tally.indicator

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> str:
        return self.indicator.name

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def years(self) -> tuple[int, ...]:
        return self.tally.years

    @property
    def total(self) -> Value:
        return self.tally.total.value

    @property
    def by_village(self) -> tuple[Amount, ...]:
        return tuple(self.tally.by_village(village.id) for village in self.villages)

    @property
    def by_year(self) -> tuple[Amount, ...]:
        return tuple(self.tally.by_year(year) for year in self.years)

    def row(self, village: Place) -> tuple[Amount, ...]:
        """Return a village's years."""
        return tuple(self.tally.cell(village.id, year) for year in self.years)

    @property
    def whole(self) -> tuple[Value, ...]:
        """What is known of the commune as a whole only, by year: of no village."""
        return tuple(self.tally.whole(year) for year in self.years)

    @property
    def has_whole(self) -> bool:
        return bool(self.tally.wholes)

    @property
    def standing(self) -> Standing | None:
        return self.tally.standing

    @property
    def sources(self) -> frozenset[str]:
        return self.tally.sources

    @property
    def estimated(self) -> bool:
        return self.tally.estimated

    @property
    def is_gapless(self) -> bool:
        """Whether all that was due is known; where nothing was due, whatever is known is all."""
        return self.tally.total.known >= self.tally.total.expected


@dataclass(frozen=True)
class Results:
    """All measures with at least one known value, and what the sheets remark."""

    counting: Counting
    measures: tuple[Measure, ...]
    remarks: tuple[Remark, ...]
    known: Known

    def of(self, program: int) -> tuple[Measure, ...]:
        """Return the measures of a programme, or of the group that it is in."""
        return tuple(m for m in self.measures if program in m.group.ids)

    def get(self, code: str, program: int) -> Measure | None:
        """Return an indicator of a programme, None where nothing is known of it."""
        return next((m for m in self.of(program) if m.code == code), None)

    def all_of(self, code: str) -> tuple[Measure, ...]:
        """Return an indicator of every programme that tells it, in their order."""
        return tuple(m for m in self.measures if m.code == code)

    def as_one(self, code: str, frame: Frame) -> Measure | None:
        """Return one fact that several programmes may tell (crimes, fires), None where none does."""
        found = self.all_of(code)
        overall = self.known.overall(code)
        if len(found) < 2 or overall is None:
            return found[0] if found else None
        return Measure(
            tally=overall.tally,
            group=min((measure.group for measure in found), key=lambda group: group.id),
            villages=tuple(v for v in frame.villages if v.id in overall.tally.villages),
            compared=overall.compared,
            several=True,
            conflicts=overall.conflicts,
        )

    def coverage(self, program: int) -> Amount:
        """Return how much of what a programme's indicators were asked for is known."""
        totals = [measure.tally.total for measure in self.of(program)]
        return Amount(
            None, sum(total.known for total in totals), sum(total.expected for total in totals)
        )


def results(frame: Frame, indicators: Sequence[Indicator]) -> Results:
    """Return the results of the programmes of the frame. At most ten statements.

    The same programme of several former communes is one; a span of a year at most is compared
    with the same span a year before.
    """
    counting = Counting.of(frame.period, frame.commune.reporting_day, frame.cut_off)
    groups = {group.id: group.ids for group in frame.groups}
    known = results_of(
        groups,
        counting,
        villages=frame.village_ids,
        comparison=_comparison(counting, frame.basis),
        indicators=indicators,
        communes={program.pk: program.commune_id for program in frame.programs},
        rolled=frame.rolled,
        history=frame.history,
    )
    measures = []
    for group in frame.groups:
        for tally in known.of(group.id):
            measures.append(
                Measure(
                    tally=tally,
                    group=group,
                    villages=tuple(v for v in frame.villages if v.id in tally.villages),
                    compared=known.compared.get((group.id, tally.indicator.code)),
                    former=_former(known, group, tally.indicator.code),
                )
            )
    return Results(
        counting=counting,
        measures=tuple(measures),
        remarks=tuple(remarks_of(groups, counting, frame.village_ids)),
        known=known,
    )


def _comparison(counting: Counting, basis: str) -> Comparison | None:
    """A decade has no year before it worth comparing with; a year has."""
    if basis == ReportKind.Basis.PERIOD_BEFORE:
        return counting.period.before()
    if basis == ReportKind.Basis.YEAR_BEFORE and len(counting.months) <= 12:
        return counting.period.same_a_year_before()
    return None


def _former(known: Known, group: ProgramGroup, code: str) -> tuple[tuple[str, Amount], ...]:
    if not group.merged:
        return ()
    found = []
    for program, commune in zip(group.programs, group.communes, strict=True):
        part = known.parts.get((program.pk, code))
        if part is not None:
            found.append((commune, part.total))
    return tuple(found) if len(found) > 1 else ()
