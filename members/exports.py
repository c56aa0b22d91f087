"""Lists to take away, as they are shown: XLSX, CSV, and Word and PDF in official form."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from common.dates import Precision, long_date, short_date
from common.figures import number, rounded
from common.listing import ListColumn, Listing, Value, to_csv, to_xlsx
from documents import docx, pdf
from documents.tree import (
    Appendix,
    Block,
    Column,
    Document,
    Figure,
    Head,
    Paragraph,
    Signature,
    Table,
)
from members.models import Commune, Membership, Person, Team
from members.models.papers import IssuerKind
from members.queries import letterhead_for
from members.queries.people import posts_on, serving_since

FORMATS = ("xlsx", "csv", "docx", "pdf")
NUMBER = ListColumn("TT", 5, figure=True)
#: list -> how its files are called; apps above enter theirs
STEMS = {
        "people": "danh-sach-nguoi", "roster": "danh-sach-to", "teams": "cac-to",
        "villages": "cac-thon", "changes": "de-nghi",
}  # fmt: skip


#: the post of who serves in no team on the day; said, so that the list comes in again as it is
NOWHERE = "Không tham gia"


def people_list(people: QuerySet[Person], *, day: dt.date, whole_ids: bool, note: str) -> Listing:
    """Return people as the list shows them; citizen IDs masked unless asked for whole."""
    columns = (
        NUMBER, ListColumn("Họ và tên", 20), ListColumn("Giới tính", 7), ListColumn("Ngày sinh", 12),
        ListColumn("Số CCCD", 15), ListColumn("Điện thoại", 13), ListColumn("Thôn", 12),
        ListColumn("Tổ", 18), ListColumn("Chức vụ", 10), ListColumn("Tham gia từ", 12),
    )  # fmt: skip
    keys = people.order_by().values("pk")
    since, posts = serving_since(keys, day), posts_on(keys, day)
    rows = (
        (
            number, person.full_name, str(person.get_sex_display()), _birth(person),
            _citizen_id(person, whole_ids), person.phone, person.village.name,
            *posts.get(person.pk, ("", NOWHERE)), since.get(person.pk),
        )
        for number, person in enumerate(people, start=1)
    )  # fmt: skip
    return Listing("Danh sách người trong sổ", note, columns, tuple(rows))


def roster_list(team: Team, roster: Iterable[Membership], *, whole_ids: bool, note: str) -> Listing:
    """Return a team's roster on a day."""
    columns = (
        NUMBER, ListColumn("Họ và tên", 20), ListColumn("Giới tính", 7), ListColumn("Ngày sinh", 12),
        ListColumn("Số CCCD", 15), ListColumn("Điện thoại", 13), ListColumn("Thôn", 12),
        ListColumn("Chức vụ", 12), ListColumn("Từ ngày", 12),
    )  # fmt: skip
    village = team.village.name
    rows = (
        (
            number, row.person.full_name, str(row.person.get_sex_display()), _birth(row.person),
            _citizen_id(row.person, whole_ids), row.person.phone, village,
            row.get_role_display().capitalize(), row.started_on,
        )
        for number, row in enumerate(roster, start=1)
    )  # fmt: skip
    return Listing(f"Danh sách thành viên {team.name}", note, columns, tuple(rows))


def team_list(teams: Iterable[Any], *, note: str) -> Listing:
    """Return teams with their strength; `place` is set by `teams_on`."""
    columns = (
        NUMBER, ListColumn("Tên tổ", 30), ListColumn("Thôn", 12), ListColumn("Xã", 16),
        ListColumn("Loại tổ", 26), ListColumn("Thành lập", 15),
        ListColumn("Số thành viên", 10, figure=True),
    )  # fmt: skip
    rows = (
        (
            number, team.name, team.place[0], team.place[1], str(team.get_kind_display()),
            team.founded_on, team.strength,
        )
        for number, team in enumerate(teams, start=1)
    )  # fmt: skip
    return Listing("Danh sách các tổ", note, columns, tuple(rows))


def village_list(villages: Iterable[Any], *, note: str) -> Listing:
    """Return the villages of a commune on a day, as `villages_of` gives them."""
    columns = (
        NUMBER, ListColumn("Thôn", 22), ListColumn("Loại", 16), ListColumn("Số hộ", 10, figure=True),
        ListColumn("Số tổ", 10, figure=True), ListColumn("Người tham gia", 12, figure=True),
    )  # fmt: skip
    rows = (
        (
            number, village.name_then, str(village.get_kind_display()), village.households_now,
            village.teams_then, village.serving_then,
        )
        for number, village in enumerate(villages, start=1)
    )  # fmt: skip
    return Listing("Danh sách các thôn", note, columns, tuple(rows))


def change_list(changes: Iterable[Any], *, note: str) -> Listing:
    """Return requests of village heads with what was decided on them."""
    columns = (
        NUMBER, ListColumn("Ngày", 15), ListColumn("Tổ", 26), ListColumn("Đề nghị", 14),
        ListColumn("Về ai", 24), ListColumn("Lý do", 30), ListColumn("Kết quả", 14),
    )  # fmt: skip
    rows = (
        (
            number, timezone.localtime(change.asked_at).date(), change.team.name,
            str(change.get_kind_display()), change.who, change.reason,
            str(change.get_state_display()),
        )
        for number, change in enumerate(changes, start=1)
    )  # fmt: skip
    return Listing("Danh sách đề nghị thay đổi", note, columns, tuple(rows))


def _birth(person: Person) -> Value:
    """Return a birth date: a day where the day is known, else what is known of it."""
    birth = person.birth
    if birth is not None and birth.precision == Precision.DAY:
        return birth.value
    return str(birth or "")


def _citizen_id(person: Person, whole: bool) -> str:
    return person.citizen_id if whole else person.masked_citizen_id


def write_listing(listing: Listing, format_: str, *, commune: Commune, day: dt.date) -> bytes:
    """Return a list as a file; Word and PDF bear the letterhead and signature of the police.

    Raises KeyError for another format than `FORMATS`.
    """
    if format_ == "csv":
        return to_csv(listing)
    if format_ == "xlsx":
        return to_xlsx(listing)
    writer = {"docx": docx.write, "pdf": pdf.write}[format_]
    return writer(as_document(listing, commune, day))


#: letters across an upright page; a wider list lies down as the appendix of its paper
UPRIGHT = 125


def as_document(listing: Listing, commune: Commune, day: dt.date) -> Document:
    """Return a list as an official paper, to be signed; a wide one as its landscape appendix."""
    table = Table(
        "",
        tuple(
            Column(column.title, "figure" if column.figure else "text", column.width / 10)
            for column in listing.columns
        ),
        tuple(tuple(_cell(value) for value in row) for row in listing.rows),
    )
    subject = listing.title.removeprefix("Danh sách ").strip()
    note = [Paragraph((f"({listing.note})",), "note")] if listing.note else []
    total = f"Tổng cộng: {len(listing.rows):02d}."
    if sum(column.width for column in listing.columns) <= UPRIGHT:
        return police_paper(
            commune, day, kind="Danh sách", subject=subject, title=listing.title,
            blocks=(*note, table, Paragraph((total,), "closing")),
        )  # fmt: skip
    paper = police_paper(
        commune, day, kind="Danh sách", subject=subject, title=listing.title,
        blocks=(*note, Paragraph((f"{total} Chi tiết tại Phụ lục kèm theo.",), "closing")),
    )  # fmt: skip
    appendix = Appendix(
        "", listing.title, f"(Kèm theo Danh sách {subject})", (*note, table), landscape=True
    )
    return replace(paper, appendices=(appendix,))


def police_paper(
    commune: Commune,
    day: dt.date,
    *,
    kind: str,
    subject: str,
    title: str,
    blocks: tuple[Block, ...],
) -> Document:
    """Return a paper of the commune police without a number (Decree 30/2020): head, text, signature.

    One statement, for the letterhead of the day.
    """
    letter = letterhead_for(commune, IssuerKind.POLICE, day)
    return Document(
        title=title,
        author=letter.organ,
        head=Head(
            parent=letter.parent, organ=letter.organ, number="",
            place_and_date=f"{letter.place}, {long_date(day)}", kind=kind, subject=subject,
        ),
        blocks=blocks,
        signature=Signature(
            authority=letter.authority, posts=tuple(letter.signer_post.split("/")),
            name=letter.signer_name, rank=letter.signer_rank,
        ),
    )  # fmt: skip


def _cell(value: Value) -> str | Figure:
    if isinstance(value, int | Decimal):
        return Figure(number(value), rounded(value))
    if isinstance(value, dt.date):
        return short_date(value)
    return value or "–"


def describe(**filters: str) -> str:
    """Return what a list was narrowed to, in words: "thôn: Thôn 1; tính đến 25/09/2024"."""
    return "; ".join(f"{label}: {value}" for label, value in filters.items() if value)


def file_name(what: str, format_: str, day: dt.date) -> str:
    return f"{STEMS.get(what, 'danh-sach')}-{day:%Y%m%d}.{format_}"
