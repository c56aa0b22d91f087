"""How pages are set: margins of the decree, what stands together, where no line ends."""

import io
import re

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from documents import docx, fonts, pdf
from documents.tree import (
    Appendix,
    Column,
    Document,
    Figure,
    Head,
    Heading,
    Paragraph,
    Table,
    kept_rows,
)
from documents.unbroken import bound
from documents.widths import INSET, fitted
from tests.documents.readers import pdf_text

HEAD = Head(
    "UBND xã", "Ban Chỉ đạo", "Số: 01/BC", "Xã, ngày 01 tháng 01 năm 2025", "Báo cáo", "Thử"
)
COLUMNS = (Column("Nội dung", "text", 4), Column("Đơn vị tính", "centre", 1.5), Column("2024"))


def paper(*blocks, appendices=()):
    return Document("Thử", "Ban", HEAD, tuple(blocks), appendices=tuple(appendices))


def pages(document):
    """The lines of each page, without its number."""
    text = pdf_text(pdf.write(document), "-layout")
    return [
        [line.strip() for line in page.splitlines() if not re.fullmatch(r"\s*\d*", line)]
        for page in text.split("\f")
        if page.strip()
    ]


def word(document):
    return python_docx.Document(io.BytesIO(docx.write(document)))


def across(*blocks):
    return Appendix("I", "Bảng", "(Kèm theo)", tuple(blocks), landscape=True)


def test_landscape_pages_have_the_margins_of_the_decree():
    document = paper(
        Paragraph(("A.",)), appendices=[across(Table("", COLUMNS, (("x", "y", "1"),)))]
    )
    section = word(document).sections[-1]
    assert [round(side.mm) for side in (section.left_margin, section.right_margin)] == [30, 20]
    assert [round(side.mm) for side in (section.top_margin, section.bottom_margin)] == [20, 20]
    boxes = pdf_text(pdf.write(document), "-bbox", "-f", "2")
    left = min(float(found) for found in re.findall(r'<word xMin="([\d.]+)"', boxes))
    assert left >= 30 / 25.4 * 72 - 1


def test_headings_and_paragraphs_have_the_spaces_of_the_decree():
    styles = word(paper(Heading(1, "I. Một"), Paragraph(("A.",)))).styles
    for name in ("Heading 2", "Heading 3", "Heading 4"):
        assert styles[name].paragraph_format.space_before.pt >= 6
        assert styles[name].paragraph_format.space_after.pt >= 6
        assert styles[name].paragraph_format.keep_with_next
    assert styles["Body Text"].paragraph_format.space_after.pt >= 6
    assert styles["Body Text"].paragraph_format.widow_control


def test_what_opens_a_list_and_a_heading_never_stand_at_the_foot_of_a_page():
    blocks = []
    for number in range(40):
        blocks.append(Heading(2, f"{number}. Mục"))
        blocks += [Paragraph((f"Câu thứ {index}.",)) for index in range(number % 7)]
        blocks += [
            Paragraph(("Một số vụ việc tiêu biểu:",), "lead"),
            Paragraph(("Việc tốt.",), "item"),
        ]
    found = pages(paper(*blocks))
    assert len(found) > 5
    for page in found:
        assert not page[-1].startswith("Một số vụ việc"), page
        assert not re.match(r"\d+\. Mục", page[-1]), page
    leads = [p for p in word(paper(*blocks)).paragraphs if p.text.startswith("Một số vụ")]
    assert len(leads) == 40
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in leads)


def groups(count, villages):
    rows, strong = [], []
    for number in range(count):
        strong.append(len(rows))
        rows.append((f"Chỉ tiêu {number}", "vụ", Figure("12")))
        rows += [(f"    Thôn {index}", "", Figure("1")) for index in range(villages)]
    return Table("Bảng", COLUMNS, tuple(rows), strong=tuple(strong))


def test_an_indicator_stands_on_one_page_with_its_villages():
    table = groups(20, 5)
    assert kept_rows(table) == {index * 6: 6 for index in range(20)}
    found = pages(paper(Paragraph(("A.",)), appendices=[across(table)]))
    assert len(found) > 4
    for page in found[2:]:
        rows = [line for line in page if line.startswith(("Chỉ tiêu", "Thôn"))]
        assert rows[0].startswith("Chỉ tiêu"), rows
    kept = [
        bool(row.findall(f".//{qn('w:keepNext')}"))
        for row in word(paper(appendices=[across(table)])).tables[-1]._tbl.tr_lst
    ]
    # The head, then of each group all rows but the last.
    assert kept == [True, *([True] * 5 + [False]) * 20]


def test_a_short_table_is_not_broken_and_a_long_one_repeats_its_head():
    tables = [
        Table(f"Tổ {number}", COLUMNS, tuple((f"Người {number}.{n}", "", "1") for n in range(6)))
        for number in range(12)
    ]
    for page in pages(paper(*tables)):
        for number in {found for line in page for found in re.findall(r"Người (\d+)\.", line)}:
            assert sum(f"Người {number}." in line for line in page) == 6
            assert f"Tổ {number}" in page
    long = Table("Dài", COLUMNS, tuple((f"Dòng {n}", "", "1") for n in range(120)))
    found = pages(paper(long))
    assert len(found) > 2
    assert all(any("Nội dung" in line for line in page) for page in found)


@pytest.mark.parametrize("words", [3, 40, 200])
def test_a_short_table_that_is_taller_than_a_page_loses_no_row(words):
    """Merits of a submission are long: few rows, and more than a page."""
    rows = tuple((f"Dòng {row}", "x", "công tác tốt " * words + f"HET{row}") for row in range(12))
    columns = (
        Column("Tập thể", "text", 2),
        Column("Đơn vị tính", "centre", 1),
        Column("Thành tích", "text", 3),
    )
    for document in (
        paper(Table("Danh sách", columns, rows, note="Ghi chú.")),
        paper(Paragraph(("A.",)), appendices=[across(Table("Danh sách", columns, rows))]),
    ):
        text = pdf_text(pdf.write(document))
        assert [row for row in range(12) if f"HET{row}" not in text] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tại Khu phố 4 và Tổ dân phố 5", "tại Khu~phố~4 và Tổ dân~phố~5"),
        ("có 03 vụ cháy, 1.234,5 triệu đồng", "có 03~vụ cháy, 1.234,5~triệu đồng"),
        ("ngày 05 tháng 9 năm 2025", "ngày~05 tháng~9 năm~2025"),
        ("bảo đảm an ninh, trật tự", "bảo đảm an~ninh, trật~tự"),
        ("Ban Chỉ đạo 138 xã", "Ban Chỉ đạo 138~xã"),
        ("năm 2016 và 2017", "năm~2016 và 2017"),
        ("05/BC-BCĐ đã gửi", "05/BC-BCĐ đã gửi"),
    ],
)
def test_no_line_ends_between_a_unit_and_its_number(text, told):
    assert bound(text) == told.replace("~", "\u00a0")


def test_a_figure_keeps_the_word_behind_it():
    paragraph = Paragraph(("Có ", Figure("03"), " vụ cháy."))
    text = word(paper(paragraph)).paragraphs[-1].text
    assert "03\u00a0vụ cháy." in text
    # In a column as narrow as can be the name of a village is one word.
    narrow = Table("", (Column("Thôn", "text", 0.1), Column("x", width=9)), (("Khu phố 4", "1"),))
    assert any("Khu phố 4" in line for line in pages(paper(narrow))[0])


def test_columns_hold_their_longest_words():
    figures = tuple(Figure("123.456.789") for _ in range(11))
    table = Table("", (Column("Nội dung", "text", 9), *(Column(str(y)) for y in range(2014, 2025))),
                  (("Lượt người nghe", *figures),))  # fmt: skip
    room = 700.0
    made = fitted(table, room, 10)
    assert sum(column.width for column in made.columns) == pytest.approx(room)
    for column in made.columns[1:]:
        assert column.width >= fonts.text_width("123.456.789", 10, bold=True) + INSET
    wide = Table("", COLUMNS, (("x", "y", "1"),))
    assert fitted(wide, room, 10) == wide, "what fits stays as it was asked for"


def test_each_section_of_a_word_file_says_its_page_number_once():
    parts = [across(Table("", COLUMNS, (("x", "y", "1"),))) for _ in range(3)]
    for section in word(paper(Paragraph(("A.",)), appendices=parts)).sections:
        assert len(section._sectPr.findall(qn("w:pgNumType"))) <= 1
        assert round(section.left_margin.mm) == 30
