"""Forms of teams: founded, re-staffed, dissolved, each under a decision."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, choices_of
from members.forms.decisions import DecisionForm
from members.models import Membership, Person, Team, Village
from members.queries import roster_on

LEAVES = "leave"


class FoundForm(DecisionForm):
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(Team.Kind))
    name = forms.CharField(label=_("Name"), max_length=160)
    founded_on = DateField(label=_("Founded on"))
    field_order = ["village", "kind", "name", "founded_on"]
    subject = _("Founding of a team")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["village"].queryset = (
            Village.objects.editable_by(user)
            .existing_on(timezone.localdate())
            .select_related("commune")
        )


class DissolveForm(DecisionForm):
    on = DateField(label=_("Dissolved on"), help_text=_("First day without the team."))
    field_order = ["on"]
    subject = _("Dissolution of a team")


class TransferForm(DecisionForm):
    to = forms.ModelChoiceField(Team.objects.none(), label=_("To the team"))
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.MEMBER
    )
    on = DateField(label=_("From"), help_text=_("First day in the new team."))
    field_order = ["to", "role", "on"]
    subject = _("Transfer between teams")

    def __init__(self, *args: Any, user: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["to"].queryset = (
            Team.objects.editable_by(user)
            .standing_on(timezone.localdate())
            .filter(kind=team.kind)
            .exclude(pk=team.pk)
        )


class RestaffForm(DecisionForm):
    """Every person of the village with the role after the decision; the present one is chosen."""

    on = DateField(label=_("In force from"))
    field_order = ["on"]
    subject = _("Re-staffing of a team")

    def __init__(self, *args: Any, user: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        day = timezone.localdate()
        self.serving = {row.person_id: row for row in roster_on(team, day)}
        others = Person.objects.editable_by(user).filter(village=team.village)
        self.others = list(others.exclude(pk__in=self.serving)[:300])
        roles = choices_of(Membership.Role)
        for row in self.serving.values():
            self.fields[f"person-{row.person_id}"] = forms.ChoiceField(
                label=row.person.full_name, initial=row.role,
                choices=[*roles, (LEAVES, _("leaves the team"))],
            )  # fmt: skip
        for person in self.others:
            self.fields[f"person-{person.pk}"] = forms.ChoiceField(
                label=person.full_name, required=False, choices=[("", _("not in the team")), *roles]
            )

    def present(self) -> list[Any]:
        """Return the bound fields of those who serve, for the template."""
        return [self[f"person-{pk}"] for pk in self.serving]

    def joinable(self) -> list[Any]:
        return [self[f"person-{person.pk}"] for person in self.others]

    def paper_fields(self) -> list[Any]:
        return [self[name] for name in ("on", "decision", "decision_code", "decision_date")]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            moves = self.moves()
            if not moves["leave"] and not moves["join"]:
                raise ValidationError(_("Nothing differs from what is kept already."))
        return data

    def moves(self) -> dict[str, Any]:
        """Return what `restaff` takes: who leaves, who joins or changes role."""
        data = self.cleaned_data
        leave, join = [], []
        for pk, row in self.serving.items():
            chosen = data[f"person-{pk}"]
            if chosen == LEAVES:
                leave.append(row.person)
            elif chosen != row.role:
                join.append((row.person, Membership.Role(chosen)))
        for person in self.others:
            chosen = data[f"person-{person.pk}"]
            if chosen:
                join.append((person, Membership.Role(chosen)))
        return {"leave": leave, "join": join}
