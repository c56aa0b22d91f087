"""Cases worth telling: kept by village heads and officers, told in reports where marked."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from common.access import OFFICER, still_editable
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
    old = highlight.photo.name
    if data.get("photo"):
        highlight.photo.save(f"{uuid4().hex}.jpg", ContentFile(data["photo"]), save=False)
    highlight.full_clean(exclude=["photo"])
    highlight.save()
    still_editable(highlight, user)
    if data.get("photo") and old:
        transaction.on_commit(lambda: highlight.photo.storage.delete(old))
    return highlight


@transaction.atomic
def delete_highlight(*, highlight: Highlight, user: Any) -> None:
    """Delete a highlight with its picture; the log keeps that there was one."""
    still_editable(highlight, user)
    name, storage = highlight.photo.name, highlight.photo.storage
    highlight.photo = ""
    highlight.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
