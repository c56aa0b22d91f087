"""One tree, four outputs: the same figures, in the form of Decree 30/2020."""

import io
import re
import subprocess
import zipfile

import docx as python_docx
import openpyxl
import pypdf
import pytest

from documents import charts, docx, fonts, html, pdf, xlsx
from documents.freeze import digest, freeze, thaw
from documents.tree import Chart, Series, chart_table
from tests.documents.readers import (
    assert_every_figure_is_there,
    docx_text,
    html_text,
    pdf_text,
    xlsx_cells,
)
from tests.documents.samples import NASTY, sample

pytestmark = pytest.mark.files
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def files():
    document = sample()
    return {
        "html": html.write(document), "docx": docx.write(document), "pdf": pdf.write(document),
        "xlsx": xlsx.write(document),
    }  # fmt: skip


def test_every_figure_of_the_tree_is_in_all_four_outputs(files):
    assert_every_figure_is_there(sample(), files)


def test_what_a_user_typed_is_text_in_every_output(files):
    typed = NASTY.split(' "')[0]
    assert typed in html_text(files["html"])
    assert "<b>" not in files["html"].decode().split("<body")[1]
    assert NASTY in docx_text(files["docx"])
    assert re.sub(r"\s", "", typed) in re.sub(r"\s", "", pdf_text(files["pdf"]))
    assert NASTY in xlsx_cells(files["xlsx"])[0]


def test_the_pdf_is_archivable_tagged_and_titled(files):
    reader = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    catalogue = reader.trailer["/Root"]
    assert reader.metadata.title == "Báo cáo thử “A & B”"
    assert reader.metadata.author == "Ban Chỉ đạo 138 xã Bằng Cả"
    assert catalogue["/Lang"] == "vi"
    assert catalogue["/MarkInfo"]["/Marked"]
    meta = catalogue["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part[>=\"]+2", meta)
    assert re.search(r"pdfaid:conformance[>=\"]+B", meta)


def test_the_pages_are_a4_portrait_and_landscape_with_numbers_of_their_own(files):
    reader = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages]
    assert set(sizes) == {(595, 842), (842, 595)}
    firsts, numbers = [], []
    for page in range(1, len(sizes) + 1):
        lines = pdf_text(files["pdf"], "-f", str(page), "-l", str(page), "-layout").split("\n")
        first = next(line.strip() for line in lines if line.strip())
        (numbers if first.isdigit() else firsts).append(first)
    assert firsts[0].startswith("UBND XÃ BẰNG CẢ")
    assert firsts[1:] == ["Phụ lục I", "Phụ lục II"]
    assert numbers[0] == "2"
    body = sizes.index((842, 595))
    assert numbers == [str(n) for n in range(2, body + 1)] + ["2", "3"][: len(numbers) - body + 1]


def test_only_the_documents_typeface_is_in_the_pdf(files):
    reader = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    faces = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            faces.add(font.get_object()["/BaseFont"].split("+")[-1])
    assert faces
    assert all(face.startswith("TeXGyreTermes") for face in faces)
    assert fonts.FAMILY in fonts.loaded().families()


def test_the_same_tree_at_the_same_time_gives_the_same_bytes():
    import datetime as dt

    at = dt.datetime(2024, 9, 27, 8, 0, tzinfo=dt.UTC)
    assert pdf.write(sample(), made_at=at) == pdf.write(sample(), made_at=at)


@pytest.fixture(scope="module")
def word(files):
    return python_docx.Document(io.BytesIO(files["docx"]))


def test_word_has_real_styles_and_heading_levels(word):
    styles = [p.style.name for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert styles == [
        "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 2", "Heading 2",
    ]  # fmt: skip
    normal = word.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert {p.style.name for p in word.paragraphs} >= {"Body Text", "Quote", "Caption"}


def test_word_has_the_margins_numbers_and_sections_of_the_decree(word):
    first, landscape, last = word.sections
    assert (round(first.left_margin.mm), round(first.right_margin.mm)) == (30, 20)
    assert (round(first.top_margin.mm), round(first.bottom_margin.mm)) == (20, 20)
    assert landscape.page_width > landscape.page_height
    assert last.page_width < last.page_height
    for section in word.sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
    starts = [s._sectPr.find(f"{W}pgNumType") for s in (landscape, last)]
    assert [start.get(f"{W}start") for start in starts] == ["1", "1"]


def test_words_tables_repeat_their_heads_and_keep_rows_whole(word):
    listed = [table for table in word.tables if table.style.name == "Table Grid"]
    assert len(listed) == 4
    for table in listed:
        rows = table._tbl.tr_lst
        assert rows[0].trPr.find(f"{W}tblHeader") is not None
        assert rows[-1].trPr.find(f"{W}tblHeader") is None
        assert all(row.trPr.find(f"{W}cantSplit") is not None for row in rows)


def test_word_knows_its_title_language_pictures_and_figures(word, files):
    properties = word.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Báo cáo thử “A & B”", "Ban Chỉ đạo 138 xã Bằng Cả", "vi-VN",
    )  # fmt: skip
    xml = zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml").decode()
    assert 'descr="Nguồn tin từng năm, cao nhất năm 2024"' in xml
    assert 'w:name="so_members"' in xml


#: The order in which ECMA-376 wants the children; Word calls a file damaged that departs from it.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u "
    "shd vertAlign lang",
    "tblPr": "tblStyle tblpPr tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar "
    "tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar pgBorders pgNumType cols "
    "vAlign titlePg textDirection docGrid",
}


def test_words_elements_stand_in_the_order_of_the_standard(files):
    from lxml import etree

    archive = zipfile.ZipFile(io.BytesIO(files["docx"]))
    for name in archive.namelist():
        if not name.endswith(".xml") or not name.startswith("word/"):
            continue
        for element in etree.fromstring(archive.read(name)).iter():
            tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if tag not in ORDER or not element.tag.startswith(W):
                continue
            wanted = ORDER[tag].split()
            found = [etree.QName(child).localname for child in element]
            assert set(found) <= set(wanted), (name, tag, found)
            assert found == sorted(found, key=wanted.index), (name, tag, found)


def test_word_opens_in_libreoffice_without_loss(files, tmp_path):
    (tmp_path / "a.docx").write_bytes(files["docx"])
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "a.docx"],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    shown = re.sub(r"\s+", "", pdf_text((tmp_path / "a.pdf").read_bytes()))
    for figure in sample().figures():
        assert re.sub(r"\s+", "", figure.text) in shown
    for words in ("CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM", "Độclập-Tựdo-Hạnhphúc", "PhụlụcII",
                  "TM.BANCHỈĐẠO", "Nơinhận:", "PhạmVănKhải"):  # fmt: skip
        assert words in shown


def test_excel_has_numbers_native_charts_and_no_formula(files):
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert book.sheetnames == [
        "Báo cáo", "Bảng 1", "Biểu đồ 1", "PL I", "PL II", "Nguồn số liệu",
    ]  # fmt: skip
    assert [cell.value for cell in book["Nguồn số liệu"][4]] == [
        "Số thành viên", 1875, "Đếm người", "Sổ",
    ]  # fmt: skip
    assert len(book["Biểu đồ 1"]._charts) == 1
    assert book["PL I"].page_setup.orientation == "landscape"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {type(cell.value) for cell in cells} <= {str, int, float, type(None)}
    assert "–" in xlsx_cells(files["xlsx"])[0]


def test_the_page_is_one_file_without_a_request_to_anywhere(files):
    text = files["html"].decode()
    assert '<html lang="vi">' in text
    assert not re.findall(r"""(?:src|href)=["'](?!data:|#)[^"']*""", text)
    assert 'alt="Nguồn tin từng năm, cao nhất năm 2024"' in text
    assert "<script" not in text


def test_figures_with_facts_become_links_on_the_report_page():
    text = html.fragment(sample(), fact_url=lambda key: f"/facts/{key}/")
    assert 'href="/facts/members/"' in text
    assert "/facts/villages/" not in text
    assert [level for level, _text, _anchor in html.outline(sample())] == [1, 2, 1, 1]


def test_a_tree_travels_as_json_and_comes_back_equal():
    import json

    document = sample()
    frozen = json.loads(json.dumps(freeze(document)))
    assert thaw(frozen) == document
    assert digest(frozen) == digest(freeze(document))
    assert digest(freeze(sample(title="Khác"))) != digest(frozen)


def test_charts_are_the_same_picture_every_time_and_say_what_is_missing():
    chart = next(b for b in sample().blocks if isinstance(b, Chart))
    charts._draw.cache_clear()
    charts.svg.cache_clear()
    first = charts.svg(chart)
    charts._draw.cache_clear()
    charts.svg.cache_clear()
    assert charts.svg(chart) == first
    assert "<text" not in first
    table = chart_table(chart)
    assert table.rows[0][1].text == "–"
    assert table.rows[0][1].value is None
    assert charts.png(chart)[:4] == b"\x89PNG"


@pytest.mark.parametrize("kind", ["columns", "stacked", "lines"])
@pytest.mark.parametrize("values", [(None, None), (0, 0), (1, None)])
def test_a_chart_of_nothing_known_is_still_a_chart(kind, values):
    from decimal import Decimal

    exact = tuple(Decimal(value) if value is not None else None for value in values)
    chart = Chart("Trống", kind, "", ("2020", "2021"), (Series("A", exact),))
    assert charts.svg(chart).startswith("<svg")


def test_many_categories_stand_in_rows():
    chart = Chart("x", "lines", "", tuple(map(str, range(30))), (Series("A", (None,) * 30),))
    assert len(chart_table(chart).rows) == 30


def test_a_rule_is_as_long_as_its_text():
    assert 150 < fonts.text_width("Độc lập - Tự do - Hạnh phúc", 13, bold=True) < 170
