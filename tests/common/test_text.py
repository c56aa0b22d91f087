"""Vietnamese text: folding, order, old encodings."""

import random
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from common import text

FAMILY = [
    "Đặng",
    "Bàn",
    "Triệu",
    "Lý",
    "Hoàng",
    "Nguyễn",
    "Phạm",
    "Vũ",
    "Võ",
    "Trần",
    "Lê",
    "Ngô",
    "Đỗ",
    "Dương",
    "Bùi",
    "Huỳnh",
    "Ứng",
    "Âu",
]
MIDDLE = [
    "Văn",
    "Thị",
    "Hữu",
    "Đức",
    "Quang",
    "Tiến",
    "Kim",
    "Thu",
    "Ngọc",
    "Xuân",
    "Minh",
    "Anh",
    "Ái",
    "Ý",
    "Ỷ",
]
GIVEN = [
    "Ân",
    "Ấn",
    "Ẩn",
    "An",
    "Ánh",
    "Ảnh",
    "Bằng",
    "Băng",
    "Chiến",
    "Dung",
    "Dũng",
    "Dụng",
    "Đạt",
    "Đào",
    "Đông",
    "Đồng",
    "Hải",
    "Hà",
    "Hạ",
    "Hòa",
    "Hoà",
    "Hóa",
    "Hương",
    "Hường",
    "Hùng",
    "Lan",
    "Làn",
    "Mạnh",
    "Ngọc",
    "Oanh",
    "Quý",
    "Quy",
    "Sơn",
    "Son",
    "Thắng",
    "Thăng",
    "Thủy",
    "Thuý",
    "Thụy",
    "Ưng",
    "Ứng",
    "Yên",
    "Yến",
    "Ý",
    "Út",
    "Uyên",
    "Tuệ",
    "Tuế",
]
LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)

vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + " ", max_size=60)


def test_search_finds_a_name_typed_without_accents():
    assert text.fold("Đặng Hữu Ưng") == "dang huu ung"
    assert text.fold(unicodedata.normalize("NFD", "Bằng Cả")) == "bang ca"
    assert text.fold("Ðặng  Văn\u00a0Ủy") == "dang van uy"


@given(vietnamese)
def test_folding_is_stable_and_blind_to_the_way_of_typing(value):
    folded = text.fold(value)
    assert text.fold(folded) == folded
    assert text.fold(unicodedata.normalize("NFD", value)) == folded
    assert text.fold(value.upper()) == folded
    assert folded.isascii()


@given(st.text(max_size=60))
def test_any_text_can_be_normalised_folded_and_sorted(value):
    assert text.nfc(text.nfc(value)) == text.nfc(value)
    assert text.collation_key(value).isdigit()
    text.fold(value)


def test_invisible_characters_do_not_make_a_second_person():
    assert text.nfc(" Bàn\u00adVăn\u200b  Ân\u00a0") == "BànVăn Ân"


def test_people_are_ordered_by_given_name():
    names = ["Lê Văn Ân", "Đặng Thị Yên", "Trần An", "Bàn Hữu Dũng", "Đặng An", "Lý Văn Đạt"]
    assert sorted(names, key=text.name_sort_key) == [
        "Đặng An", "Trần An", "Lê Văn Ân", "Bàn Hữu Dũng", "Lý Văn Đạt", "Đặng Thị Yên",
    ]  # fmt: skip


def test_village_ten_stands_after_village_two():
    names = ["Thôn 10", "Thôn 2", "Khe Mười", "Thôn 1"]
    assert sorted(names, key=text.unit_sort_key) == ["Khe Mười", "Thôn 1", "Thôn 2", "Thôn 10"]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_order_equals_postgresql_vi_icu_on_ten_thousand_names():
    chance = random.Random(138)
    names = {
        " ".join(
            [chance.choice(GIVEN), chance.choice(FAMILY)]
            + chance.sample(MIDDLE, chance.randint(0, 2))
        )
        for _ in range(40_000)
    }
    names = chance.sample(sorted(names), 10_000)
    assert len(names) == 10_000
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT n FROM unnest(%s::text[]) AS n ORDER BY n COLLATE "vi-x-icu"', [names]
        )
        expected = [row[0] for row in cursor.fetchall()]
    assert sorted(names, key=text.collation_key) == expected


def encode(value: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in value)


TCVN3 = dict(zip(text._TCVN3_TO, text._TCVN3_FROM, strict=True))
VNI = {letter: code for code, letter in text._VNI.items() if code == code.lower()}


@given(st.text(alphabet=LETTERS + " ", max_size=60))
def test_tcvn3_is_read_back(value):
    assert text.decode_tcvn3(encode(value, TCVN3)) == value


@given(st.lists(st.sampled_from(FAMILY + MIDDLE + GIVEN), min_size=1, max_size=6))
def test_vni_is_read_back(words):
    name = " ".join(words).lower()
    assert text.decode_vni(encode(name, VNI)) == name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Danh s¸ch tæ tù qu¶n x· B»ng C¶", "Danh sách tổ tự quản xã Bằng Cả"),
        ("NguyÔn Quang ¢n", "Nguyễn Quang Ân"),
        ("tæ tr\xadëng", "tổ trưởng"),
        ("TriÖu ThÞ Thu ¸nh", "Triệu Thị Thu ánh"),
    ],
)
def test_tcvn3_words_of_a_real_list(written, meant):
    assert text.decode_tcvn3(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nguyeãn Vaên Baèng", "Nguyễn Văn Bằng"),
        ("Toå tröôûng", "Tổ trưởng"),
        ("Ñaëng Höõu Öng", "Đặng Hữu Ưng"),
        ("Ñieän thoaïi", "Điện thoại"),
        ("Ngaøy sinh", "Ngày sinh"),
    ],
)
def test_vni_words_of_a_real_list(written, meant):
    assert text.decode_vni(written) == meant


def test_the_encoding_is_told_from_the_whole_file():
    assert text.detect_encoding(["Hä vµ tªn", "Th«n", "tæ phã"]) == "tcvn3"
    assert text.detect_encoding(["Hoï vaø teân", "Toå tröôûng", "Ñaëng Vaên AÂn"]) == "vni"
    assert text.detect_encoding(["Họ và tên", "Tổ phó"]) == "unicode"
    assert text.detect_encoding(["STT", "Ho va ten"]) == "unicode"
    assert text.detect_encoding([unicodedata.normalize("NFD", "Bằng Cả")]) == "unicode"


def test_capitals_become_a_name():
    assert text.title_name("HOÀNG THỊ ĐÀO") == "Hoàng Thị Đào"
    assert text.title_name("hoàng hữu ứng") == "Hoàng Hữu Ứng"
