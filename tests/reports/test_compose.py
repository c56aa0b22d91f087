"""The words: an official's Vietnamese, nothing said of what is empty."""

import datetime as dt
from decimal import Decimal

import pytest

from common.periods import Period
from common.text import names
from documents.letter import Letter
from documents.tree import Chart, Heading, Paragraph, Table
from programs.models import Camera, FireCriterion, Indicator, ProgramKind, TrustedPerson
from programs.results import Compared, Ratio
from reports.compose import Outline, Planned, compose, unknown_placeholders
from reports.compose.sentences import change_phrase, listed, share
from reports.figures import collect
from reports.models import Part
from reports.models.parts import CHAPTERS
from tests import factories as f
from tests.reports.scenes import TEXTS, scene, values

YEAR = Period(dt.date(2023, 9, 26), dt.date(2024, 9, 26))
LETTER = Letter(
    parent="UBND xã Bằng Cả", organ="Ban Chỉ đạo 138", author="Ban Chỉ đạo 138 xã Bằng Cả",
    symbol="BC-BCĐ", place="Bằng Cả", authority="TM. Ban Chỉ đạo", posts=("Trưởng ban",),
    signer_name="Phạm Văn Khải",
)  # fmt: skip


#: every part, as a ten-year review has them
OUTLINE = Outline(
    parts=tuple(
        Planned(part, required=part in {"strengths", "causes", "lessons", "directions"})
        for part in sorted(Part, key=CHAPTERS.__contains__)
    ),
    opening="Ban Chỉ đạo 138 xã Bằng Cả báo cáo tổng kết 10 năm như sau:",
    closing="Trên đây là báo cáo tổng kết 10 năm của Ban Chỉ đạo 138 xã Bằng Cả./.",
    keeps_empty=True,
)


def written(made, *args, texts=TEXTS, **kwargs):
    return compose(
        collect(made.frame(*args)), letter=kwargs.pop("letter", LETTER), subject="Tổng kết 10 năm",
        outline=OUTLINE, texts=texts, **kwargs,
    )  # fmt: skip


def words(composed):
    return "\n".join(b.text for b in composed.document.blocks if isinstance(b, Paragraph | Heading))


AUGUST = Period(dt.date(2024, 8, 1), dt.date(2024, 9, 1))


@pytest.mark.parametrize(
    ("now", "before", "phrase"),
    [
        (6, 4, "tăng 02 vụ, 50% so với cùng kỳ năm trước"),
        (3, 4, "giảm 01 vụ, 25% so với cùng kỳ năm trước"),
        (0, 4, "giảm 04 vụ, 100% so với cùng kỳ năm trước"),
        (4, 4, "bằng cùng kỳ năm trước"),
        (5, 0, "tăng 05 vụ so với cùng kỳ năm trước"),
    ],
)
def test_increase_and_decrease_are_spoken_correctly(now, before, phrase):
    compared = Compared(AUGUST.same_a_year_before(), Decimal(now), Decimal(before), True)
    assert change_phrase(compared, "vụ") == phrase


def test_a_comparison_says_with_what_and_over_what_it_is_made():
    just_before = Compared(AUGUST.before(), Decimal(6), Decimal(4), False)
    assert change_phrase(just_before, "vụ") == (
        "tăng 02 vụ, 50% so với kỳ trước, tính trên các tháng có số liệu của cả hai kỳ"
    )
    assert change_phrase(None, "vụ") == ""


def test_small_words():
    assert names(["A"]) == "A"
    assert names(["A", "B", "C"]) == "A, B và C"
    assert names([]) == ""
    assert listed([("a",), ("b",)]) == ("a", "; ", "b")
    assert share(Ratio(Decimal(72), Decimal(101), True), "vụ") == "đạt 71,3%"
    assert share(Ratio(Decimal(70), Decimal(97), False), "vụ") == (
        "đạt 72,2%, tính trên 97 vụ của các kỳ có đủ cả hai số liệu"
    )
    assert share(Ratio(Decimal(5), Decimal(0), True), "vụ") == ""
    assert share(Ratio(Decimal(5), Decimal(3), True), "vụ") == ""
    assert share(None, "vụ") == ""


@pytest.mark.django_db
def test_the_outline_has_its_seven_parts_and_their_chapters():
    document = written(scene(2)).document
    parts = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert parts == [
        "I. Đặc điểm tình hình", "II. Công tác lãnh đạo, chỉ đạo", "III. Kết quả thực hiện",
        "IV. Đánh giá chung", "V. Phương hướng, nhiệm vụ thời gian tới",
        "VI. Khen thưởng",
    ]  # fmt: skip
    chapters = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    assert chapters[:4] == [
        "1. Xây dựng, củng cố lực lượng", "2. Kết quả trên từng mặt công tác",
        "3. Kết quả từng mô hình", "4. Tác động của các mô hình",
    ]  # fmt: skip
    assert [a.title for a in document.appendices] == [
        "Mô hình, điểm và tổ", "Danh sách tổ và thành viên", "Kết quả theo năm",
        "Kết quả theo thôn", "An toàn phòng cháy, chữa cháy", "Hệ thống camera", "Kinh phí",
        "Khen thưởng", "Văn bản lãnh đạo, chỉ đạo", "Tình hình an ninh, trật tự theo năm",
    ]  # fmt: skip
    assert [a.number for a in document.appendices][:4] == ["I", "II", "III", "IV"]
    assert sum(isinstance(b, Chart) for b in document.blocks) >= 4


@pytest.mark.django_db
def test_the_sentences_carry_the_figures():
    text = words(written(scene(3)))
    for sentence in (
        "Xã Bằng Cả hiện có 03 thôn, 360 hộ với 1.440 nhân khẩu (năm 2024).",
        "Tính đến ngày 25/09/2024, toàn xã có 03 tổ nhân dân tự quản về an ninh, trật tự tại cả 03 "
        "thôn, gồm 09 thành viên, trong đó có 03 tổ trưởng và 03 tổ phó.",
        "cung cấp cho lực lượng Công an 99 nguồn tin, trong đó có 33 nguồn tin có giá trị "
        "(chiếm 33,3%).",
        "Các tổ đã tiếp nhận 132 vụ mâu thuẫn, hòa giải thành 99 vụ (đạt 75%).",
        "Về nguồn lực: xã hội hóa được 49,5 triệu đồng.",
        "Toàn xã có 03 điểm camera với 06 mắt camera; tính đến ngày 25/09/2024 có 06 mắt camera hoạt "
        "động tốt (100%).",
        "có 01 cá nhân đạt thành tích xuất sắc",
        "Trên đây là báo cáo tổng kết 10 năm của Ban Chỉ đạo 138 xã Bằng Cả./.",
    ):
        assert sentence in text


@pytest.mark.django_db
def test_nothing_is_said_of_what_is_empty():
    made = scene(1, years=[])
    values(
        made.program, made.villages[0], 2020, {"tips": 5, "useful_tips": 0, "cases_helped": None}
    )
    text = words(written(made))
    assert "cung cấp cho lực lượng Công an 05 nguồn tin." in text
    assert "có giá trị (" not in text
    assert "00 nguồn tin" not in text
    assert "tuần tra" not in text.lower()


@pytest.mark.django_db
def test_a_year_is_told_beside_the_year_before():
    made = scene(1, years=[])
    for year, tips in ((2023, 4), (2024, 6)):
        values(made.program, made.villages[0], year, {"tips": tips}, 6)
    composed = written(made, YEAR)
    assert "06 nguồn tin (tăng 02 nguồn tin, 50% so với cùng kỳ năm trước)" in words(composed)
    table = next(a for a in composed.document.appendices if a.title == "Kết quả theo thôn").blocks[
        0
    ]
    assert table.columns[-1].title == "Cùng kỳ năm trước"


@pytest.mark.django_db
def test_gaps_print_as_a_dash_and_are_said():
    made = scene(2, years=[])
    values(made.program, made.villages[0], 2020, {"tips": 5})
    composed = written(made)
    assert "12/242 số liệu tháng về nguồn tin cung cấp cho Công an" in words(composed)
    table = next(a for a in composed.document.appendices if a.title == "Kết quả theo năm").blocks[0]
    row = dict(zip([c.title for c in table.columns], table.rows[2], strict=True))
    assert row["Nội dung"].strip() == "Thôn 2"
    assert (row["2020"].text, row["2020"].value) == ("–", None)


@pytest.mark.django_db
def test_estimates_are_said_to_be_estimates():
    made = scene(1, years=[])
    values(made.program, made.villages[0], 2020, {"tips": 5}, source="yearly_report")
    assert "số ước" not in words(written(made))
    values(made.program, made.villages[0], 2021, {"tips": 5}, source="estimate")
    composed = written(made)
    assert "có phần là số ước" in words(composed)
    tips = next(fact for fact in composed.document.facts if fact.title.startswith("Nguồn tin cung"))
    assert tips.source == "Phiếu kết quả của các thôn (số ước, báo cáo năm)"


@pytest.mark.django_db
def test_the_officers_texts_stand_in_their_place_with_live_figures():
    texts = TEXTS | {"strengths": "- Có [[Số thành viên]] thành viên, [[số  tổ]] tổ.\nXong."}
    made = scene(2)
    blocks = written(made, texts=texts).document.blocks
    at = next(i for i, b in enumerate(blocks) if getattr(b, "text", "") == "1. Ưu điểm")
    assert (blocks[at + 1].text, blocks[at + 1].style) == ("Có 06 thành viên, 02 tổ.", "item")
    assert blocks[at + 2].text == "Xong."


@pytest.mark.django_db
def test_a_required_section_without_text_is_open_and_named():
    composed = written(scene(1), texts={})
    assert composed.missing == ("strengths", "causes", "lessons", "directions")
    assert words(composed).count("bổ sung nội dung") == 4
    assert unknown_placeholders("[[Số thành viên]] [[Số voi]]", composed.by_title) == ["Số voi"]


@pytest.mark.django_db
def test_the_data_itself_tells_its_faults():
    made = scene(1)
    made.villages[0].teams.get().memberships.filter(role="leader").delete()
    made.programs["cameras"].cameras.get().checks.update(condition="broken")
    text = words(written(made))
    assert "Còn Tổ tự quản Thôn 1 chưa có tổ trưởng." in text
    assert "Có 02 mắt camera hỏng, cần sửa chữa, kiểm tra." in text


@pytest.mark.django_db
def test_number_and_date_stand_in_head_and_appendices():
    letter = Letter(**{**LETTER.__dict__, "number": 5, "dated": dt.date(2024, 9, 5)})
    document = written(scene(1), letter=letter, corrects="03/BC-BCĐ ngày 01/09/2024").document
    assert document.head.number == "Số: 05/BC-BCĐ"
    assert document.head.place_and_date == "Bằng Cả, ngày 05 tháng 9 năm 2024"
    assert {a.reference for a in document.appendices} == {
        "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 9 năm 2024 của Ban Chỉ đạo 138 xã Bằng Cả)"
    }
    assert "Báo cáo này thay thế Báo cáo số 03/BC-BCĐ ngày 01/09/2024." in [
        b.text for b in document.blocks if isinstance(b, Paragraph)
    ]


@pytest.mark.django_db
def test_each_of_the_three_issuers_has_its_own_letterhead():
    from reports.queries import letter_of
    from tests.factories import LetterheadFactory, ReviewReportFactory

    commune = scene(1).commune
    report = ReviewReportFactory(commune=commune)
    heads = {}
    for issuer in ("peoples_committee", "steering_committee", "police"):
        report.issuer = issuer
        heads[issuer] = letter_of(report)
    assert [heads[issuer].symbol for issuer in heads] == ["BC-UBND", "BC-BCĐ", "BC-CAX"]
    assert heads["steering_committee"].parent == "UBND xã Bằng Cả"
    assert heads["police"].parent == "Công an tỉnh Quảng Ninh"
    assert heads["peoples_committee"].organ == "Ủy ban nhân dân xã Bằng Cả"
    LetterheadFactory(
        commune=commune, kind="police", organ="Công an xã Bằng Cả", symbol="CAX",
        authority="KT. TRƯỞNG CÔNG AN XÃ", signer_post="PHÓ TRƯỞNG CÔNG AN XÃ",
        signer_rank="Thiếu tá", recipients="Công an thành phố\n\nLưu: VT",
    )  # fmt: skip
    letter = letter_of(report)
    assert (letter.authority, letter.posts, letter.signer_rank, letter.recipients) == (
        "KT. TRƯỞNG CÔNG AN XÃ", ("PHÓ TRƯỞNG CÔNG AN XÃ",), "Thiếu tá",
        ("Công an thành phố", "Lưu: VT"),
    )  # fmt: skip
    assert letter.author == "Công an xã Bằng Cả"


@pytest.mark.django_db
def test_a_letterhead_typed_in_capitals_is_a_name_in_the_first_sentence():
    from reports.queries import letter_of
    from tests.factories import LetterheadFactory, ReviewReportFactory

    made = scene(1)
    report = ReviewReportFactory(commune=made.commune)
    LetterheadFactory(commune=made.commune, organ="BAN CHỈ ĐẠO 138")
    document = written(made, letter=letter_of(report)).document
    assert document.head.organ == "BAN CHỈ ĐẠO 138"
    opening = next(
        b.text for b in document.blocks if isinstance(b, Paragraph) and b.style == "body"
    )
    assert opening.startswith("Ban Chỉ đạo 138 xã Bằng Cả báo cáo tổng kết 10 năm")


@pytest.mark.django_db
def test_the_police_of_a_ward_in_a_city_write_under_their_own_kinds():
    from members.queries import letterhead_for, unit_words

    ward = f.CommuneFactory(name="Hoàn Kiếm", kind="phuong", province="Hà Nội")
    for kind in ("to_dan_pho", "khu_pho", "to_dan_pho"):
        f.VillageFactory(commune=ward, kind=kind)
    head = letterhead_for(ward, "police", dt.date(2024, 9, 1))
    assert (head.parent, head.organ, head.symbol) == (
        "Công an thành phố Hà Nội", "Công an phường Hoàn Kiếm", "CAP",
    )  # fmt: skip
    head = letterhead_for(ward, "peoples_committee", dt.date(2024, 9, 1))
    assert head.organ == "Ủy ban nhân dân phường Hoàn Kiếm"
    assert unit_words(ward, dt.date(2024, 9, 1)).villages == "các tổ dân phố, khu phố"


@pytest.mark.django_db
def test_every_named_figure_has_its_facts_and_no_person_is_named_by_number():
    composed = written(scene(2))
    document = composed.document
    named = {figure.key for figure in document.figures() if figure.key}
    assert named <= {fact.key for fact in document.facts}
    for fact in document.facts:
        assert fact.title
        assert fact.rule
        assert fact.source


@pytest.mark.django_db
def test_many_villages_stay_on_the_page():
    composed = written(scene(12, years=range(2022, 2025)))
    for block in composed.document.all_blocks():
        if isinstance(block, Table):
            assert len(block.columns) <= 16


@pytest.mark.django_db
@pytest.mark.parametrize("period", [(), (YEAR,)], ids=["ten years", "one year"])
def test_what_trusted_persons_did_is_told_in_their_part(period):
    made = scene(1)
    trusted = TrustedPerson.objects.get()
    told = {"recognition": trusted, "held_on": dt.date(2024, 3, 1)}
    f.TrustedActivityFactory(**told, kind="mediation", times=4)
    f.TrustedActivityFactory(**told, kind="outreach", times=2, people=75)
    f.TrustedActivityFactory(**told, kind="visit", times=1, worth=500_000)
    f.TrustedActivityFactory(recognition=trusted, held_on=dt.date(2024, 12, 1), kind="tip")
    text = words(written(made, *period))
    assert (
        "Người có uy tín đã tổ chức 02 buổi tuyên truyền với 75 lượt người dự; "
        "tham gia hòa giải 04 lượt." in text
    )
    assert (
        "Trong kỳ báo cáo, đã tổ chức 01 lượt thăm hỏi, tặng quà người có uy tín, trị giá 500.000 đồng."
        in text
    )
    assert "cung cấp thông tin 0" not in text, "what lies after the cut-off day is not told"


@pytest.mark.django_db
@pytest.mark.parametrize("period", [(), (YEAR,)], ids=["ten years", "one year"])
def test_the_last_inspection_is_told_and_what_is_not_met_stands_among_the_faults(period):
    made = scene(1)
    zone = made.programs["fire_safe"].zones.get()
    first, second = FireCriterion.objects.all()[:2]
    early = f.FireInspectionFactory(zone=zone, held_on=dt.date(2024, 1, 1))
    f.FireFindingFactory(inspection=early, criterion=first, met=False)
    last = f.FireInspectionFactory(zone=zone, held_on=dt.date(2024, 8, 1))
    f.FireFindingFactory(inspection=last, criterion=first, met=True)
    f.FireFindingFactory(inspection=last, criterion=second, met=False)
    text = words(written(made, *period))
    assert (
        f"Lần kiểm tra gần nhất (ngày 01/08/2024), {zone.name} đạt 01/02 tiêu chí an toàn phòng cháy, "
        "chữa cháy được kiểm tra." in text
    )
    assert f"chưa đạt tiêu chí: {second.text[0].lower()}{second.text[1:]}" in text
    assert f"chưa đạt tiêu chí: {first.text[0].lower()}" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("period", [(), (YEAR,)], ids=["ten years", "one year"])
def test_upkeep_and_owners_of_cameras_are_told(period):
    made = scene(1)
    camera = Camera.objects.get()
    camera.owner, camera.manager = "Thôn 1", "Công an xã"
    camera.save()
    camera.upkeep.create(done_on=dt.date(2024, 5, 1), what="Thay nguồn", cost=1_200_000)
    camera.upkeep.create(done_on=dt.date(2013, 5, 1), what="Cũ", cost=9_000_000)
    composed = written(made, *period)
    assert (
        "Trong kỳ báo cáo, đã sửa chữa, bảo dưỡng camera 01 lượt với kinh phí 1,2 triệu đồng."
        in words(composed)
    )
    appendix = next(a for a in composed.document.appendices if a.title == "Hệ thống camera")
    assert "Thôn 1; Công an xã" in appendix.blocks[0].rows[0]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["ten", "one"])
def test_a_new_kind_of_programme_is_told_without_new_code(kind):
    made = scene(1)
    new = ProgramKind.objects.create(code="duong", name="Tuyến đường tự quản", order=9)
    km = Indicator.objects.create(
        code="km", name="Số ki-lô-mét tự quản", unit="km", rule="last", group="patrol"
    )
    km.kinds.add(new)
    program = f.ProgramFactory(
        commune=made.commune, kind=new, name="Tuyến đường tự quản", founded_on=dt.date(2020, 1, 1)
    )
    f.ProgramSiteFactory(program=program, village=made.villages[0])
    values(program, made.villages[0], 2024 if kind == "one" else 2023, {"km": 4}, month=3)
    made.programs["duong"] = program
    document = written(made, *([YEAR] if kind == "one" else [])).document
    said = "\n".join(
        str(cell) for block in document.all_blocks() if isinstance(block, Table)
        for row in block.rows for cell in row
    )  # fmt: skip
    titles = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert any("Tuyến đường tự quản" in title for title in titles)
    assert "Số ki-lô-mét tự quản" in said
