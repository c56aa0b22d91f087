"""Religion is neither kept, shown nor logged, however the column is called; nothing else goes with it."""

import zlib

import pytest

from common.crypto import decrypt_bytes
from imports.discretion import without_religion
from imports.grid import Sheet
from tests.books import book

HEAD = ["STT", "Họ và tên", "Dân tộc", "@", "Thôn"]


def read(*rows, merged=()):
    (sheet,), found = without_religion([Sheet("DS", [list(row) for row in rows], merged=merged)])
    return sheet.rows, found


@pytest.mark.parametrize(
    "head", ["Tôn giáo", "TÔN GIÁO", "Ton giao", "Tôn giáo (nếu có)", "Đạo", "Theo đạo", "Có theo đạo không",
             "Dân tộc, tôn giáo", "Dân tộc/Tôn giáo", "Thành phần tôn giáo", "Theo tôn giáo nào", "Tín ngưỡng, tôn giáo",
             "Tôn giáo"],
)  # fmt: skip
def test_a_column_of_religion_goes_with_its_head(head):
    rows, found = read(
        ["DANH SÁCH"], [cell.replace("@", head) for cell in HEAD],
        [1.0, "Lý Văn Tài", "Dao", "Công giáo", "Thôn 1"], [2.0, "Bàn Thị Mơ", "Tày", "Không", "Thôn 2"],
    )  # fmt: skip
    assert [str(place) for place in found] == ["DS!D2"]
    assert [row[3] for row in rows[1:]] == ["", "", ""]
    assert rows[2] == [1.0, "Lý Văn Tài", "Dao", "", "Thôn 1"]
    assert rows[0] == ["DANH SÁCH"]


def test_a_head_over_two_columns_empties_both():
    rows, _found = read(
        ["STT", "Họ và tên", "Tôn giáo", "", "Thôn"], ["", "", "Công giáo", "Phật giáo", ""],
        [1.0, "Lý Văn Tài", "x", "", "Thôn 1"], merged=((0, 2, 0, 3),),
    )  # fmt: skip
    assert rows == [["STT", "Họ và tên", "", "", "Thôn"], ["", "", "", "", ""],
                    [1.0, "Lý Văn Tài", "", "", "Thôn 1"]]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Họ, chữ đệm", "Tên"], [1.0, "Lý Văn", "Đạo"], [2.0, "Bàn Văn", "Giáo"]],
        [["Nội dung", "2023", "2024"], ["Tôn giáo", 3.0, 4.0], ["Công tác tôn giáo", 1.0, 2.0]],
        [["Danh sách cán bộ phụ trách công tác tôn giáo", "", ""], ["STT", "Họ và tên", "Thôn"]],
        [["STT", "Họ và tên", "Lãnh đạo"], [1.0, "Đạo", "x"]],
    ],
)
def test_nothing_else_goes(rows):
    kept, found = read(*rows)
    assert (kept, found) == ([list(row) for row in rows], [])


@pytest.mark.django_db
def test_nothing_of_it_is_stored_or_shown(uploads, caplog):
    head, row = (
        ["Họ và tên", "Thôn", "Điện thoại", "Tôn giáo"],
        ["Lý Văn Tài", "Thôn 1", "", "Công giáo"],
    )
    run = uploads.run(content=book(DS=[head, row]))
    with run.file.open("rb") as stored:
        content = zlib.decompress(decrypt_bytes(stored.read())).decode()
    assert "Lý Văn Tài" in content
    page = uploads.page(run)
    for text in (content, page, str(run.preview), str(run.options), caplog.text):
        assert "Công giáo" not in text
    assert "DS!D1" in page, "that the column was left out is said"
    uploads.write(run)
    assert "Công giáo" not in str(run.written)
