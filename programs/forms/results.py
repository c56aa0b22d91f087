"""The monthly sheet, and the totals of a year."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.figures import number
from common.forms import choices_of
from programs.models import Indicator, ResultSheet
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

    def nothing_happened(self) -> None:
        """Put 0 where a count that adds up is left empty: a real zero, said by the village itself."""
        for line in self.lines:
            name = f"value-{line.indicator.pk}"
            if line.indicator.rule == Indicator.Rule.SUM and self.cleaned_data[name] is None:
                self.cleaned_data[name] = Decimal(0)

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


class YearForm(SheetForm):
    """The totals of a year known from papers only, with where they come from."""

    source = forms.ChoiceField(
        label=_("Where the totals come from"), choices=choices_of(ResultSheet.Source),
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip
