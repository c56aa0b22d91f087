"""Forms of programmes, their registers and results, by subject."""

from programs.forms.highlights import HighlightForm
from programs.forms.results import FigureField, SheetForm, YearForm

__all__ = ["FigureField", "HighlightForm", "SheetForm", "YearForm"]
