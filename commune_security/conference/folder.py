"""Every paper of a conference as files: the meeting's, the awards', the reports', the news."""

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from awards.models import AwardRound
from awards.services import papers as awards
from common.text import fold
from commune_security.conference.news import news
from documents.files import FORMATS, Content, write
from meetings.models import Meeting
from meetings.services import papers as meetings
from meetings.services.papers import Progress
from reports.queries import document_of
from reports.services import file_name, write_document


def files_of(meeting: Meeting, address: str, user: Any) -> Iterator[tuple[str, bytes]]:
    """Yield (path in the folder, content) of every paper that can be written now.

    Papers without anything in them yet (certificates before the decision, cards without
    delegates) are left out. The caller's meeting came through `visible_to`.
    """
    for place, row in enumerate(meetings.PAPERS.values(), 1):
        path = f"1-hoi-nghi/{place:02d}-{row.file}"
        yield from _written(path, partial(meetings.content_of, meeting, row.what))
    yield from _written(
        "1-hoi-nghi/giay-moi-tung-dai-bieu", partial(_invitations, meeting, address)
    )
    for report in meeting.reports.select_related("commune", "issue__paper").order_by("pk"):
        document = document_of(report)
        for format_ in FORMATS:
            yield f"2-bao-cao/{file_name(report, format_)}", write_document(document, format_)
    rounds = AwardRound.objects.filter(meeting=meeting).select_related("commune").order_by("pk")
    for number, round_ in enumerate(rounds, 1):
        folder = f"3-khen-thuong-{number}" if len(rounds) > 1 else "3-khen-thuong"
        for place, row in enumerate(awards.PAPERS.values(), 1):
            path = f"{folder}/{place:02d}-{row.file}"
            yield from _written(path, partial(awards.content_of, round_, row.what, user))
    yield from _written("4-tin-bai/tin-hoi-nghi", lambda: [news(meeting, user)])


def _written(path: str, content_of: Callable[[], Content]) -> Iterator[tuple[str, bytes]]:
    """Yield a paper in each format, read once; nothing where there is nothing to write yet."""
    try:
        content = content_of()
    except ValidationError:
        return
    for format_ in FORMATS:
        yield f"{path}.{format_}", write(content, format_)


def _invitations(meeting: Meeting, address: str) -> Content:
    return [document for _row, document in meetings.invitations_of(meeting, address)]


def write_folder(
    meeting: Meeting, address: str, user: Any, progress: Progress
) -> tuple[bytes, str]:
    """Return all papers of a conference as one ZIP, and its name."""
    steps = 2 * (len(meetings.PAPERS) + 1 + len(awards.PAPERS) + 3)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for step, (path, content) in enumerate(files_of(meeting, address, user), 1):
            progress(min(step, steps - 1), steps, path.rsplit("/", 1)[-1])
            archive.writestr(path, content)
    progress(steps, steps, "")
    return packed.getvalue(), f"tai-lieu-{slugify(fold(meeting.title))[:60]}.zip"
