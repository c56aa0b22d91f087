"""The five programmes of the demo, with sites, results and registers of their own."""

import datetime as dt

from accounts.models import User
from common.dates import PartialDate, Precision
from commune_security.demo import texts
from commune_security.demo.files import workbook
from imports.reading import read_file
from imports.writing import BulkWriter
from members.models import Commune, Paper, Person, Team
from members.services import found_team
from programs.imports import plan_cameras, plan_results, write_cameras, write_results
from programs.models import (
    CameraExtraction,
    FireDrill,
    FireEquipment,
    FireInspection,
    FireSafeZone,
    Highlight,
    Program,
    ProgramAlias,
    ProgramKind,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
    RatingScheme,
    ResultSheet,
    TrustedPerson,
    ZoneHousehold,
)

#: day on which the camera points were looked at
CHECKED = dt.date(2024, 9, 20)


def load(commune: Commune, papers: dict[str, Paper], officer: User) -> dict[str, Program]:
    """Return the programmes by the code of their kind."""
    found = {}
    for kind, name, founded, paper, agency, aim in texts.PROGRAMMES:
        program = Program.objects.create(
            commune=commune, kind=ProgramKind.objects.get(code=kind), name=name,
            founded_on=founded, decision=papers[paper], lead_agency=agency, aim=aim,
        )  # fmt: skip
        ProgramStatus.objects.create(program=program, started_on=founded)
        only = ["Thôn 1"] if kind == "fire_safe" else ["Thôn 1", "Thôn 2", "Thôn 3"]
        for village in commune.villages.filter(name__in=only):
            team = village.teams.filter(kind=Team.Kind.SELF_MANAGED).first()
            ProgramSite.objects.create(
                program=program, village=village, started_on=founded,
                team=team if kind == "self_managed" else None,
            )  # fmt: skip
        found[kind] = program
    ProgramAlias.objects.create(program=found["self_managed"], name=texts.ALIAS)
    scheme = RatingScheme.objects.get(code="mo-hinh")
    for year, level in ((2021, "Khá"), (2022, "Khá"), (2023, "Tốt")):
        ProgramRating.objects.create(
            program=found["self_managed"], year=year, scheme=scheme, level=level
        )
    _results(found)
    _cameras(commune, found["cameras"])
    _trusted(commune, found["trusted_persons"], papers["trusted"])
    _fire(commune, found["fire_safe"], papers["fire_safe"])
    for kind, village, day, text in texts.HIGHLIGHTS:
        Highlight.objects.create(
            program=found[kind], village=commune.villages.get(name=village), happened_on=day,
            text=text,
        )  # fmt: skip
    return found


def _results(found: dict[str, Program]) -> None:
    for kind, name in (
        ("self_managed", "results-2014-2024.xlsx"),
        ("grassroots", "results-grassroots.xlsx"),
        ("trusted_persons", "results-trusted-persons.xlsx"),
        ("fire_safe", "results-fire-safe.xlsx"),
        ("cameras", "results-cameras.xlsx"),
    ):
        plan = plan_results(
            read_file(workbook(name)), program=found[kind], source=ResultSheet.Source.YEARLY_REPORT
        )
        write_results(plan, BulkWriter(None, name))


def _cameras(commune: Commune, program: Program) -> None:
    plan = plan_cameras(
        read_file(workbook("cameras.xlsx")), commune=commune, program=program, as_of=CHECKED
    )
    write_cameras(plan, BulkWriter(None, "cameras.xlsx"))
    cameras = list(program.cameras.order_by("pk"))
    for index, (day, purpose, clarified) in enumerate(texts.EXTRACTIONS):
        CameraExtraction.objects.create(
            camera=cameras[index % len(cameras)], extracted_on=day,
            requesting_unit="Công an xã Bằng Cả", legal_purpose=purpose, case_clarified=clarified,
        )  # fmt: skip


def _trusted(commune: Commune, program: Program, paper: Paper) -> None:
    for name, sex, year, village, standing in texts.TRUSTED:
        person = Person(full_name=name, sex=sex, village=commune.villages.get(name=village))
        person.birth = PartialDate(dt.date(year, 1, 1), Precision.YEAR)
        person.save()
        TrustedPerson.objects.create(
            person=person, program=program, ethnicity="Dao", standing=standing, decision=paper,
            started_on=paper.issued_on,
        )  # fmt: skip


def _fire(commune: Commune, program: Program, paper: Paper) -> None:
    village = commune.villages.get(name="Thôn 1")
    zone = FireSafeZone.objects.create(
        program=program, village=village, name="Khu dân cư an toàn về PCCC Thôn 1",
        decision=paper, public_points=1, started_on=paper.issued_on,
    )  # fmt: skip
    teams = [
        found_team(
            village=village, kind=Team.Kind.INTER_FAMILY, name=f"Tổ liên gia số {number:02d}",
            founded_on=paper.issued_on, decision=paper, user=None,
        )
        for number in (1, 2)
    ]  # fmt: skip
    exits = ZoneHousehold.SecondExit
    for index, head in enumerate(texts.HOUSEHOLD_HEADS):
        household = ZoneHousehold.objects.create(
            zone=zone, head_name=head, started_on=paper.issued_on,
            house_type="business" if index % 4 == 0 else "home",
            inter_family_team=teams[index // 6] if index < 12 else None,
            has_bell=index < 10, has_tools=True if index < 11 else None,
            second_exit=(exits.YES, exits.CAGE_OPENED, exits.YES, exits.NO, exits.YES)[index % 5]
            if index < 13
            else exits.UNKNOWN,
            trained_people=1 + index % 2, committed_on=paper.issued_on,
        )  # fmt: skip
        if index < 12:
            FireEquipment.objects.create(
                household=household, quantity=1 + (index % 3 == 0),
                expires_on=dt.date(2024, 6, 30) if index in (4, 9) else dt.date(2025, 10, 1),
            )  # fmt: skip
    FireDrill.objects.create(zone=zone, held_on=dt.date(2023, 11, 9), attendance=46)
    FireDrill.objects.create(zone=zone, held_on=dt.date(2024, 4, 25), attendance=52)
    for day, faults in ((dt.date(2023, 12, 5), 6), (dt.date(2024, 3, 12), 4),
                        (dt.date(2024, 8, 20), 2)):  # fmt: skip
        FireInspection.objects.create(zone=zone, held_on=day, households_seen=14, faults=faults)
