"""The smaller registers of the sample: trusted persons, zones, cameras, conferences, awards."""

import datetime as dt

from django.utils import timezone

from awards.models import AwardForm, AwardRound, Decision, Nomination
from commune_security.sample import words
from commune_security.sample.base import Sample, draw_person
from meetings.models import Meeting
from members.models import Commune, Paper, Person, Team, Village
from members.models.papers import PaperKind
from programs.models import (
    Camera,
    CameraCheck,
    FireDrill,
    FireEquipment,
    FireInspection,
    FireSafeZone,
    Program,
    TrustedActivity,
    TrustedPerson,
    ZoneHousehold,
)


def registers(
    sample: Sample, villages: list[Village], people: dict[int, list[Person]],
    programs: dict[str, tuple[Program, list[Village]]],
) -> None:  # fmt: skip
    """Trusted persons, a fire-safe zone and camera points in the villages that have them."""
    dice, today = sample.dice, sample.today
    since = dt.date(max(sample.first_year, today.year - 3), 9, 1)
    trusted = sample.create(
        TrustedPerson(
            person=people[village.pk][-1], program=programs["trusted_persons"][0], started_on=since,
            standing=dice.choice(["elder", "clan_head", "secretary", "retired"]),
        )
        for village in programs["trusted_persons"][1]
    )  # fmt: skip
    sample.create(
        TrustedActivity(
            recognition=row, held_on=since + dt.timedelta(days=60 * number), kind="outreach",
            times=1, people=dice.randint(5, 60),
        )
        for row in trusted
        for number in range(6)
    )  # fmt: skip
    zones = sample.create(
        FireSafeZone(
            program=programs["fire_safe"][0], village=village, started_on=since, public_points=1,
            name=f"Khu dân cư an toàn về PCCC {village.name}",
        )
        for village in programs["fire_safe"][1][:3]
    )  # fmt: skip
    homes = sample.create(
        ZoneHousehold(
            zone=zone, head_name=draw_person(sample, zone.village).full_name, started_on=since,
            has_bell=dice.random() < 0.7, second_exit=dice.choice(["yes", "no", "cage_opened"]),
        )
        for zone in zones
        for _ in range(15)
    )  # fmt: skip
    sample.create(
        FireEquipment(
            household=home, quantity=dice.randint(1, 2),
            expires_on=today + dt.timedelta(days=dice.randint(-200, 700)),
        )
        for home in homes
    )  # fmt: skip
    sample.create(
        FireDrill(zone=zone, held_on=since + dt.timedelta(days=100), attendance=40)
        for zone in zones
    )
    sample.create(
        FireInspection(zone=zone, held_on=since + dt.timedelta(days=200), faults=2)
        for zone in zones
    )
    cameras = sample.create(
        Camera(
            program=programs["cameras"][0], village=village, name=point, units=dice.randint(1, 4),
            installed_on=since + dt.timedelta(days=dice.randint(0, 300)),
            latitude=float(village.latitude or 21) + dice.random() / 50,
            longitude=float(village.longitude or 107) + dice.random() / 50,
        )
        for village in programs["cameras"][1]
        for point in words.POINTS[:3]
    )  # fmt: skip
    checks = []
    for camera in cameras:
        for day in (today - dt.timedelta(days=400), today - dt.timedelta(days=30)):
            good = dice.random() < 0.75
            if day >= camera.installed_on:
                checks.append(
                    CameraCheck(
                        camera=camera, checked_on=day, working_units=camera.units if good else 0,
                        condition="good" if good else "broken",
                    )
                )  # fmt: skip
    sample.create(checks)


def conferences(
    sample: Sample, commune: Commune, teams: list[Team], people: dict[int, list[Person]],
    programs: dict[str, tuple[Program, list[Village]]], form: AwardForm | None,
) -> None:  # fmt: skip
    """A conference every year, and every fifth year awards with their decision."""
    years = range(sample.first_year, sample.today.year)
    sample.create(
        Meeting(
            commune=commune, title=f"Hội nghị sơ kết năm {year}", place=f"UBND {commune.full_name}",
            starts_at=dt.datetime(year, 12, 10, 7, 30, tzinfo=timezone.get_current_timezone()),
        )
        for year in years
    )  # fmt: skip
    if form is None:
        return
    for number, year in enumerate(years):
        if number % 5 != 4:
            continue
        (paper,) = sample.create(
            [
                Paper(
                    commune=commune, kind=PaperKind.DECISION,
                    code_number=90 + number, code_notation="QĐ-UBND", issued_on=dt.date(year, 12, 5),
                    subject="Về việc khen thưởng",
                )
            ]
        )  # fmt: skip
        (round_,) = sample.create(
            [
                AwardRound(
                    commune=commune, title=f"Khen thưởng năm {year}",
                    period_start=dt.date(year, 1, 1), period_end=dt.date(year + 1, 1, 1),
                )
            ]
        )  # fmt: skip
        round_.programs.add(programs["self_managed"][0])
        (decision,) = sample.create([Decision(round=round_, paper=paper)])
        sample.create(
            Nomination(
                round=round_, form=form, nominee_kind="individual", state="approved",
                person=people[team.village_id][0], decision=decision, village_id=team.village_id,
                merits="Có thành tích trong phong trào toàn dân bảo vệ an ninh Tổ quốc.",
            )
            for team in teams[:3]
        )  # fmt: skip
