"""Nominations that are not decided on go with their nominees; who was rewarded was rewarded where they lived."""

from django.utils.translation import gettext_lazy as _

from awards.models import Nomination
from members.fates import Fate, Hanging, Regrouping, declare, moved


def declare_awards() -> None:
    declare(Hanging("awards.Nomination.village", _("open nominations"), Fate.MOVES, _move))


def _move(what: Regrouping) -> list[str]:
    rows = Nomination.objects.filter(village__in=what.old).undecided().order_by("pk")
    return moved(rows, lambda row: what.village_of(row.person_id))
