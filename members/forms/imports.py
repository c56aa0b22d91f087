"""Forms of the upload page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, choices_of, helper, offer
from imports.forms import OptionsForm as KindOptions
from imports.models import ImportRun
from members.models import Commune, Team

MOST_BYTES = 15 * 2**20


class UploadForm(forms.Form):
    """Which list, of which commune, which file."""

    kind = forms.ChoiceField(label=_("What the workbook holds"), widget=forms.RadioSelect)
    commune = forms.ModelChoiceField(Commune.objects.none(), label=_("Commune"))
    file = forms.FileField(
        label=_("Workbook"),
        allow_empty_file=True,  # the reader says better what is wrong with it
        help_text=_("Excel (.xlsx, .xls) or .ods, as the office keeps it; at most 15 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )

    def __init__(self, *args: Any, user: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["kind"].initial = "roster"
        communes = Commune.objects.editable_by(user).existing_on(timezone.localdate())
        offer(self, "commune", communes)
        self.helper = helper()

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 15 MB. Split it, or remove pictures."))
        return upload


class OptionsForm(forms.Form):
    """What the workbook cannot say; each kind asks its own."""

    def __init__(self, *args: Any, run: ImportRun, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run, self.user = run, user
        self.helper = helper()


class RosterOptions(KindOptions):
    lasting = ("team_kind",)

    team_kind = forms.ChoiceField(label=_("Kind of team"), choices=choices_of(Team.Kind))
    as_of = DateField(
        label=_("Day that the list shows"), required=False,
        help_text=_("Empty: the date at the foot of the list."),
    )  # fmt: skip
    since = DateField(
        label=_("Serving since, where the list says nothing"), required=False,
        help_text=_("Empty: the day that the list shows."),
    )  # fmt: skip
    absent_on = DateField(
        label=_("Who is not on the list left on"), required=False,
        help_text=_("Empty: nobody is ended; they are only pointed out."),
    )  # fmt: skip
