"""Papers in one file, pictures in papers, two hands under minutes, and texts at given places."""

import base64
import io
import re
import subprocess
from dataclasses import replace

import docx as word_reader
import pytest
from docx.oxml.ns import qn
from PIL import Image

from documents import docx, html, pdf
from documents.freeze import freeze, thaw
from documents.placed import Placed, PlacedPage, write_docx, write_pdf
from documents.tree import Column, Paragraph, Picture, Signature, Table
from tests.documents.readers import docx_text, html_text, pdf_text
from tests.documents.samples import NASTY, sample


def picture(kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (80, 40), (20, 90, 60)).save(out, kind)
    return base64.b64encode(out.getvalue()).decode()


@pytest.fixture(scope="module")
def paper():
    chair, secretary = (
        Signature("", ("Chủ trì",), "Phạm Văn Khải", recipients=("Như trên", "Lưu: VT")),
        Signature("", ("Thư ký",), "Trần Minh Quân"),
    )
    return sample(
        blocks=(
            Paragraph(("Đồng chí Ngô Thanh Bình",), "address"),
            Picture(picture(), "Mã QR", 30, "Mã của giấy mời"),
            Picture(picture("JPEG"), "Ảnh hội nghị", 120),
        ),
        signature=replace(chair, beside=secretary), appendices=(), facts=(),
    )  # fmt: skip


def test_a_picture_an_address_and_two_hands_are_in_page_word_and_pdf(paper):
    texts = {
        "html": html_text(html.write(paper)), "docx": docx_text(docx.write(paper)),
        "pdf": pdf_text(pdf.write(paper)),
    }  # fmt: skip
    for name, text in texts.items():
        for words in ("Đồng chí Ngô Thanh Bình", "Mã của giấy mời", "THƯ KÝ", "Trần Minh Quân",
                      "CHỦ TRÌ", "Lưu: VT"):  # fmt: skip
            assert words in text, (name, words)
    assert html.write(paper).count(b"data:image/png") == 1
    word = word_reader.Document(io.BytesIO(docx.write(paper)))
    assert [round(shape.width.mm) for shape in word.inline_shapes] == [30, 120]
    images = subprocess.run(
        ["pdfimages", "-list", "-"], input=pdf.write(paper), capture_output=True, check=True
    )
    assert len(images.stdout.splitlines()) == 2 + 2


def test_a_paper_with_pictures_and_two_hands_travels_as_json(paper):
    assert thaw(freeze(paper)) == paper


def test_papers_in_one_file_begin_on_their_own_page_one(paper):
    second = replace(paper, head=replace(paper.head, number="Số: 06/GM-BCĐ"))
    one = pdf.write_many([sample(), second])
    pages = pdf_text(one).split("\f")
    alone = len(pdf_text(pdf.write(sample())).split("\f"))
    assert "Số: 06/GM-BCĐ" in pages[alone - 1]
    # the first page of each paper bears no number
    assert not re.match(r"\s*\d+\s*\n", pages[alone - 1])
    word = word_reader.Document(io.BytesIO(docx.write_many([sample(), second])))
    assert [section.orientation for section in word.sections] == [0, 1, 0, 0]
    assert "Số: 06/GM-BCĐ" in docx_text(docx.write_many([sample(), second]))


@pytest.mark.parametrize("write", [pdf.write_many, docx.write_many])
def test_a_file_without_any_paper_is_refused(write):
    with pytest.raises(ValueError, match="no paper"):
        write([])


def test_a_band_goes_over_the_whole_width_and_tall_rows_leave_room_to_sign():
    table = Table(
        "", (Column("TT", "centre"), Column("Họ tên", "text"), Column("Ký", "text")),
        (("", "Đại biểu các thôn (02)", ""), ("1", "Bàn Thị Xuân", ""), ("2", "Lý Văn Nam", "")),
        bands=(0,), tall=True,
    )  # fmt: skip
    paper = sample(blocks=(table,), appendices=(), facts=())
    assert '<td colspan="3">Đại biểu các thôn (02)</td>' in html.write(paper).decode()
    assert "doc-tall" in html.write(paper).decode().split("<main>")[1]
    assert "Đại biểu các thôn (02)" in pdf_text(pdf.write(paper))
    word = word_reader.Document(io.BytesIO(docx.write(paper)))
    rows = word.tables[1]._tbl.tr_lst
    assert [len(row.tc_lst) for row in rows] == [3, 1, 3, 3]
    assert rows[1].tc_lst[0].grid_span == 3
    assert [round(row.trHeight_val.mm) if row.trHeight_val else 0 for row in rows] == [0, 0, 9, 9]


PAGE = PlacedPage(297, 210, (
    Placed("Bàn Thị Thu Hương", 40, 90, 217, 28, bold=True),
    Placed("Đã có thành tích\n" + NASTY, 60, 110, 177, 16, "left", italic=True),
))  # fmt: skip


def test_texts_stand_at_their_places_on_paper():
    content = write_pdf([PAGE, replace(PAGE, ruled=True)], title="Giấy khen", author="UBND xã")
    info = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout
    assert b"Pages:           2" in info
    assert b"841.89 x 595.276" in info
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    name = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>Hương<', boxes)
    first = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>Bàn<', boxes)
    middle = (float(first[1]) + float(name[3])) / 2 / 72 * 25.4
    assert middle == pytest.approx(40 + 217 / 2, abs=1)
    assert float(first[2]) / 72 * 25.4 == pytest.approx(90, abs=6)
    assert NASTY.split()[0] in pdf_text(content)


def test_word_has_each_text_in_a_frame_at_its_place():
    word = word_reader.Document(io.BytesIO(write_docx([PAGE, PAGE], title="x", author="y")))
    frames = [p._p.pPr.find(qn("w:framePr")) for p in word.paragraphs if p.text]
    places = [
        (round(int(frame.get(qn("w:x"))) * 25.4 / 1440), round(int(frame.get(qn("w:y"))) * 25.4 / 1440))
        for frame in frames
    ]  # fmt: skip
    assert places == [(40, 90), (60, 110)] * 2
    assert [(round(s.page_width.mm), round(s.page_height.mm)) for s in word.sections] == [
        (297, 210)
    ] * 2
    for write in (write_docx, write_pdf):
        with pytest.raises(ValueError, match="no page"):
            write([], title="x", author="y")
