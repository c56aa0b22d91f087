"""Forms of single rows: a site, a camera, a drill. One row a form, under its parent's rights."""

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.access import ScopedQuerySet
from common.forms import DateField, PastDateField, helper, offer
from members.forms.decisions import Decided
from members.models import Commune, Person, Team, Village
from programs.forms.discreet import Discreet, sure_field
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
    Program,
    ProgramAlias,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
    RatingScheme,
    TrustedActivity,
    TrustedPerson,
    ZoneHousehold,
)

#: days on which something was done or seen; other days may lie ahead (until, good until)
_PAST = ("held_on", "checked_on", "done_on", "extracted_on", "committed_on", "founded_on")


def as_field(db_field: Any, **kwargs: Any) -> Any:
    """Return the form field of a model's field as the portal shows it: days typed, labels capital."""
    if isinstance(db_field, models.DateField):
        made = PastDateField if db_field.name in _PAST else DateField
        return made(
            label=capfirst(db_field.verbose_name), required=not db_field.blank,
            help_text=db_field.help_text,
        )  # fmt: skip
    field = db_field.formfield(**kwargs)
    if isinstance(db_field, models.BooleanField) and db_field.null:
        answers = [("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No"))]
        field.widget.choices = answers
    elif db_field.choices:
        field.choices = [(value, capfirst(label) or "–") for value, label in field.choices]
    if isinstance(db_field, models.TextField):
        field.widget.attrs["rows"] = 3
    return field


class RowForm(forms.ModelForm):
    """A row of the user's scope. Choices are only what the user may see; the parent is given."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            rows = getattr(field, "queryset", None)
            if isinstance(rows, ScopedQuerySet):
                field.queryset = rows.visible_to(user)  # type: ignore[attr-defined]
        self.helper = helper()

    def kept_or(self, rows: Any, name: str) -> Any:
        """Return rows to choose from, with the one that the row names already, ended or not."""
        kept = getattr(self.instance, f"{name}_id", None)
        return (rows | rows.model.objects.filter(pk=kept)).distinct() if kept else rows


class DecidedRowForm(Decided, RowForm):
    """A row that rests on a decision: of the register, or typed with number and date."""

    decision_field = "decision"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_decisions(self.user)
        self.initial["decision"] = getattr(self.instance, f"{self.decision_field}_id", None)

    def decide(self, commune: Commune) -> None:
        """Put the decision on the row; call in the transaction that saves it."""
        setattr(self.instance, self.decision_field, self.decision_for(commune, self.user))


class ProgramForm(DecidedRowForm):
    subject = _("Founding of a programme")

    class Meta:
        model = Program
        fields = ["commune", "kind", "name", "founded_on", "lead_agency", "aim"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["commune"], self.fields["kind"]
        else:
            communes = Commune.objects.editable_by(self.user).existing_on(timezone.localdate())
            offer(self, "commune", communes)


class AliasForm(RowForm):
    class Meta:
        model = ProgramAlias
        fields = ["name"]
        formfield_callback = as_field


class StateForm(DecidedRowForm):
    """The next state; it closes the one before. Of a former one, its days are corrected here."""

    subject = _("State of a programme")

    class Meta:
        model = ProgramStatus
        fields = ["state", "started_on", "ended_on"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["ended_on"]


class SiteForm(RowForm):
    class Meta:
        model = ProgramSite
        fields = ["village", "name", "team", "started_on", "ended_on"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        fields: Any = self.fields
        villages = fields["village"].queryset.existing_on(today)
        fields["village"].queryset = self.kept_or(villages, "village")
        kind = self.instance.program.kind.team_kind
        teams = Team.objects.visible_to(self.user).standing_on(today).filter(kind=kind)
        fields["team"].queryset = self.kept_or(teams, "team")
        if not kind:
            del fields["team"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        team, village = data.get("team"), data.get("village")
        if team and village and team.village_id != village.pk:
            self.add_error("team", _("This team works in another village."))
        return data


class RatingForm(DecidedRowForm):
    """A year's rating: the scheme and its level are chosen together, so schemes never mix."""

    subject = _("Yearly rating")
    grade = forms.ChoiceField(label=_("Rating"))
    field_order = ["year", "grade"]

    class Meta:
        model = ProgramRating
        fields = ["year"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {scheme.pk: scheme for scheme in RatingScheme.objects.all()}
        self.fields["grade"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *(
                (scheme.name, [(f"{key}:{level}", level) for level in scheme.levels])
                for key, scheme in self.schemes.items()
            ),
        ]
        self.fields["year"].widget.attrs["inputmode"] = "numeric"
        if self.instance.pk:
            self.initial["grade"] = f"{self.instance.scheme_id}:{self.instance.level}"

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not 1945 <= year <= timezone.localdate().year:
            raise forms.ValidationError(_("Type a year from 1945 until this year."))
        return year

    def clean_grade(self) -> str:
        key, _colon, level = self.cleaned_data["grade"].partition(":")
        self.instance.scheme, self.instance.level = self.schemes[int(key)], level
        return str(self.cleaned_data["grade"])


class RecognitionForm(DecidedRowForm):
    subject = _("Recognition of a trusted person")

    class Meta:
        model = TrustedPerson
        fields = ["person", "program", "standing", "ethnicity", "started_on"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if self.instance.pk:
            del fields["person"]
        else:
            fields["person"].queryset = Person.objects.editable_by(self.user).order_by("sort_key")
        fields["program"].queryset = fields["program"].queryset.filter(kind__code="trusted_persons")
        fields["ethnicity"].help_text = _("Kept because the law rests on it; only officers see it.")


class RemovalForm(DecidedRowForm):
    """The end of a recognition."""

    subject = _("End of a recognition as trusted person")
    decision_field = "removal"

    class Meta:
        model = TrustedPerson
        fields = ["ended_on", "removal_reason"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].required = True
        self.fields["ended_on"].help_text = _("The first day on which it does not last any more.")


class DiscreetRowForm(Discreet, RowForm):
    sure = sure_field()


class ActivityForm(DiscreetRowForm):
    guarded = ("note",)

    class Meta:
        model = TrustedActivity
        fields = ["held_on", "kind", "times", "people", "worth", "note"]
        formfield_callback = as_field


class ZoneForm(DecidedRowForm):
    subject = _("Founding of a fire-safe zone")

    class Meta:
        model = FireSafeZone
        fields = ["program", "village", "name", "public_points", "started_on", "ended_on"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programs = Program.objects.visible_to(self.user).filter(kind__code="fire_safe")
        offer(self, "program", programs)
        _living_village(self)


class HouseholdForm(RowForm):
    class Meta:
        model = ZoneHousehold
        fields = [
            "head_name", "address", "house_type", "inter_family_team", "has_bell", "has_tools",
            "second_exit", "trained_people", "committed_on", "started_on", "ended_on",
        ]  # fmt: skip
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.visible_to(self.user).filter(
            kind=Team.Kind.INTER_FAMILY, village=self.instance.zone.village_id
        )
        fields: Any = self.fields
        fields["inter_family_team"].queryset = self.kept_or(
            teams.standing_on(timezone.localdate()), "inter_family_team"
        )


class EquipmentForm(RowForm):
    class Meta:
        model = FireEquipment
        fields = ["kind", "quantity", "expires_on"]
        formfield_callback = as_field


class DrillForm(RowForm):
    class Meta:
        model = FireDrill
        fields = ["held_on", "attendance"]
        formfield_callback = as_field


class InspectionForm(DiscreetRowForm):
    """An inspection with its checklist: each criterion met, not met, or not looked at."""

    guarded = ("note",)
    ANSWERS = [("", _("Not looked at")), ("yes", _("Met")), ("no", _("Not met"))]

    class Meta:
        model = FireInspection
        fields = ["held_on", "households_seen", "faults", "note"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = (
            {row.criterion_id: row.met for row in self.instance.findings.all()}
            if self.instance.pk
            else {}
        )
        asked = models.Q(asked_until__isnull=True) | models.Q(asked_until__gt=timezone.localdate())
        self.criteria = list(FireCriterion.objects.filter(asked | models.Q(pk__in=known)))
        for criterion in self.criteria:
            met = known.get(criterion.pk)
            self.fields[f"criterion-{criterion.pk}"] = forms.ChoiceField(
                label=criterion.text, choices=self.ANSWERS, required=False,
                initial="" if met is None else "yes" if met else "no", help_text=criterion.source,
            )  # fmt: skip

    def findings(self) -> dict[int, bool | None]:
        """Return what was found, by criterion; None was not looked at."""
        answers = {"yes": True, "no": False}
        return {
            row.pk: answers.get(self.cleaned_data[f"criterion-{row.pk}"]) for row in self.criteria
        }

    def after_save(self) -> None:
        """Write the findings; call in the transaction that saves the inspection."""
        for criterion, met in self.findings().items():
            rows = FireFinding.objects.filter(inspection=self.instance, criterion=criterion)
            if met is None:
                rows.delete()
            elif not rows.update(met=met):
                FireFinding.objects.create(
                    inspection=self.instance, criterion_id=criterion, met=met
                )


class CameraForm(RowForm):
    class Meta:
        model = Camera
        fields = [
            "program", "village", "name", "units", "installed_on", "removed_on", "owner",
            "manager", "funding", "cost", "storage_place", "latitude", "longitude",
        ]  # fmt: skip
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        programs = fields["program"].queryset.filter(kind__code="cameras")
        offer(self, "program", programs)
        fields["latitude"].help_text = _("E.g. 21.0456; empty where it is not known.")
        _living_village(self)


class CheckForm(DiscreetRowForm):
    guarded = ("note",)

    class Meta:
        model = CameraCheck
        fields = ["checked_on", "condition", "working_units", "note"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial |= {
                "checked_on": timezone.localdate(), "working_units": self.instance.camera.units,
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        units = self.instance.camera.units
        if (data.get("working_units") or 0) > units:
            self.add_error(
                "working_units",
                forms.ValidationError(
                    _("The point has %(units)d units; so many cannot work."),
                    params={"units": units},
                ),
            )
        return data


class UpkeepForm(DiscreetRowForm):
    guarded = ("what",)

    class Meta:
        model = CameraUpkeep
        fields = ["done_on", "what", "cost"]
        formfield_callback = as_field


class ExtractionForm(DiscreetRowForm):
    """A line of the extraction register: never the footage, never who is on it."""

    guarded = ("legal_purpose",)

    class Meta:
        model = CameraExtraction
        fields = ["extracted_on", "requesting_unit", "legal_purpose", "case_clarified"]
        formfield_callback = as_field


def _living_village(form: RowForm) -> None:
    fields: Any = form.fields
    today: dt.date = timezone.localdate()
    villages = Village.objects.editable_by(form.user).existing_on(today).select_related("commune")
    fields["village"].queryset = form.kept_or(villages, "village")
