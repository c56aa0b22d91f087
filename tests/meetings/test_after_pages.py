"""What a meeting leaves: minutes, tasks with reminders, photos."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from accounts.models import Notice
from meetings.models import Conclusion, Minutes, Photo
from meetings.services.after import remind_of_tasks
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
TASK = {"what": "Sửa camera", "owner": "Công an xã", "due_on": "30/11/2024", "state": "open"}


@pytest.fixture
def meeting(cast):
    found = f.MeetingFactory(commune=cast.commune)
    f.AgendaItemFactory(meeting=found, item="Báo cáo tổng kết", presenter="Công an xã")
    return found


def test_minutes_begin_as_a_draft_and_are_kept_with_votes_and_closing_time(cast, meeting):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/minutes/"
    assert "1. Đại diện Công an xã báo cáo tổng kết (14h00)." in officer.get(url).content.decode()
    data = {"text": "1. Khai mạc\n- Đồng chí Nam phát biểu.", "votes_total": "30", "votes_for": "28",
            "votes_against": "1", "voted_on": "thông qua báo cáo tổng kết", "closed": "16h45"}  # fmt: skip
    officer.post(url, data)
    page = officer.get(f"/meetings/{meeting.pk}/papers/minutes/").content.decode()
    for words in (
        "Đồng chí Nam phát biểu",
        "nhất trí: 28",
        "ý kiến khác: 01",
        "16 giờ 45 phút cùng ngày",
    ):
        assert words in page
    for wrong in ({"votes_for": "40"}, {"votes_against": ""}, {"closed": "13:00"}, {"text": ""}):
        assert officer.post(url, data | wrong).status_code == 200
    assert Minutes.objects.get().votes_for == 28
    officer.post(f"/meetings/{meeting.pk}/papers/minutes/issue/", {"dated": "29/09/2024"})
    late = officer.post(url, data | {"votes_for": "27"})
    assert "đã có số" in late.content.decode()
    assert Minutes.objects.get().votes_for == 28


def test_minutes_that_name_a_suspect_are_asked_about_first(cast, meeting):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/minutes/"
    data = {"text": "Công an xã bắt đối tượng Nguyễn Văn An."}
    assert "Nguyễn Văn An" in officer.post(url, data).content.decode()
    assert not Minutes.objects.exists()
    officer.post(url, data | {"sure": "on"})
    assert Minutes.objects.exists()


def test_a_task_is_added_done_and_taken_off(cast, meeting):
    officer = of(cast.officer)
    officer.post(f"/meetings/{meeting.pk}/tasks/new/", TASK | {"account": cast.head_a.pk})
    row = Conclusion.objects.get()
    assert (row.account, row.state) == (cast.head_a, "open")
    url = f"/meetings/tasks/{row.pk}/edit/"
    wrong = officer.post(url, TASK | {"due_on": "x", "account": cast.stranger.pk, "what": ""})
    assert set(wrong.context["form"].errors) == {"due_on", "account", "what"}
    officer.post(url, TASK | {"state": "done"})
    row.refresh_from_db()
    assert (row.state, row.done_on) == ("done", timezone.localdate())
    officer.post(url, TASK | {"state": "doing", "done_on": "01/11/2024"})
    row.refresh_from_db()
    assert row.done_on is None
    officer.post(f"/meetings/tasks/{row.pk}/delete/")
    assert not Conclusion.objects.exists()


def test_tasks_that_are_due_are_told_of_once_a_week_and_to_whom_they_concern(cast, meeting):
    day = dt.date(2024, 11, 25)
    make = meeting.conclusions.create
    make(what="Sắp đến hạn", owner="Công an xã", due_on=day + dt.timedelta(days=5))
    make(what="Quá hạn", owner="Thôn A", due_on=day - dt.timedelta(days=5), account=cast.head_a)
    make(what="Còn lâu", owner="x", due_on=day + dt.timedelta(days=60))
    make(what="Xong", owner="x", due_on=day, state="done", done_on=day)
    make(what="Không hẹn ngày", owner="x")
    assert remind_of_tasks(day=day) == 2
    assert remind_of_tasks(day=day + dt.timedelta(days=3)) == 0
    assert remind_of_tasks(day=day + dt.timedelta(days=7)) == 2
    told = {(notice.user, notice.text.split(":")[-1].strip()) for notice in Notice.objects.all()}
    assert told == {(cast.officer, "Sắp đến hạn (Công an xã)"), (cast.head_a, "Quá hạn (Thôn A)")}
    page = of(cast.officer).get("/meetings/").content.decode()
    assert "Quá hạn" in page
    assert "Còn lâu" in page  # 2026: by now it is overdue, too


def test_the_daily_command_and_the_button_remind(cast, meeting, capsys):
    meeting.conclusions.create(what="Sửa camera", owner="x", due_on=timezone.localdate())
    call_command("send_reminders")
    assert Notice.objects.count() == 1
    of(cast.officer).post(f"/meetings/{meeting.pk}/tasks/remind/")
    assert Notice.objects.count() == 2


def test_tasks_of_all_meetings_stand_on_one_page(cast, meeting, django_assert_max_num_queries):
    day = dt.date(2024, 11, 30)
    meeting.conclusions.create(what="Sửa camera", owner="Công an xã", due_on=day)
    meeting.conclusions.create(what="Nạp bình", owner="Thôn A", state="done", done_on=day)
    other = f.MeetingFactory(commune=cast.other_commune)
    other.conclusions.create(what="Việc nơi khác", owner="x")
    for user in (cast.officer, cast.committee, cast.observer):
        page = of(user).get("/meetings/tasks/").content.decode()
        assert "Sửa camera" in page
        assert "quá hạn" in page
        assert "Nạp bình" not in page
        assert "Việc nơi khác" not in page
    assert "Nạp bình" in of(cast.officer).get("/meetings/tasks/?state=done").content.decode()
    assert "Sửa camera" not in of(cast.head_a).get("/meetings/tasks/").content.decode()
    assert of(cast.officer).post("/meetings/tasks/").status_code == 405
    for number in range(10):
        f.MeetingFactory(commune=cast.commune).conclusions.create(what=f"Việc {number}", owner="x")
    client = of(cast.officer)
    with django_assert_max_num_queries(7):
        client.get("/meetings/tasks/")
    assert "/meetings/tasks/" in of(cast.officer).get("/").content.decode()


def upload(name="IMG_1.jpg", size=(2400, 1200), kind="JPEG"):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Dien thoai", 6  # the maker, and lying on its side
    Image.new("RGB", size, (40, 90, 60)).save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), f"image/{kind.lower()}")


def test_photos_come_many_at_once_upright_without_exif_with_their_originals(cast, meeting):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/photos/"
    officer.post(url, {"photos": [upload(), upload("b.png", (300, 200), "PNG")]})
    first, second = meeting.photos.all()
    shown = Image.open(
        io.BytesIO(
            b"".join(officer.get(f"/meetings/photos/{first.pk}/shown.jpg").streaming_content)
        )
    )
    assert shown.size == (800, 1600)
    assert not shown.getexif()
    small = Image.open(
        io.BytesIO(
            b"".join(officer.get(f"/meetings/photos/{first.pk}/small.jpg").streaming_content)
        )
    )
    assert max(small.size) == 360
    original = b"".join(officer.get(f"/meetings/photos/{first.pk}/original.jpg").streaming_content)
    assert Image.open(io.BytesIO(original)).getexif()[0x010F] == "Dien thoai"
    officer.post(f"{url}arrange/", {f"caption-{first.pk}": "Đại biểu dự hội nghị", f"order-{first.pk}": "2",
                                    f"order-{second.pk}": "1"})  # fmt: skip
    assert list(meeting.photos.values_list("caption", flat=True)) == ["", "Đại biểu dự hội nghị"]
    assert (
        "Ảnh 2: Đại biểu dự hội nghị"
        in officer.get(f"/meetings/{meeting.pk}/papers/captions/").content.decode()
    )


def test_one_bad_file_keeps_all_of_them_out_and_is_named(cast, meeting):
    officer = of(cast.officer)
    bad = SimpleUploadedFile("virus.exe", b"MZ", "image/jpeg")
    page = officer.post(f"/meetings/{meeting.pk}/photos/", {"photos": [upload(), bad]})
    assert page.status_code == 422
    assert "virus.exe" in page.content.decode()
    assert not Photo.objects.exists()


def test_a_deleted_photo_takes_its_files_along(cast, meeting, django_capture_on_commit_callbacks):
    officer = of(cast.officer)
    officer.post(f"/meetings/{meeting.pk}/photos/", {"photos": [upload()]})
    photo = Photo.objects.get()
    storage, names = (
        photo.image.storage,
        [photo.image.name, photo.thumbnail.name, photo.original.name],
    )
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(f"/meetings/photos/{photo.pk}/delete/")
    assert not any(storage.exists(name) for name in names)


@pytest.mark.parametrize(
    "path", ["minutes/", "tasks/new/", "tasks/remind/", "photos/arrange/", "photos/"]
)
def test_what_a_meeting_leaves_is_written_by_who_looks_after_it(cast, meeting, path):
    url = f"/meetings/{meeting.pk}/{path}"
    assert of(cast.observer).post(url, TASK).status_code == 403
    for user in (cast.stranger, cast.head_a):
        assert of(user).post(url, TASK).status_code == 404
    assert of(cast.officer).post(f"/meetings/999999/{path}", TASK).status_code == 404
    assert of(cast.officer).delete(url).status_code == 405
    assert not Conclusion.objects.exists()


def test_the_album_is_looked_at_by_the_commune_and_originals_stay_with_the_office(cast, meeting):
    officer = of(cast.officer)
    officer.post(f"/meetings/{meeting.pk}/photos/", {"photos": [upload()]})
    photo = Photo.objects.get()
    row = meeting.conclusions.create(what="x", owner="y")
    for user, seen, original in (
        (cast.observer, 200, 403),
        (cast.stranger, 404, 404),
        (cast.head_a, 404, 404),
    ):
        client = of(user)
        assert client.get(f"/meetings/{meeting.pk}/photos/").status_code == seen
        assert client.get(f"/meetings/photos/{photo.pk}/shown.jpg").status_code == seen
        assert client.get(f"/meetings/photos/{photo.pk}/original.jpg").status_code == original
        assert client.post(f"/meetings/photos/{photo.pk}/delete/").status_code == original
        assert client.post(f"/meetings/tasks/{row.pk}/edit/", TASK).status_code == original
        assert client.post(f"/meetings/tasks/{row.pk}/delete/").status_code == original
    assert officer.get(f"/meetings/photos/{photo.pk}/huge.jpg").status_code == 404
