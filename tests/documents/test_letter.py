"""Who signs for whom (Decree 30/2020, annex I, II.7)."""

import pytest

from documents.letter import Letter, signed_for

LETTER = Letter(
    parent="", organ="Ủy ban nhân dân xã Thử", author="Ủy ban nhân dân xã Thử", symbol="QĐ-UBND",
    place="Thử", authority="TM. ỦY BAN NHÂN DÂN", posts=("CHỦ TỊCH",), signer_name="Lý Văn Nam",
)  # fmt: skip


@pytest.mark.parametrize(
    ("authority", "posts", "signed"),
    [
        ("TM. ỦY BAN NHÂN DÂN", ("CHỦ TỊCH",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            "TM. ỦY BAN NHÂN DÂN", ("PHÓ CHỦ TỊCH",),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        ("", ("Phó Trưởng Công an xã",), ("", "KT. TRƯỞNG CÔNG AN XÃ", "Phó Trưởng Công an xã")),
        (
            "TM. BAN CHỈ ĐẠO", ("PHÓ TRƯỞNG BAN", "TRƯỞNG CÔNG AN XÃ"),
            ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "TRƯỞNG CÔNG AN XÃ"),
        ),
        (
            "TM. ỦY BAN NHÂN DÂN", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        ("TM. ỦY BAN NHÂN DÂN", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), ("", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ],
)  # fmt: skip
def test_a_deputy_signs_for_the_head_and_by_order_nobody_signs_for_the_collective(
    authority, posts, signed
):
    found, lines = signed_for(authority, posts)
    assert (found, *lines) == signed


def test_what_the_chairman_decides_himself_is_not_signed_for_the_committee():
    own = LETTER.personal
    assert own.author == "Chủ tịch Ủy ban nhân dân xã Thử"
    assert (own.signature().authority, own.signature().posts) == ("", ("CHỦ TỊCH",))
    assert LETTER.signature().authority == "TM. ỦY BAN NHÂN DÂN"
    assert "của Chủ tịch Ủy ban nhân dân xã Thử" in own.reference
