"""The one door: every scoped model, every member of the cast, whole sets compared."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import ApiClient, Role, User
from awards.models import AwardForm, AwardPaper, CertificateLayout, NominationFile
from common.access import ScopedQuerySet, get_editable, get_visible, still_editable
from imports.models import ImportRun, Profile
from meetings.models import Conclusion, MeetingPaper, Minutes, PaperRun, Photo
from members.models import (
    Commune,
    DataRequest,
    DifferentPeople,
    IssuedDocument,
    IssuedPart,
    Letterhead,
    Membership,
    PaperSeries,
    Person,
    RosterChange,
    Team,
    UnitChange,
    Village,
)
from programs.models import (
    CameraExtraction,
    CameraUpkeep,
    FireDrill,
    FireInspection,
    ProgramPaper,
    ProgramRating,
    ProgramStatus,
    RatingScheme,
)
from reports.models import IssuedReport, ReportFile, ReportJob, ReportKind, ReportSection
from tests import factories as f

SCOPED = [
    model
    for label in ("imports", "members", "accounts", "programs", "meetings", "awards", "reports")
    for model in apps.get_app_config(label).get_models()
    if isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
]


def program(village):
    found = f.ProgramFactory(commune=village.commune)
    f.ProgramSiteFactory(program=found, village=village)
    return found


def report(village):
    return f.ReviewReportFactory(commune=village.commune)


def kind_of_report(village):
    many = ReportKind.objects.count()
    return ReportKind.objects.create(
        commune=village.commune, code=f"x{many}", name="x", periods="span", title="x", opening="x",
        closing="x",
    )  # fmt: skip


def user():
    return User.objects.create_user(f"u{User.objects.count()}")


def issued(village):
    return IssuedReport.objects.create(
        report=report(village), paper=f.PaperFactory(commune=village.commune), tree={},
        sha256="", issued_by=user(),
    )  # fmt: skip


def roster_change(village):
    team = f.TeamFactory(village=village)
    return RosterChange.objects.create(team=team, kind="add", reason="x", asked_by=user())


def different_people(village):
    first, second = (f.PersonFactory(village=village) for _ in range(2))
    return DifferentPeople.objects.create(first=first, second=second, said_by=user())


def layout(village):
    form = AwardForm.objects.create(code=f"x{AwardForm.objects.count()}", name="x", level="y")
    return CertificateLayout.objects.create(commune=village.commune, form=form)


#: one row of each scoped model in a village (or its commune)
ROWS = {
    "commune": lambda v: v.commune,
    "village": lambda v: v,
    "villageyear": lambda v: f.VillageYearFactory(village=v),
    "person": lambda v: f.PersonFactory(village=v),
    "villageoffice": lambda v: f.VillageOfficeFactory(person__village=v),
    "team": lambda v: f.TeamFactory(village=v),
    "membership": lambda v: f.MembershipFactory(team__village=v),
    "letterhead": lambda v: f.LetterheadFactory(commune=v.commune),
    "paperseries": lambda v: PaperSeries.objects.create(
        commune=v.commune, issuer="police", kind="BC", year=2000 + PaperSeries.objects.count()
    ),
    "paper": lambda v: f.PaperFactory(commune=v.commune),
    "issueddocument": lambda v: IssuedDocument.objects.create(
        paper=f.PaperFactory(commune=v.commune), tree={}, sha256=""
    ),
    "issuedpart": lambda v: IssuedPart.objects.create(
        document=IssuedDocument.objects.create(
            paper=f.PaperFactory(commune=v.commune), tree={}, sha256=""
        ),
        what="list",
        content={},
        sha256="",
    ),
    "rosterchange": roster_change,
    "differentpeople": different_people,
    "datarequest": lambda v: DataRequest.objects.create(
        commune=v.commune, kind="access", received_on=dt.date(2026, 1, 5)
    ),
    "importrun": lambda v: ImportRun.objects.create(
        commune=v.commune, kind="roster", file_name="x.xlsx", started_by=user()
    ),
    "profile": lambda v: Profile.objects.create(commune=v.commune, kind=f"kind-{v.pk}"),
    "role": lambda v: Role.objects.create(
        user=user(), kind="village_head", village=v, started_on=dt.date(2020, 1, 1)
    ),
    "program": program,
    "programstatus": lambda v: ProgramStatus.objects.create(
        program=program(v), started_on=dt.date(2020, 1, 1)
    ),
    "apiclient": lambda v: ApiClient.objects.create(
        name="x", commune=v.commune, expires_on=dt.date(2030, 1, 1), token_hash=str(v.pk)
    ),
    "programalias": lambda v: program(v).aliases.create(name="Tên khác"),
    "programpaper": lambda v: ProgramPaper.objects.create(
        program=program(v), paper=f.PaperFactory(commune=v.commune)
    ),
    "programsite": lambda v: f.ProgramSiteFactory(program=program(v), village=v),
    "programrating": lambda v: ProgramRating.objects.create(
        program=program(v), year=2020, scheme=RatingScheme.objects.first(), level="Tốt"
    ),
    "target": lambda v: f.TargetFactory(program=program(v)),
    "trustedperson": lambda v: f.TrustedPersonFactory(person__village=v),
    "trustedactivity": lambda v: f.TrustedActivityFactory(recognition__person__village=v),
    "firefinding": lambda v: f.FireFindingFactory(inspection__zone__village=v),
    "firesafezone": lambda v: f.FireSafeZoneFactory(program=program(v), village=v),
    "zonehousehold": lambda v: f.ZoneHouseholdFactory(zone__village=v),
    "fireequipment": lambda v: f.FireEquipmentFactory(household__zone__village=v),
    "firedrill": lambda v: FireDrill.objects.create(
        zone=f.FireSafeZoneFactory(village=v), held_on=dt.date(2020, 1, 1)
    ),
    "fireinspection": lambda v: FireInspection.objects.create(
        zone=f.FireSafeZoneFactory(village=v), held_on=dt.date(2020, 1, 1)
    ),
    "camera": lambda v: f.CameraFactory(village=v),
    "cameracheck": lambda v: f.CameraCheckFactory(camera__village=v),
    "cameraupkeep": lambda v: CameraUpkeep.objects.create(
        camera=f.CameraFactory(village=v), done_on=dt.date(2020, 1, 1), what="x"
    ),
    "cameraextraction": lambda v: CameraExtraction.objects.create(
        camera=f.CameraFactory(village=v), extracted_on=dt.date(2020, 1, 1)
    ),
    "resultsheet": lambda v: f.ResultSheetFactory(program=program(v), village=v),
    "resultvalue": lambda v: f.ResultValueFactory(sheet__program=program(v), sheet__village=v),
    "highlight": lambda v: f.HighlightFactory(program=program(v), village=v),
    "meeting": lambda v: f.MeetingFactory(commune=v.commune),
    "agendaitem": lambda v: f.AgendaItemFactory(meeting__commune=v.commune),
    "delegate": lambda v: f.DelegateFactory(meeting__commune=v.commune, village=v),
    "meetingpaper": lambda v: MeetingPaper.objects.create(
        meeting=f.MeetingFactory(commune=v.commune),
        kind="plan",
        paper=f.PaperFactory(commune=v.commune),
    ),
    "paperrun": lambda v: PaperRun.objects.create(
        meeting=f.MeetingFactory(commune=v.commune),
        what="invitations",
        format="pdf",
        started_by=user(),
    ),
    "minutes": lambda v: Minutes.objects.create(
        meeting=f.MeetingFactory(commune=v.commune), text="x"
    ),
    "conclusion": lambda v: Conclusion.objects.create(
        meeting=f.MeetingFactory(commune=v.commune), what="x", owner="y"
    ),
    "photo": lambda v: Photo.objects.create(meeting=f.MeetingFactory(commune=v.commune)),
    "awardround": lambda v: f.AwardRoundFactory(commune=v.commune),
    "decision": lambda v: f.DecisionFactory(round__commune=v.commune),
    "nomination": lambda v: f.NominationFactory(
        round__commune=v.commune,
        person__village=v,
        village=v,
        state="approved",
        decision=f.DecisionFactory(round__commune=v.commune),
    ),
    "nominationfile": lambda v: NominationFile.objects.create(
        nomination=f.NominationFactory(round__commune=v.commune), title="x", file="x.pdf"
    ),
    "councilmember": lambda v: f.AwardRoundFactory(commune=v.commune).council.create(full_name="x"),
    "awardpaper": lambda v: AwardPaper.objects.create(
        round=f.AwardRoundFactory(commune=v.commune),
        kind="council",
        paper=f.PaperFactory(commune=v.commune),
    ),
    "certificatelayout": lambda v: layout(v),
    "certificatetext": lambda v: layout(v).texts.create(what="title", x=1, y=1, width=100),
    "reviewreport": report,
    "reportkind": kind_of_report,
    "reportkindpart": lambda v: kind_of_report(v).parts.create(part="results"),
    "reportsection": lambda v: ReportSection.objects.create(report=report(v), key="basis"),
    "reportreason": lambda v: report(v).reasons.create(
        key="x", what="x", reason="x", written_by=user()
    ),
    "reportremark": lambda v: report(v).remarks.create(text="x", written_by=user()),
    "issuedreport": issued,
    "reportfile": lambda v: ReportFile.objects.create(report=report(v), format="pdf"),
    "reportjob": lambda v: ReportJob.objects.create(report=report(v)),
}
#: models whose rows a village head sees for the own village
HEAD_SEES = {
    "commune", "village", "villageyear", "person", "villageoffice", "team", "membership",
    "rosterchange", "program", "programalias", "programsite", "trustedperson", "trustedactivity", "firefinding", "firesafezone", "zonehousehold",
    "fireequipment", "firedrill", "fireinspection", "camera", "cameracheck", "cameraupkeep",
    "cameraextraction", "resultsheet", "resultvalue", "highlight", "nomination", "delegate",
}  # fmt: skip
HEAD_EDITS = {"rosterchange", "resultsheet", "resultvalue", "highlight"}
COMMITTEE_EDITS = {
    "apiclient",
    "commune", "letterhead", "paperseries", "paper", "role", "program", "programalias", "programstatus",
    "programpaper", "programsite", "programrating", "meeting", "agendaitem", "delegate", "minutes", "conclusion",
    "photo", "meetingpaper", "paperrun", "issueddocument", "issuedpart", "awardround", "councilmember", "awardpaper", "nominationfile",
    "certificatelayout", "certificatetext", "decision", "nomination", "reportreason", "reportremark", "target", "reportkind", "reportkindpart",
}  # fmt: skip
#: what officers read and only the committee keeps
NOT_OFFICERS = {"apiclient", "reportkind", "reportkindpart"}


ONLY_OFFICERS = {"profile", "differentpeople", "importrun"}


def test_every_scoped_model_is_tried():
    assert {model._meta.model_name for model in SCOPED} == set(ROWS)


@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m._meta.model_name)
def test_everybody_sees_and_edits_exactly_their_own(model, cast):
    name = model._meta.model_name
    at_a, at_b, elsewhere = (
        ROWS[name](village) for village in (cast.village_a, cast.village_b, cast.other_village)
    )
    rows = {row.pk for row in (at_a, at_b, elsewhere)}
    assert name == "commune" or len(rows) == 3

    def seen(user):
        return set(model.objects.visible_to(user).filter(pk__in=rows).values_list("pk", flat=True))

    def edited(user):
        return set(model.objects.editable_by(user).filter(pk__in=rows).values_list("pk", flat=True))

    ours = {at_a.pk, at_b.pk}
    office = ours if name != "apiclient" else set()
    assert seen(cast.officer) == office
    assert edited(cast.officer) == (ours if name not in NOT_OFFICERS else set())
    assert seen(cast.committee) == (ours if name not in ONLY_OFFICERS else set())
    assert edited(cast.committee) == (ours if name in COMMITTEE_EDITS else set())
    hidden = {"role", "datarequest", "apiclient", "paperrun"} | ONLY_OFFICERS
    assert seen(cast.observer) == (ours if name not in hidden else set())
    assert edited(cast.observer) == set()
    assert seen(cast.head_a) == ({at_a.pk} if name in HEAD_SEES else set())
    assert edited(cast.head_a) == ({at_a.pk} if name in HEAD_EDITS else set())
    assert seen(cast.head_b) == ({at_b.pk} if name in HEAD_SEES else set())
    theirs = {elsewhere.pk} if name != "apiclient" else set()
    assert seen(cast.stranger) == theirs
    assert edited(cast.stranger) == (theirs if name not in NOT_OFFICERS else set())
    assert seen(AnonymousUser()) == set()
    assert edited(AnonymousUser()) == set()


def test_a_role_ends_with_its_day(cast):
    role = cast.officer.roles.get()
    role.ended_on = dt.date(2020, 1, 1)
    role.save()
    officer = User.objects.get(pk=cast.officer.pk)
    assert not Commune.objects.visible_to(officer).exists()
    assert not officer.has_role("officer")


def test_an_inactive_user_sees_nothing_and_a_superuser_everything(cast):
    cast.officer.is_active = False
    assert not Village.objects.visible_to(cast.officer).exists()
    root = User.objects.create_superuser("root")
    assert Village.objects.visible_to(root).count() == Village.objects.count()
    assert Village.objects.editable_by(root).count() == Village.objects.count()


def test_who_looks_after_todays_commune_looks_after_its_history(cast):
    old = f.CommuneFactory(name="Cũ", dissolved_on=dt.date(2025, 7, 1))
    older = f.CommuneFactory(name="Cũ hơn", dissolved_on=dt.date(2010, 7, 1))
    for before, after, day in ((old, cast.commune, 2025), (older, old, 2010)):
        change = UnitChange.objects.create(
            kind="merge", decision_number="1679/NQ-UBTVQH15", effective_on=dt.date(day, 7, 1)
        )
        change.communes_from.add(before)
        change.communes_to.add(after)
    officer = User.objects.get(pk=cast.officer.pk)
    assert set(Commune.objects.visible_to(officer)) == {cast.commune, old, older}


def test_outside_my_scope_is_404_and_read_only_403(cast):
    person = f.PersonFactory(village=cast.village_a)
    assert get_editable(Person.objects.all(), cast.officer, pk=person.pk) == person
    assert get_visible(Person.objects.all(), cast.head_a, pk=person.pk) == person
    with pytest.raises(Http404):
        get_editable(Person.objects.all(), cast.head_b, pk=person.pk)
    with pytest.raises(PermissionDenied):
        get_editable(Person.objects.all(), cast.observer, pk=person.pk)


def test_a_row_cannot_be_written_out_of_my_unit(cast):
    team = f.TeamFactory(village=cast.village_a)
    still_editable(team, cast.officer)
    Team.objects.filter(pk=team.pk).update(village=cast.other_village)
    with pytest.raises(PermissionDenied):
        still_editable(team, cast.officer)


def test_querysets_read_as_words(cast):
    team = f.TeamFactory(village=cast.village_a, founded_on=dt.date(2014, 1, 1))
    spell = f.MembershipFactory(
        team=team,
        started_on=dt.date(2015, 1, 1),
        ended_on=dt.date(2020, 1, 1),
        role="leader",
        person__full_name="Bàn Thị Xuân",
    )
    for day, serving in ((dt.date(2014, 12, 31), 0), (dt.date(2015, 1, 1), 1),
                         (dt.date(2019, 12, 31), 1), (dt.date(2020, 1, 1), 0)):  # fmt: skip
        assert Membership.objects.serving_on(day).count() == serving
        assert spell.lasts_on(day) == bool(serving)
        assert Team.objects.standing_on(day).with_strength(day).get().strength == serving
        assert team.stood_on(day)
    assert Membership.objects.leaders().get() == spell
    assert Letterhead.objects.on(dt.date(2020, 1, 1)).count() == 0
    person = f.PersonFactory(full_name="Đặng Hữu Ưng", phone="0912345678")
    assert list(Person.objects.matching("ung dang")) == [person]
    assert list(Person.objects.matching("0912345")) == [person]
    person.citizen_id = "022070123456"
    person.save()
    assert list(Person.objects.with_citizen_id("022070123456")) == [person]
    assert person.masked_citizen_id == "022•••••3456"
