"""What becomes of what hangs on a village when units change: each foreign key says it, where its app is.

A village that passes to another commune, or is renamed, stays the same row, and what hangs on it stays with it.
Where villages merge or one is split, the old ones close: a fact of the past stays with them, what lasts
moves on, or ends on the day and opens again in the new village. Apps declare their keys in a module
`fates.py`, read when the portal starts; `tests/members/test_fates.py` finds keys without one.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person, RosterChange, Team, Village, VillageOffice


class Fate(StrEnum):
    """What happens to the rows that hang on a village which closes."""

    STAYS = "stays"
    MOVES = "moves"
    ENDS = "ends"
    REOPENS = "reopens"


@dataclass(frozen=True)
class Regrouping:
    """Villages that close on `day` and those that open: who lives where, which team goes on as which."""

    old: tuple[Village, ...]
    new: tuple[Village, ...]
    day: dt.date
    #: where a person lives from then on, by key; others in the first new village
    home: Mapping[int, Village]
    #: the new village and kind of team -> the team founded again
    teams: Mapping[tuple[int, str], Team]
    user: Any

    def village_of(self, person: int | None) -> Village:
        return self.home.get(person or 0, self.new[0])


#: lets rows hanging on the old villages go their way and returns how they are called, for the preview
Carry = Callable[[Regrouping], list[str]]
#: the same for villages that passed from commune to commune: villages, where to, the day
Follow = Callable[[list[Village], Any, dt.date], list[str]]


@dataclass(frozen=True)
class Hanging:
    """One foreign key to a village and its fate in each of the seven ways.

    `regrouped` holds where villages merge or are split, `carry` does it; `passed` where they pass to another
    commune one by one, with `follow`. In a merger or split of communes and in renamings the row stays.
    """

    key: str
    words: str | Promise
    regrouped: Fate
    carry: Carry | None = None
    passed: Fate = Fate.STAYS
    follow: Follow | None = None

    def fates(self) -> dict[str, Fate]:
        """Return the fate by way, as the page of unit changes names the ways."""
        same = ("merge-communes", "split-commune", "rename-commune", "rename-village")
        return {
            **dict.fromkeys(same, Fate.STAYS), "transfer": self.passed,
            "merge-villages": self.regrouped, "split-village": self.regrouped,
        }  # fmt: skip


_hanging: dict[str, Hanging] = {}


def declare(*rows: Hanging) -> None:
    """Enter what becomes of keys of an app: "app.Model.field"."""
    for row in rows:
        assert (row.carry is None) == (row.regrouped == Fate.STAYS), row.key
        assert (row.follow is None) == (row.passed == Fate.STAYS), row.key
        _hanging[row.key] = row


def declared() -> dict[str, Hanging]:
    return dict(_hanging)


def keys_to_villages() -> set[str]:
    """Return every foreign key to a village there is, as `declare` names it."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Village
    }


def carry(what: Regrouping) -> list[tuple[str, list[str]]]:
    """Let everything that hangs on the old villages go its way; return it in words, by kind."""
    return [
        (_told(row, row.regrouped), names)
        for row in _hanging.values()
        if row.carry is not None and (names := row.carry(what))
    ]


def follow(villages: list[Village], into: Any, day: dt.date) -> list[tuple[str, list[str]]]:
    """Let what does not stay with villages that passed to another commune go its way."""
    return [
        (_told(row, row.passed), names)
        for row in _hanging.values()
        if row.follow is not None and (names := row.follow(villages, into, day))
    ]


def _told(row: Hanging, fate: Fate) -> str:
    words = {
        Fate.MOVES: _("%(what)s: pass to the new village"),
        Fate.ENDS: _("%(what)s: end on the day"),
        Fate.REOPENS: _("%(what)s: end on the day and open again"),
    }
    return words[fate] % {"what": str(row.words)[:1].upper() + str(row.words)[1:]}


def moved(
    queryset: models.QuerySet[Any], where: Callable[[Any], Village], field: str = "village"
) -> list[str]:
    """Let rows pass to the village that `where` says, each in the log; return what they are called."""
    names = []
    for row in queryset:
        setattr(row, field, where(row))
        row.save(update_fields=[field])
        names.append(str(row))
    return names


def ended(queryset: models.QuerySet[Any], day: dt.date) -> list[str]:
    """End dated rows on a day; one that began on it or later ends the day after it began."""
    names = []
    for row in queryset:
        row.ended_on = max(day, row.started_on + dt.timedelta(days=1))
        row.save(update_fields=["ended_on"])
        names.append(str(row))
    return names


def declare_members() -> None:
    """The keys of this app. People, teams and offices go with `unit_changes.regroup_villages` itself."""
    declare(
        Hanging("members.FormerUnit.village", gettext_lazy("former names"), Fate.STAYS),
        Hanging(
            "members.VillageYear.village", gettext_lazy("households and population"), Fate.STAYS
        ),
        Hanging("members.Person.village", gettext_lazy("people"), Fate.MOVES, _carry_people),
        Hanging("members.VillageOffice.village", gettext_lazy("offices"), Fate.ENDS, _end_offices),
        Hanging("members.Team.village", gettext_lazy("teams"), Fate.REOPENS, _tell_teams),
    )


def _carry_people(what: Regrouping) -> list[str]:
    people = Person.objects.filter(village__in=what.old).order_by("sort_key")
    return moved(people, lambda person: what.village_of(person.pk))


def _end_offices(what: Regrouping) -> list[str]:
    lasting = VillageOffice.objects.filter(village__in=what.old).exclude(ended_on__lte=what.day)
    return ended(lasting.select_related("person"), what.day)


def _tell_teams(what: Regrouping) -> list[str]:
    """Teams were founded again before; requests that still wait for the old ones are answered."""
    waiting = RosterChange.objects.filter(team__village__in=what.old).waiting()
    for change in waiting.select_related("team") if what.user is not None else ():
        change.state, change.decided_by = RosterChange.State.REFUSED, what.user
        change.decided_at = timezone.now()
        change.note = _("The village went up in another. Ask again for the new team.")
        change.save()
    return [str(team) for team in what.teams.values()]
