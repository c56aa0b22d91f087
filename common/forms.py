"""Form pieces every app uses: dates typed dd/mm/yyyy, crispy forms without a form tag."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _


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


def helper() -> FormHelper:
    """Return a crispy helper for a form whose tag and buttons the template writes."""
    made = FormHelper()
    made.form_tag = False
    made.disable_csrf = True
    made.form_show_errors = True
    return made
