"""Tokens of reading systems: made once, shown once, kept as a hash."""

import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import ApiClient
from common.access import still_editable

PREFIX = "csp_"


def hashed(token: str) -> str:
    """Return what is kept of a token. It is random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(*, client: ApiClient, user: Any) -> str:
    """Save a client with a new token and return it; an old one opens nothing from now on.

    Raises PermissionDenied where the client's commune is not the user's; a province is an
    administrator's to give.
    """
    token = PREFIX + secrets.token_urlsafe(32)
    client.token_hash = hashed(token)
    client.full_clean(exclude=["token_hash"])
    client.save()
    still_editable(client, user)
    return token


def client_of(token: str) -> ApiClient | None:
    """Return the client that shows this token, None for an unknown or an expired one.

    One statement, and one more for its first use of a day.
    """
    today = timezone.localdate()
    found: ApiClient | None = (
        ApiClient.objects.select_related("commune")
        .filter(token_hash=hashed(token), expires_on__gt=today)
        .first()
    )
    if found is not None and found.last_used_on != today:
        ApiClient.objects.filter(pk=found.pk).update(last_used_on=today)
    return found
