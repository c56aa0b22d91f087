"""What tests of the whole portal share."""

import pytest

from commune_security.demo import load_demo
from members.models import Commune


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for the tests of this file and rolled back after them."""
    from django.db import transaction

    from tests.factories import ensure_catalogue

    with django_db_blocker.unblock(), transaction.atomic():
        ensure_catalogue()
        load_demo()
        yield Commune.objects.get(code="07057")
        transaction.set_rollback(True)
