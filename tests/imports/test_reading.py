"""Files become sheets in a process of their own: every usual kind, old fonts, damage, bombs."""

import contextlib
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.grid import column_letter
from imports.reading import FileLimits, UnreadableFile, process, read_file, read_pasted
from imports.reading.oldfonts import kind_of_text
from tests.books import book

ROWS = [["STT", "Họ và tên"], [1, "Đặng Hữu Ưng"]]


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")]
)
def test_text_files_are_read_by_their_encoding_and_mark(encoding, mark):
    text = "\r\n".join(mark.join(map(str, row)) for row in ROWS)
    (sheet,) = read_file(text.encode(encoding), "ds.csv")
    assert [list(row) for row in sheet.rows] == [["STT", "Họ và tên"], ["1", "Đặng Hữu Ưng"]]


def test_pasted_cells_are_a_sheet():
    (sheet,) = read_pasted("STT\tHọ và tên\n1\tĐặng Hữu Ưng\n")
    assert sheet.text(1, 1) == "Đặng Hữu Ưng"
    with pytest.raises(UnreadableFile):
        read_pasted("  \n")


def test_what_is_hidden_or_merged_is_told():
    made = openpyxl.Workbook()
    sheet = made.active
    for row in [*ROWS, [2, "Lý Thị Mơ"]]:
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A1:B1")
    made.create_sheet("Cũ").append(["x"])
    made["Cũ"].sheet_state = "hidden"
    content = io.BytesIO()
    made.save(content)
    first, old = read_file(content.getvalue())
    assert (first.hidden_rows, first.hidden_columns) == ({1}, {1})
    assert first.merged == ((0, 0, 0, 1),)
    assert (first.hidden, old.hidden) == (False, True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 x",
        b"\xff\xd8\xff\xe0",
        b"<html><table></table></html>",
        b"PK\x03\x04 cut",
        b"\x00\x01",
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(content, "ds.xlsx")
    assert str(refusal.value).endswith(".")


def test_a_small_file_that_unfolds_ends_in_a_sentence():
    cells = '<table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="60000">{cells}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert len(packed.getvalue()) < 2000
    with pytest.raises(UnreadableFile):
        read_file(packed.getvalue(), "r.ods")


def test_reading_is_ended_at_its_limits():
    with pytest.raises(UnreadableFile):
        read_file(book(A=[["x"]] * 30), limits=FileLimits(rows=10))
    with pytest.raises(UnreadableFile):
        read_file(book(A=[["x"]]), limits=FileLimits(seconds=0.001))


@settings(max_examples=15, deadline=None)
@given(noise=st.binary(max_size=40), at=st.integers(0, 3000))
def test_no_damage_breaks_the_reader(noise, at):
    content = book(A=ROWS)
    with contextlib.suppress(UnreadableFile):
        read_file(content[:at] + noise + content[at + len(noise) :], "r.xlsx")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Đặng Hữu Sơn", "unicode"), ("§Æng H÷u S¬n", "tcvn3"), ("NguyÔn ThÞ H­êng", "tcvn3"),
     ("Nguyeãn Vaên Taøi", "vni"), ("Thôn 1", "unicode"), ("H'Hen Niê", "unicode"), ("Thon 1", "plain")],
)  # fmt: skip
def test_old_fonts_are_told_text_by_text(text, kind):
    assert kind_of_text(text) == kind


def test_columns_are_named_as_in_excel():
    assert [column_letter(n) for n in (0, 25, 26, 701, 702, None)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "",
    ]


def test_the_child_that_reads_a_file_knows_none_of_the_keys(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "told to nobody")
    monkeypatch.setenv("DATABASE_URL", "postgres://portal:password@host/portal")
    told = process._environment()
    assert not {"SECRET_KEY", "DATABASE_URL", "CITIZEN_ID_KEYS"} & set(told)
    assert told["PATH"]


@pytest.mark.parametrize("name", ["SYSTEMROOT", "TEMP", "TMP", "TMPDIR"])
def test_the_child_that_reads_a_file_is_told_where_its_system_and_temporary_files_are(
    name, monkeypatch
):
    monkeypatch.setenv(name, "somewhere")
    assert process._environment()[name] == "somewhere"


def test_a_formula_whose_result_was_not_kept_is_no_empty_cell():
    made = openpyxl.Workbook()
    made.active.append(["Nội dung", "2020"])
    made.active.append(["Số buổi sinh hoạt", "=3+2"])
    out = io.BytesIO()
    made.save(out)
    (sheet,) = read_file(out.getvalue())
    assert sheet.text(1, 1).startswith("=")
