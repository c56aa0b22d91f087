"""A year of a commune against the year before, and an indicator by year, month and village."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from common.access import AnyUser
from common.figures import SHARE_PLACES, number
from common.periods import Calendar, Period
from commune_security.overview.queries.asked import Asked
from documents.tree import Chart, Series
from members.models import Village
from members.queries import with_predecessors
from programs import results
from programs.models import Indicator, Program, ResultValue
from programs.models.results import ResultValueQuerySet
from programs.results import Amount, Counting

#: indicators that tell most of a commune; the others are in the list to choose from
HEADLINES = (
    "tips", "cases_helped", "disputes_received", "disputes_settled", "patrols",
    "outreach_attendance", "crimes", "fires",
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """An indicator of a year's months so far, and against the same months a year before.

    The comparison is over the village-months that both years know.
    """

    indicator: Indicator
    amount: Amount
    compared: results.Compared | None

    @property
    def now(self) -> Decimal | None:
        return self.amount.value

    @property
    def before(self) -> Decimal | None:
        return self.compared.before if self.compared else None

    @property
    def words(self) -> str:
        """Return the comparison in words; no percentage on a base of zero."""
        if self.compared is None:
            return ""
        change = self.compared.difference
        if not change:
            text = _("the same as before")
        else:
            word = _("up %(n)s") if change > 0 else _("down %(n)s")
            text = word % {"n": number(abs(change))}
        if self.compared.percent and change:
            text += f" ({number(self.compared.percent, SHARE_PLACES)}%)"
        if not self.compared.is_all:
            text += ", " + _("over the months known in both years")
        return text


def headlines(catalogue: Iterable[Indicator], codes: tuple[str, ...]) -> list[Indicator]:
    """Return the indicators of these codes in this order; one that was taken out is left out."""
    known = {row.code: row for row in catalogue}
    return [known[code] for code in codes if code in known]


def known_of(
    asked: Asked,
    user: AnyUser,
    period: Period,
    indicators: list[Indicator],
    *,
    compared: bool = False,
) -> results.Results:
    """Return what the programmes of a commune's history tell. Six statements.

    Of all its villages, those that ended among them: a report on the period counts them too.
    """
    history = with_predecessors(asked.commune.pk)
    programs = Program.objects.visible_to(user).filter(commune__in=history)
    villages = Village.objects.visible_to(user).filter(commune__in=history).existing_in(period)
    if asked.kind is not None:
        programs = programs.filter(kind=asked.kind)
    groups = results.same_programmes(programs.select_related("kind"))
    counting = Counting.of(period, asked.commune.reporting_day, asked.day)
    places = [asked.village.pk] if asked.village else villages.values_list("pk", flat=True)
    return results.results_of(
        {group[0].pk: tuple(row.pk for row in group) for group in groups},
        counting,
        villages=places,
        values=values_of(user, asked),
        comparison=counting.period.same_a_year_before() if compared else None,
        indicators=indicators,
        shares=False,
    )


def values_of(user: AnyUser, asked: Asked) -> ResultValueQuerySet:
    """Return accepted values that the user may see: of one village, or with the commune's own."""
    values = ResultValue.objects.visible_to(user)
    return values.filter(sheet__village=asked.village) if asked.village else values


def comparison(asked: Asked, user: AnyUser) -> tuple[list[Compared], int | None]:
    """Return the headlines of the year against the year before, and the last month that counts.

    Eight statements.
    """
    calendar = asked.commune.calendar
    year = calendar.year(asked.year)
    if year.start > asked.day:
        return [], None
    indicators = headlines(asked.catalogue, HEADLINES)
    known = known_of(asked, user, _so_far(year, asked, calendar), indicators, compared=True)
    found = []
    for row in indicators:
        overall = known.overall(row.code)
        amount = overall.tally.total if overall else Amount(None, 0, 0)
        found.append(Compared(row, amount, overall.compared if overall else None))
    months = known.counting.months
    return found, months[-1][1] if months else None


def _so_far(year: Period, asked: Asked, calendar: Calendar) -> Period:
    """Return the whole months of a year that are over on the day; its first where none is."""
    over = [m for m in range(1, 13) if calendar.month(asked.year, m).last_day <= asked.day]
    return calendar.months(asked.year, 1, over[-1] if over else 1)


def charts_of(asked: Asked, user: AnyUser) -> dict[str, Chart]:
    """Return the chosen indicator by year, by month and by village. Seven statements."""
    known = _of_years(asked, user)
    found = {}
    for what in CHARTS:
        chart = chart_of(asked, user, what, known)
        if chart is not None:
            found[what] = chart
    return found


CHARTS = ("year", "month", "village")
CHART_YEARS = 11


def _of_years(asked: Asked, user: AnyUser) -> results.Overall | None:
    calendar = asked.commune.calendar
    first = min(asked.year, asked.day.year - CHART_YEARS + 1)
    last = max(asked.year, asked.day.year)
    period = Period(calendar.year(first).start, calendar.year(last).end)
    if period.start > asked.day:
        return None
    return known_of(asked, user, period, [asked.indicator]).overall(asked.indicator.code)


def chart_of(
    asked: Asked, user: AnyUser, what: str, known: results.Overall | None = None
) -> Chart | None:
    """Return one chart ("year", "month", "village"), None where nothing is known.

    `known` is what was read for the others. Seven statements at most.
    """
    row = asked.indicator
    known = known or _of_years(asked, user)
    if known is None:
        return None
    tally = known.tally
    if what == "year":
        told = [year for year in tally.years if tally.by_year(year).value is not None]
        years = [year for year in tally.years if told and told[0] <= year <= told[-1]]
        amounts = {str(year): tally.by_year(year) for year in years}
        return _chart(row, _("%(name)s by year") % {"name": row.name}, amounts)
    if what == "month":
        caption = _("%(name)s by month of %(year)d") % {"name": row.name, "year": asked.year}
        return _chart(row, caption, _by_month(asked, user, tally))
    shown = [
        village
        for village in asked.villages
        if tally.cell(village.pk, asked.year).value is not None
    ]
    return _chart(
        row,
        _("%(name)s by village, %(year)d") % {"name": row.name, "year": asked.year},
        {village.name: tally.cell(village.pk, asked.year) for village in shown[:30]},
    )


def _by_month(asked: Asked, user: AnyUser, tally: results.Tally) -> dict[str, Amount]:
    """Return the months of the year that monthly sheets tell. One statement."""
    values = values_of(user, asked).accepted().filter(
        indicator=asked.indicator, sheet__year=asked.year, sheet__month__isnull=False,
        sheet__village__in=tally.villages, sheet__period_start__lte=asked.day,
    )  # fmt: skip
    if asked.kind is not None:
        values = values.filter(sheet__program__kind=asked.kind)
    known: dict[int, dict[int, list[Decimal]]] = {}
    for month, village, value in values.order_by().values_list(
        "sheet__month", "sheet__village_id", "value"
    ):
        known.setdefault(month, {}).setdefault(village, []).append(value)
    if not known:
        return {}
    of_area = asked.indicator.group == Indicator.Group.SITUATION
    found = {}
    for month in range(1, 13):
        told = known.get(month, {})
        parts = [max(values) if of_area else results.added(values) for values in told.values()]
        due = sum(bool(bits & 1 << month) for (_v, y), bits in tally.due.items() if y == asked.year)
        found[str(month)] = Amount(results.added(parts), len(told), max(due, len(told)))
    return found


def _chart(row: Indicator, caption: str, amounts: dict[str, Amount]) -> Chart | None:
    """Return a chart of what is known; a column of which not all is known bears a mark."""
    if not any(amount.value is not None for amount in amounts.values()):
        return None
    partly = {
        name: amount.value is not None and amount.known < amount.expected
        for name, amount in amounts.items()
    }
    if any(partly.values()):
        caption += " " + _("(* not all is known)")
    names = tuple(f"{name}*" if partly[name] else name for name in amounts)
    values = tuple(amount.value for amount in amounts.values())
    told = ", ".join(f"{name} {number(value)}" for name, value in zip(names, values, strict=True))
    return Chart(
        caption, "columns", row.unit, names, (Series(row.name, values),), alt=f"{caption}: {told}"
    )
