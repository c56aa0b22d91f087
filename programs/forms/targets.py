"""The targets of a programme: a field for each indicator and year."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from programs.forms.results import FigureField
from programs.models import Indicator


class TargetsForm(forms.Form):
    """Targets of some years. An empty field is no target, which is not 0."""

    def __init__(
        self,
        *args: Any,
        indicators: Iterable[Indicator],
        years: Sequence[int],
        known: Mapping[tuple[int, int], Decimal],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators, self.years = list(indicators), years
        for indicator in self.indicators:
            for year in years:
                self.fields[_name(indicator, year)] = FigureField(
                    label=f"{indicator.name}, {year}",
                    unit=indicator.unit,
                    kept=known.get((indicator.pk, year)),
                )

    def rows(self) -> list[tuple[Indicator, list[Any]]]:
        """Return the bound fields of each indicator, year by year."""
        return [
            (indicator, [self[_name(indicator, year)] for year in self.years])
            for indicator in self.indicators
        ]

    def values(self) -> dict[tuple[int, int], Decimal | None]:
        """Return what is typed, by indicator and year."""
        return {
            (indicator.pk, year): self.cleaned_data[_name(indicator, year)]
            for indicator in self.indicators
            for year in self.years
        }


def _name(indicator: Indicator, year: int) -> str:
    return f"target-{indicator.pk}-{year}"
