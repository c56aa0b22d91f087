"""Shared reads of accounts: who there is, and what the log tells of them."""

import datetime as dt
from typing import Any

from auditlog.models import LogEntry
from django.db.models import Q, QuerySet

from accounts.models import Role, User
from common.dates import moment
from common.search import keys_matching
from members.queries.log import changed_values, said

#: what the audit page can be narrowed to: name -> condition
KINDS = {
    "open": Q(action=LogEntry.Action.ACCESS, additional_data__what__endswith=".open"),
    "export": Q(additional_data__what__contains="export") | Q(additional_data__what__contains="download"),
    "change": Q(action__in=[LogEntry.Action.CREATE, LogEntry.Action.UPDATE, LogEntry.Action.DELETE]),
    "account": Q(additional_data__what__startswith="account."),
}  # fmt: skip


def users_seen_by(user: User, text: str = "") -> QuerySet[User]:
    """Return the accounts with a role, past or present, that the user may see. One statement."""
    found = User.objects.all()
    if not user.is_superuser:
        found = found.filter(roles__in=Role.objects.visible_to(user)).distinct()
    if text.strip():
        found = found.filter(pk__in=keys_matching(found, text, "full_name", "username"))
    return found


def log_of(
    user: User,
    *,
    actor: int | None,
    kind: str,
    text: str,
    first: dt.date | None,
    last: dt.date | None,
) -> QuerySet[LogEntry]:
    """Return the log's entries of those whose accounts the user may see, newest first.

    Entries without an actor (imports from the shell) are an administrator's. One
    statement when read, with actor and model.
    """
    entries = LogEntry.objects.select_related("actor", "content_type").order_by("-timestamp", "-pk")
    if not user.is_superuser:
        entries = entries.filter(actor__in=users_seen_by(user).values("pk"))
    if actor is not None:
        entries = entries.filter(actor=actor)
    if kind in KINDS:
        entries = entries.filter(KINDS[kind])
    if text.strip():
        entries = entries.filter(object_repr__icontains=text.strip())
    if first is not None:
        entries = entries.filter(timestamp__gte=moment(first, dt.time.min))
    if last is not None:
        entries = entries.filter(timestamp__lt=moment(last + dt.timedelta(days=1), dt.time.min))
    return entries


def told(entries: Any) -> list[dict[str, Any]]:
    """Return log entries as the page shows them: who, when, what, of what, each change in words."""
    return [
        {
            "when": entry.timestamp,
            "who": entry.actor,
            "what": said(entry),
            "model": entry.content_type.name if entry.content_type else "",
            "object": entry.object_repr,
            "changes": changed_values(entry),
            "ip": entry.remote_addr,
        }
        for entry in entries
    ]
