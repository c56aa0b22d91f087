"""Random figures, rendered as a random office lays them out. What comes back must be equal."""

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl
from hypothesis import strategies as st

#: name, unit, labels by which people call it
INDICATORS = {
    "tips": ("Nguồn tin cung cấp cho Công an", "tin"),
    "useful_tips": ("Nguồn tin có giá trị", "tin"),
    "meetings_held": ("Số buổi sinh hoạt", "buổi"),
    "outreach_attendance": ("Lượt người nghe tuyên truyền", "lượt người"),
    "disputes_settled": ("Hòa giải thành", "vụ"),
    "leaflets": ("Tờ rơi phát ra", "tờ"),
    "money_community": ("Kinh phí xã hội hóa", "đồng"),
    "patrols": ("Lượt tuần tra", "lượt"),
}
VILLAGES = ("Thôn 1", "Thôn 2", "Thôn 10", "Thôn Khe Cát", "Khe Sím")
#: (village, indicator code, year, month or None) -> figure; None is said to be not known
Figures = dict[tuple[str, str, int, int | None], int | None]
Period = tuple[int, int | None]

UNKNOWN = ("", "-", "–", "chưa thống kê", "...")
TITLES = (
    "KẾT QUẢ HOẠT ĐỘNG CỦA TỔ TỰ QUẢN", "Biểu số liệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "(Kèm theo Báo cáo số 12/BC-CAX ngày 05/01/2026 của Công an xã)",
)  # fmt: skip


@dataclass
class Drawn:
    """A workbook and the figures that a clerk reads in it."""

    content: bytes
    figures: Figures
    layout: str

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show the sheets: a failing example must be read by people."""
        printer.text(repr(self))

    def __repr__(self) -> str:
        book = openpyxl.load_workbook(io.BytesIO(self.content))
        sheets = [
            f"{s.title} {[str(m) for m in s.merged_cells.ranges]}\n  "
            + "\n  ".join(map(str, s.values))
            for s in book
        ]
        return f"{self.layout}\n" + "\n".join(sheets)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Draw figures and one of the layouts."""
    pen = _Pen(draw)
    layout = draw(st.sampled_from(sorted(LAYOUTS)))
    villages = draw(st.lists(st.sampled_from(VILLAGES), min_size=1, max_size=4, unique=True))
    codes = draw(st.lists(st.sampled_from(sorted(INDICATORS)), min_size=1, max_size=5, unique=True))
    periods = pen.periods()
    figures: Figures = {
        (village, code, *period): pen.figure(code)
        for village in villages for code in codes for period in periods
    }  # fmt: skip
    if all(value is None for value in figures.values()):
        figures[next(iter(figures))] = 7
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    LAYOUTS[layout](pen, workbook, villages, codes, periods, figures)
    out = io.BytesIO()
    workbook.save(out)
    return Drawn(out.getvalue(), figures, layout)


class _Pen:
    """Writes as people do; one habit for each file where people have one."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.dotted = draw(st.booleans())
        self.money = draw(st.sampled_from(["đồng", "đ", "VNĐ", "nghìn đồng", "triệu đồng"]))

    def one(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def periods(self) -> list[Period]:
        year = self.draw(st.integers(2014, 2025))
        if self.draw(st.booleans()):
            months = self.draw(st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True))
            return [(year, month) for month in sorted(months)]
        return [(y, None) for y in range(year, min(2026, year + self.draw(st.integers(1, 5))))]

    def figure(self, code: str) -> int | None:
        if self.draw(st.integers(0, 9)) == 0:
            return None
        if code == "money_community":
            return self.draw(st.integers(0, 300)) * 500_000
        return self.draw(st.one_of(st.integers(0, 60), st.integers(0, 2_000_000)))

    def cell(self, code: str, value: int | None) -> Any:
        """Return a figure as it is typed; amounts of money in the file's unit."""
        if value is None:
            return self.one(*UNKNOWN)
        if code == "money_community":
            scale = {"nghìn đồng": 1000, "triệu đồng": 10**6}.get(self.money, 1)
            return value / scale if value % scale else value // scale
        if self.dotted and self.draw(st.booleans()):
            return f"{value:,}".replace(",", ".")
        return self.one(
            value, value, float(value), str(value), f" {value} ", f"{value} {INDICATORS[code][1]}"
        )

    def village(self, name: str) -> str:
        forms = [name, name.upper(), f" {name} "]
        if name.startswith("Thôn ") and name[5:].isdigit():
            forms += [f"Thôn {int(name[5:]):02d}", f"thôn {name[5:]}", f"Thôn{name[5:]}"]
        return self.one(*forms)

    def label(self, code: str, number: int) -> str:
        name, unit = INDICATORS[code]
        forms = [
            name,
            name,
            name.upper(),
            f"{number}. {name}",
            f"- {name}",
            f"{name}:",
            f"a) {name}",
        ]
        if code != "money_community":
            forms.append(f"{name} ({unit})")
        return self.one(*forms)

    def unit(self, code: str) -> str:
        return (
            self.money
            if code == "money_community"
            else self.one(INDICATORS[code][1], INDICATORS[code][1].capitalize())
        )

    def period(self, period: Period) -> Any:
        year, month = period
        if month is None:
            return self.one(year, str(year), f"Năm {year}", f"năm {year}", f"NĂM {year}")
        return self.one(
            f"{month}/{year}", f"{month:02d}/{year}", f"Tháng {month}/{year}", f"T{month}/{year}", f"Tháng {month} năm {year}",
            f"{month:02d}.{year}", dt.datetime(year, month, 1),
        )  # fmt: skip

    def titles(self, *more: str) -> list[list[Any]]:
        rows = [
            [text] for text in self.draw(st.lists(st.sampled_from(TITLES), max_size=2, unique=True))
        ]
        return [*rows, *([text] for text in more), *([[]] if self.draw(st.booleans()) else [])]

    def foot(self, column: int) -> list[list[Any]]:
        pad = [None] * column
        feet = [
            [], [[], [*pad, "Người lập biểu"], [*pad, "Hoàng Văn Khoa"]], [[*pad, "Ghi chú: số liệu tính đến 15/9"]],
            [[], [*pad, "Thôn 1, ngày 15 tháng 9 năm 2026"], [*pad, "TRƯỞNG CÔNG AN XÃ"]],
        ]  # fmt: skip
        return self.one(*feet)

    def order(self, things: list[Any]) -> list[Any]:
        return self.draw(st.permutations(things))

    def head_label(self) -> str:
        return self.one(
            "Nội dung", "NỘI DUNG", "Chỉ tiêu", "Nội dung chỉ tiêu", "Tên chỉ tiêu", "Các chỉ tiêu"
        )

    def head_village(self) -> str:
        return self.one("Thôn", "Tên thôn", "Thôn, bản", "Địa bàn", "Đơn vị")


def _sheet(workbook: Any, name: str, rows: list[list[Any]], merges: list[str] = []) -> None:  # noqa: B006
    sheet = workbook.create_sheet(name)
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)


def _numbered(pen: _Pen) -> bool:
    return pen.draw(st.booleans())


def periods_across(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """One sheet a village, indicators down, periods across."""
    for village in pen.order(villages):
        numbered, united, totals = _numbered(pen), pen.draw(st.booleans()), pen.draw(st.booleans())
        united = united or "money_community" in codes
        across = pen.order(periods)
        head = [*(["STT"] if numbered else []), pen.head_label(), *(["ĐVT"] if united else []),
                *(pen.period(p) for p in across), *(["Cộng"] if totals else []), pen.one("Ghi chú", None)]  # fmt: skip
        rows = [*pen.titles(), head]
        if pen.draw(st.booleans()):
            rows.append([f"({n})" for n in range(1, len(head) + 1)])
        if numbered and pen.draw(st.booleans()):
            rows.append(["I", "Công tác nắm tình hình"])
        for number, code in enumerate(pen.order(codes), start=1):
            rows.append([
                *([number] if numbered else []), pen.label(code, number), *([pen.unit(code)] if united else []),
                *(pen.cell(code, figures[(village, code, *p)]) for p in across), *([99] if totals else []),
            ])  # fmt: skip
        rows += pen.foot(1 if numbered else 0)
        _sheet(workbook, pen.village(village).strip(), rows)


def periods_down(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """One sheet a village, periods down, indicators across."""
    unit = f" ({pen.money})"
    for village in villages:
        across = pen.order(codes)
        month = periods[0][1] is not None
        head = [pen.one("Tháng", "Kỳ báo cáo", "Thời gian") if month else pen.one("Năm", "Kỳ"),
                *(INDICATORS[c][0] + (unit if c == "money_community" else "") for c in across)]  # fmt: skip
        rows = [*pen.titles(), head]
        rows += [
            [pen.period(p), *(pen.cell(c, figures[(village, c, *p)]) for c in across)]
            for p in pen.order(periods)
        ]
        if pen.draw(st.booleans()):
            rows.append(["Tổng cộng", *(99 for _ in across)])
        _sheet(workbook, village, rows)


def long_table(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """One table with a column for the village, the period, the indicator and the figure."""
    months = periods[0][1] is not None
    columns = pen.order(["village", "period", "label", "unit"])
    heads = {"village": pen.head_village(), "period": pen.one("Kỳ", "Tháng/năm", "Thời gian") if months else "Năm",
             "label": pen.head_label(), "unit": "Đơn vị tính"}  # fmt: skip
    rows = [
        *pen.titles(),
        [
            pen.one("TT", "STT"),
            *(heads[c] for c in columns),
            pen.one("Số liệu", "Kết quả", "Số lượng", "Giá trị"),
        ],
    ]
    once = pen.draw(st.booleans()) and columns.index("village") == 0
    number = 0
    for village in villages:
        for index, (period, code) in enumerate((p, c) for p in periods for c in codes):
            number += 1
            cells = {"village": pen.village(village) if index == 0 or not once else pen.one(None, "nt", '"'),
                     "period": pen.period(period), "label": pen.label(code, number), "unit": pen.unit(code)}  # fmt: skip
            rows.append(
                [
                    number,
                    *(cells[c] for c in columns),
                    pen.cell(code, figures[(village, code, *period)]),
                ]
            )
    _sheet(workbook, pen.one("Số liệu", "Sheet1", "Tổng hợp"), rows)


def villages_across(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """One sheet a period, indicators down, villages across."""
    for year, month in pen.order(periods):
        told = f"NĂM {year}" if month is None else f"THÁNG {month} NĂM {year}"
        name = f"Năm {year}" if month is None else f"Tháng {month}-{year}"
        titled = pen.draw(st.booleans())
        across = pen.order(villages)
        head = [
            pen.head_label(),
            "ĐVT",
            *(pen.village(v) for v in across),
            *(["Toàn xã"] if pen.draw(st.booleans()) else []),
        ]
        rows = [*pen.titles(*([f"KẾT QUẢ HOẠT ĐỘNG {told}"] if titled else [])), head]
        for number, code in enumerate(pen.order(codes), start=1):
            row = [
                pen.label(code, number),
                pen.unit(code),
                *(pen.cell(code, figures[(v, code, year, month)]) for v in across),
            ]
            rows.append([*row, 99] if head[-1] == "Toàn xã" else row)
        _sheet(
            workbook,
            pen.one("Biểu", "Phụ lục") + f" {year}-{month or 0}x" if titled else name,
            rows,
        )


def villages_down(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """One sheet a period, villages down, indicators across."""
    unit = f" ({pen.money})"
    for year, month in periods:
        told = f"NĂM {year}" if month is None else f"THÁNG {month}/{year}"
        across = pen.order(codes)
        rows = [
            *pen.titles(f"SỐ LIỆU {told}"),
            [
                "TT",
                pen.head_village(),
                *(INDICATORS[c][0] + (unit if c == "money_community" else "") for c in across),
            ],
        ]
        for number, village in enumerate(pen.order(villages), start=1):
            rows.append(
                [
                    number,
                    pen.village(village),
                    *(pen.cell(c, figures[(village, c, year, month)]) for c in across),
                ]
            )
        if pen.draw(st.booleans()):
            rows.append([None, pen.one("Tổng cộng", "Cộng", "Toàn xã"), *(99 for _ in across)])
        _sheet(workbook, f"Biểu {year}-{month or 0}x", rows)


def village_sections(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """One table, a section for each village, periods across."""
    rows = [
        *pen.titles(),
        ["STT", pen.head_label(), "Đơn vị tính", *(pen.period(p) for p in periods)],
    ]
    for index, village in enumerate(villages, start=1):
        title = pen.one(village.upper(), f"{village} (20 hộ)", f"{village}:", village)
        rows.append(pen.one([title], [None, title], ["IVX"[index % 3], title]))
        for number, code in enumerate(pen.order(codes), start=1):
            rows.append(
                [
                    number,
                    pen.label(code, number),
                    pen.unit(code),
                    *(pen.cell(code, figures[(village, code, *p)]) for p in periods),
                ]
            )
    _sheet(workbook, "Tổng hợp", rows)


def grouped_heads(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """Villages over periods (or periods over villages) in a head of two rows, merged or not."""
    by_village = pen.draw(st.booleans())
    outer = villages if by_village else periods
    inner = periods if by_village else villages

    def write(thing: Any) -> Any:
        return pen.village(thing) if isinstance(thing, str) else pen.period(thing)

    first, second, merges, column = [pen.head_label(), "ĐVT"], [None, None], [], 3
    titles = pen.titles()
    top = len(titles) + 1
    merged = pen.draw(st.booleans())
    for thing in outer:
        first += [write(thing), *([None] * (len(inner) - 1))]
        second += [write(other) for other in inner]
        if merged and len(inner) > 1:
            left, right = (
                openpyxl.utils.get_column_letter(c) for c in (column, column + len(inner) - 1)
            )
            merges.append(f"{left}{top}:{right}{top}")
        column += len(inner)
    if merged:
        merges += [f"A{top}:A{top + 1}", f"B{top}:B{top + 1}"]
    rows = [*titles, first, second]
    for number, code in enumerate(pen.order(codes), start=1):
        cells = [
            figures[(o, code, *i) if by_village else (i, code, *o)] for o in outer for i in inner
        ]
        rows.append(
            [pen.label(code, number), pen.unit(code), *(pen.cell(code, value) for value in cells)]
        )
    _sheet(workbook, "Tổng hợp", rows, merges)


def indicator_sections(
    pen: _Pen, workbook: Any, villages: Any, codes: Any, periods: Any, figures: Figures
) -> None:
    """Each indicator heads its villages: "1. Nguồn tin" over "Thôn 1", "Thôn 2"."""
    rows = [*pen.titles(), [pen.head_label(), "ĐVT", *(pen.period(p) for p in periods)]]
    for number, code in enumerate(codes, start=1):
        rows.append([pen.label(code, number), pen.unit(code)])
        rows += [
            [
                pen.village(v),
                pen.unit(code),
                *(pen.cell(code, figures[(v, code, *p)]) for p in periods),
            ]
            for v in villages
        ]
    _sheet(workbook, "Biểu", rows)


LAYOUTS: dict[str, Callable[..., None]] = {
    layout.__name__: layout
    for layout in (
        periods_across, periods_down, long_table, villages_across, villages_down, village_sections,
        grouped_heads, indicator_sections,
    )
}  # fmt: skip
