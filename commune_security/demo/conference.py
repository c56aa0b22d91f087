"""The conference of 29 September 2024 through the whole chain: plan, papers, the day, awards, after."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Notice
from awards.models import AwardForm, AwardRound, CouncilMember, Nomination
from awards.queries import candidates
from awards.services.deciding import decide, hold_council, save_council
from awards.services.deciding import issue_paper as issue_award_paper
from awards.services.rounds import add_file, nominate, save_round
from common.dates import moment
from commune_security.demo import texts
from commune_security.demo.pictures import hall
from meetings.models import AgendaItem, Conclusion, Delegate, Meeting, Minutes
from meetings.services.after import add_photos, arrange_photos, save_conclusion, save_minutes
from meetings.services.attendance import mark
from meetings.services.invitations import invite_from_register
from meetings.services.papers import issue_paper
from meetings.services.planning import assign_seats, save_agenda, save_meeting
from members.models import Commune, PaperSeries, Team
from programs.models import Program

DAY = dt.date(2024, 9, 29)
PERIOD = (dt.date(2014, 9, 15), dt.date(2024, 9, 26))
#: issuer, kind, last number in 2024 before the conference, as the office's own books had it
SERIES = (
    ("steering_committee", "KH", 9), ("steering_committee", "GM", 6), ("steering_committee", "CTr", 1),
    ("steering_committee", "BB", 4), ("steering_committee", "TB", 3), ("peoples_committee", "QĐ", 111),
    ("peoples_committee", "BB", 17), ("police", "TTr", 4),
)  # fmt: skip


def load(commune: Commune, found: dict[str, Program], users: dict[str, Any]) -> Meeting:
    """Hold two earlier reviews and the conference, with its awards, by the services of the pages."""
    officer, committee = users["canbo"], users["banchidao"]
    for issuer, kind, last in SERIES:
        PaperSeries.objects.create(
            commune=commune, issuer=issuer, kind=kind, year=2024, last_number=last
        )
    for day, title in texts.EARLIER_MEETINGS:
        earlier = Meeting(
            commune=commune, kind=Meeting.Kind.OTHER, title=title, starts_at=_at(day, 14),
            place="Nhà văn hóa xã",
        )  # fmt: skip
        save_meeting(meeting=earlier, programs=[found["self_managed"]], user=officer)
        Meeting.objects.filter(pk=earlier.pk).update(kind=Meeting.Kind.INTERIM_REVIEW)
    meeting = _plan(commune, found, officer)
    _awards(commune, meeting, officer, committee)
    _hold(meeting, officer)
    _after(meeting, officer)
    # The day is past: what the heads were told of their invitations has long been read.
    Notice.objects.filter(user__in=users.values()).update(read_at=timezone.now())
    return meeting


def _at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return moment(day, dt.time(hour, minute))


def _plan(commune: Commune, found: dict[str, Program], user: Any) -> Meeting:
    """The meeting, its agenda, guests and delegates, seats, and the papers that go out before it."""
    meeting = save_meeting(
        meeting=Meeting(
            commune=commune, kind=Meeting.Kind.BOTH, title=texts.CONFERENCE, starts_at=_at(DAY, 14),
            place="Hội trường UBND xã Bằng Cả",
            plan=commune.papers.get(kind="KH", code_number=9, code_notation="KH-BCĐ"),
        ),
        programs=found.values(), user=user,
    )  # fmt: skip
    items = [
        AgendaItem(part=part, minutes=minutes, item=item, presenter=presenter)
        for part, minutes, item, presenter in texts.AGENDA
    ]
    save_agenda(meeting=meeting, items=items, user=user)
    for order, (name, rank, post, unit, group) in enumerate(texts.GUESTS, 1):
        guest = Delegate(
            meeting=meeting, rank=rank, full_name=name, post=post, unit=unit, group=group,
            protocol_order=order,
        )  # fmt: skip
        guest.full_clean()
        guest.save()
    invite_from_register(meeting=meeting, sets=["heads", "deputy_heads", "members"], user=user)
    assign_seats(meeting=meeting, per_row=10, user=user)
    meeting.chair = meeting.delegates.get(protocol_order=2)
    meeting.secretary = meeting.delegates.get(protocol_order=6)
    save_meeting(meeting=meeting, programs=found.values(), user=user)
    _round(commune, meeting, found["self_managed"], user)
    for what, day in (
        ("plan", (2024, 9, 10)),
        ("invitation", (2024, 9, 20)),
        ("programme", (2024, 9, 25)),
    ):
        issue_paper(meeting=meeting, what=what, dated=dt.date(*day), user=user)
    return meeting


def _round(commune: Commune, meeting: Meeting, program: Program, user: Any) -> None:
    """The round of awards that ends at the conference."""
    save_round(
        round_=AwardRound(
            commune=commune, title="Khen thưởng tổng kết 10 năm thực hiện mô hình “Tổ nhân dân tự quản về an ninh, trật tự”",
            citation="Đã có thành tích xuất sắc trong 10 năm thực hiện mô hình “Tổ nhân dân tự quản về an ninh, trật tự”",
            period_start=PERIOD[0], period_end=PERIOD[1], meeting=meeting,
        ),
        programs=[program], user=user,
    )  # fmt: skip


def _awards(commune: Commune, meeting: Meeting, user: Any, committee: Any) -> None:
    """One collective and three individuals, as the article says; the committee takes the decision."""
    round_ = meeting.award_rounds.get()
    _teams, people = candidates(round_, user)
    chosen = [
        row.person for name in texts.REWARDED for row in people if row.person and row.name == name
    ]
    best = Team.objects.get(village__commune=commune, name="Tổ tự quản Thôn 3")
    merits = {f"team-{best.pk}": texts.MERITS[0]} | {
        f"person-{person.pk}": text for person, text in zip(chosen, texts.MERITS[1:], strict=True)
    }
    nominate(
        round_=round_, form=AwardForm.objects.get(code="giay-khen-xa"), people=chosen, teams=[best],
        merits=merits, user=user,
    )  # fmt: skip
    for row in round_.nominations.all():
        paper = SimpleUploadedFile("bao-cao-thanh-tich.pdf", b"%PDF-1.4\n% demo\n%%EOF\n")
        add_file(nomination=row, title="Báo cáo thành tích đã ký", upload=paper, user=user)
    issue_award_paper(round_=round_, what="submission", dated=dt.date(2024, 9, 16), user=user)
    council = [
        CouncilMember(full_name=name, post=post, seat=seat) for name, post, seat in texts.COUNCIL
    ]
    save_council(round_=round_, members=council, user=user)
    hold_council(
        round_=round_, met_at=_at(dt.date(2024, 9, 20), 8), place="Phòng họp UBND xã",
        votes={row.pk: (9 - (place == 2), "") for place, row in enumerate(round_.nominations.order_by("pk"))},
        closed_at=dt.time(9, 30), user=user,
    )  # fmt: skip
    issue_award_paper(round_=round_, what="council", dated=dt.date(2024, 9, 20), user=user)
    decide(
        round_=round_, approved=round_.nominations.filter(state=Nomination.State.REVIEWED),
        dated=dt.date(2024, 9, 24), user=committee,
    )  # fmt: skip


def _hold(meeting: Meeting, user: Any) -> None:
    """Who came, who was excused, who sent somebody."""
    for place, delegate in enumerate(meeting.delegates.order_by("protocol_order", "pk"), 1):
        excused, sent = place % 11 == 0, place == 4
        mark(
            delegate=delegate, user=user, proxy="Triệu Thị Hoa" if sent else "",
            attendance=Delegate.Attendance.EXCUSED if excused else Delegate.Attendance.PRESENT,
        )  # fmt: skip


def _after(meeting: Meeting, user: Any) -> None:
    """Minutes with the vote, tasks, photos with captions, the notice."""
    total = meeting.delegates.filter(attendance=Delegate.Attendance.PRESENT).count()
    minutes = Minutes(
        meeting=meeting, text=texts.MINUTES, voted_on=texts.VOTED_ON, votes_total=total, votes_for=total,
        votes_against=0,
    )  # fmt: skip
    save_minutes(minutes=minutes, closed_at=_at(DAY, 16, 45), user=user)
    for what, owner, due in texts.CONCLUSIONS:
        save_conclusion(
            conclusion=Conclusion(meeting=meeting, what=what, owner=owner, due_on=due), user=user
        )
    photos = add_photos(
        meeting=meeting, user=user,
        files=[SimpleUploadedFile(f"anh-{kind}.jpg", hall(kind)) for kind in range(3)],
    )  # fmt: skip
    captions = {photo.pk: text for photo, text in zip(photos, texts.CAPTIONS, strict=True)}
    arrange_photos(meeting=meeting, order=list(captions), captions=captions, user=user)
    issue_paper(meeting=meeting, what="minutes", dated=DAY, user=user)
    issue_paper(meeting=meeting, what="notice", dated=dt.date(2024, 10, 1), user=user)
