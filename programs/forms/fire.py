"""Forms of fire-safe zones: households, equipment, drills, inspections by checklist."""

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import offer
from members.models import Team
from programs.forms.rows import (
    DecidedRowForm,
    DiscreetRowForm,
    RowForm,
    as_field,
    living_village,
)
from programs.models import (
    FireCriterion,
    FireDrill,
    FireEquipment,
    FireFinding,
    FireInspection,
    FireSafeZone,
    Program,
    ZoneHousehold,
)


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
        living_village(self)


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
        for criterion, met in self.findings().items():
            rows = FireFinding.objects.filter(inspection=self.instance, criterion=criterion)
            if met is None:
                rows.delete()
            elif not rows.update(met=met):
                FireFinding.objects.create(
                    inspection=self.instance, criterion_id=criterion, met=met
                )
