"""The form of a case worth telling."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, VILLAGE_HEAD
from common.forms import PastDateField, helper
from common.pictures import upload_of
from members.models import Village
from programs.forms.discreet import Discreet, sure_field
from programs.models import Highlight, Program


class HighlightForm(Discreet, forms.Form):
    """A case worth telling. Names of suspects and sources are asked about before they are kept."""

    program = forms.ModelChoiceField(Program.objects.none(), label=_("Programme"))
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"), required=False)
    happened_on = PastDateField(label=_("Date"))
    text = forms.CharField(
        label=_("What happened"), max_length=2000,
        help_text=_("No names of informants or suspects, nothing classified: counts and facts."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    photo = forms.FileField(label=_("Photo"), required=False)
    in_reports = forms.BooleanField(label=_("Tell it in the reports"), required=False, initial=True)
    sure = sure_field()
    guarded = ("text",)

    def __init__(
        self, *args: Any, user: Any, highlight: Highlight | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        officer = user.has_role(OFFICER)
        self.fields["program"].queryset = Program.objects.visible_to(user).select_related("kind")
        villages = Village.objects.reached_by(user, frozenset({OFFICER, VILLAGE_HEAD}))
        self.fields["village"].queryset = villages
        self.fields["village"].required = not officer
        if not officer:
            # Whether a case is told in a report is for the office to say.
            del self.fields["in_reports"]
        if highlight is not None:
            self.initial = {
                "program": highlight.program_id, "village": highlight.village_id,
                "happened_on": highlight.happened_on, "text": highlight.text,
                "in_reports": highlight.in_reports,
            }  # fmt: skip
        self.helper = helper()

    def clean_photo(self) -> bytes | None:
        return upload_of(self.cleaned_data["photo"], longest=1600)
