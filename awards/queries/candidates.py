"""Who may be nominated in a round: the facts of each, shown; no hidden score."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import AwardRound, Nomination, NomineeKind
from awards.queries.checks import days_of
from common.figures import number
from common.periods import reporting_months
from common.text import lower_first
from members.models import Membership, Person, Team, Village
from programs.models import Indicator, ProgramSite, ResultSheet, TrustedPerson
from programs.queries.totals import accepted_values, totals

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


def candidates(round_: AwardRound, user: Any) -> tuple[list[Candidate], list[Candidate]]:
    """Return (teams, people) of the round's programmes on the last day of its period.

    People are those serving in self-managed teams of villages where a programme runs, and
    trusted persons; the longest service comes first, then the given name. At most eleven
    statements. The caller's round came through `visible_to`.
    """
    day = round_.period.last_day
    programs = list(round_.programs.all())
    sites = ProgramSite.objects.on(day).filter(program__in=programs)
    villages = {
        row.pk: row
        for row in Village.objects.visible_to(user).filter(sites__in=sites).distinct()
    }  # fmt: skip
    told = _results(round_, programs, user)
    reported = _reported(round_, programs, villages)
    earlier = _earlier(round_, villages)
    nominated = set()
    for person, team, kind in round_.nominations.values_list(
        "person_id", "team_id", "nominee_kind"
    ):
        nominated.add(
            ("person", person)
            if person
            else ("team", team if kind == NomineeKind.COLLECTIVE else None)
        )

    teams = []
    for team in (
        Team.objects.standing_on(day).with_strength(day)
        .filter(village__in=villages, kind=Team.Kind.SELF_MANAGED)
        .select_related("village").order_by("village__sort_key", "pk")
    ):  # fmt: skip
        years = days_of(
            [(team.founded_on, team.dissolved_on)], round_.period_end, round_.period_start
        )
        size = ngettext("%(n)d member", "%(n)d members", team.strength) % {"n": team.strength}
        teams.append(
            Candidate(
                NomineeKind.COLLECTIVE, None, team, villages[team.village_id], "", years / 365.25,
                (_("stands %(years)s years of the period") % {"years": number(years / 365.25)}, size,
                 *reported[team.village_id], *told[team.village_id], *earlier[("team", team.pk)]),
                ("team", team.pk) in nominated,
            )
        )  # fmt: skip
    people = _people(round_, villages, told, reported, earlier, nominated)
    return teams, sorted(people, key=lambda row: (-round(row.years, 2), row.person.sort_key))  # type: ignore[union-attr]


def _people(
    round_: AwardRound, villages: dict[int, Village], told: Any, reported: Any, earlier: Any,
    nominated: set[Any],
) -> list[Candidate]:  # fmt: skip
    day = round_.period.last_day
    serving = {
        spell.person_id: spell
        for spell in Membership.objects.serving_on(day)
        .filter(team__village__in=villages, team__kind=Team.Kind.SELF_MANAGED)
        .select_related("person", "team")
    }
    spells: dict[int, list[Any]] = defaultdict(list)
    for person, start, end in Membership.objects.filter(person__in=serving).values_list(
        "person_id", "started_on", "ended_on"
    ):
        spells[person].append((start, end))
    found = []
    for spell in serving.values():
        days = days_of(spells[spell.person_id], round_.period_end, round_.period_start)
        found.append(
            _person(spell.person, villages[spell.team.village_id], spell.get_role_display(), days,
                    told, reported, earlier, nominated)
        )  # fmt: skip
    if round_.programs.filter(kind__code="trusted_persons").exists():
        for row in (
            TrustedPerson.objects.on(day).filter(person__village__in=villages)
            .exclude(person__in=serving).select_related("person")
        ):  # fmt: skip
            days = days_of([(row.started_on, row.ended_on)], round_.period_end, round_.period_start)
            found.append(
                _person(row.person, villages[row.person.village_id], _("trusted person"), days,
                        told, reported, earlier, nominated)
            )  # fmt: skip
    return found


def _person(
    person: Person, village: Village, role: str, days: int, told: Any, reported: Any, earlier: Any,
    nominated: set[Any],
) -> Candidate:  # fmt: skip
    years = days / 365.25
    served = _("served %(years)s years of the period") % {"years": number(years)}
    return Candidate(
        NomineeKind.INDIVIDUAL, person, None, village, role, years,
        (served, *reported[village.pk], *told[village.pk], *earlier[("person", person.pk)]),
        ("person", person.pk) in nominated,
    )  # fmt: skip


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


def _earlier(round_: AwardRound, villages: dict[int, Village]) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    rows = (
        Nomination.objects.approved().filter(round__commune=round_.commune_id)
        .exclude(round=round_).select_related("form", "decision__paper")
    )  # fmt: skip
    for row in rows:
        year = row.decision.paper.issued_on.year if row.decision else ""
        words = _("rewarded before: %(form)s (%(year)s)") % {"form": row.form, "year": year}
        key = ("person", row.person_id) if row.person_id else ("team", row.team_id)
        found[key].append(words)
    return found
