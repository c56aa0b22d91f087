"""Random registers in random layouts, spellings and orders: what comes back is equal. 5,000 by IMPORT_EXAMPLES=5000."""

import datetime as dt
import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.grid import Sheet
from imports.kinds import importer_of
from imports.plan import Context
from imports.questions import Answers
from imports.writing import BulkWriter
from members.models import Membership, Person
from tests.factories import CommuneFactory, VillageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.files]
EXAMPLES = int(os.environ.get("IMPORT_EXAMPLES", "200"))
DAY = dt.date(2025, 9, 1)
VILLAGES = ("Thôn 1", "Thôn 2", "Thôn Khe Cát", "Bản Nà Lùng")
ROLES = {
    "leader": ("Tổ trưởng", "TT", "T. trưởng", "TỔ TRƯỞNG", "Tổ trưởng (Trưởng thôn)"),
    "deputy": ("Tổ phó", "TP", "Phó tổ trưởng", "T.Phó"),
    "member": ("Tổ viên", "TV", "Thành viên", "tổ viên"),
}
NAME_HEADS = (
    "Họ và tên",
    "Họ tên",
    "Họ & tên",
    "HỌ VÀ TÊN",
    "Họ và tên tổ viên",
    "Họ, chữ đệm và tên",
)
BIRTH_HEADS = ("Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh", "Sinh năm")
ROLE_HEADS = ("Chức vụ", "Chức danh", "Chức vụ trong tổ", "Nhiệm vụ")
VILLAGE_HEADS = ("Thôn", "Thôn/bản", "Thôn, bản", "Thôn (bản, khu)")
SPELLINGS = {
    "Thôn 1": ("Thôn 1", "THÔN 1", "Thôn 01", "thôn 1.", "Thôn1"), "Thôn 2": ("Thôn 2", "Thôn 02", "thôn 2"),
    "Thôn Khe Cát": ("Thôn Khe Cát", "Khe Cát", "THÔN KHE CÁT"), "Bản Nà Lùng": ("Bản Nà Lùng", "Nà Lùng", "Thôn Nà Lùng"),
}  # fmt: skip
HEADINGS = ("{}", "I. {}", "{}:", "{} (02 người)", "Tổ tự quản {}")
family = st.sampled_from(("Lý", "Bàn", "Trần", "Nguyễn", "Đặng", "Vũ", "Chíu", "Phùng", "Tống"))
middle = st.sampled_from(("Văn", "Thị", "Đức", "Hữu", "Ngọc", "Xuân"))
given_name = st.sampled_from(
    ("Tài", "Mơ", "Sáu", "Bảy", "Hưng", "Hùng", "Hoà", "Hường", "Lân", "Ưng", "Đào", "Cộng")
)


@st.composite
def registers(draw):
    """A register: (village, name, role, birth) of different people, one leader a village."""
    people, seen = [], set()
    for village in draw(st.lists(st.sampled_from(VILLAGES), min_size=1, max_size=4, unique=True)):
        for place in range(draw(st.integers(1, 5))):
            name = f"{draw(family)} {draw(middle)} {draw(given_name)}"
            if name in seen:
                continue
            seen.add(name)
            role = "leader" if place == 0 else draw(st.sampled_from(("deputy", "member", "member")))
            birth = draw(
                st.one_of(
                    st.integers(1950, 2000).map(str),
                    st.dates(dt.date(1950, 1, 1), dt.date(2000, 1, 1)).map(str),
                )
            )
            people.append((village, name, role, birth))
    return people


@st.composite
def layouts(draw, people):
    """A sheet that shows a register in one of the ways that offices have."""
    sections = draw(st.booleans())
    columns = ["number", "name", "birth", "role", *([] if sections else ["village"])]
    columns = [columns[0], *draw(st.permutations(columns[1:]))]
    heads = {
        "number": draw(st.sampled_from(("STT", "TT", "Số TT"))), "name": draw(st.sampled_from(NAME_HEADS)),
        "birth": draw(st.sampled_from(BIRTH_HEADS)), "role": draw(st.sampled_from(ROLE_HEADS)),
        "village": draw(st.sampled_from(VILLAGE_HEADS)),
    }  # fmt: skip
    rows: list[list[object]] = (
        [["DANH SÁCH TỔ NHÂN DÂN TỰ QUẢN VỀ ANTT"], []] if draw(st.booleans()) else []
    )
    head: list[object] = [heads[column] for column in columns]
    rows.append(head)
    if draw(st.booleans()):
        rows.append([f"({n + 1})" for n in range(len(columns))])
    capitals, ditto, again = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    before = ""
    for number, (village, name, role, birth) in enumerate(people, 1):
        if sections and village != before:
            text = draw(st.sampled_from(HEADINGS)).format(village)
            rows.append(["", text] if draw(st.booleans()) else [text])
        if again and number == 3:
            rows.append(list(head))
        date = dt.date.fromisoformat(birth) if "-" in birth else None
        told = {
            "number": float(number), "name": name.upper() if capitals else name,
            "birth": f"{date.day:02d}/{date.month}/{date.year}" if date else draw(st.sampled_from((birth, float(birth)))),
            "role": draw(st.sampled_from(ROLES[role])),
            "village": "nt" if ditto and village == before else draw(st.sampled_from(SPELLINGS[village])),
        }  # fmt: skip
        rows.append([told[column] for column in columns])
        before = village
    if draw(st.booleans()):
        rows += [
            ["", f"Tổng cộng: {len(people)} người"],
            ["", "Người lập", "", "TRƯỞNG CÔNG AN XÃ"],
            ["", "Phạm Thị Lan"],
        ]
    return Sheet("DS", rows)


def what_stands():
    rows = Membership.objects.serving_on(DAY).select_related("team__village", "person")
    return sorted(
        (m.team.village.name, m.person.full_name, m.role,
         str(m.person.birth_date.year if m.person.birth_precision == "year" else m.person.birth_date))
        for m in rows
    )  # fmt: skip


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_register_in_any_layout_comes_back_equal_and_again_changes_nothing(db, data):
    people = data.draw(registers())
    sheet = data.draw(layouts(people))
    point = transaction.savepoint()
    try:
        commune = CommuneFactory()
        for name in VILLAGES:
            VillageFactory(
                commune=commune, name=name, kind="ban" if name.startswith("Bản") else "thon"
            )
        context = Context(commune.pk, {"team_kind": "self_managed", "as_of": DAY}, DAY)
        importer = importer_of("roster")
        plan = importer.read([sheet], context, Answers())
        assert plan.is_writable, plan.as_table()
        importer.write(plan, BulkWriter(None, "r.xlsx"))
        assert what_stands() == sorted(people)
        assert Person.objects.filter(village__commune=commune).count() == len(people)
        again = importer.read([sheet], context, Answers())
        assert {str(item.what) for item in again.items} == {"same"}, again.as_table()
    finally:
        transaction.savepoint_rollback(point)
