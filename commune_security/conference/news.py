"""The draft of a news item from the facts of a meeting: what was reviewed, who works, who was rewarded.

The office goes on writing in Word. The wording is our own; the facts come from the registers
of the meeting's day.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from awards.models import Nomination
from awards.papers.facts import facts_of as award_facts
from common.access import AnyUser
from common.dates import short_date
from common.figures import count, number, whole_number
from common.periods import Period
from common.periods.spans import CLOSING_YEARS
from common.text import lower_first, names, quoted, sentence_case
from documents.tree import Block, Document, Heading, Paragraph
from meetings.models import Delegate, Meeting
from meetings.papers.facts import Facts, facts_of, named, people
from members.models import Membership, Team, Village, VillageOffice
from members.models.papers import PaperKind
from members.queries.letters import letter_for
from programs.models import ProgramSite, ResultValue
from programs.results import Counting, results_of, same_programmes

#: results that a news item tells, with the words around the figure
TOLD = (
    ("tips", "cung cấp {} nguồn tin cho lực lượng Công an"),
    ("disputes_settled", "hòa giải thành {} vụ mâu thuẫn"),
    ("patrols", "tổ chức {} lượt tuần tra"),
    ("outreach_sessions", "phối hợp tổ chức {} buổi tuyên truyền"),
)


@dataclass(frozen=True)
class Force:
    """The self-managed teams on the day: villages, members, and whether the rule of posts holds."""

    villages: int
    members: int
    by_posts: bool


def news(meeting: Meeting, user: Any) -> Document:
    """Draft the news item. The caller's meeting came through `visible_to`.

    At most 28 statements for any number of delegates.
    """
    facts = facts_of(meeting)
    commune = meeting.commune
    day = timezone.localdate(meeting.starts_at)
    letter = letter_for(commune, meeting.issuer, PaperKind.OTHER, day)
    reviews = _reviews(meeting, day)
    title = (
        f"{sentence_case(commune.full_name)} {reviews}" if reviews else sentence_case(facts.title)
    )
    blocks: list[Block] = [
        Paragraph((_opening(facts, letter.author, reviews, day),)),
        *_guests(facts),
        *_force(_force_on(meeting, day)),
        *_results(meeting, day, user),
        *_rewarded(meeting),
        *_tasks(facts),
        *_captions(meeting),
    ]
    return Document(
        title=f"Tin: {title}", author=letter.author,
        head=letter.plain_head("Tin bài", title), blocks=tuple(blocks),
    )  # fmt: skip


def _reviews(meeting: Meeting, day: dt.date) -> str:
    """Return "tổng kết 10 năm mô hình “A” và sơ kết 01 năm các mô hình “B”, “C”", by age of each."""
    reviewed: dict[str, list[str]] = {}
    for program in meeting.programs.order_by("founded_on", "pk"):
        reviewed.setdefault(_age(program.founded_on, day), []).append(program.name)
    return names(
        f"{age} {'các mô hình' if len(listed) > 1 else 'mô hình'} "
        f"{names(quoted(name) for name in listed)}"
        for age, listed in reviewed.items()
    )


def _age(founded_on: dt.date, day: dt.date) -> str:
    """Return "tổng kết 10 năm", "sơ kết 01 năm", or in months what is younger than a year."""
    days = (day - founded_on).days
    years, months = whole_number(days / 365.25), max(1, whole_number(days / 30.44))
    if months < 12:
        return f"sơ kết {count(months)} tháng"
    return f"{'tổng kết' if years >= CLOSING_YEARS else 'sơ kết'} {count(years)} năm"


def _opening(facts: Facts, author: str, reviews: str, day: dt.date) -> str:
    start = timezone.localtime(facts.meeting.starts_at)
    part = (
        "Sáng"
        if start.hour < 11
        else "Trưa"
        if start.hour < 13
        else "Chiều"
        if start.hour < 18
        else "Tối"
    )
    what = f"hội nghị {reviews}" if reviews else lower_first(facts.title)
    return f"{part} ngày {day.day}/{day.month}/{day.year}, tại {facts.meeting.place}, {author} đã tổ chức {what}."


def _guests(facts: Facts) -> list[Block]:
    came = facts.present()
    first = [
        row
        for row in came
        if row.group in (Delegate.Group.COMMUNE_LEADERS, Delegate.Group.SUPERIOR)
    ]
    named_first = "; ".join(lower_first(named(row)) for row in first[:6])
    lead = f"Dự hội nghị có {named_first}; cùng" if named_first else "Dự hội nghị có"
    chair = (
        f" Hội nghị do {lower_first(named(facts.meeting.chair))} chủ trì."
        if facts.meeting.chair
        else ""
    )
    words = f"{lead} đại diện các ban, ngành, đoàn thể, các thôn và nhân dân trong xã, tổng số {people(len(came))}.{chair}"
    return [Paragraph((words,))]


def _force_on(meeting: Meeting, day: dt.date) -> Force | None:
    programs = meeting.programs.filter(kind__code="self_managed")
    sites = ProgramSite.objects.on(day).filter(program__in=programs)
    villages = set(sites.values_list("village_id", flat=True))
    if not villages:
        return None
    serving = list(
        Membership.objects.serving_on(day)
        .filter(team__village__in=villages, team__kind=Team.Kind.SELF_MANAGED)
        .values_list("person_id", "role")
    )
    posts = {
        office: set(
            VillageOffice.objects.on(day).filter(village__in=villages, office=office)
            .values_list("person_id", flat=True)
        )
        for office in ("head", "deputy_head")
    }  # fmt: skip
    by_posts = all(
        (holders := {person for person, held in serving if held == role})
        and holders == posts[office]
        for role, office in (("leader", "head"), ("deputy", "deputy_head"))
    )
    return Force(len(villages), len({person for person, _role in serving}), by_posts)


def _force(force: Force | None) -> list[Block]:
    if force is None:
        return []
    rule = (
        " Tổ trưởng do trưởng thôn, tổ phó do phó trưởng thôn đảm nhiệm, trực tiếp phân công các tổ viên "
        "tự phòng, tự quản, tự hòa giải ngay tại địa bàn."
        if force.by_posts
        else ""
    )
    return [Paragraph((f"Đến nay, các tổ nhân dân tự quản hoạt động ở {count(force.villages)} thôn với "
                       f"{count(force.members)} thành viên.{rule}",))]  # fmt: skip


def _results(meeting: Meeting, day: dt.date, user: AnyUser) -> list[Block]:
    """What the oldest programme under review has achieved since its founding, as far as it is known."""
    groups = same_programmes(
        meeting.programs.select_related("kind", "commune").order_by("founded_on", "pk")
    )
    if not groups or groups[0][0].founded_on > day:
        return []
    program = groups[0][0]
    ids = tuple(row.pk for row in groups[0])
    known = results_of(
        {program.pk: ids},
        Counting.of(Period.inclusive(program.founded_on, day), meeting.commune.reporting_day),
        villages=Village.objects.visible_to(user)
        .filter(sites__program__in=ids)
        .values_list("pk", flat=True)
        .distinct(),
        values=ResultValue.objects.visible_to(user),
        shares=False,
    )
    totals = {tally.indicator.code: tally.total.value for tally in known.of(program.pk)}
    told = [words.format(number(totals[code])) for code, words in TOLD if totals.get(code)]
    if not told:
        return []
    since = short_date(program.founded_on)
    return [Paragraph((f"Từ khi thành lập ({since}) đến nay, mô hình “{program.name}” đã {', '.join(told)}; góp phần "
                       "giữ vững an ninh chính trị, bảo đảm trật tự, an toàn xã hội trên địa bàn.",))]  # fmt: skip


def _rewarded(meeting: Meeting) -> list[Block]:
    blocks: list[Block] = []
    for round_ in meeting.award_rounds.select_related("commune"):
        facts = award_facts(round_, round_.nominations.filter(state=Nomination.State.APPROVED))
        if not facts.nominations:
            continue
        listed = names(
            lower_first(line.name) if line.nomination.person_id else line.name
            for line in facts.nominations
        )
        words = f"Ghi nhận những đóng góp đó, UBND {meeting.commune.full_name} công bố quyết định, trao thưởng cho {facts.counted} {facts.reason}"
        blocks.append(Paragraph((f"{words}: {listed}.",)))
    return blocks


def _tasks(facts: Facts) -> list[Block]:
    if not facts.conclusions:
        return []
    what = [row.what.strip().rstrip(".") for row in facts.conclusions[:4]]
    listed = "; ".join(lower_first(text) for text in what)
    return [
        Paragraph(
            (f"Kết luận hội nghị, chủ tọa yêu cầu các đơn vị, các thôn tập trung: {listed}.",)
        )
    ]


def _captions(meeting: Meeting) -> list[Block]:
    captions = [photo.caption for photo in meeting.photos.all() if photo.caption]
    if not captions:
        return []
    return [Heading(2, "Ảnh kèm theo"), *(Paragraph((text,), "item") for text in captions)]
