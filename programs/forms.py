"""Forms of programmes and results."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, VILLAGE_HEAD
from common.discretion import indiscretions
from common.figures import number
from common.forms import PastDateField, helper
from common.pictures import upload_of
from members.models import Village
from programs.models import Highlight, Program
from programs.queries.results import Line

_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?")


class FigureField(forms.CharField):
    """A count as people type it: "1.250", "12,5", empty for not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=20, **kwargs)
        self.widget.attrs |= {
            "inputmode": "decimal",
            "autocomplete": "off",
            "class": "figure-input",
        }

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value)).replace(" ", "")
        if not text:
            return None
        if _THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        if not re.fullmatch(r"[0-9]{1,15}([.,][0-9]{1,2})?", text):
            raise ValidationError(_("Type a count, e.g. 12 or 1.250; leave it empty if not known."))
        return Decimal(text.replace(",", "."))


class SheetForm(forms.Form):
    """The month of a village: one field an indicator. Never blocks on what only looks odd."""

    note = forms.CharField(
        label=_("Note to the office"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[f"value-{line.indicator.pk}"] = FigureField(
                label=line.indicator.name,
                initial="" if line.value is None else number(line.value, 2),
            )

    def rows(self) -> list[tuple[str, list[tuple[Line, Any]], int]]:
        """Return the fields by group: (title, [(line, bound field)], how many are filled)."""
        groups: dict[str, list[tuple[Line, Any]]] = {}
        for line in self.lines:
            field = self[f"value-{line.indicator.pk}"]
            groups.setdefault(line.indicator.get_group_display(), []).append((line, field))
        return [
            (title, rows, sum(str(field.value() or "").strip() != "" for _line, field in rows))
            for title, rows in groups.items()
        ]

    def values(self) -> dict[int, Decimal | None]:
        """Return what is typed, by indicator."""
        return {
            line.indicator.pk: self.cleaned_data[f"value-{line.indicator.pk}"]
            for line in self.lines
        }


class HighlightForm(forms.Form):
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
    #: asked only where the text looks as if it named somebody
    sure = forms.BooleanField(
        label=_("I have looked once more: nobody is named who must not be"), required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip

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

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        doubts = indiscretions(data.get("text", ""))
        if doubts and not data.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
            self.add_error("text", [*doubts, _("Rewrite it, or tick below that it may stand so.")])
        return data
