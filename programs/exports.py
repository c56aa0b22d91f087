"""Out of programmes: the form to fill in, as the import reads it again, and lists to take away."""

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q

from common.excel import FONT, new_book, sheet_name
from common.listing import ListColumn, Listing
from members.exports import NUMBER
from members.models import Village
from programs.imports.results import villages_of
from programs.models import CameraCheck, Indicator, Program, ResultSheet
from programs.models.results import ResultSheetQuerySet
from programs.queries.cameras import condition_label

#: cells of a sheet: (indicator, column) -> value
Cells = Mapping[tuple[int, int], Decimal]


def result_form(program: Program, villages: Iterable[Village], year: int) -> bytes:
    """Return an empty form: a sheet a village, a row an indicator, a column a month of the year.

    What is filled in comes back through the upload of results: a sheet bears the
    name by which the upload tells its village from others. Three statements.
    """
    names = villages_of(program).names
    months = [f"{month}/{year}" for month in range(1, 13)]
    nothing: Cells = {}
    pages = [(names[village.pk], months, nothing) for village in villages]
    return _result_book(program, f"năm {year}", pages)


def result_book(program: Program, sheets: ResultSheetQuerySet) -> bytes:
    """Return figures of a programme in the form that the upload reads again.

    A page a village, with a column for each year or month of which it has a sheet; totals of
    the whole commune stand on a page with its name. `sheets` came through the door. Five
    statements.
    """
    names = villages_of(program).names
    by_place: dict[int | None, list[ResultSheet]] = {}
    titles: dict[int | None, str] = {None: program.commune.full_name}
    rows = sheets.select_related("village").prefetch_related("values")
    for row in rows.order_by("village__sort_key", "village", "period_start"):
        by_place.setdefault(row.village_id, []).append(row)
        if row.village is not None:
            titles[row.village_id] = names.get(row.village_id, row.village.name)
    pages = []
    for place, found in by_place.items():
        heads = [f"{row.month}/{row.year}" if row.month else str(row.year) for row in found]
        cells = {
            (value.indicator_id, column): value.value
            for column, row in enumerate(found)
            for value in row.values.all()
        }
        pages.append((titles[place], heads, cells))
    return _result_book(program, "kết quả đã duyệt", pages)


def _result_book(
    program: Program, about: str, pages: Sequence[tuple[str, list[str], Cells]]
) -> bytes:
    """Return a workbook of pages: each the name of its village, heads of periods, cells."""
    told = {indicator for _name, _heads, cells in pages for indicator, _column in cells}
    asked = Q(kinds=program.kind_id) | Q(pk__in=told)
    indicators = list(Indicator.objects.filter(asked).distinct())
    out = io.BytesIO()
    book = new_book(out)
    title = book.add_format({**FONT, "bold": True, "font_size": 14})
    head = book.add_format(
        {**FONT, "bold": True, "border": 1, "bg_color": "#e7f1ea", "align": "center"}
    )
    text = book.add_format({**FONT, "border": 1, "text_wrap": True})
    figure = book.add_format({**FONT, "border": 1, "num_format": "#,##0.##", "locked": False})
    for name, heads, cells in pages:
        sheet = book.add_worksheet(sheet_name(name, (other.name for other in book.worksheets())))
        sheet.write_string(0, 0, f"{program.name}, {name}, {about}", title)
        sheet.write_string(1, 0, "Để trống nếu chưa có số liệu; ghi 0 nếu không phát sinh.", text)
        for column, label in enumerate(["Nội dung", "Đơn vị tính", *heads]):
            sheet.write_string(3, column, label, head)
        for row, indicator in enumerate(indicators, start=4):
            sheet.write_string(row, 0, indicator.name, text)
            sheet.write_string(row, 1, indicator.unit, text)
            for column in range(len(heads)):
                value = cells.get((indicator.pk, column))
                if value is None:
                    sheet.write_blank(row, column + 2, None, figure)
                else:
                    sheet.write_number(row, column + 2, value, figure)
        sheet.set_column(0, 0, 42)
        sheet.set_column(1, 1, 14)
        sheet.set_column(2, len(heads) + 1, 9)
        sheet.freeze_panes(4, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.data_validation(
            4, 2, 3 + len(indicators), max(len(heads) + 1, 2),
            {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Số liệu",
             "error_message": "Nhập số từ 0 trở lên."},
        )  # fmt: skip
    book.close()
    return out.getvalue()


def program_list(rows: Iterable[Any], *, note: str) -> Listing:
    """Return programmes with their counts, as `standings` gives them."""
    columns = (
        NUMBER, ListColumn("Mô hình", 34), ListColumn("Loại", 28), ListColumn("Xã", 16),
        ListColumn("Thành lập", 14), ListColumn("Trạng thái", 16), ListColumn("Số điểm", 9, figure=True),
        ListColumn("Số tổ", 9, figure=True), ListColumn("Số thành viên", 10, figure=True),
        ListColumn("Xếp loại gần nhất", 18),
    )  # fmt: skip
    return Listing("Danh sách các mô hình", note, columns, tuple(
        (
            number, row.program.name, row.program.kind.name, row.program.commune.full_name,
            row.program.founded_on, row.state_label, row.sites, row.teams, row.members,
            f"{row.rating.level} ({row.rating.year})" if row.rating else "",
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip


def trusted_list(rows: Iterable[Any], *, note: str) -> Listing:
    """Return trusted persons; ethnicity is never on a list."""
    columns = (
        NUMBER, ListColumn("Họ và tên", 22), ListColumn("Thôn", 14), ListColumn("Thành phần", 20),
        ListColumn("Công nhận từ", 14), ListColumn("Đến", 14),
        ListColumn("Số lượt hoạt động", 10, figure=True),
    )  # fmt: skip
    return Listing("Danh sách người có uy tín", note, columns, tuple(
        (
            number, row.person.full_name, row.person.village.name, str(row.get_standing_display()),
            row.started_on, row.ended_on, row.times,
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip


def zone_list(rows: Iterable[Any], *, note: str) -> Listing:
    """Return fire-safe zones with their counts, as `zones_seen` gives them."""
    columns = (
        NUMBER, ListColumn("Khu dân cư", 34), ListColumn("Thôn", 14), ListColumn("Số hộ", 8, figure=True),
        ListColumn("Hộ trong tổ liên gia", 10, figure=True), ListColumn("Bình chữa cháy", 10, figure=True),
        ListColumn("Bình hết hạn", 9, figure=True), ListColumn("Hộ có chuông", 9, figure=True),
        ListColumn("Hộ có lối thoát thứ hai", 10, figure=True),
        ListColumn("Điểm chữa cháy công cộng", 10, figure=True),
    )  # fmt: skip
    return Listing("Danh sách khu dân cư an toàn về PCCC", note, columns, tuple(
        (
            number, row.name, row.village.name, row.homes, row.in_teams, row.pieces, row.expired,
            row.with_bell, row.with_exit, row.public_points,
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip


def camera_list(rows: Iterable[Any], day: Any, *, note: str) -> Listing:
    """Return camera points with their last condition, as `cameras_seen` gives them."""
    columns = (
        NUMBER, ListColumn("Điểm lắp đặt", 30), ListColumn("Thôn", 14), ListColumn("Số mắt", 8, figure=True),
        ListColumn("Ngày lắp đặt", 12), ListColumn("Tình trạng", 14), ListColumn("Kiểm tra ngày", 12),
        ListColumn("Mắt hoạt động", 9, figure=True), ListColumn("Chủ sở hữu", 20),
        ListColumn("Đơn vị quản lý", 20), ListColumn("Nguồn kinh phí", 14),
        ListColumn("Kinh phí (đồng)", 14, figure=True), ListColumn("Ghi chú", 18),
    )  # fmt: skip
    return Listing("Danh sách camera an ninh", note, columns, tuple(
        (
            number, row.name, row.village.name, row.units, row.installed_on,
            str(CameraCheck.Condition(row.seen).label) if row.seen else "", row.seen_on,
            row.seen_working, row.owner, row.manager, str(row.get_funding_display()), row.cost,
            "" if row.condition_on(day) else condition_label(row, day),
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip
