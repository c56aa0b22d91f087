"""Every paper of a conference as files: the meeting's, the awards', the reports', the news."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from awards.models import AwardRound
from awards.services import papers as awards
from common.text import fold
from commune_security.conference.news import news
from documents import docx, pdf
from meetings.models import Meeting
from meetings.services import papers as meetings
from meetings.services.papers import Progress
from reports.queries import document_of
from reports.services import file_name, write_document

FORMATS = ("docx", "pdf")


def files_of(meeting: Meeting, address: str, user: Any) -> Iterator[tuple[str, bytes]]:
    """Yield (path in the folder, content) of every paper that can be written now.

    Papers without anything in them yet (certificates before the decision, cards without
    delegates) are left out. The caller's meeting came through `visible_to`.
    """
    for place, what in enumerate(meetings.PAPERS, 1):
        for format_ in FORMATS:
            try:
                content, _name = meetings.write_paper(meeting, what, format_)
            except ValidationError:
                continue
            yield f"1-hoi-nghi/{place:02d}-{meetings.FILES[what]}.{format_}", content
    for format_ in FORMATS:
        try:
            content, _name = meetings.write_invitations(meeting, format_, address)
        except ValidationError:
            continue
        yield f"1-hoi-nghi/giay-moi-tung-dai-bieu.{format_}", content
    for report in meeting.reports.select_related("commune", "issue__paper").order_by("pk"):
        document = document_of(report)
        for format_ in FORMATS:
            yield f"2-bao-cao/{file_name(report, format_)}", write_document(document, format_)
    rounds = AwardRound.objects.filter(meeting=meeting).select_related("commune").order_by("pk")
    for number, round_ in enumerate(rounds, 1):
        folder = f"3-khen-thuong-{number}" if len(rounds) > 1 else "3-khen-thuong"
        for place, (what, row) in enumerate(awards.PAPERS.items(), 1):
            for format_ in FORMATS:
                try:
                    content, _name = awards.write_paper(round_, what, format_, user)
                except ValidationError:
                    continue
                yield f"{folder}/{place:02d}-{row.file}.{format_}", content
    draft = news(meeting, user)
    yield "4-tin-bai/tin-hoi-nghi.docx", docx.write(draft)
    yield "4-tin-bai/tin-hoi-nghi.pdf", pdf.write(draft)


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
