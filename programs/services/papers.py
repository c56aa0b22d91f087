"""Saying which programmes a paper concerns."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from common.access import is_editable
from members.models import Paper
from members.queries import with_predecessors
from programs.models import Program, ProgramPaper
from programs.queries.papers import named_in, names_of


@transaction.atomic
def link_paper(*, paper: Paper, programs: Iterable[Program], user: Any) -> None:
    """Say that a paper concerns these programmes, and no others.

    `user` acts (None from the shell). Raises ValidationError for programmes of another
    commune, PermissionDenied where the paper is not the user's.
    """
    chosen = {program.pk: ProgramPaper(program=program, paper=paper) for program in programs}
    if user is not None and not is_editable(paper, user):
        raise PermissionDenied(_("This paper is not yours to change."))
    for link in chosen.values():
        link.clean()
    paper.program_links.exclude(program__in=list(chosen)).delete()
    there = set(paper.program_links.values_list("program_id", flat=True))
    ProgramPaper.objects.bulk_create(
        link for program, link in chosen.items() if program not in there
    )


def link_by_words(*, paper: Paper, user: Any) -> list[Program]:
    """Link a new paper of which nobody said what it concerns to the programmes it names."""
    programs = list(Program.objects.filter(commune__in=with_predecessors(paper.commune_id)))
    named = named_in(paper.subject, names_of(programs))
    found = [program for program in programs if program.pk in named]
    if found:
        link_paper(paper=paper, programs=found, user=user)
    return found
