"""Forms of the meeting itself and of its agenda."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.dates import moment
from common.forms import DateField, RowsField, TimeField, choices_of, helper, offer
from meetings.agenda_templates import TEMPLATES
from meetings.models import AgendaItem, Delegate, Meeting
from members.models import Commune, Paper
from members.models.papers import PaperKind
from programs.forms.rows import as_field
from programs.models import Program


class MeetingForm(forms.ModelForm):
    """A meeting as it is planned. The day and the times are typed apart, in the portal's way."""

    programs = RowsField(
        Program.objects.none(), label=_("Programmes under review"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    day = DateField(label=_("Day"))
    starts = TimeField(label=_("Begins at"))
    ends = TimeField(label=_("Ends at"), required=False)

    class Meta:
        model = Meeting
        formfield_callback = as_field
        fields = [
            "commune", "kind", "title", "place", "issuer", "chair", "secretary", "plan", "purpose",
            "funding", "requests",
        ]  # fmt: skip

    field_order = [
        "commune", "kind", "title", "programs", "day", "starts", "ends", "place", "issuer", "chair",
        "secretary", "plan", "purpose", "funding", "requests",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        meeting = self.instance
        if meeting.pk:
            # Its papers bear the commune's numbers: a meeting does not move.
            del fields["commune"]
        else:
            offer(self, "commune", Commune.objects.editable_by(user))
        programs = Program.objects.visible_to(user).select_related("kind", "commune")
        fields["programs"].queryset = (
            programs.filter(commune=meeting.commune_id) if meeting.pk else programs
        )
        fields["plan"].queryset = self._plans(user)
        for name in ("chair", "secretary"):
            delegates = Delegate.objects.filter(meeting=meeting.pk or 0)
            fields[name].queryset = delegates.order_by("protocol_order", "pk")
            if not meeting.pk:
                del fields[name]
        if meeting.pk:
            starts = timezone.localtime(meeting.starts_at)
            self.initial |= {"day": starts.date(), "starts": starts.time()}
            self.initial["programs"] = list(meeting.programs.values_list("pk", flat=True))
            if meeting.ends_at:
                self.initial["ends"] = timezone.localtime(meeting.ends_at).time()
        self.helper = helper()

    def _plans(self, user: Any) -> Any:
        """Plans that a meeting may carry out: the commune's, none of a meeting's own."""
        plans = Paper.objects.visible_to(user).filter(
            kind=PaperKind.PLAN, meeting_paper__isnull=True
        )
        return plans.filter(commune=self.instance.commune_id) if self.instance.pk else plans

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, starts, ends = data.get("day"), data.get("starts"), data.get("ends")
        if ends and starts and ends <= starts:
            self.add_error("ends", _("The meeting ends after it has begun."))
        elif day and starts:
            self.instance.starts_at = moment(day, starts)
            self.instance.ends_at = moment(day, ends) if ends else None
        return data


class AgendaItemForm(forms.ModelForm):
    starts_at = TimeField(label=_("Fixed time"), required=False)

    class Meta:
        model = AgendaItem
        formfield_callback = as_field
        fields = ["minutes", "part", "item", "presenter", "starts_at", "script"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["script"].widget.attrs["rows"] = 2
        self.fields["minutes"].max_value = 24 * 60
        self.fields["minutes"].widget.attrs.update(min=0, max=24 * 60)

    def has_changed(self) -> bool:
        """A new line counts once something is typed in it; its place alone is nothing."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - {"ORDER", "part", "DELETE"})

    def clean_minutes(self) -> int | None:
        minutes: int | None = self.cleaned_data["minutes"]
        if minutes is not None and minutes > 24 * 60:
            raise forms.ValidationError(_("An item lasts a day at most."))
        return minutes


#: an empty row stays out; a meeting of 100 items has gone wrong
AgendaFormSet = forms.modelformset_factory(
    AgendaItem, AgendaItemForm, extra=3, can_order=True, can_delete=True, max_num=100,
    validate_max=True,
)  # fmt: skip


class AgendaSourceForm(forms.Form):
    """Where an agenda is taken from: a usual one, or an earlier meeting's."""

    kind = forms.ChoiceField(label=_("Usual agenda of"), required=False)
    source = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Or the agenda of"), required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        usual = [choice for choice in choices_of(Meeting.Kind) if choice[0] in TEMPLATES]
        fields["kind"].choices = [("", "–"), *usual]
        fields["source"].queryset = (
            Meeting.objects.visible_to(user).filter(commune=meeting.commune_id, agenda__isnull=False)
            .exclude(pk=meeting.pk).distinct()
        )  # fmt: skip
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("kind")) == bool(data.get("source")):
            raise forms.ValidationError(_("Choose one: a usual agenda or an earlier meeting."))
        return data
