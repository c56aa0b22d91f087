"""Which programmes a paper concerns: as somebody said, as the register has it, or as its words name."""

import re
from collections.abc import Iterable, Mapping

from common.text import fold
from members.models import Membership, Paper, Team
from programs.models import (
    FireSafeZone,
    Program,
    ProgramAlias,
    ProgramPaper,
    ProgramRating,
    ProgramStatus,
    TrustedPerson,
)

#: words that speak for a kind of programme, less surely than the programme's own name
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "self_managed": ("tự quản",),
    "grassroots": ("an ninh cơ sở",),
    "trusted_persons": ("người có uy tín",),
    "fire_safe": ("phòng cháy", "chữa cháy", "pccc"),
    "cameras": ("camera",),
}


def named_in(subject: str, names: Mapping[int, Iterable[str]]) -> set[int]:
    """Return the programmes whose name, or another one of theirs, stands in an abstract. No statement.

    `names` are the names of each programme by its id.
    """
    words = _words(subject)
    return {key for key, known in names.items() if any(_words(name) in words for name in known)}


def _words(text: str) -> str:
    """Return the words of a text, folded, each between spaces: a name is found whole."""
    return " ".join(["", *re.findall(r"[^\W_]+", fold(text)), ""])


def proposed_for(paper: Paper, programs: Iterable[Program]) -> list[Program]:
    """Return programmes the paper's words may speak of, the surest first. One statement."""
    rows = list(programs)
    names = names_of(rows)
    sure = named_in(paper.subject, names)
    words = _words(paper.subject)
    likely = [
        row
        for row in rows
        if row.pk not in sure
        and any(_words(word) in words for word in KIND_WORDS.get(row.kind.code, ()))
    ]
    return [row for row in rows if row.pk in sure] + likely


def names_of(programs: Iterable[Program]) -> dict[int, list[str]]:
    """Return the names of programmes, their other names with them, by id. One statement."""
    names = {row.pk: [row.name] for row in programs}
    for key, name in ProgramAlias.objects.filter(program__in=names).values_list(
        "program_id", "name"
    ):
        names[key].append(name)
    return names


def concerning(
    papers: Iterable[Paper], programs: Iterable[Program], names: Mapping[int, Iterable[str]]
) -> set[int]:
    """Return the ids of the papers that concern any of some programmes. Two statements.

    The founding decision of a programme always does; of other papers, what somebody said
    holds. Of a paper of which nobody said anything, it is known where the register of the
    programme, its teams, zones or trusted persons points to it, and where its abstract names
    the programme. `names` are the names of each programme by its id (`names_of`).
    """
    rows = list(programs)
    ids = {row.pk for row in rows}
    listed = list(papers)
    said: dict[int, set[int]] = {}
    for paper, program in ProgramPaper.objects.filter(
        paper__in=[row.pk for row in listed]
    ).values_list("paper_id", "program_id"):
        said.setdefault(paper, set()).add(program)
    founding = {row.decision_id for row in rows}
    pointed = set(_pointed(rows))

    def concerns(paper: Paper) -> bool:
        if paper.pk in founding:
            return True
        if paper.pk in said:
            return bool(said[paper.pk] & ids)
        return paper.pk in pointed or bool(named_in(paper.subject, names))

    return {paper.pk for paper in listed if concerns(paper)}


def _pointed(programs: list[Program]) -> Iterable[int]:
    """Return the ids of papers that the registers of these programmes point to, in one statement."""
    ids = [row.pk for row in programs]
    of_them = {"program__in": ids}
    kinds = {row.kind.team_kind for row in programs if row.kind.team_kind}
    communes = {row.commune_id for row in programs}
    teams = Team.objects.filter(kind__in=kinds, sites__program__in=ids) | Team.objects.filter(
        kind__in=kinds, village__sites__program__in=ids, village__commune__in=communes
    )
    spells = Membership.objects.filter(team__kind__in=kinds, team__village__sites__program__in=ids)
    found = [
        (ProgramStatus.objects.filter(**of_them), "decision_id"),
        (ProgramRating.objects.filter(**of_them), "decision_id"),
        (FireSafeZone.objects.filter(**of_them), "decision_id"),
        (TrustedPerson.objects.filter(**of_them), "decision_id"),
        (TrustedPerson.objects.filter(**of_them), "removal_id"),
        (teams, "decision_id"),
        (teams, "dissolution_id"),
        (spells, "appointment_id"),
        (spells, "dismissal_id"),
    ]
    parts = [
        rows.exclude(**{name: None}).order_by().values_list(name, flat=True) for rows, name in found
    ]
    found_ids: Iterable[int] = parts[0].union(*parts[1:])
    return found_ids
