"""The audit log only grows, and bulk writes stand in it too."""

import pytest
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from common.audit import log_access, log_bulk, mask
from members.models import Membership
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_a_change_is_logged_with_old_and_new_value():
    person = PersonFactory(phone="0912345678")
    person.phone = "0987654321"
    person.save()
    entry = LogEntry.objects.get_for_object(person).first()
    assert entry.changes["phone"] == ["0912345678", "0987654321"]


def test_a_citizen_id_changes_in_the_log_without_being_readable():
    person = PersonFactory()
    person.citizen_id = "022070123456"
    person.save()
    entry = LogEntry.objects.get_for_object(person).first()
    assert entry.changes["citizen_id_encrypted"] == ["", "•••"]
    assert "022070123456" not in str(entry.changes)
    assert mask("") == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE auditlog_logentry SET object_repr = 'x'",
        "DELETE FROM auditlog_logentry",
    ],
)
def test_the_database_refuses_to_change_the_log(statement):
    PersonFactory()
    before = list(LogEntry.objects.values_list("pk", "object_repr"))
    assert before
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert list(LogEntry.objects.values_list("pk", "object_repr")) == before


@pytest.mark.postgresql
def test_the_database_refuses_to_empty_the_log():
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE auditlog_logentry")


def test_the_orm_cannot_change_the_log_either():
    PersonFactory()
    entry = LogEntry.objects.first()
    entry.object_repr = "x"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()


def test_opening_and_bulk_writing_are_logged(cast):
    person = PersonFactory(village=cast.village_a)
    log_access(person, user=cast.officer, what="person.open", details={"format": "page"})
    entry = LogEntry.objects.filter(action=LogEntry.Action.ACCESS).get()
    assert (entry.actor, entry.additional_data["what"]) == (cast.officer, "person.open")
    people = [PersonFactory.build(village=cast.village_a) for _ in range(3)]
    for one in people:
        one.fill_keys()
    type(people[0]).objects.bulk_create(people)
    count = LogEntry.objects.count()
    log_bulk(people, user=cast.officer, what="import.create", source="a.xlsx")
    log_bulk([], user=cast.officer, what="import.create")
    assert LogEntry.objects.count() == count + 3


def test_rows_logged_in_bulk_are_those_that_the_model_would_write(cast, django_assert_num_queries):
    people = [
        PersonFactory(village=cast.village_a, full_name=name) for name in ("Lý “A” %s", "Bàn B")
    ]
    ContentType.objects.get_for_model(people[0])
    before = set(LogEntry.objects.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        log_bulk(people, user=cast.officer, what="import.change", source="Sổ 1.xlsx")
    logged = list(LogEntry.objects.exclude(pk__in=before).order_by("pk"))
    expected = [
        LogEntry(
            content_type=ContentType.objects.get_for_model(person), object_pk=str(person.pk),
            object_id=person.pk, object_repr=str(person), action=LogEntry.Action.UPDATE, changes={},
            actor=cast.officer, additional_data={"what": "import.change", "source": "Sổ 1.xlsx"},
        )
        for person in people
    ]  # fmt: skip
    known = before | {entry.pk for entry in logged}
    LogEntry.objects.bulk_create(expected)
    by_model = list(LogEntry.objects.exclude(pk__in=known).order_by("pk"))
    names = [f.attname for f in LogEntry._meta.concrete_fields if f.name not in ("id", "timestamp")]
    assert len(names) > 12
    assert [[getattr(e, n) for n in names] for e in logged] == [
        [getattr(e, n) for n in names] for e in by_model
    ]
    assert all(abs(e.timestamp - by_model[0].timestamp).total_seconds() < 60 for e in logged)


def test_the_shell_logs_in_bulk_without_an_actor():
    person = PersonFactory()
    before = set(LogEntry.objects.values_list("pk", flat=True))
    log_bulk([person], user=None, what="import.create")
    entry = LogEntry.objects.exclude(pk__in=before).get()
    assert (entry.actor, entry.action, entry.object_id) == (None, LogEntry.Action.CREATE, person.pk)
    assert entry.additional_data == {"what": "import.create", "source": ""}


@pytest.mark.parametrize("role", Membership.Role.values)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_membership_is_named_in_the_log_with_its_role_in_words(role, language):
    membership = MembershipFactory.build(person=PersonFactory.build(full_name="Bàn B"), role=role)
    with translation.override(language):
        assert str(membership) == f"Bàn B ({membership.get_role_display()})"
