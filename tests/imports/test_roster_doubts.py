"""What a roster leaves in doubt is a question that ends, and an answer that cannot be read is none."""

import datetime as dt

import pytest

from imports.grid import Sheet
from imports.kinds import importer_of
from imports.plan import Context
from imports.questions import Answers, open_questions
from imports.writing import BulkWriter
from members.models import Membership, Person
from tests.factories import CommuneFactory, VillageFactory

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Chức vụ"]
DAY = dt.date(2024, 9, 1)


@pytest.fixture
def commune():
    found = CommuneFactory(code="90001")
    for name in ("Thôn 1", "Thôn Khe Cát"):
        VillageFactory(commune=found, name=name)
    return found


def planned(commune, rows, *, answers=None, as_of=DAY, write=False, **sheet):
    options = {"team_kind": "self_managed", "as_of": as_of}
    importer = importer_of("roster")
    plan = importer.read(
        [Sheet("DS", [HEAD, *rows], **sheet)],
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
