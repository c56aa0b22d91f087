"""Forms of the register."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.crypto import keyed_hash
from common.dates import PartialDate
from common.forms import helper
from common.identity import citizen_id_doubts, normalise_citizen_id
from common.pictures import upload_of
from members.forms.cleaning import clean_birth, clean_name, clean_phone
from members.models import Person, Village
from members.models.people import Sex


class PersonForm(forms.Form):
    """A person's card. `seen` carries what the form showed, so that two officers do not
    overwrite each other unawares."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "–"), *Sex.choices], required=False)
    birth = forms.CharField(
        label=_("Birth date"),
        required=False,
        help_text=_("Day/month/year, or only the year."),
        widget=forms.TextInput(attrs={"class": "date-input", "inputmode": "numeric"}),
    )
    citizen_id = forms.CharField(
        label=_("Citizen ID"),
        required=False,
        help_text=_("12 digits, an old one 9. Empty: stays as it is."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("A portrait for the badge; never a picture of an ID card."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.user = person, user
        self.doubts: list[str] = []
        villages = Village.objects.editable_by(user).select_related("commune")
        self.fields["village"].queryset = villages
        if person is not None:
            self.initial = {**state_of(person), "seen": digest_of(person)}
        self.fields["full_name"].widget.attrs |= {
            "hx-get": reverse("members:person_near"), "hx-target": "#near",
            "hx-trigger": "input changed delay:400ms", "hx-include": "#id_birth",
            "hx-vals": f'{{"person": "{person.pk if person else ""}"}}',
        }  # fmt: skip
        self.helper = helper()

    def clean_full_name(self) -> str:
        return clean_name(self.cleaned_data["full_name"])

    def clean_birth(self) -> PartialDate | None:
        return clean_birth(self.cleaned_data["birth"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_citizen_id(self) -> str:
        number, remark = normalise_citizen_id(self.cleaned_data["citizen_id"])
        if self.cleaned_data["citizen_id"].strip() and not number:
            raise ValidationError(remark or _("Type the 12 digits of the citizen ID."))
        if number:
            others = Person.objects.filter(citizen_id_hash=keyed_hash(number))
            if self.person:
                others = others.exclude(pk=self.person.pk)
            known = others.visible_to(self.user).select_related("village").first()
            if known is not None:
                raise ValidationError(
                    _("%(name)s (%(village)s) has this citizen ID already. Open that record, "
                      "or merge the two."),
                    params={"name": known, "village": known.village},
                )  # fmt: skip
            if others.exists():
                # No name, no place: the form must not tell who is known elsewhere.
                raise ValidationError(_("A person with this citizen ID exists already."))
        return number

    def clean_photo(self) -> bytes | None:
        return upload_of(self.cleaned_data["photo"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("citizen_id") and not self.errors:
            birth = data["birth"].value if data["birth"] else None
            self.doubts = citizen_id_doubts(data["citizen_id"], sex=data["sex"], birth=birth)
        if self.person and not self.errors and data.get("seen") != digest_of(self.person):
            # The rendered form must carry the new state, or the officer could never save.
            self.data = self.data.copy()
            self.data["seen"] = digest_of(self.person)
            raise ValidationError(
                _("Somebody else changed this person meanwhile. Look at the present state "
                  "below, then save again if yours is right."),
                code="conflict",
            )  # fmt: skip
        return data

    @property
    def has_conflict(self) -> bool:
        return any(error.code == "conflict" for error in self.non_field_errors().as_data())


def state_of(person: Person) -> dict[str, Any]:
    """Return what the form shows of a person; the citizen ID is not shown."""
    return {
        "full_name": person.full_name,
        "sex": person.sex,
        "birth": str(person.birth) if person.birth else "",
        "phone": person.phone,
        "address": person.address,
        "village": person.village_id,
    }


def digest_of(person: Person) -> str:
    """Return a short mark of a person's state, to notice a change made meanwhile."""
    state = [*map(str, state_of(person).values()), person.citizen_id_hash or "", person.photo.name]
    return hashlib.sha256("\x1f".join(state).encode()).hexdigest()[:16]
