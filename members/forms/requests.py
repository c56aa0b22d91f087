"""Forms of the register of data requests."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import PastDateField, choices_of, helper, offer
from members.models import Commune, DataRequest, Person
from members.models.requests import LONGEST_EXTENSION


class DataRequestForm(forms.Form):
    """A request as it came in."""

    kind = forms.ChoiceField(
        label=_("What is asked for"),
        choices=choices_of(DataRequest.Kind),
    )
    commune = forms.ModelChoiceField(Commune.objects.none(), label=_("Commune"))
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person of the register"), required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip
    name = forms.CharField(label=_("Name of who asks"), max_length=120, required=False)
    received_on = PastDateField(label=_("Received on"))
    what = forms.CharField(
        label=_("In the words of who asks"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = Commune.objects.editable_by(user).existing_on(timezone.localdate())
        self.fields["person"].queryset = Person.objects.editable_by(user)
        self.fields["received_on"].initial = timezone.localdate()
        offer(self, "commune", communes)
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not data.get("name"):
            self.add_error("name", _("Type the name of who asks."))
        return data


class FinishForm(forms.Form):
    """How a request ended."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=choices_of(DataRequest.Outcome),
    )
    note = forms.CharField(
        label=_("What was done, or why not"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class ExtendForm(forms.Form):
    days = forms.IntegerField(min_value=1, max_value=LONGEST_EXTENSION)
