"""The form of a roster: which heads mean which field, what opens a section, what is a person's row."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.identity import normalise_citizen_id, normalise_phone
from common.text import fold
from imports.dates import read_date
from imports.grid import Cell, text_of
from imports.layout import Content, Field, Form
from members.imports.villages import VillageNames
from members.imports.words import is_nobody, is_post, read_post

_UNIT = r"(?:thon|ban|xom|khu|khu pho|kp|to dan pho|tdp|lang|ap|buon|khu dan cu|kdc|tieu khu|khom|khoi|khoi pho|soc|phum|dia ban|don vi)"

FIELDS = (
    Field("number", _("number in the list"), ("tt", "stt", "so tt", "so thu tu", "thu tu", "no", "#")),
    Field(
        "full_name", _("full name"),
        ("ho va ten", "ho ten", "ho, ten", "ho & ten", "ho va ten khai sinh", "ho ten khai sinh"),
        (
            r"ho(?: va|,| &|/| -)? ?(?:chu dem|ten dem|dem)?(?: va|,| &)? ?ten(?:,? (?!(?:chu ho|bo|me|vo|chong|cha|con|nguoi than|nguoi gioi thieu|nguoi bao lanh)\b).{1,40})?",
            r"ho,? (?:chu dem|ten dem|dem)(?:,| va|, va)? ten(?: .{1,30})?",
            r"ten (?:thanh vien|to vien|nguoi tham gia|cong dan|nguoi dan|can bo|doi vien)(?: .{1,30})?",
            r"(?:danh sach )?(?:thanh vien|to vien|doi vien)", r"(?:ten|ho ten) (?:day du)", r"ong ?[(/,-]? ?ba\)?|dong chi",
        ),
        joined=True,
    ),
    Field(
        "family_name", _("family and middle name"),
        ("ho va ten dem", "ho va dem", "ho dem", "ho va chu dem", "ho, chu dem", "ho, dem", "ho",
         "ho va ten/ho", "ho va ten/ho dem", "ho ten dem", "ho va ten lot", "ho lot", "ho chu dem", "ho & dem"),
    ),
    Field("given_name", _("given name"), ("ten", "ho va ten/ten", "ten goi")),
    Field(
        "birth", _("birth date"),
        ("ngay sinh", "nam sinh", "ngay, thang, nam sinh", "ngay thang nam sinh", "sinh nam", "sinh ngay",
         "ngay/thang/nam sinh", "ns", "n.sinh", "n sinh", "ngay thang nam/ sinh", "ntns", "nam/sinh"),
        (r"(?:ngay|nam|ngay,? ?thang,?(?: nam)?)[ ,/]*sinh(?: .{1,30})?", r"sinh (?:ngay|nam)(?: .{1,20})?"),
    ),
    Field("birth_male", _("birth date, men"), ("nam sinh/nam", "ngay sinh/nam", "ngay, thang, nam sinh/nam", "ngay thang nam sinh/nam", "nam sinh nam", "nam sinh (nam)"), (r"(?:nam|ngay|ngay,? thang,? nam) sinh ?(?:/|\(|cua |- ?)(?:nam|nam gioi)\)?",)),
    Field("birth_female", _("birth date, women"), ("nam sinh/nu", "ngay sinh/nu", "ngay, thang, nam sinh/nu", "ngay thang nam sinh/nu", "nam sinh nu", "nam sinh (nu)"), (r"(?:nam|ngay|ngay,? thang,? nam) sinh ?(?:/|\(|cua |- ?)(?:nu|nu gioi)\)?",)),
    Field("birth_day", _("day of birth"), ("ngay sinh/ngay", "ngay thang nam sinh/ngay", "ngay, thang, nam sinh/ngay")),
    Field("birth_month", _("month of birth"), ("ngay sinh/thang", "ngay thang nam sinh/thang", "ngay, thang, nam sinh/thang", "thang sinh")),
    Field("birth_year", _("year of birth"), ("nam sinh (duong lich)",)),
    Field("age", _("age"), ("tuoi", "do tuoi", "so tuoi", "tuoi doi")),
    Field("sex", _("sex"), ("gioi tinh", "nam/nu", "gioi", "gt", "nam (nu)", "nam, nu", "nam - nu", "gioi tinh (nam/nu)", "phai"), down=False),
    Field("sex_male", _("sex: men"), ("gioi tinh/nam", "gioi/nam", "gt/nam", "nam")),
    Field("sex_female", _("sex: women"), ("gioi tinh/nu", "gioi/nu", "gt/nu", "nu")),
    Field(
        "citizen_id", _("citizen ID"),
        ("so cccd", "cccd", "cmnd", "so cmnd", "can cuoc", "so can cuoc", "cccd/cmnd", "so cccd/cmnd",
         "so dinh danh", "so dinh danh ca nhan", "ma dinh danh", "cmt", "so cmt", "the can cuoc"),
        (r"(?:so )?(?:the )?(?:cccd|cmnd|cmtnd|cmt|can cuoc|chung minh)\b(?!.*(?:ngay|noi cap|noi|cap ngay)).{0,40}", r"(?:so|ma) dinh danh.{0,20}", r"so (?:giay to|gttt).{0,20}"),
    ),
    Field(
        "phone", _("phone"),
        ("dien thoai", "so dien thoai", "sdt", "so dt", "dt", "di dong", "so di dong", "dien thoai lien he", "lien he", "zalo"),
        (r"(?:so )?(?:dien thoai|dt|sdt|dtdd|d\.? ?thoai|di dong)\b.{0,30}", r"lien he.{0,20}"),
    ),
    Field(
        "address", _("address"),
        ("dia chi", "noi o", "noi thuong tru", "cho o hien nay", "noi o hien nay", "ho khau thuong tru", "noi dkhktt", "dia chi thuong tru", "noi cu tru", "cho o", "hktt", "que quan/noi o", "dia chi lien he"),
        (r"(?:dia chi|cho o|noi o|noi thuong tru|thuong tru|noi cu tru|ho khau).{0,40}",),
        down=True,
    ),
    Field(
        "village", _("village"),
        ("thon", "thon/ban", "thon, ban", "thon, khu", "khu", "thon (khu)", "to dan pho", "ban", "xom", "khu pho", "dia ban", "tdp", "don vi", "ten thon", "dia ban phu trach", "noi sinh hoat", "dia ban dan cu", "dia ban hoat dong", "to dan pho so", "noi o (thon)"),
        (
            rf"(?:ten |thuoc |noi o )?{_UNIT}(?:\s*[/,(\-]\s*{_UNIT}|\s+(?:va|hoac)?\s*{_UNIT})*\)?(?: (?:cu tru|dang o|noi o|phu trach|sinh song|cong tac|hien nay))?",
            r"(?:thuoc|o) (?:thon|dia ban).{0,20}",
        ),
        down=True,
    ),
    Field("commune", _("former commune"), ("xa", "xa cu", "xa (cu)", "xa/phuong", "xa truoc sap nhap", "xa truoc day", "don vi xa cu", "phuong"), down=True),
    Field(
        "team", _("team of the village"),
        ("to so", "to", "ten to", "thuoc to", "so to", "to tu quan", "to tu quan so"),
        (r"(?:ten |thuoc )?to (?:tu quan|nhan dan tu quan|antt|bao ve)(?: so)?", r"to \(so\)"),
        down=True,
    ),
    Field(
        "role", _("role"),
        ("chuc vu", "chuc vu trong to", "chuc danh", "chuc danh trong to", "nhiem vu", "vai tro", "chuc vu/trong to", "chuc danh/trong to", "cv", "chuc trach", "nhiem vu trong to", "vai tro trong to"),
        (
            r"(?:chuc vu|chuc danh|nhiem vu|vai tro|chuc trach)(?:, (?:chuc vu|chuc danh|nhiem vu|vai tro))?(?:/| |, )*(?:trong|cua|o|tai|duoc giao|duoc phan cong|tham gia|trong cac)? ?(?:to|doi|mo hinh|to tu quan|to antt|nhom|lop|to bao ve).{0,25}",
            r"(?:chuc vu|chuc danh|nhiem vu|vai tro),? (?:chuc vu|chuc danh|nhiem vu|vai tro)(?: duoc giao| phan cong)?",
            r"(?:nhiem vu|chuc vu) (?:duoc )?(?:giao|phan cong|dam nhan)", r"to (?:truong|pho)[ ,/].{0,30}",
        ),
        down=True,
    ),
    Field(
        "office", _("post in the village"),
        ("chuc vu o thon", "chuc vu trong thon", "chuc vu tai thon", "chuc vu thon", "chuc vu/o thon", "chuc vu/trong thon", "chuc vu/tai thon", "chuc vu kiem nhiem", "chuc vu hien tai", "chuc vu cong tac", "chuc vu dang giu", "cong tac hien nay"),
        (r"(?:chuc vu|chuc danh|cong tac|cong viec)(?:/| )(?:hien nay |dang giu |kiem nhiem )?(?:o|trong|tai|thuoc)? ?(?:thon|ban|khu|khu pho|xom|dia phuong|khu dan cu|chi bo).{0,20}", r"kiem nhiem.{0,20}"),
        down=True,
    ),
    Field(
        "joined", _("joined on"),
        ("tham gia tu", "ngay tham gia", "thoi gian tham gia", "tham gia tu ngay", "tu ngay", "ngay vao to", "ngay vao", "nam tham gia", "vao to tu", "bat dau tu", "tham gia"),
        (r"(?:ngay|nam|thang|thoi gian|thoi diem|bat dau|ngay,? thang,?(?: nam)?)(?: bat dau)? (?:tham gia|vao to|vao doi|vao|ket nap|bo nhiem)(?: .{1,30})?", r"(?:tham gia|vao to|vao|la thanh vien) (?:to )?(?:tu|nam|ngay).{0,20}"),
        down=True,
    ),
    Field(
        "left", _("left on"),
        ("ngay thoi tham gia", "ngay nghi", "nghi", "ngay thoi", "thoi tham gia", "ngay roi to", "den ngay", "nghi tu", "ngay ra khoi to", "nghi tu ngay", "ngay ket thuc", "thoi giu chuc"),
        (r"(?:ngay|nam|thoi gian|thoi diem|thang)(?: ,)? (?:thoi|nghi|roi|ra khoi|ket thuc|dung)(?: .{1,30})?", r"(?:thoi|nghi|dung|khong con) tham gia.{0,25}", r"nghi (?:tu|ngay|nam).{0,15}", r"da nghi.{0,15}"),
    ),
    Field("remark", _("remark"), ("ghi chu", "g/c", "gc", "ly do", "ghi chu khac", "ly do nghi", "ly do thoi"), (r"ghi chu.{0,30}",)),
)  # fmt: skip

LABELS = {item.name: item.label for item in FIELDS}
REQUIRED = ("full_name|family_name|given_name",)


def form_of(villages: VillageNames) -> Form:
    """Return the form of a roster of a commune: its villages open sections."""

    def vouches(cells: Mapping[str, Cell]) -> bool:
        """Whether a row without a number shows by its cells that it is about a person.

        "TRƯỞNG THÔN | TỔ TRƯỞNG" below a list are those who sign it.
        """
        name = text_of(cells.get("full_name", ""))
        if is_post(name) or is_nobody(name):
            return False
        if any(name in cells for name in ("birth", "birth_male", "birth_female", "birth_year")):
            return any(
                _is_date(cells.get(n, ""))
                for n in ("birth", "birth_male", "birth_female", "birth_year")
            )
        if any(
            re.search(r"\d{6}", text_of(cells.get(name, ""))) for name in ("citizen_id", "phone")
        ):
            return True
        role = text_of(cells.get("role", ""))
        if role and read_post(role).role is not None:
            return True
        village = text_of(cells.get("village", ""))
        return bool(village) and villages.knows(village)

    def opens(text: str) -> bool:
        return villages.is_heading(text)

    return Form(
        FIELDS, REQUIRED, "full_name|family_name|given_name", opens=opens, vouches=vouches,
        contents=_contents(villages),
    )  # fmt: skip


def _contents(villages: VillageNames) -> dict[str, Content]:
    """What tells a column by its cells: a role, a village, a birth date, a phone, a citizen ID."""
    return {
        "role": Content(
            lambda cell: isinstance(cell, str) and read_post(cell).role is not None,
            r"chuc|vai tro|nhiem|phan cong|vi tri|\bc\.? ?vu|\bcv\b|trach|danh",
            r"hoa giai|dan phong|lien gia|bao ve|chi bo|chi hoi|dang|doan|cu\b", ("office",),
        ),
        "village": Content(
            lambda cell: _has_letter(cell) and villages.find(text_of(cell)) is not None,
            rf"{_UNIT}|sinh hoat|noi|\bto\b", r"que|sinh$|nguyen quan", ("address",),
        ),
        "birth": Content(
            _is_birth, r"sinh|\bn\.?/?s\b|\bs\.?/?n\b|birth|\bdob\b",
            r"cap|vao|dang|doan|tham gia|nghi|thoi|ky|huu|bau|hoc|tu ngay|den ngay|bat dau|ket nap|bo nhiem",
        ),
        "citizen_id": Content(
            lambda cell: len(normalise_citizen_id(cell)[0]) == 12,
            r"cccd|cmnd|cmt|can cuoc|dinh danh|giay to|so the", r"bao hiem|bhyt|bhxh",
        ),
        "phone": Content(
            lambda cell: bool(normalise_phone(cell)[0]) and "." not in text_of(cell)[:2],
            r"dt|thoai|lien (?:he|lac)|so may|zalo|phone|mobile|\btel", r"bao hiem|bhyt|bhxh|tai khoan|cmnd|cmt|cccd",
        ),
    }  # fmt: skip


def _has_letter(cell: Cell) -> bool:
    return isinstance(cell, str) and any(char.isalpha() for char in cell)


def _is_birth(cell: Cell) -> bool:
    try:
        return read_date(cell, latest=timezone.localdate()) is not None
    except ValidationError:
        return False


def _is_date(cell: Cell) -> bool:
    text = fold(text_of(cell))
    if not isinstance(cell, str):
        return True
    if re.search(r"(?:19|20)\d\d|\d{1,2}\s*[/.\-]\s*\d{1,2}", text):
        return True
    return re.fullmatch(r"\d{5,8}", text) is not None
