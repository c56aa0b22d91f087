"""Small registers for single rules: a commune, a programme, a report, and what it says."""

import datetime as dt

from documents.tree import Document, Heading, Paragraph, Table
from programs.models import ProgramKind
from reports.queries import document_of
from reports.services import draft_report
from tests import factories as f

D = dt.date
ONE_YEAR = (D(2024, 1, 1), D(2024, 12, 31), "one_year")
TEN_YEARS = (D(2014, 9, 15), D(2024, 9, 25), "ten_year")


def commune(**fields):
    made = f.CommuneFactory(**fields)
    f.LetterheadFactory(commune=made)
    return made


FOUNDED = D(2014, 9, 15)


def prog(commune, kind="self_managed", founded=FOUNDED, villages=(), **fields):
    program = f.ProgramFactory(
        commune=commune, kind=ProgramKind.objects.get(code=kind), founded_on=founded, **fields
    )
    for village in villages:
        f.ProgramSiteFactory(program=program, village=village)
    return program


def report(commune, programs, span=ONE_YEAR) -> Document:
    """Draft a report over (first day, last day, kind) and return its tree."""
    first, last, kind = span
    made = draft_report(
        commune=commune, kind=f.report_kind(kind), programs=programs, period_start=first,
        period_end=last + dt.timedelta(days=1), cut_off=last, user=None,
    )  # fmt: skip
    return document_of(made)


def lines(document, *words):
    """Return the paragraphs and headings of the body, or those with one of these words."""
    found = [b.text for b in document.blocks if isinstance(b, Paragraph | Heading)]
    return [text for text in found if not words or any(word in text for word in words)]


def tables(document, title):
    """Return the tables of an appendix, [] where there is none."""
    return [
        block
        for appendix in document.appendices
        if appendix.title == title
        for block in appendix.blocks
        if isinstance(block, Table)
    ]


def cells(table):
    """Return the rows of a table as texts."""
    return [[getattr(cell, "text", cell) for cell in row] for row in table.rows]
