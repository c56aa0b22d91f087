"""Targets of whole years held against results."""

from dataclasses import dataclass
from decimal import Decimal

from programs.models import Indicator, Target
from programs.results import Amount
from reports.figures.base import Frame, ProgramGroup
from reports.figures.results import Results


@dataclass(frozen=True)
class Aim:
    """The target of an indicator in a year, and what was reached of it; `amount` carries its coverage.

    Of former communes told as one the targets are added, where all that tell of it have one.
    """

    group: ProgramGroup
    indicator: Indicator
    year: int
    target: Decimal
    amount: Amount

    @property
    def percent(self) -> Decimal | None:
        """The result in per cent of the target, exact; only where the year is complete."""
        if not self.amount.complete or self.amount.value is None or not self.target:
            return None
        return self.amount.value * 100 / self.target

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None where the year is not complete.

        What happens in the area (crimes, fires) is not achieved: nothing is said of it.
        """
        if self.indicator.group == Indicator.Group.SITUATION:
            return None
        if not self.amount.complete or self.amount.value is None:
            return None
        return self.amount.value >= self.target


def targets(frame: Frame, results: Results) -> tuple[Aim, ...]:
    """Return the targets of the whole years of the period, by programme, indicator and year.

    One statement.
    """
    years = results.counting.whole_years
    set_: dict[tuple[int, int, int], dict[int, Decimal]] = {}
    indicators: dict[int, Indicator] = {}
    for row in (
        Target.objects.filter(program__in=frame.program_ids, year__in=years)
        .select_related("indicator")
        .order_by("indicator__order", "indicator__code", "year")
    ):
        of = frame.group_of(row.program_id).id
        indicators[row.indicator_id] = row.indicator
        set_.setdefault((of, row.indicator_id, row.year), {})[row.program_id] = row.value
    found = []
    for group in frame.groups:
        mine = [(*at[1:], values) for at, values in set_.items() if at[0] == group.id]
        for key, year, values in mine:
            measure = results.get(indicators[key].code, group.id)
            told = _telling(results, group, indicators[key].code, year)
            if told - values.keys():
                continue  # a result of two communes has no target of one
            amount = measure.tally.by_year(year) if measure else Amount(None, 0, 0)
            target = sum(values.values(), Decimal(0))
            found.append(Aim(group, indicators[key], year, target, amount))
    return tuple(found)


def _telling(results: Results, group: ProgramGroup, code: str, year: int) -> set[int]:
    """Return the programmes of a group that tell of an indicator in a year."""
    found = set()
    for program in group.ids if group.merged else ():
        part = results.known.parts.get((program, code))
        if part is not None and part.by_year(year).value is not None:
            found.add(program)
    return found
