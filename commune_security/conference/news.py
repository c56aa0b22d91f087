"""The draft of a news item from the facts of a meeting: what was reviewed, who works, who was rewarded.

The office goes on writing in Word. The wording is our own; the facts come from the registers
of the meeting's day.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import Nomination
from awards.papers.facts import facts_of as award_facts
from common.access import AnyUser
from common.dates import short_date
from common.figures import count, whole_number
from common.periods import Period
from common.periods.spans import CLOSING_YEARS
from common.text import lower_first, mid_sentence, names, quoted, sentence_case
from documents.tree import Block, Document, Head, Heading, Paragraph
from meetings.models import AgendaItem, Delegate, Meeting
from meetings.papers.facts import Facts, facts_of, named_inside, people
from members.models import Membership, Team, Village, VillageOffice
from members.models.papers import IssuerKind, PaperKind
from members.queries.letters import letter_for
from programs.models import ProgramSite, ResultValue
from programs.results import Counting, results_of, same_programmes

#: results that a news item tells, with the words around the figure
TOLD = (
    ("tips", "cung cấp {} nguồn tin cho lực lượng Công an"),
    ("cases_helped", "giúp giải quyết {} vụ việc"),
    ("subjects_handled", "giúp phát hiện, xử lý {} đối tượng vi phạm"),
    ("disputes_settled", "hòa giải thành {} vụ mâu thuẫn"),
    ("patrols", "tổ chức {} lượt tuần tra"),
    ("outreach_sessions", "phối hợp tổ chức {} buổi tuyên truyền"),
)
#: kinds of meeting at which programmes are reviewed
REVIEWS = frozenset({Meeting.Kind.FINAL_REVIEW, Meeting.Kind.INTERIM_REVIEW, Meeting.Kind.BOTH})


@dataclass(frozen=True)
class Force:
    """The self-managed teams on the day: villages, members, and whether the rule of posts holds."""

    villages: int
    members: int
    by_posts: bool


def news(meeting: Meeting, user: Any) -> Document:
    """Draft the news item. The caller's meeting came through `visible_to`.

    Raises ValidationError for a meeting still to come: there is no news of it. At most 34 statements for any
    number of delegates.
    """
    if meeting.starts_at > timezone.now():
        raise ValidationError(_("The meeting has not been held yet: there is no news of it."))
    facts = facts_of(meeting)
    day = timezone.localdate(meeting.starts_at)
    letter = letter_for(meeting.commune, meeting.issuer, PaperKind.OTHER, day)
    reviewed = _reviewed(meeting, day)
    blocks: list[Block] = [
        Paragraph((_opening(facts, letter.author, reviewed, day),)),
        *_guests(facts),
        *_reports(facts),
        *_force(_force_on(meeting, day), facts),
        *_results(meeting, day, user),
        *_rewarded(facts),
        *_tasks(facts),
        *_captions(meeting),
    ]
    title = _title(facts, reviewed)
    return Document(
        title=f"Tin: {title}", author=letter.author,
        # A news item is no paper of an office: it bears no letterhead.
        head=Head("", "", "", "", "Tin bài", title), blocks=tuple(blocks),
    )  # fmt: skip


#: programmes under review by how they are: "tổng kết 10 năm" -> their names
Reviewed = dict[str, list[str]]


def _reviewed(meeting: Meeting, day: dt.date) -> Reviewed:
    """Return what is reviewed, by the age of each programme; nothing of a meeting that is no review."""
    found: Reviewed = {}
    if meeting.kind not in REVIEWS:
        return found
    for program in meeting.programs.order_by("founded_on", "pk"):
        names_of = found.setdefault(_age(program.founded_on, day, meeting.kind), [])
        if program.name not in names_of:
            names_of.append(program.name)
    return found


def _age(founded_on: dt.date, day: dt.date, kind: str) -> str:
    """Return "tổng kết 10 năm", "sơ kết 01 năm", or in months what is younger than a year."""
    days = (day - founded_on).days
    years, months = whole_number(days / 365.25), max(1, whole_number(days / 30.44))
    if months < 12:
        return f"sơ kết {count(months)} tháng"
    closing = kind == Meeting.Kind.FINAL_REVIEW or (
        kind == Meeting.Kind.BOTH and years >= CLOSING_YEARS
    )
    return f"{'tổng kết' if closing else 'sơ kết'} {count(years)} năm"


def _title(facts: Facts, reviewed: Reviewed) -> str:
    """Return a headline of one breath: how long what is reviewed has run; the names stand in the text."""
    unit = sentence_case(facts.words.full_name)
    if not reviewed:
        return f"{unit} tổ chức {lower_first(facts.title)}"
    many = sum(map(len, reviewed.values())) > 1
    what = "các mô hình về an ninh, trật tự" if many else f"mô hình {quoted(facts.programs[0])}"
    return f"{unit} {', '.join(reviewed)} {what}"


def _opening(facts: Facts, author: str, reviewed: Reviewed, day: dt.date) -> str:
    hour = timezone.localtime(facts.meeting.starts_at).hour
    part = "Sáng" if hour < 11 else "Trưa" if hour < 13 else "Chiều" if hour < 18 else "Tối"
    reviews = names(
        f"{age} {'các mô hình' if len(listed) > 1 else 'mô hình'} {names(map(quoted, listed))}"
        for age, listed in reviewed.items()
    )
    what = f"{facts.event} {reviews}" if reviews else lower_first(facts.title)
    who = author
    if facts.meeting.issuer != IssuerKind.POLICE:
        who = f"{facts.words.police_name} đã tham mưu {author}"
    return (
        f"{part} {day.day}/{day.month}/{day.year}, tại {facts.meeting.place}, {who} tổ chức {what}."
    )


def _guests(facts: Facts) -> list[Block]:
    """Who came; nobody marked anybody, nothing is said of how many."""
    came, words, event = facts.present(), facts.words, facts.event
    first = [
        row
        for group in (Delegate.Group.SUPERIOR, Delegate.Group.COMMUNE_LEADERS)
        for row in came
        if row.group == group
    ]
    told = []
    if came:
        named_first = "; ".join(named_inside(row) for row in first[:6])
        lead = f"Dự {event} có {named_first}; cùng" if named_first else f"Dự {event} có"
        told.append(
            f"{lead} đại diện các ban, ngành, đoàn thể, {words.villages} và nhân dân trong "
            f"{words.commune_kind}, tổng số {people(len(came))}."
        )
    if facts.meeting.chair:
        told.append(f"{sentence_case(event)} do {named_inside(facts.meeting.chair)} chủ trì.")
    return [Paragraph((" ".join(told),))] if told else []


def _reports(facts: Facts) -> list[Block]:
    """Who read which report, by name where the agenda names a delegate."""
    by_speaker: dict[str, list[str]] = {}
    for point in facts.agenda:
        if point.item.part == AgendaItem.Part.REPORT and point.item.presenter.strip():
            report = mid_sentence(point.item.item.strip().rstrip("."))
            by_speaker.setdefault(facts.speaker(point.item.presenter), []).append(
                report.removeprefix("trình bày ")
            )
    if not by_speaker:
        return []
    told = "; ".join(f"{who} trình bày {names(what)}" for who, what in by_speaker.items())
    return [Paragraph((f"Tại {facts.event}, {told}.",))]


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


def _force(force: Force | None, facts: Facts) -> list[Block]:
    if force is None:
        return []
    words = facts.words
    rule = (
        f" Tổ trưởng do {words.head}, tổ phó do {words.deputy_head} đảm nhiệm, trực tiếp phân công các tổ viên "
        "tự phòng, tự quản, tự hòa giải ngay tại địa bàn."
        if force.by_posts
        else ""
    )
    return [Paragraph((f"Đến nay, các tổ nhân dân tự quản hoạt động ở {count(force.villages)} {words.village} với "
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
    told = [words.format(count(totals[code])) for code, words in TOLD if totals.get(code)]
    if not told:
        return []
    since = short_date(program.founded_on)
    return [Paragraph((f"Từ khi thành lập ({since}) đến nay, mô hình “{program.name}” đã {'; '.join(told)}, góp phần "
                       "giữ vững an ninh chính trị, bảo đảm trật tự, an toàn xã hội trên địa bàn.",))]  # fmt: skip


def _rewarded(facts: Facts) -> list[Block]:
    """Who was rewarded by the chairman's decisions, and who conferred it at the meeting."""
    blocks: list[Block] = []
    for round_ in facts.meeting.award_rounds.select_related("commune"):
        awards = award_facts(round_, round_.nominations.filter(state=Nomination.State.APPROVED))
        if not awards.nominations:
            continue
        listed = names(line.inside for line in awards.nominations)
        blocks.append(Paragraph((
            f"Ghi nhận những đóng góp đó, {facts.words.chairman} tặng {awards.gifts(awards.nominations)} "
            f"{awards.reason}: {listed}.",
        )))  # fmt: skip
    return blocks


def _tasks(facts: Facts) -> list[Block]:
    if not facts.conclusions:
        return []
    what = [row.what.strip().rstrip(".") for row in facts.conclusions[:4]]
    listed = "; ".join(mid_sentence(text) for text in what)
    words, chair = facts.words, facts.meeting.chair
    who = facts.event
    if chair:
        who = " ".join(filter(None, (mid_sentence(chair.honorific), chair.rank, chair.full_name)))
    return [
        Paragraph(
            (
                f"Kết luận {facts.event}, {who} yêu cầu các đơn vị, {words.villages} tập trung: {listed}.",
            )
        )
        if chair
        else Paragraph((f"{sentence_case(facts.event)} thống nhất các nhiệm vụ: {listed}.",))
    ]


def _captions(meeting: Meeting) -> list[Block]:
    captions = [photo.caption for photo in meeting.photos.all() if photo.caption]
    if not captions:
        return []
    return [Heading(2, "Ảnh kèm theo"), *(Paragraph((text,), "item") for text in captions)]
