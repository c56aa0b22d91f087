"""Papers as files: one place that chooses the writer by what there is and by format."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents import docx, pdf, placed
from documents.placed import PlacedPage
from documents.tree import Document

FORMATS = ("docx", "pdf")


@dataclass(frozen=True)
class Sheets:
    """Pages of placed texts with the title and author of their file."""

    title: str
    author: str
    pages: tuple[PlacedPage, ...]


Content = Sequence[Document] | Sheets


def write(content: Content, format_: str) -> bytes:
    """Return papers, or sheets, as one file of a format of `FORMATS`.

    Raises ValueError for no paper and no page, KeyError for another format.
    """
    if isinstance(content, Sheets):
        to_sheets = {"docx": placed.write_docx, "pdf": placed.write_pdf}[format_]
        return to_sheets(content.pages, title=content.title, author=content.author)
    return {"docx": docx.write_many, "pdf": pdf.write_many}[format_](content)
