"""The award desk: rounds, candidates, nominations, council, decision, papers, layouts, a village's awards."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.models import (
    AwardForm,
    AwardPaper,
    AwardRound,
    CertificateLayout,
    CouncilMember,
    Nomination,
    NominationFile,
)
from members.models import PaperSeries
from programs.models import ProgramKind
from tests import factories as f
from tests.clients import of
from tests.documents.readers import docx_text, pdf_text

pytestmark = pytest.mark.django_db
DATES = {"first_day": "15/09/2014", "last_day": "25/09/2024"}


@pytest.fixture
def desk(cast):
    """A round with two nominees of village A and one of village B, a council of three."""
    kind = ProgramKind.objects.get(code="self_managed")
    program = f.ProgramFactory(commune=cast.commune, kind=kind)
    people = []
    for village in (cast.village_a, cast.village_b):
        f.ProgramSiteFactory(program=program, village=village)
        team = f.TeamFactory(village=village, name=f"Tổ tự quản {village.name}")
        people.append(f.MembershipFactory(team=team, person__village=village).person)
    found = f.AwardRoundFactory(
        commune=cast.commune, title="Khen thưởng tổng kết 10 năm mô hình tổ tự quản",
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26),
    )  # fmt: skip
    found.programs.add(program)
    found.people = people
    return found


def nominate(cast, desk):
    first, second = desk.people
    team = first.memberships.get().team
    chosen = [f"person-{first.pk}", f"person-{second.pk}", f"team-{team.pk}"]
    form = AwardForm.objects.get(code="giay-khen-xa").pk
    of(cast.officer).post(f"/awards/{desk.pk}/candidates/", {"chosen": chosen, "form": form})
    return list(desk.nominations.order_by("nominee_kind", "pk"))


def seat_council(cast, desk):
    data = {"council-TOTAL_FORMS": 3, "council-INITIAL_FORMS": 0}
    for index, (name, seat) in enumerate(
        (("Phạm Văn Khải", "chair"), ("Bùi Thị Lan", "member"), ("Trần Quân", "secretary"))
    ):
        data |= {
            f"council-{index}-full_name": name,
            f"council-{index}-seat": seat,
            f"council-{index}-present": "on",
        }
    return of(cast.officer).post(f"/awards/{desk.pk}/council/", data)


def vote(cast, desk, **votes):
    rows = desk.nominations.order_by("nominee_kind", "pk")
    data = {"day": "20/09/2024", "starts": "8h", "place": "Phòng họp UBND xã"}
    data |= {f"votes-{row.pk}": votes.get(str(place), 3) for place, row in enumerate(rows)}
    return of(cast.officer).post(f"/awards/{desk.pk}/votes/", data)


def decide(cast, desk, rows, dated="24/09/2024", user=None):
    data = {"approved": [row.pk for row in rows], "dated": dated}
    return of(user or cast.officer).post(f"/awards/{desk.pk}/decide/", data)


def test_a_round_is_begun_and_corrected(cast):
    program, elsewhere = (
        f.ProgramFactory(commune=cast.commune),
        f.ProgramFactory(commune=cast.other_commune),
    )
    officer = of(cast.officer)
    assert officer.get("/awards/new/").status_code == 200
    data = {
        "commune": cast.commune.pk,
        "title": "Khen thưởng",
        "programs": [program.pk],
        "share_needed": "70",
        **DATES,
    }
    wrong = officer.post(
        "/awards/new/",
        data | {"programs": [elsewhere.pk], "last_day": "01/01/2010", "share_needed": "101"},
    )
    assert set(wrong.context["form"].errors) == {"programs", "last_day", "share_needed"}
    officer.post("/awards/new/", data)
    round_ = AwardRound.objects.get()
    assert round_.period.last_day == dt.date(2024, 9, 25)
    officer.post(f"/awards/{round_.pk}/edit/", data | {"title": "Khen thưởng 10 năm"})
    round_.refresh_from_db()
    assert round_.title == "Khen thưởng 10 năm"
    for user in (cast.observer, cast.head_a):
        assert of(user).post("/awards/new/", data).status_code == 403


def test_candidates_show_their_facts_and_the_longest_service_first(cast, desk):
    young = f.MembershipFactory(team=desk.people[0].memberships.get().team, person__village=cast.village_a,
                                started_on=dt.date(2023, 9, 26)).person  # fmt: skip
    program = desk.programs.get()
    silent = f.ResultSheetFactory(
        program=program,
        village=cast.village_a,
        year=2024,
        month=2,
        period_start=dt.date(2024, 2, 1),
        period_end=dt.date(2024, 3, 1),
    )
    value = f.ResultValueFactory(
        sheet__program=program, sheet__village=cast.village_a, sheet__year=2024, sheet__month=3,
        sheet__period_start=dt.date(2024, 3, 1), sheet__period_end=dt.date(2024, 4, 1),
    )  # fmt: skip
    page = of(cast.officer).get(f"/awards/{desk.pk}/candidates/").content.decode()
    assert page.index(desk.people[0].full_name) < page.index(young.full_name)
    assert "tham gia 10 năm trong kỳ xét" in page
    assert "tham gia 1 năm trong kỳ xét" in page
    assert "thôn báo cáo 1/121 tháng" in page, "a sheet without a value tells nothing"
    assert (silent.state, value.sheet.state) == ("accepted", "accepted")
    before = f.AwardRoundFactory(commune=cast.commune)
    f.NominationFactory(
        round=before, person=young, state="approved", decision=f.DecisionFactory(round=before)
    )
    assert "đã được khen" in of(cast.officer).get(f"/awards/{desk.pk}/candidates/").content.decode()


def test_candidates_take_a_fixed_number_of_statements(cast, desk, django_assert_max_num_queries):
    officer = of(cast.officer)
    for _turn in (1, 2):
        with django_assert_max_num_queries(26):
            officer.get(f"/awards/{desk.pk}/candidates/")
        for _number in range(10):
            f.MembershipFactory(
                team=f.TeamFactory(village=cast.village_a), person__village=cast.village_a
            )


def test_those_ticked_are_nominated_once_with_their_facts_as_a_first_text(cast, desk):
    rows = nominate(cast, desk)
    assert [(row.nominee_kind, row.village.name) for row in rows] == [
        ("collective", "Thôn A"), ("individual", "Thôn A"), ("individual", "Thôn B"),
    ]  # fmt: skip
    team = desk.people[0].memberships.get().team
    assert rows[1].merits == f"Có 10 năm tham gia {team.name} trong thời gian xét khen thưởng."
    assert len(nominate(cast, desk)) == 3
    page = of(cast.officer).post(f"/awards/{desk.pk}/candidates/", {"form": rows[0].form_id})
    assert "Hãy chọn tập thể, cá nhân" in page.content.decode()


def test_merits_and_files_of_a_nomination(cast, desk, django_capture_on_commit_callbacks):
    row = nominate(cast, desk)[1]
    officer = of(cast.officer)
    officer.post(
        f"/awards/nominations/{row.pk}/edit/", {"form": row.form_id, "merits": "Mười năm tuần tra."}
    )
    row.refresh_from_db()
    assert row.merits == "Mười năm tuần tra."
    asked = officer.post(
        f"/awards/nominations/{row.pk}/edit/",
        {"form": row.form_id, "merits": "Bắt đối tượng Lý Văn Tèo"},
    )
    assert "Lý Văn Tèo" in asked.content.decode()
    url = f"/awards/nominations/{row.pk}/files/new/"
    bad = officer.post(
        url, {"title": "Báo cáo", "file": SimpleUploadedFile("a.pdf", b"MZ not a pdf")}
    )
    assert "PDF, Word" in bad.content.decode()
    officer.post(
        url, {"title": "Báo cáo đã ký", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")}
    )
    file = NominationFile.objects.get()
    assert b"".join(officer.get(f"/awards/files/{file.pk}/").streaming_content).startswith(b"%PDF")
    for user in (cast.stranger, cast.head_a):
        assert of(user).get(f"/awards/files/{file.pk}/").status_code == 404
    assert of(cast.observer).post(f"/awards/files/{file.pk}/delete/").status_code == 403
    assert f"/awards/files/{file.pk}/delete/" in officer.get(f"/awards/{desk.pk}/").content.decode()
    storage, name = file.file.storage, file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(f"/awards/files/{file.pk}/delete/")
    assert not storage.exists(name)
    officer.post(f"/awards/nominations/{row.pk}/delete/")
    assert desk.nominations.count() == 2


def test_a_household_or_a_village_is_nominated_by_hand(cast, desk):
    officer = of(cast.officer)
    url = f"/awards/{desk.pk}/nominations/new/"
    form = AwardForm.objects.get(code="giay-khen-xa").pk
    data = {
        "form": form,
        "nominee_kind": "household",
        "village": cast.village_a.pk,
        "merits": "Góp 03 camera.",
    }
    assert "tên chủ hộ" in officer.post(url, data).content.decode()
    assert (
        officer.post(
            url, data | {"village": cast.other_village.pk, "household_name": "Hộ ông Lợi"}
        ).status_code
        == 200
    )
    officer.post(url, data | {"household_name": "Hộ ông Đặng Văn Lợi"})
    officer.post(url, data | {"nominee_kind": "collective"})
    assert {row.nominee for row in desk.nominations.all()} == {"Hộ ông Đặng Văn Lợi", "Thôn A"}


def test_the_council_votes_and_more_votes_than_members_are_refused(cast, desk):
    rows = nominate(cast, desk)
    assert "có mặt trước" in vote(cast, desk).content.decode()
    seat_council(cast, desk)
    assert [row.seat for row in desk.council.all()] == ["chair", "member", "secretary"]
    too_many = vote(cast, desk, **{"1": 4})
    assert "4 phiếu, nhưng chỉ có 3" in too_many.content.decode()
    assert not desk.nominations.filter(state="reviewed").exists()
    vote(cast, desk, **{"1": 1, "2": ""})
    rows = list(desk.nominations.order_by("nominee_kind", "pk"))
    assert [(row.state, row.votes_for, row.votes_total) for row in rows] == [
        ("reviewed", 3, 3), ("reviewed", 1, 3), ("proposed", None, None),
    ]  # fmt: skip
    assert "33 %" in of(cast.officer).get(f"/awards/{desk.pk}/").content.decode()


def test_a_new_round_begins_with_the_council_of_the_last(cast, desk):
    seat_council(cast, desk)
    later = f.AwardRoundFactory(commune=cast.commune)
    assert "Bùi Thị Lan" in of(cast.officer).get(f"/awards/{later.pk}/council/").content.decode()
    two = CouncilMember.objects.filter(round=desk)
    data = {"council-TOTAL_FORMS": 3, "council-INITIAL_FORMS": 3}
    for index, row in enumerate(two):
        data |= {
            f"council-{index}-id": row.pk,
            f"council-{index}-full_name": row.full_name,
            f"council-{index}-seat": "chair",
        }
    page = of(cast.officer).post(f"/awards/{desk.pk}/council/", data)
    assert "chỉ có một chủ tịch" in page.content.decode()
    assert [row.seat for row in desk.council.all()] == ["chair", "member", "secretary"]


def test_the_decision_takes_its_number_money_and_certificates(cast, desk):
    rows = nominate(cast, desk)
    PaperSeries.objects.create(
        commune=cast.commune, issuer="peoples_committee", kind="QĐ", year=2024, last_number=111
    )
    seat_council(cast, desk)
    unheard = decide(cast, desk, rows)
    assert unheard.status_code == 200
    vote(cast, desk, **{"2": 1})
    early = decide(cast, desk, rows[:2], dated="01/09/2024")
    assert "trước cuộc họp hội đồng" in early.content.decode()
    unnamed = decide(cast, desk, rows[:2])
    assert "biên bản" in unnamed.content.decode()
    number(cast, desk)
    assert decide(cast, desk, rows[:2], user=cast.committee).status_code == 302
    after = list(desk.nominations.order_by("nominee_kind", "pk"))
    assert [(row.state, row.certificate_number) for row in after] == [
        ("approved", 1),
        ("approved", 2),
        ("refused", None),
    ]
    decision = desk.decisions.get()
    assert decision.paper.code == "112/QĐ-UBND"
    text = " ".join(
        pdf_text(of(cast.observer).get(f"/awards/{desk.pk}/papers/decision.pdf").content).split()
    )
    for words in ("01 tập thể và 01 cá nhân", "1.070.000 đồng (Bằng chữ: Một triệu không trăm bảy mươi nghìn đồng)",
                  "112/QĐ-UBND", "98/2023/NĐ-CP", "710.000", "360.000"):  # fmt: skip
        assert words in text, words
    assert "152/2025" not in text
    kept = of(cast.officer).post(
        f"/awards/nominations/{after[0].pk}/edit/", {"form": after[0].form_id, "merits": "Khác"}
    )
    assert "đã có quyết định" in kept.content.decode()
    gone = of(cast.officer).post(f"/awards/nominations/{after[0].pk}/delete/", follow=True)
    assert "đã có quyết định" in gone.content.decode()
    assert decide(cast, desk, after[:1]).status_code == 200
    assert desk.decisions.count() == 1


def number(cast, desk, *what, dated="21/09/2024"):
    """Give papers of the round their numbers."""
    for paper in what or ("council", "submission"):
        of(cast.officer).post(f"/awards/{desk.pk}/papers/{paper}/issue/", {"dated": dated})


def through(cast, desk):
    rows = nominate(cast, desk)
    seat_council(cast, desk)
    vote(cast, desk)
    number(cast, desk)
    decide(cast, desk, rows)


WORDS = {
    "merits": ["I. Sơ lược lý lịch", "NGƯỜI BÁO CÁO", "Có 10 năm tham gia"],
    "submission": [
        "Kính gửi: Chủ tịch Ủy ban nhân dân",
        "01 tập thể và 02 cá nhân",
        "Danh sách đề nghị khen thưởng",
    ],
    "council": ["08 giờ 00 phút", "3/3", "100%", "Phạm Văn Khải"],
    "decision": ["Điều 1", "QUYẾT ĐỊNH"],
    "rewarded": ["Danh sách khen thưởng", "01/QĐ-UBND"],
    "payment": ["1.430.000", "một triệu bốn trăm ba mươi nghìn đồng", "Ký nhận"],
    "certificates": ["GIẤY KHEN", "Quyết định số 01/QĐ-UBND", "Vào sổ khen thưởng số: 03"],
}


@pytest.mark.parametrize("what", list(WORDS))
def test_every_paper_of_the_chain_goes_out_as_word_and_pdf(cast, desk, what):
    through(cast, desk)
    reader = of(cast.observer)
    for format_, text_of in (("docx", docx_text), ("pdf", pdf_text)):
        answer = reader.get(f"/awards/{desk.pk}/papers/{what}.{format_}")
        assert answer.status_code == 200
        text = " ".join(text_of(answer.content).split())
        for words in WORDS[what]:
            assert words.lower() in text.lower(), (what, format_, words)
    assert reader.get(f"/awards/{desk.pk}/papers/{what}/").status_code == (
        404 if what == "certificates" else 200
    )


@pytest.mark.parametrize("what", list(WORDS))
def test_before_the_decision_papers_are_drafts_or_say_what_is_missing(cast, desk, what):
    officer = of(cast.officer)
    nominate(cast, desk)
    answer = officer.get(f"/awards/{desk.pk}/papers/{what}.pdf", follow=True)
    assert answer.status_code == 200
    if what == "certificates":
        assert "sau khi có quyết định" in answer.content.decode()
    elif what in ("decision", "rewarded", "payment"):
        assert "chưa có nội dung để quyết định" in answer.content.decode()
        seat_council(cast, desk)
        vote(cast, desk)
        draft = officer.get(f"/awards/{desk.pk}/papers/{what}.pdf")
        assert draft.content.startswith(b"%PDF")
    else:
        assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("what", "code"), [("submission", "01/TTr-CAX"), ("council", "01/BB-UBND")]
)
def test_submission_and_minutes_take_their_numbers_and_stay(cast, desk, what, code):
    officer = of(cast.officer)
    url = f"/awards/{desk.pk}/papers/{what}/"
    empty = officer.post(f"{url}issue/", {"dated": "21/09/2024"}, follow=True)
    assert "Chưa có ai được đề nghị" in empty.content.decode()
    nominate(cast, desk)
    seat_council(cast, desk)
    vote(cast, desk)
    officer.post(f"{url}issue/", {"dated": "21/09/2024"})
    assert AwardPaper.objects.get().paper.code == code
    desk.title = "Tên khác"
    desk.save(update_fields=["title"])
    assert "tên khác" not in re.sub(r"<a.*?</a>", "", officer.get(url).content.decode())
    assert (
        "đã có số"
        in officer.post(f"{url}issue/", {"dated": "22/09/2024"}, follow=True).content.decode()
    )
    for wrong, dated in (("payment", "22/09/2024"), (what, "x"), ("nothing", "22/09/2024")):
        officer.post(f"/awards/{desk.pk}/papers/{wrong}/issue/", {"dated": dated})
    assert AwardPaper.objects.count() == 1


def texts_of(layout, **changes):
    rows = list(layout.texts.all())
    data = {
        "texts-TOTAL_FORMS": len(rows),
        "texts-INITIAL_FORMS": len(rows),
        "shift_x": "1,5",
        "shift_y": "-2",
    }
    for index, row in enumerate(rows):
        given = {
            "id": row.pk,
            "x": row.x,
            "y": row.y,
            "width": row.width,
            "size": row.size,
            "align": row.align,
        }
        given |= changes.get(row.what, {})
        if row.what not in ("organ", "title"):  # they stand on the pre-printed paper
            given["printed"] = "on"
        data |= {f"texts-{index}-{name}": value for name, value in given.items()}
    return data


def test_the_layout_is_adjusted_tested_and_used(cast, desk):
    through(cast, desk)
    officer = of(cast.officer)
    url = f"/awards/layouts/{cast.commune.pk}/"
    assert officer.get(url).status_code == 200
    assert not CertificateLayout.objects.exists()  # looking makes nothing
    assert "Phương Thảo" in pdf_text(officer.get(f"{url}test.pdf").content)
    officer.post(url, {"csrfmiddlewaretoken": "x"})
    layout = CertificateLayout.objects.get()
    wrong = officer.post(url, texts_of(layout, nominee={"x": "400", "size": "200"}))
    assert "cỡ chữ từ 6 đến 96" in wrong.content.decode() or "297" in wrong.content.decode()
    officer.post(url, texts_of(layout, nominee={"x": "50", "size": "30"}))
    layout.refresh_from_db()
    assert (float(layout.shift_x), float(layout.shift_y)) == (1.5, -2)
    row = layout.texts.get(what="nominee")
    assert (row.x, row.size, layout.texts.get(what="title").printed) == (50, 30, False)
    trial = officer.get(f"{url}test.pdf")
    assert "Phương Thảo" in pdf_text(trial.content)
    printed = pdf_text(officer.get(f"/awards/{desk.pk}/papers/certificates.pdf").content)
    assert "GIẤY KHEN" not in printed
    assert desk.people[0].full_name in " ".join(printed.split())
    form = AwardForm.objects.get(code="giay-khen-xa").pk
    assert officer.get(f"{url}?form={form}").status_code == 200
    assert officer.get(f"{url}?form=99999").status_code == 404
    officer.post(f"{url}?form={form}", {"csrfmiddlewaretoken": "x"})
    assert CertificateLayout.objects.count() == 2


def test_a_village_head_sees_what_the_own_village_was_awarded(cast, desk):
    nominate(cast, desk)
    head = of(cast.head_a)
    assert "Thôn chưa có khen thưởng" in head.get("/awards/mine/").content.decode()
    seat_council(cast, desk)
    vote(cast, desk)
    number(cast, desk)
    decide(cast, desk, desk.nominations.all())
    page = head.get("/awards/mine/").content.decode()
    assert desk.people[0].full_name in page
    assert desk.people[1].full_name not in page
    assert head.get(f"/awards/{desk.pk}/").status_code == 404


def test_awards_show_on_the_person_the_team_and_the_village(cast, desk):
    through(cast, desk)
    person = desk.people[0]
    team = person.memberships.get().team
    officer = of(cast.officer)
    for path, times in (
        (f"people/{person.pk}", 1), (f"teams/{team.pk}", 1), (f"villages/{cast.village_a.pk}", 2)
    ):  # fmt: skip
        assert officer.get(f"/members/{path}/").content.decode().count("01/QĐ-UBND") == times, path


@pytest.mark.parametrize("path", ["edit/", "candidates/", "nominations/new/", "council/", "votes/", "decide/",
                                  "papers/submission/issue/"])  # fmt: skip
def test_awards_are_written_by_officers_and_the_committee_of_the_commune(cast, desk, path):
    url = f"/awards/{desk.pk}/{path}"
    assert of(cast.observer).post(url).status_code == 403
    for user in (cast.stranger, cast.head_a):
        assert of(user).post(url).status_code == 404
    assert of(cast.officer).post(f"/awards/999999/{path}").status_code == 404
    assert of(cast.officer).delete(url).status_code == 405


def test_rounds_and_papers_are_read_by_the_commune_only(cast, desk):
    row = nominate(cast, desk)[0]
    for user, seen, written in (
        (cast.observer, 200, 403),
        (cast.stranger, 404, 404),
        (cast.head_a, 404, 404),
    ):
        client = of(user)
        assert client.get(f"/awards/{desk.pk}/").status_code == seen
        assert client.get(f"/awards/{desk.pk}/papers/submission.pdf").status_code == seen
        assert client.post(f"/awards/nominations/{row.pk}/edit/").status_code == written
        assert client.post(f"/awards/nominations/{row.pk}/delete/").status_code == written
        assert client.post(f"/awards/nominations/{row.pk}/files/new/").status_code == written
    assert of(cast.observer).get(f"/awards/layouts/{cast.commune.pk}/").status_code == 403
    assert of(cast.stranger).get(f"/awards/layouts/{cast.commune.pk}/test.pdf").status_code == 404
    for path in ("nothing.pdf", "submission.exe", "nothing/"):
        assert of(cast.officer).get(f"/awards/{desk.pk}/papers/{path}").status_code == 404
    assert "Khen thưởng tổng kết" not in of(cast.stranger).get("/awards/").content.decode()


def test_round_pages_take_a_fixed_number_of_statements(cast, desk, django_assert_max_num_queries):
    officer = of(cast.officer)
    nominate(cast, desk)
    for _turn in (1, 2):
        with django_assert_max_num_queries(30):
            officer.get(f"/awards/{desk.pk}/")
        with django_assert_max_num_queries(9):
            officer.get("/awards/")
        for _number in range(8):
            f.NominationFactory(round=desk, village=cast.village_a)
            f.AwardRoundFactory(commune=cast.commune)
    assert Nomination.objects.filter(round=desk).count() == 19
