"""A commune with facts in it, in two sizes, for tests of figures and reports."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from common.periods import Period
from members.models import Commune
from programs.models import Indicator, Program, ProgramKind, ResultSheet, ResultValue
from reports.figures import Frame, make_frame
from tests import factories as f

PERIOD = Period(dt.date(2014, 9, 15), dt.date(2024, 9, 26))
CUT_OFF = dt.date(2024, 9, 25)
TEXTS = dict.fromkeys(("strengths", "causes", "lessons", "directions"), "Nội dung.")


@dataclass
class Scene:
    commune: Commune
    villages: list
    program: Program
    programs: dict[str, Program]

    def frame(self, period: Period = PERIOD, cut_off: dt.date = CUT_OFF, *kinds: str) -> Frame:
        wanted = [self.programs[kind] for kind in kinds] or list(self.programs.values())
        chosen = Program.objects.filter(pk__in=[p.pk for p in wanted]).select_related(
            "kind", "decision", "commune"
        )
        return make_frame(self.commune, chosen, period, cut_off)


def values(program, village, year, figures, month=None, **sheet) -> ResultSheet:
    """Store a sheet with figures by indicator code; None stays unknown."""
    start = dt.date(year, month or 1, 1)
    end = dt.date(year + (month is None or month == 12), (month or 0) % 12 + 1, 1)
    made = f.ResultSheetFactory(
        program=program, village=village, year=year, month=month, period_start=start,
        period_end=end, **sheet,
    )  # fmt: skip
    codes = Indicator.objects.in_bulk(list(figures), field_name="code")
    ResultValue.objects.bulk_create(
        ResultValue(sheet=made, indicator=codes[code], value=Decimal(value))
        for code, value in figures.items()
        if value is not None
    )
    return made


def scene(villages: int = 1, commune: Commune | None = None, years=range(2014, 2025)) -> Scene:
    """A commune with everything a report can tell, in so many villages."""
    commune = commune or f.CommuneFactory(name="Bằng Cả")
    programs = {}
    for kind in ProgramKind.objects.all():
        day = dt.date(2014, 9, 15) if kind.code == "self_managed" else dt.date(2023, 9, 15)
        paper = f.PaperFactory(commune=commune, subject=f"Thành lập {kind.name}", issued_on=day)
        programs[kind.code] = f.ProgramFactory(
            commune=commune, kind=kind, name=kind.name, founded_on=day, decision=paper
        )
    made = []
    for number in range(1, villages + 1):
        village = f.VillageFactory(commune=commune, name=f"Thôn {number}")
        made.append(village)
        f.VillageYearFactory(village=village)
        team = f.TeamFactory(village=village, name=f"Tổ tự quản Thôn {number}")
        for role in ("leader", "deputy", "member"):
            f.MembershipFactory(team=team, role=role)
        f.MembershipFactory(
            team=team, started_on=dt.date(2015, 3, 1), ended_on=dt.date(2020, 3, 1),
            leaving="age",
        )  # fmt: skip
        for kind, program in programs.items():
            f.ProgramSiteFactory(
                program=program, village=village, team=team if kind == "self_managed" else None
            )
        for year in years:
            values(programs["self_managed"], village, year,
                   {"tips": 3, "useful_tips": 1, "patrols": 10, "disputes_received": 4,
                    "disputes_settled": 3, "money_community": 1_500_000, "pledges": 100 + year})  # fmt: skip
        values(programs["grassroots"], village, 2024, {"tips": 2, "crimes": 1}, month=3)
        camera = f.CameraFactory(village=village, program=programs["cameras"])
        f.CameraCheckFactory(camera=camera)
        f.TrustedPersonFactory(person__village=village, program=programs["trusted_persons"])
        zone = f.FireSafeZoneFactory(
            program=programs["fire_safe"], village=village, name=f"Khu Thôn {number}"
        )
        household = f.ZoneHouseholdFactory(zone=zone, second_exit="yes")
        f.FireEquipmentFactory(household=household)
        f.HighlightFactory(program=programs["self_managed"], village=village)
    meeting = f.MeetingFactory(
        commune=commune, starts_at=dt.datetime(2024, 6, 1, 7, 0, tzinfo=dt.UTC)
    )
    meeting.programs.set(programs.values())
    round_ = f.AwardRoundFactory(commune=commune, period_end=PERIOD.end)
    round_.programs.add(programs["self_managed"])
    decision = f.DecisionFactory(round=round_)
    f.NominationFactory(
        round=round_, state="approved", decision=decision, person__village=made[0], village=made[0]
    )
    return Scene(commune, made, programs["self_managed"], programs)
