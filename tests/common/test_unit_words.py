"""The one table of words by kind of unit."""

import pytest

from common.text import in_full, mid_sentence
from common.unit_words import (
    COMMUNES,
    DEPUTY_HEADS,
    HEADS,
    VILLAGES,
    UnitWords,
    organ_words,
    post_in,
    province_words,
)
from members.models import Commune, Village


def test_every_kind_of_unit_of_the_register_has_its_words():
    assert set(COMMUNES) == set(Commune.Kind.values)
    assert set(VILLAGES) == set(HEADS) == set(DEPUTY_HEADS) == set(Village.Kind.values)


@pytest.mark.parametrize(
    ("kind", "whole", "police", "committee", "letters"),
    [
        ("xa", "Toàn xã", "Công an xã An Hải", "Ủy ban nhân dân xã An Hải", "CAX"),
        ("phuong", "Toàn phường", "Công an phường An Hải", "Ủy ban nhân dân phường An Hải", "CAP"),
        ("dac_khu", "Toàn đặc khu", "Công an đặc khu An Hải", "Ủy ban nhân dân đặc khu An Hải", "CAĐK"),
    ],
)  # fmt: skip
def test_words_of_a_commune_follow_its_kind(kind, whole, police, committee, letters):
    words = UnitWords.of(kind, "An Hải", [])
    assert words.whole == whole
    assert words.police_name == police
    assert words.committee_name == committee
    assert words.police_letters == letters
    bare = COMMUNES[kind]
    assert words.police == f"Công an {bare}"
    assert (words.committee, words.council) == (f"UBND {bare}", f"HĐND {bare}")
    assert words.chairman == f"Chủ tịch UBND {bare}"
    assert words.office == f"Văn phòng HĐND và UBND {bare}"
    assert words.leaders == f"lãnh đạo {bare}"


@pytest.mark.parametrize(
    ("kind", "village", "head", "deputy"),
    [
        ("thon", "thôn", "trưởng thôn", "phó trưởng thôn"),
        ("ban", "bản", "trưởng bản", "phó trưởng bản"),
        ("xom", "xóm", "trưởng xóm", "phó trưởng xóm"),
        ("buon", "buôn", "trưởng buôn", "phó trưởng buôn"),
        ("ap", "ấp", "trưởng ấp", "phó trưởng ấp"),
        ("khu_pho", "khu phố", "trưởng khu phố", "phó trưởng khu phố"),
        ("to_dan_pho", "tổ dân phố", "tổ trưởng tổ dân phố", "tổ phó tổ dân phố"),
    ],
)
def test_words_of_villages_follow_their_kind(kind, village, head, deputy):
    words = UnitWords.of("xa", "An Hải", [kind])
    assert (words.village, words.head, words.deputy_head) == (village, head, deputy)


def test_where_something_is_names_few_villages_and_counts_many():
    words = UnitWords.of("xa", "An Hải", ["thon"])
    thirty = [f"Thôn {number}" for number in range(1, 31)]
    assert words.places(thirty, 30) == "cả 30 thôn"
    assert words.places(thirty[:12], 30) == "12/30 thôn"
    assert words.places(thirty[:2], 30) == "Thôn 1 và Thôn 2"
    assert words.places(thirty[:1], 1) == "Thôn 1"
    mixed = UnitWords.of("phuong", "An Hải", ["khu_pho", "thon"])
    assert mixed.places(["Khu 1", "Khu 2", "Thôn 1"], 3) == "cả 03 khu phố, thôn"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Quảng Ninh", "tỉnh Quảng Ninh"),
        ("Hà Nội", "thành phố Hà Nội"),
        ("Thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("tỉnh Gia Lai", "tỉnh Gia Lai"),
    ],
)
def test_a_province_is_a_city_where_it_is_one(name, words):
    assert province_words(name) == words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("BAN CHỈ ĐẠO 138", "Ban Chỉ đạo 138"),
        ("ỦY BAN NHÂN DÂN XÃ BẰNG CẢ", "Ủy ban nhân dân xã Bằng Cả"),
        ("CÔNG AN PHƯỜNG HÒN GAI", "Công an phường Hòn Gai"),
        ("UBND ĐẶC KHU VÂN ĐỒN", "UBND đặc khu Vân Đồn"),
        ("Ban Chỉ đạo 138 xã Bằng Cả", "Ban Chỉ đạo 138 xã Bằng Cả"),
    ],
)
def test_an_organ_typed_in_capitals_stands_in_a_sentence_as_a_name(typed, said):
    assert organ_words(typed) == said


@pytest.mark.parametrize(
    ("post", "unit", "said"),
    [
        ("Trưởng thôn", "Thôn 1", "Trưởng thôn 1"),
        ("Trưởng thôn", "Khe Cát", "Trưởng thôn Khe Cát"),
        ("Trưởng khu phố", "Khu phố 3", "Trưởng khu phố 3"),
        ("Bí thư chi bộ", "Thôn 1 (Dân Chủ)", "Bí thư chi bộ Thôn 1 (Dân Chủ)"),
        ("Bí thư Đảng ủy, Chủ tịch HĐND xã", "Đảng ủy xã", "Bí thư Đảng ủy, Chủ tịch HĐND xã"),
        ("Tổ viên Tổ tự quản Thôn 10", "Thôn 1", "Tổ viên Tổ tự quản Thôn 10 Thôn 1"),
        ("Trưởng Công an xã", "Công an thành phố", "Trưởng Công an xã, Công an thành phố"),
    ],
)
def test_a_post_names_its_unit_once(post, unit, said):
    assert post_in(post, unit) == said


@pytest.mark.parametrize(
    ("typed", "inside"),
    [
        ("Sửa chữa camera", "sửa chữa camera"), ("Ông Lý Văn Nam", "ông Lý Văn Nam"),
        ("Triệu Thị Thu Ánh", "Triệu Thị Thu Ánh"), ("Công an xã", "Công an xã"), ("PCCC", "PCCC"),
        ("Thôn 2 củng cố tổ", "Thôn 2 củng cố tổ"), ("Khu phố 2 củng cố tổ", "Khu phố 2 củng cố tổ"),
        ("Đồng chí Trung tá A", "đồng chí Trung tá A"), ("Hộ ông Lợi", "hộ ông Lợi"),
    ],
)  # fmt: skip
def test_a_name_keeps_its_capital_inside_a_sentence(typed, inside):
    assert mid_sentence(typed) == inside


def test_a_certificate_has_no_abbreviation():
    assert in_full("Chi hội trưởng CCB") == "Chi hội trưởng Hội Cựu chiến binh"
    assert in_full("UBND XÃ THỬ") == "ỦY BAN NHÂN DÂN XÃ THỬ"
    assert in_full("Chủ tịch UBND xã") == "Chủ tịch Ủy ban nhân dân xã"
