"""Forms of a programme and what hangs on it: names, states, sites, ratings."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import offer
from members.models import Commune, Team
from programs.forms.rows import (
    DecidedRowForm,
    RowForm,
    as_field,
)
from programs.models import (
    Program,
    ProgramAlias,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
    RatingScheme,
)


class ProgramForm(DecidedRowForm):
    subject = _("Founding of a programme")

    class Meta:
        model = Program
        fields = ["commune", "kind", "name", "founded_on", "lead_agency", "aim"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["commune"], self.fields["kind"]
        else:
            communes = Commune.objects.editable_by(self.user).existing_on(timezone.localdate())
            offer(self, "commune", communes)


class AliasForm(RowForm):
    class Meta:
        model = ProgramAlias
        fields = ["name"]
        formfield_callback = as_field


class StateForm(DecidedRowForm):
    """The next state; it closes the one before. Of a former one, its days are corrected here."""

    subject = _("State of a programme")

    class Meta:
        model = ProgramStatus
        fields = ["state", "started_on", "ended_on"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["ended_on"]


class SiteForm(RowForm):
    class Meta:
        model = ProgramSite
        fields = ["village", "name", "team", "started_on", "ended_on"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        fields: Any = self.fields
        villages = fields["village"].queryset.existing_on(today)
        fields["village"].queryset = self.kept_or(villages, "village")
        kind = self.instance.program.kind.team_kind
        teams = Team.objects.visible_to(self.user).standing_on(today).filter(kind=kind)
        fields["team"].queryset = self.kept_or(teams, "team")
        if not kind:
            del fields["team"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        team, village = data.get("team"), data.get("village")
        if team and village and team.village_id != village.pk:
            self.add_error("team", _("This team works in another village."))
        return data


class RatingForm(DecidedRowForm):
    """A year's rating: the scheme and its level are chosen together, so schemes never mix."""

    subject = _("Yearly rating")
    grade = forms.ChoiceField(label=_("Rating"))
    field_order = ["year", "grade"]

    class Meta:
        model = ProgramRating
        fields = ["year"]
        formfield_callback = as_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {scheme.pk: scheme for scheme in RatingScheme.objects.all()}
        self.fields["grade"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *(
                (scheme.name, [(f"{key}:{level}", level) for level in scheme.levels])
                for key, scheme in self.schemes.items()
            ),
        ]
        self.fields["year"].widget.attrs["inputmode"] = "numeric"
        if self.instance.pk:
            self.initial["grade"] = f"{self.instance.scheme_id}:{self.instance.level}"

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not 1945 <= year <= timezone.localdate().year:
            raise forms.ValidationError(_("Type a year from 1945 until this year."))
        return year

    def clean_grade(self) -> str:
        key, _colon, level = self.cleaned_data["grade"].partition(":")
        self.instance.scheme, self.instance.level = self.schemes[int(key)], level
        return str(self.cleaned_data["grade"])
