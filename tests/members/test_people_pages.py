"""People: found as one types, opened under the log, kept by two officers without loss."""

import datetime as dt
import io

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from common.pictures import clean_photo
from members.models import Person
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ung(cast):
    person = f.PersonFactory(
        full_name="Đặng Hữu Ưng", phone="0912345678", village=cast.village_a,
        birth_date=dt.date(1965, 1, 1), birth_precision="year",
    )  # fmt: skip
    person.citizen_id = "022065123456"
    person.save()
    return person


def names(user, **query):
    page = of(user).get("/members/people/", query)
    return [person.full_name for person in page.context["page"].object_list]


def test_people_are_found_as_one_types(cast, ung):
    f.PersonFactory(full_name="Bàn Văn Ân", village=cast.village_b)
    for typed in ("ung", "Ưng", "dang huu", "UNG đặng", "0912", "3456", "022065123456"):
        assert names(cast.officer, q=typed) == ["Đặng Hữu Ưng"], typed
    assert names(cast.officer, q="không có ai") == []
    assert names(cast.officer) == ["Bàn Văn Ân", "Đặng Hữu Ưng"]
    part = of(cast.officer).get("/members/people/", {"q": "ung"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "••••3456" in part.content.decode()
    assert "022065123456" not in part.content.decode()


def test_filters_and_orders_stand_in_the_address(cast, ung):
    ban = f.PersonFactory(full_name="Bàn Văn Ân", village=cast.village_b)
    f.MembershipFactory(team__village=cast.village_b, person=ban, started_on=dt.date(2020, 1, 1))
    f.MembershipFactory(team__village=cast.village_a, person=ung, started_on=dt.date(2015, 1, 1))
    assert names(cast.officer, village=cast.village_a.pk) == ["Đặng Hữu Ưng"]
    assert names(cast.officer, order="service") == ["Đặng Hữu Ưng", "Bàn Văn Ân"]
    assert names(cast.officer, order="village") == ["Đặng Hữu Ưng", "Bàn Văn Ân"]
    f.PersonFactory(full_name="Lê Thị Cũ", village=cast.village_a)
    assert len(names(cast.officer)) == 3
    assert len(names(cast.officer, serving="yes")) == 2


@pytest.mark.parametrize(
    "query", [{"village": "x"}, {"village": "9" * 30}, {"page": "-1"}, {"order": "'"},
              {"q": "\x00%_'"}, {"q": "9" * 400}, {"serving": "maybe"}],
)  # fmt: skip
def test_no_address_breaks_the_list(cast, ung, query):
    assert of(cast.officer).get("/members/people/", query).status_code == 200


def test_everybody_finds_only_their_own(cast, ung):
    f.PersonFactory(full_name="Bàn Văn Ân", village=cast.village_b)
    f.PersonFactory(full_name="Người Nơi Khác", village=cast.other_village)
    assert names(cast.head_a) == ["Đặng Hữu Ưng"]
    assert names(cast.stranger) == ["Người Nơi Khác"]
    assert len(names(cast.observer)) == 2


def test_the_list_takes_the_same_few_statements_for_one_and_for_many(cast, ung):
    client = of(cast.officer)
    client.get("/members/people/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get("/members/people/?q=a")
        counts.append(len(captured))
        for number in range(40):
            f.PersonFactory(full_name=f"Bàn Văn A{number}", village=cast.village_a)
    assert counts[0] == counts[1] <= 8
    page = client.get("/members/people/?q=ban&page=2")
    assert "26-50 trong 80" in page.content.decode()
    assert "?q=ban&amp;page=1" in page.content.decode()


def test_a_record_opens_under_the_log(cast, ung):
    f.MembershipFactory(team__village=cast.village_a, person=ung, started_on=dt.date(2015, 1, 1))
    page = of(cast.officer).get(f"/members/people/{ung.pk}/")
    assert page.status_code == 200
    assert "••••••••3456" in page.content.decode()
    assert "022065123456" not in page.content.decode()
    assert [lane.title for lane in page.context["lanes"]["lanes"]]
    entry = LogEntry.objects.get(additional_data__what="person.open")
    assert (entry.actor, entry.object_id) == (cast.officer, ung.pk)
    for user in (cast.head_b, cast.stranger):
        assert of(user).get(f"/members/people/{ung.pk}/").status_code == 404
    assert of(cast.head_a).get(f"/members/people/{ung.pk}/").status_code == 200
    assert of(cast.officer).get("/members/people/999999/").status_code == 404
    assert of(cast.officer).post(f"/members/people/{ung.pk}/").status_code == 405


def test_the_log_of_a_person_reads_as_sentences(cast, ung):
    edit(cast.officer, ung, phone="0999999999")
    page = of(cast.officer).get(f"/members/people/{ung.pk}/")
    said = [(line.who, line.what) for line in page.context["changes"]]
    assert ("Officer", "đã mở hồ sơ") in said
    assert ("Officer", "đã sửa: điện thoại") in said
    assert of(cast.head_a).get(f"/members/people/{ung.pk}/").context["changes"] == []


def test_who_changed_role_has_served_since_joining(cast, ung):
    team = f.TeamFactory(village=cast.village_a)
    f.MembershipFactory(
        team=team, person=ung, started_on=dt.date(2015, 1, 1), ended_on=dt.date(2020, 1, 1)
    )
    f.MembershipFactory(team=team, person=ung, started_on=dt.date(2020, 1, 1), role="leader")
    page = of(cast.officer).get("/members/people/")
    assert page.context["rows"][0].since == "01/01/2015"
    by_service = of(cast.officer).get("/members/people/?order=service&serving=yes")
    assert [row.since for row in by_service.context["rows"]] == ["01/01/2015"]


def test_a_whole_number_is_shown_to_officers_only_and_logged(cast, ung):
    url = f"/members/people/{ung.pk}/reveal/"
    assert of(cast.officer).get(url).status_code == 405
    for user, status in ((cast.observer, 403), (cast.head_a, 403), (cast.head_b, 404)):
        assert of(user).post(url).status_code == status
    assert not LogEntry.objects.filter(additional_data__what="person.citizen_id").exists()
    assert "022065123456" in of(cast.officer).post(url).content.decode()
    entry = LogEntry.objects.get(additional_data__what="person.citizen_id")
    assert entry.actor == cast.officer


CARD = {"full_name": "Đặng Hữu Ưng", "sex": "male", "birth": "1965", "citizen_id": "",
        "phone": "0912345678", "address": "", "seen": ""}  # fmt: skip


def edit(user, person, **change):
    client = of(user)
    url = f"/members/people/{person.pk}/edit/"
    shown = client.get(url)
    seen = shown.context["form"].initial["seen"] if shown.status_code == 200 else ""
    data = CARD | {"village": person.village_id, "seen": seen} | change
    return client.post(url, data)


def test_an_officer_corrects_a_card(cast, ung):
    answer = edit(
        cast.officer, ung, birth="04/05/1965", phone="01650274430", full_name="Đặng  Hữu Ưng"
    )
    assert answer.status_code == 302
    ung.refresh_from_db()
    assert (str(ung.birth), ung.phone, ung.citizen_id) == (
        "04/05/1965",
        "0350274430",
        "022065123456",
    )
    for user, status in ((cast.observer, 403), (cast.head_a, 403), (cast.stranger, 404)):
        assert edit(user, ung, full_name="Khác").status_code == status


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": " 12 "}, "full_name"), ({"birth": "31/02/1970"}, "birth"),
        ({"birth": "2999"}, "birth"), ({"phone": "123"}, "phone"),
        ({"citizen_id": "12345"}, "citizen_id"), ({"village": "0"}, "village"),
        ({"sex": "x"}, "sex"), ({"address": "x" * 201}, "address"),
        ({"photo": SimpleUploadedFile("a.jpg", b"no picture")}, "photo"),
    ],
)  # fmt: skip
def test_a_wrong_card_is_refused_and_kept(cast, ung, change, field):
    page = edit(cast.officer, ung, **change)
    assert page.status_code == 200
    assert field in page.context["form"].errors
    before = ung.phone
    ung.refresh_from_db()
    assert ung.phone == before


def test_a_card_cannot_leave_the_unit_and_an_id_not_be_taken_twice(cast, ung):
    assert (
        "village" in edit(cast.officer, ung, village=cast.other_village.pk).context["form"].errors
    )
    other = f.PersonFactory(village=cast.other_village, full_name="Người Nơi Khác")
    other.citizen_id = "022070999999"
    other.save()
    page = edit(cast.officer, ung, citizen_id="022070999999")
    assert page.context["form"].errors["citizen_id"]
    assert "Nơi Khác" not in page.content.decode()


def test_an_id_that_does_not_fit_is_asked_about_not_blocked(cast, ung):
    answer = edit(cast.officer, ung, citizen_id="022199123456")
    assert answer.status_code == 302
    page = of(cast.officer)
    assert page.get(answer.url).status_code == 200
    ung.refresh_from_db()
    assert ung.citizen_id == "022199123456"


def test_the_second_of_two_officers_sees_what_changed_and_decides(cast, ung):
    client = of(cast.officer)
    url = f"/members/people/{ung.pk}/edit/"
    seen = client.get(url).context["form"].initial["seen"]
    Person.objects.filter(pk=ung.pk).update(phone="0999999999")
    data = CARD | {"village": ung.village_id, "seen": seen, "address": "Xóm Đình"}
    page = client.post(url, data)
    assert page.status_code == 200
    text = page.content.decode()
    assert "đã có người khác sửa" in text
    assert "0999999999" in text
    assert "Xóm Đình" in text
    again = client.post(url, data | {"seen": page.context["form"].data["seen"]})
    assert again.status_code == 302
    ung.refresh_from_db()
    assert (ung.phone, ung.address) == ("0912345678", "Xóm Đình")


def test_a_new_person_is_added_by_officers_only(cast):
    data = CARD | {"village": cast.village_a.pk, "citizen_id": "22065123456"}
    for user in (cast.observer, cast.committee, cast.head_a):
        assert of(user).get("/members/people/new/").status_code == 403
        assert of(user).post("/members/people/new/", data).status_code == 403
    refused = of(cast.officer).post("/members/people/new/", data)
    assert "citizen_id" in refused.context["form"].errors, "a typed number is never padded"
    answer = of(cast.officer).post("/members/people/new/", data | {"citizen_id": "022065123456"})
    made = Person.objects.get()
    assert answer.url == f"/members/people/{made.pk}/"
    assert made.citizen_id == "022065123456"


def photo(size=(1200, 900), mode="RGB", format_="JPEG", **save) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 1).save(out, format_, **save)
    return out.getvalue()


def test_a_photo_is_turned_shrunk_and_stripped(cast, ung):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Phone"
    upload = SimpleUploadedFile("a.jpg", photo(exif=exif))
    assert edit(cast.officer, ung, photo=upload).status_code == 302
    ung.refresh_from_db()
    kept = Image.open(ung.photo)
    assert kept.size == (600, 800)
    assert not kept.getexif()
    url = f"/members/people/{ung.pk}/photo/"
    assert of(cast.head_a).get(url)["Content-Type"] == "image/jpeg"
    assert of(cast.head_b).get(url).status_code == 404
    other = f.PersonFactory(village=cast.village_a)
    assert of(cast.officer).get(f"/members/people/{other.pk}/photo/").status_code == 404


@pytest.mark.parametrize(
    ("mode", "format_"), [("L", "PNG"), ("P", "PNG"), ("RGB", "WEBP"), ("P", "GIF"), ("1", "BMP")]
)
def test_any_common_picture_is_taken(mode, format_):
    assert Image.open(io.BytesIO(clean_photo(photo((50, 40), mode, format_)))).format == "JPEG"


def test_a_bomb_is_refused():
    with pytest.raises(ValidationError, match="quá lớn"):
        clean_photo(photo((12000, 8000), "1", "PNG"))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900))
def test_a_fake_is_refused_with_words(noise, at):
    whole = photo((64, 64))
    for content in (noise, whole[:at] + noise):
        try:
            clean_photo(content)
        except ValidationError as refusal:
            assert refusal.messages[0]
