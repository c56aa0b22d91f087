"""What a remark of a roster says of leaving: who left and when, and what only sounds like it."""

import datetime as dt

import pytest

from members.imports.words import clean_name, read_leave, read_post
from members.models import Membership

Leaving = Membership.Leaving
LATEST = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("remark", "why", "on"),
    [
        ("Ông đã mất 12/2023", Leaving.DIED, "12/2023"), ("Bà mất năm 2022", Leaving.DIED, "2022"), ("ÔNG MẤT 3/5/2022", Leaving.DIED, "03/05/2022"),
        ("Mất 2021", Leaving.DIED, "2021"), ("đã mất do tai nạn năm 2021", Leaving.DIED, "2021"), ("da mat 3/2023", Leaving.DIED, "03/2023"),
        ("Từ trần 2021", Leaving.DIED, "2021"), ("Ông nghỉ 3/2024", Leaving.OWN_REQUEST, "03/2024"), ("Nghỉ từ 01/5/2022", Leaving.OWN_REQUEST, "01/05/2022"),
        ("Nghĩ việc 2022", Leaving.OWN_REQUEST, "2022"), ("Bà thôi tham gia năm 2020", Leaving.OWN_REQUEST, "2020"), ("Nghỉ do sức khỏe 2022", Leaving.HEALTH, "2022"),
        ("bị thay thế 2020", Leaving.OWN_REQUEST, "2020"), ("Đã thay 6/2020", Leaving.OWN_REQUEST, "06/2020"), ("Được thay thế bởi ông Tài", Leaving.OWN_REQUEST, None),
        ("Đi tù 2020", Leaving.OWN_REQUEST, "2020"), ("di tu 2020", Leaving.OWN_REQUEST, "2020"), ("Đi từ tháng 5/2020", Leaving.OWN_REQUEST, "05/2020"),
        ("Bị khai trừ 2020", Leaving.OWN_REQUEST, "2020"), ("Kỷ luật khai trừ 2020", Leaving.OWN_REQUEST, "2020"), ("Bị bắt 2020", Leaving.OWN_REQUEST, "2020"),
        ("Bị kỷ luật, cho thôi 2020", Leaving.OWN_REQUEST, "2020"), ("Chuyển đi Lâm Đồng 2020", Leaving.MOVED, "2020"), ("Không còn tham gia từ 2020", Leaving.OWN_REQUEST, "2020"),
        ("Từ 3/2020 đã nghỉ", Leaving.OWN_REQUEST, "03/2020"), ("Năm 2020 đã mất", Leaving.DIED, "2020"), ("01/5/2022: nghỉ", Leaving.OWN_REQUEST, "01/05/2022"),
    ],
)  # fmt: skip
def test_a_remark_on_leaving_says_why_and_when(remark, why, on):
    leave = read_leave(remark, latest=LATEST)
    assert leave is not None
    assert (leave.why, str(leave.on) if leave.on else None) == (why, on)


@pytest.mark.parametrize(
    "remark",
    ["vợ đã mất", "bà nội mất", "Ông ngoại mất 2020", "Mẹ mất 2021", "con đã mất", "ba mất 2020", "anh trai đã mất", "đã mất CCCD", "Mất liên lạc", "mất sức",
     "Mặt trận Tổ quốc", "Có mặt 2020", "Đã thay CCCD 12/2023", "đã thay thẻ 2020", "da thay the cccd", "Đã thay đổi số điện thoại 2020", "Đã thay ông Tài 2020",
     "Bị kỷ luật khiển trách 2020", "Đi từ thôn 1 sang 2020", "di tu thon 1 sang 2020", "Đề nghị khen thưởng 2020", "de nghi khen thuong 2020", "Hội nghị 2020",
     "Thời gian tham gia 2020", "đã nghỉ hưu", "Chưa nghỉ", "chuyển đến 2020"],
)  # fmt: skip
def test_a_remark_on_something_else_is_no_leaving(remark):
    assert read_leave(remark, latest=LATEST) is None


@pytest.mark.parametrize(
    "remark",
    ["Sinh 1975, đã nghỉ", "Tham gia 2019, đã nghỉ", "1975, đã nghỉ", "Đã nghỉ (tham gia 2014)", "Đã nghỉ, thay bằng Lý Văn B 1985", "Nghỉ theo QĐ số 2015",
     "Nghỉ theo QĐ 12/2020/QĐ-UBND", "Hết nhiệm kỳ 2020-2025", "Hết nhiệm kỳ 2020 - 2025", "Nghỉ khoảng 2020", "Đã nghỉ"],
)  # fmt: skip
def test_a_year_that_may_be_something_elses_is_not_taken_for_the_day_of_leaving(remark):
    leave = read_leave(remark, latest=LATEST)
    assert leave is not None
    assert leave.on is None


@pytest.mark.parametrize("number", ["7. ", "(7) ", "113. ", "113) ", "1024. ", "7/ ", "113-"])
def test_the_number_of_a_row_is_no_part_of_a_name(number):
    assert clean_name(f"{number}Lý Văn Tài") == ("Lý Văn Tài", "")


@pytest.mark.parametrize("number", ["7. ", "(113) ", "1024. "])
def test_the_number_of_a_row_is_no_part_of_a_role(number):
    assert read_post(f"{number}Tổ trưởng").role == Membership.Role.LEADER
