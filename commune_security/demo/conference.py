"""The conference of 29 September 2024: agenda, delegates, awards."""

import datetime as dt

from django.utils import timezone

from awards.models import AwardForm, AwardRound, Decision, Nomination, NomineeKind
from commune_security.demo import texts
from meetings.models import AgendaItem, Conclusion, Delegate, Meeting
from members.models import Commune, Membership, Paper, Team, VillageOffice
from programs.models import Program


def load(commune: Commune, papers: dict[str, Paper], found: dict[str, Program]) -> None:
    """Make the conference, two earlier reviews, and the award round with its decision."""
    zone = timezone.get_current_timezone()
    for day, title in texts.EARLIER_MEETINGS:
        earlier = Meeting.objects.create(
            commune=commune, kind=Meeting.Kind.INTERIM_REVIEW, title=title,
            starts_at=dt.datetime.combine(day, dt.time(14), zone), place="Nhà văn hóa xã",
        )  # fmt: skip
        earlier.programs.add(found["self_managed"])
    meeting = Meeting.objects.create(
        commune=commune, kind=Meeting.Kind.BOTH, title=texts.CONFERENCE,
        starts_at=dt.datetime(2024, 9, 29, 14, 0, tzinfo=zone),
        ends_at=dt.datetime(2024, 9, 29, 16, 45, tzinfo=zone),
        place="Hội trường UBND xã Bằng Cả",
    )  # fmt: skip
    meeting.programs.set(found.values())
    start = dt.datetime(2024, 9, 29, 14, 0, tzinfo=zone)
    for order, (minutes, item, presenter) in enumerate(texts.AGENDA, 1):
        AgendaItem.objects.create(
            meeting=meeting, order=order, starts_at=start.time(), minutes=minutes, item=item,
            presenter=presenter,
        )  # fmt: skip
        start += dt.timedelta(minutes=minutes)
    order = 0
    for order, (name, rank, post, unit, group) in enumerate(texts.GUESTS, 1):  # noqa: B007
        Delegate.objects.create(
            meeting=meeting, rank=rank, full_name=name, post=post, unit=unit, group=group,
            protocol_order=order, attendance=Delegate.Attendance.PRESENT,
        )  # fmt: skip
    serving = (
        Membership.objects.filter(team__village__commune=commune, team__kind="self_managed")
        .serving_on(dt.date(2024, 9, 29))
        .select_related("person", "team__village")
        .order_by("team__village__sort_key", "person__sort_key")
    )
    heads = set(
        VillageOffice.objects.filter(village__commune=commune, office="head").values_list(
            "person_id", flat=True
        )
    )
    for membership in serving:
        order += 1
        Delegate.objects.create(
            meeting=meeting, person=membership.person, honorific="Ông"
            if membership.person.sex == "male" else "Bà",
            full_name=membership.person.full_name, village=membership.team.village,
            post="Trưởng thôn" if membership.person_id in heads else "Thành viên tổ tự quản",
            unit=membership.team.village.name, group=Delegate.Group.VILLAGE,
            protocol_order=order,
            attendance=Delegate.Attendance.EXCUSED if order % 11 == 0
            else Delegate.Attendance.PRESENT,
        )  # fmt: skip
    meeting.chair = meeting.delegates.get(protocol_order=2)
    meeting.secretary = meeting.delegates.get(protocol_order=6)
    meeting.save()
    for what, owner, due in texts.CONCLUSIONS:
        Conclusion.objects.create(meeting=meeting, what=what, owner=owner, due_on=due)
    _awards(commune, meeting, papers["awards"], found["self_managed"])


def _awards(commune: Commune, meeting: Meeting, paper: Paper, program: Program) -> None:
    """One collective and three individuals, as the article says."""
    round_ = AwardRound.objects.create(
        commune=commune, title="Khen thưởng tổng kết 10 năm mô hình tổ nhân dân tự quản",
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26), meeting=meeting,
    )  # fmt: skip
    round_.programs.add(program)
    decision = Decision.objects.create(round=round_, paper=paper)
    common = {
        "round": round_,
        "form": AwardForm.objects.get(code="giay-khen-xa"),
        "state": Nomination.State.APPROVED,
        "decision": decision,
        "votes_for": 9,
        "votes_total": 9,
    }
    best = Team.objects.get(village__commune=commune, name="Tổ tự quản Thôn 3")
    Nomination.objects.create(
        nominee_kind=NomineeKind.COLLECTIVE, team=best, village=best.village,
        merits=texts.MERITS[0], **common,
    )  # fmt: skip
    for name, merits in zip(texts.REWARDED, texts.MERITS[1:], strict=True):
        membership = Membership.objects.select_related("person", "team__village").get(
            person__full_name=name, ended_on__isnull=True, team__village__commune=commune
        )
        Nomination.objects.create(
            nominee_kind=NomineeKind.INDIVIDUAL, person=membership.person,
            village=membership.team.village, merits=merits, **common,
        )  # fmt: skip
