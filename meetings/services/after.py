"""What a meeting leaves: minutes, tasks with their reminders, photos."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from common.access import still_editable
from common.dates import short_date
from common.pictures import MOST_BYTES, clean_photo
from meetings.models import Conclusion, Meeting, Minutes, Photo
from members.queries.units import keepers_of

#: photos taken at once; more are sent in several goes
MOST_PHOTOS = 60
#: a task is told of from so many days before it is due, and again after as many
REMIND_DAYS = 7


@transaction.atomic
def save_minutes(*, minutes: Minutes, closed_at: dt.datetime | None, user: Any) -> Minutes:
    """Keep the text and votes of a meeting's minutes, and when it was closed.

    Raises ValidationError for votes that do not add up or a closing before the start.
    """
    meeting = minutes.meeting
    still_editable(meeting, user)
    if meeting.papers.filter(kind="minutes").exists():
        raise ValidationError(_("The minutes have their number; they stay as they went out."))
    if closed_at is not None and closed_at <= meeting.starts_at:
        raise ValidationError({"closed_at": _("The meeting closes after it has begun.")})
    minutes.full_clean()
    minutes.save()
    if closed_at is not None:
        meeting.ends_at = closed_at
        meeting.save(update_fields=["ends_at"])
    return minutes


@transaction.atomic
def save_conclusion(*, conclusion: Conclusion, user: Any) -> Conclusion:
    """Keep a task. Another day of being due is reminded of anew. Raises ValidationError."""
    before = Conclusion.objects.filter(pk=conclusion.pk).values_list("due_on", flat=True).first()
    if conclusion.due_on != before:
        conclusion.reminded_on = None
    if conclusion.state != Conclusion.State.DONE:
        conclusion.done_on = None
    conclusion.full_clean()
    conclusion.save()
    still_editable(conclusion, user)
    return conclusion


@transaction.atomic
def delete_conclusion(*, conclusion: Conclusion, user: Any) -> None:
    """Take a task off that was entered by mistake. Raises ValidationError once minutes or notice tell of it."""
    still_editable(conclusion, user)
    conclusion.meeting.refuse_if_told()
    conclusion.delete()


@transaction.atomic
def remind_of_tasks(*, day: dt.date, meeting: Meeting | None = None) -> int:
    """Tell of tasks that are due within a week or overdue; return how many were told of.

    Each is told of once a week: to its account, or to the officers of the commune. Meant to
    run once a day (`manage.py send_reminders`); `meeting` narrows it to one, told of at once.
    """
    rows = Conclusion.objects.open().filter(due_on__lte=day + dt.timedelta(days=REMIND_DAYS))
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    else:
        rows = rows.exclude(reminded_on__gt=day - dt.timedelta(days=REMIND_DAYS))
    told = 0
    for row in rows.select_related("meeting", "account").select_for_update(of=("self",)):
        words = _("Overdue since %(day)s") if row.due_on < day else _("Due on %(day)s")
        text = f"{words % {'day': short_date(row.due_on)}}: {row.what} ({row.owner})"
        url = reverse("meetings:meeting", args=[row.meeting_id]) + "#tasks"
        for user in [row.account] if row.account else keepers_of(row.meeting):
            user.notify(text[:300], url)
        row.reminded_on = day
        row.save(update_fields=["reminded_on"])
        told += 1
    return told


def add_photos(*, meeting: Meeting, files: Sequence[Any], user: Any) -> list[Photo]:
    """Keep photos in the order they came: without EXIF, with a thumbnail, the original beside.

    All or none: raises ValidationError naming the file that is no photo, or is too large.
    """
    still_editable(meeting, user)
    if len(files) > MOST_PHOTOS:
        raise ValidationError(_("Send at most %(n)d photos at once.") % {"n": MOST_PHOTOS})
    cleaned = [(file, *_cleaned(file)) for file in files]
    with transaction.atomic():
        last = meeting.photos.aggregate(last=Max("order"))["last"] or 0
        made = []
        for order, (file, shown, small, original) in enumerate(cleaned, last + 1):
            name = uuid4().hex
            photo = Photo(meeting=meeting, order=order)
            photo.image.save(f"{name}.jpg", ContentFile(shown), save=False)
            photo.thumbnail.save(f"{name}.jpg", ContentFile(small), save=False)
            photo.original.save(f"{name}{_ending(file)}", ContentFile(original), save=False)
            photo.save()
            made.append(photo)
    return made


def _cleaned(file: Any) -> tuple[bytes, bytes, bytes]:
    name = str(getattr(file, "name", ""))[:80]
    if file.size > 3 * MOST_BYTES:
        raise ValidationError(_("%(name)s: the file is larger than 30 MB.") % {"name": name})
    original = file.read()
    try:
        return clean_photo(original, longest=1600), clean_photo(original, longest=360), original
    except ValidationError as error:
        raise ValidationError(f"{name}: {error.messages[0]}") from error


def _ending(file: Any) -> str:
    ending = str(file.name).rsplit(".", 1)[-1].lower()
    return (
        f".{ending}"
        if ending in {"jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff"}
        else ""
    )


@transaction.atomic
def arrange_photos(
    *, meeting: Meeting, order: Sequence[int], captions: Mapping[int, str], user: Any
) -> None:
    """Put photos into an order and give them captions; keys that are not the meeting's are ignored."""
    still_editable(meeting, user)
    photos = {photo.pk: photo for photo in meeting.photos.all()}
    listed = [key for key in order if key in photos]
    listed += [key for key in photos if key not in listed]
    for place, key in enumerate(listed, 1):
        photos[key].order = place
        photos[key].caption = captions.get(key, photos[key].caption)[:300]
    Photo.objects.bulk_update(photos.values(), ["order", "caption"], batch_size=500)


@transaction.atomic
def delete_photo(*, photo: Photo, user: Any) -> None:
    """Delete a photo with all its files, once all of it is written."""
    still_editable(photo, user)
    files = [file for file in (photo.image, photo.thumbnail, photo.original) if file]
    kept = [(str(file.name), file.storage) for file in files]
    photo.delete()
    for name, storage in kept:
        transaction.on_commit(partial(storage.delete, name))
