"""People of the register: kept by officers, opened and revealed under the eye of the log."""

from typing import Any

from django.db import transaction

from common.access import still_editable
from common.audit import log_access
from common.crypto import decrypt, encrypt
from common.pictures import put_photo
from members.models import Person


@transaction.atomic
def save_person(*, person: Person, data: dict[str, Any], user: Any) -> Person:
    """Write a person's card from clean form data.

    An empty citizen ID leaves the old one; `photo` is a clean JPEG or None.
    Raises PermissionDenied, and writes nothing, where the person would lie
    outside the user's unit.
    """
    person.full_name, person.sex = data["full_name"], data["sex"]
    person.birth = data["birth"]
    person.phone, person.address = data["phone"], data["address"]
    person.village = data["village"]
    if data["citizen_id"]:
        person.citizen_id = data["citizen_id"]
    put_photo(person, data.get("photo"))
    person.full_clean(exclude=["photo"])
    person.save()
    still_editable(person, user)
    return person


def reveal_citizen_id(*, person: Person, user: Any) -> str:
    """Return the whole number, and log who asked for it."""
    log_access(person, user=user, what="person.citizen_id")
    return person.citizen_id


@transaction.atomic
def rotate_citizen_ids() -> int:
    """Encrypt every citizen ID under the first key; return how many.

    Raises cryptography's InvalidToken, and changes nothing, where a number was
    encrypted under a key that is not in the settings any more. One statement
    to read, one for each thousand people to write.
    """
    people = list(
        Person.objects.exclude(citizen_id_encrypted="")
        .select_for_update()
        .only("citizen_id_encrypted")
    )
    for person in people:
        person.citizen_id_encrypted = encrypt(decrypt(person.citizen_id_encrypted))
    Person.objects.bulk_update(people, ["citizen_id_encrypted"], batch_size=1000)
    return len(people)
