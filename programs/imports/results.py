"""Results by year or by month: from the figures of a file to sheets and values.

A blank, "-" and "chưa thống kê" are not known: no value is stored, for not known is not zero,
and no figure that is known is touched.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import OFFICER, AnyUser
from common.figures import number
from common.periods import Period
from common.text import fold
from imports.grid import Sheet
from imports.plan import Change, Item, Level, Plan, What
from imports.questions import Answers, Asked
from imports.writing import BulkWriter
from members.imports.villages import VillageNames
from members.models import Village
from programs.imports.figures import Figure, Session
from programs.imports.head_words import Words
from programs.imports.labels import IndicatorNames
from programs.imports.reading import read_results
from programs.models import Indicator, Program, ResultSheet, ResultValue

State = ResultSheet.State
#: village (None: the whole commune), first day, day after the last
SheetKey = tuple[int | None, dt.date, dt.date]


@dataclass
class ResultsPlan(Plan):
    """Sheets and values an import would write; values hold their sheet."""

    new_sheets: list[ResultSheet] = field(default_factory=list)
    changed_sheets: list[ResultSheet] = field(default_factory=list)
    new_values: list[ResultValue] = field(default_factory=list)
    changed_values: list[ResultValue] = field(default_factory=list)


def homes_of(program: Program, user: AnyUser | None = None) -> list[Village]:
    """Return the villages whose figures a programme can hold. One statement.

    Those of its commune, and those of its sites: after a merger these live in the
    commune that took them over. Of these only such as `user`, who would write their figures
    as accepted, is an officer of: a village may have passed to another commune. Without a
    user, all.
    """
    homes = Village.objects.filter(Q(commune=program.commune) | Q(sites__program=program))
    if user is not None:
        homes = homes.reached_by(user, frozenset({OFFICER}))
    return list(homes.distinct().with_origin())


def villages_of(program: Program) -> VillageNames:
    """Return the villages whose figures a programme can hold, by name. One statement."""
    return _names_of(homes_of(program), program, timezone.localdate())


def _names_of(homes: list[Village], program: Program, day: dt.date) -> VillageNames:
    """Villages by name as `VillageNames.of` reads them, and the commune that an address may add."""
    found = VillageNames.of(homes, day)
    found.commune_name = program.commune.name
    return found


def plan_results(
    sheets: Sequence[Sheet],
    *,
    program: Program,
    source: str,
    answers: Answers | None = None,
    today: dt.date | None = None,
    user: AnyUser | None = None,
) -> ResultsPlan:
    """Plan the result sheets of a programme from the sheets of a file.

    `user` is who would write them (None: the shell), for villages of others are not known.
    `source` marks year sheets (a `ResultSheet.Source`), but an estimate where the head says
    so; months come from the register. Takes five statements.
    """
    today = today or timezone.localdate()
    plan, asked = ResultsPlan(), Asked(answers or Answers())
    homes = homes_of(program, user)
    commune = program.commune
    words = Words(
        _names_of(homes, program, today),
        IndicatorNames(Indicator.objects.filter(kinds=program.kind_id)),
        frozenset({fold(commune.full_name), fold(commune.name), fold(f"UBND {commune.full_name}")}),
        {village.pk: village for village in homes},
    )
    kept = list(program.sheets.select_related("village"))
    first_year = min([program.founded_on.year, *(sheet.year for sheet in kept)])
    session = Session(words, plan, asked, today, first_year)
    figures = _once(read_results(sheets, session), plan)
    figures = _without_totals(figures, plan)
    _Planner(plan, program, source, session.remarks).plan_all(figures, kept)
    _doubt_parts(figures, plan)
    plan.questions = asked.questions
    return plan


# --- figures among themselves -----------------------------------------------------


def _once(figures: list[Figure], plan: Plan) -> list[Figure]:
    """Refuse what stands twice, by its cell, and keep the first."""
    first: dict[tuple[int | None, int, int, int | None], Figure] = {}
    for figure in figures:
        known = first.setdefault(figure.key, figure)
        if known is figure:
            continue
        same_column = (known.place.sheet, known.place.column) == (
            figure.place.sheet,
            figure.place.column,
        )
        if same_column:
            plan.note(
                Level.ERROR,
                _("“%(name)s” stands in row %(row)d already. Keep one of the two rows.")
                % {"name": figure.indicator.name, "row": known.place.row + 1},
                figure.row_head,
            )
        else:
            plan.note(
                Level.ERROR,
                _(
                    "The figure “%(name)s” of %(when)s stands in %(place)s already. Keep one of the two."
                )
                % {"name": figure.indicator.name, "when": _when(figure), "place": known.place},
                figure.place,
            )
    return list(first.values())


def _when(figure: Figure) -> str:
    return f"{figure.month:02d}/{figure.year}" if figure.month else str(figure.year)


def _without_totals(figures: list[Figure], plan: Plan) -> list[Figure]:
    """Leave out years that only add up the months beside them, and totals of listed villages.

    A year and a month of it that do not add up are refused.
    """
    years: dict[tuple[int | None, int], list[Figure]] = {}
    months: dict[tuple[int | None, int], list[Figure]] = {}
    for figure in figures:
        where = figure.village.pk if figure.village else None
        (years if figure.month is None else months).setdefault((where, figure.year), []).append(
            figure
        )
    left_out: set[int] = set()
    for key in years.keys() & months.keys():
        head = years[key][0].head
        if _adds_up(years[key], months[key]):
            plan.note(
                Level.WARNING, _("The year adds up the months beside it; it was left out."), head
            )
        else:
            plan.note(
                Level.ERROR,
                _("The year %(year)d stands beside its month %(month)s and is not the sum of twelve months. Keep the months or the year.")
                % {"year": key[1], "month": _when(months[key][0])},
                head, months[key][0].head,
            )  # fmt: skip
        left_out |= {id(figure) for figure in years[key]}
    told = {year for where, year in (*years, *months) if where is not None}
    for (where, year), found in years.items():
        if where is None and year in told:
            plan.note(
                Level.WARNING,
                _("The total of the commune for %(year)d was left out: its villages have figures of their own.")
                % {"year": year},
                found[0].head,
            )  # fmt: skip
            left_out |= {id(figure) for figure in found}
    return [figure for figure in figures if id(figure) not in left_out]


def _adds_up(years: list[Figure], months: list[Figure]) -> bool:
    """Whether the totals of a year are those of twelve months that the file holds too."""
    if {figure.month for figure in months} != set(range(1, 13)) and not years[0].whole:
        return False
    for total in years:
        if total.value is None or total.indicator.rule != Indicator.Rule.SUM:
            continue
        parts = [
            m.value for m in months if m.indicator.pk == total.indicator.pk and m.value is not None
        ]
        if sum(parts, Decimal(0)) != total.value:
            return False
    return True


def _doubt_parts(figures: list[Figure], plan: Plan) -> None:
    """Point out parts that exceed their whole. Old record books hold such figures."""
    by_key = {figure.key: figure for figure in figures}
    for figure in figures:
        whole = by_key.get((figure.key[0], figure.indicator.within_id or 0, *figure.key[2:]))
        if whole is None or figure.value is None or whole.value is None:
            continue
        if figure.value > whole.value:
            plan.note(
                Level.REMARK if whole.value else Level.WARNING,
                _("%(part)s is more than %(whole)s. Please check the record book.")
                % {"part": number(figure.value, 2), "whole": number(whole.value, 2)},
                figure.place,
            )  # fmt: skip


# --- figures and the register -------------------------------------------------------


@dataclass
class _Planner:
    """Holds the figures of a file against the sheets that are kept. One statement."""

    plan: ResultsPlan
    program: Program
    source: str
    remarks: dict[tuple[str, int], str]

    def plan_all(self, figures: list[Figure], kept: Iterable[ResultSheet]) -> None:
        known: dict[SheetKey, ResultSheet] = {}
        for sheet in kept:
            sheet.program = self.program
            known[(sheet.village_id, sheet.period_start, sheet.period_end)] = sheet
        values = {
            (value.sheet_id, value.indicator_id): value
            for value in ResultValue.objects.filter(sheet__program=self.program)
        }
        groups: dict[tuple[int | None, int, int | None], list[Figure]] = {}
        for figure in figures:
            groups.setdefault((figure.key[0], figure.year, figure.month), []).append(figure)
        for group in groups.values():
            self._plan_sheet(group, known, values)
        told = len(self.plan.new_values) + len(self.plan.changed_values)
        if told:
            self.plan.note(
                Level.REMARK,
                _("%(figures)d figures would be written into %(sheets)d result sheets.")
                % {"figures": told, "sheets": len({id(v.sheet) for v in (*self.plan.new_values, *self.plan.changed_values)})},
            )  # fmt: skip

    def _plan_sheet(
        self,
        figures: list[Figure],
        known: dict[SheetKey, ResultSheet],
        values: dict[tuple[int, int], ResultValue],
    ) -> None:
        first = figures[0]
        target = self._new_sheet(first, figures)
        key = (target.village_id, target.period_start, target.period_end)
        there = known.get(key)
        if there is None:
            if self._clashes(target, first, known.values()):
                return
            if target.month is not None and all(figure.value is None for figure in figures):
                return  # a month without a single figure stays unreported
            known[key] = target
            self.plan.new_sheets.append(target)
        sheet = there or target
        changes = [change for f in figures if (change := self._put(sheet, f, values))]
        if there is not None:
            changes += self._accept(there, figures)
        self.plan.items.append(
            Item(
                What.NEW if there is None else What.CHANGED if changes else What.SAME,
                _("result sheets"), str(sheet), first.place, str(sheet.place),
                _("estimate") if sheet.source == ResultSheet.Source.ESTIMATE else "", tuple(changes),
            )
        )  # fmt: skip

    def _new_sheet(self, first: Figure, figures: list[Figure]) -> ResultSheet:
        if first.month is None:
            sheet = ResultSheet.of_year(self.program, first.village, first.year)
            estimate = any(figure.estimate for figure in figures)
            sheet.source = ResultSheet.Source.ESTIMATE if estimate else self.source
            sheet.note = (first.remark or self.remarks.get((first.place.sheet, first.year), ""))[
                :300
            ]
        else:
            assert first.village is not None
            sheet = ResultSheet.of_month(self.program, first.village, first.year, first.month)
        sheet.state = State.ACCEPTED
        return sheet

    def _clashes(self, target: ResultSheet, first: Figure, known: Iterable[ResultSheet]) -> bool:
        """Whether a kept sheet of the same place overlaps; the commune overlaps with each village."""
        for other in known:
            same_place = other.village_id == target.village_id or None in (
                other.village_id,
                target.village_id,
            )
            if same_place and target.period.overlaps(Period(other.period_start, other.period_end)):
                self.plan.note(
                    Level.ERROR,
                    _("%(period)s overlaps with the sheet %(clash)s, which is kept already.")
                    % {"period": target, "clash": other},
                    first.head,
                )
                return True
        return False

    def _put(
        self, sheet: ResultSheet, figure: Figure, values: dict[tuple[int, int], ResultValue]
    ) -> Change | None:
        indicator, value = figure.indicator, figure.value
        there = values.get((sheet.pk, indicator.pk)) if sheet.pk else None
        if value is None:
            if there is not None:
                self.plan.note(
                    Level.WARNING,
                    _("The cell says that the figure is not known; %(value)s is kept. Delete it on the page of the sheet if it is wrong.")
                    % {"value": number(there.value, 2)},
                    figure.place,
                )  # fmt: skip
            return None
        if there is None:
            self.plan.new_values.append(ResultValue(sheet=sheet, indicator=indicator, value=value))
            return Change(indicator.name, "", number(value, 2))
        if there.value == value:
            return None
        change = Change(indicator.name, number(there.value, 2), number(value, 2))
        self.plan.note(
            Level.WARNING,
            _("“%(name)s”: %(old)s becomes %(new)s.")
            % {"name": indicator.name, "old": change.before, "new": change.after},
            figure.place,
        )
        there.value = value
        there.sheet = sheet
        self.plan.changed_values.append(there)
        return change

    def _accept(self, sheet: ResultSheet, figures: list[Figure]) -> list[Change]:
        """A draft, a sent and a returned sheet with figures of the file counts from now on."""
        if sheet.state == State.ACCEPTED or all(figure.value is None for figure in figures):
            return []
        before = str(sheet.get_state_display())
        sheet.state, sheet.reply = State.ACCEPTED, ""
        self.plan.changed_sheets.append(sheet)
        change = Change(_("state"), before, str(sheet.get_state_display()))
        self.plan.note(
            Level.WARNING,
            _(
                "The sheet %(sheet)s is “%(state)s”; it would be accepted with the figures of the file."
            )
            % {"sheet": sheet, "state": before},
            figures[0].head,
        )
        return [change]


def write_results(plan: ResultsPlan, writer: BulkWriter) -> None:
    """Write the plan in the running transaction. Raises RefusedImport where it holds errors."""
    plan.refuse_if_wrong()
    now = timezone.now()
    user = writer.user if getattr(writer.user, "pk", None) else None
    for sheet in plan.new_sheets:
        sheet.sent_by, sheet.sent_at = user, now
    for sheet in plan.changed_sheets:
        sheet.decided_by, sheet.decided_at = user, now
    writer.create(ResultSheet, plan.new_sheets)
    writer.update(ResultSheet, plan.changed_sheets, ["state", "reply", "decided_by", "decided_at"])
    writer.create(ResultValue, plan.new_values)
    writer.update(ResultValue, plan.changed_values, ["value"])
