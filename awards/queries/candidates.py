"""Who may be nominated in a round: the facts of each, shown; no hidden score."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import AwardRound, Nomination, NomineeKind
from awards.queries.checks import days_of
from awards.queries.merits import achieved, own_of_person, own_of_team
from common.access import AnyUser
from common.figures import number, rounded
from common.text import lower_first
from members.models import Membership, Person, Team, Village
from members.queries import with_predecessors
from programs.models import Program, ProgramSite, ResultValue, TrustedPerson
from programs.results import Counting, Results, results_of, same_programmes

#: what a fact is kept by: "person" or "team" with its key
Key = tuple[str, int | None]
#: the programmes of a round, the same one of former communes together
Groups = Sequence[tuple[Program, ...]]
#: results that speak for a village, the first that are known are told
MOST_TOLD = 3
TOLD = ("tips", "disputes_settled", "patrols", "cases_helped", "outreach_sessions", "meetings_held")


@dataclass(frozen=True)
class Candidate:
    """A person or a team with what is known of it. `years` is the service in the period.

    `reasons` are shown to who chooses; `merits` are the nominee's own, as sentences of a merit report.
    """

    kind: str
    person: Person | None
    team: Team | None
    village: Village
    role: str
    years: float
    reasons: tuple[str, ...]
    nominated: bool
    merits: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"team-{self.team.pk}" if self.team else f"person-{self.person.pk}"  # type: ignore[union-attr]

    @property
    def name(self) -> str:
        return str(self.team or self.person)


@dataclass(frozen=True)
class _Known:
    """What is known beside service: by village its results and months reported, by nominee the rest."""

    told: dict[int, list[str]]
    achieved: dict[int, list[str]]
    reported: dict[int, list[str]]
    earlier: dict[Key, list[str]]
    nominated: set[Key]

    def candidate(
        self, nominee: Person | Team, village: Village, role: str, days: int, *own: str,
        merits: tuple[str, ...] = (),
    ) -> Candidate:  # fmt: skip
        """Return a nominee with all that is known; `own` comes first among the reasons."""
        person = nominee if isinstance(nominee, Person) else None
        team = nominee if isinstance(nominee, Team) else None
        key = _key(nominee.pk if person else None, nominee.pk if team else None)
        reasons = (*own, *self.reported[village.pk], *self.told[village.pk], *self.earlier[key])
        kind = NomineeKind.INDIVIDUAL if person else NomineeKind.COLLECTIVE
        return Candidate(
            kind, person, team, village, role, days / 365.25, reasons, key in self.nominated, merits
        )


def _key(person: int | None, team: int | None) -> Key:
    return ("person", person) if person else ("team", team)


def candidates(round_: AwardRound, user: AnyUser) -> tuple[list[Candidate], list[Candidate]]:
    """Return (teams, people) of the round's programmes on the last day of its period.

    People are those serving in self-managed teams of villages where a programme runs, and
    trusted persons; the longest service comes first, then the given name. At most seventeen
    statements. The caller's round came through `visible_to`.
    """
    day = round_.period.last_day
    programs = list(round_.programs.select_related("kind"))
    sites = ProgramSite.objects.on(day).filter(program__in=programs)
    villages = {
        row.pk: row
        for row in Village.objects.visible_to(user).filter(sites__in=sites).distinct()
    }  # fmt: skip
    proposed = round_.nominations.filter(
        Q(person__isnull=False) | Q(nominee_kind=NomineeKind.COLLECTIVE)
    )
    groups = same_programmes(programs)
    results = _results(round_, groups, villages, user)
    known = _Known(
        told={village: _told(results, groups, village) for village in villages},
        achieved={
            village: achieved(results, [group[0].pk for group in groups], village)
            for village in villages
        },
        reported={village: _reported(results, village) for village in villages},
        earlier=_earlier(round_),
        nominated={_key(*keys) for keys in proposed.values_list("person_id", "team_id")},
    )
    with_trusted = any(program.kind.code == "trusted_persons" for program in programs)
    people = _serving(round_, villages, known) + (
        _trusted(round_, villages, known) if with_trusted else []
    )
    people.sort(key=lambda row: (-rounded(row.years), row.person.sort_key))  # type: ignore[union-attr]
    return _teams(round_, villages, known), people


def _teams(round_: AwardRound, villages: dict[int, Village], known: _Known) -> list[Candidate]:
    day = round_.period.last_day
    found = []
    for team in (
        Team.objects.standing_on(day).with_strength(day)
        .filter(village__in=villages, kind=Team.Kind.SELF_MANAGED)
        .order_by("village__sort_key", "pk")
    ):  # fmt: skip
        days = _days(round_, [(team.founded_on, team.dissolved_on)])
        stood = _("stands %(years)s years of the period") % {"years": number(days / 365.25, 1)}
        size = ngettext("%(n)d member", "%(n)d members", team.strength) % {"n": team.strength}
        village = villages[team.village_id]
        merits = own_of_team(days, team.strength, village.name, known.achieved[village.pk])
        found.append(known.candidate(team, village, "", days, stood, size, merits=merits))
    return found


def _serving(round_: AwardRound, villages: dict[int, Village], known: _Known) -> list[Candidate]:
    serving = {
        spell.person_id: spell
        for spell in Membership.objects.serving_on(round_.period.last_day)
        .filter(team__village__in=villages, team__kind=Team.Kind.SELF_MANAGED)
        .select_related("person", "team")
    }
    spells: dict[int, list[Any]] = defaultdict(list)
    for person, start, end in Membership.objects.filter(person__in=serving).values_list(
        "person_id", "started_on", "ended_on"
    ):
        spells[person].append((start, end))
    return [
        _person(known, spell.person, villages[spell.team.village_id], spell.get_role_display(),
                _days(round_, spells[spell.person_id]), f"tham gia {spell.team.name}")
        for spell in serving.values()
    ]  # fmt: skip


def _trusted(round_: AwardRound, villages: dict[int, Village], known: _Known) -> list[Candidate]:
    """Trusted persons who serve in no self-managed team."""
    day = round_.period.last_day
    serving = Membership.objects.serving_on(day).filter(
        team__village__in=villages, team__kind=Team.Kind.SELF_MANAGED
    )
    rows = TrustedPerson.objects.on(day).filter(person__village__in=villages)
    return [
        _person(known, row.person, villages[row.person.village_id], _("trusted person"),
                _days(round_, [(row.started_on, row.ended_on)]),
                "là người có uy tín trong cộng đồng")
        for row in rows.exclude(person__in=serving.values("person")).select_related("person")
    ]  # fmt: skip


def _person(
    known: _Known, person: Person, village: Village, role: str, days: int, did: str
) -> Candidate:
    served = _("served %(years)s years of the period") % {"years": number(days / 365.25, 1)}
    return known.candidate(person, village, role, days, served, merits=own_of_person(days, did))


def _days(round_: AwardRound, spells: list[Any]) -> int:
    return days_of(spells, round_.period_end, round_.period_start)


def _results(
    round_: AwardRound, groups: Groups, villages: dict[int, Village], user: AnyUser
) -> Results:
    """Return the results of the round's programmes as its reports count them. Five statements."""
    return results_of(
        {group[0].pk: tuple(program.pk for program in group) for group in groups},
        Counting.of(round_.period, round_.commune.reporting_day),
        villages=villages,
        values=ResultValue.objects.visible_to(user),
        shares=False,
    )


def _told(results: Results, groups: Groups, village: int) -> list[str]:
    """Return what a village achieved in each programme, the first three known figures of each."""
    found = []
    for program, *_same in groups:
        parts: list[str] = []
        for code in TOLD:
            tally = results.get(program.pk, code)
            value = tally.by_village(village).value if tally else None
            if tally is not None and value is not None and len(parts) < MOST_TOLD:
                parts.append(f"{lower_first(tally.indicator.name)} {number(value)}")
        words = _("the village: %(what)s")
        if len(groups) > 1:
            words = _("the village, %(program)s: %(what)s")
        found += [words % {"what": part, "program": program.name} for part in parts]
    return found


def _reported(results: Results, village: int) -> list[str]:
    """Return for how many of the months asked for a village told anything; a year's total is twelve."""
    told, asked = results.months_reported(village)
    if not asked:
        return []
    return [_("the village reported %(n)d of %(all)d months") % {"n": told, "all": asked}]


def _earlier(round_: AwardRound) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    rows = (
        Nomination.objects.approved()
        .filter(round__commune__in=with_predecessors(round_.commune_id))
        .exclude(round=round_).select_related("form", "decision__paper")
    )  # fmt: skip
    for row in rows:
        year = row.decision.paper.issued_on.year if row.decision else ""
        words = _("rewarded before: %(form)s (%(year)s)") % {"form": row.form, "year": year}
        found[_key(row.person_id, row.team_id)].append(words)
    return found
