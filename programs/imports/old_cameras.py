"""The camera list: one row a point, with what the last look at it found."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.dates import Precision, parse_partial_date
from common.parcels import CHANGED, ERROR, NEW, SAME, WARNING, Parcel
from common.text import fold
from common.workbook import Head, Sheet, find_head
from imports.writing import BulkWriter
from members.imports.villages import VillageNames
from members.models import Commune
from programs.models import Camera, CameraCheck, Program

ALIASES = {
    "name": ["diem lap dat", "vi tri lap dat", "dia diem", "diem camera"],
    "village": ["thon", "thon/khu", "khu"],
    "units": ["so mat", "so mat camera", "so luong"],
    "installed_on": ["ngay lap", "ngay lap dat", "thoi gian lap dat"],
    "funding": ["nguon kinh phi", "nguon von"],
    "cost": ["kinh phi (dong)", "kinh phi", "so tien"],
    "manager": ["don vi quan ly", "quan ly", "nguoi quan ly"],
    "latitude": ["vi do"],
    "longitude": ["kinh do"],
    "condition": ["tinh trang", "hien trang"],
}
REQUIRED = ("name", "village", "units")
CONDITIONS = {
    "tot": CameraCheck.Condition.GOOD,
    "hoat dong": CameraCheck.Condition.GOOD,
    "mo": CameraCheck.Condition.BLURRED,
    "hong": CameraCheck.Condition.BROKEN,
    "khong hoat dong": CameraCheck.Condition.BROKEN,
}


@dataclass
class CamerasPlan:
    """Camera points and checks an import would write."""

    parcel: Parcel
    new: list[Camera] = field(default_factory=list)
    changed: list[Camera] = field(default_factory=list)
    checks: list[CameraCheck] = field(default_factory=list)
    seen: set[tuple[int, str]] = field(default_factory=set)


def plan_cameras(
    sheets: list[Sheet],
    *,
    commune: Commune,
    program: Program | None,
    as_of: dt.date,
    parcel: Parcel,
    heads: Mapping[str, Head] | None = None,
) -> CamerasPlan:
    """Plan the camera points of a commune; the condition counts for `as_of`.

    `heads` holds heads that somebody corrected, by sheet.

    A point is known again by its village and place. Takes three statements.
    """
    plan = CamerasPlan(parcel)
    villages = VillageNames.on(commune, as_of)
    known = {
        (camera.village_id, fold(camera.name)): camera
        for camera in Camera.objects.filter(village__commune=commune)
    }
    checked = set(
        CameraCheck.objects.filter(camera__village__commune=commune, checked_on=as_of).values_list(
            "camera_id", flat=True
        )
    )
    for sheet in sheets:
        head = (heads or {}).get(sheet.name) or find_head(sheet, ALIASES, list(REQUIRED))
        if head is None:
            parcel.note(
                ERROR,
                _("No head with “Điểm lắp đặt”, “Thôn” and “Số mắt” was found."),
                sheet=sheet.name,
                row=None,
            )
            continue
        for index in range(head.last_row + 1, len(sheet.rows)):
            _plan_row(sheet, index, head, plan, villages, known, checked, program, as_of)
    parcel.count(_("camera points"), _("new"), len(plan.new))
    parcel.count(_("camera points"), _("changed"), len(plan.changed))
    parcel.count(_("condition checks"), _("new"), len(plan.checks))
    return plan


def _plan_row(
    sheet: Sheet,
    index: int,
    head: Head,
    plan: CamerasPlan,
    villages: VillageNames,
    known: dict[tuple[int, str], Camera],
    checked: set[int],
    program: Program | None,
    as_of: dt.date,
) -> None:
    errors_before = len(plan.parcel.errors)

    def text(name: str) -> str:
        return sheet.text(index, head.columns.get(name))

    def note(level: str, message: object, name: str) -> None:
        plan.parcel.note(level, message, sheet=sheet.name, row=index, column=head.columns.get(name))

    def amount(name: str) -> Decimal | None:
        raw = text(name).replace(" ", "") if name != "cost" else text(name).replace(".", "")
        if not raw:
            return None
        try:
            value = Decimal(raw.replace(",", "."))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or value < 0 or value > 10**15:
            note(ERROR, _("“%(text)s” is no number.") % {"text": raw}, name)
            return None
        return value

    name = text("name")
    if not name:
        return
    village = villages.find(text("village"))
    if village is None:
        note(ERROR, villages.problem(text("village")), "village")
        return
    units = amount("units")
    if units is None or units < 1 or units > 1000 or units != int(units):
        note(ERROR, _("Type how many units the point has, a whole number from 1 up."), "units")
        return
    installed = None
    try:
        partial = parse_partial_date(
            sheet.value(index, head.columns.get("installed_on")), latest=as_of
        )
        installed = partial.value
        if partial.precision != Precision.DAY:
            note(WARNING, _("Only %(date)s is known.") % {"date": partial}, "installed_on")
    except ValidationError as error:
        note(ERROR, error.messages[0], "installed_on")
    condition = CONDITIONS.get(fold(text("condition")))
    if condition is None and text("condition"):
        note(
            ERROR,
            _("The condition “%(text)s” is not known. Use Tốt, Mờ or Hỏng.")
            % {"text": text("condition")},
            "condition",
        )
    latitude, longitude = amount("latitude"), amount("longitude")
    if latitude is not None and not 8 <= latitude <= 24:
        note(ERROR, _("The latitude does not lie in Viet Nam (8 to 24)."), "latitude")
    if longitude is not None and not 102 <= longitude <= 118:
        note(ERROR, _("The longitude does not lie in Viet Nam (102 to 118)."), "longitude")
    cost = amount("cost")
    if len(plan.parcel.errors) > errors_before or installed is None:
        return

    key = (village.pk, fold(name))
    if key in plan.seen:
        note(ERROR, _("This point stands in the list twice."), "name")
        return
    plan.seen.add(key)
    camera = known.get(key)
    fields = {
        "units": int(units),
        "installed_on": installed,
        "funding": _funding(text("funding")),
        "cost": int(cost) if cost is not None else None,
        "manager": text("manager"),
        "latitude": _six_places(latitude),
        "longitude": _six_places(longitude),
    }
    if camera is None:
        camera = Camera(village=village, name=name, program=program, **fields)
        plan.new.append(camera)
        plan.parcel.decide(NEW, name, sheet=sheet.name, row=index)
    elif any(getattr(camera, attribute) != value for attribute, value in fields.items()):
        for attribute, value in fields.items():
            setattr(camera, attribute, value)
        plan.changed.append(camera)
        plan.parcel.decide(CHANGED, name, sheet=sheet.name, row=index)
    else:
        plan.parcel.decide(SAME, name, sheet=sheet.name, row=index)
        plan.parcel.count(_("camera points"), _("the same"))
    if condition and camera.pk not in checked:
        working = 0 if condition == CameraCheck.Condition.BROKEN else int(units)
        plan.checks.append(
            CameraCheck(camera=camera, checked_on=as_of, condition=condition, working_units=working)
        )


def _funding(text: str) -> str:
    folded = fold(text)
    budget, community = "ngan sach" in folded, "xa hoi" in folded
    if budget and community:
        return Camera.Funding.MIXED
    if budget:
        return Camera.Funding.BUDGET
    return Camera.Funding.COMMUNITY if community else ""


def _six_places(value: Decimal | None) -> Decimal | None:
    return value.quantize(Decimal("0.000001")) if value is not None else None


@transaction.atomic
def apply_cameras(
    plan: CamerasPlan, *, user: Any, source: str, writer: BulkWriter | None = None
) -> None:
    """Write the plan in one transaction, or nothing; a recording `writer` lets it be taken back.

    Raises RefusedImport where the plan holds errors.
    """
    plan.parcel.refuse_if_wrong()
    write = writer or BulkWriter(user, source)
    write.create(Camera, plan.new)
    write.update(
        Camera,
        plan.changed,
        ["units", "installed_on", "funding", "cost", "manager", "latitude", "longitude"],
    )
    write.create(CameraCheck, plan.checks)
