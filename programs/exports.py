"""Out of programmes: the form to fill in, as the import reads it again, and lists to take away."""

import io
from collections.abc import Iterable
from typing import Any

from common.dates import short_date
from common.excel import FONT, new_book, sheet_name
from common.listing import ListColumn, Listing
from members.exports import NUMBER
from members.models import Village
from programs.imports.results import villages_of
from programs.models import Indicator, Program
from programs.queries.cameras import condition_label


def result_form(program: Program, villages: Iterable[Village], year: int) -> bytes:
    """Return an empty form: a sheet a village, a row an indicator, a column a month of the year.

    What is filled in comes back through the upload of results: a sheet bears the
    name by which the upload tells its village from others. Three statements.
    """
    names = villages_of(program).names
    indicators = list(Indicator.objects.filter(kinds=program.kind_id))
    out = io.BytesIO()
    book = new_book(out)
    title = book.add_format({**FONT, "bold": True, "font_size": 14})
    head = book.add_format(
        {**FONT, "bold": True, "border": 1, "bg_color": "#e7f1ea", "align": "center"}
    )
    text = book.add_format({**FONT, "border": 1, "text_wrap": True})
    figure = book.add_format({**FONT, "border": 1, "num_format": "#,##0.##", "locked": False})
    for village in villages:
        name = names[village.pk]
        sheet = book.add_worksheet(sheet_name(name, (other.name for other in book.worksheets())))
        sheet.write_string(0, 0, f"{program.name}, {name}, năm {year}", title)
        sheet.write_string(1, 0, "Để trống nếu chưa có số liệu; ghi 0 nếu không phát sinh.", text)
        labels = ["Nội dung", "Đơn vị tính", *(f"{month}/{year}" for month in range(1, 13))]
        for column, label in enumerate(labels):
            sheet.write_string(3, column, label, head)
        for row, indicator in enumerate(indicators, start=4):
            sheet.write_string(row, 0, indicator.name, text)
            sheet.write_string(row, 1, indicator.unit, text)
            for column in range(2, 14):
                sheet.write_blank(row, column, None, figure)
        sheet.set_column(0, 0, 42)
        sheet.set_column(1, 1, 14)
        sheet.set_column(2, 13, 9)
        sheet.freeze_panes(4, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.data_validation(
            4, 2, 3 + len(indicators), 13,
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
            short_date(row.program.founded_on), row.state_label, row.sites, row.teams, row.members,
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
            short_date(row.started_on), short_date(row.ended_on) if row.ended_on else "", row.times,
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
        ListColumn("Ngày lắp đặt", 14), ListColumn("Tình trạng", 18), ListColumn("Kiểm tra ngày", 14),
        ListColumn("Mắt hoạt động", 9, figure=True), ListColumn("Chủ sở hữu", 20),
        ListColumn("Đơn vị quản lý", 20), ListColumn("Nguồn kinh phí", 14),
        ListColumn("Kinh phí (đồng)", 14, figure=True),
    )  # fmt: skip
    return Listing("Danh sách camera an ninh", note, columns, tuple(
        (
            number, row.name, row.village.name, row.units, short_date(row.installed_on),
            condition_label(row, day), short_date(row.seen_on) if row.seen_on else "",
            row.seen_working, row.owner, row.manager, str(row.get_funding_display()), row.cost,
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip
