"""The conference folder: all papers in one place, the reports read at it, the news item's facts."""

import datetime as dt
import io
import re
import zipfile
from hashlib import blake2s

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commune_security.conference.news import news
from documents.tree import Paragraph
from meetings.models import Meeting, PaperRun
from tests import factories as f
from tests.clients import of
from tests.documents.readers import docx_text, pdf_text
from tests.paths import ROOT

pytestmark = pytest.mark.django_db
#: BLAKE2s (4 bytes) of every dozen words in a row of the article on the conference, 29/9/2024, whose
#: facts the demo holds: the draft tells the facts, and never in the article's words
ARTICLE_RUNS = frozenset((ROOT / "tests" / "portal" / "article_runs.txt").read_text().split())


@pytest.fixture
def meeting(cast):
    found = f.MeetingFactory(commune=cast.commune)
    f.DelegateFactory(meeting=found, full_name="Bàn Thị Xuân")
    return found


def test_the_folder_lists_every_paper_and_packs_them_into_one_zip(cast, meeting):
    officer = of(cast.officer)
    round_ = f.AwardRoundFactory(commune=cast.commune, meeting=meeting)
    report = f.ReviewReportFactory(commune=cast.commune, title="Tổng kết 10 năm mô hình")
    url = f"/meetings/{meeting.pk}/folder/"
    assert "Chưa chọn báo cáo" in officer.get(url).content.decode()
    officer.post(url, {"reports": [report.pk]})
    page = officer.get(url).content.decode()
    for words in (
        "Tổng kết 10 năm mô hình",
        round_.title,
        f"/meetings/{meeting.pk}/papers/plan.docx",
    ):
        assert words in page
    part = officer.post(f"{url}all.zip", headers={"HX-Request": "true"})
    run = PaperRun.objects.get()
    assert (run.what, run.state) == ("folder", "done"), run.message
    assert f"/meetings/runs/{run.pk}/file/" in part.content.decode()
    content = b"".join(officer.get(f"/meetings/runs/{run.pk}/file/").streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        names = folder.namelist()
        assert folder.testzip() is None
    assert "1-hoi-nghi/01-ke-hoach.pdf" in names
    assert "1-hoi-nghi/giay-moi-tung-dai-bieu.docx" in names
    assert f"2-bao-cao/bao-cao-ban-thao-{report.pk}.docx" in names
    assert "4-tin-bai/tin-hoi-nghi.docx" in names
    assert not [name for name in names if "giay-khen" in name]  # nothing is decided yet


def test_reports_of_another_commune_are_not_attached(cast, meeting):
    elsewhere = f.ReviewReportFactory(commune=cast.other_commune)
    page = of(cast.officer).post(f"/meetings/{meeting.pk}/folder/", {"reports": [elsewhere.pk]})
    assert "reports" in page.context["form"].errors
    elsewhere.refresh_from_db()
    assert elsewhere.meeting is None


def test_the_folder_is_read_by_the_commune_and_packed_by_who_looks_after_it(cast, meeting):
    url = f"/meetings/{meeting.pk}/folder/"
    for user, seen, written in (
        (cast.observer, 200, 403),
        (cast.stranger, 404, 404),
        (cast.head_a, 404, 404),
    ):
        client = of(user)
        assert client.get(url).status_code == seen
        assert client.get(f"/meetings/{meeting.pk}/news/").status_code == seen
        assert client.get(f"/meetings/{meeting.pk}/news.pdf").status_code == seen
        assert client.post(url, {}).status_code == written
        assert client.post(f"{url}all.zip").status_code == written
    officer = of(cast.officer)
    assert officer.get(f"{url}all.zip").status_code == 405
    assert officer.get(f"/meetings/{meeting.pk}/news.exe").status_code == 404
    assert officer.get("/meetings/999999/folder/").status_code == 404


def test_the_folder_takes_a_fixed_number_of_statements(
    cast, meeting, django_assert_max_num_queries
):
    officer = of(cast.officer)
    for _turn in (1, 2):
        with django_assert_max_num_queries(22):
            officer.get(f"/meetings/{meeting.pk}/folder/")
        with django_assert_max_num_queries(32):
            officer.get(f"/meetings/{meeting.pk}/news/")
        for _number in range(10):
            f.DelegateFactory(meeting=meeting)
            f.AwardRoundFactory(commune=cast.commune)
            f.ReviewReportFactory(commune=cast.commune)


def text_of(document) -> str:
    return " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def test_the_news_item_holds_the_facts_of_the_article_in_words_of_its_own(demo, django_user_model):
    officer = django_user_model.objects.get(username="canbo")
    draft = news(Meeting.objects.filter(commune=demo).first(), officer)
    told = draft.head.subject + " " + text_of(draft)
    for fact in (
        # the day and the time of day
        "Chiều 29/9/2024",
        # the programmes, old and young, with their spans
        "tổng kết 10 năm mô hình “Tổ nhân dân tự quản về an ninh, trật tự”",
        "sơ kết 01 năm các mô hình “An ninh cơ sở”",
        "“Người có uy tín tham gia đảm bảo",
        "“Camera an ninh”",
        "an toàn về phòng cháy, chữa cháy Thôn 1",
        # villages and members, and who leads by which post
        "03 thôn với 23 thành viên",
        "Tổ trưởng do trưởng thôn, tổ phó do phó trưởng thôn",
        # the awards
        "01 tập thể và 03 cá nhân",
        "thành tích xuất sắc trong 10 năm thực hiện",
    ):
        assert fact in told
    # words of its own: no dozen words in a row are the article's, but for names in quotes
    mine = re.sub(r"[^\w\s]", "", re.sub(r"“[^”]*”", "", told).lower()).split()
    runs = {" ".join(mine[at : at + 12]) for at in range(len(mine) - 11)}
    assert len(ARTICLE_RUNS) > 600
    assert len(runs) > 100
    assert not [
        run for run in runs if blake2s(run.encode(), digest_size=4).hexdigest() in ARTICLE_RUNS
    ]


def test_the_demo_conference_goes_through_the_whole_chain(demo):
    meeting = Meeting.objects.filter(commune=demo).first()
    numbers = {row.kind: row.paper.code for row in meeting.papers.select_related("paper")}
    assert numbers == {
        "plan": "10/KH-BCĐ", "invitation": "07/GM-BCĐ", "programme": "02/CTr-BCĐ",
        "minutes": "05/BB-BCĐ", "notice": "04/TB-BCĐ",
    }  # fmt: skip
    assert set(meeting.delegates.values_list("attendance", flat=True)) == {"present", "excused"}
    assert meeting.photos.count() == meeting.conclusions.count() == 3
    assert meeting.reports.count() == 2
    round_ = meeting.award_rounds.get()
    assert {row.kind: row.paper.code for row in round_.papers.all()} == {
        "submission": "05/TTr-CAX", "council": "18/BB-UBND"
    }  # fmt: skip
    assert round_.decisions.get().paper.code == "112/QĐ-UBND"
    assert round_.nominations.approved().count() == 4


def test_the_command_leaves_every_paper_in_a_folder(demo, tmp_path, capsys):
    call_command("conference_papers", commune="07057", out=tmp_path)
    files = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")
    }
    assert len(files) == 40
    assert all(
        content.startswith(b"%PDF" if name.endswith("pdf") else b"PK")
        for name, content in files.items()
    )
    assert "1.790.000 đồng" in " ".join(pdf_text(files["3-khen-thuong/04-quyet-dinh.pdf"]).split())
    assert "Bàn Thị Thu Hương" in docx_text(files["3-khen-thuong/07-giay-khen.docx"])
    invitations = pdf_text(files["1-hoi-nghi/giay-moi-tung-dai-bieu.pdf"])
    assert invitations.count("07/GM-BCĐ") == 29
    with pytest.raises(CommandError, match="no meeting"):
        call_command("conference_papers", commune="99999", out=tmp_path)


def test_there_is_no_news_of_a_meeting_still_to_come(cast, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() + dt.timedelta(days=3))
    page = of(cast.officer).get(f"/meetings/{meeting.pk}/news/", follow=True)
    assert "chưa diễn ra nên chưa có tin bài" in page.content.decode()
    answer = of(cast.officer).get(f"/meetings/{meeting.pk}/news.pdf")
    assert answer.status_code == 302


def test_a_monthly_meeting_is_no_review_and_nobody_is_counted_whom_nobody_marked(cast):
    program = f.ProgramFactory(commune=cast.commune, founded_on=dt.date(2012, 1, 1))
    monthly = f.MeetingFactory(commune=cast.commune, kind="monthly", title="Giao ban tháng 9")
    monthly.programs.add(program)
    f.DelegateFactory(meeting=monthly)
    draft = news(monthly, cast.officer)
    told = draft.head.subject + " " + text_of(draft)
    assert "tổ chức giao ban tháng 9" in told
    assert "tổng kết" not in told
    assert "đại biểu" not in told
    assert draft.head.organ == ""


def test_the_news_item_names_who_read_the_report_and_counts_cases(demo, django_user_model):
    officer = django_user_model.objects.get(username="canbo")
    told = text_of(news(Meeting.objects.filter(commune=demo).first(), officer))
    assert "đồng chí Thiếu tá Hoàng Quốc Việt, Trưởng Công an xã trình bày báo cáo tổng kết" in told
    assert "giúp giải quyết 54 vụ việc" in told
    assert "Công an xã Bằng Cả đã tham mưu Ban Chỉ đạo 138 xã Bằng Cả tổ chức" in told
    assert "Chủ tịch UBND xã tặng Giấy khen cho 01 tập thể và 03 cá nhân" in told
