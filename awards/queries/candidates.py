"""Who may be nominated in a round: the facts of each, shown; no hidden score."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import AwardRound, Nomination, NomineeKind
from awards.queries.checks import days_of
from common.figures import number, rounded
from common.periods import reporting_months
from common.text import lower_first
from members.models import Membership, Person, Team, Village
from programs.models import Indicator, ProgramSite, ResultSheet, TrustedPerson
from programs.queries.totals import accepted_values, totals

#: what a fact is kept by: "person" or "team" with its key
Key = tuple[str, int | None]
#: results that speak for a village, the first three that are known are told
TOLD = ("tips", "disputes_settled", "patrols", "cases_helped", "outreach_sessions", "meetings_held")


@dataclass(frozen=True)
class Candidate:
    """A person or a team with what is known of it. `years` is the service in the period."""

    kind: str
    person: Person | None
    team: Team | None
    village: Village
    role: str
    years: float
    reasons: tuple[str, ...]
    nominated: bool

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
    reported: dict[int, list[str]]
    earlier: dict[Key, list[str]]
    nominated: set[Key]

    def candidate(
        self, nominee: Person | Team, village: Village, role: str, days: int, *own: str
    ) -> Candidate:
        """Return a nominee with all that is known; `own` comes first among the reasons."""
        person = nominee if isinstance(nominee, Person) else None
        team = nominee if isinstance(nominee, Team) else None
        key = _key(nominee.pk if person else None, nominee.pk if team else None)
        reasons = (*own, *self.reported[village.pk], *self.told[village.pk], *self.earlier[key])
        kind = NomineeKind.INDIVIDUAL if person else NomineeKind.COLLECTIVE
        return Candidate(
            kind, person, team, village, role, days / 365.25, reasons, key in self.nominated
        )


def _key(person: int | None, team: int | None) -> Key:
    return ("person", person) if person else ("team", team)


def candidates(round_: AwardRound, user: Any) -> tuple[list[Candidate], list[Candidate]]:
    """Return (teams, people) of the round's programmes on the last day of its period.

    People are those serving in self-managed teams of villages where a programme runs, and
    trusted persons; the longest service comes first, then the given name. At most eleven
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
    known = _Known(
        told=_results(round_, programs, user),
        reported=_reported(round_, programs, villages),
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
        found.append(known.candidate(team, villages[team.village_id], "", days, stood, size))
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
                _days(round_, spells[spell.person_id]))
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
                _days(round_, [(row.started_on, row.ended_on)]))
        for row in rows.exclude(person__in=serving.values("person")).select_related("person")
    ]  # fmt: skip


def _person(known: _Known, person: Person, village: Village, role: str, days: int) -> Candidate:
    served = _("served %(years)s years of the period") % {"years": number(days / 365.25, 1)}
    return known.candidate(person, village, role, days, served)


def _days(round_: AwardRound, spells: list[Any]) -> int:
    return days_of(spells, round_.period_end, round_.period_start)


def _results(round_: AwardRound, programs: Iterable[Any], user: Any) -> dict[int, list[str]]:
    indicators = {row.pk: row for row in Indicator.objects.filter(code__in=TOLD)}
    values = accepted_values(user, list(programs), round_.period).filter(indicator__in=indicators)
    sums = totals(values, "sheet__village", rules=["sum"])
    found: dict[int, list[str]] = defaultdict(list)
    order = sorted(indicators.values(), key=lambda row: TOLD.index(row.code))
    for indicator in order:
        for (pk, village), value in sums.items():
            if pk == indicator.pk and len(found[village]) < 3:
                words = _("the village: %(name)s %(value)s")
                name = lower_first(indicator.name)
                found[village].append(words % {"name": name, "value": number(value)})
    return found


def _reported(
    round_: AwardRound, programs: Iterable[Any], villages: dict[int, Village]
) -> dict[int, list[str]]:
    """Months of the period for which a village has accepted results; a year's total counts twelve."""
    months: dict[int, set[tuple[int, int]]] = defaultdict(set)
    rows = ResultSheet.objects.filter(
        program__in=list(programs), village__in=villages, state="accepted",
        period_start__lt=round_.period_end, period_end__gt=round_.period_start,
    ).values_list("village_id", "year", "month")  # fmt: skip
    wanted = set(reporting_months(round_.period, round_.commune.reporting_day))
    for village, year, month in rows:
        months[village] |= {(year, month)} if month else {(year, every) for every in range(1, 13)}
    return defaultdict(list, {
        village: [
            _("the village reported %(n)d of %(all)d months")
            % {"n": len(months[village] & wanted), "all": len(wanted)}
        ]
        for village in villages
    })  # fmt: skip


def _earlier(round_: AwardRound) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    rows = (
        Nomination.objects.approved().filter(round__commune=round_.commune_id)
        .exclude(round=round_).select_related("form", "decision__paper")
    )  # fmt: skip
    for row in rows:
        year = row.decision.paper.issued_on.year if row.decision else ""
        words = _("rewarded before: %(form)s (%(year)s)") % {"form": row.form, "year": year}
        found[_key(row.person_id, row.team_id)].append(words)
    return found
