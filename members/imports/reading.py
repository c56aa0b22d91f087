"""From the cells of a roster to one clean row a person, every doubt noted by its cell."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.dates import PartialDate, parse_partial_date
from common.identity import (
    citizen_id_doubts,
    normalise_citizen_id,
    normalise_phone,
    sex_of_citizen_id,
)
from common.parcels import ERROR, REMARK, WARNING, Parcel
from common.text import fold, title_name
from common.workbook import Head, Sheet, find_head
from members.models import Membership, VillageOffice

#: Folded labels of columns, as lists of communes write them.
ALIASES = {
    "number": ["tt", "stt", "so tt"],
    "full_name": ["ho va ten", "ho ten", "ho, ten", "ho va ten thanh vien", "ho ten thanh vien"],
    "birth": ["ngay sinh", "nam sinh", "ngay, thang, nam sinh", "ngay thang nam sinh", "sinh nam"],
    "birth_male": ["nam sinh/nam", "ngay sinh/nam", "ngay, thang, nam sinh/nam"],
    "birth_female": ["nam sinh/nu", "ngay sinh/nu", "ngay, thang, nam sinh/nu"],
    "sex": ["gioi tinh", "nam/nu", "gioi"],
    "citizen_id": [
        "so cccd", "cccd", "cmnd", "so cmnd", "can cuoc", "so can cuoc", "cccd/cmnd",
        "so cccd/cmnd", "so dinh danh", "so dinh danh ca nhan",
    ],
    "phone": ["dien thoai", "so dien thoai", "sdt", "so dt", "dt"],
    "address": ["dia chi", "noi o", "noi thuong tru", "cho o hien nay"],
    "village": ["thon", "thon/ban", "thon, ban", "thon, khu", "khu", "thon (khu)", "to dan pho"],
    "role": ["chuc vu", "chuc vu trong to", "chuc danh", "chuc danh trong to", "nhiem vu"],
    "office": ["chuc vu o thon", "chuc vu trong thon", "chuc vu tai thon", "chuc vu thon"],
    "joined": ["tham gia tu", "ngay tham gia", "thoi gian tham gia", "tham gia tu ngay"],
    "remark": ["ghi chu"],
}  # fmt: skip

REQUIRED = ("full_name",)

ROLES = {
    "to truong": Membership.Role.LEADER,
    "truong": Membership.Role.LEADER,
    "doi truong": Membership.Role.LEADER,
    "to pho": Membership.Role.DEPUTY,
    "pho": Membership.Role.DEPUTY,
    "doi pho": Membership.Role.DEPUTY,
    "to vien": Membership.Role.MEMBER,
    "thanh vien": Membership.Role.MEMBER,
    "doi vien": Membership.Role.MEMBER,
    "": Membership.Role.MEMBER,
}

OFFICES = [
    (r"pho (truong )?(thon|ban|khu|to dan pho)", VillageOffice.Office.DEPUTY_HEAD),
    (r"truong (thon|ban|khu)|to truong to dan pho", VillageOffice.Office.HEAD),
    (r"bi thu chi bo", VillageOffice.Office.PARTY_SECRETARY),
    (r"mat tran", VillageOffice.Office.FRONT),
    (r"ccb|cuu chien binh", VillageOffice.Office.VETERANS),
    (r"phu nu", VillageOffice.Office.WOMEN),
    (r"nong dan", VillageOffice.Office.FARMERS),
    (r"chi doan|thanh nien", VillageOffice.Office.YOUTH),
    (r"nguoi cao tuoi", VillageOffice.Office.ELDERLY),
]

#: notes something (level, message) at a named column of the current row
NoteAt = Callable[[str, object, str], None]

SEXES = {"nam": "male", "nu": "female", "": ""}
_ROMAN = re.compile(r"[ivxlc]+|[a-e]")


@dataclass(frozen=True)
class RosterRow:
    """A person of the list. `row` counts from 0; `village` is the name as written."""

    sheet: str
    row: int
    full_name: str
    sex: str
    birth: PartialDate | None
    citizen_id: str
    phone: str
    address: str
    village: str
    role: Membership.Role
    office: VillageOffice.Office | None
    office_title: str
    joined: PartialDate | None

    @property
    def name_key(self) -> str:
        return fold(self.full_name)


def read_roster(
    sheets: list[Sheet],
    *,
    village_names: list[str],
    as_of: dt.date | None,
    parcel: Parcel,
    heads: Mapping[str, Head] | None = None,
) -> tuple[list[RosterRow], dt.date | None]:
    """Return the rows of all sheets and the day the list was made.

    `village_names` are the commune's villages: a section row such as "II |
    THÔN 2" opens that village for the rows below. `as_of` None takes the day
    that the list itself is dated. `heads` holds heads that somebody corrected,
    by sheet. Problems go to `parcel`.
    """
    known = {fold(name): name for name in village_names}
    found_day = as_of or _dated_at_the_foot(sheets)
    latest = found_day or dt.date.today()  # noqa: DTZ011  a list is not from the future
    rows: list[RosterRow] = []
    for sheet in sheets:
        head = (heads or {}).get(sheet.name) or find_head(sheet, ALIASES, list(REQUIRED))
        if head is None:
            parcel.note(
                WARNING,
                _("No row with the head “Họ và tên” was found; the sheet was left out."),
                sheet=sheet.name,
                row=None,
            )
            continue
        for column, label in head.unknown.items():
            parcel.note(
                REMARK,
                _("The column “%(label)s” is not known and was left out.") % {"label": label},
                sheet=sheet.name,
                row=head.last_row,
                column=column,
            )
        village = known.get(fold(sheet.name), "")
        for index in range(head.last_row + 1, len(sheet.rows)):
            section = _section(sheet, index, head, known)
            if section is not None:
                village = section
                continue
            row = _person(sheet, index, head, village, known, latest, parcel)
            if row:
                rows.append(row)
    if not rows and not parcel.errors:
        parcel.note(ERROR, _("No person was found in the file."), sheet=sheets[0].name, row=None)
    return rows, found_day


def _dated_at_the_foot(sheets: list[Sheet]) -> dt.date | None:
    """Find "…, ngày 25 tháng 9 năm 2024" below the table."""
    pattern = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
    for sheet in sheets:
        for row in reversed(sheet.rows):
            for cell in row:
                if isinstance(cell, str) and (found := pattern.search(fold(cell))):
                    day, month, year = map(int, found.groups())
                    try:
                        return dt.date(year, month, day)
                    except ValueError:
                        return None
    return None


def _section(sheet: Sheet, index: int, head: Head, known: dict[str, str]) -> str | None:
    """Return the village that a section row opens, "" for an unknown one, None for no section."""
    texts = [sheet.text(index, column) for column in range(len(sheet.rows[index]))]
    filled = [text for text in texts if text]
    if not filled or len(filled) > 2:
        return None
    label = fold(filled[-1])
    if label in known:
        return known[label]
    first = fold(filled[0]).rstrip(".")
    if len(filled) == 2 and _ROMAN.fullmatch(first) and texts[head.columns["full_name"]]:
        return filled[-1]
    return None


def _person(
    sheet: Sheet,
    index: int,
    head: Head,
    village: str,
    known: dict[str, str],
    latest: dt.date,
    parcel: Parcel,
) -> RosterRow | None:
    def text(name: str) -> str:
        return sheet.text(index, head.columns.get(name))

    def note(level: str, message: object, name: str) -> None:
        parcel.note(level, message, sheet=sheet.name, row=index, column=head.columns.get(name))

    number = text("number")
    full_name = title_name(text("full_name"))
    if not full_name:
        if number.replace(".", "").isdigit():
            note(ERROR, _("The row has a number but no name. Fill in the name."), "full_name")
        return None
    if not any(char.isalpha() for char in full_name):
        note(ERROR, _("“%(text)s” is no name.") % {"text": full_name}, "full_name")
        return None

    birth, sex = _birth_and_sex(sheet, index, head, latest, note)
    citizen_id, remark = normalise_citizen_id(sheet.value(index, head.columns.get("citizen_id")))
    if remark:
        note(WARNING, remark, "citizen_id")
    if citizen_id and not sex:
        sex = sex_of_citizen_id(citizen_id)
    for doubt in citizen_id_doubts(citizen_id, sex=sex, birth=birth.value if birth else None):
        note(WARNING, doubt, "citizen_id")
    phone, remark = normalise_phone(sheet.value(index, head.columns.get("phone")))
    if remark:
        note(WARNING if len(phone) != 10 else REMARK, remark, "phone")

    role_text = fold(text("role"))
    role = ROLES.get(role_text)
    if role is None:
        note(
            ERROR,
            _("The role “%(text)s” is not known. Use Tổ trưởng, Tổ phó or Tổ viên.")
            % {"text": text("role")},
            "role",
        )
        return None
    place = text("village") or village
    title = text("office")
    return RosterRow(
        sheet=sheet.name,
        row=index,
        full_name=full_name,
        sex=sex,
        birth=birth,
        citizen_id=citizen_id,
        phone=phone,
        address=text("address"),
        village=known.get(fold(place), place),
        role=role,
        office=_office(title),
        office_title=title,
        joined=_date(sheet, index, head, "joined", latest, note),
    )


def _birth_and_sex(
    sheet: Sheet, index: int, head: Head, latest: dt.date, note: NoteAt
) -> tuple[PartialDate | None, str]:
    """A list names the sex in a column of its own, or by which birth column is filled."""
    sex_text = fold(sheet.text(index, head.columns.get("sex")))
    sex = SEXES.get(sex_text)
    if sex is None:
        note(WARNING, _("The sex “%(text)s” is not known.") % {"text": sex_text}, "sex")
        sex = ""
    columns = [("birth", sex), ("birth_male", "male"), ("birth_female", "female")]
    filled = [
        (name, meant) for name, meant in columns if sheet.text(index, head.columns.get(name)) != ""
    ]
    if len(filled) > 1:
        note(ERROR, _("Both birth columns are filled. Leave only one."), "birth_female")
        return None, sex
    for name, meant in filled:
        return _date(sheet, index, head, name, latest, note), sex or meant
    return None, sex


def _date(
    sheet: Sheet, index: int, head: Head, name: str, latest: dt.date, note: NoteAt
) -> PartialDate | None:
    value = sheet.value(index, head.columns.get(name))
    if value == "" or not str(value).strip():
        return None
    try:
        return parse_partial_date(value, latest=latest)
    except ValidationError as error:
        note(ERROR, error.messages[0], name)
        return None


def _office(title: str) -> VillageOffice.Office | None:
    folded = fold(title)
    if not folded:
        return None
    for pattern, office in OFFICES:
        if re.search(pattern, folded):
            return office
    return VillageOffice.Office.OTHER
