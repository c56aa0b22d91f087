"""The monthly sheet, and the totals of a year."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.figures import number
from common.forms import choices_of
from common.numbers import Habit, measure_of, read_number
from programs.models import Indicator, ResultSheet
from programs.queries.results import Line

#: the pages are Vietnamese: the dot stands between thousands
_HABIT = Habit(dots=True)


class FigureField(forms.CharField):
    """A figure as people type it, by the one reader of numbers; empty or "-" for not known.

    `unit` says whether it is whole. What was `kept` before figures had to be whole may stay.
    """

    def __init__(self, *, unit: str = "", kept: Decimal | None = None, **kwargs: Any) -> None:
        initial = "" if kept is None else number(kept)
        super().__init__(required=False, max_length=20, initial=initial, **kwargs)
        self.measure, self.kept = measure_of(unit), kept
        self.widget.attrs |= {
            "inputmode": "decimal",
            "autocomplete": "off",
            "class": "figure-input",
        }

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value))
        if self.kept is not None and text == self.initial:
            return self.kept
        try:
            return read_number(text, self.measure, habit=_HABIT)
        except ValidationError as error:
            raise ValidationError(
                _("Type a count, e.g. 12 or 1.250; leave it empty if not known.")
            ) from error


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
                label=line.indicator.name, unit=line.indicator.unit, kept=line.value
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
