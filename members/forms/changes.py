"""What a village head types on a phone to ask for a change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.dates import PartialDate
from common.forms import DateField, choices_of, helper
from common.text import title_name
from members.forms.cleaning import clean_birth, clean_name, clean_phone
from members.models import Membership
from members.models.people import Sex


class AskForm(forms.Form):
    """What every request has: why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order: list[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class AddForm(AskForm):
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=choices_of(Sex),
        widget=forms.RadioSelect,
    )  # fmt: skip
    birth = forms.CharField(
        label=_("Birth date"),
        required=False,
        help_text=_("Day/month/year, or only the year."),
        widget=forms.TextInput(attrs={"class": "date-input", "inputmode": "numeric"}),
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.MEMBER
    )
    started_on = DateField(label=_("Serving since"))
    field_order = ["full_name", "sex", "birth", "phone", "role", "started_on", "reason"]

    def clean_full_name(self) -> str:
        return title_name(clean_name(self.cleaned_data["full_name"]))

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_birth(self) -> PartialDate | None:
        return clean_birth(self.cleaned_data["birth"])


class EndForm(AskForm):
    ended_on = DateField(label=_("Service ends on"), help_text=_("First day without service."))
    leaving = forms.ChoiceField(
        label=_("Reason of leaving"),
        choices=[
            choice
            for choice in choices_of(Membership.Leaving)
            if choice[0] not in ("role_change", "dissolved")
        ],
    )
    field_order = ["ended_on", "leaving", "reason"]


class CorrectForm(AskForm):
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    field_order = ["full_name", "phone", "address", "reason"]

    def clean_full_name(self) -> str:
        return clean_name(self.cleaned_data["full_name"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class DecideForm(forms.Form):
    change = forms.TypedMultipleChoiceField(coerce=int, label=_("Requests"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, choices: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].choices = [(pk, pk) for pk in choices]  # type: ignore[attr-defined]
