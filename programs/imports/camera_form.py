"""The columns of a camera list: which heads mean which field, in which unit costs are, and how a field is shown."""

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy

from common.dates import short_date
from common.figures import number
from common.numbers import Measure, money_unit
from common.text import fold
from imports.dates import read_date
from imports.grid import Cell
from imports.layout import Content, Field, Table
from programs.imports.camera_words import read_condition, read_funding
from programs.models import Camera, CameraCheck

_UNIT = r"(?:thon|ban|xom|khu|khu pho|kp|to dan pho|tdp|lang|ap|buon|khu dan cu|kdc|dia ban|don vi)"
_PLACE = r"(?:diem|vi tri|dia diem|noi|khu vuc|dia chi)"
_CAMERA = r"(?:camera|cam|mat camera|mat cam|may quay)"

FIELDS = (
    Field("number", gettext_lazy("number in the list"), ("tt", "stt", "so tt", "so thu tu", "thu tu", "#", "no")),
    Field(
        "name", gettext_lazy("place of the camera"),
        ("diem lap dat", "vi tri lap dat", "dia diem lap dat", "diem lap", "vi tri lap", "ten diem", "dia diem", "vi tri"),
        (
            r"camera|ten camera|ten",
            rf"(?:ten |cac |ten cac )?{_PLACE}(?: (?:lap dat|lap|dat|gan|bo tri))?(?: (?:cac )?{_CAMERA})?(?: (?:an ninh|giam sat))?(?: (?:lap dat|lap))?",
            rf"(?:ten |cac )?{_CAMERA}(?: (?:an ninh|giam sat))?(?: (?:tai|o))?(?: {_PLACE}.*)?", r"(?:lap|dat|lap dat) tai(?: .{1,20})?",
        ),
    ),
    Field(
        "village", gettext_lazy("village"), ("thon", "dia ban", "don vi", "thon/khu", "khu"),
        (rf"(?:ten |thuoc |o )?{_UNIT}(?:\s*[/,(\-]\s*{_UNIT}|\s+(?:va|hoac)?\s*{_UNIT})*\)?(?: (?:lap dat|lap|quan ly))?",),
        down=True,
    ),
    Field(
        "units", gettext_lazy("units"), ("so mat", "so luong", "so camera", "sl", "mat camera", "so cam", "so mat/diem", "mat", "sl mat", "so mat camera"),
        (
            r"(?:so luong|sl)(?: mat)? (?:lap|lap dat|da lap)(?: dat)?", r"camera \((?:mat|cai|chiec|so mat|so luong)\)",r"(?:tong )?so (?:luong )?(?:mat|camera|cam|chiec|thiet bi|mat cam|mat camera)(?: (?:lap dat|da lap|camera))?", r"so luong \((?:mat|chiec|cai|camera)\)"),
    ),
    Field(
        "installed_on", gettext_lazy("installed on"), ("ngay lap", "ngay lap dat", "nam lap", "nam lap dat", "lap dat", "lap dat/nam", "lap tu"),
        (r"(?:ngay|nam|thang|thoi gian|thoi diem|ngay,? thang,?(?: nam)?|ngay thang nam)[ ,/]*(?:lap(?: dat)?|dua vao (?:su dung|hoat dong|van hanh)|hoan thanh|nghiem thu|lap dat xong|dau tu|su dung|van hanh|hoat dong)(?: .{1,20})?",
         r"lap (?:dat )?(?:tu )?(?:nam|ngay)"),
        down=True,
    ),
    Field(
        "funding", gettext_lazy("funding"), ("nguon kinh phi", "nguon von", "nguon", "nguon tien", "kinh phi tu"),
        (r"(?:nguon|loai) (?:kinh phi|von|tien|dau tu)(?: .{1,20})?", r"hinh thuc (?:dau tu|huy dong)"),
        down=True,
    ),
    Field(
        "cost", gettext_lazy("cost"), ("kinh phi", "so tien", "chi phi", "gia tri", "gia tien", "thanh tien", "tien", "tong kinh phi", "tri gia", "gia"),
        (r"(?:tong )?(?:so )?(?:kinh phi|tien|chi phi|gia tri|thanh tien|tri gia|muc dau tu|von dau tu)(?: (?:lap dat|thuc hien|dau tu|lap))?(?:[ ,]*\(?(?:dvt:? ?)?(?:vn ?d|vnd|d|dong|nghin|ngan|trieu|tr|ty|1[.,]?000)[ .]*(?:dong|d|vnd)?\)?)?",),
        down=True,
    ),
    Field("owner", gettext_lazy("owner"), ("chu so huu", "don vi so huu", "so huu", "chu dau tu", "chu ho"), down=True),
    Field(
        "manager", gettext_lazy("managed by"), ("don vi quan ly", "quan ly", "nguoi quan ly", "nguoi phu trach", "phu trach", "nguoi theo doi"),
        (r"(?:don vi|nguoi|to chuc|bo phan|can bo)(?: duoc giao| truc tiep)? (?:quan ly|van hanh|phu trach|theo doi|su dung)(?:,? .{1,25})?", r"(?:quan ly|van hanh)(?:,| va| -)? (?:van hanh|su dung|khai thac)"),
        down=True,
    ),
    Field("latitude", gettext_lazy("latitude"), ("vi do", "toa do/vi do", "lat", "latitude", "vi do (b)", "vi do (n)", "toa do x", "toa do/x", "vi tuyen")),
    Field("longitude", gettext_lazy("longitude"), ("kinh do", "toa do/kinh do", "lng", "long", "lon", "longitude", "kinh do (d)", "kinh do (e)", "toa do y", "toa do/y", "kinh tuyen")),
    Field("coordinates", gettext_lazy("latitude and longitude"), ("toa do", "toa do gps", "gps", "vi do, kinh do", "toa do (vi do, kinh do)", "dinh vi"), (r"toa do .{1,30}",)),
    Field(
        "condition", gettext_lazy("condition"), ("tinh trang", "hien trang", "tinh trang hoat dong", "trang thai", "hoat dong"),
        (r"(?:tinh trang|hien trang|trang thai|chat luong)(?: .{1,25})?",),
        down=True,
    ),
    Field("checked_on", gettext_lazy("looked at on"), ("kiem tra ngay", "ngay kiem tra"), (r"(?:ngay|thoi diem|lan)(?: .{1,12})? kiem tra(?: .{1,12})?", r"kiem tra (?:gan nhat|lan cuoi)(?: .{1,10})?"), down=True),
    Field("working", gettext_lazy("working units"), ("mat hoat dong", "so mat hoat dong", "dang hoat dong", "so hoat dong"), (r"so (?:mat|camera)(?: dang| con)? hoat dong(?: tot)?",)),
    Field("storage_place", gettext_lazy("recordings are kept at"), ("noi luu tru", "noi luu", "noi dat dau ghi", "noi luu du lieu", "luu tru tai"), (r"(?:noi|vi tri) (?:luu|dat dau ghi).{0,20}",), down=True),
    Field("remark", gettext_lazy("remark"), ("ghi chu", "gc", "g/c"), (r"ghi chu.{0,30}",)),
)  # fmt: skip
LABELS: dict[str, Any] = {item.name: item.label for item in FIELDS}
REQUIRED = ("name",)
UNITS = Measure(words=frozenset({
    "mat", "cai", "chiec", "camera", "cam", "bo", "mat camera", "mat cam", "may", "thiet bi", "con", "diem",
}))  # fmt: skip
MOST_UNITS = 1000
#: a camera point costs more than this; less is a unit of money that was not said
LEAST_COST = 100_000
#: what is taken from a row, in the order of the page
TAKEN = ("units", "installed_on", "funding", "cost", "owner", "manager", "storage_place", "latitude", "longitude")  # fmt: skip
TEXTS = {"owner": 120, "manager": 120, "storage_place": 160}


#: fields that are known by their cells where their heads are not
CONTENTS = {
    "installed_on": Content(
        lambda cell: _is_day(cell), r"lap|nam|ngay|thoi gian|thang|thoi diem",
        r"kiem tra|sua|san xuat|bao hanh|het han|bao tri|bao duong",
    ),
    "condition": Content(
        lambda cell: isinstance(cell, str) and isinstance(read_condition(cell), CameraCheck.Condition),
        r"trang|chat luong|hoat dong|danh gia",
    ),
    "funding": Content(
        lambda cell: isinstance(cell, str) and isinstance(read_funding(cell), Camera.Funding),
        r"nguon|kinh phi|von|dau tu|quy|dong gop",
    ),
}  # fmt: skip


def _is_day(cell: Cell) -> bool:
    try:
        return read_date(cell, latest=timezone.localdate(), earliest_year=2000) is not None
    except ValidationError:
        return False


def has_figures(table: Table, row: int) -> bool:
    """Whether a row that was not read holds more than words."""
    texts = [text for text in table.sheet.texts(row) if text]
    return len(texts) > 1 and any(re.fullmatch(r"[0-9][0-9.,/ ]*", text) for text in texts)


def money_of(table: Table) -> int | None:
    """Return the unit of bare costs that the head or a title states: "Kinh phí (triệu đồng)"."""
    for column in table.columns.get("cost", ()):
        for text in table.heads.get(column, ()):
            words = text.split()
            for inside in (*re.findall(r"\(([^()]*)\)", text), " ".join(words[-2:]), words[-1]):
                said = re.sub(r"^(?:dvt|don vi tinh|don vi)\s*:?\s*", "", fold(inside))
                if worth := money_unit(said):
                    return worth
    for _row, text in table.titles:
        found = re.search(r"(?:don vi(?: tinh)?|dvt)\s*:?\s*([^()]+?)\s*\)?$", fold(text))
        if found and (worth := money_unit(found.group(1))):
            return worth
    return None


def shown(camera: Camera, name: str) -> str:
    """Return a field of a point as the page shows it."""
    value = getattr(camera, name)
    if value is None or value == "":
        return ""
    if name == "funding":
        return str(camera.get_funding_display())
    if isinstance(value, dt.date):
        return short_date(value)
    return value if isinstance(value, str) else number(value, 6)
