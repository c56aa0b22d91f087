"""Papers of a meeting: drafted from what stands, issued with a number, written to files."""

import base64
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import segno
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.access import VILLAGE_HEAD, still_editable
from common.text import fold
from documents import files, pdf
from documents.files import Content, Sheets
from documents.freeze import thaw
from documents.letter import Letter
from documents.tree import Document, Picture
from meetings import papers
from meetings.codes import code_of
from meetings.models import Delegate, Meeting, MeetingPaper, Minutes, Photo
from meetings.papers.facts import Facts, facts_of, named
from meetings.queries import delegates_of
from members.models import Paper
from members.models.papers import PaperKind
from members.queries.letters import letter_for
from members.services.papers import PaperRow, issue_document, part_of

Kind = MeetingPaper.Kind
Progress = Callable[[int, int, str], None]
#: millimetres: a code that a phone reads from a hand's distance, a photo as wide as the text
CODE_WIDTH, PHOTO_WIDTH = 28, 150


#: in the order in which an office needs them
PAPERS = {
    row.what: row
    for row in (
        PaperRow("plan", gettext_lazy("Plan of the meeting"), "ke-hoach", PaperKind.PLAN),
        PaperRow("invitation", gettext_lazy("Invitation"), "giay-moi", PaperKind.INVITATION),
        PaperRow("programme", gettext_lazy("Programme of the meeting"), "chuong-trinh", PaperKind.PROGRAMME),
        PaperRow("script", gettext_lazy("Script of the MC"), "kich-ban"),
        PaperRow("delegates", gettext_lazy("List of delegates for signature"), "danh-sach-dai-bieu"),
        PaperRow("cards", gettext_lazy("Table cards"), "bien-ten", sheets=True),
        PaperRow("minutes", gettext_lazy("Minutes"), "bien-ban", PaperKind.MINUTES),
        PaperRow("notice", gettext_lazy("Notice of conclusions"), "thong-bao-ket-luan", PaperKind.NOTICE),
        PaperRow("captions", gettext_lazy("Photos with captions"), "anh-tu-lieu"),
    )
}  # fmt: skip


#: what tells day and place before the meeting: a moved meeting has another of them
TELL_DAY_AND_PLACE = frozenset({Kind.PLAN, Kind.INVITATION, Kind.PROGRAMME})


def issued_of(meeting: Meeting) -> dict[str, Paper]:
    """Return the papers that have their number, the last of each kind: what -> paper. One statement."""
    return {kind: row.paper for kind, row in rows_of(meeting).items()}


def rows_of(meeting: Meeting) -> dict[str, MeetingPaper]:
    """Return the last issued paper of each kind with what it told of the meeting. One statement."""
    rows = meeting.papers.select_related("paper__document").order_by("pk")
    return {row.kind: row for row in rows}


def outdated_of(meeting: Meeting) -> dict[str, Paper]:
    """Return the issued papers that tell another day or place than the meeting's. One statement."""
    return {
        kind: row.paper for kind, row in rows_of(meeting).items()
        if kind in TELL_DAY_AND_PLACE and _tells_otherwise(row, meeting)
    }  # fmt: skip


def _tells_otherwise(row: MeetingPaper, meeting: Meeting) -> bool:
    told = (row.starts_at, row.place)
    return row.starts_at is not None and told != (meeting.starts_at, meeting.place)


def document_of(meeting: Meeting, what: str) -> Document:
    """Return a paper as it went out, or as it stands now. Fifteen statements at most.

    The caller's meeting came through `visible_to`. Raises KeyError for what is no paper,
    ValidationError with the reason where there is nothing to write.
    """
    row = PAPERS[what]
    issued = issued_of(meeting).get(what)
    if issued is not None:
        return thaw(issued.document.tree)
    return _compose(what, facts_of(meeting), _letter(meeting, row.kind))


def _letter(meeting: Meeting, kind: PaperKind | None) -> Letter:
    day = timezone.localdate(meeting.starts_at)
    return letter_for(meeting.commune, meeting.issuer, kind or PaperKind.OTHER, day)


def _compose(what: str, facts: Facts, letter: Letter, before: Paper | None = None) -> Document:
    if what == "minutes":
        kept = Minutes.objects.filter(meeting=facts.meeting).first()
        return papers.minutes(facts, letter, kept)
    if what == "captions":
        pictures = list(_pictures(facts.meeting))
        if not pictures:
            raise ValidationError(_("There is no photo yet."))
        return papers.captions_sheet(facts, letter, pictures)
    if what == "delegates" and not facts.delegates:
        raise ValidationError(_("Nobody is invited yet: invite delegates first."))
    if what == "invitation":
        return papers.invitation(facts, letter, before=before)
    if what in TELL_DAY_AND_PLACE:
        return {"plan": papers.plan, "programme": papers.programme}[what](facts, letter, before)
    makers: dict[str, Callable[[Facts, Letter], Document]] = {
        "script": papers.script, "delegates": papers.delegate_list, "notice": papers.notice,
    }  # fmt: skip
    return makers[what](facts, letter)


def _pictures(meeting: Meeting) -> Iterator[Picture]:
    for number, photo in enumerate(Photo.objects.filter(meeting=meeting), 1):
        with photo.image.open("rb") as file:
            content = base64.b64encode(file.read()).decode()
        words = f"Ảnh {number}: {photo.caption}" if photo.caption else f"Ảnh {number}"
        yield Picture(content, photo.caption or words, PHOTO_WIDTH, words)


def content_of(meeting: Meeting, what: str) -> Content:
    """Return what the file of a paper holds.

    Raises ValidationError where there is nothing to write yet, KeyError for what is no paper.
    """
    if not PAPERS[what].sheets:
        return [document_of(meeting, what)]
    pages = papers.table_cards(facts_of(meeting))
    if not pages:
        raise ValidationError(_("Nobody is invited yet: invite delegates first."))
    return Sheets(f"Biển tên đại biểu {meeting.title}", str(meeting.commune), pages)


def write_paper(meeting: Meeting, what: str, format_: str) -> tuple[bytes, str]:
    """Return a paper's file and its name; `format_` is "docx" or "pdf". Raises as `content_of`."""
    name = f"{PAPERS[what].file}-{meeting.pk}.{format_}"
    return files.write(content_of(meeting, what), format_), name


@transaction.atomic
def issue_paper(*, meeting: Meeting, what: str, dated: dt.date, user: Any) -> Paper:
    """Give a paper its number from the series of the meeting's issuer, and freeze it.

    With an invitation go its copies as they are sent. Of a meeting that was moved plan, invitation and
    programme are issued anew and name the ones they replace. Raises ValidationError for a paper that
    bears no number or has it already, for minutes and a notice before the meeting, for what has nothing
    to tell yet, and for a date too far ahead or before the series' last paper.
    """
    row = PAPERS.get(what)
    if row is None or row.kind is None:
        raise ValidationError(_("This paper bears no number."))
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    still_editable(meeting, user)
    # The meeting's row is held: who comes second sees the paper of who came first.
    before = rows_of(meeting).get(what)
    if before and not (what in TELL_DAY_AND_PLACE and _tells_otherwise(before, meeting)):
        raise ValidationError(_("This paper has its number already."))
    _refuse_day(meeting, what, dated, before.paper if before else None)
    facts = facts_of(meeting)
    _refuse_empty(facts, what)
    paper = issue_document(
        commune=meeting.commune, issuer=meeting.issuer, kind=row.kind, dated=dated,
        compose=lambda letter: _compose(what, facts, letter, before.paper if before else None),
        parts=(lambda _letter: {"copies": _copies(facts)}) if what == Kind.INVITATION else None,
        user=user,
    )  # fmt: skip
    MeetingPaper.objects.create(
        meeting=meeting, kind=what, paper=paper, replaces=before, starts_at=meeting.starts_at,
        place=meeting.place,
    )  # fmt: skip
    if what == Kind.INVITATION:
        _tell_heads(meeting, facts)
    return paper


def _refuse_day(meeting: Meeting, what: str, dated: dt.date, before: Paper | None) -> None:
    held = timezone.localdate(meeting.starts_at)
    if what in ("minutes", "notice") and dated < held:
        raise ValidationError(_("This paper cannot be dated before the meeting."))
    if what == "invitation" and dated > held:
        raise ValidationError(_("An invitation goes out before the meeting."))
    if before and dated < before.issued_on:
        raise ValidationError(_("It cannot be dated before the paper that it replaces."))


def _refuse_empty(facts: Facts, what: str) -> None:
    if what == "programme" and not facts.agenda:
        raise ValidationError(_("The meeting has no agenda yet."))
    if what == "notice" and not facts.conclusions:
        raise ValidationError(_("There is no conclusion yet: enter the tasks first."))
    if what != "minutes":
        return
    kept = Minutes.objects.filter(meeting=facts.meeting).first()
    present = len(facts.present())
    if kept and kept.votes_total and present and kept.votes_total > present:
        words = _("%(votes)d votes, but only %(present)d delegates were present.")
        raise ValidationError(words % {"votes": kept.votes_total, "present": present})


def _copies(facts: Facts) -> dict[str, dict[str, str]]:
    """Return what each delegate's copy of the invitation says of its own: key -> to, seat."""
    return {str(row.pk): {"to": named(row), "seat": row.seat} for row in facts.delegates}


def _tell_heads(meeting: Meeting, facts: Facts) -> None:
    """Tell the heads of the villages that their delegates' invitations are ready."""
    villages = {row.village_id: row.village for row in facts.delegates if row.village}
    for village in villages.values():
        for role in village.roles.filter(kind=VILLAGE_HEAD).on(timezone.localdate()):
            role.user.notify(
                _("Your village's invitations are ready: %(title)s.") % {"title": meeting.title},
                reverse("meetings:mine"),
            )


def invitation_of(meeting: Meeting, delegate: Delegate, address: str) -> Document:
    """Return one delegate's invitation with its code. `address` is the portal's own."""
    return next(_written_to(meeting, [delegate], address))


def _written_to(
    meeting: Meeting, delegates: Iterable[Delegate], address: str
) -> Iterator[Document]:
    """Yield copies of the invitation as it was issued, or as it stands now where it has no number.

    Who was invited, and seated, later is put into the same paper.
    """
    paper = issued_of(meeting).get(Kind.INVITATION)
    if paper is None:
        facts, letter = facts_of(meeting), _letter(meeting, PaperKind.INVITATION)
        for row in delegates:
            yield papers.invitation(facts, letter, row, code_picture(row, address))
        return
    form, sent = thaw(paper.document.tree), part_of(paper, "copies") or {}
    for row in delegates:
        kept = sent.get(str(row.pk), {})
        yield papers.copy_of(
            form, kept.get("to") or named(row), kept.get("seat") or row.seat, row.full_name,
            code_picture(row, address),
        )  # fmt: skip


def code_picture(delegate: Delegate, address: str) -> Picture:
    """Return the code of an invitation as a picture: an address that the door's device opens."""
    url = address.rstrip("/") + reverse("meetings:code", args=[code_of(delegate)])
    out = io.BytesIO()
    segno.make(url, error="m").save(out, kind="png", scale=6, border=2)
    words = "Mã điểm danh: xuất trình tại cửa hội trường"
    return Picture(base64.b64encode(out.getvalue()).decode(), words, CODE_WIDTH, words)


def invitations_of(meeting: Meeting, address: str) -> list[tuple[Delegate, Document]]:
    """Return each delegate's invitation. Raises ValidationError where nobody is invited.

    Twelve statements for any number of delegates.
    """
    delegates = delegates_of(meeting)
    if not delegates:
        raise ValidationError(_("Nobody is invited yet: invite delegates first."))
    return list(zip(delegates, _written_to(meeting, delegates, address), strict=True))


def write_invitations(
    meeting: Meeting, format_: str, address: str, progress: Progress = lambda *told: None
) -> tuple[bytes, str]:
    """Return the invitations of all delegates: one PDF, one Word file, or a ZIP of PDFs.

    `progress(step, steps, words)` is told as it goes. Raises as `invitations_of`.
    """
    invitations = invitations_of(meeting, address)
    steps = len(invitations) + 1
    name = f"giay-moi-{meeting.pk}.{format_}"
    if format_ != "zip":
        progress(1, steps, "")
        content = files.write([document for _row, document in invitations], format_)
    else:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
            for step, (row, document) in enumerate(invitations, 1):
                progress(step, steps, row.full_name)
                folder.writestr(f"{step:03d}-{file_word(row)}.pdf", pdf.write(document))
        content = packed.getvalue()
    progress(steps, steps, "")
    return content, name


def file_word(delegate: Delegate) -> str:
    """Return a delegate's name as a file bears it: "ban-thi-xuan"."""
    return slugify(fold(delegate.full_name)) or "dai-bieu"
