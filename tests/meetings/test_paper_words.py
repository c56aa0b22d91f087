"""What papers of a meeting say: the words of the kind of unit, who speaks, what is not spoken of."""

import datetime as dt
import re

import pytest

from meetings.agenda_templates import TEMPLATES, agenda_lines
from meetings.models import Meeting
from meetings.papers.before import plan
from meetings.papers.facts import facts_of
from meetings.papers.script import script, usual_words
from meetings.services.papers import document_of
from members.models.papers import PaperKind
from members.queries import unit_words
from members.queries.letters import letter_for
from tests import factories as f

pytestmark = pytest.mark.django_db


def told(document) -> str:
    texts = [getattr(block, "text", "") for block in document.blocks]
    tables = [row for block in document.blocks for row in getattr(block, "rows", ())]
    return " ".join(filter(None, [*texts, *(str(cell) for row in tables for cell in row)]))


def said(meeting) -> str:
    facts = facts_of(meeting)
    letter = letter_for(meeting.commune, meeting.issuer, PaperKind.PLAN, dt.date(2024, 9, 1))
    return told(plan(facts, letter)) + told(script(facts, letter))


@pytest.fixture
def ward(db):
    commune = f.CommuneFactory(kind="phuong", name="Hạ Long Thử")
    f.VillageFactory(commune=commune, kind="khu_pho", name="Khu phố 1")
    return commune


@pytest.mark.parametrize("kind", list(TEMPLATES))
def test_a_wards_papers_say_phuong_and_khu_pho(ward, kind):
    meeting = f.MeetingFactory(commune=ward, kind=kind, title="Hội nghị", place="Hội trường")
    words = unit_words(ward, dt.date(2024, 9, 29))
    for order, (part, minutes, item, presenter) in enumerate(agenda_lines(kind, words), 1):
        f.AgendaItemFactory(
            meeting=meeting, order=order, part=part, minutes=minutes, item=item, presenter=presenter
        )
    f.DelegateFactory(meeting=meeting, group="village")
    text = (
        said(meeting) + told(document_of(meeting, "minutes")) + told(document_of(meeting, "notice"))
    )
    assert "Công an phường" in text
    assert "khu phố" in text
    assert re.findall(r"\b(thôn|xã)\b(?! hội)|[{}]", text) == []


def test_no_award_is_spoken_of_where_there_is_none(cast):
    meeting = f.MeetingFactory(commune=cast.commune)
    f.AgendaItemFactory(meeting=meeting, part="awards", item="Trao thưởng", presenter="UBND xã")
    assert "khen thưởng" not in said(meeting)
    assert "quyết định" not in said(meeting)
    round_ = f.AwardRoundFactory(commune=cast.commune, meeting=meeting)
    assert "Biểu dương, khen thưởng kịp thời" in said(meeting)
    assert "đã ban hành" not in said(meeting)
    paper = f.PaperFactory(commune=cast.commune, code_number=112, issued_on=dt.date(2024, 9, 24))
    f.DecisionFactory(round=round_, paper=paper)
    assert "đã ban hành Quyết định số 112/QĐ-UBND ngày 24 tháng 9 năm 2024" in said(meeting)


def test_a_monthly_meeting_is_a_cuoc_hop_and_not_solemn(cast):
    meeting = f.MeetingFactory(
        commune=cast.commune, kind=Meeting.Kind.MONTHLY, title="Giao ban tháng 2"
    )
    f.AgendaItemFactory(meeting=meeting, part="introduction", item="Tuyên bố lý do")
    text = said(meeting)
    assert "chúng ta tổ chức Giao ban tháng 2" in text
    assert "long trọng" not in text
    assert "Cuộc họp kết thúc vào hồi" in told(document_of(meeting, "minutes"))


@pytest.mark.parametrize(
    ("part", "item", "presenter", "words"),
    [
        ("superiors", "Phát biểu của lãnh đạo cấp trên", "Cơ quan Thường trực BCĐ 138 thành phố",
         "kính mời đồng chí Trung tá Ngô Thanh Bình, Cán bộ Cơ quan Thường trực, BCĐ 138 thành phố phát biểu"),
        ("report", "Báo cáo tổng kết", "Trưởng Công an xã",
         "kính mời đồng chí Hoàng Quốc Việt, Trưởng Công an xã trình bày báo cáo tổng kết."),
        ("report", "Báo cáo tổng kết", "Công an xã", "kính mời đại diện Công an xã trình bày"),
        ("report", "Trình bày báo cáo", "", "kính mời đồng chí được phân công trình bày báo cáo."),
        ("other", "Triệu Thị Ánh hát dân ca", "Đội văn nghệ", "phần Triệu Thị Ánh hát dân ca."),
        ("direction", "Ý kiến của lãnh đạo", "Lãnh đạo xã", "Tiếp theo là phần ý kiến của lãnh đạo."),
    ],
)  # fmt: skip
def test_each_item_of_the_script_is_a_whole_sentence(cast, part, item, presenter, words):
    meeting = f.MeetingFactory(commune=cast.commune)
    for name, rank, post, unit, group in (
        (
            "Ngô Thanh Bình",
            "Trung tá",
            "Cán bộ Cơ quan Thường trực",
            "BCĐ 138 thành phố",
            "superior",
        ),
        ("Hoàng Quốc Việt", "", "Trưởng Công an xã", "Công an xã", "police"),
        ("Trần Minh Quân", "", "Cán bộ Công an xã", "Công an xã", "police"),
    ):
        f.DelegateFactory(
            meeting=meeting, full_name=name, rank=rank, post=post, unit=unit, group=group
        )
    row = f.AgendaItemFactory(meeting=meeting, part=part, item=item, presenter=presenter)
    assert words in " ".join(usual_words(facts_of(meeting), row))


def test_a_plan_names_its_grounds_and_its_funds(cast):
    decision = f.PaperFactory(
        commune=cast.commune, code_number=87, issued_on=dt.date(2014, 9, 15),
        organ_name="UBND xã Thử", subject="Thành lập mô hình A",
    )  # fmt: skip
    program = f.ProgramFactory(commune=cast.commune, decision=decision)
    own = f.PaperFactory(
        commune=cast.commune, kind="KH", code_number=9, code_notation="KH-BCĐ",
        issued_on=dt.date(2024, 8, 5), organ_name="BCĐ 138 xã Thử", subject="V/v tổng kết",
    )  # fmt: skip
    meeting = f.MeetingFactory(commune=cast.commune, plan=own)
    meeting.programs.add(program)
    text = told(document_of(meeting, "plan"))
    assert (
        "Căn cứ Quyết định số 87/QĐ-UBND ngày 15 tháng 9 năm 2014 của Ủy ban nhân dân xã Thử về việc "
        "thành lập mô hình A;"
    ) in text
    assert (
        "Thực hiện Kế hoạch số 09/KH-BCĐ ngày 05 tháng 8 năm 2024 của Ban Chỉ đạo 138 xã Thử"
        in text
    )
    assert "do ngân sách xã bảo đảm" in text
    meeting.funding = "Từ nguồn xã hội hóa."
    assert "Từ nguồn xã hội hóa." in told(document_of(meeting, "plan"))
