"""Cases worth telling: kept by village heads and officers, told in reports where marked."""

from typing import Any

from django.db import transaction

from common.access import OFFICER, still_editable
from common.pictures import drop_file, put_photo
from programs.models import Highlight


@transaction.atomic
def save_highlight(*, highlight: Highlight, data: dict[str, Any], user: Any) -> Highlight:
    """Write a highlight from clean form data; `photo` is a clean JPEG or None.

    What a village head enters waits for an officer's mark before a report tells it.
    Raises PermissionDenied where the village or programme is not the user's.
    """
    highlight.program, highlight.village = data["program"], data["village"]
    highlight.happened_on, highlight.text = data["happened_on"], data["text"]
    if user.has_role(OFFICER):
        highlight.in_reports = data["in_reports"]
    elif highlight.pk is None:
        highlight.in_reports = False
    put_photo(highlight, data.get("photo"))
    highlight.full_clean(exclude=["photo"])
    highlight.save()
    still_editable(highlight, user)
    return highlight


@transaction.atomic
def delete_highlight(*, highlight: Highlight, user: Any) -> None:
    """Delete a highlight with its picture; the log keeps that there was one."""
    still_editable(highlight, user)
    drop_file(highlight)
    highlight.delete()
