"""Names of villages in workbooks, also where a merger brought two of one name together."""

import datetime as dt
import io

import openpyxl
import pytest
from django.utils import translation

from imports.kinds import importer_of
from imports.plan import Context
from imports.questions import Answers
from imports.reading import read_file
from members.imports.villages import VillageNames
from members.models import Team
from members.services.unit_changes import Decree, merge_communes
from programs.exports import result_form
from programs.imports import plan_results
from tests.books import book
from tests.factories import CommuneFactory, ProgramFactory, ProgramSiteFactory, VillageFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 7, 1)
TODAY = dt.date(2025, 9, 1)


@pytest.fixture
def merged(cast):
    """Two communes, each with a Thôn 1, made one; the first holds a programme."""
    old = CommuneFactory(name="Dân Chủ", province=cast.commune.province)
    here, there = (VillageFactory(commune=c, name="Thôn 1") for c in (cast.commune, old))
    program = ProgramFactory(commune=cast.commune)
    ProgramSiteFactory(program=program, village=here)
    new = CommuneFactory(name="Quảng La", province=cast.commune.province, formed_on=DAY)
    merge_communes(
        sources=[cast.commune, old], into=new, decree=Decree("1679/NQ-UBTVQH15", DAY), names={},
        user=None, staff_follow=True,
    )  # fmt: skip
    return new, here, there, program


def names_in(commune):
    return VillageNames.of(commune.villages.with_origin(), TODAY)


def test_equal_names_are_told_apart_and_never_guessed(merged, cast):
    new, here, there, _program = merged
    names = names_in(new)
    assert names.find("Thôn 1") is None
    with translation.override("vi"):
        assert "Thôn 1 (Dân Chủ)" in names.problem("Thôn 1")
    assert names.find("thon 1 (dan chu)") == there
    assert names.find(f"Thôn 1 ({cast.commune.name})") == here
    assert names.find("Thôn A") == cast.village_a
    with translation.override("vi"):
        assert "không có thôn" in names.problem("Thôn 99")


def test_equal_names_of_no_known_origin_want_a_name_of_their_own_first(cast):
    VillageFactory(commune=cast.commune, name="Thôn A")
    names = names_in(cast.commune)
    assert names.find("Thôn A") is None
    with translation.override("vi"):
        assert "đổi tên" in names.problem("Thôn A")


def test_a_living_village_goes_before_a_former_one_of_its_name(cast):
    VillageFactory(commune=cast.commune, name="Thôn A", dissolved_on=dt.date(2020, 1, 1))
    assert names_in(cast.commune).find("Thôn A") == cast.village_a


def test_a_roster_goes_to_the_village_it_names(merged):
    new, _here, there, _program = merged
    head = ["TT", "Họ và tên", "Năm sinh", "Thôn", "Chức vụ"]
    rows = [
        head,
        [1, "Triệu Văn Một", 1980, "Thôn 1 (Dân Chủ)", "TV"],
        [2, "Lý Thị Hai", 1981, "Thôn 1", "TV"],
    ]
    options = {"team_kind": Team.Kind.SELF_MANAGED, "as_of": TODAY}
    context = Context(new.pk, options, TODAY)
    with translation.override("vi"):
        plan = importer_of("roster").read(read_file(book(Sheet=rows)), context, Answers())
    assert [(p.full_name, p.village) for p in plan.new_people] == [("Triệu Văn Một", there)]
    (asked,) = [question for question in plan.questions if question.needed]
    assert (asked.key, len(asked.options)) == ("village:thon 1", 2)


def test_a_programme_of_a_former_commune_still_takes_its_figures(merged):
    *_rest, program = merged
    sheets = {"Thôn 1": [["Nội dung", "2024"], ["Nguồn tin cung cấp cho Công an", 3]]}
    plan = plan_results(read_file(book(**sheets)), program=program, source="yearly_report")
    assert plan.is_writable
    assert len(plan.new_values) == 1


def test_the_form_to_fill_in_names_equal_villages_and_odd_names(merged, cast):
    new, here, there, _program = merged
    odd = VillageFactory(commune=new, name="Khu 1/2: Đồng [mới] của những người đi xa quê hương")
    program = ProgramFactory(commune=new)
    content = result_form(program, [here, there, odd], 2025)
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert names[:2] == [f"Thôn 1 ({cast.commune.name})", "Thôn 1 (Dân Chủ)"]
    found = names_in(new)
    assert [found.find(name) for name in names] == [here, there, odd]
