"""Forms of meetings: who is invited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import choices_of, helper
from common.text import nfc
from meetings.models import Delegate


class InviteForm(forms.Form):
    """People of the register by what they are on the day of the meeting."""

    sets = forms.MultipleChoiceField(
        label=_("Whom to invite"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("heads", _("Village heads")),
            ("deputy_heads", _("Deputy village heads")),
            ("front", _("Heads of the Front work boards")),
            ("leaders", _("Leaders of the self-managed teams")),
            ("members", _("All members of the self-managed teams")),
            ("trusted", _("Trusted persons")),
        ],
        help_text=_("Who is invited already stays as entered; nobody is invited twice."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class GuestForm(forms.ModelForm):
    """A guest: honorific, rank, post and unit as they are read out."""

    class Meta:
        model = Delegate
        fields = [
            "honorific",
            "rank",
            "full_name",
            "post",
            "unit",
            "group",
            "protocol_order",
            "seat",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for field in fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
        fields["group"].choices = choices_of(Delegate.Group)
        fields["protocol_order"].help_text = _("Small numbers are introduced first.")
        self.helper = helper()

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"])
