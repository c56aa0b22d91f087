"""Meetings: the list, one with its agenda, and attendance at the door."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Delegate
from meetings.queries import agenda_of, counts_of
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(cast):
    found = f.MeetingFactory(commune=cast.commune, title="Hội nghị tổng kết 10 năm")
    for name, group in (
        ("Đặng Hữu Ưng", "village"),
        ("Bàn Thị Hoa", "people"),
        ("Lý Văn Sáu", "people"),
    ):
        f.DelegateFactory(meeting=found, full_name=name, group=group, unit="Thôn 1")
    return found


def url(meeting):
    return f"/meetings/{meeting.pk}/attendance/"


def mark(client, delegate, attendance, **more):
    return client.post(
        f"/meetings/delegates/{delegate.pk}/mark/", {"attendance": attendance, **more}, headers=HTMX
    )


def test_the_agenda_runs_on_from_typed_times(meeting):
    for order, (time, minutes) in enumerate(
        [(dt.time(7, 30), 15), (None, 30), (None, None), (None, 10), (dt.time(10, 0), 5)], start=1
    ):
        f.AgendaItemFactory(meeting=meeting, order=order, starts_at=time, minutes=minutes)
    assert [point.at for point in agenda_of(meeting)] == [
        dt.time(7, 30), dt.time(7, 45), dt.time(8, 15), None, dt.time(10, 0),
    ]  # fmt: skip


def test_a_delegate_is_found_without_accents_tapped_and_taken_back(cast, meeting):
    officer = of(cast.officer)
    found = officer.get(f"{url(meeting)}?q=dang+huu", headers=HTMX).content.decode()
    assert "Đặng Hữu Ưng" in found
    assert "Bàn Thị Hoa" not in found
    row = Delegate.objects.get(full_name="Đặng Hữu Ưng")
    answer = mark(officer, row, "present")
    assert "hx-swap-oob" in answer.content.decode()
    row.refresh_from_db()
    assert row.attendance == "present"
    assert counts_of(meeting)[1].present == 1
    mark(officer, row, "invited")
    row.refresh_from_db()
    assert row.attendance == "invited"


def test_two_people_at_the_door_count_nobody_twice(cast, meeting):
    row = Delegate.objects.get(full_name="Bàn Thị Hoa")
    one, two = of(cast.officer), of(cast.committee)
    for client in (one, two, one):
        assert mark(client, row, "present").status_code == 200
    mark(two, Delegate.objects.get(full_name="Lý Văn Sáu"), "present", proxy="Lý Văn Bảy")
    groups, total = counts_of(meeting)
    assert (total.invited, total.present, total.proxies) == (3, 2, 1)
    assert [(group.label, group.present) for group in groups][-1][1] == 2
    seen = one.get(f"/meetings/{meeting.pk}/attendance/counts/").content.decode()
    assert "<strong>2</strong>/3" in seen


def test_without_scripts_the_list_opens_again_where_one_was(cast, meeting):
    row = Delegate.objects.first()
    answer = of(cast.officer).post(
        f"/meetings/delegates/{row.pk}/mark/",
        {"attendance": "excused", "proxy": "x", "q": "dang & b"},
    )
    assert answer["Location"] == f"{url(meeting)}?q=dang+%26+b"
    row.refresh_from_db()
    assert (row.attendance, row.proxy) == ("excused", ""), "an excused delegate has no proxy"


def test_what_is_no_state_is_refused(cast, meeting):
    row = Delegate.objects.first()
    assert mark(of(cast.officer), row, "perhaps").status_code == 422
    row.refresh_from_db()
    assert row.attendance == "invited"


def test_who_may_see_and_who_may_mark(cast, meeting):
    row = Delegate.objects.first()
    for user in (cast.officer, cast.committee, cast.observer):
        assert of(user).get("/meetings/").status_code == 200
        assert of(user).get(f"/meetings/{meeting.pk}/").status_code == 200
    assert of(cast.observer).get(url(meeting)).status_code == 403
    assert mark(of(cast.observer), row, "present").status_code == 403
    for user in (cast.stranger, cast.head_a):
        assert of(user).get(f"/meetings/{meeting.pk}/").status_code == 404
        assert of(user).get(url(meeting)).status_code == 404
        assert mark(of(user), row, "present").status_code == 404
    assert meeting.title not in of(cast.stranger).get("/meetings/").content.decode()
    assert of(cast.officer).get(f"/meetings/delegates/{row.pk}/mark/").status_code == 405
    assert of(cast.officer).get("/meetings/999999/").status_code == 404
    row.refresh_from_db()
    assert row.attendance == "invited"


def test_pages_take_a_fixed_number_of_statements(cast, meeting):
    client = of(cast.officer)
    urls = ["/meetings/", f"/meetings/{meeting.pk}/", f"{url(meeting)}?q=a"]

    def statements():
        counts = []
        for address in urls:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    few = statements()
    for number in range(12):
        f.DelegateFactory(meeting=meeting)
        f.AgendaItemFactory(meeting=meeting, order=number + 10)
        f.MeetingFactory(commune=cast.commune)
    assert statements() == few
    assert max(few) <= 16
