"""Workbooks of Excel 5 to 2003 (.xls), through xlrd: sparse rows, what is hidden, fonts by cell."""

import io
from typing import Any

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code

from imports.grid import Cell
from imports.reading.cells import EPOCH, EPOCH_1904, Bounds, Draft, Refused, shape_of, shown


def read_xls(data: bytes, bounds: Bounds) -> list[Draft]:
    """Return all sheets of an .xls workbook. Raises Refused."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True,
            logfile=io.StringIO(),
        )  # fmt: skip
        return [_sheet(book, number, bounds) for number in range(book.nsheets)]
    except XLRDError as error:
        encrypted = "encrypt" in str(error).lower() or "password" in str(error).lower()
        raise Refused("password" if encrypted else "damaged") from error
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a damaged stream ends in an error of any kind
        raise Refused("damaged") from error


def _sheet(book: Any, number: int, bounds: Bounds) -> Draft:
    sheet = book.sheet_by_index(number)
    draft = Draft(sheet.name, bounds, hidden=sheet.visibility != 0)
    epoch = EPOCH_1904 if book.datemode else EPOCH
    shapes: dict[int, tuple[str, str, bool]] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            style = sheet.cell_xf_index(row, column)
            if style not in shapes:
                shapes[style] = _style(book, style)
            shape, font, struck = shapes[style]
            value = _value(kind, sheet.cell_value(row, column), shape, epoch)
            if not draft.put(row, column, value):
                continue
            if font and isinstance(value, str):
                draft.fonts[row, column] = font
            if struck:
                draft.struck.add((row, column))
    for row, info in sheet.rowinfo_map.items():
        if info.hidden:
            draft.hidden_rows.add(row)
    for column, info in sheet.colinfo_map.items():
        if info.hidden:
            draft.hidden_columns.add(column)
    for top, below, left, beyond in sheet.merged_cells[:20_000]:
        draft.merged.append((top, left, below - 1, beyond - 1))
    book.unload_sheet(number)
    return draft


def _style(book: Any, index: int) -> tuple[str, str, bool]:
    try:
        style = book.xf_list[index]
        known = book.format_map.get(style.format_key)
        font = book.font_list[style.font_index]
    except (IndexError, KeyError):
        return "", "", False
    code = known.format_str if known else None
    return shape_of(style.format_key, code), font.name, bool(font.struck_out)


def _value(kind: int, value: Any, shape: str, epoch: Any) -> Cell:
    if kind == xlrd.XL_CELL_ERROR:
        return error_text_from_code.get(value, "#N/A")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown(float(value), shape, epoch) if shape else float(value)
    return str(value)
