"""A list as one sees it, to take away: as workbook or as text for other programs.

Nothing that somebody typed becomes a formula: workbooks hold strings as strings, and
in CSV a cell that Excel would compute is led by an apostrophe (OWASP: CSV injection).
"""

import csv
import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal

from common.dates import short_date
from common.excel import FONT, new_book

#: a day is written as a day, so that Excel puts days in order
Value = str | int | Decimal | dt.date | None
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ListColumn:
    """A column: its head, its width in letters, whether it holds figures.

    `choices` are what a form to fill in offers in its cells.
    """

    title: str
    width: int = 14
    figure: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A list: what it is, what it was narrowed to, columns, rows. None is not known."""

    title: str
    note: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


def to_csv(listing: Listing) -> bytes:
    """Return the list as UTF-8 with byte order mark, which Excel needs for accents."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.title for column in listing.columns])
    for row in listing.rows:
        writer.writerow([_harmless(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> str | int | Decimal:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, str) and value.startswith(_COMPUTED):
        return f"'{value}"
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else value.normalize()
    return value


#: what Excel takes as the choices of a cell, commas included
LONGEST_CHOICES = 255


def to_xlsx(listing: Listing, *, blank_rows: int = 0) -> bytes:
    """Return the list as a workbook: title, note, a head that stays, filters, text as text.

    `blank_rows` to be filled in may follow; their cells offer the choices of their columns.
    """
    out = io.BytesIO()
    book = new_book(out)
    title = book.add_format({**FONT, "bold": True, "font_size": 14})
    soft = book.add_format({**FONT, "italic": True})
    head = book.add_format(
        {
            **FONT,
            "bold": True,
            "border": 1,
            "bg_color": "#e7f1ea",
            "text_wrap": True,
            "align": "center",
        }
    )
    text = book.add_format({**FONT, "border": 1, "text_wrap": True, "num_format": "@"})
    figure = book.add_format({**FONT, "border": 1, "num_format": "#,##0"})
    part = book.add_format({**FONT, "border": 1, "num_format": "#,##0.##"})
    day = book.add_format({**FONT, "border": 1, "num_format": "dd/mm/yyyy", "align": "left"})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_string(0, 0, listing.title, title)
    sheet.write_string(1, 0, listing.note, soft)
    for index, column in enumerate(listing.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(3, index, column.title, head)
    for number, row in enumerate(listing.rows, start=4):
        for index, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(number, index, value, figure if value == int(value) else part)
            elif isinstance(value, dt.date):
                sheet.write_datetime(number, index, dt.datetime.combine(value, dt.time()), day)
            else:
                sheet.write_string(number, index, value or "", text)
    last = 3 + len(listing.rows) + blank_rows
    for number in range(4 + len(listing.rows), last + 1):
        for index in range(len(listing.columns)):
            sheet.write_blank(number, index, None, text)
    for index, column in enumerate(listing.columns):
        if column.choices and len(",".join(column.choices)) <= LONGEST_CHOICES:
            sheet.data_validation(
                4, index, max(last, 4), index,
                {"validate": "list", "source": list(column.choices), "error_type": "warning"},
            )  # fmt: skip
    sheet.freeze_panes(4, 0)
    sheet.autofilter(3, 0, 3 + max(len(listing.rows), 1), len(listing.columns) - 1)
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
