"""Lists one after another: what a list does not say changes nothing, and nothing known is rewritten."""

import datetime as dt

import pytest

from imports.grid import Sheet
from imports.kinds import importer_of
from imports.plan import Context, RefusedImport
from imports.questions import Answers
from imports.writing import BulkWriter
from members.models import Membership, Person
from tests.factories import CommuneFactory, VillageFactory

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Thôn", "Chức vụ"]
A = [
    [1.0, "Lý Văn Tài", "1975", "022075000011", "", "Thôn 1", "Tổ trưởng"],
    [2.0, "Bàn Thị Mơ", "1980", "", "", "Thôn 1", "Tổ viên"],
    [3.0, "Vũ Văn Bảy", "1970", "", "", "Thôn 2", "Tổ trưởng"],
]


@pytest.fixture
def take():
    commune = CommuneFactory(code="90001")
    for number in (1, 2, 3):
        VillageFactory(commune=commune, name=f"Thôn {number}")

    def run(rows, head=HEAD, *, as_of, answers=None, **options):
        context = Context(
            commune.pk,
            {"team_kind": "self_managed", "as_of": as_of, **options},
            dt.date(2026, 1, 1),
        )
        plan = importer_of("roster").read(
            [Sheet("DS", [head, *rows])], context, Answers(answers or {})
        )
        importer_of("roster").write(plan, BulkWriter(None, "r.xlsx"))
        return plan

    run(A, as_of=dt.date(2024, 9, 1))
    return run


def roles():
    return {
        m.person.full_name: m.role
        for m in Membership.objects.filter(ended_on=None).select_related("person")
    }


@pytest.mark.parametrize("width", [6, 7])
def test_absent_or_blank_roles_leave_leaders_as_they_are(take, width):
    before = roles()
    plan = take([[*row[:6], ""][:width] for row in A], HEAD[:width], as_of=dt.date(2025, 9, 1))
    assert {str(item.what) for item in plan.items} == {"same"}
    assert roles() == before


def test_an_older_list_that_contradicts_is_refused_and_writes_nothing(take):
    Membership.objects.update(started_on=dt.date(2014, 1, 1))
    before = roles()
    with pytest.raises(RefusedImport):
        take([[*A[0][:6], "Tổ viên"], [*A[1][:6], "Tổ trưởng"]], as_of=dt.date(2016, 9, 1))
    assert roles() == before


def test_an_older_list_fills_only_the_time_before(take):
    before = list(
        Membership.objects.order_by("pk").values_list(
            "person__full_name", "role", "started_on", "ended_on"
        )
    )
    take(
        [[1.0, "Lý Văn Tài", "1975", "022075000011", "", "Thôn 1", "Tổ viên"]],
        as_of=dt.date(2016, 9, 1),
    )
    after = list(
        Membership.objects.order_by("pk").values_list(
            "person__full_name", "role", "started_on", "ended_on"
        )
    )
    assert after[: len(before)] == before
    assert after[len(before) :] == [
        ("Lý Văn Tài", "member", dt.date(2016, 9, 1), dt.date(2024, 9, 1))
    ]


def test_who_is_absent_ends_only_in_teams_of_the_list_and_by_name(take):
    plan = take(A[:1], as_of=dt.date(2025, 9, 1), absent_on=dt.date(2025, 8, 1))
    assert [item.label for item in plan.items if item.what == "ended"] == ["Bàn Thị Mơ"]
    assert set(roles()) == {"Lý Văn Tài", "Vũ Văn Bảy"}


def test_a_person_in_another_village_is_asked_about_and_then_moves(take):
    moved = [[1.0, "Bàn Thị Mơ", "1980", "", "", "Thôn 3", "Tổ trưởng"]]
    with pytest.raises(RefusedImport) as refusal:
        take(moved, as_of=dt.date(2025, 9, 1))
    (asked,) = [q for q in refusal.value.plan.questions if q.needed]
    person = Person.objects.get(full_name="Bàn Thị Mơ")
    answers = {
        asked.key: str(person.pk),
        f"move:{person.pk}:{person.village.commune.villages.get(name='Thôn 3').pk}": "move",
    }
    plan = take(moved, as_of=dt.date(2025, 9, 1), answers=answers)
    assert "move" in {str(item.what) for item in plan.items}
    assert [
        m.team.village.name for m in Membership.objects.filter(person=person, ended_on=None)
    ] == ["Thôn 3"]


def test_a_correction_under_the_same_id_is_taken_and_named(take):
    plan = take(
        [["1", "Lý Văn Tại", "1976", "022075000011", "", "Thôn 1", ""]], as_of=dt.date(2025, 9, 1)
    )
    (item,) = [item for item in plan.items if item.what == "changed"]
    assert [(c.before, c.after) for c in item.changes] == [
        ("Lý Văn Tài", "Lý Văn Tại"),
        ("1975", "1976"),
    ]
    assert Person.objects.count() == 3
