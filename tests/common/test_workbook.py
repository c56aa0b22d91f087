"""Workbooks that cannot be read say so in Vietnamese; nothing breaks."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.workbook import Sheet, UnreadableWorkbook, column_letter, find_head, read_workbook
from tests.paths import DEMO

ROSTER = DEMO / "roster-office.xlsx"


def test_a_workbook_of_an_office_is_read_with_its_cells():
    sheets = read_workbook(ROSTER)
    assert sheets[0].text(9, 1) == "Lê Thị Kim Hương"
    assert sheets[0].text(11, 4) == "22068714009"
    assert sheets[0].text(999, 999) == ""


def test_text_of_an_old_font_is_read_in_unicode():
    sheets = read_workbook(DEMO / "roster-legacy.xls")
    assert sheets[0].text(3, 1) == "Nguyễn Quang Ân"
    assert sheets[0].text(3, 4) == "tổ trưởng"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (b"not a workbook at all", "Không đọc được tệp"),
        (ROSTER.read_bytes()[: ROSTER.stat().st_size // 2], "cắt cụt"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le").rjust(600, b"\0"),
            "mật khẩu",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content, words):
    with pytest.raises(UnreadableWorkbook, match=words):
        read_workbook(content)


def test_a_workbook_without_a_filled_cell_is_refused():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(UnreadableWorkbook, match="không có ô nào"):
        read_workbook(out.getvalue())


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 6000))
def test_no_content_breaks_the_reader(noise, at):
    whole = ROSTER.read_bytes()
    for content in (noise, whole[:at] + noise + whole[at:]):
        try:
            assert read_workbook(content)
        except UnreadableWorkbook as refusal:
            assert str(refusal)


def test_a_head_of_two_rows_is_joined():
    rows = [["Danh sách"], ["TT", "Họ và tên", "Năm sinh", ""], ["", "", "Nam", "Nữ"]]
    aliases = {"name": ["ho va ten"], "male": ["nam sinh/nam"], "female": ["nam sinh/nu"]}
    head = find_head(Sheet("a", rows), aliases, ["name"])
    assert head is not None
    assert (head.last_row, dict(head.columns)) == (2, {"name": 1, "male": 2, "female": 3})
    assert find_head(Sheet("a", rows), aliases, ["phone"]) is None


def test_columns_are_named_as_in_excel():
    assert [column_letter(n) for n in (0, 25, 26, 27, 701)] == ["A", "Z", "AA", "AB", "ZZ"]
    assert column_letter(None) == ""
