"""Papers of a meeting: what they say, their numbers, their files, the invitations in one run."""

import io
import re
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from commune_security.demo.pictures import hall
from meetings.codes import code_of
from meetings.models import MeetingPaper, PaperRun, Photo
from meetings.services.papers import PAPERS
from members.models import Paper
from tests import factories as f
from tests.clients import of
from tests.documents.readers import docx_text, pdf_text

pytestmark = pytest.mark.django_db
WORDS = {
    "plan": ["Mục đích, yêu cầu", "02 đại biểu", "Hội trường UBND xã"],
    "invitation": ["trân trọng kính mời", "14 giờ 00 phút, Chủ nhật, ngày 29 tháng 9 năm 2024"],
    "programme": ["14h10", "Báo cáo tổng kết"],
    "script": ["chào cờ", "Ngô Thanh Bình", "Kính thưa"],
    "delegates": ["Đại biểu cấp trên (01)", "Ký tên"],
    "cards": ["NGÔ THANH BÌNH"],
    "minutes": [
        "Tổng số có mặt: 01/02 đại biểu được mời",
        "Lý Văn Nam dự thay đồng chí Trung tá Ngô Thanh Bình",
        "THƯ KÝ",
    ],
    "notice": ["Sửa chữa camera", "30/11/2024"],
    "captions": ["Ảnh 1: Đại biểu dự hội nghị"],
}


@pytest.fixture
def meeting(cast):
    found = f.MeetingFactory(
        commune=cast.commune, title="Hội nghị tổng kết 10 năm", place="Hội trường UBND xã"
    )
    f.AgendaItemFactory(meeting=found, order=1, minutes=10, item="Chào cờ", part="flag")
    f.AgendaItemFactory(meeting=found, order=2, item="Báo cáo tổng kết", part="report")
    f.AgendaItemFactory(meeting=found, order=3, item="Giới thiệu đại biểu", part="introduction")
    guest = f.DelegateFactory(
        meeting=found, full_name="Ngô Thanh Bình", rank="Trung tá", group="superior",
        post="Cán bộ", unit="BCĐ 138 thành phố", attendance="present", proxy="Lý Văn Nam", seat="A1",
    )  # fmt: skip
    f.DelegateFactory(
        meeting=found, full_name="Bàn Thị Xuân", group="village", village=cast.village_a
    )
    found.chair = found.secretary = guest
    found.save()
    photo = Photo(meeting=found, caption="Đại biểu dự hội nghị", order=1)
    photo.image.save("anh.jpg", ContentFile(hall(0)))
    found.conclusions.create(what="Sửa chữa camera", owner="Công an xã", due_on="2024-11-30")
    return found


@pytest.mark.parametrize("what", list(PAPERS))
def test_every_paper_goes_out_as_word_and_pdf_and_says_what_it_must(cast, meeting, what):
    reader = of(cast.observer)
    for format_, text_of in (("docx", docx_text), ("pdf", pdf_text)):
        answer = reader.get(f"/meetings/{meeting.pk}/papers/{what}.{format_}")
        assert answer.status_code == 200, (what, format_)
        assert (
            f'filename="{PAPERS[what].file}-{meeting.pk}.{format_}"'
            in answer["Content-Disposition"]
        )
        text = " ".join(text_of(answer.content).split())
        for words in WORDS[what]:
            assert words.lower() in text.lower(), (what, format_, words)
    page = reader.get(f"/meetings/{meeting.pk}/papers/{what}/")
    assert page.status_code == (404 if what == "cards" else 200)


@pytest.mark.parametrize("what", [row.what for row in PAPERS.values() if row.kind])
def test_a_paper_takes_the_next_number_of_its_series_and_stays_as_it_went_out(cast, meeting, what):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/papers/{what}/"
    page = officer.post(f"{url}issue/", {"dated": "29/09/2024"}, follow=True)
    kind = PAPERS[what].kind.value
    paper = MeetingPaper.objects.get(meeting=meeting, kind=what).paper
    assert (paper.code, paper.series.last_number) == (f"01/{kind}-BCĐ", 1)
    assert f"Số: 01/{kind}-BCĐ" in officer.get(url).content.decode()
    assert f"01/{kind}-BCĐ" in page.content.decode()
    meeting.title = "Tên khác"
    if what in ("minutes", "notice"):
        with pytest.raises(IntegrityError, match="told_stays"), transaction.atomic():
            meeting.save()
    else:
        meeting.save()
    assert "Tên khác" not in re.sub(r"<a.*?</a>", "", officer.get(url).content.decode())
    officer.post(f"{url}issue/", {"dated": "29/09/2024"})
    assert Paper.objects.filter(commune=cast.commune, kind=kind).count() == 1


def test_what_cannot_be_issued_is_refused_with_a_reason(cast, meeting):
    officer = of(cast.officer)
    for what, dated, words in (
        ("minutes", "28/09/2024", "trước ngày họp"), ("invitation", "30/09/2024", "trước khi họp"),
        ("script", "29/09/2024", "không mang số"), ("plan", "32/09/2024", "ngày/tháng/năm"),
        ("nothing", "29/09/2024", "không mang số"),
    ):  # fmt: skip
        page = officer.post(
            f"/meetings/{meeting.pk}/papers/{what}/issue/", {"dated": dated}, follow=True
        )
        assert words in page.content.decode(), (what, words)
    meeting.agenda.all().delete()
    page = officer.post(
        f"/meetings/{meeting.pk}/papers/programme/issue/", {"dated": "29/09/2024"}, follow=True
    )
    assert "chưa có chương trình" in page.content.decode()
    assert not Paper.objects.filter(commune=cast.commune).exists()


@pytest.mark.parametrize("format_", ["pdf", "docx", "zip"])
def test_invitations_of_all_delegates_are_written_in_one_run(cast, meeting, format_):
    officer = of(cast.officer)
    officer.post(f"/meetings/{meeting.pk}/papers/invitation/issue/", {"dated": "20/09/2024"})
    page = officer.post(
        f"/meetings/{meeting.pk}/invitations/", {"format": format_}, headers={"HX-Request": "true"}
    )
    run = PaperRun.objects.get()
    assert (run.state, run.step) == ("done", 3)
    assert f"/meetings/runs/{run.pk}/file/" in page.content.decode()
    answer = officer.get(f"/meetings/runs/{run.pk}/file/")
    content = b"".join(answer.streaming_content)
    if format_ == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            assert folder.namelist() == ["001-ngo-thanh-binh.pdf", "002-ban-thi-xuan.pdf"]
            text = "".join(pdf_text(folder.read(name)) for name in folder.namelist())
    else:
        text = (pdf_text if format_ == "pdf" else docx_text)(content)
    for words in ("Đồng chí Trung tá Ngô Thanh Bình", "Bàn Thị Xuân", "Chỗ ngồi: A1"):
        assert words in " ".join(text.split())
    if format_ != "docx":
        assert text.count("01/GM-BCĐ") == 2


def test_a_run_that_is_at_work_shows_how_far_it_has_come(cast, meeting):
    run = PaperRun.objects.create(
        meeting=meeting, what="invitations", format="pdf", state="running", step=11, steps=30,
        message="Bàn Thị Xuân", started_by=cast.officer,
    )  # fmt: skip
    part = of(cast.officer).get(f"/meetings/runs/{run.pk}/").content.decode()
    for words in ("Đang viết 11/30", 'max="30" value="11"', "hx-get", "Bàn Thị Xuân"):
        assert words in part
    run.state, run.message = "failed", "Chưa mời ai"
    run.save()
    part = of(cast.officer).get(f"/meetings/runs/{run.pk}/").content.decode()
    assert "hx-get" not in part
    assert "Chưa mời ai" in part


def test_a_run_for_nobody_fails_with_a_reason(cast, meeting):
    meeting.delegates.all().delete()
    officer = of(cast.officer)
    page = officer.post(f"/meetings/{meeting.pk}/invitations/", {"format": "pdf"}, follow=True)
    assert "Chưa mời ai" in page.content.decode()
    assert officer.get(f"/meetings/runs/{PaperRun.objects.get().pk}/file/").status_code == 404
    page = officer.get(f"/meetings/{meeting.pk}/papers/cards.pdf", follow=True)
    assert "Chưa mời ai" in page.content.decode()
    assert (
        officer.post(f"/meetings/{meeting.pk}/invitations/", {"format": "exe"}).status_code == 404
    )


def test_heads_are_told_when_the_invitations_of_their_village_are_ready(cast, meeting):
    url = f"/meetings/{meeting.pk}/papers/invitation/issue/"
    of(cast.officer).post(url, {"dated": "20/09/2024"})
    assert cast.head_a.notices.get().url == "/meetings/invitations/"
    assert not cast.head_b.notices.exists()


def test_a_head_gets_the_invitations_of_the_own_village_only(cast, meeting):
    guest, own = meeting.delegates.order_by("pk")
    head = of(cast.head_a)
    page = head.get("/meetings/invitations/").content.decode()
    assert "Bàn Thị Xuân" in page
    assert "Ngô Thanh Bình" not in page
    answer = head.get(f"/meetings/delegates/{own.pk}/invitation.pdf")
    assert 'filename="giay-moi-ban-thi-xuan.pdf"' in answer["Content-Disposition"]
    assert "Bàn Thị Xuân" in pdf_text(answer.content)
    assert head.get(f"/meetings/delegates/{guest.pk}/invitation.pdf").status_code == 404
    assert of(cast.head_b).get(f"/meetings/delegates/{own.pk}/invitation.pdf").status_code == 404
    assert head.post(f"/meetings/delegates/{own.pk}/delete/").status_code == 403
    assert "Bàn Thị Xuân" not in of(cast.head_b).get("/meetings/invitations/").content.decode()


def test_papers_are_read_by_the_commune_and_issued_by_who_looks_after_it(cast, meeting):
    paper, issue = (
        f"/meetings/{meeting.pk}/papers/plan.pdf",
        f"/meetings/{meeting.pk}/papers/plan/issue/",
    )
    for user in (cast.stranger, cast.head_a):
        assert of(user).get(paper).status_code == 404
        assert of(user).get(f"/meetings/{meeting.pk}/papers/plan/").status_code == 404
        assert of(user).post(issue, {"dated": "29/09/2024"}).status_code == 404
        assert (
            of(user).post(f"/meetings/{meeting.pk}/invitations/", {"format": "pdf"}).status_code
            == 404
        )
    assert of(cast.observer).post(issue, {"dated": "29/09/2024"}).status_code == 403
    assert (
        of(cast.observer)
        .post(f"/meetings/{meeting.pk}/invitations/", {"format": "pdf"})
        .status_code
        == 403
    )
    officer = of(cast.officer)
    assert officer.get(issue).status_code == 405
    for missing in ("nothing.pdf", "plan.exe", "nothing/"):
        assert officer.get(f"/meetings/{meeting.pk}/papers/{missing}").status_code == 404
    officer.post(f"/meetings/{meeting.pk}/invitations/", {"format": "pdf"})
    run = PaperRun.objects.get()
    for user, status in ((cast.observer, 404), (cast.stranger, 404), (cast.committee, 200)):
        assert of(user).get(f"/meetings/runs/{run.pk}/").status_code == status
        assert of(user).get(f"/meetings/runs/{run.pk}/file/").status_code == status


def test_papers_take_a_fixed_number_of_statements(cast, meeting, django_assert_max_num_queries):
    officer = of(cast.officer)
    for turn in (1, 2):
        with django_assert_max_num_queries(18):
            officer.get(f"/meetings/{meeting.pk}/papers/minutes/")
        for number in range(15):
            f.DelegateFactory(meeting=meeting, full_name=f"Người {number}")
            f.AgendaItemFactory(meeting=meeting, order=50 * turn + number)
    assert code_of(meeting.delegates.first()).count(".") == 1
