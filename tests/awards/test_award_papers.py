"""What award papers say, who signs them, what a decision may confer, and what stays with it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.models import AwardCoefficient, AwardForm, AwardRound, BaseSalary, CouncilMember
from awards.papers.facts import facts_of
from awards.queries import candidates
from awards.services.deciding import decide, hold_council, issue_paper, save_council
from awards.services.papers import certificate_pages, content_of, documents_of, hopeful
from awards.services.rounds import save_round
from common.dates import moment
from documents.placed import Placed, fitted, lines_of
from documents.tree import Paragraph, Table, cell_text
from members.models import Letterhead
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
MET = moment(dt.date(2024, 9, 20), dt.time(8))


def told(document) -> str:
    blocks = [*document.blocks, *(b for row in document.appendices for b in row.blocks)]
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    return " ".join(
        [document.head.subject, *texts, *(cell_text(cell) for row in rows for cell in row)]
    )


@pytest.fixture
def round_(cast):
    f.LetterheadFactory(
        commune=cast.commune, kind="peoples_committee", organ="UBND xã Bằng Cả thử", symbol="UBND",
        authority="TM. ỦY BAN NHÂN DÂN", signer_post="CHỦ TỊCH",
    )  # fmt: skip
    program = f.ProgramFactory(commune=cast.commune, name="Tổ tự quản")
    f.ProgramSiteFactory(program=program, village=cast.village_a)
    found = f.AwardRoundFactory(
        commune=cast.commune, title="Khen thưởng tổng kết 10 năm mô hình tổ tự quản",
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26),
    )  # fmt: skip
    found.programs.add(program)
    return found


def nominee(round_, cast, **changes):
    team = f.TeamFactory(village=cast.village_a, name="Tổ tự quản Thôn A")
    person = f.MembershipFactory(team=team, person__village=cast.village_a).person
    return f.NominationFactory(round=round_, person=person, village=cast.village_a, **changes)


def vote(round_, cast, present=3, seats=3):
    save_council(
        round_=round_, user=cast.officer,
        members=[
            CouncilMember(full_name=f"Ủy viên {n}", seat="chair" if not n else "member", present=n < present)
            for n in range(seats)
        ],
    )  # fmt: skip
    votes = {row.pk: (present, "") for row in round_.nominations.all()}
    hold_council(round_=round_, met_at=MET, place="Phòng họp", votes=votes, user=cast.officer)


def number(round_, cast, *papers, day=21):
    for what in papers or ("council", "submission"):
        issue_paper(round_=round_, what=what, dated=dt.date(2024, 9, day), user=cast.officer)


def decided(round_, cast, day=24):
    return decide(
        round_=round_, approved=hopeful(round_, dt.date(2024, 9, day)), dated=dt.date(2024, 9, day),
        user=cast.committee,
    )  # fmt: skip


def test_the_chairman_signs_his_decision_himself_and_it_names_its_grounds(cast, round_):
    nominee(round_, cast)
    vote(round_, cast)
    number(round_, cast)
    decided(round_, cast)
    (paper,) = documents_of(round_, "decision", cast.officer)
    assert (paper.signature.authority, paper.signature.posts) == ("", ("CHỦ TỊCH",))
    (listed,) = documents_of(round_, "rewarded", cast.officer)
    assert (listed.signature.authority, listed.signature.posts) == ("", ("CHỦ TỊCH",))
    text = told(paper)
    for words in (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết",
        "Căn cứ Biên bản số 01/BB-UBND ngày 21 tháng 9 năm 2024 của Hội đồng Thi đua - Khen thưởng xã",
        "Theo đề nghị của Trưởng Công an xã Bằng Cả thử tại Tờ trình số 01/TTr-CAX ngày 21 tháng 9 năm 2024.",
        "Điều 1. Tặng Giấy khen cho 01 cá nhân có thành tích xuất sắc trong 10 năm thực hiện mô hình tổ",
    ):
        assert words in text, words
    assert "91/2017" not in text
    assert "152/2025" not in text
    assert "của Chủ tịch Ủy ban nhân dân xã Bằng Cả thử" in paper.appendices[0].reference
    (paid,) = documents_of(round_, "payment", cast.officer)
    for words in (
        "Kèm theo Quyết định số 01/QĐ-UBND ngày 24 tháng 9 năm 2024 của Chủ tịch Ủy ban nhân dân xã",
        "Nghị định số 98/2023/NĐ-CP", "2.340.000 đồng (Nghị định số 73/2024/NĐ-CP)",
        "làm tròn lên đến hàng chục nghìn đồng", "(Bằng chữ: Ba trăm sáu mươi nghìn đồng)",
    ):  # fmt: skip
        assert words in told(paid), words


def test_a_submission_encloses_no_paper_of_a_later_day(cast, round_):
    nominee(round_, cast)
    vote(round_, cast)
    number(round_, cast, "council", day=22)
    number(round_, cast, "submission", day=21)
    (early,) = documents_of(round_, "submission", cast.officer)
    assert "Biên bản" not in told(early)
    other = f.AwardRoundFactory(commune=cast.commune, title="Khen thưởng khác")
    other.programs.set(round_.programs.all())
    nominee(other, cast)
    vote(other, cast)
    number(other, cast, "council", "submission", day=23)
    (late,) = documents_of(other, "submission", cast.officer)
    assert "Biên bản số 02/BB-UBND ngày 23 tháng 9 năm 2024 của Hội đồng" in told(late)


def test_a_decision_waits_for_the_papers_that_it_names(cast, round_):
    nominee(round_, cast)
    vote(round_, cast)
    with pytest.raises(ValidationError, match="cấp số cho biên bản"):
        decided(round_, cast)
    number(round_, cast, "council", day=21)
    with pytest.raises(ValidationError, match="cấp số cho tờ trình"):
        decided(round_, cast)
    number(round_, cast, "submission", day=23)
    with pytest.raises(ValidationError, match="01/TTr-CAX"):
        decided(round_, cast, day=22)
    assert not round_.decisions.exists()
    decided(round_, cast)


def test_what_belongs_to_a_decision_is_frozen_with_it(cast, round_):
    row = nominee(round_, cast)
    vote(round_, cast)
    number(round_, cast)
    decision = decided(round_, cast)
    assert set(decision.paper.document.parts.values_list("what", flat=True)) == {
        "rewarded", "payment", "certificates",
    }  # fmt: skip

    def all_of_it():
        papers = [
            told(documents_of(round_, what, cast.officer)[0]) for what in ("rewarded", "payment")
        ]
        (page,) = certificate_pages(round_)
        return (*papers, *(text.text for text in page.texts))

    before = all_of_it()
    BaseSalary.objects.update(amount=9_999_999)
    AwardCoefficient.objects.update(coefficient=5)
    AwardRound.objects.filter(pk=round_.pk).update(title="Tên khác", citation="Đã khác")
    type(row.person).objects.filter(pk=row.person_id).update(full_name="Người Khác")
    Letterhead.objects.filter(commune=cast.commune).update(signer_name="Người Ký Khác")
    round_.refresh_from_db()
    assert all_of_it() == before


def test_a_decided_round_keeps_its_name_citation_period_and_council(cast, round_):
    nominee(round_, cast)
    vote(round_, cast)
    number(round_, cast)
    decided(round_, cast)
    for name, value in (
        ("title", "Khác"),
        ("citation", "Khác"),
        ("period_start", dt.date(2015, 1, 1)),
    ):
        changed = AwardRound.objects.get(pk=round_.pk)
        setattr(changed, name, value)
        with pytest.raises(ValidationError, match="giữ như trong quyết định"):
            save_round(round_=changed, programs=changed.programs.all(), user=cast.officer)
    with pytest.raises(ValidationError, match="không thay đổi thành viên"):
        save_council(round_=round_, members=[], user=cast.officer)


@pytest.mark.parametrize(
    "code", ["bang-khen-bo", "bang-khen-tinh", "giay-khen-ca-tinh", "cstd-co-so"]
)
def test_the_chairman_confers_only_what_is_his(cast, round_, code):
    row = nominee(round_, cast, form=AwardForm.objects.get(code=code))
    vote(round_, cast)
    number(round_, cast)
    with pytest.raises(ValidationError, match="không có thẩm quyền tặng"):
        decide(round_=round_, approved=[row], dated=dt.date(2024, 9, 24), user=cast.committee)
    assert not round_.decisions.exists()
    assert not hopeful(round_, dt.date(2024, 9, 24)).exists()


def test_higher_forms_end_at_a_submission_to_the_level_that_confers_them(cast, round_):
    nominee(round_, cast)
    high = nominee(round_, cast, form=AwardForm.objects.get(code="bang-khen-tinh"))
    vote(round_, cast)
    number(round_, cast)
    (asked,) = documents_of(round_, "submission", cast.officer)
    assert (
        "xem xét, tặng Giấy khen cho 01 cá nhân; xem xét, trình Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh "
        "tặng Bằng khen cho 01 cá nhân"
    ) in told(asked)
    number(round_, cast, "higher", day=23)
    (paper,) = documents_of(round_, "higher", cast.officer)
    assert paper.head.addressees == ("Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh",)
    assert paper.signature.authority == "TM. ỦY BAN NHÂN DÂN"
    assert paper.head.number == "Số: 01/TTr-UBND"
    decided(round_, cast)
    high.refresh_from_db()
    assert (high.state, high.decision) == ("reviewed", None)
    page = of(cast.officer).get(f"/awards/{round_.pk}/decide/").content.decode()
    assert "Thuộc thẩm quyền cấp trên" in page


def test_a_form_whose_money_is_not_known_is_not_decided(cast, round_):
    row = nominee(round_, cast)
    vote(round_, cast)
    number(round_, cast)
    AwardCoefficient.objects.filter(form=row.form).delete()
    with pytest.raises(ValidationError, match="Chưa có mức tiền thưởng"):
        decided(round_, cast)


def test_half_a_council_does_not_vote_and_none_meets_ahead(cast, round_):
    nominee(round_, cast)
    with pytest.raises(ValidationError, match="quá nửa"):
        vote(round_, cast, present=2, seats=4)
    vote(round_, cast, present=3, seats=4)
    with pytest.raises(ValidationError, match="Hội đồng chưa họp"):
        hold_council(
            round_=round_,
            met_at=moment(dt.date(2090, 1, 1), dt.time(8)),
            place="x",
            votes={},
            user=cast.officer,
        )


@pytest.mark.parametrize(
    "what", ["merits", "submission", "council", "decision", "rewarded", "payment"]
)
def test_a_paper_about_nobody_is_not_made_and_says_why(cast, round_, what):
    with pytest.raises(ValidationError, match="Chưa có ai được đề nghị"):
        content_of(round_, what, cast.officer)
    page = of(cast.officer).get(f"/awards/{round_.pk}/papers/{what}/", follow=True)
    assert "Chưa có ai được đề nghị" in page.content.decode()


def test_merits_of_a_person_are_the_persons_own(cast, round_):
    row = nominee(round_, cast, merits="Được nhân dân tin cậy.")
    f.ResultValueFactory(
        sheet__program=round_.programs.get(), sheet__village=cast.village_a, sheet__year=2024,
        sheet__month=3, sheet__period_start=dt.date(2024, 3, 1), sheet__period_end=dt.date(2024, 4, 1),
    )  # fmt: skip
    teams, people = candidates(round_, cast.officer)
    (mine,) = (found for found in people if found.person == row.person)
    assert mine.merits == ("Có 10 năm tham gia Tổ tự quản Thôn A trong thời gian xét khen thưởng.",)
    assert any("thôn" in reason.lower() for reason in mine.reasons)
    assert "Tổ có 01 thành viên." in teams[0].merits
    assert any("Thôn A có " in text for text in teams[0].merits)
    (report,) = documents_of(round_, "merits", cast.officer)
    assert "Thôn A có " not in told(report)
    assert "Được nhân dân tin cậy." in told(report)


def test_a_name_without_a_known_sex_keeps_its_capital(cast, round_):
    row = nominee(round_, cast)
    type(row.person).objects.filter(pk=row.person_id).update(full_name="Triệu Thị Thu Ánh", sex="")
    (report,) = documents_of(round_, "merits", cast.officer)
    assert "cho Triệu Thị Thu Ánh./." in told(report)


def test_villages_of_one_name_are_told_apart_in_lists(merged_register):
    round_ = AwardRound.objects.create(
        commune=merged_register.commune, title="Khen thưởng", period_start=dt.date(2016, 1, 1),
        period_end=dt.date(2026, 1, 1),
    )  # fmt: skip
    teams = [
        village.teams.get(kind="self_managed")
        for village in merged_register.villages
        if village.name == "Thôn 1"
    ]
    for team in teams:
        f.NominationFactory(
            round=round_, nominee_kind="collective", person=None, team=team, village=team.village
        )
    names = [line.name for line in facts_of(round_, day=dt.date(2026, 1, 1)).nominations]
    assert len(set(names)) == len(names) == 4
    assert "Tổ tự quản Thôn 1 (Dân Chủ)" in names


def test_long_names_fit_their_certificate():
    name = "Hộ ông Nguyễn Hoàng Bảo Quốc và bà Trần Lê Thị Phương Thảo, chủ cơ sở kinh doanh Hạ Long Xanh"
    page = [
        Placed(name, 40, 88, 217, 26, bold=True), Placed("Khu phố 1", 40, 102, 217, 16),
        Placed("Đã có thành tích " * 12, 45, 113, 207, 17), Placed("Quyết định", 28, 160, 105, 12),
    ]  # fmt: skip
    texts = fitted(page, 210)
    line = 1.22 * 25.4 / 72
    for text, below in zip(texts, texts[1:], strict=False):
        assert text.y + lines_of(text, text.size) * text.size * line <= below.y
    assert texts[0].size < 26
    assert texts[1].size == 16
    assert fitted([Placed("Ông Lý Văn Nam", 40, 88, 217, 26)], 210)[0].size == 26
