"""Carry a roster plan out: one transaction, bulk writes, every row in the log."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from common.audit import log_bulk
from members.imports.matching import RosterPlan
from members.models import Membership, Person, Team, VillageOffice

BATCH = 1000


@transaction.atomic
def apply_roster(plan: RosterPlan, *, user: Any, source: str) -> None:
    """Write what the plan holds, or nothing.

    `user` is who imports (None from the shell), `source` the file's name for
    the log. Raises RefusedImport where the plan holds errors. Takes a fixed
    number of statements for each thousand rows.
    """
    plan.parcel.refuse_if_wrong()
    _create(Team, plan.new_teams, user, source)
    _create(Person, plan.new_people, user, source)
    if plan.changed_people:
        Person.objects.bulk_update(
            plan.changed_people,
            [
                "phone", "address", "sex", "birth_date", "birth_precision", "search",
                "citizen_id_encrypted", "citizen_id_hash", "citizen_id_tail",
            ],
            batch_size=BATCH,
        )  # fmt: skip
        log_bulk(plan.changed_people, user=user, what="import.change", source=source)
    if plan.ended_memberships:
        Membership.objects.bulk_update(
            plan.ended_memberships, ["ended_on", "leaving", "dismissal", "role"], batch_size=BATCH
        )
        log_bulk(plan.ended_memberships, user=user, what="import.change", source=source)
    _create(Membership, plan.new_memberships, user, source)
    _create(VillageOffice, plan.new_offices, user, source)


def _create(
    model: type[models.Model], rows: Iterable[models.Model], user: Any, source: str
) -> None:
    rows = list(rows)
    if not rows:
        return
    for row in rows:
        for name in ("person", "team"):
            # The row was planned before its person or team had a key.
            related = getattr(row, name, None)
            if related is not None:
                setattr(row, name, related)
    manager: Any = model._default_manager
    manager.bulk_create(rows, batch_size=BATCH)
    log_bulk(rows, user=user, what="import.create", source=source)
