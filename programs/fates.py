"""Sites go on in the new village; cameras and zones pass to it; sheets and cases stay with the old ones."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from members.fates import Fate, Hanging, Regrouping, declare, moved
from members.models import Village
from programs.models import Camera, FireSafeZone, Program, ProgramSite


def declare_programs() -> None:
    declare(
        Hanging(
            "programs.ProgramSite.village", _("sites of programmes"), Fate.REOPENS, _open_sites,
            passed=Fate.REOPENS, follow=_follow_sites,
        ),
        Hanging("programs.Camera.village", _("cameras"), Fate.MOVES, _move_cameras),
        Hanging("programs.FireSafeZone.village", _("fire-safe zones"), Fate.MOVES, _move_zones),
        Hanging("programs.ResultSheet.village", _("sheets of results"), Fate.STAYS),
        Hanging("programs.Highlight.village", _("cases"), Fate.STAYS),
    )  # fmt: skip


def _lasting(villages: Any, day: dt.date) -> Any:
    sites = ProgramSite.objects.filter(village__in=villages).exclude(ended_on__lte=day)
    return sites.select_related("program", "village", "team").order_by(
        "program", "started_on", "pk"
    )


def _close(site: ProgramSite, day: dt.date) -> None:
    """End a site on the day; one that was to begin then or later never begins in the old place."""
    site.ended_on = max(day, site.started_on + dt.timedelta(days=1))
    site.save(update_fields=["ended_on"])


def _open_sites(what: Regrouping) -> list[str]:
    """Each programme goes on in every new village, with the team that was founded again there.

    A site with a name is one place: it goes on once, in the first new village. Of several that
    become one, the one that began first says since when.
    """
    names, opened = [], set()
    for site in _lasting(what.old, what.day):
        _close(site, what.day)
        for village in what.new[:1] if site.name else what.new:
            team = what.teams.get((village.pk, site.team.kind)) if site.team else None
            if (site.program_id, village.pk, site.name) in opened:
                continue
            opened.add((site.program_id, village.pk, site.name))
            made = ProgramSite(
                program=site.program,
                name=site.name,
                village=village,
                team=team,
                started_on=max(what.day, site.started_on),
            )
            made.full_clean()
            made.save()
            names.append(f"{site.program}: {made}")
    return names


def _follow_sites(villages: list[Village], into: Any, day: dt.date) -> list[str]:
    """A village that left the commune leaves its programme, and joins the new commune's of that kind.

    Its sheets stay in the programme in which they were sent.
    """
    names = []
    for site in _lasting(villages, day).exclude(program__commune=into):
        _close(site, day)
        others = Program.objects.filter(commune=into, kind=site.program.kind).running_on(day)
        there = others.first()
        if there is None:
            names.append(str(site.program))
            continue
        made = ProgramSite(
            program=there,
            name=site.name,
            village=site.village,
            team=site.team,
            started_on=max(day, site.started_on),
        )
        made.full_clean()
        made.save()
        names.append(f"{site.program}: {there}")
    return names


def _move_cameras(what: Regrouping) -> list[str]:
    cameras = Camera.objects.filter(village__in=what.old)
    lasting = cameras.exclude(removed_on__lte=what.day).order_by("pk")
    return moved(lasting, lambda _row: what.new[0])


def _move_zones(what: Regrouping) -> list[str]:
    zones = FireSafeZone.objects.filter(village__in=what.old).exclude(ended_on__lte=what.day)
    return moved(zones.order_by("pk"), lambda _row: what.new[0])
