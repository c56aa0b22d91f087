"""The meeting itself, its agenda and its seats."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import still_editable
from meetings.agenda_templates import TEMPLATES, agenda_lines
from meetings.models import AgendaItem, Delegate, Meeting
from members.queries import unit_words
from programs.models import Program


@transaction.atomic
def save_meeting(*, meeting: Meeting, programs: Iterable[Program], user: Any) -> Meeting:
    """Save a meeting with the programmes it reviews; a new one of a usual kind gets its agenda.

    Raises ValidationError for a programme of another commune, for a day before the issued invitation's
    and, once minutes or notice tell of it, for another day, place or title; PermissionDenied where
    the meeting would lie outside the user's scope.
    """
    chosen = list(programs)
    new = meeting.pk is None
    if not new:
        Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.full_clean()
    meeting.save()
    still_editable(meeting, user)
    if any(program.commune_id != meeting.commune_id for program in chosen):
        raise ValidationError({"programs": _("Choose programmes of the meeting's commune.")})
    if not new and {row.pk for row in chosen} != set(meeting.programs.values_list("pk", flat=True)):
        meeting.refuse_if_told()
    meeting.programs.set(chosen)
    if new and meeting.kind in TEMPLATES:
        use_template(meeting=meeting, kind=meeting.kind, user=user)
    return meeting


@transaction.atomic
def use_template(*, meeting: Meeting, kind: str, user: Any) -> None:
    """Put the usual agenda of a kind of meeting in place of the one that stands.

    Raises ValidationError for a kind without one.
    """
    still_editable(meeting, user)
    meeting.refuse_if_told()
    if kind not in TEMPLATES:
        raise ValidationError(_("There is no usual agenda of this kind."))
    words = unit_words(meeting.commune, timezone.localdate(meeting.starts_at))
    lines = agenda_lines(kind, words)
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, order=order, part=part, minutes=minutes, item=item, presenter=presenter
        )
        for order, (part, minutes, item, presenter) in enumerate(lines, 1)
    )


@transaction.atomic
def copy_agenda(*, meeting: Meeting, source: Meeting, user: Any) -> None:
    """Put the agenda of an earlier meeting in place of the one that stands; typed times stay behind."""
    still_editable(meeting, user)
    meeting.refuse_if_told()
    items = list(source.agenda.order_by("order", "pk"))
    if not items:
        raise ValidationError(_("That meeting has no agenda."))
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, order=order, part=item.part, minutes=item.minutes, item=item.item,
            presenter=item.presenter, script=item.script,
        )
        for order, item in enumerate(items, 1)
    )  # fmt: skip


@transaction.atomic
def save_agenda(*, meeting: Meeting, items: Sequence[AgendaItem], user: Any) -> None:
    """Keep an agenda in the order given; what is not among the items goes.

    Items that have a key keep it. Raises ValidationError by item where one cannot stand.
    """
    still_editable(meeting, user)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refuse_if_told()
    kept = {item.pk for item in items if item.pk}
    meeting.agenda.exclude(pk__in=kept).delete()
    # Orders are unique: the old ones make room first.
    for away, item in enumerate(meeting.agenda.order_by("order"), 1):
        AgendaItem.objects.filter(pk=item.pk).update(order=20_000 + away)
    for order, item in enumerate(items, 1):
        item.meeting, item.order = meeting, order
        item.full_clean()
        item.save()


@transaction.atomic
def assign_seats(*, meeting: Meeting, per_row: int, user: Any) -> int:
    """Seat all delegates: groups one after the other, each from a new row, in protocol order.

    Rows are lettered from the front ("A1", "B12"; after Z come AA, AB). Return the number of
    rows. Raises ValidationError for rows of less than 2 or more than 60 seats.
    """
    if not 2 <= per_row <= 60:
        raise ValidationError(_("A row has between 2 and 60 seats."))
    still_editable(meeting, user)
    meeting.refuse_if_told()
    groups = list(Delegate.Group.values)
    delegates = sorted(
        meeting.delegates.select_for_update(of=("self",)),
        key=lambda row: (groups.index(row.group), row.protocol_order, row.pk),
    )
    row, place, group = -1, per_row, ""
    for delegate in delegates:
        if delegate.group != group or place == per_row:
            row, place, group = row + 1, 0, delegate.group
        place += 1
        delegate.seat = f"{_letters(row)}{place}"
    Delegate.objects.bulk_update(delegates, ["seat"], batch_size=500)
    return row + 1


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
