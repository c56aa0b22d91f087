"""Who has come: marked by any of those at the door, and taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import still_editable
from common.text import nfc
from meetings.models import Delegate


@transaction.atomic
def mark(*, delegate: Delegate, attendance: str, proxy: str, user: Any) -> Delegate:
    """Set what is known of a delegate's coming; the same twice changes nothing.

    Two people may mark at once: the last tap holds, and nobody counts twice. `proxy`
    names who came instead and is kept only with "present". Raises ValidationError for a
    state that is none and once minutes or notice tell who came, PermissionDenied where the meeting is not the user's.
    """
    if attendance not in Delegate.Attendance.values:
        raise ValidationError(_("Choose present, excused, absent or not marked."))
    found: Delegate = Delegate.objects.select_for_update(of=("self",)).get(pk=delegate.pk)
    still_editable(found, user)
    found.meeting.refuse_if_told()
    proxy = nfc(proxy)[:120] if attendance == Delegate.Attendance.PRESENT else ""
    if (found.attendance, found.proxy) != (attendance, proxy):
        found.attendance, found.proxy = attendance, proxy
        found.marked_at = timezone.now()
        found.save(update_fields=["attendance", "proxy", "marked_at"])
    return found


@transaction.atomic
def sign_in(*, delegate: Delegate, proxy: str, user: Any) -> Delegate:
    """Sign a delegate in by the code of the invitation, which works once.

    Raises ValidationError with the time where the code was used already, PermissionDenied
    where the meeting is not the user's.
    """
    found: Delegate = Delegate.objects.select_for_update(of=("self",)).get(pk=delegate.pk)
    still_editable(found, user)
    if found.attendance == Delegate.Attendance.PRESENT:
        at = f"{timezone.localtime(found.marked_at):%H:%M}" if found.marked_at else ""
        raise ValidationError(
            _("This invitation was signed in already, at %(at)s.") % {"at": at}
            if at
            else _("This invitation was signed in already.")
        )
    return mark(delegate=found, attendance=Delegate.Attendance.PRESENT, proxy=proxy, user=user)
