"""How many examples a run takes, and a database that forgets each of them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "oracle",
    max_examples=int(os.environ.get("ORACLE_EXAMPLES", "200")),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
    # A register that fails is small already; making it smaller takes longer than reading it.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    print_blob=True,
)


@contextmanager
def forgotten() -> Iterator[None]:
    """Roll back what an example wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
