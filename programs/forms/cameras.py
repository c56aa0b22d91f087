"""Forms of camera points: checks, upkeep, extractions; never footage."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import offer
from programs.forms.rows import (
    DiscreetRowForm,
    RowForm,
    as_field,
    living_village,
)
from programs.models import (
    Camera,
    CameraCheck,
    CameraExtraction,
    CameraUpkeep,
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
        living_village(self)


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
