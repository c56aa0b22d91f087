"""What the chairman of a commune may confer on a day."""

import datetime as dt

from awards.models import AwardAuthority


def conferred_on(day: dt.date) -> frozenset[int]:
    """Return the forms of award (ids) that the chairman of a commune confers on a day. One statement.

    All others end at a submission to the level that confers them.
    """
    return frozenset(AwardAuthority.objects.on(day).values_list("form_id", flat=True))
