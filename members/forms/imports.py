"""What a roster cannot say of itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, choices_of
from imports.forms import OptionsForm
from members.models import Team


class RosterOptions(OptionsForm):
    lasting = ("team_kind",)

    team_kind = forms.ChoiceField(label=_("Kind of team"), choices=choices_of(Team.Kind))
    as_of = DateField(
        label=_("Day that the list shows"), required=False,
        help_text=_("Empty: the date at the foot of the list."),
    )  # fmt: skip
    since = DateField(
        label=_("Serving since, where the list says nothing"), required=False,
        help_text=_("Empty: the day that the list shows."),
    )  # fmt: skip
    absent_on = DateField(
        label=_("Who is not on the list left on"), required=False,
        help_text=_("Empty: nobody is ended; they are only pointed out."),
    )  # fmt: skip
