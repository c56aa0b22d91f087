"""What the portal keeps of one person, for that person: as JSON and as a paper.

Stands here because it asks every app. The law: Law 91/2025/QH15, right to see and to
get a copy; design section 7.
"""

import datetime as dt
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from awards.models import Nomination
from common.dates import short_date
from documents.tree import Column, Document, Figure, Heading, Paragraph, Table
from meetings.models import Delegate
from members.exports import police_paper
from members.models import Person
from programs.models import TrustedPerson

Section = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def own_data(person: Person, *, with_sensitive: bool) -> dict[str, Any]:
    """Return everything kept of a person as plain values: {"card": {...}, "sections": [...]}.

    The caller's person came through `editable_by`. `with_sensitive` adds the whole citizen ID
    and the ethnicity of a trusted person. Nine statements.
    """
    card = {
        "Họ và tên": person.full_name,
        "Giới tính": str(person.get_sex_display()),
        "Ngày sinh": str(person.birth or ""),
        "Số CCCD": person.citizen_id if with_sensitive else person.masked_citizen_id,
        "Điện thoại": person.phone,
        "Địa chỉ": person.address,
        "Thôn": f"{person.village.name}, {person.village.commune.full_name}",
        "Ảnh": "có" if person.photo else "không",
    }
    return {
        "card": card,
        "sections": [
            {"title": title, "columns": list(columns), "rows": [list(row) for row in rows]}
            for title, columns, rows in _sections(person, with_sensitive)
        ],
    }


def _sections(person: Person, with_sensitive: bool) -> list[Section]:
    def span(row: Any) -> tuple[str, str]:
        return short_date(row.started_on), short_date(row.ended_on) if row.ended_on else ""

    service = [
        (row.team.name, str(row.get_role_display()), *span(row),
         str(row.get_leaving_display() if row.leaving else ""))
        for row in person.memberships.select_related("team").order_by("started_on")
    ]  # fmt: skip
    offices = [
        (row.title or str(row.get_office_display()), row.village.name, *span(row))
        for row in person.offices.select_related("village").order_by("started_on")
    ]
    asked = [
        (short_date(row.asked_at.date()), str(row.get_kind_display()), row.reason,
         str(row.get_state_display()))
        for row in person.changes.order_by("asked_at")
    ]  # fmt: skip
    trusted = [
        (*span(row), row.ethnicity if with_sensitive else "")
        for row in TrustedPerson.objects.filter(person=person)
    ]
    meetings = [
        (row.meeting.title, short_date(row.meeting.starts_at.date()), str(row.get_group_display()))
        for row in Delegate.objects.filter(person=person).select_related("meeting")
    ]
    awards = [
        (row.form.name, str(row.get_state_display()), row.merits)
        for row in Nomination.objects.filter(person=person).select_related("form")
    ]
    requests = [
        (short_date(row.received_on), str(row.get_kind_display()), str(row.get_outcome_display()))
        for row in person.data_requests.order_by("received_on")
    ]
    opened = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Person), object_pk=str(person.pk),
        action=LogEntry.Action.ACCESS,
    ).order_by("timestamp")  # fmt: skip
    seen = [
        (f"{entry.timestamp:%d/%m/%Y %H:%M}", (entry.additional_data or {}).get("what", ""))
        for entry in opened
    ]
    return [
        ("Quá trình tham gia tổ", ("Tổ", "Chức vụ", "Từ ngày", "Đến ngày", "Lý do thôi"), service),
        ("Chức vụ trong thôn", ("Chức vụ", "Thôn", "Từ ngày", "Đến ngày"), offices),
        ("Đề nghị thay đổi", ("Ngày", "Loại", "Lý do", "Kết quả"), asked),
        ("Người có uy tín", ("Từ ngày", "Đến ngày", "Dân tộc"), trusted),
        ("Hội nghị", ("Tên hội nghị", "Ngày", "Thành phần"), meetings),
        ("Khen thưởng", ("Hình thức", "Kết quả", "Thành tích"), awards),
        ("Yêu cầu về dữ liệu cá nhân", ("Ngày nhận", "Nội dung", "Kết quả"), requests),
        ("Những lần hồ sơ được mở hoặc xuất", ("Lúc", "Việc"), seen),
    ]


def as_paper(person: Person, data: dict[str, Any], day: dt.date) -> Document:
    """Return a person's own data as a paper with letterhead and signature of the police."""
    blocks: list[Any] = [
        Heading(2, "1. Thông tin cá nhân"),
        Table(
            "", (Column("Thông tin", "text", 2.0), Column("Nội dung", "text", 4.0)),
            tuple((label, value or "–") for label, value in data["card"].items()),
        ),
    ]  # fmt: skip
    for number, section in enumerate(data["sections"], start=2):
        blocks.append(Heading(2, f"{number}. {section['title']}"))
        if section["rows"]:
            columns = tuple(Column(title, "text", 2.0) for title in section["columns"])
            rows = tuple(tuple(cell or "–" for cell in row) for row in section["rows"])
            blocks.append(Table("", columns, rows))
        else:
            blocks.append(Paragraph(("Không có.",)))
    count = sum(len(section["rows"]) for section in data["sections"])
    blocks.append(
        Paragraph(("Tổng số mục: ", Figure(f"{count:02d}", count), "."), "closing")  # type: ignore[arg-type]
    )
    title = f"Dữ liệu cá nhân của {person.full_name}"
    return police_paper(
        person.village.commune, day, kind="Bản trích", subject=title, title=title,
        blocks=tuple(blocks),
    )  # fmt: skip


def name_must_stay(person: Person) -> bool:
    """Whether a decision of the register names the person: an award that was approved."""
    return Nomination.objects.filter(person=person, state=Nomination.State.APPROVED).exists()


def erase_elsewhere(person: Person) -> None:
    """Blank what apps above the register keep of a person beyond the duty itself."""
    for row in TrustedPerson.objects.filter(person=person).exclude(ethnicity=""):
        row.ethnicity = ""
        row.save(update_fields=["ethnicity"])
