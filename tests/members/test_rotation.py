"""A new key takes over: everything stays readable, and the old key may go."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import call_command

from members.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_people():
    for number in range(3):
        person = PersonFactory()
        person.citizen_id = f"02207012345{number}"
        person.save()
    PersonFactory()


def numbers():
    return sorted(filter(None, (person.citizen_id for person in Person.objects.all())))


def test_after_a_rotation_the_old_key_is_needed_no_more(three_people, settings):
    before = numbers()
    old, new = settings.CITIZEN_ID_KEYS, [Fernet.generate_key().decode()]
    settings.CITIZEN_ID_KEYS = new + old
    out = StringIO()
    call_command("rotate_citizen_ids", stdout=out)
    assert out.getvalue() == "Citizen IDs encrypted again: 3.\n"
    settings.CITIZEN_ID_KEYS = new
    assert numbers() == before
    assert Person.objects.with_citizen_id("022070123451").count() == 1


def test_without_the_old_key_nothing_is_changed(three_people, settings):
    before = list(Person.objects.values_list("citizen_id_encrypted", flat=True))
    settings.CITIZEN_ID_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        call_command("rotate_citizen_ids")
    assert list(Person.objects.values_list("citizen_id_encrypted", flat=True)) == before
