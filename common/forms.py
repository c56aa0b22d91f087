"""Form pieces every app uses: dates typed dd/mm/yyyy, crispy forms without a form tag."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

#: no fact of the portal lies outside; a year typed wrong must not reach the arithmetic
EARLIEST, LATEST = 1900, 2200


class DateField(forms.DateField):
    """A date typed as day/month/year. The browser's own picker shows months first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.DateInput(
                format="%d/%m/%Y",
                attrs={
                    "placeholder": "dd/mm/yyyy",
                    "inputmode": "numeric",
                    "autocomplete": "off",
                    "class": "date-input",
                },
            ),
        )
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("This is no day of the calendar. Type it as day/month/year.")},
        )
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value.year <= LATEST:
            raise forms.ValidationError(
                _("The year must lie between %(first)d and %(last)d."),
                params={"first": EARLIEST, "last": LATEST},
            )


class TimeField(forms.TimeField):
    """A time of day, typed as "14:00", "14h" or "14h30"."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(
            format="%H:%M",
            attrs={"placeholder": "14:00", "autocomplete": "off", "class": "date-input"},
        )
        message = _("This is no time of day. Type it as 14:00.")
        super().__init__(widget=widget, error_messages={"invalid": message}, **kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str):
            value = value.strip().lower().replace(" ", "").replace("h", ":").rstrip(":")
            if value.isdigit() and len(value) <= 2:
                value += ":00"
        return super().to_python(value)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows, chosen by their keys. A key too large for the database is no row, not a fault."""

    def _check_values(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if len(str(key)) > 18:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], params={"value": key}
                )
        return super()._check_values(value)  # type: ignore[misc]


class PastDateField(DateField):
    """A day that has come already."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))


def choices_of(enum: Any) -> list[tuple[str, Any]]:
    """Return the choices of an enum as a form shows them: with a capital letter."""
    return [(value, capfirst(label)) for value, label in enum.choices]


def offer(form: forms.BaseForm, name: str, rows: Any) -> None:
    """Offer rows in a field; where there is only one, it is chosen and not asked about."""
    field: Any = form.fields[name]
    field.queryset = rows
    some = list(rows[:2])
    if len(some) == 1:
        # A form of a new row has an empty value of its own, which would go before the field's.
        form.initial[name] = form.initial.get(name) or some[0].pk
        field.widget = forms.HiddenInput()


def helper() -> FormHelper:
    """Return a crispy helper for a form whose tag and buttons the template writes."""
    made = FormHelper()
    made.form_tag = False
    made.disable_csrf = True
    made.form_show_errors = True
    return made


def tell(form: Any, error: ValidationError) -> None:
    """Put what a rule refused at its field, or on top where the form does not show that field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        known = name if name in form.fields and name != NON_FIELD_ERRORS else None
        form.add_error(known, errors)
