"""A commune whose reporting months begin on another day: what hangs on its calendar moves along."""

from collections.abc import Callable

from django.db import transaction

from members.models import Commune

#: what moves when a commune's calendar changes; an app above enters its own when it starts
FOLLOWERS: list[Callable[[Commune], None]] = []


@transaction.atomic
def set_reporting_day(*, commune: Commune, day: int) -> Commune:
    """Let the reporting months of a commune begin on day 1, or on day 15 of the month before.

    Whoever calls has let `editable_by` decide. Raises ValueError for another day.
    """
    commune.reporting_day = day
    assert commune.calendar
    commune.save(update_fields=["reporting_day"])
    for follow in FOLLOWERS:
        follow(commune)
    return commune
