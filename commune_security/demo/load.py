"""Build the demo commune step by step, in one transaction."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone, translation

from accounts.models import Role, User
from commune_security.demo import conference, programmes, texts
from commune_security.demo.files import workbook
from imports.kinds import take_in
from imports.plan import Context
from imports.questions import Answers
from imports.reading import read_file
from imports.writing import BulkWriter
from members.imports.matching import ONE, twice_key
from members.models import (
    Commune,
    Letterhead,
    Membership,
    Paper,
    Person,
    Team,
    Village,
    VillageYear,
)
from members.models.papers import IssuerKind, PaperKind
from members.services import found_team, restaff
from programs.models import Program
from programs.services.papers import link_paper
from reports.checks.gate import gate_of
from reports.models import ReportKind, ReviewReport
from reports.services import (
    FORMATS,
    attach,
    draft_report,
    give_reason,
    issue,
    make_files,
    save_section,
    sign_off,
)

CODE = "07057"
#: the number of the plan of 2024 that both reports carry out
PLAN_OF_REVIEWS = 9
PASSWORD = "demo-bang-ca"  # noqa: S105  the demo's own, shown on its sign-in page
#: user name, full name (invented), kind of role, village or ""
USERS = (
    ("canbo", "Thượng úy Trần Minh Quân", Role.Kind.OFFICER, ""),
    ("truongthon1", "Lê Thị Kim Hương", Role.Kind.VILLAGE_HEAD, "Thôn 1"),
    ("truongthon2", "Lý Quang Đạt", Role.Kind.VILLAGE_HEAD, "Thôn 2"),
    ("truongthon3", "Đặng Đức Dũng", Role.Kind.VILLAGE_HEAD, "Thôn 3"),
    ("banchidao", "Phạm Văn Khải", Role.Kind.COMMITTEE, ""),
    ("quansat", "Nguyễn Thị Thu Trang", Role.Kind.OBSERVER, ""),
)
TEN_YEARS = (dt.date(2014, 9, 15), dt.date(2024, 9, 25))
ONE_YEAR = (dt.date(2023, 9, 26), dt.date(2024, 9, 25))
FOUNDED = dt.date(2014, 1, 2)


def is_loaded() -> bool:
    return Commune.objects.filter(code=CODE).exists()


@transaction.atomic
def load_demo() -> bool:
    """Load the demo, or do nothing where it is there. Returns whether it was loaded."""
    if is_loaded():
        return False
    with translation.override("vi"):
        commune = _place()
        users = _users(commune)
        papers = _papers(commune)
        _rosters(commune, papers)
        found = programmes.load(commune, papers, users["canbo"])
        _concern(papers, found)
        meeting = conference.load(commune, found, users)
        _reports(commune, found, users)
        attach(meeting=meeting, reports=commune.reports.all(), user=users["canbo"])
    return True


def _place() -> Commune:
    commune = Commune.objects.create(
        code=CODE,
        code_scheme="GSO",
        name="Bằng Cả",
        district="thành phố Hạ Long",
        province="Quảng Ninh",
        about=texts.ABOUT,
        area_ha=3207,
    )
    for number, (households, population) in enumerate(((146, 602), (163, 655), (121, 508)), 1):
        village = Village.objects.create(commune=commune, name=f"Thôn {number}")
        for back, year in enumerate(range(2024, 2013, -1)):
            VillageYear.objects.create(
                village=village, year=year, households=households - 3 * back,
                population=population - 11 * back,
            )  # fmt: skip
    common = {"commune": commune, "place": "Bằng Cả", "started_on": dt.date(2014, 1, 1)}
    Letterhead.objects.create(
        kind=IssuerKind.PEOPLES_COMMITTEE, parent="UBND thành phố Hạ Long",
        organ="Ủy ban nhân dân xã Bằng Cả", symbol="UBND", authority="TM. ỦY BAN NHÂN DÂN",
        signer_post="CHỦ TỊCH", signer_name="Phạm Văn Khải", **common,
    )  # fmt: skip
    Letterhead.objects.create(
        kind=IssuerKind.STEERING_COMMITTEE, parent="UBND xã Bằng Cả", organ="Ban Chỉ đạo 138",
        symbol="BCĐ", authority="TM. BAN CHỈ ĐẠO", signer_post="TRƯỞNG BAN/CHỦ TỊCH UBND XÃ",
        signer_name="Phạm Văn Khải", recipients=texts.RECIPIENTS, **common,
    )  # fmt: skip
    Letterhead.objects.create(
        kind=IssuerKind.POLICE, parent="Công an thành phố Hạ Long", organ="Công an xã Bằng Cả",
        symbol="CAX", signer_post="TRƯỞNG CÔNG AN XÃ", signer_rank="Thiếu tá",
        signer_name="Hoàng Quốc Việt", **common,
    )  # fmt: skip
    return commune


def _users(commune: Commune) -> dict[str, User]:
    made = {}
    for username, full_name, kind, village in USERS:
        user = User.objects.create_user(username, password=PASSWORD, full_name=full_name)
        user.is_staff = kind in (Role.Kind.COMMITTEE, Role.Kind.OFFICER)
        user.save()
        place: dict[str, object] = {"commune": commune}
        if village:
            place = {"village": commune.villages.get(name=village)}
        elif kind == Role.Kind.OBSERVER:
            place = {"province": commune.province}
        Role.objects.create(user=user, kind=kind, started_on=dt.date(2024, 1, 1), **place)
        made[username] = user
    return made


def _papers(commune: Commune) -> dict[str, Paper]:
    """The papers the register points to, as they were entered from the files."""
    papers = {}
    for key, kind, number, symbol, day, organ, subject in texts.PAPERS:
        papers[key] = Paper.objects.create(
            commune=commune, kind=PaperKind(kind), code_number=number, code_notation=symbol,
            issued_on=day, organ_name=organ, subject=subject,
            direction=(
                Paper.Direction.ISSUED if "Bằng Cả" in organ else Paper.Direction.RECEIVED
            ),
        )  # fmt: skip
    return papers


def _concern(papers: dict[str, Paper], programs: dict[str, Program]) -> None:
    """Say what the papers concern that name no programme of the commune."""
    first, others = programs["self_managed"], list(programs.values())
    link_paper(paper=papers["founding"], programs=[first], user=None)
    link_paper(paper=papers["guidance"], programs=others, user=None)
    link_paper(paper=papers["plan-2023"], programs=others, user=None)
    link_paper(paper=papers["plan-2024"], programs=others, user=None)


def _rosters(commune: Commune, papers: dict[str, Paper]) -> None:
    """2014 founded; 2015 the old list; two restaffings; 2022 the new heads; 2024 the list."""
    for village in commune.villages.all():
        found_team(
            village=village, kind=Team.Kind.SELF_MANAGED, name=Team.Kind.SELF_MANAGED.name_in(village),
            founded_on=FOUNDED, decision=papers["founding"], user=None,
        )  # fmt: skip
    # the old list bears one person twice, with two identity cards: one, as the office knows
    first = commune.villages.get(name="Thôn 1")
    _import(
        commune, "roster-legacy.xls", as_of=dt.date(2015, 12, 31), since=TEN_YEARS[0],
        answers={twice_key(first, "Hoàng Hữu Ứng", row=24): ONE},
    )  # fmt: skip
    _restaff(commune, dt.date(2017, 2, 1), papers["restaffing-2017"], {1: 3, 2: 3, 3: 2})
    _restaff(commune, dt.date(2019, 8, 1), papers["restaffing-2019"], {1: 2, 2: 2, 3: 2})
    _import(
        commune, "roster-office.xlsx", absent_on=dt.date(2022, 3, 1),
        decision=papers["restaffing-2022"],
    )  # fmt: skip


def _import(
    commune: Commune,
    name: str,
    *,
    as_of: dt.date | None = None,
    since: dt.date | None = None,
    absent_on: dt.date | None = None,
    decision: Paper | None = None,
    answers: Mapping[str, str] | None = None,
) -> None:
    options = {
        "team_kind": Team.Kind.SELF_MANAGED, "as_of": as_of, "since": since, "absent_on": absent_on,
        "decision": decision,
    }  # fmt: skip
    context = Context(commune.pk, options, timezone.localdate(), name)
    take_in(
        "roster", read_file(workbook(name)), context, BulkWriter(None, name), Answers(answers or {})
    )


def _restaff(commune: Commune, on: dt.date, decision: Paper, leaving: dict[int, int]) -> None:
    """So many ordinary members of each village's first roster retire under one decision."""
    for number, how_many in leaving.items():
        team = Team.objects.get(village__commune=commune, village__name=f"Thôn {number}")
        first_list = Person.objects.filter(
            memberships__in=Membership.objects.filter(
                team=team, role=Membership.Role.MEMBER, started_on=TEN_YEARS[0]
            ).serving_on(on)
        ).order_by("birth_date")
        restaff(
            team=team, on=on, decision=decision, leave=list(first_list[:how_many]), join=[],
            user=None,
        )  # fmt: skip


def _reports(commune: Commune, found: dict[str, Program], users: dict[str, User]) -> None:
    """The ten-year report is issued, the one-year report still a draft."""
    ten_year = _draft(
        commune, "ten_year", [found["self_managed"]], TEN_YEARS,
        texts.TEN_YEAR, users["canbo"],
    )  # fmt: skip
    young = [program for kind, program in found.items() if kind != "self_managed"]
    _draft(commune, "one_year", young, ONE_YEAR, texts.ONE_YEAR, users["canbo"])
    held = [one.key for one in gate_of(ten_year).held]
    give_reason(report=ten_year, keys=held, reason=texts.REASON, user=users["canbo"])
    sign_off(report=ten_year, user=users["banchidao"])
    ten_year.refresh_from_db()
    issue(report=ten_year, dated=dt.date(2024, 9, 27), user=users["canbo"])
    ten_year.refresh_from_db()
    make_files(report=ten_year, formats=FORMATS)


def _draft(
    commune: Commune,
    kind: str,
    programs: list[Program],
    days: tuple[dt.date, dt.date],
    sections: dict[str, str],
    user: User,
) -> ReviewReport:
    report = draft_report(
        commune=commune, kind=ReportKind.objects.get(commune=None, code=kind), programs=programs,
        period_start=days[0],
        period_end=days[1] + dt.timedelta(days=1), cut_off=days[1],
        plan=commune.papers.get(kind=PaperKind.PLAN, code_number=PLAN_OF_REVIEWS), user=user,
    )  # fmt: skip
    for key, text in sections.items():
        save_section(report=report, key=key, text=text, user=user)
    return report
