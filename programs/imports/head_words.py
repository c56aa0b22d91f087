"""What one text of a table of results can be: a role, a period, a village, an indicator, a total."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from common.text import fold
from imports.grid import Cell, text_of
from members.imports.villages import VillageNames
from members.models import Village
from programs.imports.labels import IndicatorNames, bare_label
from programs.imports.periods import Reading, Span, is_target, read_period
from programs.models import Indicator


class Role(StrEnum):
    """What a column holds besides figures of a named period, village or indicator."""

    NUMBER = "number"
    LABEL = "label"
    UNIT = "unit"
    VILLAGE = "village"
    PERIOD = "period"
    VALUE = "value"
    REMARK = "remark"


_VILLAGE = r"(?:thon|ban|xom|ap|lang|khu|khu pho|to dan pho|tdp|to|khu dan cu|khoi|buon|soc)"
_ROLES: list[tuple[Role, re.Pattern[str]]] = [
    (Role.NUMBER, re.compile(r"s\.?\s?t\.?\s?t\.?|t\.?\s?t\.?|so tt|so thu tu|thu tu|#|no\.?")),
    (Role.UNIT, re.compile(r"(?:don vi|dv) (?:tinh|do)|d\.?\s?v\.?\s?t\.?|dvi tinh|don vi tinh \(.*\)")),
    (Role.REMARK, re.compile(r"ghi chu.*|chu thich|dien giai|nhan xet|danh gia|ly do|nguon so lieu|can cu|luu y")),
    (Role.VILLAGE, re.compile(
        rf"(?:ten |cac )?(?:{_VILLAGE}(?:\s*[,/\-&]\s*(?:{_VILLAGE}))*|dia ban|don vi|noi bao cao|don vi bao cao"
        r"|dia phuong|co so)(?: \(.*\))?"
    )),
    (Role.PERIOD, re.compile(
        r"nam|thang|quy|ky|ky bao cao|thoi gian|thoi ky|thoi diem|(?:ky )?thang\s*[/,\-]?\s*nam|nam\s*[/,\-]?\s*thang"
    )),
    (Role.LABEL, re.compile(
        r"(?:ten |cac |ten cac |danh muc )?(?:noi dung|chi tieu|tieu chi|chi so|hang muc|danh muc|nhiem vu|cong viec|mat cong tac"
        r"|hoat dong|so lieu thong ke|loai so lieu)"
        r"(?: (?:cong viec|cong tac|hoat dong|thong ke|bao cao|chi tieu|thuc hien|danh gia|cu the|chu yeu))*(?: \(.*\))?"
    )),
    (Role.VALUE, re.compile(
        r"(?:so lieu|ket qua|gia tri|so luong|thuc hien|so|kq|th|ket qua (?:thuc hien|dat duoc|hoat dong)|so lieu thuc hien"
        r"|da thuc hien|tri gia|con so|so thuc hien|(?:phat sinh )?trong (?:ky|thang|nam|quy)|phat sinh)(?: \(.*\))?"
    )),
]  # fmt: skip
#: heads that fold to the same as another word do ("tờ" is a unit, "quỹ" a fund)
_SPELLED = {
    "to": "tổ",
    "nam": "năm",
    "quy": "quý",
    "ban": "bản",
    "ap": "ấp",
    "so": "số",
    "ky": "kỳ",
}
_TOTAL = re.compile(
    r"(?:tong|cong|tong cong|tong so|cong don|luy ke.*|cong chung|tong hop|tong chung|cong tong|tong \(.*\)|tong cong \(.*\))"
)
_COMMUNE = re.compile(
    r"(?:tong |cong |chung )?(?:toan|ca) (?:xa|phuong|dia ban)|(?:tong|cong) (?:xa|phuong)|chung (?:toan )?(?:xa|phuong)"
)


@dataclass(frozen=True)
class Meaning:
    """What one text of a head, a label or a section can be."""

    text: str
    role: Role | None = None
    period: Reading | None = None
    village: Village | None = None
    indicator: Indicator | None = None
    unit: str = ""
    total: bool = False
    commune: bool = False
    target: bool = False

    @property
    def tells(self) -> bool:
        """Whether it names a period, a village, the commune or an indicator."""
        clear = self.period is not None and self.period.span != Span.UNCLEAR
        return bool(clear or self.village or self.indicator or self.commune)


@dataclass(frozen=True)
class Words:
    """What the texts of a workbook are held against."""

    villages: VillageNames
    indicators: IndicatorNames
    #: folded names of the commune: "xa bang ca", "bang ca"
    commune: frozenset[str] = frozenset()
    by_key: Mapping[int, Village] = field(default_factory=dict)

    def of(self, cell: Cell) -> Meaning:
        """Return what a cell can be. A number is a year or nothing."""
        text = text_of(cell)
        if not text:
            return Meaning("")
        folded = fold(text).strip(" .:*")
        if isinstance(cell, bool):
            return Meaning(text)
        if not isinstance(cell, str):
            return Meaning(text, period=read_period(cell))
        spelled = _SPELLED.get(folded)
        plain = text.lower().strip(" .:*")
        for role, pattern in _ROLES if spelled is None or plain in (spelled, folded) else ():
            if pattern.fullmatch(folded):
                return Meaning(text, role=role)
        bare = bare_label(text)
        if _COMMUNE.fullmatch(bare) or folded in self.commune:
            return Meaning(text, commune=True)
        if _TOTAL.fullmatch(bare):
            return Meaning(text, total=True)
        if village := self.village(text):
            return Meaning(text, village=village)
        label = self.indicators.find(text)
        if label.indicator is not None:
            return Meaning(text, indicator=label.indicator, unit=label.unit)
        return Meaning(text, period=read_period(text), target=is_target(text))

    def village(self, text: str) -> Village | None:
        """Return the village that a whole text names: "Thôn 2 (02 hộ)", "II. THÔN 2:"."""
        if len(re.findall(r"[^\W\d_]", text)) < 2 or re.fullmatch(r"[IVXivx]+[.)]?", text):
            return None
        for said in dict.fromkeys(
            (
                text,
                re.sub(r"\s*\([^()]*\)\s*$", "", text),
                re.sub(r"^(?:[IVX]+|[0-9]+)\s*[.)\-]\s*", "", text),
            )
        ):
            if said.strip() and (village := self.villages.find(said.strip(" :.-*"))):
                return village
        return None
