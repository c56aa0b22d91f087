"""What a roster leaves in doubt is a question that ends, and an answer that cannot be read is none."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from imports.grid import Sheet
from imports.kinds import importer_of
from imports.plan import Context, RefusedImport
from imports.questions import Answers, open_questions
from imports.writing import BulkWriter
from members.imports.villages import VillageNames
from members.models import FormerUnit, Membership, Person, UnitChange
from tests.factories import (
    CommuneFactory,
    MembershipFactory,
    PersonFactory,
    TeamFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Chức vụ"]
DAY = dt.date(2024, 9, 1)


@pytest.fixture
def commune():
    found = CommuneFactory(code="90001")
    for name in ("Thôn 1", "Thôn Khe Cát"):
        VillageFactory(commune=found, name=name)
    return found


def planned(commune, rows, *, answers=None, as_of=DAY, head=HEAD, write=False, **sheet):
    options = {"team_kind": "self_managed", "as_of": as_of}
    importer = importer_of("roster")
    plan = importer.read(
        [Sheet("DS", [head, *rows], **sheet)],
        Context(commune.pk, options, dt.date(2026, 1, 1)),
        Answers(answers or {}),
    )
    if write:
        importer.write(plan, BulkWriter(None, "r.xlsx"))
    return plan


def asked(plan):
    return {question.key: question for question in open_questions(plan.questions)}


def row(number, name="Lý Văn Tài", birth="4/4/1955", known="", village="Thôn 1", role="Tổ viên"):
    return [float(number), name, birth, known, village, role]


def test_two_old_identity_cards_may_be_one_persons(commune):
    rows = [row(1, known="100313602"), row(2, known="100976371")]
    (key,) = asked(planned(commune, rows))
    assert key.startswith("twice:")
    planned(commune, rows, answers={key: "one"}, write=True)
    assert Person.objects.get().citizen_id == "100313602"


def test_two_numbers_for_life_are_two_people(commune):
    rows = [row(1, known="022055000011"), row(2, known="022055000012")]
    plan = planned(commune, rows, write=True)
    assert not asked(plan)
    assert Membership.objects.count() == Person.objects.count() == 2


@pytest.mark.parametrize("typed", ["2019", "12/2019", "hôm qua", " ", "31/2/2019"])
def test_a_day_of_the_list_that_cannot_be_read_is_asked_for_again(commune, typed):
    plan = planned(commune, [row(1)], as_of=None, answers={"as_of": typed})
    question = asked(plan)["as_of"]
    assert not plan.is_writable
    assert typed.strip() in str(question.text)
    assert "--as-of" not in str(question.text)
    with pytest.raises(RefusedImport):
        planned(commune, [row(1)], as_of=None, answers={"as_of": typed}, write=True)


def test_a_day_typed_in_full_is_the_day_of_the_list(commune):
    planned(commune, [row(1)], as_of=None, answers={"as_of": "3/2/2019"}, write=True)
    assert Membership.objects.get().started_on == dt.date(2019, 2, 3)


def test_the_command_names_its_option_for_the_day(commune, tmp_path):
    path, out = tmp_path / "r.csv", StringIO()
    path.write_text("Họ và tên,Thôn,Chức vụ\nLý Văn Tài,Thôn 1,Tổ viên\n", "utf-8")
    with pytest.raises(CommandError):
        call_command("import_roster", str(path), commune="90001", stdout=out)
    assert "--as-of" in out.getvalue()


def test_a_day_of_leaving_that_cannot_be_read_is_asked_for_again(commune):
    planned(commune, [row(1)], write=True)
    head, rows = [*HEAD, "Ghi chú"], [[*row(1), "đã chuyển đi"]]
    day = dt.date(2025, 9, 1)
    (key,) = asked(planned(commune, rows, head=head, as_of=day))
    assert set(asked(planned(commune, rows, head=head, as_of=day, answers={key: "mới đây"}))) == {
        key
    }
    planned(commune, rows, head=head, as_of=day, answers={key: "5/2025"}, write=True)
    assert Membership.objects.get().ended_on.isoformat().startswith("2025-05")


def test_two_of_one_name_without_birth_are_told_apart_row_by_row(commune):
    village = commune.villages.get(name="Thôn 1")
    team = TeamFactory(village=village)
    people = [
        PersonFactory(village=village, full_name="Lý Văn Tài", birth_date=None) for _ in range(2)
    ]
    for person in people:
        MembershipFactory(team=team, person=person, started_on=dt.date(2020, 1, 1))
    rows, answers = [row(1, birth=""), row(2, birth="")], {}
    for _step in range(4):
        still = asked(planned(commune, rows, answers=answers))
        if not still:
            break
        answers |= {
            key: "two" if key.startswith("twice:") else question.proposed
            for key, question in still.items()
        }
    plan = planned(commune, rows, answers=answers, write=True)
    assert [str(item.what) for item in plan.items] == ["same", "same"]
    assert Person.objects.count() == Membership.objects.count() == 2


def names(commune):
    return VillageNames.of(commune.villages.with_origin(), DAY)


@pytest.mark.parametrize(
    "typed",
    ["Khe Cát", "THÔN KHE CÁT", "khe cat", "Thon Khe Cat", "Thôn Khe Cat", "Bản Khe Cát (5 người)"],
)
def test_a_village_may_be_written_without_accents(commune, typed):
    assert names(commune).find(typed) == commune.villages.get(name="Thôn Khe Cát")


@pytest.mark.parametrize("typed", ["Khe Cạt", "Thôn Khẻ Cát", "THÔN KHE CẠT"])
def test_a_village_of_other_accents_is_asked_about(commune, typed):
    village = commune.villages.get(name="Thôn Khe Cát")
    rows = [row(1, village=typed), row(2, "Bàn Thị Mơ", village="Khe Cát")]
    (question,) = asked(planned(commune, rows)).values()
    assert (question.subject, question.proposed) == ("village", str(village.pk))
    other = commune.villages.get(name="Thôn 1")
    planned(commune, rows, answers={question.key: str(other.pk)}, write=True)
    assert Person.objects.get(full_name="Lý Văn Tài").village == other
    assert Person.objects.get(full_name="Bàn Thị Mơ").village == village


@pytest.mark.parametrize(
    "above", [["THÔN KHE CẠT (01 người)"], ["II. Thôn Khe Cạt"], ["Tổ tự quản thôn Khe Cạt"]]
)
def test_a_section_or_title_of_other_accents_is_asked_about(commune, above):
    short = [*HEAD[:4], HEAD[5]]
    person = [1.0, "Lý Văn Tài", "1975", "", "Tổ viên"]
    village = commune.villages.get(name="Thôn Khe Cát")
    for sheet in ([short, above, person], [above, short, person]):
        plan = planned(commune, sheet[1:], head=sheet[0])
        (question,) = asked(plan).values()
        assert question.proposed == str(village.pk), question
        plan = planned(commune, sheet[1:], head=sheet[0], answers={question.key: str(village.pk)})
        assert plan.is_writable
        assert [person.village for person in plan.new_people] == [village]


def test_a_former_name_is_spelled_as_it_was(commune):
    village = commune.villages.get(name="Thôn Khe Cát")
    change = UnitChange.objects.create(kind="rename", decision_number="1/NQ", effective_on=DAY)
    FormerUnit.objects.create(
        change=change, village=village, name="Thôn Đồng Mùng", kind=village.kind, within=commune,
        ended_on=DAY,
    )  # fmt: skip
    assert names(commune).find("Thôn Đồng Mùng") == village
    assert names(commune).find("Thôn Đông Mùng") is None
    assert names(commune).near("Thôn Đông Mùng") == village


def test_hidden_columns_are_asked_about_and_left_out_where_one_says_so(commune):
    rows, hidden = [row(1, known="022055000011")], {"hidden_columns": frozenset({0, 3})}
    plan = planned(commune, rows, **hidden)
    (question,) = asked(plan).values()
    assert "Số CCCD" in str(question.text)
    read = planned(commune, rows, answers={question.key: "read"}, **hidden)
    assert [person.citizen_id for person in read.new_people] == ["022055000011"]
    planned(commune, rows, answers={question.key: "skip"}, write=True, **hidden)
    assert Person.objects.get().citizen_id == ""


def test_a_hidden_column_of_nothing_that_is_read_is_no_question(commune):
    for column in (0, 6):
        rows, head = [[*row(1), "x"]], [*HEAD, "Mã nội bộ"]
        assert not asked(planned(commune, rows, head=head, hidden_columns=frozenset({column})))
