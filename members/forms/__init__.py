"""Forms of the register, by subject."""

from members.forms.changes import AddForm, CorrectForm, DecideForm, EndForm
from members.forms.people import PersonForm

__all__ = ["AddForm", "CorrectForm", "DecideForm", "EndForm", "PersonForm"]
