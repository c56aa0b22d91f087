"""Saying which programmes a paper concerns."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
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
    chosen = list(programs)
    if user is not None and not is_editable(paper, user):
        raise PermissionDenied(_("This paper is not yours to change."))
    covered = with_predecessors(paper.commune_id)
    if any(program.commune_id not in covered for program in chosen):
        raise ValidationError(_("Choose programmes of the paper's commune."))
    paper.program_links.exclude(program__in=chosen).delete()
    there = set(paper.program_links.values_list("program_id", flat=True))
    ProgramPaper.objects.bulk_create(
        ProgramPaper(program=program, paper=paper) for program in chosen if program.pk not in there
    )


def link_by_words(*, paper: Paper, user: Any) -> list[Program]:
    """Link a new paper of which nobody said what it concerns to the programmes it names."""
    programs = list(Program.objects.filter(commune__in=with_predecessors(paper.commune_id)))
    named = named_in(paper.subject, names_of(programs))
    found = [program for program in programs if program.pk in named]
    if found:
        link_paper(paper=paper, programs=found, user=user)
    return found
