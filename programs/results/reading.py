"""The results of programmes in a period: what reports, candidates, pages and the API read."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F, QuerySet

from common.periods import Comparison
from programs.models import Indicator, Program, ProgramSite, ResultSheet, ResultValue
from programs.models.results import ResultValueQuerySet
from programs.results.amounts import Place, Whole
from programs.results.cells import (
    Cell,
    Excess,
    Key,
    Pair,
    merged,
    read_cells,
    read_pairs,
    rolled_up,
    told_anew,
)
from programs.results.comparing import Compared, added_up, compare
from programs.results.counting import Counting
from programs.results.history import History
from programs.results.joining import Conflict, as_one, together
from programs.results.tallies import Tally

#: the programmes that are told as one, each group by its first
Groups = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class Overall:
    """An indicator over all programmes: its tally, its comparison, and where they differ."""

    tally: Tally
    compared: Compared | None
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class Results:
    """Tallies by (first programme of a group, code of the indicator), and what was compared.

    Only indicators with a known value have one. `reported` holds the months for which a
    village has an accepted sheet that tells anything, by (first programme, village, year) as
    bits; `due` those for which it was asked. `parts` has the tallies of the single programmes
    of a group, by (programme, code); `left_out` the years of a group whose year sheets reach
    outside the period and do not count.
    """

    counting: Counting
    tallies: Mapping[tuple[int, str], Tally]
    parts: Mapping[tuple[int, str], Tally]
    compared: Mapping[tuple[int, str], Compared]
    reported: Mapping[tuple[int, int, int], int]
    due: Mapping[tuple[int, int, int], int]
    left_out: Mapping[int, tuple[int, ...]]

    def of(self, group: int) -> list[Tally]:
        """Return the tallies of a programme, in the order of the catalogue."""
        return [tally for (first, _code), tally in self.tallies.items() if first == group]

    def get(self, group: int, code: str) -> Tally | None:
        return self.tallies.get((group, code))

    def overall(self, code: str, *, of_area: bool = False) -> Overall | None:
        """Return an indicator over all programmes, None where none tells it.

        What happened in the area (crimes, fires) is one fact, whoever reports it; what the
        programmes did is added up, unless `of_area` asks for what it tells of the area.
        """
        found = {group: tally for (group, known), tally in self.tallies.items() if known == code}
        if not found:
            return None
        tallies = list(found.values())
        compared = [self.compared.get((group, code)) for group in found]
        if len(tallies) == 1:
            return Overall(tallies[0], compared[0])
        if not of_area and tallies[0].indicator.group != Indicator.Group.SITUATION:
            return Overall(together(tallies), added_up(compared))
        tally, conflicts = as_one(tallies)
        within = tally.indicator.within
        whole = self.overall(within.code) if within is not None and tally.pairs else None
        tally = _beside_its_whole(tally, whole.tally if whole else None)
        apart = sum(len(one.villages) for one in tallies) == len(tally.villages)
        return Overall(tally, added_up(compared) if apart else None, conflicts)

    def months_reported(self, village: int, groups: Iterable[int] = ()) -> tuple[int, int]:
        """Return (months for which a village told anything, months for which it was asked).

        Over all programmes, or those of `groups`: a month with one sheet of several counts.
        """
        chosen = set(groups)
        known: dict[int, int] = defaultdict(int)
        asked: dict[int, int] = defaultdict(int)
        for months, into in ((self.reported, known), (self.due, asked)):
            for (group, place, year), bits in months.items():
                if place == village and (not chosen or group in chosen):
                    into[year] |= bits
        counted = self.counting.masks
        told = {year: bits & counted.get(year, 0) for year, bits in known.items()}
        return (
            sum(bits.bit_count() for bits in told.values()),
            sum((told.get(year, 0) | asked.get(year, 0)).bit_count() for year in {*told, *asked}),
        )


def groups_of(programs: Iterable[int]) -> Groups:
    """Return programmes each as a group of its own."""
    return {program: (program,) for program in programs}


def results_of(
    groups: Groups,
    counting: Counting,
    *,
    villages: Iterable[int],
    values: ResultValueQuerySet | None = None,
    comparison: Comparison | None = None,
    indicators: Sequence[Indicator] | None = None,
    communes: Mapping[int, int] | None = None,
    rolled: Mapping[int, int] | None = None,
    history: History | None = None,
    shares: bool = True,
) -> Results:
    """Return the results of programmes in these villages, and of their communes as a whole.

    `values` narrows what is read, e.g. to `visible_to(user)`; who may see the programmes is
    decided before. `comparison` is worked out where given, parts of a whole unless `shares` is
    off. `indicators` names those wanted, `communes` the commune of each programme where it is
    known already. `rolled` leads from villages to the one that they went up in, under which they
    are told then; `history` knows the mergers, so that a village is compared with those that went
    up in it, and its standing takes the place of theirs. At most eleven statements, whatever the
    number of programmes, villages and years.
    """
    past = history or History()
    wanted = list(Indicator.objects.all()) if indicators is None else list(indicators)
    rules = {indicator.pk: indicator.rule for indicator in wanted}
    base = ResultValue.objects.all() if values is None else values
    places = list(villages)
    programs = [program for group in groups.values() for program in group]
    accepted = _of(base.accepted().of_places(places, programs), rules, indicators)
    counted = accepted.filter(counting.q())
    single = told_anew(
        read_cells(counted, set(rules.values())), rules, past.successors, counting.calendar
    )
    first = {program: group for group, programs in groups.items() for program in programs}
    owed = due_months(first, counting, places)
    if rolled:
        single = rolled_up(single, owed, rolled)
        owed = _under(owed, rolled)
    known = merged(single, groups.values(), rules)
    cells = _by_indicator(known)
    wholes = _wholes(single, owed, communes or _communes_of(first))
    due: dict[tuple[int, int, int], int] = defaultdict(int)
    for (program, village, year), bits in owed.items():
        due[(first[program], village, year)] |= bits
    asked: dict[int, dict[Place, int]] = defaultdict(dict)
    for (group, village, year), bits in due.items():
        asked[group][(village, year)] = bits
    parts = [indicator.pk for indicator in wanted if indicator.within_id and shares]
    read, too_large = read_pairs(
        base.accepted().of_places(places, programs).filter(counting.q()), parts
    )
    pairs = _by_tally(read, first)
    excesses: dict[tuple[int, int], list[Excess]] = defaultdict(list)
    for row in too_large:
        excesses[(first[row.program], row.indicator)].append(row)
    alone = _by_indicator(single)
    every = {*places, *past.lives}
    compared = (
        compare(
            _of(base.accepted().of_places(every, programs), rules, indicators),
            comparison,
            counting,
            groups,
            rules,
            places,
            past,
        )
        if comparison
        else {}
    )
    by_pk = {indicator.pk: indicator for indicator in wanted}
    codes = {indicator.pk: indicator.code for indicator in wanted}
    tallies = {
        (group, indicator.code): Tally(
            indicator,
            counting,
            cells.get((group, indicator.pk), {}),
            asked[group],
            _wholes_of(groups[group], indicator.pk, wholes),
            tuple(pairs.get((group, indicator.pk), ())),
            tuple(excesses.get((group, indicator.pk), ())),
            successors=past.successors,
        )
        for group in groups
        for indicator in wanted
        if (group, indicator.pk) in cells
        or any((program, indicator.pk) in wholes for program in groups[group])
    }
    return Results(
        counting=counting,
        tallies={
            (group, code): _beside_its_whole(tally, tallies.get((group, _whole(tally, codes))))
            for (group, code), tally in tallies.items()
        },
        parts={
            (program, codes[key]): Tally(
                by_pk[key],
                counting,
                alone.get((program, key), {}),
                {},
                wholes.get((program, key), {}),
            )
            for program, key in {**alone, **wholes}
            if len(groups[first[program]]) > 1
        },
        compared={(group, codes[key]): found for (group, key), found in compared.items()},
        reported=_reported(known),
        due=due,
        left_out=_left_out(accepted, counting, first),
    )


def _of(
    values: ResultValueQuerySet, rules: Mapping[int, str], indicators: Sequence[Indicator] | None
) -> ResultValueQuerySet:
    """Return the values of the wanted indicators, all where none are named."""
    if indicators is None:
        return values
    # Plus nothing: SQLite would look each of the indicators up in each sheet, which takes as long again.
    return values.alias(wanted=F("indicator") + 0).filter(wanted__in=list(rules))


def _whole(tally: Tally, codes: Mapping[int, str]) -> str:
    return codes.get(tally.indicator.within_id or 0, "")


def _beside_its_whole(tally: Tally, whole: Tally | None) -> Tally:
    """Return a tally that knows the total of what it is part of."""
    return replace(tally, base_total=whole.total.value) if whole is not None else tally


def _under(
    owed: Mapping[tuple[int, int, int], int], rolled: Mapping[int, int]
) -> dict[tuple[int, int, int], int]:
    found: dict[tuple[int, int, int], int] = defaultdict(int)
    for (program, village, year), bits in owed.items():
        found[(program, rolled.get(village, village), year)] |= bits
    return found


def _communes_of(programs: Iterable[int]) -> dict[int, int]:
    """Return the commune of each programme. One statement."""
    rows = Program.objects.filter(pk__in=list(programs)).order_by()
    return dict(rows.values_list("pk", "commune_id"))


def _wholes(
    single: Mapping[Key, Cell],
    owed: Mapping[tuple[int, int, int], int],
    communes: Mapping[int, int],
) -> dict[tuple[int, int], dict[Place, Whole]]:
    """Return the totals of communes by programme and indicator, as (commune, year) -> `Whole`."""
    found: dict[tuple[int, int], dict[Place, Whole]] = defaultdict(dict)
    for (program, indicator, village, year), cell in single.items():
        if village is None:
            spared = {
                place: bits & cell.months
                for (of, place, when), bits in owed.items()
                if of == program and when == year
            }
            found[(program, indicator)][(communes[program], year)] = Whole(cell, spared)
    return found


def _wholes_of(
    programs: Iterable[int],
    indicator: int,
    wholes: Mapping[tuple[int, int], Mapping[Place, Whole]],
) -> dict[Place, Whole]:
    """Return those of a group: a commune has one programme in it."""
    found: dict[Place, Whole] = {}
    for program in programs:
        found.update(wholes.get((program, indicator), {}))
    return found


def _by_indicator(cells: Mapping[Key, Cell]) -> dict[tuple[int, int], dict[Place, Cell]]:
    """Return the cells of villages by programme and indicator."""
    found: dict[tuple[int, int], dict[Place, Cell]] = defaultdict(dict)
    for (program, indicator, village, year), cell in cells.items():
        if village is not None:
            found[(program, indicator)][(village, year)] = cell
    return found


def _by_tally(
    pairs: Mapping[Key, Pair], first: Mapping[int, int]
) -> dict[tuple[int, int], list[Pair]]:
    found: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for (program, indicator, _village, _year), pair in pairs.items():
        found[(first[program], indicator)].append(pair)
    return found


def _left_out(
    accepted: ResultValueQuerySet, counting: Counting, first: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """Return the years whose sheets reach outside the period, by group. One statement, or none."""
    found: dict[int, set[int]] = defaultdict(set)
    if counting.left_out:
        rows = accepted.filter(counting.left_out_q()).order_by()
        for program, year in rows.values_list("sheet__program_id", "sheet__year").distinct():
            found[first[program]].add(year)
    return {group: tuple(sorted(years)) for group, years in found.items()}


def _reported(known: Mapping[Key, Cell]) -> dict[tuple[int, int, int], int]:
    """Return the months for which a sheet tells anything: a sheet without a value tells nothing."""
    found: dict[tuple[int, int, int], int] = defaultdict(int)
    for (group, _indicator, village, year), cell in known.items():
        if village is not None:
            found[(group, village, year)] |= cell.months
    return found


def due_months(
    programs: Iterable[int], counting: Counting, villages: Iterable[int]
) -> dict[tuple[int, int, int], int]:
    """Return the months for which villages are asked, by (programme, village, year) as bits.

    A village is due for a month on whose last day (or the period's, where that comes first) it
    existed and had a site of the programme. One statement.
    """
    sites = ProgramSite.objects.filter(program__in=list(programs), village__in=list(villages))
    due = due_of_sites(sites, counting, "program_id", "village_id")
    return {(program, village, year): bits for (program, village, year), bits in due.items()}


def due_of_sites(
    sites: QuerySet[ProgramSite], counting: Counting, *keys: str
) -> dict[tuple[int, ...], int]:
    """Return the months for which sites are due by (*keys, year) as bits, keys being lookups of a site.

    One statement.
    """
    last_day = counting.period.last_day
    days = [
        (year, 1 << month, min(counting.month(year, month).last_day, last_day))
        for year, month in counting.months
    ]
    last_days = [day for _year, _bit, day in days]
    #: the months from one place of the list to another, by year: most sites owe the same
    between: dict[tuple[int, int], dict[int, int]] = {}
    found: dict[tuple[int, ...], int] = defaultdict(int)
    for *key, start, end, formed, dissolved in sites.order_by().values_list(
        *keys, "started_on", "ended_on", "village__formed_on", "village__dissolved_on"
    ):
        since = max(start, formed or dt.date.min)
        until = min(end or dt.date.max, dissolved or dt.date.max)
        span = bisect_left(last_days, since), bisect_left(last_days, until)
        if span not in between:
            between[span] = defaultdict(int)
            for year, bit, _day in days[slice(*span)]:
                between[span][year] |= bit
        for year, bits in between[span].items():
            found[(*key, year)] |= bits
    return found


@dataclass(frozen=True)
class Remark:
    """What a sheet remarks, and of which village (None: the whole commune), year and month it is."""

    village: int | None
    year: int
    month: int | None
    text: str


def remarks_of(groups: Groups, counting: Counting, villages: Iterable[int]) -> list[Remark]:
    """Return what the counted sheets remark, each once, the oldest first. One statement."""
    programs = [program for group in groups.values() for program in group]
    rows = (
        ResultSheet.objects.accepted()
        .of_places(list(villages), programs)
        .filter(counting.q(""))
        .exclude(note="")
        .order_by("year", "village__sort_key", "period_start")
        .values_list("village_id", "year", "month", "note")
    )
    return list(dict.fromkeys(Remark(*row) for row in rows))
