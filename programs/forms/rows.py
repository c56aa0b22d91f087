"""Forms of single rows: a site, a camera, a drill. One row a form, under its parent's rights."""

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.access import ScopedQuerySet
from common.forms import DateField, PastDateField, helper
from members.forms.decisions import Decided
from members.models import Commune, Village
from programs.forms.discreet import Discreet, sure_field

#: days on which something was done or seen; other days may lie ahead (until, good until)
_PAST = ("held_on", "checked_on", "done_on", "extracted_on", "committed_on", "founded_on")


def as_field(db_field: Any, **kwargs: Any) -> Any:
    """Return the form field of a model's field as the portal shows it: days typed, labels capital."""
    if isinstance(db_field, models.DateField):
        made = PastDateField if db_field.name in _PAST else DateField
        return made(
            label=capfirst(db_field.verbose_name), required=not db_field.blank,
            help_text=db_field.help_text,
        )  # fmt: skip
    field = db_field.formfield(**kwargs)
    if isinstance(db_field, models.BooleanField) and db_field.null:
        answers = [("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No"))]
        field.widget.choices = answers
    elif db_field.choices:
        field.choices = [(value, capfirst(label) or "–") for value, label in field.choices]
    if isinstance(db_field, models.TextField):
        field.widget.attrs["rows"] = 3
    return field


class RowForm(forms.ModelForm):
    """A row of the user's scope. Choices are only what the user may see; the parent is given."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            rows = getattr(field, "queryset", None)
            if isinstance(rows, ScopedQuerySet):
                field.queryset = rows.visible_to(user)  # type: ignore[attr-defined]
        self.helper = helper()

    def decide(self, commune: Commune) -> None:
        """Put the decision on the row, where it rests on one; runs in the transaction that saves it."""

    def after_save(self) -> None:
        """Write what belongs to the saved row; runs in the same transaction."""

    def kept_or(self, rows: Any, name: str) -> Any:
        """Return rows to choose from, with the one that the row names already, ended or not."""
        kept = getattr(self.instance, f"{name}_id", None)
        return (rows | rows.model.objects.filter(pk=kept)).distinct() if kept else rows


class DecidedRowForm(Decided, RowForm):
    """A row that rests on a decision: of the register, or typed with number and date."""

    decision_field = "decision"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_decisions(self.user)
        self.initial["decision"] = getattr(self.instance, f"{self.decision_field}_id", None)

    def decide(self, commune: Commune) -> None:
        setattr(self.instance, self.decision_field, self.decision_for(commune, self.user))


class DiscreetRowForm(Discreet, RowForm):
    sure = sure_field()


def living_village(form: RowForm) -> None:
    fields: Any = form.fields
    today: dt.date = timezone.localdate()
    villages = Village.objects.editable_by(form.user).existing_on(today).select_related("commune")
    fields["village"].queryset = form.kept_or(villages, "village")
