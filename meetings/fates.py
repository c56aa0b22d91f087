"""Delegates of meetings to come are invited by the new village; who was invited before stays as it was."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from common.dates import moment
from meetings.models import Delegate
from members.fates import Fate, Hanging, Regrouping, declare, moved


def declare_meetings() -> None:
    declare(
        Hanging("meetings.Delegate.village", _("delegates of meetings to come"), Fate.MOVES, _move)
    )


def _move(what: Regrouping) -> list[str]:
    rows = Delegate.objects.filter(
        village__in=what.old, meeting__starts_at__gte=moment(what.day, dt.time.min)
    ).order_by("pk")
    return moved(rows, lambda row: what.village_of(row.person_id))
