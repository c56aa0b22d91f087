"""From the sheets of a file to figures, each with its village, indicator and period.

What cannot be told is asked about or refused by its cell; nothing is left out unsaid.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from common.numbers import habit_of
from common.text import fold
from imports.grid import Place, Sheet
from imports.plan import Level
from programs.imports.figures import SKIP, Figure, Session, Told, figure_cells, hidden_question
from programs.imports.head_words import Meaning
from programs.imports.heads import tables_of
from programs.imports.periods import Span, period_told
from programs.imports.rows import TableReader


def read_results(sheets: Sequence[Sheet], session: Session) -> list[Figure]:
    """Return the figures of all sheets; notes go to the plan, doubts to the questions."""
    tables = [(sheet, list(tables_of(sheet, session.words))) for sheet in sheets]
    for _sheet, found in tables:
        for table in found:
            session.habit |= habit_of(figure_cells(table))
    some = any(found for _sheet, found in tables)
    for sheet, found in tables:
        if not found:
            _no_table(session, sheet, some)
        elif _is_wanted(session, sheet):
            around = _around(session, sheet)
            for table in found:
                TableReader(session, table, around).read()
    return session.figures


def _no_table(session: Session, sheet: Sheet, others: bool) -> None:
    session.plan.note(
        Level.WARNING if others else Level.ERROR,
        _("No table with “Nội dung” and years (2024) or months (9/2024) was found."),
        Place(sheet.name),
    )


def _is_wanted(session: Session, sheet: Sheet) -> bool:
    """Whether a sheet is read: a hidden one only where somebody says so."""
    if not sheet.hidden:
        return True
    text = _("The sheet “%(name)s” is hidden; it is left out unless you want it read.")
    place = Place(sheet.name)
    question = hidden_question(f"sheet:{fold(sheet.name)}", text % {"name": sheet.name}, place)
    question = replace(question, needed=False, proposed=SKIP)
    if session.asked.take(question) == "read":
        return True
    session.warn(_("The hidden sheet “%(name)s” was left out.") % {"name": sheet.name}, place)
    return False


def _around(session: Session, sheet: Sheet) -> Told:
    """Return what the sheet's name tells: "Thôn 1 - 2020", "Năm 2020", "Xã Thử"."""
    meaning = session.words.of(sheet.name)
    period = period_told(sheet.name) or (
        meaning.period if meaning.period and meaning.period.span == Span.MONTH else None
    )
    village = meaning.village
    if village is None and not meaning.commune:
        bare = re.sub(r"(?i)[\s_\-–,.(]*(?:năm|nam|tháng|thang|t)?\s*[0-9]{0,2}[./\-]?(?:19|20)[0-9]{2}[\s)]*$", "", sheet.name)  # fmt: skip
        second = session.words.of(bare) if bare.strip() else Meaning("")
        village, commune = second.village, second.commune
    else:
        commune = meaning.commune
    return Told(village, commune, meaning.indicator, meaning.unit, period, Place(sheet.name))
