"""A period against another, over the village-months that are known in both. One statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from common.periods import Comparison, Month
from programs.models import Indicator
from programs.models.results import ResultValueQuerySet
from programs.results.amounts import added
from programs.results.cells import exact
from programs.results.counting import Counting
from programs.results.history import History

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
    villages: Collection[int],
    history: History | None = None,
) -> dict[Key, Compared]:
    """Return each indicator of a group of programmes against the base of the comparison.

    `values` are accepted ones, of any time; `groups` maps the first programme of a group to
    all of them, `rules` an indicator to its rule. `villages` are those that count in the
    period; in the base count those that stood then, too. Two spans of a year at most are compared:
    longer ones have no entry, nor has what is nowhere known in both. `history` knows
    the mergers: a village is compared with those that went up in it, over the months that all of
    them know.
    """
    base = Counting.of(comparison.base, counting.calendar.start_day)
    if not counting.months or len(counting.months) > 12 or len(counting.months) != len(base.months):
        return {}
    past = history or History()
    counted = set(villages)
    stood = {village for village in past.lives if past.stands_in(village, base.period)}
    now, before = (
        _rolled_up(_within(known, places), past, span, rules)
        for known, places, span in zip(
            _read(values, counting, base, groups, rules),
            (counted, counted | stood),
            (counting, base),
            strict=True,
        )
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


def _within(found: dict[Key, Known], villages: Collection[int]) -> dict[Key, Known]:
    """Return what is known of these villages and of communes as a whole."""
    return {
        key: {
            place: months
            for place, months in known.items()
            if place[0] is None or place[0] in villages
        }
        for key, known in found.items()
    }


def _rolled_up(
    found: dict[Key, Known], history: History, span: Counting, rules: Mapping[int, str]
) -> dict[Key, Known]:
    """Return what is known with villages that went up in another under that one.

    A month is known where it is of every part that existed on its last day. Where a part tells
    a year in one sum, the year is known as a whole, if it is of all of them.
    """
    if not history.successors:
        return found
    under: dict[Key, Known] = {}
    for key, known in found.items():
        parts: dict[Place, dict[int | None, dict[Month, Decimal]]] = {}
        for (village, program), months in known.items():
            after = history.after(village) if village is not None else None
            parts.setdefault((after, program), {})[village] = months
        under[key] = {
            place: told[place[0]]
            if place[0] is None or set(told) == {place[0]} == set(history.parts_of(place[0]))
            else _of_parts(told, history.parts_of(place[0]), history, span, rules[key[1]])
            for place, told in parts.items()
        }
    return under


def _of_parts(
    told: Mapping[int | None, dict[Month, Decimal]],
    parts: Sequence[int],
    history: History,
    span: Counting,
    rule: str,
) -> dict[Month, Decimal]:
    """Return the months that all parts of a village know, or the year as one sum."""
    there = {
        month: [p for p in parts if history.stands_on(p, span.month(*month).last_day)]
        for month in span.months
    }
    monthly = {
        month: added(told[part][month] for part in standing)
        for month, standing in there.items()
        if standing and all(month in told.get(part, {}) for part in standing)
    }
    years = [month for months in told.values() for month in months if not month[1]]
    if not years or rule != Indicator.Rule.SUM:
        return {month: value for month, value in monthly.items() if value is not None}
    year = years[0]
    for part in parts:
        months = told.get(part, {})
        if year not in months and any(
            month not in months for month, standing in there.items() if part in standing
        ):
            return {}
    total = added(value for months in told.values() for value in months.values())
    return {year: total} if total is not None else {}


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
