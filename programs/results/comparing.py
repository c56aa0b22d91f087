"""A period against another, over the village-months that are known in both. One statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from common.periods import Comparison, Month
from programs.models import Indicator
from programs.models.results import ResultValueQuerySet
from programs.results.cells import exact
from programs.results.counting import Counting

#: (village, or None and its programme for a commune as a whole) -> month -> value; month 0 is the
#: year sheet
Place = tuple[int | None, int | None]
Known = dict[Place, dict[Month, Decimal]]
#: first programme of a group, indicator
Key = tuple[int, int]


@dataclass(frozen=True)
class Compared:
    """What a period and its base tell where both are known, and how much of it that is.

    `is_all` says that nothing known of either period was left out of the comparison.
    """

    comparison: Comparison
    now: Decimal
    before: Decimal
    is_all: bool

    @property
    def difference(self) -> Decimal:
        return self.now - self.before

    @property
    def percent(self) -> Decimal | None:
        """How much more or less in per cent, exact; None on a base of 0."""
        return abs(self.difference) * 100 / self.before if self.before else None


def compare(
    values: ResultValueQuerySet,
    comparison: Comparison,
    counting: Counting,
    groups: Mapping[int, tuple[int, ...]],
    rules: Mapping[int, str],
    rolled: Mapping[int, int] | None = None,
) -> dict[Key, Compared]:
    """Return each indicator of a group of programmes against the base of the comparison.

    `values` are accepted ones, of any time; `groups` maps the first programme of a group to
    all of them, `rules` an indicator to its rule. Two spans of a year at most are compared:
    longer ones have no entry, nor has what is nowhere known in both. `rolled` leads from villages
    to the one that they went up in: its month is known where it is of all that told of the span.
    """
    base = Counting.of(comparison.base, counting.calendar.start_day)
    if not counting.months or len(counting.months) > 12 or len(counting.months) != len(base.months):
        return {}
    now, before = (
        _rolled_up(known, rolled or {}) for known in _read(values, counting, base, groups, rules)
    )
    months = list(zip(counting.months, base.months, strict=True))
    found = {}
    for key in now.keys() & before.keys():
        pair = _matched(now[key], before[key], months, rules[key[1]])
        if pair is not None:
            found[key] = Compared(comparison, *pair)
    return found


def added_up(parts: Sequence[Compared | None]) -> Compared | None:
    """Return the comparisons of several programmes as one, None where none can be compared."""
    known = [part for part in parts if part is not None]
    if not known:
        return None
    return Compared(
        known[0].comparison,
        exact(sum((part.now for part in known), Decimal(0))),
        exact(sum((part.before for part in known), Decimal(0))),
        len(known) == len(parts) and all(part.is_all for part in known),
    )


def _read(
    values: ResultValueQuerySet,
    counting: Counting,
    base: Counting,
    groups: Mapping[int, tuple[int, ...]],
    rules: Mapping[int, str],
) -> tuple[dict[Key, Known], dict[Key, Known]]:
    """Return what is known of a span and of its base. One statement."""
    first = {program: group for group, programs in groups.items() for program in programs}
    now: dict[Key, Known] = {}
    before: dict[Key, Known] = {}
    ours, theirs = set(counting.months), set(base.months)
    rows = (
        values.filter(counting.q() | base.q(), sheet__program__in=first, indicator__in=rules)
        .order_by()
        .values_list(
            "sheet__program_id", "indicator_id", "sheet__village_id",
            "sheet__year", "sheet__month", "value",
        )
    )  # fmt: skip
    for program, indicator, village, year, month, value in rows:
        # Totals of two former communes are of two places.
        place = (village, program if village is None else None)
        at = (year, month or 0)
        for span, months, found in ((counting, ours, now), (base, theirs, before)):
            if (at in months) if month else (year in span.year_sheets):
                known = found.setdefault((first[program], indicator), {}).setdefault(place, {})
                add = rules[indicator] == Indicator.Rule.SUM
                known[at] = exact(known[at] + value) if at in known and add else exact(value)
    return now, before


def _rolled_up(found: dict[Key, Known], rolled: Mapping[int, int]) -> dict[Key, Known]:
    """Return what is known with villages that went up in another under that one."""
    if not rolled:
        return found
    under: dict[Key, Known] = {}
    for key, known in found.items():
        parts: dict[Place, list[dict[Month, Decimal]]] = {}
        for (village, program), months in known.items():
            at = rolled.get(village, village) if village is not None else None
            parts.setdefault((at, program), []).append(months)
        under[key] = {
            where: {
                month: sum((months[month] for months in told), Decimal(0))
                for month in told[0]
                if all(month in months for months in told)
            }
            for where, told in parts.items()
        }
    return under


def _matched(
    now: Known, before: Known, months: list[tuple[Month, Month]], rule: str
) -> tuple[Decimal, Decimal, bool] | None:
    """Return (now, before, whether nothing was left out) over what is known in both."""
    ours: dict[Place, list[Decimal]] = {}
    theirs: dict[Place, list[Decimal]] = {}
    used = 0
    for place in now.keys() & before.keys():
        here, there = now[place], before[place]
        sheets = [[v for (_y, month), v in known.items() if not month] for known in (here, there)]
        if any(sheets):
            # A year sheet is one piece: the other side must be a whole year as well.
            if all(
                sheet or len(known) == 12
                for sheet, known in zip(sheets, (here, there), strict=True)
            ):
                ours[place], theirs[place] = _ordered(here), _ordered(there)
        else:
            both = [(a, b) for a, b in months if a in here and b in there]
            if both:
                ours[place] = [here[a] for a, _b in both]
                theirs[place] = [there[b] for _a, b in both]
        used += len(ours.get(place, ())) + len(theirs.get(place, ()))
    if not ours:
        return None
    left = sum(map(len, now.values())) + sum(map(len, before.values())) - used
    return _total(ours, rule), _total(theirs, rule), not left


def _ordered(known: dict[Month, Decimal]) -> list[Decimal]:
    return [value for _month, value in sorted(known.items())]


def _total(known: dict[Place, list[Decimal]], rule: str) -> Decimal:
    if rule == Indicator.Rule.SUM:
        return exact(sum((sum(values, Decimal(0)) for values in known.values()), Decimal(0)))
    if rule == Indicator.Rule.LAST:
        return exact(sum((values[-1] for values in known.values()), Decimal(0)))
    return exact(sum((max(values) for values in known.values()), Decimal(0)))
