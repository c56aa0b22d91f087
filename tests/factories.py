"""Factories for bulk, and the fixed cast whose names every access test uses."""

import datetime as dt
from dataclasses import dataclass
from importlib import import_module

import factory
from django.apps import apps
from factory.django import DjangoModelFactory

from accounts.models import Role, User
from awards.models import AwardForm, AwardRound, Decision, Nomination
from meetings.models import AgendaItem, Delegate, Meeting
from members.models import (
    Commune,
    Letterhead,
    Membership,
    Paper,
    Person,
    Team,
    Village,
    VillageOffice,
    VillageYear,
)
from members.models.papers import IssuerKind, PaperKind
from programs.models import (
    Camera,
    CameraCheck,
    FireCriterion,
    FireEquipment,
    FireFinding,
    FireInspection,
    FireSafeZone,
    Highlight,
    Indicator,
    Program,
    ProgramKind,
    ProgramSite,
    ResultSheet,
    ResultValue,
    Target,
    TrustedActivity,
    TrustedPerson,
    ZoneHousehold,
)
from reports.models import ReportKind, ReviewReport

LONG_AGO = dt.date(2014, 1, 1)


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune

    code = factory.Sequence(lambda n: f"{n + 10000:05d}")
    name = factory.Sequence(lambda n: f"Xã thử {n}")
    province = "Quảng Ninh"


class VillageFactory(DjangoModelFactory):
    class Meta:
        model = Village

    commune = factory.SubFactory(CommuneFactory)
    name = factory.Sequence(lambda n: f"Thôn {n + 1}")


class VillageYearFactory(DjangoModelFactory):
    class Meta:
        model = VillageYear

    village = factory.SubFactory(VillageFactory)
    year = 2024
    households = 120
    population = 480


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    full_name = factory.Sequence(
        lambda n: f"Đặng Văn {['Ân', 'Bình', 'Cường', 'Dũng', 'Đạt'][n % 5]} {n}"
    )
    sex = "male"
    birth_date = dt.date(1970, 5, 1)
    village = factory.SubFactory(VillageFactory)


class PaperFactory(DjangoModelFactory):
    class Meta:
        model = Paper

    commune = factory.SubFactory(CommuneFactory)
    kind = PaperKind.DECISION
    code_number = factory.Sequence(lambda n: n + 1)
    code_notation = "QĐ-UBND"
    issued_on = LONG_AGO
    organ_name = "UBND xã"
    subject = "Thành lập tổ"


class LetterheadFactory(DjangoModelFactory):
    class Meta:
        model = Letterhead

    commune = factory.SubFactory(CommuneFactory)
    kind = IssuerKind.STEERING_COMMITTEE
    parent = "UBND XÃ THỬ"
    organ = "BAN CHỈ ĐẠO 138"
    symbol = "BCĐ"
    place = "Xã Thử"
    authority = "TM. BAN CHỈ ĐẠO"
    signer_post = "TRƯỞNG BAN"
    signer_name = "Nguyễn Văn Thử"
    recipients = "BCĐ 138 thành phố\nThành viên BCĐ 138 xã"
    started_on = LONG_AGO


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    village = factory.SubFactory(VillageFactory)
    name = factory.Sequence(lambda n: f"Tổ tự quản {n + 1}")
    founded_on = LONG_AGO


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    team = factory.SubFactory(TeamFactory)
    person = factory.SubFactory(PersonFactory, village=factory.SelfAttribute("..team.village"))
    role = Membership.Role.MEMBER
    started_on = LONG_AGO


class VillageOfficeFactory(DjangoModelFactory):
    class Meta:
        model = VillageOffice

    person = factory.SubFactory(PersonFactory)
    village = factory.SelfAttribute("person.village")
    office = VillageOffice.Office.HEAD
    started_on = LONG_AGO


class ProgramFactory(DjangoModelFactory):
    class Meta:
        model = Program

    commune = factory.SubFactory(CommuneFactory)
    kind = factory.LazyFunction(lambda: ProgramKind.objects.get(code="self_managed"))
    name = factory.Sequence(lambda n: f"Mô hình {n + 1}")
    founded_on = LONG_AGO


class ProgramSiteFactory(DjangoModelFactory):
    class Meta:
        model = ProgramSite

    program = factory.SubFactory(ProgramFactory)
    village = factory.SubFactory(VillageFactory)
    started_on = LONG_AGO


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    program = factory.SubFactory(ProgramFactory)
    indicator = factory.LazyFunction(lambda: Indicator.objects.get(code="tips"))
    year = 2024
    value = 10


class ResultSheetFactory(DjangoModelFactory):
    class Meta:
        model = ResultSheet

    program = factory.SubFactory(ProgramFactory)
    village = factory.SubFactory(VillageFactory)
    year = 2024
    period_start = factory.LazyAttribute(lambda sheet: dt.date(sheet.year, 1, 1))
    period_end = factory.LazyAttribute(lambda sheet: dt.date(sheet.year + 1, 1, 1))
    state = ResultSheet.State.ACCEPTED
    source = ResultSheet.Source.YEARLY_REPORT


class ResultValueFactory(DjangoModelFactory):
    class Meta:
        model = ResultValue

    sheet = factory.SubFactory(ResultSheetFactory)
    indicator = factory.LazyFunction(lambda: Indicator.objects.get(code="tips"))
    value = 3


class HighlightFactory(DjangoModelFactory):
    class Meta:
        model = Highlight

    program = factory.SubFactory(ProgramFactory)
    happened_on = dt.date(2024, 3, 1)
    text = "Nhân dân báo tin giúp Công an xã làm rõ một vụ trộm cắp tài sản."


class TrustedPersonFactory(DjangoModelFactory):
    class Meta:
        model = TrustedPerson

    person = factory.SubFactory(PersonFactory)
    started_on = LONG_AGO


class TrustedActivityFactory(DjangoModelFactory):
    class Meta:
        model = TrustedActivity

    recognition = factory.SubFactory(TrustedPersonFactory)
    held_on = dt.date(2024, 5, 1)
    kind = TrustedActivity.Kind.OUTREACH


class FireSafeZoneFactory(DjangoModelFactory):
    class Meta:
        model = FireSafeZone

    program = factory.SubFactory(ProgramFactory)
    village = factory.SubFactory(VillageFactory)
    name = "Khu dân cư an toàn"
    started_on = LONG_AGO


class ZoneHouseholdFactory(DjangoModelFactory):
    class Meta:
        model = ZoneHousehold

    zone = factory.SubFactory(FireSafeZoneFactory)
    head_name = factory.Sequence(lambda n: f"Chủ hộ {n}")
    started_on = LONG_AGO


class FireEquipmentFactory(DjangoModelFactory):
    class Meta:
        model = FireEquipment

    household = factory.SubFactory(ZoneHouseholdFactory)
    expires_on = dt.date(2026, 1, 1)


class FireInspectionFactory(DjangoModelFactory):
    class Meta:
        model = FireInspection

    zone = factory.SubFactory(FireSafeZoneFactory)
    held_on = dt.date(2024, 5, 1)


class FireFindingFactory(DjangoModelFactory):
    class Meta:
        model = FireFinding

    inspection = factory.SubFactory(FireInspectionFactory)
    criterion = factory.LazyFunction(lambda: FireCriterion.objects.first())
    met = True


class CameraFactory(DjangoModelFactory):
    class Meta:
        model = Camera

    village = factory.SubFactory(VillageFactory)
    name = factory.Sequence(lambda n: f"Ngã ba {n + 1}")
    units = 2
    installed_on = dt.date(2023, 9, 1)


class CameraCheckFactory(DjangoModelFactory):
    class Meta:
        model = CameraCheck

    camera = factory.SubFactory(CameraFactory)
    checked_on = dt.date(2024, 9, 1)
    condition = CameraCheck.Condition.GOOD
    working_units = 2


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    commune = factory.SubFactory(CommuneFactory)
    title = "Hội nghị tổng kết"
    starts_at = dt.datetime(2024, 9, 29, 7, 0, tzinfo=dt.UTC)
    place = "Nhà văn hóa"


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    item = "Khai mạc"


class DelegateFactory(DjangoModelFactory):
    class Meta:
        model = Delegate

    meeting = factory.SubFactory(MeetingFactory)
    full_name = factory.Sequence(lambda n: f"Đại biểu {n}")
    group = Delegate.Group.PEOPLE


class AwardRoundFactory(DjangoModelFactory):
    class Meta:
        model = AwardRound

    commune = factory.SubFactory(CommuneFactory)
    title = "Khen thưởng tổng kết"
    period_start = LONG_AGO
    period_end = dt.date(2025, 1, 1)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    round = factory.SubFactory(AwardRoundFactory)
    paper = factory.SubFactory(
        PaperFactory,
        commune=factory.SelfAttribute("..round.commune"),
        issued_on=dt.date(2024, 9, 20),
    )


class NominationFactory(DjangoModelFactory):
    class Meta:
        model = Nomination

    round = factory.SubFactory(AwardRoundFactory)
    form = factory.LazyFunction(lambda: AwardForm.objects.get(code="giay-khen-xa"))
    nominee_kind = "individual"
    person = factory.SubFactory(PersonFactory)
    merits = "Mười năm tham gia tổ tự quản."


def report_kind(code: str) -> ReportKind:
    """Return a kind of report that all communes share."""
    return ReportKind.objects.get(commune=None, code=code)


class ReviewReportFactory(DjangoModelFactory):
    class Meta:
        model = ReviewReport

    commune = factory.SubFactory(CommuneFactory)
    kind = factory.LazyFunction(lambda: report_kind("ten_year"))
    title = "Tổng kết 10 năm"
    period_start = dt.date(2014, 9, 15)
    period_end = dt.date(2024, 9, 26)
    cut_off = dt.date(2024, 9, 25)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    password = factory.django.Password("mat-khau-thu-138")


@dataclass
class Cast:
    """Who is who in access tests. All but the stranger belong to `commune`."""

    commune: Commune
    village_a: Village
    village_b: Village
    other_commune: Commune
    other_village: Village
    officer: User
    head_a: User
    head_b: User
    committee: User
    observer: User
    stranger: User


def ensure_catalogue() -> None:
    """Fill the default catalogues again after a test with real transactions emptied all tables."""
    if not ProgramKind.objects.exists():
        for name in ("programs.migrations.0003_default_catalogue",
                     "programs.migrations.0006_default_checklist",
                     "awards.migrations.0002_default_catalogue",
                     "awards.migrations.0005_default_rounding",
                     "awards.migrations.0008_laws_by_date",
                     "reports.migrations.0008_default_kinds"):  # fmt: skip
            import_module(name).fill(apps, None)


def make_cast() -> Cast:
    """Make two communes, two villages in the first, and one user for each role."""
    ensure_catalogue()
    commune = CommuneFactory(name="Bằng Cả thử", code="07057")
    other = CommuneFactory(name="Nơi khác", code="07054", province="Hà Nội")
    village_a = VillageFactory(commune=commune, name="Thôn A")
    village_b = VillageFactory(commune=commune, name="Thôn B")
    other_village = VillageFactory(commune=other, name="Thôn A")

    def user(username: str, kind: str, **place: object) -> User:
        found = UserFactory(username=username, full_name=username.replace("_", " ").title())
        Role.objects.create(user=found, kind=kind, started_on=LONG_AGO, **place)
        return found

    return Cast(
        commune=commune,
        village_a=village_a,
        village_b=village_b,
        other_commune=other,
        other_village=other_village,
        officer=user("officer", Role.Kind.OFFICER, commune=commune),
        head_a=user("head_a", Role.Kind.VILLAGE_HEAD, village=village_a),
        head_b=user("head_b", Role.Kind.VILLAGE_HEAD, village=village_b),
        committee=user("committee", Role.Kind.COMMITTEE, commune=commune),
        observer=user("observer", Role.Kind.OBSERVER, province=commune.province),
        stranger=user("stranger", Role.Kind.OFFICER, commune=other),
    )
