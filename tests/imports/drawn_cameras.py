"""Random camera points, rendered as a random office writes them. What comes back must be equal."""

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from hypothesis import strategies as st

VILLAGES = ("Thôn 1", "Thôn 2", "Thôn 10", "Thôn Khe Cát", "Khe Sím")
PLACES = (
    "Ngã ba chợ",
    "Cổng trường",
    "Nhà văn hóa",
    "Cầu Bùn",
    "Đầu thôn",
    "Trạm y tế",
    "Ngã ba Chờ",
    "Cây đa",
)
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "condition": {
        "good": ("Tốt", "tốt", "Hoạt động tốt", "Bình thường", "Đang hoạt động", "Hoạt động bình thường"),
        "blurred": ("Mờ", "Hình ảnh mờ", "bị mờ"), "broken": ("Hỏng", "hư hỏng", "Không hoạt động", "Mất tín hiệu"),
        "": ("", "-", "Chưa kiểm tra"),
    },
    "funding": {
        "budget": ("Ngân sách", "NSNN", "Ngân sách xã", "UBND xã"),
        "community": ("Xã hội hóa", "XHH", "Nhân dân đóng góp", "Doanh nghiệp tài trợ"),
        "mixed": ("Ngân sách + xã hội hóa", "cả hai nguồn", "NSNN và XHH"), "": ("", "–"),
    },
}  # fmt: skip
HEADS = {
    "name": ("Điểm lắp đặt", "Vị trí lắp đặt", "Địa điểm lắp camera", "Tên camera", "Nơi lắp đặt", "ĐIỂM LẮP ĐẶT"),
    "village": ("Thôn", "Thôn/xóm", "Địa bàn", "Tên thôn", "Thôn, bản"),
    "units": ("Số mắt", "Số lượng mắt", "Số camera", "Số lượng", "Số mắt camera"),
    "installed_on": ("Ngày lắp", "Ngày lắp đặt", "Thời gian lắp đặt", "Năm lắp đặt", "Ngày, tháng, năm lắp đặt"),
    "funding": ("Nguồn kinh phí", "Nguồn vốn", "Nguồn kinh phí lắp đặt"), "manager": ("Đơn vị quản lý", "Người quản lý", "Quản lý"),
    "condition": ("Tình trạng", "Hiện trạng", "Tình trạng hoạt động"), "latitude": ("Vĩ độ", "Lat"), "longitude": ("Kinh độ", "Long"),
}  # fmt: skip
MONEY = {
    "Kinh phí (đồng)": 1,
    "Số tiền (VNĐ)": 1,
    "Kinh phí (triệu đồng)": 10**6,
    "Kinh phí (nghìn đồng)": 1000,
}
#: (village, place) -> units, day, funding, cost, manager, latitude, longitude, condition
Points = dict[tuple[str, str], tuple[Any, ...]]


@dataclass
class DrawnCameras:
    """A workbook and the points that a clerk reads in it."""

    content: bytes
    points: Points

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show the sheets: a failing example must be read by people."""
        printer.text(repr(self))

    def __repr__(self) -> str:
        book = openpyxl.load_workbook(io.BytesIO(self.content))
        sheets = [f"{s.title}\n  " + "\n  ".join(map(str, s.values)) for s in book]
        return "\n".join([*sheets, str(self.points)])


@st.composite
def drawn_cameras(draw: st.DrawFn) -> DrawnCameras:
    """Draw points and the way they are listed: villages in a column, in sections, or one a sheet."""

    def one(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    keys = draw(st.lists(
        st.tuples(st.sampled_from(VILLAGES), st.sampled_from(PLACES)), min_size=1, max_size=8, unique=True
    ))  # fmt: skip
    keys.sort(key=lambda key: VILLAGES.index(key[0]))
    layout = one("column", "once", "ditto", "sections", "sheets")
    columns = ["name", "units", "installed_on", "cost"]
    columns += [
        c for c in ("funding", "manager", "condition", "coordinates") if draw(st.booleans())
    ]
    columns = draw(st.permutations(columns))
    money = one(*MONEY)
    points: Points = {}
    rows: list[tuple[str, dict[str, list[Any]]]] = []
    for village, place in keys:
        cells, facts = _point(draw, one, MONEY[money], columns)
        cells["name"] = [one(place, f" {place} ", place)]
        points[(village, place)] = facts
        rows.append((village, cells))
    number = draw(st.booleans())
    labels = [one(*HEADS[c]) if c in HEADS else money if c == "cost" else "" for c in columns]
    head: list[Any] = ["STT"] if number else []
    for column, label in zip(columns, labels, strict=True):
        head += (
            [one(*HEADS["latitude"]), one(*HEADS["longitude"])]
            if column == "coordinates"
            else [label]
        )
    with_village = layout in ("column", "once", "ditto")
    head = [*head, one(*HEADS["village"])] if with_village else head
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    titles = [["DANH SÁCH CAMERA AN NINH"], [f"(Tính đến ngày {one('01/9/2025', '30/8/2025')})"]][
        : draw(st.integers(0, 2))
    ]
    sheet, before = None, ""
    for index, (village, cells) in enumerate(rows, start=1):
        if sheet is None or (layout == "sheets" and village != before):
            sheet = workbook.create_sheet(
                village if layout == "sheets" else one("Camera", "Danh sách")
            )
            for line in [*titles, head]:
                sheet.append(line)
        if layout == "sections" and village != before:
            title = one(village.upper(), f"{village}:", f"{village} (03 điểm)")
            sheet.append([None, title] if number else [title])
        said = (
            village
            if layout == "column" or village != before
            else None
            if layout == "once"
            else one("nt", '"')
        )
        line = [*([index] if number else []), *(cell for c in columns for cell in cells[c])]
        sheet.append([*line, said] if with_village else line)
        before = village
    assert sheet is not None
    for line in one([], [["", "Tổng cộng"]], [[], ["", "Người lập biểu"], ["", "Hoàng Văn Khoa"]]):
        sheet.append(line)
    out = io.BytesIO()
    workbook.save(out)
    return DrawnCameras(out.getvalue(), points)


def _point(
    draw: st.DrawFn, one: Any, unit: int, columns: list[str]
) -> tuple[dict[str, list[Any]], tuple[Any, ...]]:
    units = draw(st.integers(1, 12))
    day = draw(st.dates(dt.date(2015, 1, 1), dt.date(2025, 8, 31)))
    precision = one("day", "day", "month", "year")
    kept = (
        day
        if precision == "day"
        else day.replace(day=1)
        if precision == "month"
        else day.replace(month=1, day=1)
    )
    spelled = {
        "day": [f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", dt.datetime(day.year, day.month, day.day)],
        "month": [f"{day.month}/{day.year}", f"{day:%m/%Y}", f"Tháng {day.month} năm {day.year}", f"Tháng {day.month}/{day.year}"],
        "year": [str(day.year), day.year, f"Năm {day.year}"],
    }[precision]  # fmt: skip
    cost = draw(st.none() | st.integers(2, 400).map(lambda n: n * 500_000))
    shown: Any = one("", "-")
    if cost is not None:
        bare = cost / unit if cost % unit else cost // unit
        forms = [bare, bare]
        if unit == 1:
            dotted = f"{cost:,}".replace(",", ".")
            forms += [dotted, f"{dotted} đồng", f"{dotted}đ", str(cost)]
            if cost >= 10**6:
                forms.append(f"{cost / 10**6:g} triệu".replace(".", ","))
        shown = one(*forms)
    funding = one("budget", "community", "mixed", "")
    condition = one("good", "blurred", "broken", "")
    manager = one("Công an xã", "Thôn", "Ông Hoàng Văn Khoa", "")
    latitude = draw(st.none() | st.integers(80_001, 239_999).map(lambda n: Decimal(n) / 10_000))
    longitude = (
        None
        if latitude is None
        else draw(st.integers(1_020_001, 1_179_999).map(lambda n: Decimal(n) / 10_000))
    )
    comma = draw(st.booleans())

    def degrees(value: Decimal | None) -> Any:
        if value is None:
            return one("", "-", None)
        return f"{value:f}".replace(".", ",") if comma else one(float(value), f"{value:f}")

    cells = {
        "units": [one(units, float(units), str(units), f"{units:02d}", f"{units} mắt")], "installed_on": [one(*spelled)], "cost": [shown],
        "funding": [one(*WORDS["funding"][funding])], "condition": [one(*WORDS["condition"][condition])], "manager": [manager],
        "coordinates": [degrees(latitude), degrees(longitude)],
    }  # fmt: skip
    has = set(columns)
    facts = (
        units, kept, funding if "funding" in has else "", cost, manager if "manager" in has else "",
        latitude if "coordinates" in has else None, longitude if "coordinates" in has else None,
        condition if "condition" in has else "",
    )  # fmt: skip
    return cells, facts
