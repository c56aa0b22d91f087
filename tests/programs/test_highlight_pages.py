"""Cases worth telling: kept with a picture, told where marked, never with names that must not be."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.discretion import indiscretions
from programs.models import Highlight
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(cast):
    made = f.ProgramFactory(commune=cast.commune)
    for village in (cast.village_a, cast.village_b):
        f.ProgramSiteFactory(program=made, village=village)
    return made


def typed(program, village, **changed):
    return {
        "program": program.pk, "village": village.pk, "happened_on": "15/03/2025",
        "text": "Nhân dân báo tin, Công an xã làm rõ một vụ trộm cắp.", "in_reports": "on", **changed,
    }  # fmt: skip


def picture():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue())


def test_an_officer_keeps_a_case_with_its_picture(cast, program):
    client = of(cast.officer)
    data = typed(program, cast.village_a) | {"photo": picture()}
    assert client.post("/programs/highlights/new/", data).status_code == 302
    row = Highlight.objects.get()
    assert (row.in_reports, row.village) == (True, cast.village_a)
    photo = client.get(f"/programs/highlights/{row.pk}/photo/")
    assert b"".join(photo.streaming_content).startswith(b"\xff\xd8"), "a clean JPEG"
    assert of(cast.head_b).get(f"/programs/highlights/{row.pk}/photo/").status_code == 404
    assert "trộm cắp" in client.get("/programs/highlights/").content.decode()
    client.post(f"/programs/highlights/{row.pk}/edit/", typed(program, cast.village_a, text="Sửa"))
    row.refresh_from_db()
    assert (row.text, bool(row.photo)) == ("Sửa", True)
    client.post(f"/programs/highlights/{row.pk}/delete/")
    assert not Highlight.objects.exists()


def test_what_a_village_head_enters_waits_for_the_offices_mark(cast, program):
    head = of(cast.head_a)
    assert head.post("/programs/highlights/new/", typed(program, cast.village_a)).status_code == 302
    row = Highlight.objects.get()
    assert not row.in_reports
    waiting = of(cast.officer).get("/programs/highlights/?marked=no").context["page"]
    assert list(waiting) == [row]
    of(cast.officer).post(f"/programs/highlights/{row.pk}/edit/", typed(program, cast.village_a))
    row.refresh_from_db()
    assert row.in_reports
    head.post(f"/programs/highlights/{row.pk}/edit/", typed(program, cast.village_a, text="Sửa"))
    row.refresh_from_db()
    assert row.in_reports, "correcting does not take the mark off"
    other = head.post("/programs/highlights/new/", typed(program, cast.village_b))
    assert "lựa chọn hợp lệ" in other.content.decode()
    assert Highlight.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [("Bắt đối tượng Nguyễn Văn Tám trộm xe máy", 1), ("Đối chiếu số 022070123456", 1),
     ("CMND 123456789, nghi phạm Lê Thị Hoa", 2), ("người báo tin là Bàn Văn Hai", 1),
     ("Bắt một đối tượng trộm cắp tài sản", 0), ("Điện thoại 0912345678", 0),
     ("Đối tượng bỏ trốn khỏi Thôn 3", 0), ("Thu hồi 250.000.000 đồng", 0)],
)  # fmt: skip
def test_what_must_not_be_named_is_seen(text, found):
    assert len(indiscretions(text)) == found


def test_the_writer_is_asked_before_a_name_is_kept(cast, program):
    client = of(cast.officer)
    data = typed(program, cast.village_a, text="Bắt đối tượng Nguyễn Văn Tám trộm xe máy.")
    page = client.post("/programs/highlights/new/", data).content.decode()
    assert "có vẻ nêu tên đối tượng" in page
    assert 'type="checkbox" name="sure"' in page
    assert (
        'type="checkbox" name="sure"'
        not in client.get("/programs/highlights/new/").content.decode()
    )
    assert not Highlight.objects.exists()
    assert client.post("/programs/highlights/new/", data | {"sure": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"happened_on": "31/02/2025"}, "không có trong lịch"), ({"happened_on": "01/01/2199"}, "tương lai"),
     ({"text": ""}, "Nội dung vụ việc"), ({"program": "999999"}, "lựa chọn hợp lệ"),
     ({"photo": SimpleUploadedFile("x.png", b"no picture")}, "Không đọc được ảnh")],
)  # fmt: skip
def test_what_is_wrong_is_said(cast, program, changed, words):
    page = of(cast.officer).post(
        "/programs/highlights/new/", typed(program, cast.village_a) | changed
    )
    assert page.status_code == 200
    assert words.lower() in page.content.decode().lower()
    assert not Highlight.objects.exists()


def test_others_read_or_do_not_see(cast, program):
    row = f.HighlightFactory(program=program, village=cast.village_a)
    for who in ("committee", "observer"):
        client = of(getattr(cast, who))
        assert client.get("/programs/highlights/").status_code == 200
        assert client.get(f"/programs/highlights/{row.pk}/edit/").status_code == 403
        assert client.get("/programs/highlights/new/").status_code == 403
    for who in ("head_b", "stranger"):
        client = of(getattr(cast, who))
        assert client.post(f"/programs/highlights/{row.pk}/delete/").status_code == 404
        assert list(client.get("/programs/highlights/").context["page"]) == []
    assert of(cast.officer).get(f"/programs/highlights/{row.pk}/delete/").status_code == 405


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_takes_a_fixed_number_of_statements(
    cast, program, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        f.HighlightFactory(program=program, village=cast.village_a)
    client = of(cast.officer)
    with django_assert_max_num_queries(7):
        assert client.get("/programs/highlights/").status_code == 200
