"""Binary workbooks (.xlsb), through calamine. It makes a dense grid: the process' limit bounds it."""

import datetime as dt
import io

import python_calamine

from imports.reading.cells import Bounds, Draft, Refused


def read_xlsb(data: bytes, bounds: Bounds) -> list[Draft]:
    """Return all sheets of an .xlsb workbook. Raises Refused."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Refused("password") from error
    except python_calamine.CalamineError as error:
        raise Refused("damaged") from error
    drafts = []
    for told in book.sheets_metadata:
        sheet = book.get_sheet_by_name(told.name)
        hidden = told.visible != python_calamine.SheetVisibleEnum.Visible
        draft = Draft(told.name, bounds, hidden=hidden)
        for row, cells in enumerate(sheet.iter_rows()):
            for column, value in enumerate(cells):
                if isinstance(value, dt.time | dt.timedelta):
                    draft.put(row, column, str(value))
                elif value != "":
                    draft.put(row, column, value)
        drafts.append(draft)
    return drafts
