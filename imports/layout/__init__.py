"""Where the tables of a sheet stand, as a clerk sees them: heads, sections, rows, foot.

    form = Form(fields, required=("full_name",), key="full_name", opens=..., vouches=...)
    for table in find_tables(sheet, form, asked):
        for line in table.lines:
            line.text("full_name"), line.value("birth"), line.place("birth"), line.sections

A head may take up to three rows, bear group heads, be repeated on the next page, or stand
again over another table. What is a row of the list is decided by its number, by its key field
and by what the kind of list knows of its cells; everything else is a section, a loose row
between rows, or the foot, and none of it is dropped without being handed out.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from imports.grid import Place, Sheet
from imports.layout.form import LEAVE_OUT, Content, Field, Form, Line, Table
from imports.layout.reader import Reader
from imports.layout.words import is_ditto, is_foot, label_of, list_number
from imports.questions import Ask, Asked, Option, Question

__all__ = [
    "LEAVE_OUT", "Content", "Field", "Form", "Line", "Table", "column_questions", "find_tables", "is_ditto", "is_foot",
    "label_of", "list_number", "missing_head",
]  # fmt: skip


def find_tables(sheet: Sheet, form: Form, asked: Asked) -> list[Table]:
    """Return the tables of a sheet whose heads hold the required fields; [] for none.

    A column that somebody assigned (`column:<head>`), a head row that somebody typed
    (`head:<sheet>`), hidden rows (`hidden-rows:<sheet>`) and hidden columns
    (`hidden-columns:<sheet>`) are asked about through `asked`.
    """
    return Reader(sheet, form, asked).tables()


def missing_head(sheet: Sheet, form: Form, asked: Asked) -> None:
    """Ask in which row the head stands, and which column holds what is required.

    For the sheets of a file in which no table was found: nothing else can be read before.
    """
    reader = Reader(sheet, form, asked)
    row = reader.likely_head()
    typed = asked.take(
        Question(
            f"head:{sheet.name}", Ask.TEXT, "head",
            _("Sheet “%(sheet)s”: in which row do the heads of the columns stand?")
            % {"sheet": sheet.name},
            proposed=str(row + 1), where=(Place(sheet.name, row),), lasting=False,
            reads=lambda text: reader.typed_row(text) is not None,
        )
    )  # fmt: skip
    if typed:
        row = reader.typed_row(typed) or 0
    heads = {label_of(text): text for text in sheet.texts(row) if text}
    for names in form.required:
        first = next(item for item in form.fields if item.name == names.split("|")[0])
        asked.take(
            Question(
                f"needs:{first.name}", Ask.COLUMN, "column",
                _("Which column holds: %(what)s?") % {"what": first.label},
                tuple(Option(label, text) for label, text in heads.items()),
                where=(Place(sheet.name, row),),
            )
        )  # fmt: skip


def column_questions(tables: Sequence[Table], form: Form, asked: Asked) -> None:
    """Enter how each column was read, so that it can be put right; unknown ones with them.

    The questions are not needed: what is proposed is what was read. Samples of the cells are
    left to the page, for some columns (religion) must not be shown.
    """
    options = (Option(LEAVE_OUT, _("leave out")),) + tuple(
        Option(item.name, str(item.label)) for item in form.fields
    )
    for table in tables:
        named = {column: name for name, several in table.columns.items() for column in several}
        for column, stack in table.heads.items():
            key = "/".join(label_of(text) for text in stack)
            asked.take(
                Question(
                    f"column:{key}", Ask.COLUMN, "column", " / ".join(stack), options,
                    proposed=named.get(column, LEAVE_OUT),
                    where=(table.place(table.head_rows[-1], column),), needed=False,
                )
            )  # fmt: skip
