"""Forms of the upload page."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.access import AnyUser
from common.forms import helper, offer
from imports.models import communes_of

MOST_BYTES = 15 * 2**20
#: cells of 20,000 rows fit in
MOST_PASTED = 5_000_000
ACCEPTED = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.txt,.tsv,.docx"


class UploadForm(forms.Form):
    """Which list, of which commune, which file or which cells."""

    kind = forms.ChoiceField(label=_("What the list holds"), widget=forms.RadioSelect)
    commune: Any = forms.ModelChoiceField(queryset=None, label=_("Commune"))
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # the reader says better what is wrong with it
        help_text=_(
            "Excel (.xlsx, .xlsm, .xls, .xlsb), .ods, .csv, or a table in Word (.docx), "
            "as the office keeps it; at most 15 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    pasted = forms.CharField(
        label=_("Or cells copied from a spreadsheet"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        help_text=_("Mark the cells with their heads, copy them, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "pasted", "wrap": "off"}),
    )

    def __init__(
        self, *args: Any, user: AnyUser, kinds: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[0][0] if kinds else None
        offer(self, "commune", communes_of(user).existing_on(timezone.localdate()))
        self.helper = helper()

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload and upload.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 15 MB. Split it, or remove pictures."))
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "file" in self.errors or "pasted" in self.errors:
            return data
        file, pasted = data.get("file"), (data.get("pasted") or "").strip()
        if file and pasted:
            self.add_error("pasted", _("Choose a file or paste cells, not both."))
        if not file and not pasted:
            self.add_error("file", _("Choose a file, or paste cells below."))
        return data


@dataclass(frozen=True)
class Missing:
    """What the portal must hold before a list of this kind can come in, and where to enter it."""

    text: Any
    url: str
    label: Any


class OptionsForm(forms.Form):
    """What a file cannot say; each kind of list asks its own.

    `lasting` names the fields whose answers are proposed with the commune's next list.
    """

    lasting: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, commune: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commune, self.user = commune, user
        self.helper = helper()

    def as_shown(self) -> dict[str, str]:
        """Return what a browser would send of the form as it stands, with nothing touched."""
        found = {}
        for name, field in self.fields.items():
            value = self[name].value()
            if value in (None, "") and type(field) is forms.ChoiceField:
                choices: Any = field.choices
                value = next((choice for choice, _label in choices), "")
            found[name] = "" if value is None else str(value)
        return found

    def missing(self) -> Missing | None:
        """Return what must be entered first, so that an empty choice is no dead end; else None."""
        return None
