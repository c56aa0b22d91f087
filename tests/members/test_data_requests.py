"""People's rights over their own data: asked, answered in time, handed out, erased."""

import datetime as dt
import json

import pytest
from auditlog.models import LogEntry

from common.dates import after_working_days
from members.models import DataRequest, Person, RosterChange
from programs.models import TrustedPerson
from tests import factories as f
from tests.clients import of
from tests.documents.readers import pdf_text

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()


@pytest.fixture
def person(cast):
    made = f.PersonFactory(village=cast.village_a, full_name="Đặng Hữu Ưng", phone="0912345678",
                           address="Thôn A", birth_date=dt.date(1970, 5, 1))  # fmt: skip
    made.citizen_id = "022070123456"
    made.save()
    return made


def received(cast, person, kind="access", on=TODAY, **more):
    return DataRequest.objects.create(
        commune=cast.commune, person=person, kind=kind, received_on=on, **more
    )


@pytest.mark.parametrize(
    ("day", "answer_by"),
    [("2026-11-23", "2026-11-25"), ("2026-11-26", "2026-11-30"), ("2026-11-27", "2026-12-01"),
     ("2026-11-28", "2026-12-01"), ("2026-11-29", "2026-12-01")],
)  # fmt: skip
def test_two_working_days_leave_the_weekend_out(day, answer_by):
    found = after_working_days(dt.date.fromisoformat(day), 2)
    assert found == dt.date.fromisoformat(answer_by)


def test_a_request_goes_its_way_with_its_deadlines(cast, person):
    client = of(cast.officer)
    data = {"kind": "correct", "commune": cast.commune.pk, "person": person.pk, "name": "",
            "received_on": TODAY.strftime("%d/%m/%Y"), "what": "Sai năm sinh"}  # fmt: skip
    answer = client.post(f"/members/requests/new/?person={person.pk}", data)
    row = DataRequest.objects.get()
    assert answer["Location"] == f"/members/requests/{row.pk}/"
    assert row.finish_by == TODAY + dt.timedelta(days=10)
    url = f"/members/requests/{row.pk}/"
    client.post(f"{url}answer/")
    client.post(f"{url}extend/", {"days": "15"})
    again = client.post(f"{url}extend/", {"days": "5"}, follow=True).content.decode()
    assert "Chỉ được gia hạn một lần" in again
    row.refresh_from_db()
    assert (row.answered_on, row.finish_by) == (TODAY, TODAY + dt.timedelta(days=25))
    missing = client.post(f"{url}finish/", {"outcome": "done"})
    assert missing.status_code == 422
    client.post(f"{url}finish/", {"outcome": "done", "note": "Đã sửa năm sinh."})
    row.refresh_from_db()
    assert (row.finished_on, row.outcome) == (TODAY, "done")
    late = client.post(f"{url}answer/", follow=True).content.decode()
    assert "đã hoàn thành" in late


def test_what_is_late_is_said_on_the_list_and_the_start_page(cast, person):
    received(cast, person, on=TODAY - dt.timedelta(days=30))
    client = of(cast.officer)
    assert "quá hạn" in client.get("/members/requests/").content.decode()
    waiting = client.get("/").context["waiting"]
    assert ("yêu cầu về dữ liệu cá nhân", 1) in [(item.text, item.count) for item in waiting]


def test_a_request_needs_a_name_and_a_day_that_has_come(cast):
    data = {"kind": "erase", "commune": cast.commune.pk, "name": "",
            "received_on": (TODAY + dt.timedelta(days=2)).strftime("%d/%m/%Y")}  # fmt: skip
    page = of(cast.officer).post("/members/requests/new/", data).content.decode()
    assert "Nhập tên người yêu cầu" in page
    assert "Ngày này ở tương lai" in page


def test_everything_kept_of_a_person_is_handed_out(cast, person):
    team = f.TeamFactory(village=cast.village_a, name="Tổ tự quản A")
    f.MembershipFactory(team=team, person=person, role="leader")
    f.VillageOfficeFactory(person=person)
    f.TrustedPersonFactory(person=person, ethnicity="Dao")
    f.NominationFactory(person=person, round__commune=cast.commune)
    f.DelegateFactory(person=person, meeting__commune=cast.commune)
    client = of(cast.officer)
    client.get(f"/members/people/{person.pk}/")
    answer = client.get(f"/people/{person.pk}/own-data.json")
    data = json.loads(answer.content)
    text = answer.content.decode()
    for words in ("022070123456", "0912345678", "Tổ tự quản A", "Dao", "person.open"):
        assert words in text, words
    filled = {section["title"] for section in data["sections"] if section["rows"]}
    assert len(filled) >= 6
    entry = LogEntry.objects.filter(additional_data__what="person.own_data_export").get()
    assert entry.actor == cast.officer
    assert client.get(f"/people/{person.pk}/own-data.exe").status_code == 404


@pytest.mark.files
def test_the_paper_holds_the_same(cast, person):
    answer = of(cast.officer).get(f"/people/{person.pk}/own-data.pdf")
    text = " ".join(pdf_text(answer.content).split())
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Đặng Hữu Ưng", "022070123456"):
        assert words in text


def test_who_has_no_history_is_deleted_as_a_whole(cast, person):
    row = received(cast, person, "erase", name="Đặng Hữu Ưng")
    client = of(cast.officer)
    assert client.post(f"/people/{person.pk}/erase/").status_code == 200
    assert Person.objects.filter(pk=person.pk).exists(), "not without the tick"
    answer = client.post(f"/people/{person.pk}/erase/", {"sure": "yes"})
    assert answer["Location"] == "/members/people/"
    assert not Person.objects.filter(pk=person.pk).exists()
    row.refresh_from_db()
    assert (row.person, row.name) == (None, "")


@pytest.mark.parametrize("awarded", [True, False])
def test_service_stays_as_a_count_and_the_name_only_for_a_decision(cast, person, awarded):
    team = f.TeamFactory(village=cast.village_a)
    membership = f.MembershipFactory(team=team, person=person)
    f.TrustedPersonFactory(person=person, ethnicity="Dao")
    RosterChange.objects.create(
        team=team, kind="correct", membership=membership, person=person, reason="x",
        asked_by=cast.head_a, before={"phone": "0911"}, after={"phone": "0912345678"},
    )  # fmt: skip
    if awarded:
        decision = f.DecisionFactory(round__commune=cast.commune)
        f.NominationFactory(
            person=person, round=decision.round, state="approved", decision=decision
        )
    client = of(cast.officer)
    answer = client.post(f"/people/{person.pk}/erase/", {"sure": "yes"})
    assert answer["Location"] == f"/members/people/{person.pk}/"
    person.refresh_from_db()
    assert (person.phone, person.address, person.citizen_id_hash) == ("", "", None)
    assert str(person.birth) == "1970"
    assert (person.full_name == "Đặng Hữu Ưng") == awarded
    assert not list(Person.objects.matching("0912345678"))
    assert team.memberships.get() == membership
    assert TrustedPerson.objects.get().ethnicity == ""
    change = RosterChange.objects.get()
    assert (change.before["phone"], change.after["phone"]) == ("", "")


def test_others_may_not(cast, person):
    row = received(cast, person)
    urls = [f"/members/requests/{row.pk}/answer/", f"/people/{person.pk}/erase/"]
    assert of(cast.committee).get("/members/requests/").status_code == 200
    assert of(cast.committee).post(urls[0]).status_code == 403
    for who in ("observer", "head_a"):
        client = of(getattr(cast, who))
        assert client.get("/members/requests/").status_code == 403, who
        assert client.get(f"/people/{person.pk}/own-data.json").status_code == 403
        assert client.post(urls[1]).status_code == 403
        assert client.post(urls[0]).status_code == 404
    for url in (*urls, f"/people/{person.pk}/own-data.json", f"/members/requests/{row.pk}/"):
        client = of(cast.stranger)
        answer = client.get(url) if "own" in url or url.endswith(f"{row.pk}/") else client.post(url)
        assert answer.status_code == 404, url
    assert of(cast.officer).post(f"/members/requests/{row.pk}/nonsense/").status_code == 404
    assert of(cast.officer).get(urls[0]).status_code == 405
    assert of(cast.officer).get("/members/requests/new/?person=999999").status_code == 404


@pytest.mark.parametrize("rows", [1, 8])
def test_the_list_takes_a_fixed_number_of_statements(
    cast, person, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        received(cast, person)
    client = of(cast.officer)
    with django_assert_max_num_queries(6):
        assert client.get("/members/requests/").status_code == 200
