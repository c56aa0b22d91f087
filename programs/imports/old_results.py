"""Results by year or by month: one sheet a village, one row an indicator.

A blank, "-" and "chưa thống kê" are not known: no value is stored, for not
known is not zero.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from common.parcels import ERROR, REMARK, WARNING, Parcel
from common.periods import Period
from common.text import fold
from common.workbook import Sheet, find_head
from imports.writing import BulkWriter
from members.imports.villages import VillageNames
from members.models import Village
from programs.models import Indicator, Program, ResultSheet, ResultValue

HEAD = {
    "label": ["noi dung", "chi tieu", "noi dung chi tieu", "ten chi tieu"],
    "unit": ["don vi tinh", "dvt", "don vi"],
    "remark": ["ghi chu"],
}
UNKNOWN = {"", "-", "–", "—", "chua thong ke", "khong ro", "khong co so lieu", "chua co so lieu"}
_YEAR = re.compile(r"(?:nam )?((?:19|20)\d\d)")
_MONTH = re.compile(r"(?:thang )?(\d{1,2})[/.\-]((?:19|20)\d\d)")


@dataclass
class ResultsPlan:
    """Sheets and values an import would write; values hold their sheet."""

    program: Program
    parcel: Parcel
    new_sheets: list[ResultSheet] = field(default_factory=list)
    changed_sheets: list[ResultSheet] = field(default_factory=list)
    new_values: list[ResultValue] = field(default_factory=list)
    changed_values: list[ResultValue] = field(default_factory=list)


def villages_of(program: Program) -> VillageNames:
    """Return the villages whose figures a programme can hold, by name. One statement.

    Those of its commune, and those of its sites: after a merger these live in the
    commune that took them over.
    """
    homes = Village.objects.filter(Q(commune=program.commune) | Q(sites__program=program))
    return VillageNames.of(homes.distinct().with_origin(), timezone.localdate())


def plan_results(
    sheets: list[Sheet], *, program: Program, source: str, parcel: Parcel
) -> ResultsPlan:
    """Plan the result sheets of a programme from a workbook.

    `source` marks year columns (a `ResultSheet.Source`); months come from the
    register. Each workbook sheet is a village, told by its name. Takes five
    statements.
    """
    plan = ResultsPlan(program, parcel)
    villages = villages_of(program)
    indicators: dict[str, Indicator] = {}
    for indicator in Indicator.objects.filter(kinds=program.kind):
        for label in [indicator.name, *indicator.aliases]:
            indicators[fold(label)] = indicator
    known = {
        (sheet.village_id, sheet.period_start, sheet.period_end): sheet
        for sheet in program.sheets.all()
    }
    values = {
        (value.sheet_id, value.indicator_id): value
        for value in ResultValue.objects.filter(sheet__program=program)
    }
    for sheet in sheets:
        _plan_sheet(sheet, plan, villages, indicators, known, values, source)
    # A month without a single figure stays unreported; an empty year tells that it was asked for.
    filled = {id(value.sheet) for value in plan.new_values}
    plan.new_sheets = [
        sheet for sheet in plan.new_sheets if sheet.month is None or id(sheet) in filled
    ]
    count = parcel.count
    count(_("result sheets"), _("new"), len(plan.new_sheets))
    count(_("values"), _("new"), len(plan.new_values))
    count(_("values"), _("changed"), len(plan.changed_values))
    return plan


def _plan_sheet(
    sheet: Sheet,
    plan: ResultsPlan,
    villages: VillageNames,
    indicators: dict[str, Indicator],
    known: dict[tuple[int, dt.date, dt.date], ResultSheet],
    values: dict[tuple[int, int], ResultValue],
    source: str,
) -> None:
    parcel = plan.parcel
    village = villages.find(sheet.name)
    if village is None:
        parcel.note(
            ERROR,
            villages.problem(sheet.name) + " " + _("Name the sheet after the village."),
            sheet=sheet.name,
            row=None,
        )
        return
    head = find_head(sheet, HEAD, ["label"])
    if head is None:
        parcel.note(
            ERROR, _("No row with the head “Nội dung” was found."), sheet=sheet.name, row=None
        )
        return
    periods = _periods(sheet, head.last_row)
    if not periods:
        parcel.note(
            ERROR,
            _("No column is headed by a year (2024) or a month (9/2024)."),
            sheet=sheet.name,
            row=head.last_row,
        )
        return
    remarks = _remarks(sheet, head.last_row, head.columns.get("remark"))
    targets: dict[int, ResultSheet] = {}
    for column, (year, month) in periods.items():
        period = plan.program.commune.calendar.days(year, month)
        target = known.get((village.pk, period.start, period.end))
        if target is None:
            clash = next(
                (
                    other
                    for (owner, start, end), other in known.items()
                    if owner == village.pk and Period(start, end).overlaps(period)
                ),
                None,
            )
            if clash is not None:
                parcel.note(
                    ERROR,
                    _("%(period)s overlaps with the sheet %(clash)s, which is kept already.")
                    % {"period": sheet.text(head.last_row, column), "clash": clash},
                    sheet=sheet.name,
                    row=head.last_row,
                    column=column,
                )
                continue
            target = ResultSheet(
                program=plan.program, village=village, year=year, month=month,
                period_start=period.start, period_end=period.end,
                state=ResultSheet.State.ACCEPTED,
                source=source if month is None else ResultSheet.Source.REGISTER,
                note=remarks.get(year, "")[:300] if month is None else "",
            )  # fmt: skip
            known[(village.pk, period.start, period.end)] = target
            plan.new_sheets.append(target)
        targets[column] = target
    read: dict[tuple[str, int], Decimal] = {}
    for index in range(head.last_row + 1, len(sheet.rows)):
        label = sheet.text(index, head.columns["label"])
        if not label:
            continue
        indicator = indicators.get(fold(label))
        if indicator is None:
            parcel.note(
                ERROR,
                _("“%(label)s” is no indicator of this kind of programme. Correct the label.")
                % {"label": label},
                sheet=sheet.name,
                row=index,
                column=head.columns["label"],
            )
            continue
        unit = sheet.text(index, head.columns.get("unit"))
        if unit and fold(unit) != fold(indicator.unit):
            parcel.note(
                ERROR,
                _("The unit is “%(unit)s”, the indicator counts in “%(right)s”.")
                % {"unit": unit, "right": indicator.unit},
                sheet=sheet.name,
                row=index,
                column=head.columns.get("unit"),
            )
            continue
        for column, target in targets.items():
            value = _value(sheet, index, column, parcel)
            if value is None:
                continue
            read[(indicator.code, column)] = value
            _put(plan, values, target, indicator, value, sheet, index, column)
    by_key = {indicator.pk: indicator.code for indicator in indicators.values()}
    contained = [
        (by_key[row.within_id], row.code)
        for row in {indicator.pk: indicator for indicator in indicators.values()}.values()
        if row.within_id in by_key
    ]
    _doubt(sheet, head.last_row, read, targets, contained, parcel)


def _periods(sheet: Sheet, row: int) -> dict[int, tuple[int, int | None]]:
    """Return column -> (year, month or None) of the head."""
    found: dict[int, tuple[int, int | None]] = {}
    for column in range(len(sheet.rows[row])):
        label = fold(sheet.text(row, column))
        if match := _YEAR.fullmatch(label):
            found[column] = (int(match.group(1)), None)
        elif (match := _MONTH.fullmatch(label)) and 1 <= int(match.group(1)) <= 12:
            found[column] = (int(match.group(2)), int(match.group(1)))
    return found


def _remarks(sheet: Sheet, head_row: int, column: int | None) -> dict[int, str]:
    """Return what the remarks say of a year: "năm 2014 tính từ tháng 9; năm 2024 ..."."""
    remarks: dict[int, str] = {}
    for index in range(head_row + 1, len(sheet.rows)):
        for part in sheet.text(index, column).split(";"):
            for year in re.findall(r"năm (\d{4})", part):
                remarks[int(year)] = part.strip()
    return remarks


def _value(sheet: Sheet, row: int, column: int, parcel: Parcel) -> Decimal | None:
    raw = sheet.value(row, column)
    if isinstance(raw, str):
        text = fold(raw)
        if text in UNKNOWN:
            if text:
                parcel.count(_("values"), _("not known, left empty"))
            return None
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
            text = text.replace(".", "")
        raw = text.replace(" ", "").replace(",", ".")
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        parcel.note(
            ERROR,
            _("“%(text)s” is no number. Leave the cell empty where the figure is not known.")
            % {"text": sheet.text(row, column)},
            sheet=sheet.name,
            row=row,
            column=column,
        )
        return None
    if not value.is_finite() or value < 0 or value >= 10**16:
        parcel.note(
            ERROR,
            _("%(text)s cannot be a count. Type a number from 0 up.") % {"text": value},
            sheet=sheet.name,
            row=row,
            column=column,
        )
        return None
    return value.quantize(Decimal("0.01"))


def _put(
    plan: ResultsPlan,
    values: dict[tuple[int, int], ResultValue],
    target: ResultSheet,
    indicator: Indicator,
    value: Decimal,
    sheet: Sheet,
    row: int,
    column: int,
) -> None:
    there = values.get((target.pk, indicator.pk)) if target.pk else None
    if there is None:
        plan.new_values.append(ResultValue(sheet=target, indicator=indicator, value=value))
    elif there.value == value:
        plan.parcel.count(_("values"), _("the same"))
    else:
        plan.parcel.note(
            WARNING,
            _("%(old)s becomes %(new)s.") % {"old": there.value, "new": value},
            sheet=sheet.name,
            row=row,
            column=column,
        )
        there.value = value
        plan.changed_values.append(there)


def _doubt(
    sheet: Sheet,
    head_row: int,
    read: dict[tuple[str, int], Decimal],
    columns: Iterable[int],
    contained: list[tuple[str, str]],
    parcel: Parcel,
) -> None:
    """Ask about parts that exceed their whole. Old record books hold such figures."""
    for whole, part in contained:
        for column in columns:
            one, two = read.get((whole, column)), read.get((part, column))
            if one is not None and two is not None and two > one:
                parcel.note(
                    REMARK if one else WARNING,
                    _("%(part)s is more than %(whole)s. Please check the record book.")
                    % {"part": int(two), "whole": int(one)},
                    sheet=sheet.name,
                    row=head_row,
                    column=column,
                )


@transaction.atomic
def apply_results(
    plan: ResultsPlan, *, user: Any, source: str, writer: BulkWriter | None = None
) -> None:
    """Write the plan in one transaction, or nothing; a recording `writer` lets it be taken back.

    Raises RefusedImport where the plan holds errors.
    """
    plan.parcel.refuse_if_wrong()
    now = timezone.now()
    for sheet in plan.new_sheets:
        sheet.sent_by = user if getattr(user, "pk", None) else None
        sheet.sent_at = now
    write = writer or BulkWriter(user, source)
    write.create(ResultSheet, plan.new_sheets)
    write.create(ResultValue, plan.new_values)
    write.update(ResultValue, plan.changed_values, ["value"])
