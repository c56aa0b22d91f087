"""Read the four outputs back as text, to find every figure of the tree in them."""

import io
import re
import subprocess
from html import unescape

import docx
import openpyxl


def html_text(content: bytes) -> str:
    body = content.decode().split("<body", 1)[1]
    body = re.sub(r'src="data:[^"]*"', "", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def pdf_text(content: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return (
        subprocess.run(command, input=content, capture_output=True, check=True)
        .stdout.decode()
        .replace("\u00a0", " ")
    )


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        for row in table._tbl.tr_lst:
            for cell in row.tc_lst:
                parts.append(
                    "".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t"))
                )
    return " ".join(parts).replace("\u00a0", " ")


def xlsx_cells(content: bytes) -> tuple[str, set[float]]:
    """Return all text, and all numbers, of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts, numbers = [], set()
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                if isinstance(value, str):
                    texts.append(value)
                elif value is not None:
                    numbers.add(float(value))
    return " ".join(texts), numbers


def assert_every_figure_is_there(document, files) -> None:
    """Every figure of the tree stands in every output, as text or as Excel's number."""
    flat_pdf = re.sub(r"\s+", "", pdf_text(files["pdf"]))
    texts = {"html": html_text(files["html"]), "docx": docx_text(files["docx"])}
    xlsx_text, xlsx_numbers = xlsx_cells(files["xlsx"])
    figures = list(document.figures())
    assert figures
    for figure in figures:
        for name, text in texts.items():
            assert figure.text in text, (name, figure)
        assert re.sub(r"\s+", "", figure.text) in flat_pdf, ("pdf", figure)
        assert figure.text in xlsx_text or float(figure.value) in xlsx_numbers, ("xlsx", figure)
