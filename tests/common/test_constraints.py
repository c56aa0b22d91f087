"""Rules of the data stand in the database, each with a human message."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tests import factories

OURS = ["members", "accounts", "programs", "meetings", "awards", "reports"]
CONSTRAINTS = [
    (model, constraint)
    for label in OURS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
]


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=lambda value: str(value)[:60])
def test_every_constraint_is_named_after_its_model_and_speaks(model, constraint):
    assert constraint.name.startswith(f"{model._meta.app_label}_{model._meta.model_name}")
    assert constraint.violation_error_message != constraint.default_violation_error_message


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [m for label in OURS for m in apps.get_app_config(label).get_models()]
)
def test_every_model_has_its_words(model):
    assert str(model._meta.verbose_name)
    assert isinstance(model._meta.ordering, list | tuple)
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
    for field in model._meta.get_fields():
        if isinstance(field, models.Field) and field.editable and not field.primary_key:
            assert str(field.verbose_name)


DAY = dt.date(2020, 1, 1)
LATER = dt.date(2021, 1, 1)


@pytest.mark.django_db
def test_nobody_serves_twice_at_once_in_one_team():
    spell = factories.MembershipFactory(started_on=DAY, ended_on=LATER)
    with pytest.raises(IntegrityError, match="members_membership_no_overlap"), transaction.atomic():
        factories.MembershipFactory(
            team=spell.team, person=spell.person, started_on=dt.date(2020, 6, 1)
        )
    again = factories.MembershipFactory(team=spell.team, person=spell.person, started_on=LATER)
    assert again.pk
    with pytest.raises(IntegrityError, match="members_membership_no_overlap"), transaction.atomic():
        again.started_on = DAY
        again.save()


@pytest.mark.django_db
def test_a_team_has_one_leader_at_a_time():
    leader = factories.MembershipFactory(role="leader", started_on=DAY, ended_on=LATER)
    with pytest.raises(IntegrityError, match="members_membership_one_leader"), transaction.atomic():
        factories.MembershipFactory(team=leader.team, role="leader", started_on=DAY)
    factories.MembershipFactory(team=leader.team, role="leader", started_on=LATER)
    factories.MembershipFactory(team=leader.team, role="deputy", started_on=DAY)
    factories.MembershipFactory(role="leader", started_on=DAY)


@pytest.mark.django_db
def test_a_year_has_months_or_one_year_sheet_never_both():
    sheet = factories.ResultSheetFactory(year=2020)
    with (
        pytest.raises(IntegrityError, match="programs_resultsheet_no_overlap"),
        transaction.atomic(),
    ):
        factories.ResultSheetFactory(
            program=sheet.program, village=sheet.village, year=2020, month=3,
            period_start=dt.date(2020, 3, 1), period_end=dt.date(2020, 4, 1),
        )  # fmt: skip
    factories.ResultSheetFactory(program=sheet.program, village=sheet.village, year=2021)
    factories.ResultSheetFactory(program=sheet.program, year=2020)


@pytest.mark.django_db
def test_a_year_has_sheets_of_villages_or_one_of_the_commune_never_both():
    sheet = factories.ResultSheetFactory(year=2020)
    with pytest.raises(IntegrityError, match="of_whole_and_part"), transaction.atomic():
        factories.ResultSheetFactory(program=sheet.program, village=None, year=2020)
    whole = factories.ResultSheetFactory(program=sheet.program, village=None, year=2021)
    with pytest.raises(IntegrityError, match="of_whole_and_part"), transaction.atomic():
        factories.ResultSheetFactory(program=sheet.program, village=sheet.village, year=2021)
    with pytest.raises(IntegrityError, match="no_overlap_in_commune"), transaction.atomic():
        factories.ResultSheetFactory(program=sheet.program, village=None, year=2021)
    factories.ResultSheetFactory(village=sheet.village, year=2021)
    assert str(whole) == f"{sheet.program.commune} 2021"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        lambda: factories.MembershipFactory(started_on=LATER, ended_on=DAY),
        lambda: factories.TeamFactory(founded_on=LATER, dissolved_on=DAY),
        lambda: factories.VillageFactory(formed_on=LATER, dissolved_on=DAY),
        lambda: factories.CommuneFactory(formed_on=LATER, dissolved_on=DAY),
        lambda: factories.VillageYearFactory(year=1066),
        lambda: factories.PersonFactory(full_name=""),
        lambda: factories.PaperFactory(code_number=0),
        lambda: factories.CameraFactory(units=0),
        lambda: factories.CameraFactory(latitude=50),
        lambda: factories.CameraFactory(installed_on=LATER, removed_on=DAY),
        lambda: factories.FireEquipmentFactory(quantity=0),
        lambda: factories.ResultValueFactory(value=-1),
        lambda: factories.ResultSheetFactory(month=13),
        lambda: factories.MeetingFactory(ends_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        lambda: factories.AwardRoundFactory(period_start=LATER, period_end=DAY),
        lambda: factories.NominationFactory(person=None),
        lambda: factories.NominationFactory(state="approved"),
        lambda: factories.NominationFactory(votes_for=5, votes_total=3),
        lambda: factories.ReviewReportFactory(period_start=LATER, period_end=DAY),
        lambda: factories.ReviewReportFactory(cut_off=dt.date(2030, 1, 1)),
        lambda: factories.ReviewReportFactory(state="issued"),
    ],
)
def test_what_cannot_be_is_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()


@pytest.mark.django_db
def test_a_refusal_reads_as_a_sentence():
    team = factories.TeamFactory()
    team.dissolved_on = team.founded_on
    with pytest.raises(ValidationError) as refusal:
        team.full_clean()
    assert "Ngày giải thể tổ phải sau ngày thành lập." in refusal.value.messages


@pytest.mark.django_db
def test_a_citizen_id_belongs_to_one_person_and_no_id_to_many():
    one = factories.PersonFactory()
    one.citizen_id = "022070123456"
    one.save()
    factories.PersonFactory()
    factories.PersonFactory()
    other = factories.PersonFactory()
    other.citizen_id = "022070123456"
    with pytest.raises(IntegrityError, match="citizen_id"), transaction.atomic():
        other.save()
