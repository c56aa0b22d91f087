"""The other books of a commune: trusted persons, zones, cameras, ratings, papers, meetings, awards."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from awards.models import AwardForm, AwardRound, Decision, Nomination
from meetings.models import AgendaItem, Delegate, Meeting
from members.models import Commune, Membership, Paper, Team, Village
from programs.models import (
    Camera,
    CameraCheck,
    CameraExtraction,
    CameraUpkeep,
    FireCriterion,
    FireDrill,
    FireEquipment,
    FireFinding,
    FireInspection,
    FireSafeZone,
    Highlight,
    Program,
    ProgramRating,
    RatingScheme,
    TrustedActivity,
    TrustedPerson,
    ZoneHousehold,
)
from tests.registers.building import FAMILIES, GIVEN, make_people


def fill_trusted(program: Program, villages: Sequence[Village], year: int) -> None:
    """Fill one trusted person a village, an outreach, a mediation and a gift of each in a year."""
    people = [group[0] for group in make_people(villages, 1, start=500)]
    standings = ("elder", "clan_head", "secretary", "retired")
    known = TrustedPerson.objects.bulk_create(
        TrustedPerson(
            person=person,
            program=program,
            standing=standings[index % 4],
            ethnicity="Dao",
            started_on=program.founded_on,
        )
        for index, person in enumerate(people)
    )
    TrustedActivity.objects.bulk_create(
        TrustedActivity(
            recognition=row,
            held_on=dt.date(year, month, 10),
            kind=kind,
            times=times,
            people=people_,
            worth=worth,
        )
        for row in known
        for month, kind, times, people_, worth in (
            (3, "outreach", 2, 40, None),
            (5, "mediation", 1, None, None),
            (6, "visit", 1, None, 500_000),
        )
    )


def fill_zones(program: Program, villages: Sequence[Village], year: int) -> None:
    """Fill a fire-safe zone a village: four households, equipment, a drill, an inspection."""
    teams = Team.objects.bulk_create(
        Team(
            village=village,
            kind="inter_family",
            name=f"Tổ liên gia {village.name}",
            founded_on=program.founded_on,
        )
        for village in villages
    )
    zones = FireSafeZone.objects.bulk_create(
        FireSafeZone(
            program=program,
            village=village,
            name=f"Khu an toàn {village.name}",
            started_on=program.founded_on,
            public_points=1,
        )
        for village in villages
    )
    households = ZoneHousehold.objects.bulk_create(
        ZoneHousehold(
            zone=zone,
            head_name=f"{FAMILIES[(at + n) % 10]} Văn {GIVEN[(at + n) % 12]}",
            inter_family_team=team,
            has_bell=n % 2 == 0,
            has_tools=n != 3,
            second_exit=("yes", "no", "cage_opened", "yes")[n],
            trained_people=n,
            started_on=program.founded_on,
        )
        for at, (zone, team) in enumerate(zip(zones, teams, strict=True))
        for n in range(4)
    )
    FireEquipment.objects.bulk_create(
        FireEquipment(
            household=household,
            kind=("powder", "co2")[n % 2],
            quantity=1 + n % 2,
            expires_on=dt.date(year + 2 if n % 4 else year - 1, 6, 1),
        )
        for n, household in enumerate(households)
    )
    FireDrill.objects.bulk_create(
        FireDrill(zone=zone, held_on=dt.date(year, 4, 20), attendance=30) for zone in zones
    )
    inspections = FireInspection.objects.bulk_create(
        FireInspection(zone=zone, held_on=dt.date(year, 5, 12), households_seen=4, faults=1)
        for zone in zones
    )
    criteria = list(FireCriterion.objects.order_by("order", "code")[:5])
    FireFinding.objects.bulk_create(
        FireFinding(inspection=inspection, criterion=criterion, met=n != 2)
        for inspection in inspections
        for n, criterion in enumerate(criteria)
    )


def fill_cameras(program: Program, villages: Sequence[Village], checked_on: dt.date) -> None:
    """Fill two camera points a village, looked at on a day: one good, one with a unit broken."""
    cameras = Camera.objects.bulk_create(
        Camera(
            program=program,
            village=village,
            name=f"{place} {village.name}",
            units=2 + n,
            installed_on=program.founded_on,
            funding=("budget", "community")[n],
            cost=(9_000_000, 6_500_000)[n],
            owner="UBND",
            manager="Công an",
        )
        for village in villages
        for n, place in enumerate(("Cổng", "Nhà văn hóa"))
    )
    CameraCheck.objects.bulk_create(
        CameraCheck(camera=camera, checked_on=checked_on, condition="good", working_units=2)
        for camera in cameras
    )
    CameraUpkeep.objects.bulk_create(
        CameraUpkeep(
            camera=camera,
            done_on=checked_on - dt.timedelta(days=40),
            what="Thay nguồn",
            cost=350_000,
        )
        for camera in cameras[::2]
    )
    CameraExtraction.objects.bulk_create(
        CameraExtraction(
            camera=camera,
            extracted_on=checked_on - dt.timedelta(days=20),
            requesting_unit="Công an",
            legal_purpose="Xác minh tin báo",
            case_clarified=n % 4 == 0,
        )
        for n, camera in enumerate(cameras)
        if n % 2 == 0
    )


def fill_ratings(programs: Iterable[Program], span: Iterable[int]) -> None:
    scheme = RatingScheme.objects.get(code="mo-hinh")
    ProgramRating.objects.bulk_create(
        ProgramRating(program=program, year=year, scheme=scheme, level="Tốt" if year % 2 else "Khá")
        for program in programs
        for year in span
    )


def fill_highlights(programs: Iterable[Program], villages: Sequence[Village], day: dt.date) -> None:
    Highlight.objects.bulk_create(
        Highlight(
            program=program,
            village=villages[0],
            happened_on=day,
            text="Nhân dân báo tin, Công an làm rõ một vụ trộm cắp tài sản.",
        )
        for program in programs
    )


def fill_papers(commune: Commune, programs: Iterable[Program], year: int) -> None:
    """Fill what leads the work (a plan for each programme), and what concerns none of them."""
    rows = [
        ("KH", f"Triển khai thực hiện mô hình “{program.name}”", dt.date(year, 2, 10 + index))
        for index, program in enumerate(programs)
    ]
    rows += [
        ("QĐ", "Thanh lý tài sản", dt.date(year, 3, 4)),
        ("CV", "Ra quân diệt chuột bảo vệ mùa màng", dt.date(year, 4, 4)),
    ]
    Paper.objects.bulk_create(
        Paper(
            commune=commune,
            kind=kind,
            code_number=200 + index,
            code_notation=f"{kind}-UBND",
            issued_on=day,
            organ_name=f"UBND {commune.full_name}",
            subject=subject,
        )
        for index, (kind, subject, day) in enumerate(rows)
    )


def fill_meetings(commune: Commune, programs: Sequence[Program], year: int) -> Meeting:
    """Fill a review and two monthly meetings of the programmes, and one that concerns none."""
    made = Meeting.objects.bulk_create(
        Meeting(
            commune=commune,
            kind=kind,
            title=title,
            place="Nhà văn hóa",
            starts_at=dt.datetime(year, month, 12, 1, 0, tzinfo=dt.UTC),
        )
        for month, kind, title in (
            (6, "interim_review", "Hội nghị sơ kết các mô hình"),
            (2, "monthly", "Giao ban tháng 2"),
            (3, "monthly", "Giao ban tháng 3"),
            (5, "other", "Họp xét hộ nghèo"),
        )
    )
    for meeting in made[:3]:
        meeting.programs.set(programs)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=made[0], order=n, item=item, part=part)
        for n, (item, part) in enumerate((("Khai mạc", "opening"), ("Báo cáo", "report")), 1)
    )
    Delegate.objects.bulk_create(
        Delegate(meeting=made[0], full_name=f"Đại biểu {n}", group="people", attendance="present")
        for n in range(1, 6)
    )
    return made[0]


def fill_awards(
    commune: Commune,
    programs: Sequence[Program],
    villages: Sequence[Village],
    teams: Mapping[int, Team],
    first: dt.date,
    last: dt.date,
) -> AwardRound:
    """Fill a round of the period: a team and a leader of the first village decided, another leader proposed."""
    round_ = AwardRound.objects.create(
        commune=commune,
        title="Khen thưởng tổng kết",
        period_start=first,
        period_end=last + dt.timedelta(days=1),
    )
    round_.programs.set(programs)
    paper = Paper.objects.create(
        commune=commune,
        kind="QĐ",
        code_number=345,
        code_notation="QĐ-UBND",
        issued_on=last,
        organ_name=f"UBND {commune.full_name}",
        subject="Khen thưởng các tập thể, cá nhân",
    )
    decision = Decision.objects.create(round=round_, paper=paper)
    form = AwardForm.objects.get(code="giay-khen-xa")
    leaders = list(
        Membership.objects.filter(team__in=[team.pk for team in teams.values()], ended_on=None)
        .order_by("team_id", "pk")
        .select_related("person", "team")
    )
    if not leaders:
        return round_
    done, other = leaders[0], leaders[-1]
    common = {"round": round_, "form": form}
    Nomination.objects.bulk_create(
        [
            Nomination(
                **common,
                nominee_kind="collective",
                team=done.team,
                village_id=done.team.village_id,
                merits="Dẫn đầu phong trào.",
                state="approved",
                decision=decision,
            ),
            Nomination(
                **common,
                nominee_kind="individual",
                person=done.person,
                team=None,
                village_id=done.team.village_id,
                merits="Tích cực tuần tra.",
                state="approved",
                decision=decision,
            ),
            Nomination(
                **common,
                nominee_kind="household",
                household_name="Hộ ông Triệu Văn An",
                village=villages[0],
                merits="Hiến đất làm nhà văn hóa.",
                state="approved",
                decision=decision,
            ),
            Nomination(
                **common,
                nominee_kind="individual",
                person=other.person,
                village_id=other.team.village_id,
                merits="Nhiều năm làm tổ viên.",
                state="proposed",
            ),
        ]
    )
    return round_
