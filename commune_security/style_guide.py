"""The form of the style guide: one of each field, one of them wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, helper


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Full name"), help_text=_("As on the identity card."))
    born = DateField(label=_("Birth date"))
    kind = forms.ChoiceField(label=_("Role"), choices=[("m", _("member")), ("l", _("leader"))])
    agreed = forms.BooleanField(label=_("Signed the commitment"), required=False)


def sample_form() -> SampleForm:
    """Return a form with a name and an impossible date."""
    form = SampleForm({"name": "Đặng Văn Ân", "born": "31/02/1970", "kind": "m"})
    form.helper = helper()
    form.full_clean()
    return form
