"""Kinds of report: a commune's own made from a shared one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from common.access import AnyUser, is_editable
from common.text import fold
from members.models import Commune
from reports.models import ReportKind, ReportKindPart


def code_of(name: str) -> str:
    """Return the code of a new kind: its name without accents."""
    return slugify(fold(name))[:40] or "kind"


@transaction.atomic
def copy_kind(*, kind: ReportKind, commune: Commune, user: AnyUser) -> ReportKind:
    """Make a commune's own kind of one it sees. A copy of a shared kind replaces that one there.

    Raises ValidationError where the commune has one already, PermissionDenied where it is not the
    user's committee.
    """
    if ReportKind.objects.filter(commune=commune, code=kind.code).exists():
        raise ValidationError(
            _("%(commune)s has its own “%(kind)s” already."),
            params={"commune": commune.full_name, "kind": kind.name},
        )
    parts = list(kind.parts.all())
    own = ReportKind.objects.get(pk=kind.pk)
    own.pk, own.commune = None, commune
    own._state.adding = True
    own.full_clean()
    own.save()
    if not is_editable(own, user):
        raise PermissionDenied(_("Only the steering committee keeps kinds of report."))
    ReportKindPart.objects.bulk_create(
        ReportKindPart(
            kind=own, part=row.part, order=row.order, heading=row.heading, required=row.required
        )
        for row in parts
    )
    return own
