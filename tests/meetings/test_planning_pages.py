"""Planning: the meeting's own form, its agenda builder, and its seats."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import AgendaItem, Meeting
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
PLAN = {
    "kind": "both", "title": "Hội nghị tổng kết 10 năm", "day": "29/09/2024", "starts": "14h",
    "ends": "16:45", "place": "Hội trường UBND xã", "issuer": "steering_committee", "purpose": "",
    "requests": "",
}  # fmt: skip


def test_a_meeting_is_planned_with_its_programmes_and_brings_its_usual_agenda(cast):
    program = f.ProgramFactory(commune=cast.commune)
    officer = of(cast.officer)
    form = officer.get("/meetings/new/").context["form"]
    assert form["commune"].value() == cast.commune.pk  # the only one is chosen and not asked about
    data = PLAN | {"commune": cast.commune.pk, "programs": [program.pk]}
    page = officer.post("/meetings/new/", data, follow=True)
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts_at) == dt.datetime(
        2024, 9, 29, 14, 0, tzinfo=timezone.get_current_timezone()
    )
    assert timezone.localtime(meeting.ends_at).time() == dt.time(16, 45)
    assert list(meeting.programs.all()) == [program]
    parts = list(meeting.agenda.values_list("part", flat=True))
    assert parts.count("report") == 2
    assert parts[0] == "settle"
    assert parts[-1] == "closing"
    assert "Báo cáo sơ kết" in page.content.decode()


def test_a_meeting_is_corrected_and_stays_in_its_commune(cast):
    meeting = f.MeetingFactory(commune=cast.commune)
    chair = f.DelegateFactory(meeting=meeting)
    stranger = f.DelegateFactory()
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/edit/"
    wrong = officer.post(url, PLAN | {"chair": stranger.pk, "ends": "13:00", "day": "31/02/2024"})
    assert set(wrong.context["form"].errors) == {"chair", "ends", "day"}
    officer.post(
        url, PLAN | {"chair": chair.pk, "commune": cast.other_commune.pk, "kind": "monthly"}
    )
    meeting.refresh_from_db()
    assert (meeting.chair, meeting.commune, meeting.kind) == (chair, cast.commune, "monthly")
    assert not meeting.agenda.exists()  # an agenda that stands, or none, is never replaced unasked


def test_programmes_of_another_commune_are_refused(cast):
    elsewhere = f.ProgramFactory(commune=cast.other_commune)
    meeting = f.MeetingFactory(commune=cast.commune)
    page = of(cast.officer).post(
        f"/meetings/{meeting.pk}/edit/", PLAN | {"programs": [elsewhere.pk]}
    )
    assert set(page.context["form"].errors) == {"programs"}
    assert not meeting.programs.exists()


def rows(*items, existing=()):
    """Return what the builder posts: (order, minutes, item, time) for each line."""
    data = {
        "items-TOTAL_FORMS": len(items), "items-INITIAL_FORMS": len(existing),
        "items-MIN_NUM_FORMS": 0, "items-MAX_NUM_FORMS": 100,
    }  # fmt: skip
    for index, (order, minutes, item, at) in enumerate(items):
        data |= {
            f"items-{index}-id": existing[index].pk if index < len(existing) else "",
            f"items-{index}-ORDER": order, f"items-{index}-minutes": minutes,
            f"items-{index}-item": item, f"items-{index}-starts_at": at,
            f"items-{index}-part": "other",
        }  # fmt: skip
    return data


@pytest.fixture
def meeting(cast):
    return f.MeetingFactory(commune=cast.commune)


def test_an_agenda_is_written_reordered_shortened_and_its_times_run_on(cast, meeting):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/agenda/"
    assert officer.get(url).status_code == 200
    officer.post(url, rows((1, 10, "Khai mạc", ""), (2, 25, "Báo cáo", ""), (3, "", "", "")))
    first, second = meeting.agenda.order_by("order")
    page = officer.get(url).content.decode()
    assert page.index("14:00") < page.index("14:10")
    officer.post(url, rows((2, 10, "Khai mạc", ""), (1, 25, "Báo cáo", "14h30"), (3, 5, "Bế mạc", ""),
                           existing=[first, second]))  # fmt: skip
    assert list(meeting.agenda.order_by("order").values_list("pk", "order")[:2]) == [
        (second.pk, 1), (first.pk, 2)
    ]  # fmt: skip
    items = list(meeting.agenda.order_by("order"))
    data = rows(*((n, "", item.item, "") for n, item in enumerate(items, 1)), existing=items)
    officer.post(url, data | {"items-0-DELETE": "on"})
    assert list(meeting.agenda.values_list("item", flat=True)) == ["Khai mạc", "Bế mạc"]


def test_a_wrong_agenda_is_refused_by_line_and_nothing_is_lost(cast, meeting):
    officer = of(cast.officer)
    page = officer.post(f"/meetings/{meeting.pk}/agenda/",
                        rows((1, 9999, "Khai mạc", "25:99"), (2, 5, "", "")))  # fmt: skip
    text = page.content.decode()
    assert page.status_code == 200
    assert "Đây không phải là giờ" in text
    assert 'value="Khai mạc"' in text
    assert not AgendaItem.objects.exists()


def test_an_agenda_is_taken_over_from_the_usual_one_or_an_earlier_meeting(cast, meeting):
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/agenda/source/"
    officer.post(url, {"kind": "monthly", "source": ""})
    assert meeting.agenda.count() == 4
    later = f.MeetingFactory(commune=cast.commune)
    officer.post(f"/meetings/{later.pk}/agenda/source/", {"kind": "", "source": meeting.pk})
    assert later.agenda.count() == 4
    for data in (
        {"kind": "", "source": ""},
        {"kind": "monthly", "source": meeting.pk},
        {"kind": "x"},
    ):
        assert officer.post(f"/meetings/{later.pk}/agenda/source/", data).status_code == 200
    elsewhere = f.AgendaItemFactory(meeting__commune=cast.other_commune).meeting
    page = officer.post(url, {"kind": "", "source": elsewhere.pk})
    assert "source" in page.context["source"].errors
    assert meeting.agenda.count() == 4


def test_delegates_are_seated_by_group_and_protocol_order(cast, meeting):
    for order, group in ((3, "village"), (1, "village"), (2, "superior"), (4, "village")):
        f.DelegateFactory(meeting=meeting, protocol_order=order, group=group)
    officer = of(cast.officer)
    url = f"/meetings/{meeting.pk}/seats/"
    assert officer.post(url, {"per_row": 1}).status_code == 200
    officer.post(url, {"per_row": 2})
    seats = dict(meeting.delegates.values_list("protocol_order", "seat"))
    assert seats == {2: "A1", 1: "B1", 3: "B2", 4: "C1"}


def test_seats_go_on_after_the_letter_z():
    from meetings.services.planning import _letters

    assert [_letters(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


@pytest.mark.parametrize("path", ["edit/", "agenda/", "agenda/source/", "seats/"])
def test_planning_is_for_those_who_look_after_the_meeting(cast, meeting, path):
    url = f"/meetings/{meeting.pk}/{path}"
    assert of(cast.observer).post(url).status_code == 403
    for user in (cast.stranger, cast.head_a):
        assert of(user).post(url).status_code == 404
    assert of(cast.officer).post(f"/meetings/999999/{path}").status_code == 404
    assert of(cast.officer).delete(url).status_code == 405


def test_only_officers_and_the_committee_plan_meetings(cast):
    data = PLAN | {"commune": cast.commune.pk}
    for user in (cast.observer, cast.head_a):
        assert of(user).post("/meetings/new/", data).status_code == 403
    of(cast.stranger).post("/meetings/new/", data)
    assert not Meeting.objects.filter(commune=cast.commune).exists()
    of(cast.committee).post("/meetings/new/", data)
    assert Meeting.objects.filter(commune=cast.commune).count() == 1
