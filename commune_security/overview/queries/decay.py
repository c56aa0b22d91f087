"""The counts of a commune on a day, and what wears away unless somebody looks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from common.dates import short_date
from common.models import lasting
from commune_security.overview.queries.asked import Asked
from members.models import Membership, Team, Village, VillageOffice
from members.queries import with_predecessors
from programs.models import Program, ProgramSite, ResultValue
from programs.queries.cameras import Network, cameras_seen, network_of
from programs.queries.fire import lapses

#: a team without a meeting for so many days is named
QUIET = dt.timedelta(days=92)


@dataclass(frozen=True)
class Counts:
    """The four counts of a commune on a day, which are never added to one another.

    None where the register has none of them, of this day or another: not known is not 0.
    """

    programs: int | None
    sites: int | None
    teams: int | None
    members: int | None


def _known(there: int, ever: int) -> int | None:
    return there if ever else None


def counts(asked: Asked, user: Any) -> Counts:
    """Return programmes, sites, self-managed teams and their members on a day. Five statements."""
    day = asked.day
    place = {"village": asked.village} if asked.village else {"village__commune": asked.commune}
    teams = Team.objects.visible_to(user).filter(kind="self_managed", **place)
    standing = lasting(day, first="founded_on", last="dissolved_on")
    found = teams.aggregate(n=Count("pk", filter=standing, distinct=True), ever=Count("pk"))
    serving = lasting(day) & lasting(day, "team__", first="founded_on", last="dissolved_on")
    members = (
        Membership.objects.visible_to(user).filter(team__in=teams.values("pk"))
        .aggregate(n=Count("person", filter=serving, distinct=True), ever=Count("pk"))
    )  # fmt: skip
    sites = (
        ProgramSite.objects.visible_to(user).filter(**place)
        .aggregate(n=Count("pk", filter=lasting(day), distinct=True), ever=Count("pk"))
    )  # fmt: skip
    programs = Program.objects.visible_to(user).filter(
        commune__in=with_predecessors(asked.commune.pk)
    )
    running = programs.running_on(day).count()
    return Counts(
        programs=running or _known(0, programs.count()),
        sites=_known(sites["n"], sites["ever"]),
        teams=_known(found["n"], found["ever"]),
        members=_known(members["n"], members["ever"]),
    )


@dataclass(frozen=True)
class Decay:
    """What wears away unless somebody looks: one line each, with where to go on.

    `count` is None where nobody looked.
    """

    title: str
    count: int | None
    lines: tuple[str, ...]
    url: str


def decays(asked: Asked, user: Any) -> tuple[list[Decay], Network]:
    """Return what decays on a day: cameras, fire equipment, quiet teams, vacant posts. Eight statements."""
    day, village = asked.day, asked.village
    inside = {"village": village} if village else {"village__commune": asked.commune}
    cameras = list(cameras_seen(user, day).filter(**inside))
    network = network_of(cameras, day)
    down = [row.name for row in cameras if row.condition_on(day) in ("broken", "blurred")]
    looked = network.working is not None
    wanting = [row for row in lapses(user, day, **inside) if row.is_past]
    quiet = quiet_teams(asked, user)
    vacant = vacancies(asked, user)
    at = f"?on={short_date(day)}"
    return [
        Decay(_("camera points down"), len(down) if looked else None, tuple(down), reverse("programs:cameras") + at),
        Decay(
            _("fire-safe zones: past their day"), len(wanting),
            tuple(f"{row.zone.name}: {row.what}" for row in wanting), reverse("programs:zones") + at,
        ),
        Decay(
            _("teams without a meeting for three months"), len(quiet), tuple(quiet),
            reverse("members:teams") + at,
        ),
        Decay(_("posts vacant"), len(vacant), tuple(vacant), reverse("members:communes") + at),
    ], network  # fmt: skip


def quiet_teams(asked: Asked, user: Any) -> list[str]:
    """Return the self-managed teams whose village tells of no meeting in the last three months.

    A month without a sheet tells nothing, so it counts as none. Two statements.
    """
    teams = Team.objects.visible_to(user).standing_on(asked.day - QUIET).standing_on(asked.day)
    place = {"village": asked.village} if asked.village else {"village__commune": asked.commune}
    met = ResultValue.objects.visible_to(user).filter(
        sheet__state__in=("sent", "accepted"),
        indicator__code="meetings_held", value__gt=0, sheet__month__isnull=False,
        sheet__period_end__gt=asked.day - QUIET, sheet__period_start__lte=asked.day,
    ).values("sheet__village")  # fmt: skip
    found = teams.filter(kind="self_managed", **place).exclude(village__in=met)
    return list(found.order_by("village__sort_key").values_list("name", flat=True))


def vacancies(asked: Asked, user: Any) -> list[str]:
    """Return villages without a head on a day, and teams without a leader. Two statements."""
    day = asked.day
    villages = Village.objects.visible_to(user).existing_on(day).filter(commune=asked.commune)
    if asked.village:
        villages = villages.filter(pk=asked.village.pk)
    heads = VillageOffice.objects.on(day).filter(office=VillageOffice.Office.HEAD)
    headless = villages.exclude(pk__in=heads.values("village")).order_by("sort_key")
    leaders = Membership.objects.serving_on(day).filter(role=Membership.Role.LEADER)
    teams = (
        Team.objects.visible_to(user).standing_on(day)
        .filter(village__in=villages.values("pk"), kind="self_managed")
        .exclude(pk__in=leaders.values("team")).order_by("village__sort_key")
    )  # fmt: skip
    return [
        *(
            _("%(village)s: village head") % {"village": name}
            for name in headless.values_list("name", flat=True)
        ),
        *(_("%(team)s: leader") % {"team": name} for name in teams.values_list("name", flat=True)),
    ]
