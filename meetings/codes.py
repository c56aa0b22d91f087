"""The code of an invitation: signed, for one meeting and one delegate only."""

from django.core import signing

from meetings.models import Delegate

_SIGNER = signing.Signer(salt="meetings.invitation")


def code_of(delegate: Delegate) -> str:
    """Return the code, safe in an address."""
    return _SIGNER.sign(f"{delegate.meeting_id}-{delegate.pk}").replace(":", ".")


def delegate_of(code: str) -> Delegate | None:
    """Return whom a code stands for; None for a forged one, or where the invitation is gone.

    The caller asks the door whether the reader may know of the meeting. One statement.
    """
    try:
        meeting, _, delegate = _SIGNER.unsign(code.replace(".", ":")).partition("-")
        keys = {"pk": int(delegate), "meeting_id": int(meeting)}
    except (signing.BadSignature, ValueError):
        return None
    found: Delegate | None = (
        Delegate.objects.select_related("meeting__commune", "village").filter(**keys).first()
    )
    return found
