"""Where somebody is signed in, and signing out there."""

from typing import Any

from django.utils import timezone
from qsessions.models import Session

from accounts.models import User
from common.audit import log_access


def sessions_of(user: User) -> list[Session]:
    """Return the sessions that are still good, the latest first. One statement."""
    return list(
        Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-updated_at")
    )


def sign_out_elsewhere(
    *, target: User, keep: str | None, user: Any, only: str | None = None
) -> int:
    """End the sessions of `target` but the one with key `keep`; only one where named."""
    sessions = Session.objects.filter(user=target).exclude(session_key=keep)
    if only is not None:
        sessions = sessions.filter(pk=only)
    count, _by_model = sessions.delete()
    if count:
        log_access(target, user=user, what="account.sign_out_elsewhere")
    return count
