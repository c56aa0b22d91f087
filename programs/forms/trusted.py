"""Forms of trusted persons: recognised, active, one day no longer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from members.models import Person
from programs.forms.rows import (
    DecidedRowForm,
    DiscreetRowForm,
    as_field,
)
from programs.models import (
    TrustedActivity,
    TrustedPerson,
)


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


class ActivityForm(DiscreetRowForm):
    guarded = ("note",)

    class Meta:
        model = TrustedActivity
        fields = ["held_on", "kind", "times", "people", "worth", "note"]
        formfield_callback = as_field
