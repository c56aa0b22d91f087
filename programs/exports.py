"""Workbooks of programmes: the form to fill in, as the import reads it again."""

import io
from collections.abc import Iterable

from common.excel import FONT, new_book, sheet_name
from members.models import Village
from programs.imports.results import villages_of
from programs.models import Indicator, Program


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
