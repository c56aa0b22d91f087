"""What of a nomination wants a second look: warnings with the rule named, never a block."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import AwardRound, Nomination, NomineeKind
from members.models import Membership
from programs.models import TrustedPerson

ONCE = gettext_lazy("Law on Emulation and Commendation 06/2022/QH15, Article 5")
YEAR = gettext_lazy("rule of the office: service of at least one year")
CAUSE = gettext_lazy("rule of the office: nobody who left for a disciplinary cause")
PAPERS = gettext_lazy("papers of an award (Decree 98/2023/NĐ-CP)")
VOTES = gettext_lazy("share of votes set for this round")


@dataclass(frozen=True)
class Doubt:
    """A warning in words, with the rule it rests on."""

    words: str
    rule: str


def doubts_of(round_: AwardRound, nominations: Sequence[Nomination]) -> dict[int, list[Doubt]]:
    """Return the warnings of a round's nominations by key. Five statements for any number.

    The caller's nominations came through `visible_to`.
    """
    found: dict[int, list[Doubt]] = defaultdict(list)
    _same_merit(round_, nominations, found)
    _service(round_, nominations, found)
    with_files = set(
        Nomination.objects.filter(pk__in=[row.pk for row in nominations])
        .annotate(count=Count("files")).filter(count__gt=0).values_list("pk", flat=True)
    )  # fmt: skip
    for row in nominations:
        if row.pk not in with_files:
            found[row.pk].append(
                Doubt(_("The signed merit report is not among its files."), str(PAPERS))
            )
        if row.state != Nomination.State.PROPOSED and row.votes_total is None:
            found[row.pk].append(Doubt(_("The council's votes are not entered."), str(PAPERS)))
        if row.share is not None and row.share < round_.share_needed:
            words = _("%(share)d %% of the votes; %(needed)d %% are asked for.")
            told = words % {"share": row.share, "needed": round_.share_needed}
            found[row.pk].append(Doubt(told, str(VOTES)))
    return found


def _same_merit(
    round_: AwardRound, nominations: Sequence[Nomination], found: dict[int, list[Doubt]]
) -> None:
    """The same nominee in another round of the same programmes and an overlapping period, or twice here."""
    people = {row.person_id for row in nominations if row.person_id}
    teams = {row.team_id for row in nominations if row.team_id}
    programs = list(round_.programs.values_list("pk", flat=True))
    others = (
        Nomination.objects.approved()
        .filter(Q(person__in=people) | Q(team__in=teams, nominee_kind=NomineeKind.COLLECTIVE))
        .filter(round__programs__in=programs, round__period_start__lt=round_.period_end,
                round__period_end__gt=round_.period_start)
        .exclude(round=round_).select_related("form", "round").distinct()
    )  # fmt: skip
    before: dict[tuple[str, int | None], Nomination] = {}
    for other in others:
        before[("person", other.person_id)] = before[("team", other.team_id)] = other
    seen: dict[tuple[str, int], int] = defaultdict(int)
    for row in nominations:
        for key in _keys(row):
            seen[key] += 1
    for row in nominations:
        for key in _keys(row):
            if key in before:
                words = _(
                    "Rewarded for these programmes and an overlapping period already: %(what)s."
                )
                what = f"{before[key].form} ({before[key].round})"
                found[row.pk].append(Doubt(words % {"what": what}, str(ONCE)))
            if seen[key] > 1:
                found[row.pk].append(
                    Doubt(
                        _("Nominated more than once in this round for the same merit."), str(ONCE)
                    )
                )


def _keys(row: Nomination) -> list[tuple[str, int]]:
    if row.person_id:
        return [("person", row.person_id)]
    if row.team_id and row.nominee_kind == NomineeKind.COLLECTIVE:
        return [("team", row.team_id)]
    return []


def _service(
    round_: AwardRound, nominations: Sequence[Nomination], found: dict[int, list[Doubt]]
) -> None:
    people = {row.person_id for row in nominations if row.person_id}
    spells: dict[int, list[Membership]] = defaultdict(list)
    for spell in Membership.objects.filter(person__in=people):
        spells[spell.person_id].append(spell)
    recognised = dict(
        TrustedPerson.objects.filter(person__in=people).order_by("-started_on")
        .values_list("person_id", "started_on")
    )  # fmt: skip
    for row in nominations:
        if not row.person_id:
            continue
        own = spells[row.person_id]
        if any(spell.leaving == Membership.Leaving.DISCIPLINE for spell in own):
            found[row.pk].append(Doubt(_("Left a team for a disciplinary cause."), str(CAUSE)))
        days = days_of([(spell.started_on, spell.ended_on) for spell in own], round_.period_end)
        if since := recognised.get(row.person_id):
            days = max(days, (round_.period_end - since).days)
        if days < 365:
            words = _("Has served for less than a year (%(days)d days).")
            found[row.pk].append(Doubt(words % {"days": max(days, 0)}, str(YEAR)))


def days_of(spells: Sequence[tuple[dt.date, dt.date | None]], until: dt.date,
            since: dt.date = dt.date.min) -> int:  # fmt: skip
    """Return the days that spells of service cover before `until`; days in two spells count once."""
    covered, reached = 0, since
    for start, end in sorted(spells, key=lambda spell: spell[0]):
        first, last = max(start, reached), min(end or until, until)
        if last > first:
            covered += (last - first).days
            reached = last
    return covered
