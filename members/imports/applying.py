"""Carry a roster plan out: one transaction, bulk writes, every row in the log."""

from typing import Any

from django.db import transaction

from imports.writing import BulkWriter
from members.imports.matching import RosterPlan
from members.models import Membership, Person, Team, VillageOffice


@transaction.atomic
def apply_roster(
    plan: RosterPlan, *, user: Any, source: str, writer: BulkWriter | None = None
) -> None:
    """Write what the plan holds, or nothing.

    `user` is who imports (None from the shell), `source` the file's name for
    the log; a `writer` that records lets it be taken back. Raises RefusedImport
    where the plan holds errors. Takes a fixed number of statements for each
    thousand rows.
    """
    plan.parcel.refuse_if_wrong()
    write = writer or BulkWriter(user, source)
    write.create(Team, plan.new_teams)
    write.create(Person, plan.new_people)
    write.update(
        Person,
        plan.changed_people,
        [
            "phone", "address", "sex", "birth_date", "birth_precision", "search",
            "citizen_id_encrypted", "citizen_id_hash", "citizen_id_tail",
        ],
    )  # fmt: skip
    write.update(Membership, plan.ended_memberships, ["ended_on", "leaving", "dismissal", "role"])
    write.create(Membership, plan.new_memberships)
    write.create(VillageOffice, plan.new_offices)
