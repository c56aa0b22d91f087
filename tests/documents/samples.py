"""A document with one of everything, for the writers' tests."""

from decimal import Decimal

from documents.tree import (
    Appendix,
    Chart,
    Column,
    Document,
    Fact,
    Figure,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Series,
    Signature,
    Table,
)

YEARS = tuple(str(year) for year in range(2014, 2025))
NASTY = '#let x = 1 $a$ <b> & *sao* =SUM(A1) "quote" \\u{1}'


def figure(value: int | None, text: str | None = None, key: str = "") -> Figure:
    exact = Decimal(value) if value is not None else None
    return Figure(text or ("–" if value is None else str(value)), exact, key)


def sample(**changes) -> Document:
    wide = Table(
        "Bảng dài",
        (Column("Nội dung", "text", 4), Column("Đơn vị", "centre"), *(Column(y) for y in YEARS)),
        tuple(
            (
                f"Dòng {row}",
                "buổi",
                *(figure(row * 100 + at if at != 4 else None) for at in range(11)),
            )
            for row in range(1, 60)
        ),
        totals=1,
        strong=(0,),
        note="Dấu “–” là chưa thống kê.",
    )
    grouped = Table(
        "Bảng hai tầng",
        (Column("TT", "centre", 0.5), Column("Thôn", "text", 2), Column("Nam"), Column("Nữ")),
        (("1", "Thôn 1", figure(51), figure(31)), ("", "Cộng", figure(1051), figure(1031))),
        totals=1,
        groups=(("TT", 1), ("Thôn", 1), ("Thành viên", 2)),
    )
    chart = Chart(
        "Nguồn tin qua các năm", "columns", "tin", YEARS,
        (Series("Nguồn tin", tuple(Decimal(70 + at) if at % 4 else None for at in range(11))),
         Series("Có giá trị", tuple(Decimal(30 + at) for at in range(11)))),
        alt="Nguồn tin từng năm, cao nhất năm 2024",
    )  # fmt: skip
    document = {
        "title": "Báo cáo thử “A & B”",
        "author": "Ban Chỉ đạo 138 xã Bằng Cả",
        "head": Head(
            "UBND xã Bằng Cả", "Ban Chỉ đạo 138", "Số: 05/BC-BCĐ",
            "Bằng Cả, ngày 05 tháng 9 năm 2024", "Báo cáo", "Tổng kết 10 năm",
            ("BCĐ 138 thành phố", "UBND xã"),
        ),
        "blocks": (
            Paragraph(("Căn cứ Kế hoạch số 15/KH-BCĐ;",), "basis"),
            Heading(1, "I. Đặc điểm tình hình"),
            Paragraph(("Có ", figure(3, "03", "villages"), " thôn, ",
                       figure(1875, "1.875", "members"), " thành viên. ", NASTY)),
            Heading(2, "1. Lực lượng"),
            Heading(3, "a) Tổ tự quản"),
            Paragraph(("Duy trì họp tổ;",), "item"),
            Paragraph(("Ghi chú.",), "note"),
            grouped,
            chart,
            PageBreak(),
            Paragraph(("Trên đây là báo cáo./.",), "closing"),
        ),
        "signature": Signature(
            "TM. Ban Chỉ đạo", ("Trưởng ban", "Chủ tịch UBND xã"), "Phạm Văn Khải", "Thiếu tá",
            ("BCĐ 138 thành phố", "Lưu: VT"),
        ),
        "appendices": (
            Appendix("I", "Kết quả theo năm", "(Kèm theo Báo cáo số 05/BC-BCĐ)", (wide,), True),
            Appendix("II", "Danh sách", "(Kèm theo Báo cáo số 05/BC-BCĐ)", (grouped,)),
        ),
        "facts": (Fact("members", "Số thành viên", "Đếm người", "Sổ", (("Thôn 1", "08"),)),),
    }  # fmt: skip
    return Document(**(document | changes))
