"""Small workbooks made for a test."""

import io

import openpyxl


def book(**sheets: list[list[object]]) -> bytes:
    """Return an .xlsx with these sheets; a double underscore in a name is a space."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.replace("__", " "))
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
