"""What belongs to a paper stays with it: copies of an invitation, what minutes tell, a meeting that moves."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from common.dates import moment
from meetings.models import Conclusion, Delegate, Minutes
from meetings.services.after import delete_conclusion, save_conclusion, save_minutes
from meetings.services.attendance import mark, sign_in
from meetings.services.invitations import delete_delegate, invite_from_register, save_delegate
from meetings.services.papers import invitation_of, issue_paper, outdated_of
from meetings.services.planning import assign_seats, save_agenda, save_meeting
from tests import factories as f
from tests.clients import of
from tests.documents.readers import pdf_text

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 29)


@pytest.fixture
def meeting(cast):
    found = f.MeetingFactory(commune=cast.commune, place="Hội trường UBND xã")
    f.AgendaItemFactory(meeting=found, order=1, item="Báo cáo tổng kết", part="report")
    f.DelegateFactory(
        meeting=found, full_name="Ngô Thanh Bình", post="Cán bộ", attendance="present"
    )
    f.DelegateFactory(meeting=found, full_name="Bàn Thị Xuân")
    found.conclusions.create(what="Sửa chữa camera", owner="Công an xã")
    return found


def issue(meeting, what, day, cast):
    return issue_paper(meeting=meeting, what=what, dated=dt.date(2024, 9, day), user=cast.officer)


def told(document) -> str:
    return " ".join(block.text for block in document.blocks if hasattr(block, "text"))


def test_copies_of_an_invitation_stay_as_they_went_out(cast, meeting):
    first, second = meeting.delegates.order_by("pk")
    issue(meeting, "invitation", 20, cast)
    meeting.place, meeting.title, meeting.requests = "Nơi khác", "Tên khác", "Mặc trang phục."
    meeting.save()
    Delegate.objects.filter(pk=first.pk).update(full_name="Người Khác", post="Chức vụ khác")
    first.refresh_from_db()
    late = f.DelegateFactory(meeting=meeting, full_name="Lý Văn Muộn", seat="B1")
    copy = told(invitation_of(meeting, first, "http://x/"))
    assert "Đồng chí Ngô Thanh Bình, Cán bộ" in copy
    assert "Hội trường UBND xã" in copy
    for other in ("Nơi khác", "Tên khác", "Mặc trang phục", "Người Khác"):
        assert other not in copy
    assert "Đồng chí Lý Văn Muộn" in told(invitation_of(meeting, late, "http://x/"))
    assert "Chỗ ngồi: B1." in told(invitation_of(meeting, late, "http://x/"))
    assign_seats(meeting=meeting, per_row=10, user=cast.officer)
    second.refresh_from_db()
    assert f"Chỗ ngồi: {second.seat}." in told(invitation_of(meeting, second, "http://x/"))


def test_a_moved_meeting_gets_a_new_paper_that_names_the_old_one(cast, meeting):
    issue(meeting, "invitation", 20, cast)
    with pytest.raises(ValidationError, match="đã có số"):
        issue(meeting, "invitation", 21, cast)
    assert outdated_of(meeting) == {}
    meeting.starts_at, meeting.place = moment(dt.date(2024, 10, 3), dt.time(8)), "Nhà văn hóa"
    save_meeting(meeting=meeting, programs=[], user=cast.officer)
    assert set(outdated_of(meeting)) == {"invitation"}
    page = of(cast.officer).get(f"/meetings/{meeting.pk}/").content.decode()
    assert "thay thế văn bản này" in page
    with pytest.raises(ValidationError, match="trước văn bản được thay thế"):
        issue(meeting, "invitation", 19, cast)
    new = issue(meeting, "invitation", 23, cast)
    assert new.code == "02/GM-BCĐ"
    assert outdated_of(meeting) == {}
    row = meeting.papers.get(paper=new)
    assert row.replaces.paper.code == "01/GM-BCĐ"
    copy = told(invitation_of(meeting, meeting.delegates.first(), "http://x/"))
    assert "thay thế Giấy mời số 01/GM-BCĐ ngày 20 tháng 9 năm 2024" in copy
    assert "ngày 03 tháng 10 năm 2024" in copy
    assert meeting.papers.count() == 2


def test_a_meeting_is_not_moved_before_its_invitation(cast, meeting):
    issue(meeting, "invitation", 20, cast)
    meeting.starts_at = moment(dt.date(2024, 9, 19), dt.time(8))
    with pytest.raises(ValidationError, match="không thể họp trước"):
        save_meeting(meeting=meeting, programs=[], user=cast.officer)


@pytest.mark.parametrize("what", ["minutes", "notice"])
def test_after_minutes_or_notice_nothing_they_tell_of_moves(cast, meeting, what):
    user = cast.officer
    came, absent = meeting.delegates.order_by("pk")
    task = meeting.conclusions.get()
    issue(meeting, what, 29, cast)
    late = Delegate(meeting=meeting, full_name="Lý Văn Muộn", group="people")
    task.what = "Việc khác"
    for act in (
        lambda: mark(delegate=absent, attendance="present", proxy="", user=user),
        lambda: sign_in(delegate=absent, proxy="", user=user),
        lambda: save_delegate(delegate=late, user=user),
        lambda: delete_delegate(delegate=came, user=user),
        lambda: invite_from_register(meeting=meeting, sets=["heads"], user=user),
        lambda: assign_seats(meeting=meeting, per_row=10, user=user),
        lambda: save_agenda(meeting=meeting, items=[], user=user),
        lambda: save_conclusion(conclusion=task, user=user),
        lambda: save_conclusion(conclusion=Conclusion(meeting=meeting, what="x", owner="x"), user=user),
        lambda: delete_conclusion(conclusion=task, user=user),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match="giữ nguyên"):
            act()
    for name, value in (
        ("title", "Khác"),
        ("place", "Khác"),
        ("starts_at", moment(DAY, dt.time(9))),
    ):
        changed = type(meeting).objects.get(pk=meeting.pk)
        setattr(changed, name, value)
        with pytest.raises(ValidationError, match="giữ nguyên"):
            save_meeting(meeting=changed, programs=[], user=user)
    with pytest.raises(IntegrityError, match="told_stays"), transaction.atomic():
        meeting.delegates.update(attendance="present")
    task.refresh_from_db()
    task.state = "doing"
    save_conclusion(conclusion=task, user=user)  # how a task stands goes on
    assert meeting.delegates.filter(attendance="present").count() == 1


def test_minutes_say_what_was_voted_on_and_count_no_more_votes_than_delegates(cast, meeting):
    kept = Minutes(
        meeting=meeting, text="1. Khai mạc.", votes_total=1, votes_for=1, votes_against=0
    )
    with pytest.raises(ValidationError, match="Ghi nội dung biểu quyết"):
        save_minutes(minutes=kept, closed_at=None, user=cast.officer)
    kept.voted_on = "thông qua báo cáo tổng kết"
    save_minutes(minutes=kept, closed_at=None, user=cast.officer)
    text = " ".join(
        pdf_text(of(cast.officer).get(f"/meetings/{meeting.pk}/papers/minutes.pdf").content).split()
    )
    assert "Hội nghị biểu quyết thông qua báo cáo tổng kết. Kết quả" in text
    assert "nhất trí: 01 (đạt 100%)" in text
    kept.votes_total = 5
    save_minutes(minutes=kept, closed_at=None, user=cast.officer)
    with pytest.raises(ValidationError, match="chỉ có 1 đại biểu"):
        issue(meeting, "minutes", 29, cast)


def test_a_paper_about_nothing_is_not_made_and_says_why(cast):
    empty = f.MeetingFactory(commune=cast.commune)
    officer = of(cast.officer)
    for what, words in (("delegates", "Chưa mời ai"), ("captions", "Chưa có ảnh nào")):
        for path in (f"papers/{what}/", f"papers/{what}.pdf"):
            assert (
                words in officer.get(f"/meetings/{empty.pk}/{path}", follow=True).content.decode()
            )
    with pytest.raises(ValidationError, match="Chưa có kết luận"):
        issue(empty, "notice", 29, cast)
