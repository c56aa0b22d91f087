"""One amount is rounded one way: half up, in sentence, table, chart and workbook alike."""

import ast
from decimal import Decimal

import pytest

from documents import docx, html, pdf, xlsx
from documents.tree import Chart, Document, Head, Series, chart_table
from tests.documents.readers import docx_text, html_text, pdf_text, xlsx_cells
from tests.paths import ROOT
from tests.reports.scenes import scene, values
from tests.reports.test_compose import words, written

#: Where a number of pixels, twips or shares of a page's width is made, not a figure.
LAYOUT = {"documents/html.py", "documents/placed.py", "members/queries/people.py"}
#: Ask what a number of a file is, and name it as it was written.
READING = {"common/numbers.py", "programs/imports/periods.py"}
#: Rounds by the direction and step that stand in a dated table of the committee.
BY_TABLE = {"awards/queries/money.py"}
ROUNDERS = {"quantize", "to_integral_value", "to_integral", "to_integral_exact"}


@pytest.mark.files
def test_nothing_rounds_on_its_own():
    """Python's `round` goes half to even, which no office does: `common.figures.rounded` decides."""
    found = set()
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT)
        if name.parts[0] in {"tests", "bench", "deploy", ".venv", "var"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (
                (isinstance(node.func, ast.Name) and node.func.id == "round")
                or (isinstance(node.func, ast.Attribute) and node.func.attr in ROUNDERS)
            ):
                found.add(str(name))
            if isinstance(node, ast.FormattedValue) and node.format_spec:
                spec = "".join(
                    part.value for part in node.format_spec.values if isinstance(part, ast.Constant)
                )
                if spec.endswith(("f", "%", "g")) and spec != "f" and spec != ".0f":
                    found.add(str(name))
    assert found == LAYOUT | BY_TABLE | READING | {"common/figures.py"}
    for path in (ROOT / "templates").rglob("*.html"):
        assert "floatformat" not in path.read_text(), path


@pytest.mark.django_db
def test_an_amount_is_the_same_in_all_files_and_places():
    made = scene(1, years=[])
    for year, amount in ((2020, 1_255_000), (2021, 1_000_000)):
        values(made.program, made.villages[0], year, {"money_community": amount, "tips": 1})
    composed = written(made)
    assert "2,26 triệu đồng" in words(composed)
    for text in (
        html_text(html.write(composed.document)), docx_text(docx.write(composed.document)),
        pdf_text(pdf.write(composed.document)),
    ):  # fmt: skip
        assert "2,26" in text
        for wrong in ("2,25", "2,255", "2,3 triệu"):
            assert wrong not in text
    text, numbers = xlsx_cells(xlsx.write(composed.document))
    assert "2,26 triệu đồng" in text
    assert {2.26, 1.26} <= numbers
    assert not {2.255, 1.255, 2.25, 2.3} & numbers


@pytest.mark.files
def test_a_chart_and_its_table_tell_the_same_number():
    chart = Chart(
        "Kinh phí", "columns", "triệu đồng", ("2020",), (Series("Dân", (Decimal("2.255"),)),)
    )  # fmt: skip
    assert chart_table(chart).rows[0][-1].text == "2,26"
    assert chart_table(chart).rows[0][-1].value == Decimal("2.26")
    document = Document("t", "a", Head("p", "o", "", "", "k", "s"), (chart,))
    _text, numbers = xlsx_cells(xlsx.write(document))
    assert numbers == {2.26}
