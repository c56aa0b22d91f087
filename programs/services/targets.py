"""The targets of a programme: a value for an indicator and year."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from common.access import AnyUser, still_editable
from programs.models import Program, Target


@transaction.atomic
def set_targets(
    *, program: Program, values: Mapping[tuple[int, int], Decimal | None], user: AnyUser
) -> int:
    """Keep the targets of a programme: (indicator, year) -> value; return how many changed.

    None takes a target away: it is not set, which is not 0. Of who types at the same time the
    last one counts. Raises PermissionDenied where the programme is not the user's.
    """
    locked = Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
    still_editable(locked, user)
    known = {(row.indicator_id, row.year): row for row in Target.objects.filter(program=locked)}
    changed = 0
    for (indicator, year), value in values.items():
        row = known.get((indicator, year))
        if value is None and row is not None:
            row.delete()
        elif value is not None and row is None:
            Target.objects.create(program=locked, indicator_id=indicator, year=year, value=value)
        elif row is not None and row.value != value:
            row.value = value
            row.save(update_fields=["value"])
        else:
            continue
        changed += 1
    return changed
