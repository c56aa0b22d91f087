"""Forms of who is invited, and where they sit."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import RowsField, helper
from common.text import nfc
from meetings.models import Delegate, Meeting
from members.models import Team
from programs.forms.rows import as_field


class InviteForm(forms.Form):
    """People of the register by what they are on the day of the meeting."""

    sets = forms.MultipleChoiceField(
        label=_("Whom to invite"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("heads", _("Village heads")),
            ("deputy_heads", _("Deputy village heads")),
            ("party", _("Secretaries of the party cells")),
            ("front", _("Heads of the Front work boards")),
            ("leaders", _("Leaders of the self-managed teams")),
            ("deputies", _("Deputies of the self-managed teams")),
            ("members", _("All members of the self-managed teams")),
            ("trusted", _("Trusted persons")),
        ],
        help_text=_("Who is invited already stays as entered; nobody is invited twice."),
    )

    teams = RowsField(
        Team.objects.none(), label=_("Teams to invite whole"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["sets"].required = False
        fields["teams"].queryset = (
            Team.objects.filter(village__commune=meeting.commune_id)
            .standing_on(timezone.localdate(meeting.starts_at))
            .select_related("village").order_by("village__sort_key", "kind", "pk")
        )  # fmt: skip
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("sets") and not data.get("teams") and not self.errors:
            raise forms.ValidationError(_("Choose whom to invite."))
        return data


class SeatsForm(forms.Form):
    per_row = forms.IntegerField(
        label=_("Seats in a row"), min_value=2, max_value=60, initial=12,
        help_text=_("Each group begins a row of its own; rows are A, B, C from the front."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class GuestForm(forms.ModelForm):
    """A guest: honorific, rank, post and unit as they are read out."""

    class Meta:
        model = Delegate
        formfield_callback = as_field
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
        fields["protocol_order"].help_text = _("Small numbers are introduced first.")
        self.helper = helper()

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"])
